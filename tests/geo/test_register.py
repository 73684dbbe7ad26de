"""Places through time: names, provinces, lives, and who took over from whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.places.register import FIRST_DAY
from store.errors import InputError

MARCH_2023 = "2023-03-06"

days = st.dates(date(2001, 1, 1), date(2026, 11, 23)).map(date.isoformat)


def test_places_of_march_2023(atlas):
    """On 6 March 2023 there are 226 municipalities and three places beside them."""
    places = atlas.register.on(MARCH_2023)
    assert len(places) == 229
    assert places["is_municipality"].sum() == 226
    assert list(places.index[~places["is_municipality"]]) == ["29010", "39010", "39020"]
    assert places["province_code"].nunique() == 17
    assert places.notna().all(axis=None)


def test_names_of_the_day(atlas):
    """A place goes by the name, and its province by the name, of the day asked for."""
    register = atlas.register
    assert register.full_name("23090", "2018-06-30") == "인천 남구"
    assert register.full_name("23090", "2018-07-01") == "인천 미추홀구"
    assert register.full_name("37310", "2023-06-30", "en") == "Gyeongbuk Gunwi-gun"
    assert register.full_name("37310", "2023-07-01", "en") == "Daegu Gunwi-gun"
    assert register.full_name("29010", MARCH_2023) == "세종특별자치시"
    assert register.full_name("29010", MARCH_2023, "en") == "Sejong"
    names = {
        day: register.provinces_on(day).at["32", "name_ko"] for day in ("2023-06-10", "2023-06-11")
    }
    assert names == {"2023-06-10": "강원도", "2023-06-11": "강원특별자치도"}


def test_provinces_of_july_2026(atlas):
    """Gwangju and Jeonnam are one since 1 July 2026."""
    before, after = (
        set(atlas.register.provinces_on(d).index) for d in ("2026-06-30", "2026-07-01")
    )
    assert before - after == {"24", "36"}
    assert after - before == {"12"}


def test_seven_names_are_shared(atlas):
    """Seven names belong to more than one place, so that nothing may be joined on names."""
    names = atlas.register.on(MARCH_2023)["name_ko"]
    shared = set(names[names.duplicated()])
    assert shared == {"중구", "동구", "서구", "남구", "북구", "강서구", "고성군"}


def test_who_took_over(atlas):
    """A place that ended names its successors; one that lives names none."""
    register = atlas.register
    assert register.successors("33310") == ("33040",)
    assert register.successors("34320") == ("29010",)
    assert set(register.successors("23010")) == {"23110", "23120"}
    assert register.successors("33040") == ()
    assert register.predecessors("33040") == ("33310",)
    assert set(register.predecessors("38110")) == {"38020", "38040"}


@pytest.mark.parametrize("unit", ["33310", "34320", "38020", "38040", "39310", "39320"])
def test_ended_places_are_gone_the_day_after(atlas, unit):
    """A place is there on its last day and not on the next."""
    last = atlas.register.lives().at[unit, "valid_to"]
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    assert unit in atlas.register.on(last).index
    assert unit not in atlas.register.on(after).index


def test_before_the_register(atlas):
    """A day before the first award is refused."""
    with pytest.raises(InputError, match=f"{FIRST_DAY} or later"):
        atlas.register.on("2000-12-31")


@settings(max_examples=40)
@given(days)
def test_every_day_is_whole(atlas, day):
    """On any day each place is there once, with a name, a kind and a province of that day."""
    places = atlas.register.on(day)
    assert places.index.is_unique
    assert places.notna().all(axis=None)
    assert set(places["province_code"]) == set(atlas.register.provinces_on(day).index)
    beside = places[~places["is_municipality"]]
    assert set(beside["kind"]) <= {"special_city", "administrative_si"}
    assert 226 <= places["is_municipality"].sum() <= 234


def test_every_change_is_in_the_places(atlas):
    """Each dated change is a row that ends the day before and a row that begins on the day."""
    register = atlas.register
    for row in register.changes.itertuples():
        eve = (date.fromisoformat(row.effective_date) - timedelta(days=1)).isoformat()
        before, after = set(register.on(eve).index), set(register.on(row.effective_date).index)
        assert set(row.from_units.split(";")) <= before, row
        assert set(row.to_units.split(";")) <= after, row
        if row.kind in {"created", "split"}:
            assert set(row.to_units.split(";")) - before, row
        if row.kind == "merged":
            assert set(row.from_units.split(";")) - after, row


def test_official_codes_are_unambiguous(atlas):
    """A code of either office means one place; Suwon's four districts mean Suwon."""
    codes = atlas.register.codes
    assert not codes.duplicated(["system", "code"]).any()
    suwon = codes[(codes["unit_id"] == "31010") & (codes["level"] == "district")]
    assert {"31011", "31012", "31013", "31014"} <= set(suwon["code"])
    kostat = codes[(codes["system"] == "kostat") & codes["seen_in"].str.contains("kostat_2018")]
    assert kostat["unit_id"].nunique() == 229
    assert len(kostat) == 250
