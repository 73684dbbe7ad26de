"""Printed figures that the ledger does not give, each with an explanation where one was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.coverage.counting import count_places
from analysis.coverage.ledger import status_on
from analysis.coverage.trends import award_years, year_ends

if TYPE_CHECKING:
    from geo.places.register import Register

MEASURES = ("new_designations", "cumulative_total", "municipalities", "rate_percent")
UNEXPLAINED = "no"
COLUMNS = [
    "year",
    "concerns_year",
    "measure",
    "printed",
    "computed_min",
    "computed_max",
    "counted_by",
    "source_id",
    "found",
    "explanation_ko",
    "explanation_en",
]


def _computed(
    events: pd.DataFrame, register: Register, editions: pd.DataFrame
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the ledger's range for each year and measure; new awards without a year stay out."""
    awards = award_years(events, editions)["year"].value_counts()
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for number, date in year_ends(editions).items():
        year = str(number)
        count = count_places(status_on(events, register, date), "official")
        new = float(awards.get(year, 0))
        found[year, "new_designations"] = (new, new)
        found[year, "cumulative_total"] = (count.at_least, count.at_most)
        found[year, "municipalities"] = (count.of, count.of)
        found[year, "rate_percent"] = (
            100 * count.at_least / count.of,
            100 * count.at_most / count.of,
        )
    return found


def _agrees(measure: str, printed: str, low: float, high: float) -> bool:
    """Return whether a printed figure lies in the range, rates after rounding as printed."""
    if measure == "rate_percent":
        digits = len(printed.partition(".")[2])
        return round(low, digits) <= float(printed) <= round(high, digits)
    return low <= float(printed) <= high


def _printed(printed_totals: pd.DataFrame) -> pd.DataFrame:
    """Return every printed figure as one row: year, measure, printed, counted_by, source_id."""
    columns = dict(
        zip(MEASURES, ["new_designations", "cumulative_total", "denominator"], strict=False)
    )
    columns["rate_percent"] = "rate_percent"
    parts = [
        printed_totals.loc[
            printed_totals[column] != "", ["year", "counted_by", "source_id"]
        ].assign(measure=measure, printed=printed_totals[column])
        for measure, column in columns.items()
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.drop_duplicates(["year", "measure", "printed"], ignore_index=True)


def conflicts(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    printed_totals: pd.DataFrame,
    explanations: pd.DataFrame,
) -> pd.DataFrame:
    """Return the printed totals, counts, denominators and rates that the ledger does not give.

    Parameters
    ----------
    events, register, editions
        The ledger, the places through time, and the announcements.
    printed_totals
        Every figure found in print.
    explanations
        What is known about printed figures, one row a figure.

    Returns
    -------
    :
        Columns `COLUMNS`, by year: the year it was printed in, the year it is about, the
        figure, the ledger's range, who counted, the source, and whether an explanation was
        found ("yes", "likely", "no") with its text in both languages.
    """
    computed = _computed(events, register, editions)
    known = explanations.set_index(["year", "measure", "printed"]).to_dict("index")
    rows: list[dict[str, Any]] = []
    for row in _printed(printed_totals).to_dict("records"):
        note = known.get((row["year"], row["measure"], row["printed"]), {})
        about = note.get("concerns_year", row["year"])
        low, high = computed[about, row["measure"]]
        if _agrees(row["measure"], row["printed"], low, high):
            continue
        rows.append(
            {
                **row,
                "concerns_year": about,
                "computed_min": low,
                "computed_max": high,
                "found": note.get("found", UNEXPLAINED),
                "explanation_ko": note.get("explanation_ko", ""),
                "explanation_en": note.get("explanation_en", ""),
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["year", "measure"], ignore_index=True)
