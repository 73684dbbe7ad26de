"""How far people are from a place to learn."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from through_time import ATLAS

from analysis.access.asking import Reaching
from analysis.access.measures import (
    Links,
    Points,
    floating_catchment,
    gini,
    links_within,
    lorenz,
    nearest,
    weighted_quantile,
)
from analysis.access.study import FAR_KM, lonlat_of
from analysis.access.travel import quickest, read_travel
from commands.reach.access import access
from store.errors import InputError

REACHING = Reaching.load(ATLAS)


@pytest.fixture(scope="module")
def found():
    """Return access to public libraries at the edition of 2023."""
    return REACHING.access("2023")


def ask(*args):
    return CliRunner().invoke(access, args)


def points(*rows):
    x, y, land = zip(*rows, strict=True)
    return Points(np.array(x, float), np.array(y, float), np.array(land))


def test_the_nearest_place_lies_on_the_same_land():
    """A place across the water is not near, and an island without one has none."""
    areas = points((0, 0, 0), (0, 100, 1), (0, 5_000, 2))
    places = points((0, 3_000, 0), (0, 90, 2), (4_000, 100, 1))
    assert nearest(areas, places).tolist() == [3_000, 4_000, 4_910]
    assert nearest(areas, places).tolist() != nearest(areas, points((0, 3_000, 0))).tolist()
    assert np.isinf(nearest(areas, points((0, 3_000, 0)))[1:]).all()
    assert links_within(areas, places, 3_500).cost.tolist() == [3_000]


def test_floating_catchment_by_hand():
    """Two areas and two places, worked out on paper after Luo and Qi (2009)."""
    people = np.array([100.0, 300.0])
    links = Links(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([1_000.0, 4_000.0, 2_000.0]))
    first = 1 / (100 * 1 + 300 * 0.68)
    score = floating_catchment(people, np.ones(2), links)
    assert score == pytest.approx([first, first * 0.68 + 1 / 300])
    assert (people * score).sum() == pytest.approx(2)


def test_all_supply_is_handed_out(found):
    """People times score, summed, is the number of places that anybody reaches."""
    handed = (found.areas["people"] * found.areas["score"]).sum()
    assert 0.98 * found.places < handed <= found.places + 1e-6


def test_weighted_median_and_gini_against_plain_definitions():
    """A weight is so many copies: median and Gini are those of the copied values."""
    rng = np.random.default_rng(7)
    values, weights = rng.gamma(2.0, size=40), rng.integers(1, 6, 40)
    copied = np.repeat(values, weights)
    apart = np.abs(copied[:, None] - copied).sum()
    plain = apart / (2 * len(copied) ** 2 * copied.mean())
    assert gini(values, weights.astype(float)) == pytest.approx(plain)
    middle = np.quantile(copied, 0.5, method="inverted_cdf")
    assert weighted_quantile(values, weights.astype(float)) == middle
    assert gini(np.ones(5), np.ones(5)) == pytest.approx(0)
    people, share = lorenz(values, weights.astype(float))
    assert (share <= people + 1e-12).all()


def test_the_people_are_those_of_the_date(found):
    """Each municipality's areas add up to its population of the date."""
    counted = REACHING.population("2023").people["total"]
    summed = found.areas.groupby("unit_id")["people"].sum()
    assert np.allclose(summed, counted.reindex(summed.index))
    assert found.summary()["people"] == 51_439_038


def test_the_divide_is_rural_not_designation(found):
    """Beyond 5 km of a public library: four in ten in counties either way, few in districts."""
    far = found.table("kind", "status")["beyond_far"]
    assert far["gun", "designated"] == pytest.approx(0.42, abs=0.01)
    assert far["gun", "not_designated"] == pytest.approx(far["gun", "designated"], abs=0.06)
    assert far["gu"].max() < 0.02
    within = found.areas["cost"] <= FAR_KM * 1_000
    counties = found.areas[(found.areas["kind"] == "gun") & (found.areas["status"] == "designated")]
    mine = counties.loc[~within[counties.index], "people"].sum() / counties["people"].sum()
    assert mine == pytest.approx(far["gun", "designated"])


def test_places_without_coordinates_are_counted_and_never_called_far(found):
    """What was not measured is said, and its municipalities are not blamed for it."""
    assert found.places + found.without_coordinates == 1_440
    apart = found.disagreements()
    assert set(apart["why"]) == {"far", "near"}
    assert not found.incomplete & set(apart.index[apart["why"] == "far"])
    status = found.areas.groupby("unit_id")["status"].first().reindex(apart.index)
    assert (status[apart["why"] == "far"] == "designated").all()
    assert (status[apart["why"] == "near"] == "not_designated").all()


