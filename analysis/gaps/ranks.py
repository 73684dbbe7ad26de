"""How sure a province's rank by coverage is, and whether it moved between two editions.

A province of five municipalities goes from 80 to 100 % by one award, so a rank is read with its
interval (Goldstein and Spiegelhalter 1996, Journal of the Royal Statistical Society A 159,
385-443): each province's share is drawn from what its counts say of it, a beta distribution with
Jeffreys' prior, and ranked anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.gaps.join_counts import SEED

if TYPE_CHECKING:
    import numpy.typing as npt

DRAWS = 4_000
JEFFREYS = 0.5
TAIL = 0.025


def _drawn_ranks(provinces: pd.DataFrame, seed: int) -> npt.NDArray[np.float64]:
    """Return drawn ranks, 1 the highest share: one row a draw, one column a province."""
    from scipy.stats import rankdata  # slow to import

    rng = np.random.default_rng(seed)
    reached = provinces["at_least"].to_numpy(dtype=float)
    left = provinces["of"].to_numpy(dtype=float) - reached
    shares = rng.beta(reached + JEFFREYS, left + JEFFREYS, size=(DRAWS, len(provinces)))
    ranks: npt.NDArray[np.float64] = rankdata(-shares, axis=1)
    return ranks


def rank_mobility(before: pd.DataFrame, after: pd.DataFrame, *, seed: int = SEED) -> pd.DataFrame:
    """Return each province's rank at two editions with intervals.

    Parameters
    ----------
    before, after
        `Coverage.provinces` under the rule `strict`; provinces without a municipality, and those
        of one edition only, are left out.
    seed
        How shares are drawn.

    Returns
    -------
    :
        By `province_code`: `before`, `after` (mean rank where shares are equal), each with `_low`
        and `_high` (95 %), and `moved` (whether the interval of the difference leaves out 0).
    """
    both = before.index[before["of"] > 0].intersection(after.index[after["of"] > 0])
    sides = {"before": before.loc[both], "after": after.loc[both]}
    drawn = {name: _drawn_ranks(one, seed + at) for at, (name, one) in enumerate(sides.items())}
    frame = pd.DataFrame(index=both)
    for name, one in sides.items():
        frame[name] = (one["at_least"] / one["of"]).rank(ascending=False)
        frame[f"{name}_low"], frame[f"{name}_high"] = np.quantile(
            drawn[name], [TAIL, 1 - TAIL], axis=0
        )
    low, high = np.quantile(drawn["after"] - drawn["before"], [TAIL, 1 - TAIL], axis=0)
    frame["moved"] = (low > 0) | (high < 0)
    return frame
