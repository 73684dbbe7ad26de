"""What the data say of places: when named, reviewed, how long valid, who was in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.coverage.ledger import FIRST_AWARD
from analysis.release.facts.tables import (
    TABLE_EDITIONS,
    TABLE_EVENTS,
    TABLE_RULES,
    TABLE_VALIDITIES,
)
from analysis.release.model import Answer

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook

REVIEWS = frozenset({"redesignated", "redesignated_excellent", "deferred"})


def award_years(book: FactBook, unit: str) -> Answer | None:
    """Return the year in which a place was named a learning city; a range where it is open."""
    events = book.book.tables.events
    mine = events[(events["unit_id"] == unit) & (events["kind"] == FIRST_AWARD)]
    if mine.empty:
        return None
    spans = [
        (int(a[:4]), int(b[:4])) for a, b in zip(mine["date_from"], mine["date_to"], strict=True)
    ]
    low, high = spans[0]
    rows = [{"table": TABLE_EVENTS, "unit_id": unit, "kind": FIRST_AWARD}]
    also = frozenset(float(year) for a, b in spans for year in (a, b) if a == b)
    return Answer(
        low, high, f"{book.name(unit)}: {low}" if low == high else f"{low}-{high}", rows, also=also
    )


def review_years(book: FactBook, unit: str) -> set[int]:
    """Return the years in which a place is known to have been reviewed."""
    events = book.book.tables.events
    mine = events[(events["unit_id"] == unit) & events["kind"].isin(REVIEWS)]
    return {int(day[:4]) for day in mine["date_from"]}


def valid_until(book: FactBook, unit: str) -> set[int]:
    """Return the years until which pages say that a place's title holds."""
    table = book.tables["validities"]
    return {int(year) for year in table.loc[table["unit_id"] == unit, "valid_until_year"]}


def validity_rows(unit: str) -> list[dict[str, str]]:
    """Return the rows behind a validity."""
    return [{"table": TABLE_VALIDITIES, "unit_id": unit}]


def first_year(book: FactBook) -> Answer:
    """Return the year of the first learning cities."""
    first = book.editions[0]
    return Answer(first, first, "first year", [{"table": TABLE_EDITIONS, "edition": str(first)}])


def review_rule(book: FactBook, rule: str) -> Answer:
    """Return a rule of re-designation in force in the edition's year, or the first one; years."""
    rules = book.tables["renewal_rules"]
    dated = rules[rules["rule"] == rule].sort_values("from_year")
    held = dated[dated["from_year"] <= book.edition]
    value = float((held if len(held) else dated.head(1))["value"].iloc[-1])
    return Answer(value, value, rule, [{"table": TABLE_RULES, "rule": rule}])


def rule_year(book: FactBook) -> Answer:
    """Return the year from which re-designation follows its rule."""
    rules = book.tables["renewal_rules"]
    year = float(rules.loc[rules["rule"] == "interval_years", "from_year"].min())
    return Answer(year, year, "interval_years", [{"table": TABLE_RULES, "rule": "interval_years"}])


def members(book: FactBook, measure: str, year: int) -> tuple[set[str], bool] | None:
    """Return who is in a list, and whether the list is whole; None where there is none."""
    if measure in {"new", "growth"}:
        new = set(book.new(year))
        if not new:
            return None
        printed = book.rows[str(year)]["new_printed"]
        return new, not printed or int(printed) == len(new)
    if measure == "total":
        at = book.standing(year)
        states = book.states(at) if at else None
        return None if states is None else (set(states.index[states["at_most"] == 1]), True)
    if measure == "undesignated":
        at = book.standing(year)
        states = book.states(at) if at else None
        return None if states is None else (set(states.index[states["at_least"] == 0]), True)
    if measure == "excellent":
        found = set(book.excellent(year))
        return (found, book.excellent_complete(year)) if found else None
    if measure == "reviewed":
        events = book.book.tables.events
        mine = events[events["kind"].isin(REVIEWS) & (events["date_from"].str[:4] == str(year))]
        return (set(mine["unit_id"]), False) if len(mine) else None
    found = set().union(*(book.money.members(one, year) for one in measure.split("+")))
    whole = all(book.money.complete(one, year) for one in measure.split("+"))
    return (found, whole) if found else None


def announced(book: FactBook) -> str:
    """Return the day of the edition's announcement, ISO; empty where only an interval is known."""
    row = book.rows[book.edition]
    return str(row["announced_to"]) if row["announced_from"] == row["announced_to"] else ""


def hours(book: FactBook) -> dict[str, str]:
    """Return an edition's days and hours of release; those that are not known are left out."""
    row = book.rows[book.edition]
    found: dict[str, str] = {}
    if row["online_at"]:
        found |= {"online": row["online_at"][:10], "online_at": row["online_at"][11:16]}
    if row["briefed_at"]:
        found |= {"briefed": row["briefed_at"][:10], "briefed_at": row["briefed_at"][11:16]}
    if row["paper_on"]:
        found["paper"] = row["paper_on"]
    return found
