"""Strips between places that belong to none: found, counted, and closed on request.

Everything here works in EPSG:5179.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    import geopandas as gpd

GAP_M = 50
"""Widest strip between two places that is a gap of the drawing and not water, metres."""

SHORTEST_M = 1000
"""Least length of a strip that is open at its ends; shorter ones are mouths of rivers."""

SMALLEST_M2 = 100
"""Least area of an enclosed gap; less is a matter of rounding."""


@dataclass(frozen=True)
class Gap:
    """A strip between two places that belongs to neither.

    Parameters
    ----------
    units
        The places beside it.
    length_m
        Along it.
    shape
        An edge of it, or its outline where it is enclosed; EPSG:5179.
    """

    units: tuple[str, ...]
    length_m: float
    shape: shapely.Geometry


def gaps_of(places: gpd.GeoDataFrame) -> tuple[Gap, ...]:
    """Return the gaps between places, the longest first.

    Parameters
    ----------
    places
        A coverage without overlaps, index `unit_id`, EPSG:5179.
    """
    shapes = places.geometry.to_numpy()
    edges = shapely.coverage_invalid_edges(shapes, gap_width=GAP_M)
    open_ones = np.flatnonzero(~shapely.is_empty(edges))
    if not len(open_ones):
        return ()
    units = places.index.to_numpy()
    enclosed = list(_enclosed(shapes, units))
    sealed = [set(gap.units) for gap in enclosed]
    strips = [
        gap for gap in _strips(edges[open_ones], units[open_ones]) if set(gap.units) not in sealed
    ]
    return tuple(sorted((*enclosed, *strips), key=lambda gap: (-gap.length_m, gap.units)))


def _enclosed(shapes: npt.NDArray[np.object_], units: npt.NDArray[np.object_]) -> Iterator[Gap]:
    """Yield the thin holes in the country as a whole."""
    whole = shapely.get_parts(shapely.coverage_union_all(shapes))
    rings = [ring for part in whole for ring in part.interiors]
    tree = shapely.STRtree(shapes)
    for ring in rings:
        hole = shapely.Polygon(ring)
        if hole.area >= SMALLEST_M2 and 2 * hole.area / ring.length < GAP_M:
            beside = sorted(units[tree.query(hole, predicate="intersects")])
            if len(beside) > 1:
                yield Gap(tuple(map(str, beside)), ring.length / 2, hole)


def _strips(edges: npt.NDArray[np.object_], units: npt.NDArray[np.object_]) -> Iterator[Gap]:
    """Yield the strips between two places that face each other over a length."""
    lines = shapely.simplify(edges, GAP_M / 5)
    tree = shapely.STRtree(lines)
    pairs = tree.query(lines, predicate="dwithin", distance=GAP_M)
    for one, other in pairs.T:
        if one < other:
            beside = shapely.buffer(lines[other], GAP_M * 1.5, quad_segs=2, cap_style="flat")
            facing = shapely.intersection(lines[one], beside)
            if facing.length >= SHORTEST_M:
                yield Gap((str(units[one]), str(units[other])), float(facing.length), facing)


def close_gaps(shapes: npt.NDArray[np.object_], gaps: tuple[Gap, ...]) -> npt.NDArray[np.object_]:
    """Return shapes grown into the gaps between them; the coast stays where it is.

    Parameters
    ----------
    shapes
        A coverage without overlaps, EPSG:5179.
    gaps
        From `gaps_of`.
    """
    outlines = [shapely.buffer(gap.shape, GAP_M, quad_segs=2) for gap in gaps]
    tree = shapely.STRtree(shapes)
    grown: npt.NDArray[np.object_] = shapes.copy()
    near = shapely.union_all(np.array(outlines, dtype=object))
    rows = np.unique(tree.query(near, predicate="intersects"))
    for row in rows:
        wide = shapely.buffer(shapes[row], GAP_M, quad_segs=2)
        neighbours = tree.query(wide, predicate="intersects")
        others = shapes[neighbours[neighbours != row]]
        # Only what another place reaches into as well lies between the two.
        reached = shapely.union_all(shapely.buffer(others, GAP_M, quad_segs=2))
        between = shapely.intersection(shapely.intersection(wide, reached), near)
        free = shapely.difference(between, shapely.union_all(others))
        grown[row] = shapely.union(shapes[row], free)
    clean: npt.NDArray[np.object_] = shapely.coverage_clean(grown, gap_width=GAP_M)
    return clean
