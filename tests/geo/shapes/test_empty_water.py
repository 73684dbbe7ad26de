"""Cities with islands far off, drawn whole: water becomes narrower, land does not change."""

from __future__ import annotations

import pytest

import geopandas as gpd
from shapely import MultiPolygon, box

from geo.shapes.empty_water import SHORT_SEA, WIDE_SEA, closed_up

SIZE = 100.0


def test_land_keeps_its_size_and_wide_water_becomes_narrow():
    """An island a whole country away comes near; a narrow strait stays as it is."""
    main, near, far = box(0, 0, 40, 40), box(45, 0, 50, 40), box(90, 10, SIZE, 20)
    shapes = gpd.GeoSeries({"city": MultiPolygon([main, near]), "island": far})
    closed, (across, up) = closed_up(shapes)
    assert closed.area.to_dict() == shapes.area.to_dict()
    assert closed["city"].equals(shapes["city"])
    assert closed["island"].bounds[0] == pytest.approx(50 + SHORT_SEA * SIZE)
    assert closed["island"].bounds[1::2] == far.bounds[1::2]
    assert across == [pytest.approx(50 + SHORT_SEA * SIZE / 2)]
    assert up == []


def test_water_that_is_not_wide_is_no_cut():
    """Just below the limit nothing moves."""
    gap = WIDE_SEA * SIZE
    shapes = gpd.GeoSeries({"a": box(0, 0, 50, SIZE), "b": box(50 + gap, 0, SIZE, SIZE)})
    closed, marks = closed_up(shapes)
    assert closed.to_dict() == shapes.to_dict()
    assert marks == ([], [])
