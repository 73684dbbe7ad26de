"""The rules of re-designation held against the record: outcomes, printed validity, group sizes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.renewals.schedule import EXCELLENT, calendar, due_in, outcomes_of

if TYPE_CHECKING:
    from analysis.renewals.schedule import Renewal, Rules
    from geo.places.register import Register

RECORD_COLUMNS = ["unit_id", "year", "what", "record", "rule", "agrees", "reason", "source_id"]

ALWAYS = 2000
"""A year before every outcome: the reading that excellent cities have always skipped a turn."""


def _calendar_before(
    events: pd.DataFrame, register: Register, rules: Rules, year: int
) -> dict[str, Renewal]:
    """Return the calendar as it stood on 1 January of a year, by what is known of reviews today."""
    return calendar(events, register, rules, f"{year}-01-01")


def size_agreement(
    events: pd.DataFrame, register: Register, rules: Rules, sizes: pd.DataFrame
) -> pd.DataFrame:
    """Return the published sizes of the review groups beside the computed ones.

    Parameters
    ----------
    events, register
        The ledger and the places through time.
    rules
        The rules of review.
    sizes
        The `review_sizes` table.

    Returns
    -------
    :
        One row a published review, by year: `year`, `review_group`, `printed`,
        `also_printed` (rival figures), `computed` (learning cities of 1 January that the rules
        make due), `computed_if_always_skipped` (the same if excellent cities skipped a turn
        from the first review on), `difference` (computed less printed), `agrees`, `source_id`.
    """
    always = replace(rules, skip_from=ALWAYS)
    rows: list[dict[str, Any]] = []
    for row in sizes[sizes["main"] == "1"].sort_values("year").to_dict("records"):
        year = int(row["year"])
        computed, skipped = (
            len(due_in(_calendar_before(events, register, reading, year), year))
            for reading in (rules, always)
        )
        rivals = sizes[(sizes["year"] == row["year"]) & (sizes["main"] == "0")]["printed"]
        rows.append(
            {
                "year": year,
                "review_group": row["review_group"],
                "printed": int(row["printed"]),
                "also_printed": ";".join(sorted(rivals)),
                "computed": computed,
                "computed_if_always_skipped": skipped,
                "difference": computed - int(row["printed"]),
                "agrees": computed == int(row["printed"]),
                "source_id": row["source_id"],
            }
        )
    return pd.DataFrame(rows)


def record_agreement(
    events: pd.DataFrame, register: Register, rules: Rules, validities: pd.DataFrame
) -> pd.DataFrame:
    """Return every outcome and every printed validity beside what the rules say.

    Parameters
    ----------
    events, register
        The ledger and the places through time.
    rules
        The rules of review.
    validities
        The `validities` table.

    Returns
    -------
    :
        Columns `RECORD_COLUMNS`, by place and year. `what` is "outcome" (`record` the outcome,
        `rule` "due", "not_due" or "skipped") or "validity" (`record` the last year printed,
        `rule` the year of the next review). A validity agrees when it ends in the year of the
        next review or in the one before: pages count both ways. `reason` is a key: "",
        "not_a_turn", "too_early", "skip_not_observed" (an excellent city stands in the record
        of the turn that it would have skipped, had that rule always held) or
        "ends_before_next".
    """
    rows = _outcome_rows(events, register, rules)
    rows += _validity_rows(events, register, rules, validities)
    frame = pd.DataFrame(rows, columns=RECORD_COLUMNS)
    return frame.sort_values(["unit_id", "year", "what"], ignore_index=True)


def _outcome_rows(events: pd.DataFrame, register: Register, rules: Rules) -> list[dict[str, Any]]:
    sources = {
        (row.unit_id, int(row.date_from[:4])): row.source_id
        for row in events[events["kind"] != "designated"].itertuples()
    }
    rows = []
    reviews = outcomes_of(events)
    years = {year for outcomes in reviews.values() for year, _ in outcomes}
    calendars = {year: _calendar_before(events, register, rules, year) for year in years}
    for unit, outcomes in reviews.items():
        known = dict(outcomes)
        for year, outcome in outcomes:
            found = calendars[year].get(unit)
            due = found is not None and year in found.schedule
            reason = "" if due else "not_a_turn"
            if found is not None and not due and year in rules.turns(found.group):
                reason = "too_early"
            if due and known.get(year - rules.interval) == EXCELLENT:
                reason = "skip_not_observed"
            rows.append(
                {
                    "unit_id": unit,
                    "year": year,
                    "what": "outcome",
                    "record": outcome,
                    "rule": "due" if due else "not_due",
                    "agrees": due and not reason,
                    "reason": reason,
                    "source_id": sources[unit, year],
                }
            )
    return rows


def _validity_rows(
    events: pd.DataFrame, register: Register, rules: Rules, validities: pd.DataFrame
) -> list[dict[str, Any]]:
    rows = []
    years = {int(year) for year in validities["year"]}
    calendars = {year: _calendar_before(events, register, rules, year) for year in years}
    for row in validities.to_dict("records"):
        year, until = int(row["year"]), int(row["valid_until_year"])
        schedule = calendars[year][row["unit_id"]].schedule
        following = next(turn for turn in schedule if turn > year)
        agrees = until in (following - 1, following)
        rows.append(
            {
                "unit_id": row["unit_id"],
                "year": year,
                "what": "validity",
                "record": str(until),
                "rule": str(following),
                "agrees": agrees,
                "reason": "" if agrees else "ends_before_next",
                "source_id": row["source_id"],
            }
        )
    return rows
