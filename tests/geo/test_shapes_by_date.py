"""Boundaries by date: a map of 2009 shows 2009's places, and mergers conserve territory."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from through_time import DAYS, REGISTER, TIMELINE

import geopandas as gpd
import shapely

from geo.files.boundaries import load_boundaries
from geo.shapes.by_date import (
    changed_between,
    cut,
    cut_places,
    first_days,
    holders_on,
    places_on,
    read_parts,
    territory_faults,
)
from geo.shapes.vintages import BASE, VINTAGES, changed_in_law, differences, read_vintage
from store.errors import InputError
from store.folders import DATA
from store.tables import read_table

TERRITORY = TIMELINE.territory
PERIODS = first_days(TERRITORY)


@pytest.fixture(scope="module")
def places():
    """Return the places of the boundary file."""
    return load_boundaries(DATA / "boundaries" / "kostat_2018", REGISTER).places


@pytest.fixture(scope="module")
def pieces(places):
    """Return the pieces of the country."""
    return cut_places(places, read_table("pieces"), read_parts())


@pytest.fixture(scope="module")
def drawn_on(pieces):
    """Return a function that draws a day, each map once."""
    kept = {}

    def draw(day):
        if day not in kept:
            kept[day] = places_on(pieces, TERRITORY, REGISTER, day)
        return kept[day]

    return draw


def km2(shapes, *units):
    """Return the area of some places together, km²."""
    return float(shapes.loc[list(units)].area.sum() / 1e6)


def test_cutting_loses_nothing(places, pieces):
    """The pieces are a valid coverage of the same area, to the square metre."""
    assert pieces.geometry.is_valid.all()
    assert shapely.coverage_is_valid(pieces.geometry.to_numpy())
    assert pieces.area.sum() == pytest.approx(places.area.sum(), abs=1)


@pytest.mark.parametrize("day", PERIODS)
def test_each_period_draws_exactly_its_places(pieces, drawn_on, day):
    """On the first day of each period the map has the register's places and the same land."""
    drawn = drawn_on(day)
    assert list(drawn.index) == list(REGISTER.on(day).index)
    assert shapely.coverage_is_valid(drawn.geometry.to_numpy())
    assert drawn.area.sum() == pytest.approx(pieces.area.sum(), abs=1)


def test_the_map_of_2009_has_masan_and_cheongwon(drawn_on):
    """Masan, Jinhae, Changwon and Cheongwon-gun stand in 2009 with their own areas."""
    drawn = drawn_on("2009-06-30")
    assert {"38020", "38040", "33310", "34320"} <= set(drawn.index)
    assert "29010" not in drawn.index
    assert km2(drawn, "38020") == pytest.approx(334, abs=3)
    assert km2(drawn, "38040") == pytest.approx(125, abs=3)
    # Cheongwon-gun of 2009 includes what became part of Sejong in 2012.
    assert km2(drawn, "33310") == pytest.approx(814, abs=4)
    assert drawn.loc["33310", "accuracy"] == "exact"
    assert drawn.loc["38020", "accuracy"] == "exact"


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("2003-08-29", "2003-08-30", ["33360"], ["33360", "33390"]),
        ("2003-09-18", "2003-09-19", ["34060"], ["34060", "34070"]),
        ("2006-06-30", "2006-07-01", ["39010", "39310"], ["39010"]),
        ("2006-06-30", "2006-07-01", ["39020", "39320"], ["39020"]),
        ("2010-06-30", "2010-07-01", ["38020", "38040", "38110"], ["38110"]),
        ("2012-06-30", "2012-07-01", ["33310", "34020", "34320"], ["29010", "33310", "34020"]),
        ("2014-06-30", "2014-07-01", ["33040", "33310"], ["33040"]),
        ("2026-06-30", "2026-07-01", ["23010", "23020"], ["23110", "23120"]),
        ("2026-06-30", "2026-07-01", ["23080"], ["23130", "23140"]),
    ],
)
def test_mergers_and_splits_conserve_territory(drawn_on, before, after, old, new):
    """What a change takes from some places is exactly what others have after it."""
    first, second = drawn_on(before), drawn_on(after)
    assert km2(first, *old) == pytest.approx(km2(second, *new), abs=1e-6)
    still = first.index.difference(old).intersection(second.index.difference(new))
    other = [unit for unit in still if first.geometry[unit].equals(second.geometry[unit])]
    involved = {"39010", "39310", "39020", "39320", "23010", "23020", "23080"}
    assert set(still) - set(other) <= involved


