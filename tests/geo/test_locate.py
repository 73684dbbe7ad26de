"""Points by the million: the answers of a plain join, none lost, none counted twice."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

import geopandas as gpd
import shapely

from geo.crs import METRIC
from geo.locate.cells import NOWHERE, PlaceGrid
from geo.locate.parts import Asked
from geo.locate.points import check_columns, check_coordinates, files_of, parts_of
from geo.locate.run import Country, locate_all, prepare_folder
from store.errors import InputError

SIDE = 10_000.0
CORNER = (950_000.0, 1_950_000.0)
LEVELS = 6


@pytest.fixture(scope="module")
def places():
    """Nine squares around a hole, one with an island of another inside: EPSG:5179."""
    boxes = {
        f"{10000 + 3 * row + column}": shapely.box(
            CORNER[0] + column * SIDE,
            CORNER[1] + row * SIDE,
            CORNER[0] + (column + 1) * SIDE,
            CORNER[1] + (row + 1) * SIDE,
        )
        for row in range(3)
        for column in range(3)
        if (row, column) != (1, 1)
    }
    island = shapely.Point(CORNER[0] + 5000, CORNER[1] + 5000).buffer(2000)
    boxes["10000"] = boxes["10000"].difference(island)
    boxes["10099"] = island
    return gpd.GeoDataFrame(geometry=list(boxes.values()), index=list(boxes), crs=METRIC)


def scattered(count, seed=5):
    """Return points in and around the squares, EPSG:5179."""
    rng = np.random.default_rng(seed)
    low, high = np.array(CORNER) - SIDE / 2, np.array(CORNER) + 3.5 * SIDE
    return rng.uniform(low, high, (count, 2)).T


def joined(places, x, y):
    """Return what a plain join says, by the rule for borders."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=METRIC)
    found = points.sjoin(places, predicate="intersects")
    name = next(column for column in found.columns if column.startswith("index_"))
    return found.groupby(level=0)[name].min().reindex(points.index)


def named(grid, found):
    """Return the units of positions; None for nowhere."""
    return [None if one == NOWHERE else grid.units[one] for one in found]


@pytest.mark.parametrize("crs", [METRIC, "EPSG:4326", "EPSG:5186"])
def test_every_point_as_a_plain_join_has_it(places, crs):
    """In any coordinate system each random point gets the place of a plain join, or none."""
    x, y = scattered(20_000)
    asked = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=METRIC).to_crs(crs)
    grid = PlaceGrid.of(places, str(crs), LEVELS)
    found = grid.locate(asked.x.to_numpy(), asked.y.to_numpy())
    expected = joined(places, x, y)
    assert named(grid, found) == [None if one != one else one for one in expected]  # noqa: PLR0124  # NaN


def test_a_point_on_a_border_goes_to_the_lowest_unit(places):
    """On an edge or a corner the place with the lowest `unit_id` of those it touches."""
    grid = PlaceGrid.of(places, str(METRIC), LEVELS)
    x = np.array([CORNER[0] + SIDE, CORNER[0] + 2 * SIDE, CORNER[0]])
    y = np.array([CORNER[1] + 100, CORNER[1] + SIDE, CORNER[1] + SIDE])
    assert named(grid, grid.locate(x, y)) == ["10000", "10001", "10000"]


def test_what_is_no_number_is_nowhere(places):
    """NaN and the infinite are in no place, and disturb no other point."""
    grid = PlaceGrid.of(places, str(METRIC), LEVELS)
    x = np.array([np.nan, np.inf, CORNER[0] + 100, -np.inf])
    y = np.array([CORNER[1] + 100, CORNER[1], CORNER[1] + 100, np.nan])
    assert named(grid, grid.locate(x, y)) == [None, None, "10000", None]


@pytest.fixture
def country(places):
    """Return the squares with a province and a status each."""
    units = list(places.index)
    return Country.of(
        places, {"province": dict.fromkeys(units, "p"), "status": dict.fromkeys(units, "s")}
    )


