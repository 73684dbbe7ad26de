"""The chance of an award at each round: a hazard in discrete time, and what it depends on.

Awards of one round are ties by nature, so time is discrete and the link is the complementary
log-log: the grouped form of proportional hazards (Prentice and Gloeckler, 1978). Two uses. The
table of hazard ratios has an effect for every round and asks who waited longer, other things alike.
The forecast has rounds drawn from a normal distribution, since nobody knows the next one, and what
is not known of its mean and spread is drawn too.

References
----------
Prentice, R. L. and Gloeckler, L. A. (1978). Regression analysis of grouped survival data with
application to breast cancer data. Biometrics 34, 57-67.
Singer, J. D. and Willett, J. B. (1993). It's about time: using discrete-time survival analysis to
study duration and the timing of events. Journal of Educational Statistics 18, 155-195.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.multiple_tests import holm

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]

TRAITS = ("gun", "gu", "metropolitan", "province", "log_people", "depopulating")
"""What the table of hazard ratios has: kind beside cities, province group beside the capital
area, the logarithm of people (the year before), and whether the place is listed as depopulating."""

DEPOPULATING_FROM = 2022
"""The first round after the list of depopulating areas of October 2021."""

POINTS = 21
"""Nodes of the Gauss-Hermite quadrature over a round's effect."""

SPREAD = 0.1
"""Of a round's effect on the logarithm of the hazard: the middle of its standard deviation's
log-normal prior. Ten rounds say little of it; `analysis.coverage.forecast_design` chose it."""

SPREAD_WIDTH = 0.7
"""How wide that prior is, on the logarithm: with 0.1 in the middle, 0.025 to 0.4."""

SLOPE_PRIOR = 1.5
"""Standard deviation of a trait's coefficient, around 0."""

MOST = 6.0
"""The logarithm of a cumulative hazard beyond which an award is certain to the last digit."""