def test_former_places_have_the_shapes_of_2010(drawn_on):
    """What merged in 2012 and 2014 is drawn within 1 % of its official shape of 2010."""
    day = VINTAGES["kostat_2010"].day
    former = sorted(changed_in_law(TERRITORY, REGISTER, day, VINTAGES[BASE].day) - {"29010"})
    official = read_vintage("kostat_2010", REGISTER)
    found = differences(drawn_on(day).geometry.loc[former], official.loc[former])
    assert former == ["33040", "33310", "34020", "34320"]
    assert found["share"].max() < 0.01
    kept = read_table("differences").set_index(["vintage", "unit_id"]).loc["kostat_2010"]
    wanted = kept.loc[former, "share"].astype(float)
    assert found["share"].tolist() == pytest.approx(wanted.tolist(), abs=1e-4)


def test_new_districts_of_incheon_have_the_area_of_the_derived_set(drawn_on):
    """Within 3 % the four districts of July 2026 are those of the set derived from 2024's units.

    Jemulpo and Yeongjong differ by their coast; land has been won from the sea since 2018.
    """
    drawn = drawn_on("2026-07-01")
    for unit, area in {"23110": 22.16, "23120": 132.39, "23130": 73.73, "23140": 58.92}.items():
        assert km2(drawn, unit) == pytest.approx(area, rel=0.03)
        assert drawn.loc[unit, "accuracy"] == "approximate"


@settings(max_examples=25)
@given(DAYS)
def test_on_every_day_each_piece_has_one_holder_that_lives(date):
    """Any day's holders are that day's places, each with a piece, no piece twice."""
    holders = holders_on(TERRITORY, REGISTER, date)
    assert holders.index.is_unique
    assert set(holders["unit_id"]) == set(REGISTER.on(date).index)


@pytest.mark.parametrize("day", PERIODS[1:])
def test_a_period_begins_when_something_changed(day):
    """Between the eve and the first day of a period at least one piece changed hands."""
    eve = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    assert changed_between(TERRITORY, REGISTER, eve, day)
    assert not changed_between(TERRITORY, REGISTER, day, day)


def test_gunwi_keeps_its_shape_and_changes_province(drawn_on):
    """Gunwi's land is the same on both sides of July 2023; only the province differs."""
    old, new = drawn_on("2023-06-30"), drawn_on("2023-07-01")
    assert old.geometry["37310"].equals(new.geometry["37310"])
    assert REGISTER.on("2023-06-30").loc["37310", "province_code"] == "37"
    assert REGISTER.on("2023-07-01").loc["37310", "province_code"] == "22"


def test_a_cut_makes_no_new_corner_outside():
    """A square cut along a drawn border keeps its outline's corners and its area."""
    outline = shapely.Polygon([(0, 0), (1000, 0), (1000, 510), (1000, 1000), (0, 1000), (0, 490)])
    parts = gpd.GeoSeries(
        {"south": shapely.box(-20, -20, 1020, 500), "north": shapely.box(-20, 500, 1020, 1020)},
        crs="EPSG:5179",
    )
    found = cut(outline, parts)
    assert found["south"].area + found["north"].area == pytest.approx(outline.area)
    assert found["south"].area == pytest.approx(500_000, rel=0.01)
    corners = set(outline.exterior.coords)
    joint = shapely.union_all(list(found.values()))
    assert set(joint.exterior.coords) <= corners


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"unit_id": "99999"}, "no place"),
        ({"valid_from": "2003-01-01"}, "to follow"),
        ({"valid_to": "2012-07-01"}, "outside its life"),
    ],
)
def test_a_piece_without_a_living_holder_is_refused(change, expected):
    """A wrong place, a gap or a holder that did not live is named with its row."""
    spoilt = TERRITORY.copy()
    row = spoilt.index[spoilt["piece"] == "yeongi"][0]
    for column, value in change.items():
        spoilt.loc[row, column] = value
    faults = [str(fault) for fault in territory_faults(spoilt, REGISTER)]
    assert any(expected in fault for fault in faults), faults
    assert any("territory.csv, row" in fault for fault in faults)


def test_a_place_without_a_piece_is_refused(pieces):
    """A map with a hole is not drawn."""
    with pytest.raises(InputError, match="11010"):
        places_on(pieces.drop("11010"), TERRITORY, REGISTER, "2023-03-06")


def test_parts_and_pieces_name_each_other():
    """Every cut piece has a drawn part, and the other way round."""
    table = read_table("pieces")
    assert set(table.loc[table["cut"] == "1", "piece"]) == set(read_parts().index)
    assert set(TERRITORY["piece"]) == set(table["piece"])
    assert not pd.Series(table["piece"]).duplicated().any()
