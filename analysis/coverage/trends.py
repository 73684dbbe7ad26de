"""The list through the years: new awards, running totals, coverage, and what was printed of them.

A year without an announcement is a year too: it has no new award and keeps its total. Whatever
was printed stands beside what the ledger gives; where the two differ there is a row in
`conflicts`, with an explanation where one was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.coverage.counting import count_places, count_provinces
from analysis.coverage.ledger import FIRST_AWARD, status_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.places.register import Register

GROUPINGS = ("province_code", "kind")
NO_YEAR = ""
"""The year of an award that no source dates."""


def year_ends(editions: pd.DataFrame) -> dict[int, str]:
    """Return the day each year is counted on: its announcement, or its last day without one."""
    announced = dict(zip(editions["edition"].astype(int), editions["announced_to"], strict=True))
    years = range(min(announced), max(announced) + 1)
    return {year: announced.get(year, f"{year}-12-31") for year in years}


def award_years(events: pd.DataFrame, editions: pd.DataFrame) -> pd.DataFrame:
    """Return every award with its year.

    Returns
    -------
    :
        `unit_id`, `year` (text; `NO_YEAR` where it was not found), `date` (the last possible
        day, ISO), `first` (False for an award after a lapse).
    """
    awards = events[events["kind"] == FIRST_AWARD].sort_values("date_from", kind="stable")
    known = dict(
        zip(
            zip(editions["announced_from"], editions["announced_to"], strict=True),
            editions["edition"],
            strict=True,
        )
    )
    pairs = zip(awards["date_from"], awards["date_to"], strict=True)
    return pd.DataFrame(
        {
            "unit_id": awards["unit_id"].to_numpy(),
            "year": [known.get(pair, NO_YEAR) for pair in pairs],
            "date": awards["date_to"].to_numpy(),
            "first": ~awards["unit_id"].duplicated().to_numpy(),
        }
    )


def new_by(
    events: pd.DataFrame, register: Register, editions: pd.DataFrame, by: str
) -> pd.DataFrame:
    """Return how many awards each year made, by province or by kind of place.

    Parameters
    ----------
    events, register, editions
        The ledger, the places through time, and the announcements.
    by
        One of `GROUPINGS`. A place counts under its province and kind on the day of the award.

    Returns
    -------
    :
        `year` (text, `NO_YEAR` for awards that no source dates), `group`, `new`; groups
        without an award in a year have no row.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> tables, register = Atlas.load().tables, Atlas.load().register
    >>> rows = new_by(tables.events, register, tables.editions, "kind")
    >>> int(rows["new"].sum())
    207
    """
    if by not in GROUPINGS:
        raise ValueError(f"by must be one of {GROUPINGS}, not {by!r}")
    awards = award_years(events, editions)
    group = [register.on(row.date).loc[row.unit_id, by] for row in awards.itertuples()]
    counted = awards.assign(group=group).groupby(["year", "group"]).size()
    return counted.rename("new").reset_index()


def by_province(
    states_of: Callable[[str], pd.DataFrame], editions: pd.DataFrame, rule: str
) -> pd.DataFrame:
    """Return each province's counts at every announcement.

    Parameters
    ----------
    states_of
        Gives the states of a date, as `analysis.coverage.ledger.status_on` does.
    editions, rule
        The announcements, and the counting rule.

    Returns
    -------
    :
        `edition`, `date`, `province_code`, `province_short_ko`, `province_en`, `at_least`,
        `at_most`, `of`; a province appears from its first to its last day.
    """
    parts = []
    for edition, date in zip(editions["edition"], editions["announced_to"], strict=True):
        counts = count_provinces(states_of(date), rule).reset_index()
        parts.append(counts.assign(edition=edition, date=date))
    columns = ["edition", "date", "province_code", "province_short_ko", "province_en"]
    return pd.concat(parts, ignore_index=True)[[*columns, "at_least", "at_most", "of"]]


def _concerns(printed_totals: pd.DataFrame, explanations: pd.DataFrame) -> pd.Series:
    """Return the year each printed total is about; mostly the year it was printed in."""
    totals = explanations[explanations["measure"] == "cumulative_total"]
    about = dict(
        zip(
            zip(totals["year"], totals["printed"], strict=True),
            totals["concerns_year"],
            strict=True,
        )
    )
    return pd.Series(
        [
            about.get((row.year, row.cumulative_total), row.year)
            for row in printed_totals.itertuples()
        ],
        index=printed_totals.index,
    )


def printed_marks(printed_totals: pd.DataFrame, explanations: pd.DataFrame) -> pd.DataFrame:
    """Return the printed running totals as marks for a chart, one row a year and value.

    Returns
    -------
    :
        `year` (int, the year the figure is about), `printed_in` (int), `total` (int),
        `counted_by`, `source_id`, `explanation_ko`, `explanation_en` (blank where it agrees).
    """
    rows = printed_totals[printed_totals["cumulative_total"] != ""]
    rows = rows.assign(concerns=_concerns(printed_totals, explanations))
    texts = explanations[explanations["measure"] == "cumulative_total"]
    rows = rows.merge(
        texts[["year", "printed", "explanation_ko", "explanation_en"]],
        left_on=["year", "cumulative_total"],
        right_on=["year", "printed"],
        how="left",
    ).fillna({"explanation_ko": "", "explanation_en": ""})
    marks = pd.DataFrame(
        {
            "year": rows["concerns"].astype(int),
            "printed_in": rows["year"].astype(int),
            "total": rows["cumulative_total"].astype(int),
            "counted_by": rows["counted_by"],
            "source_id": rows["source_id"],
            "explanation_ko": rows["explanation_ko"],
            "explanation_en": rows["explanation_en"],
        }
    )
    # The Ministry's own figure comes first where one value was printed by several.
    marks = marks.assign(_rank=(marks["counted_by"] != "ministry").astype(int))
    marks = marks.sort_values(["year", "_rank", "printed_in"], kind="stable")
    return marks.drop_duplicates(["year", "total"]).drop(columns="_rank").reset_index(drop=True)


def trend(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    printed_totals: pd.DataFrame,
    explanations: pd.DataFrame,
) -> list[dict[str, Any]]:
    """Return the list year by year, in the form that `atlas.py trend --format json` prints.

    Returns
    -------
    :
        One object a year: `year`, `new` (awards known to be of that year), `total_min`,
        `total_max`, `printed` (every total printed about that year, the Ministry's first),
        `municipalities`, `share_official`, `share_strict` (0-1, None while the count is a
        range; then `share_official_min`, `_max`, `share_strict_min`, `_max` are there too).

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> from analysis.timeline import Timeline
    >>> rows = Timeline.load(Atlas.load()).trend()
    >>> next(row for row in rows if row["year"] == 2023)["printed"]
    [195, 196]
    """
    marks = printed_marks(printed_totals, explanations)
    new = award_years(events, editions)["year"].value_counts()
    rows = []
    for year, date in year_ends(editions).items():
        states = status_on(events, register, date)
        official, strict = (count_places(states, rule) for rule in ("official", "strict"))
        row: dict[str, Any] = {
            "year": year,
            "new": int(new.get(str(year), 0)),
            "total_min": official.at_least,
            "total_max": official.at_most,
            "printed": [int(total) for total in marks.loc[marks["year"] == year, "total"]],
            "municipalities": official.of,
            "share_official": official.share,
            "share_strict": strict.share,
        }
        for name, count in (("official", official), ("strict", strict)):
            if count.share is None:
                row[f"share_{name}_min"] = count.share_at_least
                row[f"share_{name}_max"] = count.share_at_most
        rows.append(row)
    return rows
