"""Join counts: how many neighbours are both left out, country-wide and around each such place.

A gap is a yes or a no, so the measure is the join count and not Moran's I. Chance means: the same
number of gaps, dealt out among the places anew.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, filterwarnings

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from geo.shapes.neighbours import Links, Neighbours

PERMUTATIONS = 9_999
"""So the smallest p-value there can be is 1 in 10,000."""

SEED = 20230306
"""The seed of every permutation: the day of the announcement this project grew from."""

LEVEL = 0.05
"""Share of false discoveries that is put up with among the places named."""

BLOCK = 1_000
"""Permutations counted together; bounds the memory."""


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed NumPy's global state, which esda draws from, and restore it afterwards."""
    before = np.random.get_state()  # noqa: NPY002  # esda 2.9 knows no generator
    np.random.seed(seed)  # noqa: NPY002  # the same
    try:
        yield
    finally:
        np.random.set_state(before)  # noqa: NPY002  # the same


@contextmanager
def _esda() -> Iterator[None]:
    """Quiet what esda 2.9 says on its own behalf, and nothing else."""
    with catch_warnings():
        # It edits a frame in a way that pandas 3 is about to drop.
        filterwarnings("ignore", message="The inplace keyword in DataFrame.set_index")
        # Its p-values are not used: see `local_joins`.
        filterwarnings("ignore", message="The alternative hypothesis for conditional")
        # It recommends numba, which would make the first call 14 seconds long.
        filterwarnings("ignore", message="The numba package is")
        yield


@dataclass(frozen=True)
class JoinCounts:
    """Global join counts of gaps under one idea of neighbours.

    Parameters
    ----------
    weights, setting
        Name of the idea and what it was set to; see `geo.shapes.neighbours.Neighbours`.
    places, gaps, joins
        Places, gaps among them, and pairs of neighbours.
    gap_gap, gap_other, other_other
        Pairs of neighbours by what they are; the three add up to `joins`.
    expected
        `gap_gap` by chance: joins x n(n-1) / (N(N-1)), for n gaps among N places.
    p_value
        Share of permutations, this one included, with at least as many `gap_gap`; None where
        no permutation differs from another.
    permutations, seed
        How chance was drawn.
    """

    weights: str
    setting: int
    places: int
    gaps: int
    joins: int
    gap_gap: int
    gap_other: int
    other_other: int
    expected: float
    p_value: float | None
    permutations: int
    seed: int


def _graph(links: Links, units: pd.Index) -> Any:
    """Return links as a graph of libpysal; esda sorts by key, so the keys are positions."""
    from libpysal.graph import Graph  # noqa: PLC0415  # slow to import
    from scipy.sparse import coo_array  # noqa: PLC0415  # the same

    return Graph.from_sparse(coo_array(links.astype(float)), ids=np.arange(len(units)))


def _require(gaps: pd.Series, units: pd.Index, links: Links) -> npt.NDArray[np.int64]:
    """Return gaps as 0 and 1 in the order of the links."""
    if not gaps.index.equals(units):
        raise ValueError("The gaps must be on the places of the weights, in their order.")
    if not links.any(axis=1).all():
        lonely = ", ".join(map(str, units[~links.any(axis=1)]))
        raise ValueError(f"Without a neighbour: {lonely}; see geo.shapes.neighbours.crossings.")
    y: npt.NDArray[np.int64] = gaps.to_numpy().astype(np.int64)
    return y


