"""People's text becomes one place or an error that helps; never a guess."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coverage.counting import DEFAULT_EDITION
from geo.places.names import normalise
from store.errors import AmbiguousPlaceError, UnknownPlaceError


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("경남 고성군", "38340"),
        ("경상남도 고성군", "38340"),
        ("강원 고성군", "32400"),
        ("강원특별자치도 고성군", "32400"),
        ("Gyeongnam Goseong-gun", "38340"),
        ("Goseong-gun, Gyeongnam", "38340"),
        ("gangwon goseong", "32400"),
        ("서울 중구", "11020"),
        ("Busan Jung-gu", "21010"),
        ("세종시", "29010"),
        ("세종특별자치시", "29010"),
        ("Sejong", "29010"),
        ("제주시", "39010"),
        ("서귀포", "39020"),
        ("인천 미추홀구", "23090"),
        ("인천 남구", "23090"),
        ("대구 군위군", "37310"),
        ("경북 군위군", "37310"),
        ("수원시", "31010"),
        ("Suwon City", "31010"),
        ("38340", "38340"),
        ("  경남   고성군 ", "38340"),
    ],
)
def test_text_means_one_place(atlas, text, unit):
    """Korean, English, short, former and reversed names all reach their place."""
    assert atlas.resolver.resolve(text) == unit


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("고성군", ["강원 고성군", "경남 고성군"]),
        ("고성", ["강원 고성군", "경남 고성군"]),
        ("Goseong-gun", ["Gangwon Goseong-gun", "Gyeongnam Goseong-gun"]),
        ("Jung-gu", ["서울 중구", "부산 중구", "대구 중구", "대전 중구", "울산 중구"]),
        ("중구", ["Seoul Jung-gu", "Busan Jung-gu"]),
    ],
)
def test_bare_name_of_several_places_lists_them(atlas, text, names):
    """A bare 고성군 or Jung-gu is an error with every candidate in both languages."""
    with pytest.raises(AmbiguousPlaceError) as caught:
        atlas.resolver.resolve(text)
    for name in names:
        assert name in str(caught.value)
    assert "Put the province before the name" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", " ", "평양시", "경남 중구", "99999", "1101", "Atlantis", "🦔"]
)
def test_unknown_text(atlas, text):
    """What means no place is an error that shows how to write one."""
    with pytest.raises(UnknownPlaceError, match="No place is called"):
        atlas.resolver.resolve(text)


def test_district_names_its_city(atlas):
    """An administrative district is no place of its own; the error names its city."""
    with pytest.raises(UnknownPlaceError, match="administrative district of 경기 수원시"):
        atlas.resolver.resolve("장안구")
    with pytest.raises(UnknownPlaceError, match="administrative district of 경기 수원시"):
        atlas.resolver.resolve("수원시장안구")


def test_full_names_of_every_place_and_edition(atlas):
    """Every place is found by its own full name of any edition, in both languages."""
    for date in [*atlas.editions_dates()[::4], atlas.edition_date(DEFAULT_EDITION)]:
        for unit in atlas.register.on(date).index:
            for lang in ("ko", "en"):
                name = atlas.register.full_name(unit, date, lang)
                found = atlas.resolver.resolve(name)
                # A name may have passed to a successor since; then it is that one's today.
                assert found == unit or unit in atlas.register.predecessors(found), name


def test_all_lists_resolve(atlas):
    """The 206 designations and the 34 undesignated are names of existing places."""
    tables = atlas.tables
    listed = tables.designations
    units = {
        atlas.resolver.resolve(f"{row.current_province_ko} {row.current_municipality_ko}")
        for row in listed.itertuples()
    }
    assert len(units) == 206
    for row in tables.undesignated_2023.itertuples():
        korean = atlas.resolver.resolve(f"{row.province_ko} {row.municipality_ko}")
        english = atlas.resolver.resolve(f"{row.province_en} {row.municipality_en}")
        assert korean == english


def test_search_puts_the_exact_name_first(atlas):
    """Typing part of a name lists places, the exact and current ones first."""
    assert set(atlas.resolver.search("고성")[:2]) == {"32400", "38340"}
    assert atlas.resolver.search("suwon") == ["31010"]
    assert atlas.resolver.search("383")[0] == "38310"
    assert atlas.resolver.search("  ") == []
    assert "23090" in atlas.resolver.search("남구")
    assert len(atlas.resolver.search("구", limit=5)) == 5


@given(st.text(max_size=30))
def test_no_text_breaks_the_resolver(atlas, text):
    """Any text gives a place that exists or one of the two errors, and a search never fails."""
    with contextlib.suppress(UnknownPlaceError, AmbiguousPlaceError):
        assert atlas.resolver.resolve(text) in set(atlas.register.places["unit_id"])
    assert len(atlas.resolver.search(text)) <= 12


@given(st.text(max_size=30))
def test_key_of_a_key_is_itself(text):
    """A normalised name stays as it is when normalised again."""
    assert normalise(normalise(text)) == normalise(text)
