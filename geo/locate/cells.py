"""Which place a point lies in: a grid that answers most points at once, exact for the others.

The country's bounds are divided into cells, and a cell that no border touches lies wholly in one
place or in none: its points are answered by a look into the grid. Points of the other cells are
held against the shapes themselves. Nothing is simplified, so the answers are those of a join.

The rule for borders: a point on a border belongs to the place with the lowest `unit_id` among
those it touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import shapely
from pyproj import CRS, Transformer

from geo.crs import METRIC

if TYPE_CHECKING:
    from numpy.typing import NDArray

    import geopandas as gpd

    Floats = NDArray[np.float64]
    Units = NDArray[np.int16]

NOWHERE, BORDER = -1, -2
"""In the grid: a cell outside every place, and one that a border touches."""

LEVELS = 13
"""Times that the bounds are halved: cells of about 100 m for the whole country."""

PAD_M = 2.0
"""Added around a cell's outline in metres: more than straight edges bend in another system."""

FINE = 6
"""Halvings after which an edge bends less than `PAD_M`: then a cell's corners tell its outline."""

EDGE_POINTS = 33
"""Points on each edge of a larger cell that are carried into the shapes' system."""

AT_A_TIME = 200_000
"""Cells looked at together."""


@dataclass(frozen=True)
class PlaceGrid:
    """Places of one day, ready to be asked for points of one coordinate system.

    Parameters
    ----------
    units
        The places' `unit_id`s, sorted.
    shapes
        Their shapes, EPSG:5179, prepared; in the order of `units`.
    crs
        Coordinate system of the points.
    corner, size
        South-western corner and extent of the grid, in the points' system.
    cells
        For each cell its place as a position in `units`, `NOWHERE` or `BORDER`; rows go north.
    """

    units: tuple[str, ...]
    shapes: NDArray[np.object_]
    crs: str
    corner: tuple[float, float]
    size: tuple[float, float]
    cells: Units

    @classmethod
    def of(cls, places: gpd.GeoDataFrame, crs: str, levels: int = LEVELS) -> PlaceGrid:
        """Return the grid of some places.

        Parameters
        ----------
        places
            EPSG:5179, index `unit_id`.
        crs
            Of the points that will be asked for.
        levels
            Times that the bounds are halved.

        Raises
        ------
        ValueError
            If the places are in another coordinate system.
        """
        if places.crs != METRIC:
            raise ValueError(f"places in {places.crs}; expected {METRIC}")
        ordered = places.sort_index()
        shapes = ordered.geometry.to_numpy()
        shapely.prepare(shapes)
        back = Transformer.from_crs(METRIC, crs, always_xy=True)
        left, low, right, top = map(float, ordered.total_bounds)
        west, south, east, north = back.transform_bounds(left, low, right, top, densify_pts=101)
        # A little more than the bounds, so that no place touches the grid's own edge.
        margin_x, margin_y = (east - west) / 1000, (north - south) / 1000
        corner = (west - margin_x, south - margin_y)
        size = (east - west + 2 * margin_x, north - south + 2 * margin_y)
        cells = _classified(shapes, CRS.from_user_input(crs), corner, size, levels)
        units = tuple(str(unit) for unit in ordered.index)
        return cls(units, shapes, crs, corner, size, cells)

    def locate(self, x: Floats, y: Floats) -> Units:
        """Return each point's place as a position in `units`, `NOWHERE` where there is none.

        Parameters
        ----------
        x, y
            Coordinates in `crs`, east and north; NaN is nowhere.
        """
        rows, columns = self.cells.shape
        with np.errstate(invalid="ignore"):
            column = np.floor((x - self.corner[0]) * (columns / self.size[0]))
            row = np.floor((y - self.corner[1]) * (rows / self.size[1]))
            inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        place = np.zeros(len(x), dtype=np.int64)
        np.copyto(place, row * columns + column, where=inside, casting="unsafe")
        found = self.cells.ravel()[place]
        found[~inside] = NOWHERE
        near = np.flatnonzero(found == BORDER)
        if len(near):
            there = Transformer.from_crs(self.crs, METRIC, always_xy=True)
            found[near] = _holding(self.shapes, *there.transform(x[near], y[near]))
        return found


def _classified(
    shapes: NDArray[np.object_],
    crs: CRS,
    corner: tuple[float, float],
    size: tuple[float, float],
    levels: int,
) -> Units:
    """Return the grid: the bounds are halved again wherever a border touches."""
    there = Transformer.from_crs(crs, METRIC, always_xy=True)
    borders = shapely.STRtree(_segments(shapes))
    grid = np.full((2**levels, 2**levels), BORDER, dtype=np.int16)
    columns = rows = np.zeros(1, dtype=np.int64)
    for level in range(1, levels + 1):
        # The four quarters of each cell that a border touches.
        columns = np.concatenate([2 * columns + dx for dx in (0, 1, 0, 1)])
        rows = np.concatenate([2 * rows + dy for dy in (0, 0, 1, 1)])
        step = (size[0] / 2**level, size[1] / 2**level)
        west, south = corner[0] + columns * step[0], corner[1] + rows * step[1]
        points = 2 if level > FINE else EDGE_POINTS
        touched = _touched(borders, there, (west, south), step, points)
        free = ~touched
        middle = there.transform(west[free] + step[0] / 2, south[free] + step[1] / 2)
        whole = _holding(shapes, *middle)
        width = 2 ** (levels - level)
        for column, row, place in zip(columns[free], rows[free], whole, strict=True):
            grid[row * width : (row + 1) * width, column * width : (column + 1) * width] = place
        columns, rows = columns[touched], rows[touched]
    return grid


def _segments(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return every edge of some shapes as a line of two points."""
    rings = shapely.get_rings(shapes)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    joined = ring[:-1] == ring[1:]
    pairs = np.stack([points[:-1][joined], points[1:][joined]], axis=1)
    found: NDArray[np.object_] = shapely.linestrings(pairs)
    return found


def _touched(
    borders: shapely.STRtree,
    there: Transformer,
    corners: tuple[Floats, Floats],
    step: tuple[float, float],
    points: int,
) -> NDArray[np.bool_]:
    """Return whether a border may touch each cell; a cell is taken a little larger than it is."""
    west, south = corners
    share = np.linspace(0, 1, points)
    none = np.zeros(points)
    dx = np.concatenate([share, share, none, none + 1]) * step[0]
    dy = np.concatenate([none, none + 1, share, share]) * step[1]
    found = np.zeros(len(west), dtype=bool)
    for first in range(0, len(west), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        x, y = there.transform(west[part, None] + dx, south[part, None] + dy)
        boxes = shapely.box(
            x.min(axis=1) - PAD_M, y.min(axis=1) - PAD_M,
            x.max(axis=1) + PAD_M, y.max(axis=1) + PAD_M,
        )  # fmt: skip
        hit, _ = borders.query(boxes, predicate="intersects")
        found[first + np.unique(hit)] = True
    return found


def _holding(shapes: NDArray[np.object_], x: Floats, y: Floats) -> Units:
    """Return the first of some shapes that each point touches, as its position; EPSG:5179."""
    found = np.full(len(x), NOWHERE, dtype=np.int16)
    # From the last to the first: where several touch a point the lowest one stays.
    for position in range(len(shapes) - 1, -1, -1):
        west, south, east, north = shapes[position].bounds
        maybe = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        if len(maybe):
            hit = shapely.intersects_xy(shapes[position], x[maybe], y[maybe])
            found[maybe[hit]] = position
    return found