def test_lifelong_courses_are_missing_not_zero():
    """A municipality whose courses nobody registered has no rate."""
    assert REACHING.courses("2023").isna().sum() == 80


def test_a_place_more_brings_people_nearer():
    """A library in the middle of a far area lets its people in, and nobody is pushed out."""
    far = REACHING.access("2023").areas["cost"].replace(np.inf, 0).idxmax()
    area = REACHING.tables["census_areas"].set_index("area_code").loc[far]
    at = pd.DataFrame({"x": [float(area["x"])], "y": [float(area["y"])]})
    import geopandas as gpd  # noqa: PLC0415  # only here

    here = gpd.GeoSeries(gpd.points_from_xy(at["x"], at["y"]), crs=5179).to_crs(4326)[0]
    gained = REACHING.gained("2023", "public", [(here.x, here.y)])
    people = REACHING.access("2023").areas.at[far, "people"]
    assert all(more >= people - 1e-6 for more in gained.values())
    with pytest.raises(InputError, match="longitude"):
        REACHING.access("2023", add=[(38.2, 128.6)])
    with pytest.raises(InputError) as told:
        lonlat_of(["x", "1,2,3"])
    assert len(told.value.faults) == 2


def matrix(path, rows):
    pd.DataFrame(rows, columns=["origin", "destination", "minutes"]).to_csv(path, index=False)
    return path


def test_a_travel_matrix_replaces_the_straight_line(tmp_path):
    """Minutes take the place of kilometres; an area without a row reaches nothing."""
    places = REACHING.tables["libraries"]
    key = places.loc[(places["kind"] == "public") & (places["x"] != ""), "place_id"].iloc[0]
    area = REACHING.tables["census_areas"]["area_code"].iloc[0]
    path = matrix(tmp_path / "m.csv", [(area, key, 12.5)])
    found = REACHING.access("2023", travel=path)
    assert found.by_minutes
    assert found.areas.at[area, "cost"] == 12.5
    assert np.isinf(found.areas["cost"]).sum() == len(found.areas) - 1
    assert found.summary()["beyond_far"] is None
    beside = tmp_path / "m.parquet"
    pd.read_csv(path, dtype={"origin": str}).to_parquet(beside)
    assert REACHING.access("2023", travel=beside).areas["cost"].equals(found.areas["cost"])
    said = ask("--travel", str(path), "--lang", "en", "--by", "nation")
    assert said.exit_code == 0
    assert "Within 10 min" in said.output


def test_a_wrong_travel_matrix_is_one_clear_error(tmp_path):
    """Unknown keys, negative or missing minutes and doubled pairs are all told at once."""
    rows = [("a", "L", 1), ("b", "L", 1), ("a", "M", 1), ("a", "L", -1), ("b", "L", "soon")]
    with pytest.raises(InputError) as told:
        read_travel(matrix(tmp_path / "m.csv", rows), ["a"], ["L"])
    assert [fault.where for fault in told.value.faults] == [
        "row 3, column origin",
        "row 6, column origin",
        "row 4, column destination",
        "row 5, column minutes",
        "row 6, column minutes",
        "row 5, column destination",
        "row 6, column destination",
    ]
    (tmp_path / "n.csv").write_text("origin,minutes\n", encoding="utf-8")
    with pytest.raises(InputError, match="destination"):
        read_travel(tmp_path / "n.csv", ["a"], ["L"])
    with pytest.raises(InputError, match="CSV"):
        read_travel(tmp_path / "none.csv", ["a"], ["L"])
    assert quickest(Links(np.array([0, 0]), np.array([0, 1]), np.array([9.0, 4.0])), 2)[0] == 4


def test_access_on_the_command_line():
    """`atlas.py access` gives table, CSV and JSON in both languages, every group of people."""
    document = json.loads(ask("--format", "json", "--by", "province").output)
    assert document["population_date"] == "2022-12-31"
    assert document["cost"] == "straight_line_km"
    assert sum(row["people"] for row in document["rows"]) == pytest.approx(51_439_038, abs=17)
    assert "접근 점수" in ask("--by", "kind").output
    assert ask("--by", "area", "--format", "csv").output.count("\n") == 3_494
    told = ask("--add", "127.0,37.2", "--lang", "en", "--places", "schools").output
    assert "more people would be within 1 km" in told
    assert isinstance(ask("--add", "here").exception, InputError)
    assert isinstance(ask("--edition", "2003").exception, InputError)
