"""Boundary vintages: which official file answers for a day, and what they draw otherwise."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from through_time import REGISTER, TIMELINE

import geopandas as gpd
import shapely

from commands.boundaries import boundaries
from geo.shapes.vintages import (
    BASE,
    VINTAGES,
    answer_for,
    changed_in_law,
    differences,
    divided,
    nearest,
    read_vintage,
)
from store.checksums import check_sums
from store.folders import DATA
from store.tables import read_table

PIECES = read_table("pieces")


@pytest.mark.parametrize("key", [key for key in VINTAGES if key != BASE])
def test_a_vintage_draws_the_places_of_its_day(key):
    """Every place of the register on a vintage's day is in its file, and no other."""
    drawn = read_vintage(key, REGISTER)
    assert list(drawn.index) == list(REGISTER.on(VINTAGES[key].day).index)
    assert shapely.coverage_is_valid(drawn.to_numpy())
    assert check_sums(DATA / "boundaries" / key) == 1


def test_which_file_answers_follows_the_law():
    """The older file answers for former places until they merged, the base for all after."""
    before = answer_for("2012-06-30", PIECES, TIMELINE.territory, REGISTER)
    assert before.cut == {"kostat_2010": ("33040", "33310", "34020", "34320")}
    assert before.approximate == ()
    after = answer_for("2014-07-01", PIECES, TIMELINE.territory, REGISTER)
    assert after.cut == {}
    assert after.places == len(REGISTER.on("2014-07-01"))
    now = answer_for("2026-07-01", PIECES, TIMELINE.territory, REGISTER)
    assert set(now.approximate) == set(now.cut["emd_2024"])


def test_a_change_in_law_names_all_who_gave_ground():
    """Sejong took from Yeongi-gun, Gongju-si and Cheongwon-gun: all are told, and only they."""
    found = changed_in_law(TIMELINE.territory, REGISTER, "2012-06-30", "2012-07-01")
    assert found == {"29010", "33310", "34020", "34320"}


def test_every_difference_is_of_a_place_of_the_day():
    """The table of differences has every place of each vintage, and no share beyond its area."""
    table = read_table("differences")
    assert set(table["vintage"]) == set(VINTAGES) - {BASE}
    for key, rows in table.groupby("vintage"):
        assert sorted(rows["unit_id"]) == list(REGISTER.on(VINTAGES[str(key)].day).index)
        assert (rows["inland_km2"].astype(float) <= rows["differs_km2"].astype(float) + 1e-3).all()


def test_differences_tell_coast_from_neighbours():
    """A strip taken from a neighbour is inland, a strip into the sea is not."""
    drawn = gpd.GeoSeries(
        {"a": shapely.box(0, 0, 10, 10), "b": shapely.box(10, 0, 20, 10)}, crs=5179
    )
    official = gpd.GeoSeries(
        {"a": shapely.box(0, 0, 11, 10), "b": shapely.box(11, 0, 22, 10)}, crs=5179
    )
    found = differences(drawn, official) * 1e6
    assert found["differs_km2"].tolist() == pytest.approx([10, 30])
    assert found["inland_km2"].tolist() == pytest.approx([10, 10])


def test_a_place_is_divided_without_a_rest():
    """What two files draw otherwise along the outline goes to a neighbouring part."""
    whole = shapely.box(0, 0, 20, 10)
    drawn = gpd.GeoSeries(
        {"w": shapely.box(-1, 1, 8, 11), "e": shapely.box(8, 0, 19, 10)}, crs=5179
    )
    parts = divided(whole, drawn)
    assert shapely.coverage_is_valid(parts.to_numpy())
    assert shapely.union_all(parts.to_numpy()).equals(whole)
    assert parts.area.tolist() == pytest.approx([80, 120])


def test_the_command_says_which_file_answers():
    """`boundaries --date` without a file answers in both languages and as JSON; else it asks."""
    run = CliRunner().invoke
    facts = json.loads(run(boundaries, ["--date", "2009-06-30", "--format", "json"]).output)
    assert facts["base"]["places"] == len(REGISTER.on("2009-06-30"))
    assert {one["file"] for one in facts["cut"]} == {"kostat_2010", BASE}
    assert facts["redrawn"]["file"] == nearest("2009-06-30").key
    assert any(row["effective_date"] == "2012-07-01" for row in facts["law"])
    assert "연기군" in run(boundaries, ["--date", "2009-06-30"]).output
    assert "Yeongi-gun" in run(boundaries, ["--date", "2009-06-30", "--lang", "en"]).output
    assert run(boundaries, ["--date", "2009-06-30", "-o", "x.gpkg"]).exit_code == 2
    assert run(boundaries, []).exit_code == 2
