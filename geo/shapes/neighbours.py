"""Who is near whom: distances between places on any date, and three ideas of "neighbour".

Distances are measured once between the pieces of the country, and the distance of two places is
the least distance of their pieces; so every date has its distances without measuring again.
Metres, EPSG:5179.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.crs import require_crs

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    import geopandas as gpd

    Matrix = npt.NDArray[np.float64]
    Links = npt.NDArray[np.bool_]

EXACT_BELOW_M = 10_000
"""Pairs nearer than this are measured on the borders as drawn."""

ROUGH_M = 50
"""Farther pairs are measured on borders simplified by this; see `ROUGH_ERROR_M`."""

ROUGH_ERROR_M = 250
"""By so much at most a distance beyond `EXACT_BELOW_M` is off (171 m was the worst found)."""

NEAREST = 5
"""Neighbours a place under the k-nearest rule: what a place has on average by land."""

BAND_STEP_M = 5_000
"""The distance band grows in these steps until every place with a land border has a neighbour."""

WEIGHTS = ("contiguity", "nearest", "band")
"""The three ideas of "neighbour", the first being the one that is shown."""


@dataclass(frozen=True)
class Nearness:
    """How near places, or pieces of the country, are to one another.

    Parameters
    ----------
    units
        Their keys, in code order; rows and columns of the rest.
    border_m
        Least distance between borders, metres: symmetric, and zero exactly between neighbours
        and on the diagonal.
    area_m2
        Area, square metres, for the centres.
    centre_m
        Centre of area, easting and northing in metres, two columns.
    """

    units: pd.Index
    border_m: Matrix
    area_m2: Matrix
    centre_m: Matrix

    def on(self, holders: pd.Series) -> Nearness:
        """Return the nearness of the places that hold the pieces.

        Parameters
        ----------
        holders
            `unit_id` by piece, as from `geo.shapes.by_date.holders_on`; every piece has one.
        """
        owner = holders.reindex(self.units)
        if owner.isna().any():
            raise ValueError(f"No holder for {', '.join(self.units[owner.isna()])}.")
        units, at = np.unique(owner.to_numpy(dtype=str), return_inverse=True)
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(units)))
        rows = np.minimum.reduceat(self.border_m[np.ix_(order, order)], starts, axis=0)
        border = np.minimum.reduceat(rows, starts, axis=1)
        np.fill_diagonal(border, 0.0)
        area = np.add.reduceat(self.area_m2[order], starts)
        weighted = self.centre_m[order] * self.area_m2[order, None]
        centre = np.add.reduceat(weighted, starts, axis=0) / area[:, None]
        return Nearness(pd.Index(units, name="unit_id", dtype="str"), border, area, centre)

    @cached_property
    def between_centres_m(self) -> Matrix:
        """Distances between centres of area, metres."""
        apart: Matrix = np.hypot(
            self.centre_m[:, None, 0] - self.centre_m[None, :, 0],
            self.centre_m[:, None, 1] - self.centre_m[None, :, 1],
        )
        return apart

    def places(self, units: pd.Index) -> npt.NDArray[np.intp]:
        """Return the positions of some units.

        Raises
        ------
        KeyError
            If one is not here.
        """
        at: npt.NDArray[np.intp] = self.units.get_indexer(units)
        if (at < 0).any():
            raise KeyError(f"No distance for {', '.join(map(str, units[at < 0]))}.")
        return at

    def write(self, path: Path) -> None:
        """Write everything to a Parquet file."""
        frame = pd.DataFrame(self.border_m, index=self.units, columns=list(self.units))
        frame["area_m2"], frame["x_m"], frame["y_m"] = self.area_m2, *self.centre_m.T
        frame.rename_axis("unit").to_parquet(path)

    @classmethod
    def read(cls, path: Path) -> Nearness:
        """Read what `write` wrote."""
        frame = pd.read_parquet(path)
        return cls(
            units=frame.index,
            border_m=frame[list(frame.index)].to_numpy(),
            area_m2=frame["area_m2"].to_numpy(),
            centre_m=frame[["x_m", "y_m"]].to_numpy(),
        )


def measure(pieces: gpd.GeoDataFrame) -> Nearness:
    """Measure the distances between places or pieces; takes seconds for 240 of them.

    Parameters
    ----------
    pieces
        A valid coverage of polygons in EPSG:5179, so that neighbours share their border.

    Raises
    ------
    ValueError
        If the coordinate system is another.
    """
    import shapely  # noqa: PLC0415  # who reads a measured file needs no geometry

    require_crs(pieces)
    shapes = pieces.geometry.sort_index()
    exact = shapes.to_numpy()
    rough = shapely.coverage_simplify(exact, ROUGH_M)
    one, other = np.triu_indices(len(exact), 1)
    apart = shapely.distance(rough[one], rough[other])
    near = np.flatnonzero(apart < EXACT_BELOW_M + ROUGH_ERROR_M)
    apart[near] = shapely.distance(exact[one[near]], exact[other[near]])
    border = np.zeros((len(exact), len(exact)))
    border[one, other] = border[other, one] = apart
    return Nearness(
        units=pd.Index(shapes.index.astype(str), name="unit"),
        border_m=border,
        area_m2=shapely.area(exact),
        centre_m=shapely.get_coordinates(shapely.centroid(exact)),
    )


@dataclass(frozen=True)
class Neighbours:
    """One idea of who is a neighbour of whom.

    Parameters
    ----------
    name
        One of `WEIGHTS`.
    units
        Rows and columns of `links`.
    links
        Whether two places are neighbours; symmetric, nobody their own.
    setting
        What the rule was set to: neighbours for "nearest", metres for "band", else 0.
    crossings
        The links added over water so that nobody is cut off: columns `from`, `to`,
        `distance_m`, shortest first.
    """

    name: str
    units: pd.Index
    links: Links
    setting: int
    crossings: pd.DataFrame


def by_land(near: Nearness) -> Links:
    """Return who shares a border, be it at one point (queen contiguity)."""
    links: Links = near.border_m == 0
    np.fill_diagonal(links, val=False)
    return links


def crossings(links: Links, near: Nearness) -> pd.DataFrame:
    """Return the shortest crossings that make the whole country one.

    Islands and groups of islands have no neighbour by land. The links that are missing are the
    shortest ones, border to border, that leave nobody cut off: the rest of the minimum spanning
    tree (Kruskal 1956, doi:10.1090/S0002-9939-1956-0078686-7). An island is thus joined to the
    nearest shore. Equal lengths are taken in code order.
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  # slow to import

    count, group = connected_components(links, directed=False)
    one, other = np.triu_indices(len(links), 1)
    found = []
    for at in np.argsort(near.border_m[one, other], kind="stable"):
        if count == 1:
            break
        a, b = one[at], other[at]
        if group[a] == group[b]:
            continue
        group[group == group[b]] = group[a]
        count -= 1
        found.append((near.units[a], near.units[b], float(near.border_m[a, b])))
    return pd.DataFrame(found, columns=["from", "to", "distance_m"])


