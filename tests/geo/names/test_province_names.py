"""Every way to write a province leads to its code, and near misses to the place meant."""

from __future__ import annotations

import pytest

from geo.names.keys import key_of, words_of
from geo.names.provinces import label_on, province_names
from geo.names.suggestions import Suggestions
from geo.names.vocabulary import vocabularies_of


@pytest.fixture(scope="module")
def codes(atlas):
    """Return each spelling's key with the provinces it may mean."""
    found: dict[str, set[str]] = {}
    for code, words in province_names(atlas.tables.provinces):
        found.setdefault(key_of(words), set()).add(code)
    return found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("강원도", "32"),
        ("강원특별자치도", "32"),
        ("강원자치도", "32"),
        ("Gangwon-do", "32"),
        ("江原道", "32"),
        ("대구시", "22"),
        ("大邱廣域市", "22"),
        ("충남도", "34"),
        ("충청남도", "34"),
        ("Chungcheongnam-do", "34"),
        ("濟州特別自治道", "39"),
        ("서울", "11"),
    ],
)
def test_a_spelling_means_its_province(codes, written, code):
    """Full, short, glued, romanised and in Chinese characters: one province each."""
    assert codes[key_of(words_of(written))] == {code}


def test_gwangju_alone_is_no_province_of_one_kind(codes):
    """No spelling of one province is a spelling of another."""
    assert {name: who for name, who in codes.items() if len(who) > 1} == {}


def near(atlas, text):
    """Return the places that are offered for a text that means none."""
    return Suggestions(vocabularies_of(atlas.register)[0]).near(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("수원시이", "경기 수원시"), ("안동씨", "경북 안동시"), ("Gimchon", "경북 김천시")],
)
def test_a_near_miss_is_offered_the_place_that_was_meant(atlas, written, meant):
    """What a person mistyped comes first among at most three."""
    offered = near(atlas, written)
    assert len(offered) <= 3
    assert atlas.register.full_name(offered[0], "2023-03-06", "ko") == meant


def test_what_is_near_nothing_is_offered_nothing(atlas):
    """A word that is no place gets no guess."""
    assert near(atlas, "자전거보관소") == []


@pytest.mark.parametrize(
    ("code", "date", "said"),
    [
        ("24", "2026-06-30", "광주광역시 (Gwangju Metropolitan City)"),
        (
            "24",
            "2026-07-01",
            "광주광역시 (Gwangju Metropolitan City; until 2026-06-30, now 전남광주통합특별시)",
        ),
        (
            "12",
            "2026-06-30",
            "전남광주통합특별시 (Jeonnam-Gwangju Integrated Special City; from 2026-07-01 on)",
        ),
        ("32", "2022-01-01", "강원도 (Gangwon-do)"),
    ],
)
def test_a_province_has_the_name_of_the_day(atlas, code, date, said):
    """A province that ended says until when and what it is now; one to come says from when."""
    assert label_on(atlas.register, code, date) == said
