"""Points a second, memory, and two workers against one: `python -m benchmarks.locate`.

Points are made as they are needed and thrown away, so that the disk is not what is measured; the
join of geopandas gets the same points and places in the same run. Always ends with 0.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import geopandas as gpd
import shapely

from commands.reach.locate import _country
from geo.crs import METRIC
from geo.locate.cells import NOWHERE, PlaceGrid
from geo.locate.points import Sums
from store.folders import BUILD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.locate.run import Country

RESULTS = Path(__file__).resolve().parent / "results" / "locate.json"
BOUNDS = (124.5, 33.0, 131.0, 38.7)
"""Longitude and latitude of the country with the sea around it."""

BATCH = 1_000_000
JOINED = 200_000
"""Points of the join; it takes as long for each as for more."""

DAY = "2023-03-06"
DEGREES = "EPSG:4326"


def scattered(count: int, seed: int) -> NDArray[np.float64]:
    """Return random points, longitude and latitude."""
    west, south, east, north = BOUNDS
    return np.random.default_rng(seed).uniform((west, south), (east, north), (count, 2)).T


def share(country: Country, count: int, seed: int) -> float:
    """Locate so many points; return the seconds without making the grid."""
    grid = country.grid(DEGREES, BUILD / "locate")
    sums, started = Sums.none(len(grid.units)), time.perf_counter()
    for first in range(0, count, BATCH):
        x, y = scattered(min(BATCH, count - first), seed + first)
        sums.add(grid.locate(x, y), x, y, None)
    if sums.rows != count:
        raise RuntimeError(f"{sums.rows} of {count} points were counted")
    return time.perf_counter() - started


def by_join(grid: PlaceGrid) -> tuple[float, int]:
    """Return points a second of a plain join, and at how many points the answers differ."""
    places = gpd.GeoDataFrame(geometry=list(grid.shapes), index=list(grid.units), crs=METRIC)
    x, y = scattered(JOINED, 1)
    started = time.perf_counter()
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=DEGREES).to_crs(METRIC)
    found = points.sjoin(places, predicate="intersects")
    rate = JOINED / (time.perf_counter() - started)
    name = next(column for column in found.columns if column.startswith("index_"))
    expected = found.groupby(level=0)[name].min().reindex(points.index)
    mine = [None if one == NOWHERE else grid.units[one] for one in grid.locate(x, y)]
    apart = sum(a != (None if b != b else b) for a, b in zip(mine, expected, strict=True))  # noqa: PLR0124  # NaN
    return rate, apart


def main() -> None:
    """Measure, and print beside what was asked for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--millions", type=int, nargs="*", default=[1, 10, 100])
    options = parser.parse_args()
    country = _country(DAY)
    started = time.perf_counter()
    grid = country.grid(DEGREES, BUILD / "locate")
    facts: dict[str, float] = {"grid_s": time.perf_counter() - started}
    facts["vertices"] = float(shapely.get_num_coordinates(grid.shapes).sum())
    facts["border_cells_share"] = float((grid.cells == -2).mean())  # BORDER
    for millions in options.millions:
        facts[f"points_a_s_{millions}M"] = millions * 1e6 / share(country, millions * 1_000_000, 7)
    half = max(options.millions) * 500_000
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(share, [(country, 1000, 1), (country, 1000, 2)])  # they are ready then
        started = time.perf_counter()
        pool.starmap(share, [(country, half, 3), (country, half, 4)])
        facts["points_a_s_two_workers"] = 2 * half / (time.perf_counter() - started)
    join, apart = by_join(grid)
    facts |= {"points_a_s_sjoin": join, "differing_from_sjoin": apart}
    scale = 1 if sys.platform == "darwin" else 1024
    facts["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6
    for name, value in facts.items():
        print(f"{name:28}{value:16,.4g}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
