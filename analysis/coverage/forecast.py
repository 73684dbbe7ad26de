"""How long until every municipality is a learning city, if the pace stays what it was.

Each year every municipality still without a designation is taken to be designated with the same
chance, and that chance varies from year to year: new designations follow a beta-binomial
distribution (Skellam, 1948). Its mean and its spread are estimated on the last ten years known,
over a grid, with flat priors on the mean and on the logarithm of the spread (Gelman et al.,
2013, chapter 3.7). Each path draws a mean and a spread, then every year's chance, then that
year's designations; so the interval carries what is not known of the pace and what is luck.
Lapses are not foreseen: there was one in a quarter of a century. Nor is it foreseen that the
last ones may be the hardest: the forecast errs to the early side.

References
----------
Skellam, J. G. (1948). A probability distribution derived from the binomial distribution by
regarding the probability of success as variable between the sets of trials. Journal of the
Royal Statistical Society B 10(2), 257-261.
Gelman, A., Carlin, J. B., Stern, H. S., Dunson, D. B., Vehtari, A. and Rubin, D. B. (2013).
Bayesian Data Analysis, 3rd edition. Chapman & Hall/CRC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.counting import count_places
from analysis.coverage.ledger import status_on

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.places.register import Register

SEED_FORECAST = 20010101
"""Seed of the drawn paths; the first day of the programme."""

DRAWS = 4000
LEVEL = 0.8
"""Probability within the interval."""

WINDOW = 10
"""Years the pace is estimated on."""

MEANS = np.linspace(0.005, 0.6, 120)
SPREADS = np.geomspace(2.0, 2000.0, 40)
"""The grid: the mean yearly chance, and the beta distribution's sum of parameters."""

HORIZON_YEARS = 25
"""Years looked ahead: as many as the programme has existed. Beyond, it is "not at this pace"."""

BACKTEST_YEARS = ("2018", "2020", "2022")
RELIABLE_FROM = 0.6
"""Hit rate of the back-test's intervals below which the forecast is called unreliable."""

