"""Two dates side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from through_time import ATLAS, DAYS, REGISTER, TIMELINE, TODAY

from store.errors import InputError

SEVEN = [
    "경남 고성군",
    "경북 봉화군",
    "강원 양양군",
    "전남 구례군",
    "충남 계룡시",
    "충남 청양군",
    "충북 보은군",
]


def between(before, after):
    """Return the comparison of two editions."""
    return TIMELINE.compare(*(ATLAS.edition_date(one) for one in (before, after)))


def names(found, change):
    """Return full names of the places with one kind of change."""
    return sorted(REGISTER.full_name(unit, found.after) for unit in found.of(change).index)


def test_2022_to_2023_is_exactly_the_seven():
    """Seven places joined in March 2023 and none left."""
    found = between("2022", "2023")
    assert names(found, "joined") == sorted(SEVEN)
    assert len(found.of("left")) == 0
    assert found.provinces["joined"].sum() == 7
    assert found.provinces.loc["34", "joined"] == 2


def test_2018_to_2023_knows_who_left():
    """Thirty-six joined and Gimcheon left: 160 and 36 less one make 195."""
    found = between("2018", "2023")
    assert len(found.of("joined")) == 36
    assert names(found, "left") == ["경북 김천시"]
    assert found.count_after.designated == found.count_before.designated + 36 - 1


def test_a_split_is_neither_gain_nor_loss():
    """From March to November 2026 two districts carry titles on and two wait for a ruling."""
    found = TIMELINE.compare("2026-03-10", TODAY)
    assert names(found, "carried_on") == ["인천 서해구", "인천 제물포구"]
    assert names(found, "open") == ["인천 검단구", "인천 영종구"]
    assert sorted(found.of("ended").index) == ["23010", "23020", "23080"]
    assert len(found.of("joined")) == len(found.of("left")) == 0
    assert set(found.provinces.index[found.provinces["of_after"].isna()]) == {"24", "36"}


def test_a_merger_is_no_loss():
    """Between 2013 and 2015 no learning city ended, though Cheongwon-gun did."""
    found = TIMELINE.compare("2013-12-31", "2015-12-31")
    assert len(found.of("left")) == len(found.of("ended")) == 0
    assert found.places.loc["33310", "change"] == "neither"
    assert found.places.loc["33040", "change"] == "stayed"


@settings(max_examples=15)
@given(st.tuples(DAYS, DAYS).map(sorted).filter(lambda pair: pair[0] < pair[1]))
def test_the_change_explains_the_totals(pair):
    """Between any two days the certain total changes by no more than what is listed."""
    found = TIMELINE.compare(*pair)
    tally = found.places["change"].value_counts()
    gained = tally.get("joined", 0) + tally.get("carried_on", 0)
    lost = tally.get("left", 0) + tally.get("ended", 0)
    slack = tally.get("open", 0)
    change = found.count_after.at_least - found.count_before.at_least
    assert abs(change - (gained - lost)) <= slack


@pytest.mark.parametrize("pair", [("2023-03-06", "2022-02-09"), ("2023-03-06", "2023-03-06")])
def test_dates_must_be_in_order(pair):
    """The earlier date comes first; the message says so."""
    with pytest.raises(InputError, match="earlier one first"):
        TIMELINE.compare(*pair)
