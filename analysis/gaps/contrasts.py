"""Is one kind of place left out more often than another: counts, exact intervals, exact tests.

The municipalities are all there are, no sample of a larger country. Intervals and tests answer
another question: how far such a difference could come about if designations fell by chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coverage.multiple_tests import holm

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVEL = 0.95
"""Confidence of every interval."""


def coverage_by(designated: pd.Series, group: pd.Series, order: Sequence[object]) -> pd.DataFrame:
    """Return coverage of groups with exact intervals.

    The interval is that of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404): it holds
    its confidence for every count, 0 and all included.

    Parameters
    ----------
    designated
        Whether each municipality is a learning city.
    group
        The group of each, on the same index; municipalities without one are left out.
    order
        The groups in their order; one without a municipality has no share.

    Returns
    -------
    :
        Index `group`: `designated`, `of`, `share`, `low`, `high` (0-1).
    """
    from statsmodels.stats.proportion import proportion_confint  # slow

    rows = []
    for name in order:
        mine = designated[group == name]
        count, of = int(mine.sum()), len(mine)
        low = high = share = math.nan
        if of:
            share = count / of
            low, high = proportion_confint(count, of, alpha=1 - LEVEL, method="beta")
        rows.append((name, count, of, share, float(low), float(high)))
    frame = pd.DataFrame(rows, columns=["group", "designated", "of", "share", "low", "high"])
    return frame.set_index("group")


@dataclass(frozen=True)
class Contrast:
    """How much more often one group is left out than another.

    Parameters
    ----------
    missing, of
        Undesignated municipalities of the group, and all of it.
    other_missing, other_of
        The same of the others.
    ratio, ratio_low, ratio_high
        Share left out ÷ share left out of the others, with its interval; None where a share is
        zero or a group empty.
    odds_ratio, odds_low, odds_high
        Conditional odds ratio and its exact interval; an end may be infinite.
    p_value
        Fisher's exact test, two-sided; None where it does not apply.
    """

    missing: int
    of: int
    other_missing: int
    other_of: int
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    odds_ratio: float | None = None
    odds_low: float | None = None
    odds_high: float | None = None
    p_value: float | None = None

    @property
    def share(self) -> float | None:
        """Share 0-1 of the group that is left out."""
        return self.missing / self.of if self.of else None

    @property
    def other_share(self) -> float | None:
        """Share 0-1 of the others that is left out."""
        return self.other_missing / self.other_of if self.other_of else None

    @property
    def clear(self) -> bool:
        """Whether chance alone would make such a difference in fewer than 1 of 20 cases."""
        return self.p_value is not None and self.p_value < 1 - LEVEL


def contrast(missing: pd.Series, inside: pd.Series) -> Contrast:
    """Return how much more often a group is left out than the others.

    Fisher's exact test (1935, doi:10.2307/2342435); the odds ratio is the conditional
    maximum-likelihood one with the exact interval of Cornfield (1956) that belongs to it; the
    interval of the ratio of shares is that of Katz et al. (1978, doi:10.2307/2530610), which is
    approximate.

    Parameters
    ----------
    missing
        Whether each municipality is left out.
    inside
        Whether it belongs to the group, on the same index; missing ones are left out of both.

    Examples
    --------
    >>> missing = pd.Series([True] * 23 + [False] * 66 + [True] * 11 + [False] * 126)
    >>> inside = pd.Series([True] * 89 + [False] * 137)
    >>> one = contrast(missing, inside)
    >>> round(one.ratio, 1), one.clear
    (3.2, True)
    """
    from scipy.stats import fisher_exact  # slow to import
    from scipy.stats.contingency import odds_ratio, relative_risk  # the same

    known = inside.notna()
    group = inside[known].astype(bool)
    gone = missing[known].astype(bool)
    a, n = int((gone & group).sum()), int(group.sum())
    b, m = int((gone & ~group).sum()), int((~group).sum())
    if not n or not m or a + b in {0, n + m}:
        return Contrast(a, n, b, m)
    table = [[a, n - a], [b, m - b]]
    odds = odds_ratio(table, kind="conditional")
    span = odds.confidence_interval(LEVEL)
    ratio: dict[str, float] = {}
    if a and b:
        risk = relative_risk(a, n, b, m)
        low, high = risk.confidence_interval(LEVEL)
        ratio = {"ratio": float(risk.relative_risk), "ratio_low": float(low)}
        ratio["ratio_high"] = float(high)
    return Contrast(
        a,
        n,
        b,
        m,
        odds_ratio=float(odds.statistic),
        odds_low=float(span.low),
        odds_high=float(span.high),
        p_value=float(fisher_exact(table).pvalue),
        **ratio,
    )


def contrasts(missing: pd.Series, group: pd.Series, order: Sequence[object]) -> pd.DataFrame:
    """Return each group against all others, the p-values adjusted for their number.

    Adjusted after Holm (1979, https://www.jstor.org/stable/4615733), so that looking at several
    groups does not find a difference by itself.

    Returns
    -------
    :
        Index `group`: the fields of `Contrast` and `p_adjusted`; missing where there is none.
    """
    known = group.notna()
    found = {name: contrast(missing[known], group[known] == name) for name in order}
    frame = pd.DataFrame([vars(one) for one in found.values()], index=pd.Index(found, name="group"))
    tested = frame["p_value"].notna()
    frame["p_adjusted"] = math.nan
    if tested.any():
        values = frame.loc[tested, "p_value"].astype(float)
        frame.loc[tested, "p_adjusted"] = holm(values)
    return frame
