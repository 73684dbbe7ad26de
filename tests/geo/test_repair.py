"""Repair: what becomes of invalid shapes, how far places may move, and what is recorded."""

from __future__ import annotations

import numpy as np
import pytest
from boundary_fixtures import boundaries_2018, squares
from hypothesis import given, settings
from hypothesis import strategies as st

import geopandas as gpd
import shapely

from geo.files.repair import polygons_only, repair_coverage
from store.errors import InputError


def features(shapes: list[shapely.Geometry], units: list[str] | None = None) -> gpd.GeoDataFrame:
    """Return shapes as matched features, each its own place unless told."""
    units = [str(11010 + 10 * i) for i in range(len(shapes))] if units is None else units
    names = [f"n{i}" for i in range(len(shapes))]
    return gpd.GeoDataFrame(
        {"code": units, "name": names, "unit_id": units}, geometry=shapes, crs="EPSG:5179"
    )


def bow_tie(x: float, y: float, size: float) -> shapely.Polygon:
    """Return a ring that crosses itself in its middle."""
    return shapely.Polygon([(x, y), (x + size, y + size), (x + size, y), (x, y + size)])


def test_what_was_repaired_is_recorded():
    """A shape that crosses itself is told with its reason, parts and change of area."""
    ok, *_ = squares(1)
    found = repair_coverage(features([ok, bow_tie(951_000, 1_950_000, 1000)]), "a.shp")
    (record,) = found.repaired
    assert record.unit_id == "11020"
    assert record.why.startswith("Self-intersection")
    assert (record.parts_before, record.parts_after) == (1, 2)
    assert record.area_change_m2 == pytest.approx(500_000)
    assert found.valid


def test_the_official_file_names_its_repairs():
    """Each of the 45 faults of 2018 has a code, a name and a reason."""
    records = boundaries_2018().repaired
    assert len(records) == 45
    assert all(r.code and r.name and r.why != "Valid Geometry" for r in records)
    assert max(abs(r.area_change_m2) for r in records) < 1000


def test_stray_points_and_lines_are_left_out():
    """Only areas remain of what falls apart when made valid."""
    spike = shapely.Polygon([(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)])
    (shape,) = polygons_only(np.array([spike], dtype=object))
    assert shape.geom_type == "Polygon"
    assert shape.area == 100


@pytest.mark.parametrize(
    "drawn",
    [
        "POLYGON ((0 0, 9 0, 9 9, 5 9, 6 6, 4 6, 5 9, 0 9, 0 0))",
        "POLYGON ((0 0, 4 4, 8 0, 8 9, 4 4, 0 9, 0 0))",
        "POLYGON ((0 0, 9 9, 9 0, 0 9, 0 0))",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (5 5, 12 5, 12 6, 5 6, 5 5))",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (20 0, 22 0, 22 2, 20 0))",
        "POLYGON ((0 0, 9 0, 9 9, 2 9, 2 2, 7 2, 7 9, 0 9, 0 0))",
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((5 5, 14 5, 14 14, 5 14, 5 5)))",
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((2 2, 3 2, 3 3, 2 3, 2 2)))",
    ],
)
def test_the_quick_way_gives_the_same_region(drawn):
    """What touches, crosses, overlaps or lies outside itself becomes what `make_valid` makes it."""
    shape = shapely.from_wkt(drawn)
    assert not shape.is_valid
    (found,) = polygons_only(np.array([shape], dtype=object))
    slow = shapely.make_valid(shape).buffer(0)
    assert shapely.symmetric_difference(found, slow).area == pytest.approx(0, abs=1e-9)


def test_a_hair_of_overlap_is_cleaned():
    """Neighbours that overlap by a centimetre share one border afterwards."""
    left, right = squares(2)
    found = repair_coverage(features([left, shapely.affinity.translate(right, -0.01)]), "a.shp")
    assert found.valid
    assert 0 < found.moved < 1e-4
    assert found.places.area.sum() == pytest.approx(2e6 - 10, abs=1e-3)


def test_a_place_that_would_move_is_refused():
    """Overlap beyond the limit is a fault that names both places, the spot and the way out."""
    left, right = squares(2)
    wide = shapely.box(950_900, 1_950_000, 952_000, 1_951_000)
    with pytest.raises(InputError, match=r"--max-move 1[01]%") as caught:
        repair_coverage(features([left, wide]), "a.shp")
    assert "it overlaps 11010 n0" in str(caught.value) or "it overlaps 11020 n1" in str(
        caught.value
    )
    assert "near 126.9" in str(caught.value)
    found = repair_coverage(features([left, wide]), "a.shp", max_move=0.2)
    assert found.moves[0].share == pytest.approx(1 / 11, abs=0.02)
    assert right.area == 1e6


def test_districts_that_overlap_each_other_move_nothing():
    """Overlap inside a city goes away with the border between its districts."""
    left, _ = squares(2)
    wide = shapely.box(950_900, 1_950_000, 952_000, 1_951_000)
    found = repair_coverage(features([left, wide], ["31010", "31010"]), "a.shp")
    assert found.moved == pytest.approx(0, abs=1e-12)
    assert found.places.area.iloc[0] == pytest.approx(2e6)


def test_shapes_without_inside_are_all_listed():
    """A ring that encloses nothing is a fault with its feature number."""
    flat = shapely.Polygon([(950_000, 1_950_000), (951_000, 1_950_000), (950_000, 1_950_000)])
    with pytest.raises(InputError) as caught:
        repair_coverage(features([flat, *squares(1), flat]), "a.shp")
    assert [fault.where for fault in caught.value.faults] == ["feature 1", "feature 3"]


def test_unmatched_features_share_borders_but_are_not_places():
    """A feature without a place is left out of the result."""
    found = repair_coverage(features(squares(2), ["11010", ""]), "a.shp")
    assert list(found.places.index) == ["11010"]


def test_another_system_is_refused():
    """Cleaning in degrees would measure nothing: it needs EPSG:5179."""
    with pytest.raises(ValueError, match="Needs EPSG:5179; found EPSG:4326"):
        repair_coverage(features(squares(2)).to_crs(4326), "a.shp")


@settings(max_examples=20)
@given(st.permutations(range(5)))
def test_the_order_of_features_changes_nothing(order):
    """The same features in any order give the same bytes."""
    frame = features([*squares(4), bow_tie(950_000, 1_951_000, 900)])
    expected = repair_coverage(frame, "a.shp").places.to_wkb()
    assert repair_coverage(frame.iloc[list(order)], "a.shp").places.to_wkb().equals(expected)
