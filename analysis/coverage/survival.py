"""How long municipalities waited for their first designation: survival curves by group.

Time runs from the start of the programme, 1 January 2001, in years. A municipality that began
later enters late; one that ended without a designation, or has none yet, is censored. Awards
whose day is an interval count at its end. Curves are Kaplan and Meier's product-limit estimate
with Greenwood's standard error; groups are compared by the log-rank test.

References
----------
Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations.
Journal of the American Statistical Association 53, 457-481.
Greenwood, M. (1926). The natural duration of cancer. Reports on Public Health and Medical
Subjects 33, 1-26.
Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its
consideration. Cancer Chemotherapy Reports 50, 163-170.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.ledger import FIRST_AWARD
from geo.places.register import FIRST_DAY

if TYPE_CHECKING:
    from geo.places.register import Register

DAYS_A_YEAR = 365.25
Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""

CAPITAL, METROPOLITAN, PROVINCE = "capital", "metropolitan", "province"
PROVINCE_GROUPS = (CAPITAL, METROPOLITAN, PROVINCE)
"""Seoul, Incheon and Gyeonggi; the other metropolitan cities; the other provinces."""

_CAPITAL = frozenset({"11", "23", "31"})
_METROPOLITAN = frozenset({"21", "22", "24", "25", "26", "29"})

HALF = 0.5 + 1e-9
"""Half, with room for the rounding of products."""

RISK_YEARS = (0, 5, 10, 15, 20, 25)
"""Years after the start for which numbers at risk are given."""


def province_group(province_code: str) -> str:
    """Return the group of a province, one of `PROVINCE_GROUPS`."""
    if province_code in _CAPITAL:
        return CAPITAL
    return METROPOLITAN if province_code in _METROPOLITAN else PROVINCE


def _years(date: str) -> float:
    """Return the years from the start of the programme to an ISO date."""
    return (dt.date.fromisoformat(date) - dt.date.fromisoformat(FIRST_DAY)).days / DAYS_A_YEAR


def waiting_times(events: pd.DataFrame, register: Register, date: str) -> pd.DataFrame:
    """Return how long each municipality waited, as of a date.

    Parameters
    ----------
    events, register
        The ledger and the places through time.
    date
        ISO day of observation.

    Returns
    -------
    :
        Index `unit_id`: `entry` and `time` (years since 1 January 2001), `designated` (bool;
        False means censored at `time`), `kind` and `province_group` on the place's first day
        as a municipality or at its award. The districts that Incheon's split of July 2026 made
        are left out: their time is their parents'. Places that were never municipalities
        (Sejong) are left out too.
    """
    awards = events[(events["kind"] == FIRST_AWARD) & (events["date_to"] <= date)]
    first = awards.sort_values("date_to").drop_duplicates("unit_id").set_index("unit_id")["date_to"]
    splits = register.changes[register.changes["kind"] == "split"]
    made = {unit for units in splits["to_units"] for unit in units.split(";")}
    places = register.places[
        (register.places["is_municipality"] == "1") & (register.places["valid_from"] <= date)
    ].sort_values("valid_from")
    rows = []
    for unit, states in places[~places["unit_id"].isin(made)].groupby("unit_id"):
        last = states["valid_to"].iloc[-1]
        end = min(last, date) if last else date
        award = first.get(unit, "")
        reached = bool(award) and award <= end
        day = award if reached else end
        state = states[states["valid_from"] <= day].iloc[-1]
        rows.append(
            {
                "unit_id": unit,
                "entry": _years(states["valid_from"].iloc[0]),
                "time": _years(day),
                "designated": reached,
                "kind": state["kind"],
                "province_group": province_group(state["province_code"]),
            }
        )
    return pd.DataFrame(rows).set_index("unit_id")


def curves(times: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the share of each group still without a designation, as a step curve.

    Parameters
    ----------
    times
        From `waiting_times`.
    by
        "kind" or "province_group".

    Returns
    -------
    :
        `group`, `time` (years), `share` (0-1), `low`, `high` (pointwise 95 % limits, on the
        log(-log) scale, which keeps them within 0-1), `at_risk`, `events`. Each group starts
        with a row at time 0.
    """
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415  # slow to import

    parts = []
    for group, rows in times.groupby(by):
        fit = SurvfuncRight(
            rows["time"].to_numpy(),
            rows["designated"].to_numpy().astype(int),
            entry=rows["entry"].to_numpy(),
        )
        share = np.asarray(fit.surv_prob)
        low, high = _limits(share, np.asarray(fit.surv_prob_se))
        start = pd.DataFrame(
            {
                "time": [0.0],
                "share": [1.0],
                "low": [1.0],
                "high": [1.0],
                "at_risk": [int((rows["entry"] <= 0).sum())],
                "events": [0],
            }
        )
        steps = pd.DataFrame(
            {
                "time": fit.surv_times,
                "share": share,
                "low": low,
                "high": high,
                "at_risk": np.asarray(fit.n_risk).astype(int),
                "events": np.asarray(fit.n_events).astype(int),
            }
        )
        parts.append(pd.concat([start, steps], ignore_index=True).assign(group=group))
    columns = ["group", "time", "share", "low", "high", "at_risk", "events"]
    return pd.concat(parts, ignore_index=True)[columns]


def _limits(
    share: np.ndarray[tuple[int], np.dtype[np.float64]],
    error: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """Return 95 % limits on the log(-log) scale (Kalbfleisch and Prentice, 1980)."""
    inner = (share > 0) & (share < 1)
    low, high = share.copy(), share.copy()
    log = np.log(share[inner])
    width = Z95 * error[inner] / (share[inner] * np.abs(log))
    low[inner] = share[inner] ** np.exp(width)
    high[inner] = share[inner] ** np.exp(-width)
    return low, high


def at_risk(times: pd.DataFrame, by: str, years: tuple[int, ...] = RISK_YEARS) -> pd.DataFrame:
    """Return how many of each group were under observation and still without, year by year.

    Returns
    -------
    :
        `group`, `year` (years since the start), `at_risk`, `designated` (so far).
    """
    rows = [
        {
            "group": group,
            "year": year,
            "at_risk": int(((part["entry"] <= year) & (part["time"] > year)).sum()),
            "designated": int((part["designated"] & (part["time"] <= year)).sum()),
        }
        for group, part in times.groupby(by)
        for year in years
    ]
    return pd.DataFrame(rows)


def medians(times: pd.DataFrame, by: str) -> pd.Series:
    """Return the time by which half of each group was designated, years; NaN if not reached."""
    found = {}
    for group, rows in curves(times, by).groupby("group"):
        reached = rows.loc[rows["share"] <= HALF, "time"]
        found[group] = float(reached.iloc[0]) if len(reached) else float("nan")
    return pd.Series(found, dtype=float)


def log_rank(times: pd.DataFrame, by: str) -> tuple[float, float]:
    """Return the log-rank statistic over all groups and its p-value (Mantel, 1966)."""
    from statsmodels.duration.survfunc import survdiff  # noqa: PLC0415  # slow to import

    statistic, p_value = survdiff(
        times["time"].to_numpy(),
        times["designated"].to_numpy().astype(int),
        times[by].to_numpy(),
        entry=times["entry"].to_numpy(),
    )
    return float(statistic), float(p_value)
