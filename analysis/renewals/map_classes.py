"""Which class a place falls into on the map's layers of second rank: next review, programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.programmes.grants import (
    COMPLETE,
    CONSORTIUM,
    INCENTIVE,
    NEW,
    PLACE,
    PROVINCE,
    SPECIAL,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.editions.editing import Book
    from analysis.renewals.schedule import Renewal
    from geo.places.register import Register

DUE = ("review_now", "review_next", "review_later", "review_skips", "review_open")
"""A learning city's next review: this year, next year, later, later because an excellent city
skips its next turn, or of no known year."""

OWN = {
    frozenset({NEW, SPECIAL}): "fund_both",
    frozenset({NEW}): "fund_new",
    frozenset({SPECIAL}): "fund_special",
    frozenset({INCENTIVE}): "fund_incentive",
    frozenset({CONSORTIUM}): "fund_consortium",
}
"""Programmes of a place to its class; of other mixtures the first that is contained counts."""


def due_class(found: Renewal, year: int) -> str:
    """Return the class of a learning city's next review, one of `DUE`.

    Parameters
    ----------
    found
        Its place in the calendar.
    year
        The current year.
    """
    if found.next_review is None:
        return "review_open"
    turns = [facts["year"] for rule, facts in found.trace if rule == "skipped"]
    if any(year <= turn < found.next_review for turn in turns):
        return "review_skips"
    return {year: "review_now", year + 1: "review_next"}.get(found.next_review, "review_later")


def programme_class(own: Iterable[str]) -> str:
    """Return the class of a place by its own programmes; without any, its province's."""
    mine = frozenset(own)
    return next((name for kinds, name in OWN.items() if kinds <= mine), "fund_province")


def funded_places(rows: pd.DataFrame, register: Register, date: str) -> dict[str, pd.DataFrame]:
    """Return the rows of `funding` that reach each place: its own, then its province's.

    Parameters
    ----------
    rows
        Of one year.
    register
        The places through time.
    date
        ISO date whose provinces count.
    """
    of_place = dict(iter(rows[rows["recipient_kind"] == PLACE].groupby("recipient_id")))
    of_province = dict(iter(rows[rows["recipient_kind"] == PROVINCE].groupby("recipient_id")))
    nothing = rows.iloc[:0]
    found = {}
    for unit, code in register.on(date)["province_code"].items():
        mine = of_place.get(unit, nothing)
        above = of_province.get(code, nothing)
        if len(mine) or len(above):
            found[str(unit)] = pd.concat([mine, above])
    return found


def programme_classes(book: Book, register: Register, edition: str, date: str) -> dict[str, str]:
    """Return the class of each place by what it is funded under in an edition's year.

    Of a year whose lists are not complete, a place that is not on them may have been funded.

    Parameters
    ----------
    book
        The programmes, and which lists are complete.
    register
        The places through time.
    edition, date
        The edition, and the ISO date whose places are told of.
    """
    state = book.lists.loc[book.lists["year"] == edition, "state"]
    rest = "fund_none" if len(state) and set(state) == {COMPLETE} else "fund_unknown"
    classes = {str(unit): rest for unit in register.on(date).index}
    rows = book.funding[book.funding["year"] == edition]
    for unit, mine in funded_places(rows, register, date).items():
        classes[unit] = programme_class(mine.loc[mine["recipient_kind"] == PLACE, "programme"])
    return classes
