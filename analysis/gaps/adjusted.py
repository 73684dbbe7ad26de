"""Whether a group is left out more often once kind, size, age, finances, province are alike.

Logistic regression with Firth's penalty, which stays finite where a group has few gaps or none,
with intervals by the profile of the penalised likelihood; the Mantel-Haenszel odds ratio beside it.
The crude odds ratio is the conditional one of `analysis.gaps.contrasts`.

References
----------
Firth, D. (1993). Bias reduction of maximum likelihood estimates. Biometrika 80(1), 27-38.
doi:10.1093/biomet/80.1.27
Heinze, G. and Schemper, M. (2002). A solution to the problem of separation in logistic
regression. Statistics in Medicine 21(16), 2409-2419. doi:10.1002/sim.1047
Mantel, N. and Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective
studies of disease. Journal of the National Cancer Institute 22(4), 719-748.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.ledger import DESIGNATED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]

STEPS = 200
TOLERANCE = 1e-9
LEVEL = 0.95
HALF_CHI2 = 1.920729410347062
"""Half of the 95 % point of chi-squared with one degree of freedom."""

OVERLAP = 0.1
"""Share of the smaller group within the other's range of fitted chances below which is warned."""


@dataclass(frozen=True)
class Fit:
    """A logistic regression with Firth's penalty.

    Parameters
    ----------
    names
        Of the coefficients, the intercept first.
    beta
        Coefficients, log odds.
    likelihood
        The penalised log likelihood.
    """

    names: tuple[str, ...]
    beta: Floats
    likelihood: float


@dataclass(frozen=True)
class Adjusted:
    """An odds ratio with what it is adjusted for.

    Parameters
    ----------
    model
        Names of what is held alike, in order; none for the crude one.
    odds_ratio, low, high
        With its 95 % interval by profile likelihood.
    chance_in, chance_out
        Mean chance 0-1 of being left out if every municipality were in the group, and if none
        were (marginal standardisation).
    places, missing
        Municipalities in the model, and how many of them are left out.
    thin
        Whether the groups hardly overlap in what is held alike.
    """

    model: tuple[str, ...]
    odds_ratio: float
    low: float
    high: float
    chance_in: float
    chance_out: float
    places: int
    missing: int
    thin: bool


def _penalised(x: Floats, y: Floats, beta: Floats) -> tuple[float, Floats, Floats]:
    """Return the penalised log likelihood, its modified score, and the information."""
    eta = x @ beta
    chance = 1 / (1 + np.exp(-eta))
    weight = chance * (1 - chance)
    information = x.T @ (x * weight[:, None])
    sign, log_det = np.linalg.slogdet(information)
    likelihood = float(y @ eta - np.logaddexp(0, eta).sum())
    likelihood += 0.5 * float(log_det) if sign > 0 else -np.inf
    inverse = np.linalg.pinv(information)
    leverage = weight * np.einsum("ij,jk,ik->i", x, inverse, x)
    score = x.T @ (y - chance + leverage * (0.5 - chance))
    return likelihood, score, information


def firth(x: pd.DataFrame, y: pd.Series, fixed: Mapping[str, float] | None = None) -> Fit:
    """Return the fit that maximises the penalised likelihood (Firth, 1993).

    Parameters
    ----------
    x
        Covariates; an intercept is added.
    y
        0 and 1, on the same index.
    fixed
        Coefficients held at a value, for a profile.
    """
    names = ("intercept", *map(str, x.columns))
    design = np.column_stack([np.ones(len(x)), x.to_numpy(dtype=float)])
    outcome = y.to_numpy(dtype=float)
    beta = np.zeros(len(names))
    free = np.ones(len(names), dtype=bool)
    for name, value in (fixed or {}).items():
        at = names.index(name)
        beta[at], free[at] = value, False
    likelihood, score, information = _penalised(design, outcome, beta)
    for _ in range(STEPS):
        step = np.zeros(len(names))
        step[free] = np.linalg.solve(information[np.ix_(free, free)], score[free])
        step *= min(1.0, 5 / max(float(np.abs(step).max()), 1e-12))
        for _ in range(30):
            found = _penalised(design, outcome, beta + step)
            if found[0] >= likelihood - 1e-12:
                break
            step /= 2
        beta = beta + step
        likelihood, score, information = found
        if float(np.abs(step).max()) < TOLERANCE:
            break
    return Fit(names, beta, likelihood)


def profile_interval(
    x: pd.DataFrame, y: pd.Series, name: str, fit: Fit | None = None
) -> tuple[float, float]:
    """Return the 95 % interval of a coefficient by the profile of the penalised likelihood."""
    from scipy.optimize import brentq  # slow to import

    best = fit or firth(x, y)
    middle = float(best.beta[best.names.index(name)])

    def short(value: float) -> float:
        return best.likelihood - firth(x, y, {name: value}).likelihood - HALF_CHI2

    ends = []
    for way in (-1.0, 1.0):
        far = 0.5
        while short(middle + way * far) < 0 and far < 50:  # noqa: PLR2004  # odds beyond any
            far *= 2
        ends.append(float(brentq(short, middle, middle + way * far, xtol=1e-6)))
    return ends[0], ends[1]


