"""The outlines of a boundary file as a small SVG, with rings around spots that are not right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import shapely

from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

SIDE = 560
"""Longest side, pixels; shapes are thinned to half a pixel."""

MARGIN = 8
RING = 7
SHORTEST = 3
"""Length in pixels under which a ring is not drawn."""

COLOURS: dict[str, str] = TOKENS["document"]["outlines"]

Box = tuple[float, float, float, float]


def box_of(shapes: npt.NDArray[np.object_]) -> Box:
    """Return the extent of shapes: left, low, right, high."""
    left, low, right, high = shapely.total_bounds(shapes)
    return float(left), float(low), float(right), float(high)


def outlines_svg(
    shapes: npt.NDArray[np.object_], box: Box, spots: Iterable[tuple[float, float]] = ()
) -> str:
    """Return shapes as an SVG document.

    Parameters
    ----------
    shapes
        Polygons in a metric system; they need not be valid.
    box
        What the picture shows, from `box_of`: the same for two that are compared.
    spots
        Points to put a ring around.
    """
    left, low, right, high = box
    scale = (SIDE - 2 * MARGIN) / max(right - left, high - low, 1.0)
    width = round((right - left) * scale) + 2 * MARGIN
    height = round((high - low) * scale) + 2 * MARGIN

    def pixels(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        placed = (points - [left, high]) * [scale, -scale] + MARGIN
        return np.round(placed, 1)

    # Rings as lines: what crosses itself stays as drawn, and an islet stays however small.
    rings = shapely.get_rings(shapely.get_parts(shapely.get_parts(shapes)))
    seen = rings[shapely.length(rings) * scale > SHORTEST]
    points, number = shapely.get_coordinates(seen, return_index=True)
    thin = shapely.simplify(shapely.linestrings(points, indices=number), 0.5 / scale)
    paths = "".join(
        "M" + " ".join(f"{x:g},{y:g}" for x, y in pixels(shapely.get_coordinates(ring))) + "Z"
        for ring in thin
    )
    circles = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{RING}"/>'
        for x, y in pixels(np.array([*spots], dtype=float).reshape(-1, 2))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="{COLOURS["paper"]}"/>'
        f'<path d="{paths}" fill="{COLOURS["fill"]}" fill-rule="evenodd" '
        f'stroke="{COLOURS["line"]}" stroke-width="0.7" stroke-linejoin="round"/>'
        f'<g fill="none" stroke="{COLOURS["spot"]}" stroke-width="1.6">{circles}</g></svg>'
    )
