"""Countries of equal squares, for tests that know the answer by heart."""

from __future__ import annotations

import numpy as np
import pandas as pd

import geopandas as gpd
import shapely

from geo.shapes.neighbours import Nearness, Neighbours

SIDE_M = 1_000.0


def squares(rows: int, columns: int, skip: frozenset[tuple[int, int]] = frozenset()):
    """Return a country of squares of a kilometre, numbered row by row, some left to the sea."""
    cells = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in skip]
    shapes = [
        shapely.box(
            1e6 + c * SIDE_M, 2e6 + r * SIDE_M, 1e6 + (c + 1) * SIDE_M, 2e6 + (r + 1) * SIDE_M
        )
        for r, c in cells
    ]
    keys = [f"{10_000 + r * columns + c}" for r, c in cells]
    return gpd.GeoDataFrame(geometry=shapes, index=pd.Index(keys, name="unit_id"), crs=5179)


def rook(rows: int, columns: int) -> Neighbours:
    """Return who shares a side in a full country of squares."""
    row, column = np.divmod(np.arange(rows * columns), columns)
    apart = np.abs(row[:, None] - row) + np.abs(column[:, None] - column)
    units = pd.Index([f"{10_000 + at}" for at in range(rows * columns)], name="unit_id")
    return Neighbours("contiguity", units, apart == 1, 0, pd.DataFrame())


def points(xy: np.ndarray, border: np.ndarray | None = None) -> Nearness:
    """Return the nearness of places that are points, for tests of distance alone."""
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    units = pd.Index([f"{10_000 + at}" for at in range(len(xy))], name="unit_id")
    return Nearness(units, apart if border is None else border, np.ones(len(xy)), xy)
