"""Shapes held against the official ones: exchanged places are faults, moved borders are told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import geopandas as gpd
import shapely

from geo.crs import METRIC
from geo.files.contradictions import contradictions, redrawn
from geo.files.whereabouts import Reference

X, Y = 950_000, 1_950_000


def box(left, right):
    """Return a piece of a strip of land, a kilometre high."""
    return shapely.box(X + left, Y, X + right, Y + 1000)


@pytest.fixture
def official(atlas):
    """Return two official places side by side, each a kilometre wide."""
    shapes = gpd.GeoDataFrame(
        {"unit_id": ["11010", "11020"]}, geometry=[box(0, 1000), box(1000, 2000)], crs=METRIC
    )
    return Reference(shapes, atlas.register)


def held(official, rows):
    """Return the faults and the rows told of, for units and pieces."""
    shapes = np.array([box(*piece) for _, piece in rows], dtype=object)
    features = pd.DataFrame(
        {"unit_id": [unit for unit, _ in rows], "code": "", "name": ""}, index=range(len(rows))
    )
    homes = official.homes(shapes)
    faults = contradictions(features, shapes, homes, official, "a.shp")
    return len(faults), redrawn(features, shapes, homes, official)


def test_a_dong_across_a_moved_border_is_told_and_no_fault(official):
    """A part that lies in its place by two fifths is read; the place keeps what its code says."""
    rows = [("11010", (0, 800)), ("11010", (800, 1300)), ("11020", (1300, 2000))]
    assert held(official, rows) == (0, [1])


def test_a_dong_with_another_places_code_is_a_fault(official):
    """A part that lies in another place altogether carries the wrong code."""
    rows = [("11010", (0, 1000)), ("11010", (1200, 1500)), ("11020", (1500, 2000))]
    assert held(official, rows) == (1, [])


def test_a_whole_place_has_no_such_licence(official):
    """A place of one shape that lies in another by more than half is a fault as before."""
    assert held(official, [("11010", (800, 1300)), ("11020", (1300, 2000))]) == (1, [])
