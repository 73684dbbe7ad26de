"""Simplification: shared borders, nothing lost, valid in the bytes that are sent."""

from __future__ import annotations

import gzip
import json
from functools import cache

import numpy as np
import pandas as pd
import pytest
from boundary_fixtures import boundaries_2018, light_2018, squares, table
from hypothesis import given, settings
from hypothesis import strategies as st

import geopandas as gpd
import shapely
from shapely.geometry import shape

from geo.shapes.simplify import (
    PROTECTED,
    RESIDUE_M2,
    Simplified,
    SimplifyError,
    dissolve_provinces,
    simplify_places,
    snapped_faces,
)

LEVELS = [(400, 4), (80, 5)]
BUDGET_GZ = 160_000


@cache
def level(tolerance: float, digits: int) -> Simplified:
    """Return a level of the official file, made once for all tests."""
    return simplify_places(boundaries_2018().places, tolerance, digits)


def sent(places: gpd.GeoDataFrame) -> bytes:
    """Return places as the GeoJSON that goes to a browser."""
    features = [
        {"type": "Feature", "id": unit, "geometry": json.loads(shapely.to_geojson(geometry))}
        for unit, geometry in places.geometry.items()
    ]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, separators=(",", ":")).encode()


def received(content: bytes) -> np.ndarray:
    """Return the shapes as a browser reads them."""
    return np.array([shape(f["geometry"]) for f in json.loads(content)["features"]], dtype=object)


def near(places: gpd.GeoDataFrame, point: tuple[float, float]) -> shapely.Polygon:
    """Return the part of a place that lies nearest to a point."""
    parts = places.geometry.explode(index_parts=False)
    return parts.iloc[int(np.argmin(shapely.distance(parts.to_numpy(), shapely.Point(point))))]


@pytest.mark.parametrize(("tolerance", "digits"), LEVELS)
def test_what_is_sent_is_valid(tolerance, digits):
    """Shapes and coverage are valid when read back from the bytes, with 229 places."""
    found = level(tolerance, digits)
    back = received(sent(found.places))
    assert len(back) == 229
    assert shapely.is_valid(back).all()
    assert shapely.coverage_is_valid(back)
    assert found.places.crs == "EPSG:4326"
    assert found.collapsed_parts == 0


@pytest.mark.parametrize(("tolerance", "digits"), LEVELS)
def test_ulleung_and_both_parts_of_dokdo_are_there(tolerance, digits):
    """Ulleungdo, Seodo and Dongdo are parts of Ulleung-gun at every level, two apart."""
    found = level(tolerance, digits)
    assert found.absent == ()
    parts = [near(found.places.loc[["37430"]], point) for point in PROTECTED.values()]
    assert len({part.wkb for part in parts}) == 3
    for part, point in zip(parts, PROTECTED.values(), strict=True):
        assert part.distance(shapely.Point(point)) < 0.003
        assert part.area > 0


def test_no_coordinate_has_more_decimals():
    """Four digits asked for are four digits written."""
    xy = shapely.get_coordinates(level(400, 4).places.geometry)
    assert (xy == np.round(xy, 4)).all()


def test_the_country_fits_its_budget():
    """The country level stays under 160 KB gzipped."""
    assert len(gzip.compress(sent(level(400, 4).places), 9, mtime=0)) <= BUDGET_GZ


def test_what_is_left_out_is_counted():
    """Residue under a hectare is left out and told; it is a speck of the country."""
    found = level(400, 4)
    parts = boundaries_2018().places.explode()
    assert found.dropped_parts == int((parts.area < RESIDUE_M2).sum()) == 112
    assert found.dropped_area_m2 < 112 * RESIDUE_M2
    assert found.dropped_area_m2 / parts.area.sum() < 1e-5


def test_nothing_overlaps_and_no_border_gapes():
    """The area of the union is the sum of areas, and close to that of the source."""
    simple = level(400, 4).places.to_crs(5179)
    assert simple.union_all().area == pytest.approx(simple.area.sum(), rel=1e-9)
    assert simple.area.sum() == pytest.approx(boundaries_2018().places.area.sum(), rel=2e-3)
    # Neighbours stay neighbours, and nobody becomes one: no border opens or closes.
    assert _borders(level(400, 4).places) == _borders(boundaries_2018().places)


def _borders(places: gpd.GeoDataFrame) -> set[tuple[str, str]]:
    left, right = shapely.STRtree(places.geometry.to_numpy()).query(
        places.geometry.to_numpy(), predicate="touches"
    )
    shared = shapely.length(
        shapely.intersection(places.geometry.to_numpy()[left], places.geometry.to_numpy()[right])
    )
    units = places.index.to_numpy()
    return set(zip(units[left[shared > 0]], units[right[shared > 0]], strict=True))


def test_the_same_input_gives_the_same_bytes():
    """Simplifying twice, or with rows in another order, changes no byte."""
    places = boundaries_2018().places
    again = simplify_places(places.iloc[::-1], 400, 4)
    assert sent(again.places) == sent(level(400, 4).places)


