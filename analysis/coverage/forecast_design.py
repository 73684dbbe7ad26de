"""Which forecast: designs compared on early starts, by what was known before the reported ones.

A design is chosen by its interval score (Gneiting and Raftery 2007) on the starts before
`FIRST_ORIGIN`, held against editions up to that one; the starts from then on are held against later
editions only. So what is reported was not seen when the choice was made.

Two other kinds were tried on the same starts and are not among the designs: a number of awards a
year that does not fall as fewer are left, which scored more than twice as badly, and a model with
size and kind (`Timeline.forecast_with_traits`). Smaller spreads were not: their prior would rule
out a round like that of 2013 before looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.backtest import FIRST_ORIGIN, FIRST_TRIED, Backtest, Method, backtest
from analysis.coverage.person_years import person_years

if TYPE_CHECKING:
    from analysis.coverage.person_years import Ledger

WINDOWS = (5, 7, 10, 26)
"""Years whose announcements the pace is estimated on; the last is all there are."""

SPREADS = (0.1, 0.2, 0.3)
DESIGNS = tuple(Method(window, spread) for window in WINDOWS for spread in SPREADS)


def tried(ledger: Ledger, method: Method) -> Backtest:
    """Return how a design did on the starts that the choice was made on.

    Parameters
    ----------
    ledger
        The events, the places through time, and the announcements.
    method
        The design.
    """
    starts = [one for one in ledger.editions["edition"] if FIRST_TRIED <= one < FIRST_ORIGIN]
    return backtest(ledger, tuple(starts), method=method, until=FIRST_ORIGIN)


def compared(ledger: Ledger) -> pd.DataFrame:
    """Return the designs, the chosen one first.

    Returns
    -------
    :
        Columns `window`, `spread`, `score` (mean interval score, lower is better), `points`,
        `hits` and `bias` (municipalities).
    """
    rows = []
    for method in DESIGNS:
        found = tried(ledger, method)
        hits, points = int(found.points["hit"].sum()), len(found.points)
        rows.append((method.window, method.spread, found.score, points, hits, found.bias))
    columns = ["window", "spread", "score", "points", "hits", "bias"]
    return pd.DataFrame(rows, columns=columns).sort_values("score", ignore_index=True)


@dataclass(frozen=True)
class Dispersion:
    """How far awards differ between announcements, against chances that are all the same.

    Parameters
    ----------
    ratio
        Pearson's statistic over its degrees of freedom: 1 if each municipality was drawn by
        itself with one chance for all, below 1 if the numbers were steadier than that.
    rounds
        Announcements.
    p_value
        Chance of numbers as steady as these or steadier.
    """

    ratio: float
    rounds: int
    p_value: float


def dispersion(ledger: Ledger, first: str = FIRST_TRIED) -> Dispersion:
    """Return how steady awards were from an edition on (McCullagh and Nelder 1989, ch. 4.5).

    Parameters
    ----------
    ledger
        The events, the places through time, and the announcements.
    first
        The first edition taken.
    """
    from scipy.stats import chi2  # slow to import

    rows = person_years(ledger, str(ledger.editions["edition"].max()))
    of = rows[rows["stop"] >= int(first)].groupby("stop")["awarded"].agg(["sum", "size"])
    chance = of["sum"].sum() / of["size"].sum()
    off = (of["sum"] - of["size"] * chance) ** 2 / (of["size"] * chance * (1 - chance))
    free = len(of) - 1
    return Dispersion(float(off.sum() / free), len(of), float(chi2.cdf(np.sum(off), free)))
