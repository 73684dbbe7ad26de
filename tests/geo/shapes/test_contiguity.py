"""Who borders on whom by land."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import geopandas as gpd
from shapely import box

from geo.crs import METRIC
from geo.shapes.contiguity import land_neighbours

CELLS = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=15)


def places(cells):
    """Return unit squares at some cells of a board, named by column and row."""
    ordered = sorted(cells)
    shapes = [box(x, y, x + 1, y + 1) for x, y in ordered]
    return gpd.GeoDataFrame(index=[f"{x}{y}" for x, y in ordered], geometry=shapes, crs=METRIC)


@settings(max_examples=40)
@given(CELLS)
def test_neighbours_are_those_a_king_could_walk_to(cells):
    """Squares border when a king of chess could step from one to the other; islands have none."""
    wanted = {
        f"{x}{y}": sorted(
            f"{a}{b}" for a, b in cells if (a, b) != (x, y) and max(abs(a - x), abs(b - y)) == 1
        )
        for x, y in cells
    }
    assert land_neighbours(places(cells)) == wanted
