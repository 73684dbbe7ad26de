"""Three ideas of chance for gaps: dealt freely, within kind and size, within province.

Gaps are counties more often than districts and small more often than large; a test that deals
them freely finds clusters wherever such places lie together. So each test is asked three times,
and the strictest answers say what is left once kind and size, or province, are known. Only the
municipalities of the day take part: the three places beside them are never dealt a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.gaps.join_counts import BLOCK, SEED
from analysis.gaps.remainder import size_class
from analysis.places.people import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from analysis.places.people import Population
    from geo.shapes.neighbours import Neighbours

PLAIN, KIND_SIZE, PROVINCE = "plain", "kind_size", "province"
NULL_DEALS = 1_999
"""Deals under each null: three nulls and three ideas of neighbours are nine tests."""

NULLS = (PLAIN, KIND_SIZE, PROVINCE)
"""Gaps dealt among all municipalities; within each kind and population size class; within each
province."""

BESIDE = "beside"
"""The stratum of places that are no municipality."""

COLUMNS = ["weights", "setting", "null", "gap_gap", "expected", "p_value", "movable"]


@dataclass(frozen=True)
class Strata:
    """Within which groups gaps are dealt anew, by null.

    Parameters
    ----------
    groups
        By name of the null, the group of each place, all on one index.
    """

    groups: Mapping[str, pd.Series]

    @classmethod
    def of(cls, states: pd.DataFrame, population: Population | None) -> Strata:
        """Return the strata of the places of a day.

        Parameters
        ----------
        states
            From `analysis.coverage.ledger.status_on`.
        population
            People of the day, for the size classes; without it the kind alone decides.
        """
        people = population.people[TOTAL] if population else pd.Series(dtype=float)
        size = size_class(people)
        inside = states["is_municipality"]
        kind = states["kind"].astype(str)
        sized = kind + "/" + size.reindex(states.index).fillna("").astype(str)
        found = {PLAIN: pd.Series("all", index=states.index), KIND_SIZE: sized}
        found[PROVINCE] = states["province_code"].astype(str)
        return cls({name: group.where(inside, BESIDE) for name, group in found.items()})

    def on(self, units: pd.Index) -> Strata:
        """Return the strata in the order of some places."""
        return Strata({name: group.reindex(units) for name, group in self.groups.items()})


def deals(
    gaps: npt.NDArray[np.int64], group: pd.Series, permutations: int, seed: int
) -> Iterator[npt.NDArray[np.int64]]:
    """Yield gaps dealt anew within groups, in blocks: one row a place, one column a deal.

    Each group keeps its number of gaps in every deal.
    """
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(group.to_numpy() == one) for one in sorted(set(group))]
    for start in range(0, permutations, BLOCK):
        size = min(BLOCK, permutations - start)
        dealt = np.repeat(gaps[:, None], size, axis=1)
        for rows in members:
            if 0 < gaps[rows].sum() < len(rows):
                dealt[rows] = rng.permuted(dealt[rows], axis=0)
        yield dealt


def movable(gaps: npt.NDArray[np.int64], group: pd.Series) -> int:
    """Return how many gaps a null can move: those of groups with a gap and a place without."""
    frame = pd.DataFrame({"gap": gaps, "group": group.to_numpy()})
    sums = frame.groupby("group")["gap"].agg(["sum", "size"])
    mixed = sums[(sums["sum"] > 0) & (sums["sum"] < sums["size"])]
    return int(mixed["sum"].sum())


def joins_under(
    gaps: pd.Series,
    ideas: Mapping[str, Neighbours],
    strata: Strata,
    *,
    permutations: int = NULL_DEALS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return the join counts of gaps under each idea of neighbours and each null.

    Moran (1948) and Cliff and Ord (1981), by permutation within strata (Manly, 2007,
    "Randomization, Bootstrap and Monte Carlo Methods in Biology", ch. 6).

    Parameters
    ----------
    gaps
        Whether each place is a gap, on the units of the neighbours.
    ideas
        Neighbours by name.
    strata
        On the same units.
    permutations, seed
        How chance is drawn.

    Returns
    -------
    :
        Columns `COLUMNS`: pairs of neighbouring gaps, their mean under the null, the share of
        deals (this one included) with at least as many (missing where nothing can be dealt), and
        how many gaps the null can move.
    """
    from scipy.sparse import csr_array  # slow to import

    y = gaps.to_numpy().astype(np.int64)
    links = {name: csr_array(who.links.astype(np.int64)) for name, who in ideas.items()}
    seen = {name: int(y @ (matrix @ y)) // 2 for name, matrix in links.items()}
    rows = []
    for null, group in strata.groups.items():
        free = movable(y, group)
        counts: dict[str, list[npt.NDArray[np.int64]]] = {name: [] for name in links}
        for dealt in deals(y, group, permutations if free else 1, seed):
            for name, matrix in links.items():
                counts[name].append((dealt * (matrix @ dealt)).sum(axis=0) // 2)
        for name in links:
            chance = np.concatenate(counts[name])
            p_value = ((chance >= seen[name]).sum() + 1) / (permutations + 1) if free else None
            rows.append(
                (name, ideas[name].setting, null, seen[name], float(chance.mean()), p_value, free)
            )
    return pd.DataFrame(rows, columns=COLUMNS).astype({"p_value": float})
