"""How unequal is coverage between provinces, in shares and in points, on a date and over time.

Every measure is given in a relative form (a ratio, a share of the mean) and an absolute one (in
points of coverage), for near full coverage the two may move in opposite directions. A relative
measure of nothing does not exist: at 0 % it is None, never 0.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

    Vector = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.intp]
    Ends = dict[str, float | None]

PLACES, PEOPLE = "places", "people"
WEIGHTINGS = (PLACES, PEOPLE)
"""Every municipality counts once, or as often as people live there."""

FIFTH = 0.2
MOST_OPEN = 8
"""With more places open than this, all their possible states are too many to go through."""


@dataclass(frozen=True)
class Inequality:
    """How unequal coverage is; relative measures are None where coverage is 0.

    Parameters
    ----------
    mean
        Coverage 0-1 of all.
    lowest, highest
        Coverage 0-1 of the lowest and highest province.
    range_points, range_ratio
        Their difference (0-1) and ratio; no ratio over 0.
    fifth_bottom, fifth_top, fifth_points, fifth_ratio
        Coverage of the fifth living, or standing, in the least and the most covered provinces;
        difference and ratio. A province on the line is divided.
    gini, gini_points
        Gini between provinces, and times the mean.
    theil, theil_between, theil_within
        Theil's T over municipalities, and its parts between and within provinces.
    """

    mean: float
    lowest: float
    highest: float
    range_points: float
    range_ratio: float | None
    fifth_bottom: float
    fifth_top: float
    fifth_points: float
    fifth_ratio: float | None
    gini: float | None
    gini_points: float
    theil: float | None
    theil_between: float | None
    theil_within: float | None


MEASURES = tuple(field.name for field in fields(Inequality))


def _ratio(above: float, below: float) -> float | None:
    return above / below if below > 0 else None


def weighted_gini(values: Vector, weights: Vector) -> float:
    """Return the Gini of values that count by weight: half the mean difference over the mean.

    Gini (1912); with weights as in Lerman and Yitzhaki (1989, "Improving the accuracy of
    estimates of Gini coefficients", Journal of Econometrics 42, 43-47).
    """
    share = weights / weights.sum()
    differences = np.abs(values[:, None] - values[None, :])
    return float(share @ differences @ share / (2 * (share @ values)))


def weighted_theil(values: Vector, groups: Labels, weights: Vector) -> tuple[float, float, float]:
    """Return Theil's T of values that count by weight, its part between and within groups.

    Theil (1967, "Economics and Information Theory"); parts after Shorrocks (1980,
    doi:10.2307/1913126). Each part is summed by itself. A value of 0 adds nothing, since
    x ln x goes to 0 with x.
    """
    share = weights / weights.sum()
    mean = float(share @ values)
    total = _entropy(values / mean, share)
    between = within = 0.0
    for group in np.unique(groups):
        mine = groups == group
        size = float(share[mine].sum())
        own = float(share[mine] @ values[mine]) / size
        if own > 0:
            between += size * own / mean * np.log(own / mean)
            within += size * own / mean * _entropy(values[mine] / own, share[mine] / size)
    return total, float(between), float(within)


def _entropy(relative: Vector, share: Vector) -> float:
    positive = relative > 0
    return float((share[positive] * relative[positive] * np.log(relative[positive])).sum())


def _gini(values: Vector, weights: Vector | None) -> float:
    if weights is not None:
        return weighted_gini(values, weights)
    from inequality.gini import Gini  # slow to import

    return float(Gini(values).g)


def _theil(values: Vector, groups: Labels, weights: Vector | None) -> tuple[float, float, float]:
    if weights is not None:
        return weighted_theil(values, groups, weights)
    from inequality.theil import TheilD  # slow to import

    found = TheilD(values, groups)
    return float(found.T), float(found.bg[0]), float(found.wg[0])


def inequality(
    designated: pd.Series, province: pd.Series, weights: pd.Series | None = None
) -> Inequality:
    """Return how unequal coverage is between provinces.

    Where every municipality counts once, Gini and Theil are those of PySAL's `inequality`.

    Parameters
    ----------
    designated
        0 or 1 of each municipality.
    province
        The province code of each, on the same index.
    weights
        The people of each; None where every municipality counts once.

    Raises
    ------
    ValueError
        If there is no municipality or a weight is missing or not positive.

    Examples
    --------
    >>> import pandas as pd
    >>> found = inequality(pd.Series([1.0, 1.0, 1.0, 0.0]), pd.Series(["a", "a", "b", "b"]))
    >>> found.mean, found.lowest, found.highest
    (0.75, 0.5, 1.0)
    """
    y = designated.to_numpy(dtype=float)
    codes, group = np.unique(province.to_numpy(dtype=str), return_inverse=True)
    if not len(y):
        raise ValueError("No municipality to compare.")
    mass = np.ones(len(y)) if weights is None else weights.to_numpy(dtype=float)
    if not (mass > 0).all():
        raise ValueError("Every municipality needs a positive weight.")
    sizes: Vector = np.bincount(group, mass, minlength=len(codes)).astype(float)
    shares = np.bincount(group, mass * y, minlength=len(codes)) / sizes
    mean = float(mass @ y / mass.sum())
    lowest, highest = float(shares.min()), float(shares.max())
    bottom, top = _fifths(shares, sizes)
    gini = theil = between = within = None
    if mean > 0:
        own = None if weights is None else mass
        gini = _gini(shares[group], own)
        theil, between, within = _theil(y, group, own)
    return Inequality(
        mean=mean,
        lowest=lowest,
        highest=highest,
        range_points=highest - lowest,
        range_ratio=_ratio(highest, lowest),
        fifth_bottom=bottom,
        fifth_top=top,
        fifth_points=top - bottom,
        fifth_ratio=_ratio(top, bottom),
        gini=gini,
        gini_points=(gini or 0.0) * mean,
        theil=theil,
        theil_between=between,
        theil_within=within,
    )


def _fifths(shares: Vector, sizes: Vector) -> tuple[float, float]:
    """Return the mean share of the lowest and of the highest fifth by size."""
    order = np.argsort(shares, kind="stable")
    found = []
    for way in (order, order[::-1]):
        size = sizes[way] / sizes.sum()
        before = np.concatenate([[0.0], np.cumsum(size)[:-1]])
        taken = np.clip(FIFTH - before, 0.0, size)
        found.append(float(taken @ shares[way] / taken.sum()))
    return found[0], found[1]


@dataclass(frozen=True)
class Concentration:
    """Whether coverage leans to one end of a ranking of municipalities.

    Parameters
    ----------
    index
        Concentration index, -1 to 1: above 0 coverage leans to the high end; None at 0 %.
    corrected
        Erreygers' index, the absolute form for a yes or no: 4 x mean x index, in -1 to 1.
    places, left_out
        Municipalities that took part, and those without a value to rank by.
    """

    index: float | None
    corrected: float
    places: int
    left_out: int


def concentration(
    designated: pd.Series, rank_by: pd.Series, weights: pd.Series | None = None
) -> Concentration:
    """Return whether coverage leans to municipalities with high or low values.

    Concentration index of Kakwani, Wagstaff and van Doorslaer (1997,
    doi:10.1016/S0304-4076(96)01807-6), ties at their mean rank; corrected for a bounded variable
    after Erreygers (2009, doi:10.1016/j.jhealeco.2008.02.003).

    Parameters
    ----------
    designated
        0 or 1 of each municipality.
    rank_by
        What they are ranked by, on the same index; missing values are left out and counted.
    weights
        The people of each; None where every municipality counts once.
    """
    known = rank_by.notna()
    y = designated[known].to_numpy(dtype=float)
    x = rank_by[known].to_numpy(dtype=float)
    mass = np.ones(len(y)) if weights is None else weights[known].to_numpy(dtype=float)
    if not len(y):
        raise ValueError("No municipality has a value to rank by.")
    share = mass / mass.sum()
    _, tied = np.unique(x, return_inverse=True)
    steps = np.bincount(tied, share)
    rank = (np.cumsum(steps) - steps / 2)[tied]
    mean = float(share @ y)
    spread = float(share @ ((y - mean) * (rank - share @ rank)))
    index = 2 * spread / mean if mean > 0 else None
    return Concentration(index, 8 * spread, len(y), int((~known).sum()))


def possible(states: pd.DataFrame) -> Iterable[pd.Series]:
    """Return every way in which the municipalities' open states may turn out, 0 or 1 each.

    Raises
    ------
    ValueError
        If more than `MOST_OPEN` are open.
    """
    inside = states[states["is_municipality"]]
    certain = inside["at_least"].astype(float)
    unsure = inside.index[inside["at_least"] != inside["at_most"]]
    if len(unsure) > MOST_OPEN:
        raise ValueError(f"{len(unsure)} places are open, more than {MOST_OPEN}.")
    for values in itertools.product((0.0, 1.0), repeat=len(unsure)):
        way = certain.copy()
        way[unsure] = values
        yield way


def inequality_range(
    states: pd.DataFrame, weights: pd.Series | None = None
) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """Return the least and the most each measure can be, given what is open on a date.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    weights
        The people of each municipality; None where every one counts once.

    Returns
    -------
    :
        Two mappings of `MEASURES`; equal where nothing is open, None where one of the ways has
        no such measure.
    """
    province = states.loc[states["is_municipality"], "province_code"]
    own = None if weights is None else weights.reindex(province.index)
    found = [vars(inequality(way, province, own)) for way in possible(states)]
    low: dict[str, float | None] = {}
    high: dict[str, float | None] = {}
    for name in MEASURES:
        values = [one[name] for one in found]
        whole = None not in values
        low[name] = min(values) if whole else None
        high[name] = max(values) if whole else None
    return low, high


def course_row(
    edition: str, date: str, weighting: str, population_date: str, ends: tuple[Ends, Ends]
) -> dict[str, Any]:
    """Return one row of the course of inequality: the least and the most of each measure.

    Parameters
    ----------
    edition, date, weighting
        What the row is of.
    population_date
        Blank where each municipality counts once.
    ends
        From `inequality_range`.
    """
    low, high = ends
    return {
        "edition": edition,
        "date": date,
        "weighting": weighting,
        "population_date": population_date,
        **{f"{name}_low": low[name] for name in MEASURES},
        **{f"{name}_high": high[name] for name in MEASURES},
    }