def design(rows: pd.DataFrame, depopulating: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Return the traits of rows as numbers, columns `TRAITS`.

    Parameters
    ----------
    rows
        From `analysis.coverage.person_years.with_size`.
    depopulating
        The listed places, `unit_id`; they count as such from `DEPOPULATING_FROM` on.
    """
    listed = rows["unit_id"].isin(depopulating) & (rows["stop"] >= DEPOPULATING_FROM)
    return pd.DataFrame(
        {
            "gun": rows["kind"] == "gun",
            "gu": rows["kind"] == "gu",
            "metropolitan": rows["province_group"] == "metropolitan",
            "province": rows["province_group"] == "province",
            "log_people": rows["log_people"],
            "depopulating": listed,
        }
    ).astype(float)


def hazard_ratios(rows: pd.DataFrame, traits: pd.DataFrame) -> pd.DataFrame:
    """Return what each trait does to the chance of an award, the others alike.

    A generalised linear model (statsmodels) with an effect for every round that made an award.

    Parameters
    ----------
    rows
        From `analysis.coverage.person_years.person_years`.
    traits
        Numbers on the same index; constant columns are left out.

    Returns
    -------
    :
        Index the traits: `ratio`, `low`, `high` (95 %, Wald), `p_value`, `p_adjusted` (Holm 1979,
        over the traits of the table).
    """
    from statsmodels.genmod.families import Binomial, links  # slow to import
    from statsmodels.genmod.generalized_linear_model import GLM  # the same

    made = rows.groupby("stop")["awarded"].transform("sum") > 0
    moving = [name for name in traits if float(np.ptp(traits.loc[made, name])) > 0]
    rounds = pd.get_dummies(rows.loc[made, "stop"], prefix="round", dtype=float)
    x = pd.concat([traits.loc[made, moving], rounds], axis=1)
    y = rows.loc[made, "awarded"].astype(float)
    found = GLM(y, x, family=Binomial(link=links.CLogLog())).fit()
    low, high = found.conf_int().loc[moving].to_numpy().T
    p_value = found.pvalues[moving]
    return pd.DataFrame(
        {
            "ratio": np.exp(found.params[moving]),
            "low": np.exp(low),
            "high": np.exp(high),
            "p_value": p_value,
            "p_adjusted": holm(p_value),
        },
        index=pd.Index(moving, name="trait"),
    )


def incidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the chance to have been awarded, and to have been merged away before, by round.

    Aalen and Johansen's estimate in discrete time (1978, Scandinavian Journal of Statistics 5,
    141-150): the two ends compete, so neither counts as mere censoring.

    Returns
    -------
    :
        Index `stop`: `at_risk`, `awarded`, `merged_away` (counts), `awarded_by` and
        `merged_away_by` (0-1, cumulative).
    """
    counts = rows.groupby("stop").agg(
        at_risk=("unit_id", "size"), awarded=("awarded", "sum"), merged_away=("merged_away", "sum")
    )
    chance = counts[["awarded", "merged_away"]].div(counts["at_risk"], axis=0)
    still = (1 - chance.sum(axis=1)).cumprod().shift(fill_value=1.0)
    by = chance.mul(still, axis=0).cumsum()
    return counts.assign(awarded_by=by["awarded"], merged_away_by=by["merged_away"])


@dataclass(frozen=True)
class Hazard:
    """A fitted hazard whose rounds are random.

    Parameters
    ----------
    traits
        Names of the coefficients after the first.
    centre
        What is taken from each trait before.
    mean
        The most probable coefficients, and last the logarithm of the rounds' spread.
    covariance
        What is not known of them (normal approximation at the mode).
    """

    traits: tuple[str, ...]
    centre: pd.Series
    mean: Floats
    covariance: Floats

    def matrix(self, traits: pd.DataFrame) -> Floats:
        """Return the rows of some places as the model has them."""
        own = traits[list(self.traits)] - self.centre
        return np.column_stack([np.ones(len(own)), own.to_numpy(dtype=float)])


def fit(rows: pd.DataFrame, traits: pd.DataFrame | None = None, spread: float = SPREAD) -> Hazard:
    """Return the hazard of rows, each round with an effect of its own from one distribution.

    The likelihood is integrated over a round's effect by Gauss-Hermite quadrature; the priors are
    those of `SPREAD_WIDTH` and `SLOPE_PRIOR`.

    Parameters
    ----------
    rows
        From `analysis.coverage.person_years.person_years`.
    traits
        Numbers on the same index; without them every place waits alike.
    spread
        The middle of the prior of the rounds' spread.
    """
    from scipy.optimize import minimize  # slow to import
    from statsmodels.tools.numdiff import approx_hess  # the same

    own = pd.DataFrame(index=rows.index) if traits is None else traits
    centre = own.mean()
    shape = Hazard(tuple(own.columns), centre, np.zeros(0), np.zeros((0, 0)))
    parts: list[tuple[Floats, Floats, Floats]] = []
    rounds, everyone = rows["stop"].to_numpy(), shape.matrix(own)
    happened = rows["awarded"].to_numpy(dtype=float)
    for one in np.unique(rounds):
        alike, which = np.unique(everyone[rounds == one], axis=0, return_inverse=True)
        ended = happened[rounds == one]
        awarded, not_awarded = (
            np.bincount(which.ravel(), way, len(alike)).astype(float) for way in (ended, 1 - ended)
        )
        parts.append((alike, awarded, not_awarded))
    start = np.zeros(len(own.columns) + 2)
    start[0] = np.log(max(float(rows["awarded"].mean()), 1 / len(rows)))
    start[-1] = np.log(spread)

    def loss(at: Floats) -> float:
        return _loss(at, parts, spread)

    mode = minimize(loss, start, method="BFGS").x
    return Hazard(shape.traits, centre, mode, np.linalg.inv(approx_hess(mode, loss)))


@cache
def _nodes() -> tuple[Floats, Floats]:
    """Return the nodes of the quadrature, and their weights, which add up to one."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(POINTS)
    return nodes, weights / weights.sum()


def _loss(at: Floats, parts: list[tuple[Floats, Floats, Floats]], middle: float) -> float:
    """Return minus the logarithm of the posterior."""
    nodes, weights = _nodes()
    slopes, spread = at[:-1], np.exp(at[-1])
    loss = 0.5 * float(((slopes[1:] / SLOPE_PRIOR) ** 2).sum())
    loss += 0.5 * ((at[-1] - np.log(middle)) / SPREAD_WIDTH) ** 2
    for x, awarded, not_awarded in parts:
        log = np.clip((x @ slopes)[:, None] + spread * nodes, -30.0, MOST)
        hazard = np.exp(log)
        terms = awarded @ np.log(-np.expm1(-hazard)) - not_awarded @ hazard
        most = terms.max()
        loss -= most + np.log(weights @ np.exp(terms - most))
    return float(loss)


def drawn_chances(
    hazard: Hazard, traits: pd.DataFrame, rounds: int, draws: int, seed: int
) -> npt.NDArray[np.float64]:
    """Return drawn chances of an award: axes draw, round, place.

    Parameters
    ----------
    hazard
        From `fit`.
    traits
        Of the places; one row without columns stands for all that wait alike.
    rounds, draws, seed
        How many rounds ahead, how many paths, and how they are drawn.
    """
    rng = np.random.default_rng(seed)
    at = rng.multivariate_normal(hazard.mean, hazard.covariance, size=draws)
    level = at[:, :-1] @ hazard.matrix(traits).T
    spread = np.exp(at[:, -1])
    effect = rng.normal(size=(draws, rounds)) * spread[:, None]
    log = np.clip(level[:, None, :] + effect[:, :, None], -30.0, MOST)
    return -np.expm1(-np.exp(log))
