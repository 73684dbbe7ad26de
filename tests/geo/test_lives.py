"""Lives of places: how many municipalities there were, and no contradiction among them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from through_time import DAYS, REGISTER

from geo.places.lives import life_faults


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2001-01-01", "2003-08-29", 232),
        ("2003-08-30", "2003-09-18", 233),
        ("2003-09-19", "2006-06-30", 234),
        ("2006-07-01", "2010-06-30", 230),
        ("2010-07-01", "2012-06-30", 228),
        ("2012-07-01", "2014-06-30", 227),
        ("2014-07-01", "2026-06-30", 226),
        ("2026-07-01", "2026-11-23", 227),
    ],
)
def test_the_denominator_follows_from_the_lives(first, last, count):
    """The number of municipalities on any date comes out of births, mergers and splits."""
    assert REGISTER.municipality_count(first) == count
    assert REGISTER.municipality_count(last) == count


@pytest.mark.parametrize(
    ("day", "si", "gun", "gu"),
    [
        ("2001-12-31", 74, 89, 69),
        ("2003-12-31", 77, 88, 69),
        ("2014-07-01", 75, 82, 69),
        ("2026-07-01", 75, 82, 70),
    ],
)
def test_cities_counties_and_districts(day, si, gun, gu):
    """The three kinds of municipality have the numbers of the day."""
    places = REGISTER.on(day)
    kinds = places.loc[places["is_municipality"], "kind"].value_counts()
    assert (kinds["si"], kinds["gun"], kinds["gu"]) == (si, gun, gu)


def test_places_beside_the_municipalities():
    """Sejong, Jeju-si and Seogwipo-si are places, but no municipalities, since they began."""
    for day, expected in (
        ("2006-06-30", set()),
        ("2006-07-01", {"39010", "39020"}),
        ("2012-07-01", {"39010", "39020", "29010"}),
    ):
        places = REGISTER.on(day)
        assert set(places.index[~places["is_municipality"]]) == expected


def test_gunwi_is_in_gyeongbuk_and_then_in_daegu():
    """A place's province depends on the date."""
    assert REGISTER.full_name("37310", "2023-06-30") == "경북 군위군"
    assert REGISTER.full_name("37310", "2023-07-01") == "대구 군위군"
    assert REGISTER.full_name("37310", "2023-07-01", "en") == "Daegu Gunwi-gun"
    assert len(REGISTER.provinces_on("2026-06-30")) == 17
    assert len(REGISTER.provinces_on("2026-07-01")) == 16


def test_heirs_and_ancestors():
    """What ended names who took over, and what was made names what it was made of."""
    assert REGISTER.successors("38020") == ("38110",)
    assert REGISTER.successors("34320") == ("29010",)
    assert REGISTER.successors("39310") == ("39010",)
    assert REGISTER.successors("23010") == ("23110", "23120")
    assert REGISTER.predecessors("23110") == ("23010", "23020")
    assert REGISTER.predecessors("33390") == ("33360",)
    assert REGISTER.successors("33040") == ()


@settings(max_examples=20)
@given(DAYS)
def test_names_never_collide_within_a_province(date):
    """On any day a province's place names are unique, so a full name means one place."""
    places = REGISTER.on(date)
    assert not places.duplicated(["province_code", "name_ko"]).any()
    assert not places.duplicated(["province_code", "name_en"]).any()
    assert places["province_ko"].notna().all()


def test_the_register_has_no_contradiction():
    """The lives that come with the project hold together."""
    assert life_faults(REGISTER.places, REGISTER.changes) == []


def place(unit, start, end):
    """Return a state of a place."""
    return {"unit_id": unit, "valid_from": start, "valid_to": end}


def change(day, kind, old, new, inherits=""):
    """Return a change."""
    return {
        "effective_date": day,
        "kind": kind,
        "from_units": old,
        "to_units": new,
        "inherits": inherits,
    }


NO_CHANGE = pd.DataFrame(columns=list(change("", "", "", "")))


@pytest.mark.parametrize(
    ("places", "changes", "expected", "row"),
    [
        (
            [place("1", "2001-01-01", "2010-01-01"), place("1", "2009-01-01", "")],
            [],
            "overlap",
            "row 3",
        ),
        (
            [place("1", "2001-01-01", "2010-01-01"), place("1", "2011-01-01", "")],
            [],
            "gap",
            "row 3",
        ),
        ([place("1", "2010-01-01", "2009-12-31")], [], "not before its start", "row 2"),
        ([place("1", "2001-01-01", "2010-01-01")], [], "names its successor", "place 1"),
        ([place("1", "2005-01-01", "")], [], "a change that made it", "place 1"),
        (
            [place("1", "2001-01-01", "2009-12-31"), place("2", "2010-01-01", "")],
            [change("2010-06-01", "merged", "1", "2")],
            "end on the day before",
            "row 2",
        ),
        (
            [place("1", "2001-01-01", "2009-12-31"), place("2", "2010-01-01", "")],
            [change("2010-01-01", "merged", "1", "2", "3")],
            "end on the day before",
            "row 2",
        ),
        (
            [
                place("1", "2001-01-01", "2009-12-31"),
                place("2", "2010-01-01", "2010-12-31"),
            ],
            [change("2010-01-01", "merged", "1", "2"), change("2011-01-01", "merged", "2", "1")],
            "never lead back",
            "row 3",
        ),
    ],
)
def test_contradictions_are_named_with_their_row(places, changes, expected, row):
    """Overlaps, gaps, wrong days, missing heirs and cycles are each refused with the row."""
    table = pd.DataFrame(changes) if changes else NO_CHANGE
    faults = [str(fault) for fault in life_faults(pd.DataFrame(places), table)]
    assert any(expected in fault and row in fault for fault in faults), faults