def adjusted(
    missing: pd.Series, group: pd.Series, alike: Mapping[str, pd.Series | pd.DataFrame]
) -> Adjusted:
    """Return how much more often a group is left out with some covariates held alike.

    Parameters
    ----------
    missing
        Whether each municipality is left out.
    group
        Whether it belongs to the group.
    alike
        Covariates by name: a numeric series (used as it is), or a series of categories.

    Raises
    ------
    ValueError
        If a municipality lacks a covariate: nothing is filled in.
    """
    parts = {"group": group.astype(float)}
    for name, values in alike.items():
        mine = values.reindex(missing.index)
        if mine.isna().any(axis=None):
            lacking = ", ".join(map(str, mine.index[mine.isna()][:5]))
            raise ValueError(f"{name} is missing for {lacking}; a covariate must cover all places.")
        if pd.api.types.is_numeric_dtype(mine):
            parts[name] = (mine - mine.mean()) / mine.std()
        else:
            dummies = pd.get_dummies(mine, prefix=name, drop_first=True, dtype=float)
            parts |= {str(column): dummies[column] for column in dummies}
    x, y = pd.DataFrame(parts), missing.astype(float)
    fit = firth(x, y)
    low, high = profile_interval(x, y, "group", fit)

    def mean_chance(value: float) -> float:
        assumed = x.assign(group=value).to_numpy()
        return float((1 / (1 + np.exp(-(fit.beta[0] + assumed @ fit.beta[1:])))).mean())

    return Adjusted(
        model=tuple(alike),
        odds_ratio=float(np.exp(fit.beta[1])),
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        chance_in=mean_chance(1.0),
        chance_out=mean_chance(0.0),
        places=len(y),
        missing=int(y.sum()),
        thin=_thin(x),
    )


MODELS = (
    ("kind",),
    ("log_population",),
    ("kind", "log_population"),
    ("kind", "log_population", "share_65"),
    ("kind", "log_population", "share_65", "fiscal_independence"),
    ("kind", "log_population", "share_65", "fiscal_independence", "province"),
)
"""What is held alike, model by model, from least to most."""


def models(missing: pd.Series, group: pd.Series, known: Mapping[str, pd.Series]) -> list[Adjusted]:
    """Return the group's odds ratio under each of `MODELS` whose covariates cover all places.

    Parameters
    ----------
    missing, group
        As for `adjusted`; places whose group is unknown are left out.
    known
        Covariates by name.
    """
    there = group.notna()
    gone, mine = missing[there], group[there].astype(float)
    if not 0 < gone.sum() < len(gone) or not 0 < mine.sum() < len(mine):
        return []
    covers = {name for name, one in known.items() if one.reindex(gone.index).notna().all()}
    return [
        adjusted(gone, mine, {name: known[name] for name in model})
        for model in MODELS
        if covers.issuperset(model)
    ]


def depopulating_models(frame: pd.DataFrame, traits: Mapping[str, pd.Series]) -> list[Adjusted]:
    """Return `models` of whether depopulating areas are left out more often.

    Parameters
    ----------
    frame
        From `analysis.gaps.remainder.grouped`.
    traits
        `population`, `share_65` and `fiscal_independence` of places.
    """
    known = {"kind": frame["kind"], "province": frame["province_code"], **traits}
    known["log_population"] = np.log(traits["population"].astype(float))
    return models(frame["status"] != DESIGNATED, frame["depopulating"], known)


def _thin(x: pd.DataFrame) -> bool:
    """Return whether few of the smaller group could as well be of the other, by the covariates.

    The chance of belonging to the group is fitted on the covariates; few of the smaller group
    within the inner nine tenths of the other's range is a thin overlap.
    """
    others = x.drop(columns="group")
    if others.empty:
        return False
    fit = firth(others, x["group"])
    score = fit.beta[0] + others.to_numpy() @ fit.beta[1:]
    inside = x["group"].to_numpy() == 1
    small, large = (inside, ~inside) if inside.sum() <= (~inside).sum() else (~inside, inside)
    low, high = np.quantile(score[large], [0.05, 0.95])
    return bool(((score[small] >= low) & (score[small] <= high)).mean() < OVERLAP)


def mantel_haenszel(missing: pd.Series, group: pd.Series, strata: pd.Series) -> float:
    """Return the odds ratio common to strata (Mantel and Haenszel, 1959); nan where none is."""
    above = below = 0.0
    for one in sorted(set(strata.dropna())):
        at = strata == one
        gone, mine = missing[at].astype(bool), group[at].astype(bool)
        size = int(at.sum())
        above += float((gone & mine).sum() * (~gone & ~mine).sum()) / size
        below += float((gone & ~mine).sum() * (~gone & mine).sum()) / size
    return above / below if below else float("nan")