def test_provinces_follow_the_borders_of_their_places():
    """Provinces are made of the same edges: 17 of them, valid, and no new vertex."""
    simple = level(400, 4).places
    provinces = dissolve_provinces(simple, _province_of())
    assert len(provinces) == 17
    assert provinces.geometry.is_valid.all()
    assert shapely.coverage_is_valid(provinces.geometry)
    ours = {tuple(xy) for xy in shapely.get_coordinates(provinces.geometry)}
    theirs = {tuple(xy) for xy in shapely.get_coordinates(simple.geometry)}
    assert ours <= theirs


def test_a_place_without_a_province_is_refused():
    """Every place belongs to a province, or its code is told."""
    with pytest.raises(ValueError, match="No province for 11010"):
        dissolve_provinces(level(400, 4).places, _province_of().drop("11010"))


def _province_of() -> pd.Series:
    places = table("places")
    valid = (places["valid_from"] <= "2023-03-06") & (
        (places["valid_to"] == "") | (places["valid_to"] >= "2023-03-06")
    )
    return places.loc[valid].set_index("unit_id")["province_code"]


def small(shapes: list[shapely.Geometry]) -> gpd.GeoDataFrame:
    """Return shapes as places."""
    index = pd.Index([str(11010 + 10 * i) for i in range(len(shapes))], name="unit_id")
    return gpd.GeoDataFrame(geometry=shapes, index=index, crs="EPSG:5179")


def test_islets_go_by_size_but_a_place_keeps_its_largest_part():
    """Parts under a hectare go, unless the place has nothing larger."""
    main, other = squares(2)
    islet = shapely.box(940_000, 1_950_000, 940_090, 1_950_090)
    bigger = shapely.box(941_000, 1_950_000, 941_110, 1_950_110)
    lone = shapely.box(930_000, 1_950_000, 930_080, 1_950_080)
    found = simplify_places(
        small([shapely.MultiPolygon([main, islet, bigger]), other, lone]), 10, 5
    )
    assert found.dropped_parts == 1
    assert found.dropped_area_m2 == pytest.approx(8100)
    assert [len(shapely.get_parts(g)) for g in found.places.geometry] == [2, 1, 1]
    assert len(found.absent) == len(PROTECTED)


def test_specks_of_holes_are_closed_and_lakes_stay():
    """A hole under a hectare between places is closed, a larger one stays."""
    left, right = squares(2)
    speck = shapely.box(950_980, 1_950_500, 951_020, 1_950_540)
    lake = shapely.box(950_300, 1_950_300, 950_600, 1_950_600)
    found = simplify_places(small([left - speck - lake, right - speck]), 0, 6)
    assert found.filled_holes == 1
    whole = found.places.union_all()
    assert len(whole.interiors) == 1


def test_a_place_that_would_vanish_is_an_error():
    """A grid coarser than a place is refused with the place's key."""
    with pytest.raises(SimplifyError, match="Places vanish at 1 digits"):
        simplify_places(small(squares(2)), 10, 1)


def test_a_protected_part_that_would_vanish_is_an_error():
    """Ulleung-gun does not lose Dokdo to a coarse grid unseen."""
    ulleung = boundaries_2018().places.loc[["37430"]]
    with pytest.raises(SimplifyError, match="A protected part vanishes at 2 digits: 37430"):
        simplify_places(ulleung, 400, 2)


def test_an_unclean_coverage_is_refused():
    """Simplifying overlap would keep it: the coverage is to be cleaned first."""
    left, right = squares(2)
    overlapping = small([left, shapely.affinity.translate(right, -100)])
    with pytest.raises(ValueError, match="Needs a valid coverage"):
        simplify_places(overlapping, 100, 4)


def test_faces_lie_on_the_grid():
    """Borders that come together on the grid become one border."""
    pair = np.array([shapely.box(0, 0, 1, 1), shapely.box(1.004, 0, 2, 1)], dtype=object)
    faces = snapped_faces(pair, 2)
    assert shapely.coverage_is_valid(faces)
    assert sorted(shapely.area(faces)) == [1.0, 1.0]


@settings(max_examples=12)
@given(st.floats(0, 20_000), st.integers(3, 6))
def test_any_tolerance_gives_a_valid_coverage(tolerance, digits):
    """Over random tolerances and digits a region keeps its places and stays valid as sent."""
    region = _region()
    found = simplify_places(region, tolerance, digits)
    back = received(sent(found.places))
    assert list(found.places.index) == list(region.index)
    assert shapely.is_valid(back).all()
    assert shapely.coverage_is_valid(back)


@cache
def _region() -> gpd.GeoDataFrame:
    """Return Gangwon, its islets and its lagoons, from the light edition."""
    frame = light_2018()
    region = frame.loc[frame["SIGUNGU_CD"].str.startswith("32")].set_index("SIGUNGU_CD")
    return region[["geometry"]].rename_axis("unit_id").sort_index()
