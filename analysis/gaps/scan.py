"""Where gaps lie together: Kulldorff's spatial scan statistic, in circles and along borders.

A window grows around every municipality, by distance or by steps over borders, up to a tenth of
the municipalities; the window whose share of gaps is the least likely by chance is the most likely
cluster. Circles and windows along borders are one test: a p-value counts the largest ratio that
each deal has in any window of either shape, so that looking at all of them finds nothing by itself.

References
----------
Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics: Theory and Methods
26(6), 1481-1496. doi:10.1080/03610929708831995
Tango, T. and Takahashi, K. (2005). A flexibly shaped spatial scan statistic for detecting
clusters. International Journal of Health Geographics 4, 11. doi:10.1186/1476-072X-4-11
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.gaps.join_counts import SEED
from analysis.gaps.nulls import Strata, deals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy.typing as npt

    from geo.shapes.neighbours import Nearness, Neighbours

    Floats: TypeAlias = npt.NDArray[np.float64]

CIRCLES, BORDERS = "circles", "borders"
SHAPES = (CIRCLES, BORDERS)
"""Windows by distance of centres; by steps from border to border, the nearer first."""

LARGEST = 0.10
"""A window holds at most this share of the municipalities."""

DEALS = 1_999
SHOWN = 3
"""Clusters told of for each shape: the most likely and the next that do not overlap it."""

COLUMNS = ["shape", "rank", "centre", "places", "gaps", "expected", "ratio", "units"]


@dataclass(frozen=True)
class Windows:
    """Every window around every place.

    Parameters
    ----------
    shape
        One of `SHAPES`.
    units
        The places, municipalities only.
    order
        One row a centre: positions of the places of its largest window, nearest first.
    """

    shape: str
    units: pd.Index
    order: npt.NDArray[np.int64]


def windows(shape: str, near: Nearness, land: Neighbours, inside: pd.Series) -> Windows:
    """Return the windows around the municipalities.

    Parameters
    ----------
    shape
        One of `SHAPES`.
    near
        The distances of the places.
    land
        Who borders on whom, nobody cut off.
    inside
        Whether each place is a municipality, on `near.units`.
    """
    from scipy.sparse.csgraph import shortest_path  # slow to import

    rows = np.flatnonzero(inside.reindex(near.units).to_numpy(dtype=bool))
    apart = near.between_centres_m[np.ix_(rows, rows)]
    if shape == BORDERS:
        steps = shortest_path(land.links, unweighted=True, directed=False)[np.ix_(rows, rows)]
        keys = steps + apart / (apart.max() + 1)
    else:
        keys = apart
    most = max(2, int(LARGEST * len(rows)))
    order = np.argsort(keys, axis=1, kind="stable")[:, :most]
    return Windows(shape, near.units[rows], order.astype(np.int64))


def joined(shapes: Sequence[Windows]) -> Windows:
    """Return the windows of several shapes, one below the other, as those of one test."""
    order = np.concatenate([one.order for one in shapes])
    return Windows("+".join(one.shape for one in shapes), shapes[0].units, order)


def ratios(gaps: npt.NDArray[np.int64], where: Windows) -> Floats:
    """Return the log likelihood ratio of each window (Bernoulli), zero where gaps are no denser.

    Parameters
    ----------
    gaps
        0 and 1: one row a place, one column a deal; every deal has as many gaps.
    where
        The windows.

    Returns
    -------
    :
        Centres x sizes x deals.
    """
    c = np.cumsum(gaps[where.order], axis=1)
    sizes = np.arange(c.shape[1])[None, :, None]
    found: Floats = _ratio_of(int(gaps[:, 0].sum()), len(gaps), c.shape[1])[sizes, c]
    return found


@cache
def _ratio_of(total: int, places: int, largest: int) -> Floats:
    """Return the ratio of a window by its size less one and its gaps; every deal has `total`."""
    n = np.arange(1, largest + 1)[:, None]
    c = np.minimum(np.arange(total + 1)[None, :], n)
    inner, outer = c / n, (total - c) / (places - n)

    def term(share: Floats, of: npt.NDArray[np.int64]) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            yes = np.where(share > 0, share * np.log(share), 0.0)
            no = np.where(share < 1, (1 - share) * np.log1p(-share), 0.0)
        both: Floats = of * (yes + no)
        return both

    whole = term(np.array([[total / places]]), np.array([[places]]))
    return np.where(inner > outer, term(inner, n) + term(outer, places - n) - whole, 0.0)


def chance(  # noqa: PLR0913  # each has its default
    gaps: npt.NDArray[np.int64],
    where: Windows,
    group: pd.Series,
    *,
    times: int = DEALS,
    seed: int = SEED,
    step: int = 100,
) -> Floats:
    """Return the largest ratio of each deal of gaps within groups."""
    parts = [largest(dealt, where, step) for dealt in deals(gaps, group, times, seed)]
    return np.concatenate(parts)


def largest(gaps: npt.NDArray[np.int64], where: Windows, step: int = 100) -> Floats:
    """Return the largest ratio of each deal: of windows of one size, the fullest has it.

    Parameters
    ----------
    gaps, where
        As for `ratios`.
    step
        Deals worked at together; bounds the memory.
    """
    small = gaps.astype(np.int16)
    sizes = np.arange(where.order.shape[1])[:, None]
    by_size = _ratio_of(int(gaps[:, 0].sum()), len(gaps), len(sizes))
    found = []
    for start in range(0, gaps.shape[1], step):
        held = np.cumsum(small[:, start : start + step][where.order], axis=1, dtype=np.int16)
        found.append(by_size[sizes, held.max(axis=0)].max(axis=0))
    return np.concatenate(found)


def scan(
    gaps: pd.Series,
    where: Windows | Sequence[Windows],
    strata: Strata,
    *,
    times: int = DEALS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return the most likely clusters of gaps with their p-values under each null.

    Parameters
    ----------
    gaps
        Whether each place is a gap; a superset of the windows' units.
    where
        From `windows`; several shapes are one test.
    strata
        The nulls.
    times, seed
        How chance is drawn.

    Returns
    -------
    :
        `COLUMNS` and `p_<null>` for each null, for each shape the most likely first; a secondary
        cluster shares no place with one of its shape before it. `units` is the list of places in
        the window, `ratio` the log likelihood ratio, `expected` the gaps that the country's
        share would give.
    """
    shapes = [where] if isinstance(where, Windows) else list(where)
    every = joined(shapes)
    y = gaps.reindex(every.units).to_numpy().astype(np.int64)
    count = int(y.sum())
    if count in {0, len(y)}:
        return pd.DataFrame(columns=[*COLUMNS, *(f"p_{null}" for null in strata.groups)])
    drawn = {
        null: chance(y, every, group, times=times, seed=seed)
        for null, group in strata.on(every.units).groups.items()
    }
    return pd.DataFrame([row for one in shapes for row in _likeliest(y, one, drawn)])


def _likeliest(
    y: npt.NDArray[np.int64], where: Windows, drawn: dict[str, Floats]
) -> list[dict[str, object]]:
    """Return the most likely clusters of one shape, held against the deals' largest ratios."""
    found = ratios(y[:, None], where)[:, :, 0]
    taken = np.zeros(len(y), dtype=bool)
    rows: list[dict[str, object]] = []
    # The first place that overlaps what is taken ends the windows of a centre.
    for at in np.argsort(-found, axis=None, kind="stable"):
        centre, size = np.unravel_index(at, found.shape)
        ratio = float(found[centre, size])
        if ratio <= 0 or len(rows) == SHOWN:
            break
        members = where.order[centre, : size + 1]
        if taken[members].any():
            continue
        taken[members] = True
        rows.append(
            {
                "shape": where.shape,
                "rank": len(rows) + 1,
                "centre": where.units[centre],
                "places": len(members),
                "gaps": int(y[members].sum()),
                "expected": int(y.sum()) * len(members) / len(y),
                "ratio": ratio,
                "units": sorted(where.units[members]),
                **{
                    f"p_{null}": float(((best >= ratio).sum() + 1) / (len(best) + 1))
                    for null, best in drawn.items()
                },
            }
        )
    return rows