def global_joins(
    gaps: pd.Series, who: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> JoinCounts:
    """Return whether gaps are neighbours of gaps more often than by chance, country-wide.

    Join counts of Moran (1948) and Cliff and Ord (1981, "Spatial Processes", ch. 1), tested by
    permutation. The counts are those of esda; its permutations are counted here in blocks, in
    the order in which esda draws them, because one by one they take 70 times as long.

    Parameters
    ----------
    gaps
        Whether each place is a gap, on `who.units`.
    who
        The neighbours.
    permutations, seed
        How chance is drawn.
    """
    from esda.join_counts import Join_Counts  # noqa: PLC0415  # slow to import

    y = _require(gaps, who.units, who.links)
    count, places = int(y.sum()), len(y)
    joins = int(who.links.sum()) // 2
    if count in {0, places}:
        # esda looks for an admissible permutation for ever: there is none.
        both = joins if count else 0
        seen = (both, 0, joins - both)
        p_value = None
    else:
        with _esda():
            found = Join_Counts(y, _graph(who.links, who.units), permutations=0)
        seen = (int(found.bb), int(found.bw), int(found.ww))
        chance = _chance(y, who.links, permutations, seed)
        p_value = float(((chance >= seen[0]).sum() + 1) / (permutations + 1))
    return JoinCounts(
        weights=who.name,
        setting=who.setting,
        places=places,
        gaps=count,
        joins=joins,
        gap_gap=seen[0],
        gap_other=seen[1],
        other_other=seen[2],
        expected=joins * count * (count - 1) / (places * (places - 1)),
        p_value=p_value,
        permutations=permutations,
        seed=seed,
    )


def _chance(
    y: npt.NDArray[np.int64], links: Links, permutations: int, seed: int
) -> npt.NDArray[np.int64]:
    """Return the pairs of neighbouring gaps in permutations, as `Join_Counts.sim_bb` has them."""
    from scipy.sparse import csr_array  # noqa: PLC0415  # slow to import

    matrix = csr_array(links.astype(np.int64))
    source = np.random.RandomState(seed)  # the stream that esda draws from
    counts = []
    for start in range(0, permutations, BLOCK):
        size = min(BLOCK, permutations - start)
        dealt = np.stack([source.permutation(y) for _ in range(size)], axis=1)
        counts.append((dealt * (matrix @ dealt)).sum(axis=0) // 2)
    return np.concatenate(counts) if counts else np.empty(0, dtype=np.int64)


def local_joins(
    gaps: pd.Series, who: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> pd.DataFrame:
    """Return around which gaps there are more gaps than by chance.

    Local join counts of Anselin and Li (2019, doi:10.1007/s10109-019-00299-x): for each gap the
    gaps among its neighbours, held against permutations of all other places. One-sided upward;
    esda's own p-value takes whichever tail is smaller, which would name a gap with few gaps
    around it. The share of false discoveries is controlled over all gaps, those with none
    around included (Benjamini and Hochberg 1995; Caldas de Castro and Singer 2006,
    doi:10.1111/j.0016-7363.2006.00682.x).

    Parameters
    ----------
    gaps
        Whether each place is a gap, on `who.units`.
    who
        The neighbours.
    permutations, seed
        How chance is drawn.

    Returns
    -------
    :
        Index `unit_id`, the gaps only: `around` (gaps among the neighbours), `of` (neighbours),
        `p_value`, `q_value` (adjusted), `found` (whether named).
    """
    from esda.join_counts_local import Join_Counts_Local  # noqa: PLC0415  # slow to import
    from esda.significance import calculate_significance  # noqa: PLC0415  # the same
    from scipy.stats import false_discovery_control  # noqa: PLC0415  # the same

    y = _require(gaps, who.units, who.links)
    mine = np.flatnonzero(y)
    around = who.links[mine][:, mine].sum(axis=1)
    p_values = np.ones(len(mine))
    if 1 < len(mine) < len(y):
        with _esda(), _seeded(seed):
            found = Join_Counts_Local(_graph(who.links, who.units), drop_islands=False).fit(
                y, permutations=permutations
            )
        around = found.LJC[mine].astype(np.int64)
        p_values = calculate_significance(
            found.LJC[mine], found.rjoins[mine], alternative="greater"
        ).astype(float)
    q_values = false_discovery_control(p_values) if len(mine) else p_values
    return pd.DataFrame(
        {
            "around": around,
            "of": who.links[mine].sum(axis=1),
            "p_value": p_values,
            "q_value": q_values,
            "found": q_values <= LEVEL,
        },
        index=who.units[mine],
    )