def _joined(name: str, links: Links, near: Nearness, setting: int) -> Neighbours:
    """Return neighbours with the crossings added."""
    added = crossings(links, near)
    whole = links.copy()
    a, b = (near.places(pd.Index(added[end])) for end in ("from", "to"))
    whole[a, b] = whole[b, a] = True
    return Neighbours(name, near.units, whole, setting, added)


def nearest(near: Nearness, count: int = NEAREST) -> Links:
    """Return who is among whose nearest by the distance of centres, one way or the other.

    Equal distances are taken in code order.
    """
    apart = near.between_centres_m.copy()
    np.fill_diagonal(apart, np.inf)
    chosen = np.argsort(apart, axis=1, kind="stable")[:, :count]
    links: Links = np.zeros(apart.shape, dtype=bool)
    np.put_along_axis(links, chosen, values=True, axis=1)
    # In a country of few places the nearest may include oneself.
    mutual: Links = (links | links.T) & np.isfinite(apart)
    return mutual


def band_reach(near: Nearness) -> int:
    """Return the band in metres: the least step at which nobody with land neighbours is alone."""
    ashore = by_land(near).any(axis=1)
    if not ashore.any():
        return BAND_STEP_M
    apart = near.between_centres_m.copy()
    np.fill_diagonal(apart, np.inf)
    return int(np.ceil(apart.min(axis=1)[ashore].max() / BAND_STEP_M)) * BAND_STEP_M


def neighbours(near: Nearness, name: str) -> Neighbours:
    """Return the neighbours of every place under one of `WEIGHTS`, nobody cut off."""
    if name == "contiguity":
        return _joined(name, by_land(near), near, 0)
    if name == "nearest":
        return _joined(name, nearest(near), near, NEAREST)
    if name == "band":
        reach = band_reach(near)
        links: Links = near.between_centres_m <= reach
        np.fill_diagonal(links, val=False)
        return _joined(name, links, near, reach)
    raise ValueError(f"name must be one of {WEIGHTS}, not {name!r}")