def written(folder, count=5000):
    """Write points as a CSV file and a Parquet file of three row groups; return their number."""
    folder.mkdir()
    x, y = scattered(count)
    table = pa.table({"id": [f"{n:05}" for n in range(count)], "x": x, "y": y, "w": np.ones(count)})
    pa_csv.write_csv(table, folder / "a.csv")
    pq.write_table(table, folder / "b.parquet", row_group_size=count // 3 + 1)
    with (folder / "a.csv").open("a", encoding="utf-8") as file:
        file.write('"x0001",,,1\n"x0002","no","1","many"\n')
    return 2 * count + 2


ASKED = Asked(("x", "y"), str(METRIC), "w")


def test_files_in_parts_lose_no_point(country, tmp_path, monkeypatch):
    """However a file is cut, each row is answered once, unchanged, and the totals hold them all."""
    monkeypatch.setattr("geo.locate.points.CSV_BYTES", 10_007)
    count = written(tmp_path / "in")
    parts = parts_of(files_of(tmp_path / "in"))
    assert len(parts) > 10
    out = tmp_path / "out"
    prepare_folder(out, parts, ASKED, country)
    sums = locate_all(parts, ASKED, country, out, tmp_path / "grids")
    assert sums.rows == count
    assert (sums.invalid, sums.weightless) == (2, 1)
    rows = pa.concat_tables(
        [pq.read_table(path).select(["id", "unit_id"]) for path in sorted(out.glob("*.parquet"))
         if pq.read_metadata(path).num_rows], promote_options="permissive",
    )  # fmt: skip
    ids = rows["id"].to_pylist()
    assert len(ids) == count
    assert sorted(set(ids)) == sorted([f"{n:05}" for n in range(5000)] + ["x0001", "x0002"])


def test_a_stopped_run_goes_on(country, tmp_path, monkeypatch):
    """What is there is not done again, and the totals are those of an undisturbed run."""
    monkeypatch.setattr("geo.locate.points.CSV_BYTES", 20_000)
    written(tmp_path / "in")
    parts = parts_of(files_of(tmp_path / "in"))
    out = tmp_path / "out"
    prepare_folder(out, parts, ASKED, country)
    whole = locate_all(parts, ASKED, country, out, tmp_path / "grids").plain()
    gone = sorted(out.glob("part-*"))[::2]
    for path in gone:
        path.unlink()
    (out / ".part-000001.parquet.1").write_bytes(b"half")
    again = []
    prepare_folder(out, parts, ASKED, country)
    sums = locate_all(
        parts,
        ASKED,
        country,
        out,
        tmp_path / "grids",
        say=lambda done, of: again.append((done, of)),
    )
    assert len(again) == len(gone)
    assert sums.plain() == whole
    assert not list(out.glob(".part-*"))


def test_a_folder_of_another_question_is_refused(country, tmp_path):
    """Answers to other points are never mixed with these."""
    written(tmp_path / "in")
    parts = parts_of(files_of(tmp_path / "in"))
    prepare_folder(tmp_path / "out", parts, ASKED, country)
    with pytest.raises(InputError, match="other points"):
        prepare_folder(tmp_path / "out", parts, Asked(("y", "x"), str(METRIC), ""), country)


@pytest.mark.parametrize(
    ("crs", "at", "expected"),
    [
        ("EPSG:4326", (37.5, 127.0), "Swap them"),
        ("EPSG:4326", (950_000, 1_950_000), "--crs EPSG:5179"),
        ("EPSG:5179", (127.0, 37.5), "--crs EPSG:4326"),
    ],
)
def test_coordinates_that_are_plainly_others_are_refused(tmp_path, crs, at, expected):
    """Swapped columns and degrees given as metres are one error with the way out."""
    path = tmp_path / "p.parquet"
    pq.write_table(pa.table({"x": [at[0]] * 3, "y": [at[1]] * 3}), path)
    with pytest.raises(InputError, match=expected):
        check_coordinates(parts_of([path])[0], Asked(("x", "y"), crs, ""))


def test_a_missing_column_is_named_with_those_there_are(tmp_path):
    """Every missing column of every file is told at once."""
    path = tmp_path / "p.csv"
    path.write_text("lon,lat\n127,37\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        check_columns(files_of(path), Asked(("x", "lat"), "EPSG:4326", "people"))
    assert [fault.value for fault in told.value.faults] == ["no column x", "no column people"]
    assert json.dumps("lon, lat")[1:-1] in str(told.value)
