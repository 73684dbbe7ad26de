"""What chance alone would make of inequality between provinces.

A few gaps dealt at random make some provinces look worse than others, so a measure means something
beside what as many gaps would give: dealt among all municipalities, and within kind and size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.ledger import DESIGNATED
from analysis.gaps.join_counts import LEVEL, SEED
from analysis.gaps.nulls import KIND_SIZE, PLAIN, deals

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    from analysis.gaps.nulls import Strata

    Floats: TypeAlias = npt.NDArray[np.float64]

DEALS = 1_999
MEASURES = ("gini", "gini_points", "range_points", "lowest")
"""Measures between provinces, each municipality counting once; `lowest` is unequal when low."""

NULLS = (PLAIN, KIND_SIZE)

BEYOND, EXPLAINED, CHANCE = "beyond", "explained", "chance"
"""More unequal than both nulls give, than gaps dealt freely only, or than neither."""


def _measures(shares: Floats, sizes: Floats) -> dict[str, Floats]:
    """Return each measure of provinces' shares: one row a province, one column a deal."""
    weight = sizes[:, 0] / sizes.sum()
    differences = np.abs(shares[:, None, :] - shares[None, :, :])
    apart = np.einsum("i,ijk,j->k", weight, differences, weight)
    mean = weight @ shares
    lowest = shares.min(axis=0)
    return {
        "gini": apart / (2 * mean),
        "gini_points": apart / 2,
        "range_points": shares.max(axis=0) - lowest,
        "lowest": lowest,
    }


def under_chance(
    states: pd.DataFrame, strata: Strata, *, times: int = DEALS, seed: int = SEED
) -> pd.DataFrame:
    """Return measures of inequality beside what as many gaps dealt at random would give.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`; municipalities whose state is open are left
        out.
    strata
        The nulls, on the same places.
    times, seed
        How chance is drawn.

    Returns
    -------
    :
        One row a measure and null: `measure`, `null`, `observed`, `mean`, `low`, `high` (the
        middle 95 % of the deals), `p_value` (share of deals, this one included, at least as
        unequal).
    """
    inside = states[states["is_municipality"] & (states["at_least"] == states["at_most"])]
    y = (inside["status"] != DESIGNATED).to_numpy().astype(np.int64)
    provinces = pd.get_dummies(inside["province_code"], dtype=float).to_numpy().T
    sizes = provinces.sum(axis=1)[:, None]
    observed = _measures(1 - (provinces @ y[:, None]) / sizes, sizes)
    rows = []
    for null in NULLS:
        group = strata.groups[null].reindex(inside.index)
        dealt = [1 - (provinces @ block) / sizes for block in deals(y, group, times, seed)]
        found = _measures(np.concatenate(dealt, axis=1), sizes)
        for name in MEASURES:
            one, seen = found[name], float(observed[name][0])
            beyond = one <= seen if name == "lowest" else one >= seen
            low, high = np.quantile(one, [0.025, 0.975])
            p_value = float((beyond.sum() + 1) / (times + 1))
            rows.append((name, null, seen, float(one.mean()), float(low), float(high), p_value))
    columns = ["measure", "null", "observed", "mean", "low", "high", "p_value"]
    return pd.DataFrame(rows, columns=columns)


def verdicts(rows: pd.DataFrame) -> dict[str, str]:
    """Return of each measure whether it is more than chance makes, kind and size alike.

    Each p-value is multiplied by the number of looks at the one set of gaps (Bonferroni).

    Parameters
    ----------
    rows
        From `under_chance`.
    """
    held = (rows["p_value"] * len(rows) <= LEVEL).groupby([rows["measure"], rows["null"]]).all()
    return {
        name: BEYOND if held[name, KIND_SIZE] else EXPLAINED if held[name, PLAIN] else CHANCE
        for name in MEASURES
    }
