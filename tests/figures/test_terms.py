"""One plain term for one thing, in both languages: the words that were given up stay away."""

from __future__ import annotations

import pytest
from babel.messages import pofile

from figures.words.language import LANGUAGES, LOCALE

GLOSSARY = {
    "the state of the list on the day of an announcement": {
        "ko": ("발표", ("연도판", "에디션")),
        "en": ("edition", ("vintage",)),
    },
    "a place whose designation is no longer in force": {
        "ko": ("지정 해제", ("지정 상실", "지정 소멸")),
        "en": ("lapsed", ("forfeited", "struck off")),
    },
    "a place that is no longer counted, and nobody wrote why": {
        "ko": ("집계 제외", ("집계에서 빠", "지정에서 빠")),
        "en": ("No longer counted", ("dropped from the count",)),
    },
    "a learning city that is none of the municipalities": {
        "ko": ("기초자치단체 아님", ("분모 밖", "비기초")),
        "en": ("not a municipality", ("outside the denominator", "outside the base")),
    },
    "what tells which data a figure was made from": {
        "ko": ("자료 버전", ("자료 지문", "해시")),
        "en": ("data version", ("data hash", "fingerprint")),
    },
}
"""What is meant, to its one term and to the words that are not used for it, by language."""


def texts(lang):
    """Return every text of a language with its key."""
    for path in sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for entry in pofile.read_po(file):
                for text in entry.string if entry.pluralizable else (entry.string,):
                    yield entry.id, str(text)


@pytest.mark.parametrize("meant", GLOSSARY)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_thing_has_one_term(lang, meant):
    """The term of the glossary is used, and none of the words given up for it is."""
    term, given_up = GLOSSARY[meant][lang]
    every = list(texts(lang))
    assert any(term.lower() in text.lower() for _, text in every)
    for word in given_up:
        assert [key for key, text in every if word.lower() in text.lower()] == [], word
