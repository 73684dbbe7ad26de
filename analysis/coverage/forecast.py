"""How long until every municipality is a learning city, if the pace stays what it was.

The forecast draws from a hazard in discrete time (`analysis.coverage.hazard`): at each announcement
every municipality still without a designation is designated with the same chance, and that chance
varies from one announcement to the next. Its mean and its spread are estimated on the announcements
of the last ten years; each path draws both, then every announcement's chance, then its awards, so
the interval carries what is not known of the pace and what is luck. `analysis.coverage.backtest`
says how this would have done, `forecast_design` how it was chosen, and why size
and kind, which explain who waited, stay out of it: with them the intervals held far too seldom.

One announcement a year is taken, as since 2011. Lapses are not foreseen; `losses` says how rare
they were. Nor is it foreseen that the last ones may be the hardest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.hazard import drawn_chances, fit
from analysis.coverage.person_years import Ledger, person_years

if TYPE_CHECKING:
    import numpy.typing as npt

    from analysis.coverage.hazard import Hazard

SEED_FORECAST = 20010101
"""Seed of the drawn paths; the first day of the programme."""

DRAWS = 4000
LEVEL = 0.8
"""Probability within the interval."""

WINDOW = 10
"""Years whose announcements the pace is estimated on; `analysis.coverage.forecast_design`."""

HORIZON_YEARS = 25
"""Years looked ahead: as many as the programme has existed. Beyond, it is "not at this pace"."""

NEARLY = 0.95
"""The share of municipalities whose year is given beside that of all."""


@dataclass(frozen=True)
class Reached:
    """When a share of the municipalities is designated.

    Parameters
    ----------
    low, median, high
        First year, at the interval's early end, the middle and the late end; None where not within
        `HORIZON_YEARS`.
    chance
        Probability that it comes within `HORIZON_YEARS`.
    """

    low: int | None
    median: int | None
    high: int | None
    chance: float


@dataclass(frozen=True)
class Forecast:
    """A forecast of `strict` coverage, an estimate.

    Parameters
    ----------
    base_year
        The last year with an announcement that it stands on.
    designated, of
        Municipalities with and without a designation in that year, together `of`.
    pace_low, pace, pace_high
        The mean chance at an announcement, 0-1: middle and ends of its own interval.
    paths
        One row a year to come: `year`, `low`, `median`, `high` (municipalities designated)
        and `share_low`, `share_median`, `share_high` (0-1).
    full, nearly
        When all are designated, and when `NEARLY` of them.
    """

    base_year: int
    designated: int
    of: int
    pace_low: float
    pace: float
    pace_high: float
    paths: pd.DataFrame
    full: Reached
    nearly: Reached

    @property
    def not_at_this_pace(self) -> bool:
        """Whether full coverage is not to be expected within the horizon."""
        return self.full.median is None


def drawn_paths(
    hazard: Hazard,
    waiting: pd.DataFrame,
    *,
    years: int = HORIZON_YEARS,
    draws: int = DRAWS,
    seed: int = SEED_FORECAST,
) -> npt.NDArray[np.int64]:
    """Return drawn numbers of municipalities still waiting: one row a year, one column a path.

    Parameters
    ----------
    hazard
        From `analysis.coverage.hazard.fit`.
    waiting
        The traits of those that wait, one row each.
    years, draws, seed
        How far, how many paths, and how they are drawn.
    """
    alike, count = np.unique(waiting.to_numpy(dtype=float), axis=0, return_counts=True)
    traits = pd.DataFrame(alike, columns=waiting.columns, index=range(len(alike)))
    chances = drawn_chances(hazard, traits, years, draws, seed)
    rng = np.random.default_rng(seed + 1)
    left = np.repeat(count[None, :], draws, axis=0)
    rows = []
    for year in range(years):
        left = left - rng.binomial(left, chances[:, year])
        rows.append(left.sum(axis=1))
    return np.array(rows)


def forecast(ledger: Ledger, through: str | None = None, seed: int = SEED_FORECAST) -> Forecast:
    """Return the forecast of `strict` coverage from an edition on.

    Parameters
    ----------
    ledger
        The events, the places through time, and the announcements.
    through
        The last edition it may know of; by default the latest.
    seed
        Seed of the drawn paths.
    """
    through = through or str(ledger.editions["edition"].max())
    rows = person_years(ledger, through)
    hazard = fit(rows[rows["stop"] > int(through) - WINDOW])
    day = ledger.rounds(through)[int(through)]
    of, waiting = len(ledger.states(day, day)), ledger.waiting(through)
    left = drawn_paths(hazard, waiting[[]], seed=seed)
    tail = (1 - LEVEL) / 2
    alone = pd.DataFrame(index=[0])
    pace = drawn_chances(hazard, alone, HORIZON_YEARS, DRAWS, seed)[:, :, 0].mean(axis=1)
    low_pace, mean_pace, high_pace = (float(np.quantile(pace, q)) for q in (tail, 0.5, 1 - tail))
    years = np.arange(int(through) + 1, int(through) + 1 + HORIZON_YEARS)
    # The interval is over whole municipalities: its ends are counts that were drawn.
    high, median, low = (
        np.quantile(left, q, axis=1, method="inverted_cdf") for q in (tail, 0.5, 1 - tail)
    )
    paths = pd.DataFrame(
        {"year": years, "low": of - low, "median": of - median, "high": of - high}
    ).astype(int)
    for name in ("low", "median", "high"):
        paths[f"share_{name}"] = paths[name] / of
    return Forecast(
        base_year=int(through),
        designated=of - len(waiting),
        of=of,
        pace_low=low_pace,
        pace=mean_pace,
        pace_high=high_pace,
        paths=paths,
        full=_reached(paths, of, left, of),
        nearly=_reached(paths, of, left, NEARLY * of),
    )


def _reached(paths: pd.DataFrame, of: int, left: npt.NDArray[np.int64], count: float) -> Reached:
    """Return when a number of municipalities is reached."""

    def first(column: str) -> int | None:
        years = paths.loc[paths[column] >= count, "year"]
        return int(years.iloc[0]) if len(years) else None

    return Reached(
        first("high"), first("median"), first("low"), float((of - left[-1] >= count).mean())
    )


@dataclass(frozen=True)
class Losses:
    """How often a municipality lost its title, or was no longer counted.

    Parameters
    ----------
    lost, place_years
        Losses, and announcements at which a title could have been lost, summed over places.
    rate, low, high
        Losses a place and announcement, 0-1, with the exact 95 % interval of a Poisson rate
        (Garwood 1936, Biometrika 28, 437-442).
    """

    lost: int
    place_years: int
    rate: float
    low: float
    high: float


def losses(ledger: Ledger, through: str | None = None) -> Losses:
    """Return how often a title was lost between announcements, up to an edition.

    A place that ended, or whose title a change of territory carried on, lost none.
    """
    from scipy.stats import chi2  # slow to import

    through = through or str(ledger.editions["edition"].max())
    days = list(ledger.rounds(through).values())
    lost = exposed = 0
    for before, after in pairwise(days):
        old, new = ledger.states(before, days[-1]), ledger.states(after, days[-1])
        held = old.index[old["at_least"] == 1].intersection(new.index)
        exposed += len(held)
        lost += int((new.loc[held, "at_most"] == 0).sum())
    low = chi2.ppf(0.025, 2 * lost) / 2 / exposed if lost else 0.0
    high = chi2.ppf(0.975, 2 * lost + 2) / 2 / exposed
    return Losses(lost, exposed, lost / exposed, float(low), float(high))
