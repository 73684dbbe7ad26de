"""What is wrong with an upload, in the words of the page."""

from __future__ import annotations

import re

import pytest
from helpers import sources

from figures.words.language import LANGUAGES, words
from geo.files.reading.text_formats import no_features
from store.bounded.limits import BROKEN, BUSY, TOO_BIG, TOO_MUCH, TOO_SLOW, Limits, refusal
from store.errors import InputError, reason
from views.parts.reading.faults import faults_markdown

KEY = re.compile(r"reason\(\s*\"([a-z_.]+)\"")
"""A reason in the code, whose key is no part of a longer word."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_its_sentence(lang):
    """Whatever a reader of an upload page can meet is said in both languages."""
    say = words(lang)
    keys = {
        key
        for path in sources("geo", "analysis", "store")
        for key in KEY.findall(path.read_text(encoding="utf-8"))
    }
    assert len(keys) >= 40
    keys |= {"unmatched.file", "unmatched.register", "elsewhere", "nowhere", "no_shape", "no_area"}
    for key in keys:
        assert say(f"fault.{key}") != f"fault.{key}"
    for why in (BROKEN, BUSY, TOO_BIG, TOO_MUCH, TOO_SLOW):
        told = refusal(why, "a.zip", Limits())
        assert faults_markdown(told, say).startswith("a.zip: ")


def test_a_korean_page_says_it_in_korean():
    """An empty layer is told in Korean on a Korean page, as on the command line in English."""
    error = no_features("경계.geojson")
    korean = faults_markdown(error, words("ko"))
    assert korean.startswith("경계.geojson: 레이어에 도형이 하나도 없습니다.")
    assert not re.search(r"[A-Za-z]{3,}", korean.removeprefix("경계.geojson"))
    assert str(error) == (
        "경계.geojson: found a layer without features; expected one feature for each place. "
        "Check the export."
    )


def test_what_has_no_sentence_is_still_said():
    """A fault without a sentence of its own keeps its text, and very many are counted."""
    error = InputError.one("a.csv", value="1", expected="2", next_step="Add 1.")
    for lang in LANGUAGES:
        assert "found 1; expected 2" in faults_markdown(error, words(lang))
    one = InputError.one(
        "a.zip", value="", expected="", next_step="", reason=reason("empty_file")
    ).faults[0]
    assert faults_markdown(InputError([one] * 25), words("ko")).endswith("5건이 더 있습니다.")
