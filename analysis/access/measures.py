"""Distance and access, measured: nearest places, shares within reach, floating catchments, Gini.

Everything takes plain arrays in metres (or minutes, where a travel matrix replaces distance), so
that each measure can be held against a textbook example.

References
----------
Luo, W. and Qi, Y. (2009). An enhanced two-step floating catchment area (E2SFCA) method for
measuring spatial accessibility to primary care physicians. Health & Place 15(4), 1100-1107.
doi:10.1016/j.healthplace.2009.06.002
Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]
    Whole: TypeAlias = npt.NDArray[np.int64]

CATCHMENT = ((2_000.0, 1.0), (5_000.0, 0.68), (10_000.0, 0.22))
"""Bands of the floating catchment: upper end in metres, included, and weight.

The weights are Luo and Qi's fast decay (their zones are of 10, 20 and 30 minutes by car)."""

BY_MINUTES = ((10.0, 1.0), (20.0, 0.68), (30.0, 0.22))
"""The same for a travel matrix, in minutes: the zones of the paper."""


@dataclass(frozen=True)
class Points:
    """Points in a metric system, each on a land mass.

    Parameters
    ----------
    x, y
        Metres, EPSG:5179.
    land
        The land mass of each; places on another one are not reached over land.
    """

    x: Floats
    y: Floats
    land: Whole

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.x)

    @property
    def pairs(self) -> Floats:
        """One row a point."""
        return np.column_stack([self.x, self.y])


@dataclass(frozen=True)
class Links:
    """Which places are within reach of which areas, and how far.

    Parameters
    ----------
    area, place
        Positions of the two ends of each link.
    cost
        Metres in a straight line, or minutes.
    """

    area: Whole
    place: Whole
    cost: Floats


def nearest(areas: Points, places: Points) -> Floats:
    """Return the distance of each area to the nearest place on its own land mass, in metres.

    An area without a place on its land mass has none: its distance is infinite.
    """
    from scipy.spatial import cKDTree  # slow to import

    found = np.full(len(areas), np.inf)
    for land in np.unique(areas.land):
        mine, theirs = areas.land == land, places.land == land
        if theirs.any():
            tree = cKDTree(places.pairs[theirs])
            found[mine] = tree.query(areas.pairs[mine])[0]
    return found


def links_within(areas: Points, places: Points, reach_m: float) -> Links:
    """Return every pair of an area and a place on one land mass at most so far apart."""
    from scipy.spatial import cKDTree  # slow to import

    if not len(areas) or not len(places):
        none = np.array([], dtype=np.int64)
        return Links(none, none, np.array([], dtype=np.float64))
    found = cKDTree(areas.pairs).sparse_distance_matrix(
        cKDTree(places.pairs), reach_m, output_type="ndarray"
    )
    area, place = found["i"].astype(np.int64), found["j"].astype(np.int64)
    same = areas.land[area] == places.land[place]
    return Links(area[same], place[same], found["v"][same])


def floating_catchment(
    people: Floats,
    supply: Floats,
    links: Links,
    bands: Sequence[tuple[float, float]] = CATCHMENT,
) -> Floats:
    """Return the access score of each area by the enhanced two-step floating catchment area.

    First each place's supply is divided among the people around it, nearer ones counting more;
    then each area adds up what the places around it offer a head (Luo and Qi, 2009). The sum of
    people times score is the supply of all places that anybody reaches.

    Parameters
    ----------
    people
        People of each area.
    supply
        What each place offers: 1 for a place that is just there.
    links
        Pairs of area and place with their cost.
    bands
        Upper end and weight of each zone, nearest first; beyond the last one nothing counts.

    Returns
    -------
    :
        Supply a head, one value an area.
    """
    ends = np.array([end for end, _ in bands])
    weights = np.array([*(weight for _, weight in bands), 0.0])
    weight = weights[np.searchsorted(ends, links.cost, side="left")]
    demand = np.bincount(links.place, people[links.area] * weight, minlength=len(supply))
    offer = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    score = np.bincount(links.area, offer[links.place] * weight, minlength=len(people))
    return score.astype(np.float64)


def weighted_quantile(values: Floats, weights: Floats, share: float = 0.5) -> float:
    """Return the least value that at least a share of the weight lies at or below.

    Infinite values stand at the end, and may be the answer.
    """
    if not len(values) or weights.sum() <= 0:
        return float("nan")
    order = np.argsort(values, kind="stable")
    cumulated = np.cumsum(weights[order])
    at = int(np.searchsorted(cumulated, share * cumulated[-1]))
    return float(values[order][min(at, len(values) - 1)])


def lorenz(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the Lorenz curve: shares of people, poorest in access first, and of all access."""
    order = np.argsort(values, kind="stable")
    people = np.concatenate([[0.0], np.cumsum(weights[order])])
    access = np.concatenate([[0.0], np.cumsum(values[order] * weights[order])])
    if access[-1] <= 0:
        return people / people[-1], np.zeros(len(people))
    return people / people[-1], access / access[-1]


def gini(values: Floats, weights: Floats) -> float:
    """Return the Gini index: twice the area between the Lorenz curve and equality, 0-1."""
    people, access = lorenz(values, weights)
    if access[-1] <= 0:
        return float("nan")
    return float(1 - np.sum(np.diff(people) * (access[1:] + access[:-1])))
