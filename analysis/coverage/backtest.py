"""How the forecast would have done: fitted to each past edition, held against what came.

Gneiting, T. and Raftery, A. E. (2007). Strictly proper scoring rules, prediction, and estimation.
Journal of the American Statistical Association 102, 359-378 (the interval score); Czado, C.,
Gneiting, T. and Held, L. (2009). Predictive model assessment for count data. Biometrics 65,
1254-1261 (the probability integral transform of counts).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.forecast import LEVEL, SEED_FORECAST, WINDOW, drawn_paths
from analysis.coverage.hazard import SPREAD, design, fit
from analysis.coverage.person_years import person_years, with_size

if TYPE_CHECKING:
    import numpy.typing as npt

    from analysis.coverage.person_years import Ledger

FIRST_TRIED = "2014"
"""The first edition that designs are tried on: the municipalities are 226 from that year on."""

FIRST_ORIGIN = "2020"
"""The first edition whose forecast is reported. The design was chosen on the starts before, by what
was known in that year."""

RELIABLE_FROM = 0.6
"""Hit rate of the intervals below which the forecast is called unreliable."""

WIDE_FROM = 0.9
"""Hit rate above which the intervals are called wider than they say."""

FIFTHS = 5
WITH_TRAITS = ("gun", "gu", "log_people")
"""The traits of the model that explains who waited, tried as a forecast beside the plain one."""


@dataclass(frozen=True)
class Method:
    """How the pace is estimated; `analysis.coverage.forecast_design` compares several.

    Parameters
    ----------
    window
        Years whose announcements it is estimated on.
    spread
        The middle of the prior of how far announcements differ; see `analysis.coverage.hazard`.
    """

    window: int = WINDOW
    spread: float = SPREAD


@dataclass(frozen=True)
class Backtest:
    """How the method would have done.

    Parameters
    ----------
    points
        One row a forecast year: `fitted_to`, `year`, `low`, `median`, `high`, `actual`, `hit`,
        `pit` (share of paths below what came, half of those at it), `score` (interval score:
        the width, and ten times what lies outside; lower is better).
    """

    points: pd.DataFrame

    @property
    def hit_rate(self) -> float:
        """Share of the points inside their interval, 0-1."""
        return float(self.points["hit"].mean())

    @property
    def reliable(self) -> bool:
        """Whether the intervals held often enough to be shown without a warning."""
        return self.hit_rate >= RELIABLE_FROM

    @property
    def wider_than_said(self) -> bool:
        """Whether the intervals held so much more often than they say that it must be told."""
        return self.hit_rate > WIDE_FROM

    @property
    def score(self) -> float:
        """The mean interval score, municipalities."""
        return float(self.points["score"].mean())

    @property
    def bias(self) -> float:
        """The mean of forecast less what came, municipalities; below 0 it was too cautious."""
        return float((self.points["median"] - self.points["actual"]).mean())

    @property
    def pit(self) -> list[int]:
        """How many points fall in each fifth of their forecast; a calibrated one is even."""
        edges = np.linspace(0, 1, FIFTHS + 1)
        return [int(n) for n in np.histogram(self.points["pit"], edges)[0]]

    @property
    def next_year(self) -> pd.DataFrame:
        """The points one announcement ahead: the only ones that do not share years."""
        return self.points.drop_duplicates("fitted_to")


def origins(ledger: Ledger, first: str = FIRST_ORIGIN) -> list[str]:
    """Return the editions a forecast can be fitted to and held against a later one."""
    editions = list(ledger.editions["edition"])
    return [one for one in editions[:-1] if one >= first]


def backtest(
    ledger: Ledger,
    fitted_to: tuple[str, ...] | None = None,
    counts: pd.DataFrame | None = None,
    *,
    method: Method = Method(),
    until: str | None = None,
) -> Backtest:
    """Return forecasts fitted to earlier editions beside what came, interval by interval.

    Parameters
    ----------
    ledger
        The events, the places through time, and the announcements.
    fitted_to
        The editions; by default all of `origins`.
    counts
        People by place and date: with them the forecast has `WITH_TRAITS` and every place a chance
        of its own. It is there to be compared, not used.
    method
        How the pace is estimated.
    until
        The last edition that forecasts are held against; by default the latest.
    """
    last = until or str(ledger.editions["edition"].max())
    known = ledger.rounds(last)
    actual = {
        year: int(ledger.states(day, known[int(last)])["at_least"].sum())
        for year, day in known.items()
    }
    parts = []
    for through in fitted_to or tuple(origins(ledger)):
        years = [year for year in known if year > int(through)]
        left, of = _paths(ledger, through, counts, max(years) - int(through), method)
        parts.append(_points(of - left, through, years, actual))
    return Backtest(pd.concat(parts, ignore_index=True))


def _paths(
    ledger: Ledger, through: str, counts: pd.DataFrame | None, years: int, method: Method
) -> tuple[npt.NDArray[np.int64], int]:
    """Return drawn numbers still waiting after an edition, and the number of municipalities."""
    rows = person_years(ledger, through)
    rows = rows[rows["stop"] > int(through) - method.window]
    day = ledger.rounds(through)[int(through)]
    of, waiting = len(ledger.states(day, day)), ledger.waiting(through)
    if counts is None:
        hazard = fit(rows, spread=method.spread)
        return drawn_paths(hazard, waiting[[]], years=years, seed=SEED_FORECAST), of
    counts = counts[counts["date"] < day]
    traits = list(WITH_TRAITS)
    hazard = fit(rows, design(with_size(rows, counts))[traits], method.spread)
    ahead = waiting.reset_index()[["unit_id", "kind"]].assign(
        stop=int(through) + 1, province_group=""
    )
    own = design(with_size(ahead, counts))[traits]
    return drawn_paths(hazard, own, years=years, seed=SEED_FORECAST), of


def _points(
    reached: npt.NDArray[np.int64], through: str, years: list[int], actual: dict[int, int]
) -> pd.DataFrame:
    """Return each later edition's interval beside what came."""
    tail = (1 - LEVEL) / 2
    rows = []
    for year in years:
        paths, came = reached[year - int(through) - 1], actual[year]
        low, median, high = (
            int(np.quantile(paths, q, method="inverted_cdf")) for q in (tail, 0.5, 1 - tail)
        )
        beyond = max(low - came, 0, came - high)
        rows.append(
            {
                "fitted_to": int(through),
                "year": year,
                "low": low,
                "median": median,
                "high": high,
                "actual": came,
                "hit": low <= came <= high,
                "pit": float((paths < came).mean() + (paths == came).mean() / 2),
                "score": high - low + beyond / tail,
            }
        )
    return pd.DataFrame(rows)