Counts = list[tuple[int, int]]
"""For each year: municipalities designated in it, and those without at its start."""


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
        The mean yearly chance, 0-1: middle and ends of its own interval.
    paths
        One row a year to come: `year`, `low`, `median`, `high` (municipalities designated)
        and `share_low`, `share_median`, `share_high` (0-1).
    full_low, full_median, full_high
        First year in which all are designated, at the interval's early end, the middle and the
        late end; None where not within `HORIZON_YEARS`.
    chance_full
        Probability that all are designated within `HORIZON_YEARS`.
    """

    base_year: int
    designated: int
    of: int
    pace_low: float
    pace: float
    pace_high: float
    paths: pd.DataFrame
    full_low: int | None
    full_median: int | None
    full_high: int | None
    chance_full: float

    @property
    def not_at_this_pace(self) -> bool:
        """Whether full coverage is not to be expected within the horizon."""
        return self.full_median is None


def yearly_counts(
    events: pd.DataFrame, register: Register, editions: pd.DataFrame, through: str
) -> tuple[Counts, int, int]:
    """Return the yearly counts to an edition, as they were known then.

    Parameters
    ----------
    events, register, editions
        The ledger, the places through time, and the announcements.
    through
        The last edition used; nothing known later plays a part.

    Returns
    -------
    :
        Newly designated and still waiting for each year from 2001, years without an
        announcement included; then how many are designated and how many there are at the end.
        Where a count was a range its middle, rounded down, is used.
    """
    last = str(editions.set_index("edition").loc[through, "announced_to"])
    announced = dict(zip(editions["edition"], editions["announced_to"], strict=True))
    counts: Counts = []
    before = 0
    for year in range(int(min(announced)), int(through) + 1):
        date = announced.get(str(year), f"{year}-12-31")
        count = count_places(status_on(events, register, date, last), "strict")
        designated = (count.at_least + count.at_most) // 2
        # Mergers and lapses may lower the total; the model knows awards only.
        counts.append((max(designated - before, 0), count.of - before))
        before = designated
    return counts, before, count.of


def _posterior(counts: Counts) -> npt.NDArray[np.float64]:
    """Return the probability of each grid point given the counts: one row a mean."""
    from scipy.special import betaln  # noqa: PLC0415  # slow to import

    a = MEANS[:, None] * SPREADS
    b = (1 - MEANS[:, None]) * SPREADS
    log = np.zeros_like(a)
    for new, waiting in counts:
        log += betaln(a + new, b + waiting - new) - betaln(a, b)
    weight = np.exp(log - log.max())
    result: npt.NDArray[np.float64] = weight / weight.sum()
    return result


def _draw(posterior: npt.NDArray[np.float64], waiting: int, seed: int) -> npt.NDArray[np.int64]:
    """Return drawn numbers of municipalities still waiting: one row a year, one column a path."""
    rng = np.random.default_rng(seed)
    points = rng.choice(posterior.size, size=DRAWS, p=posterior.ravel())
    mean, spread = MEANS[points // len(SPREADS)], SPREADS[points % len(SPREADS)]
    left = np.full(DRAWS, waiting)
    rows = []
    for _ in range(HORIZON_YEARS):
        left = left - rng.binomial(left, rng.beta(mean * spread, (1 - mean) * spread))
        rows.append(left)
    return np.array(rows)


def forecast(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    through: str | None = None,
    seed: int = SEED_FORECAST,
) -> Forecast:
    """Return the forecast of `strict` coverage from an edition on.

    Parameters
    ----------
    events, register, editions
        The ledger, the places through time, and the announcements.
    through
        The last edition it may know of; by default the latest.
    seed
        Seed of the drawn paths.
    """
    through = through or str(editions["edition"].max())
    counts, designated, of = yearly_counts(events, register, editions, through)
    posterior = _posterior(counts[-WINDOW:])
    left = _draw(posterior, of - designated, seed)
    tail = (1 - LEVEL) / 2
    cumulated = posterior.sum(axis=1).cumsum()
    paces = [float(MEANS[int(np.searchsorted(cumulated, q))]) for q in (tail, 0.5, 1 - tail)]
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

    def full(column: str) -> int | None:
        reached = paths.loc[paths[column] == of, "year"]
        return int(reached.iloc[0]) if len(reached) else None

    return Forecast(
        base_year=int(through),
        designated=designated,
        of=of,
        pace_low=paces[0],
        pace=paces[1],
        pace_high=paces[2],
        paths=paths,
        full_low=full("high"),
        full_median=full("median"),
        full_high=full("low"),
        chance_full=float((left[-1] == 0).mean()),
    )


@dataclass(frozen=True)
class Backtest:
    """How the method would have done.

    Parameters
    ----------
    points
        One row a forecast year: `fitted_to`, `year`, `low`, `median`, `high`, `actual`, `hit`.
    hit_rate
        Share of the points inside their interval, 0-1.
    """

    points: pd.DataFrame
    hit_rate: float

    @property
    def reliable(self) -> bool:
        """Whether the intervals held often enough to be shown without a warning."""
        return self.hit_rate >= RELIABLE_FROM


def backtest(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    fitted_to: tuple[str, ...] = BACKTEST_YEARS,
) -> Backtest:
    """Return forecasts fitted to earlier editions beside what came, interval by interval."""
    actual = {}
    for edition, date in zip(editions["edition"], editions["announced_to"], strict=True):
        count = count_places(status_on(events, register, date), "strict")
        actual[int(edition)] = count.at_least
    parts = []
    for through in fitted_to:
        paths = forecast(events, register, editions, through).paths
        known = paths[paths["year"].isin(list(actual))]
        parts.append(
            known[["year", "low", "median", "high"]].assign(
                fitted_to=int(through), actual=known["year"].map(actual)
            )
        )
    points = pd.concat(parts, ignore_index=True)
    points["hit"] = points["actual"].between(points["low"], points["high"])
    return Backtest(points=points, hit_rate=float(points["hit"].mean()))
