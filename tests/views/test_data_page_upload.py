"""The Data page's place for a boundary file, drawn without a browser."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from boundary_fixtures import light_2018
from streamlit.testing.v1 import AppTest
from through_time import TIMELINE

from exports.answers.boundary_upload import read_with_pictures
from figures.words.language import words
from views.pages.data_page import boundary_upload
from views.reader import library

PAGE = """
from views.pages.data_page.boundary_upload import section
from figures.words.language import words

section(words("{lang}"))
"""


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Return a function that puts a file into the page's place for one, read in this process."""

    def read(content, name, register, options, _queued):
        path = tmp_path / name
        path.write_bytes(content)
        return read_with_pictures(path, register, options)

    def give(content, name="a.geojson"):
        file = SimpleNamespace(file_id="1", name=name, getvalue=lambda: content)
        monkeypatch.setattr(
            st.delta_generator.DeltaGenerator,
            "file_uploader",
            lambda *_, **__: file if content is not None else None,
        )

    monkeypatch.setattr(library, "timeline", lambda: TIMELINE)
    monkeypatch.setattr(library, "atlas", lambda: TIMELINE.atlas)
    monkeypatch.setattr(library, "today", lambda: "2026-11-30")
    monkeypatch.setattr(boundary_upload, "read_upload", read)
    return give


def drawn(lang):
    """Return the section in a language."""
    page = AppTest.from_string(PAGE.format(lang=lang), default_timeout=60).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_without_a_file_it_says_what_is_read(given, lang):
    """An empty place says which files and which signs are enough."""
    given(None)
    assert [one.value for one in drawn(lang).info] == [words(lang)("boundary.empty")]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_file_is_shown_before_and_after_with_its_warnings(given, lang):
    """Figures, both pictures and every warning of a file with a place missing stand there."""
    say = words(lang)
    given(light_2018().iloc[:5].to_crs(4326).to_json().encode())
    page = drawn(lang)
    assert [one.value for one in page.metric][:3] == ["5", "5", "5"]
    captions = [one.value for one in page.caption]
    assert say("boundary.before") in captions
    assert say("boundary.after") in captions
    missing = len(TIMELINE.atlas.register.on("2026-06-30")) - 5
    assert say.plural("boundary.unmatched", missing) in [one.value for one in page.markdown]
    assert len(page.dataframe[0].value) == missing


def test_a_file_that_is_none_is_refused_in_words(given):
    """What is wrong and what to do stand below one sentence of the language."""
    given(b"<!doctype html><p>404", "a.json")
    (told,) = drawn("ko").error
    assert told.value.startswith(words("ko")("boundary.refused"))
    assert "웹 페이지입니다" in told.value
