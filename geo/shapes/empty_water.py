"""A city with islands far off, drawn whole: wide empty water on the way is shortened.

Land keeps its shape and its size; only water between parts, where no land lies, becomes narrower.
The map in the browser does the same to its enlarged cities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

import shapely

if TYPE_CHECKING:
    import geopandas as gpd

WIDE_SEA = 0.1
"""Of the whole width: water without land from which it is shortened."""

SHORT_SEA = 0.03
"""What it becomes, of the whole width."""

Cuts = list[tuple[float, float]]
"""Where land starts again, and how much water before it is left out; metres."""


def closed_up(shapes: gpd.GeoSeries) -> tuple[gpd.GeoSeries, tuple[list[float], list[float]]]:
    """Return shapes with wide empty water shortened, and where that was done.

    Parameters
    ----------
    shapes
        Any projected reference system.

    Returns
    -------
    :
        The shapes, and the places of the cuts from west to east and from south to north, in the
        returned shapes' own coordinates.
    """
    parts = shapes.explode(index_parts=False).bounds
    across = _cuts(parts[["minx", "maxx"]].to_numpy())
    up = _cuts(parts[["miny", "maxy"]].to_numpy())

    def moved(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.column_stack([_moved(points[:, 0], across), _moved(points[:, 1], up)])

    closed = shapes.map(lambda shape: shapely.transform(shape, moved))
    return closed, (_marks(across, parts["minx"].min(), parts["maxx"].max()),
                    _marks(up, parts["miny"].min(), parts["maxy"].max()))  # fmt: skip


def _cuts(spans: np.ndarray[Any, Any]) -> Cuts:
    """Return the wide empty stretches between spans of one axis."""
    ordered = spans[np.argsort(spans[:, 0])]
    whole = float(ordered[:, 1].max() - ordered[0, 0])
    reach, found = float(ordered[0, 1]), []
    for start, end in ordered:
        if start - reach > whole * WIDE_SEA:
            found.append((float(start), float(start - reach - whole * SHORT_SEA)))
        reach = max(reach, float(end))
    return found


def _moved(values: np.ndarray[Any, Any], cuts: Cuts) -> np.ndarray[Any, Any]:
    """Return values with all that was left out before them taken off."""
    result: np.ndarray[Any, Any] = values.astype(float)
    for start, less in cuts:
        result = np.where(values >= start, result - less, result)
    return result


def _marks(cuts: Cuts, low: float, high: float) -> list[float]:
    """Return the middle of each shortened stretch."""
    half = (high - low) * SHORT_SEA / 2
    return [float(_moved(np.array([start]), cuts)[0] - half) for start, _ in cuts]
