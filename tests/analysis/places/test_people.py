"""People: every head is counted once, on the nearest date that has exactly the places."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from helpers import copy_tables, spoil

from analysis.places import people as living
from analysis.places.people import AGES, BESIDE, INSIDE, OUTSIDE, nearest_population, reach
from analysis.regional import Regional
from store.errors import InputError


def test_december_2022_adds_up(regional):
    """People inside, outside and beside the 226 add up to 51,439,038 for December 2022."""
    population = regional.population("2023")
    assert (population.date, population.series) == ("2022-12-31", "registered")
    found = reach(regional.people("2023"))
    assert found.everyone == 51_439_038
    assert found.inside + found.outside + found.beside == 51_439_038
    assert found.open == 0
    assert (found.inside, found.outside, found.beside) == (47_643_806, 2_733_482, 1_061_750)


def test_people_outside_are_those_of_the_remainder(regional):
    """The people outside are the sum over the listed places, in every edition with a count."""
    for edition in ("2015", "2018", "2021", "2023", "2026"):
        gaps = regional.gaps(edition)
        assert reach(regional.people(edition)).outside == int(gaps["population"].sum())


def test_provinces_add_up_to_the_nation(regional):
    """Province by province, people add up to the national figures for every age."""
    table = regional.people("2023", ages=True)
    assert set(table["age"]) == {"total", *AGES}
    for age in ("total", *AGES):
        nation = reach(table, age)
        parts = [reach(table, age, code) for code in table["province_code"].unique()]
        assert sum(part.everyone for part in parts) == nation.everyone
        assert sum(part.outside for part in parts) == nation.outside
    assert sum(reach(table, age).everyone for age in AGES) == reach(table).everyone


def test_shares_are_of_the_municipalities_people(regional):
    """Share inside and outside are of those who live in municipalities and add up to one."""
    found = reach(regional.people("2023"))
    assert found.share_outside == 2_733_482 / (51_439_038 - 1_061_750)
    assert found.share_inside + found.share_outside == pytest.approx(1)
    sejong = reach(regional.people("2023"), province="29")
    assert sejong.beside > 0
    assert sejong.share_inside is None
    assert sejong.share_outside is None


def test_ages_come_from_one_series(regional):
    """Ages of 2023 are of residents only, say so, and are divided by residents only."""
    ages = regional.population("2023", ages=True)
    assert (ages.date, ages.series) == ("2022-12-31", "residents")
    assert ages.people["total"].sum() == 51_200_910
    assert ages.people[list(AGES)].sum().sum() == 51_200_910
    row = regional.gaps("2023").loc["37430"]
    assert row["share_65"] == row["people_65"] / ages.people.at["37430", "total"]


def test_the_places_of_the_day_decide_the_date(regional):
    """The count of August 2026 serves its own places only; new districts are found by code."""
    register = regional.atlas.register
    after = nearest_population(regional.counts, register.on("2026-08-01").index, "2026-08-01")
    assert after.date == "2026-08-31"
    assert int(after.people["total"].sum()) == 51_084_159
    assert int(after.people.at["23110", "total"]) == 99_217
    before = nearest_population(regional.counts, register.on("2026-06-01").index, "2026-06-01")
    assert before.date == "2024-12-31"


def test_no_count_on_the_places_is_said(regional):
    """Before July 2014 no count has the places: what the nearest lacks is named, none guessed."""
    with pytest.raises(InputError, match=r"2013-12-31 lacks 33310") as caught:
        regional.population("2014")
    assert "none is estimated" in str(caught.value)
    assert regional.population_if_any("2014") is None
    assert regional.gaps("2014")["population"].isna().all()


def test_a_file_that_lacks_places_is_said(atlas, regional, tmp_path):
    """A population file without Ulleung-gun's row passes that date over, and names the gap."""
    root = copy_tables(tmp_path)

    def without(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["unit_id"] != "37430"]

    spoil(root, "population_registered", without)
    short = Regional.load(replace(atlas, root=root), regional.pieces)
    with pytest.raises(InputError, match=r"lacks 37430"):
        short.population("2023")

    def blank(frame: pd.DataFrame) -> pd.DataFrame:
        gone = (frame["unit_id"] == "11010") & (frame["ref_date"] == "2022-12-31")
        return frame.assign(pop_total=frame["pop_total"].mask(gone, ""))

    root = copy_tables(tmp_path / "second")
    spoil(root, "population_registered", blank)
    next_best = Regional.load(replace(atlas, root=root), regional.pieces).population("2023")
    assert next_best.date == "2023-12-31"


def test_no_count_at_all():
    """Without any count the message says so."""
    empty = pd.DataFrame(columns=["series", "date", "unit_id", "total", *AGES, "method"])
    with pytest.raises(InputError, match="no count at all"):
        nearest_population(empty, ["11010"], "2023-03-06")


def test_open_places_are_a_group_of_their_own(regional):
    """People of a place that may or may not be a learning city count as neither."""
    states = regional.states("2023").copy()
    states.loc["11010", ["at_least", "at_most"]] = [0, 1]
    group = living.groups(states)
    assert group["11010"] == "open"
    assert group["11020"] == OUTSIDE
    assert group["11030"] == INSIDE
    assert group["39010"] == BESIDE
    table = living.people(states, regional.population("2023"))
    assert reach(table).open == int(regional.population("2023").people.at["11010", "total"])
