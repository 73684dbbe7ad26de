"""The verdicts on years, days, hours and the rules of re-designation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from analysis.release.facts.places import (
    announced,
    award_years,
    first_year,
    hours,
    review_rule,
    review_years,
    rule_year,
    valid_until,
    validity_rows,
)
from analysis.release.facts.tables import TABLE_EDITIONS
from analysis.release.judge.compare import plain, tidy
from analysis.release.model import (
    AGREES,
    AMBIGUOUS,
    CARRIED,
    DIFFERS,
    FIRM,
    OPEN,
    UNDERIVABLE,
    Claim,
)
from analysis.release.read.dates import dated as read
from analysis.release.read.numbers import DATE, DURATION, TIME

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.dates.dated import Dated
    from analysis.release.read.draft import Draft

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def dated_claim(book: FactBook, draft: Draft, dated: Dated, agreed: set[int]) -> Claim:
    """Return the claim of a year, day, hour or number of years.

    Parameters
    ----------
    book
        The data, opened at the edition.
    draft
        The draft.
    dated
        What was read.
    agreed
        The years in whose time a figure of the draft was found right.
    """
    kind = dated.token.kind
    if kind == DATE:
        return _day(book, draft, dated)
    if kind == TIME:
        return _hour(book, draft, dated)
    if kind == DURATION:
        return _rule(book, draft, dated)
    return _year(book, draft, dated, agreed)


def _claim(  # one value a field of the claim
    draft: Draft, dated: Dated, kind: str, stated: Any, computed: Any, formula: str, verdict: str,
    rows: list[dict[str, Any]] | None = None, strength: str | None = None,
) -> Claim:  # fmt: skip
    token = dated.token
    return Claim(
        draft.text[token.start : token.end], token.start, token.end, kind, stated, computed,
        formula, verdict, rows or [], dated.about if dated.about != read.OTHER else "",
        strength or dated.strength,
    )  # fmt: skip


def _year(book: FactBook, draft: Draft, dated: Dated, agreed: set[int]) -> Claim:
    year = int(dated.token.value)
    own = int(book.edition)
    if dated.about == read.FIRST:
        value = int(first_year(book).low)
        ruled = int(rule_year(book).low)
        verdict = (
            AGREES
            if year == value
            else DIFFERS
            if dated.strength == FIRM and year != ruled
            else AMBIGUOUS
        )
        if verdict != AGREES and dated.strength != FIRM:
            verdict = AGREES if year in agreed and year != own else AMBIGUOUS
        return _claim(
            draft, dated, "year", year, value, "first year", verdict, first_year(book).rows
        )
    if dated.about == read.AWARD:
        return _award(book, draft, dated, year, agreed)
    if dated.about == read.VALID:
        return _valid(book, draft, dated, year)
    unit = _unit(draft, dated)
    if dated.about == read.NEXT:
        turns = {own + int(review_rule(book, "interval_years").low)}
        if unit:
            turns |= {
                one + int(review_rule(book, "interval_years").low)
                for one in review_years(book, unit)
            }
        hit = year in turns
        return _claim(
            draft,
            dated,
            "year",
            year,
            year if hit else None,
            "interval_years",
            AGREES if hit else UNDERIVABLE,
        )
    if dated.about == read.REVIEW:
        known = (
            (unit and year in review_years(book, unit))
            or year in {own, int(rule_year(book).low)}
            or year in agreed
        )
        return _claim(
            draft,
            dated,
            "year",
            year,
            year if known else None,
            "",
            AGREES if known else AMBIGUOUS,
        )
    if dated.about == read.EDITION and (year == own or year in agreed):
        rows = [{"table": TABLE_EDITIONS, "edition": str(year)}]
        return _claim(draft, dated, "year", year, year, "edition", AGREES, rows, CARRIED)
    if dated.about == read.EDITION and dated.strength != OPEN:
        return _claim(draft, dated, "year", year, own, "edition", AMBIGUOUS, strength=CARRIED)
    return _claim(draft, dated, "year", year, None, "", UNDERIVABLE)


def _unit(draft: Draft, dated: Dated) -> str:
    """Return the one place that a year is said of."""
    if dated.place is not None and len(dated.place.units) == 1:
        return dated.place.units[0]
    return draft.home[1] if dated.place is None else ""


def _award(book: FactBook, draft: Draft, dated: Dated, year: int, agreed: set[int]) -> Claim:
    unit = _unit(draft, dated)
    answer = award_years(book, unit) if unit else None
    if answer is None:
        hit = year in agreed or year == int(book.edition)
        return _claim(
            draft,
            dated,
            "year",
            year,
            year if hit else None,
            "",
            AGREES if hit else UNDERIVABLE,
            strength=CARRIED if hit else OPEN,
        )
    value: Any = (
        tidy(answer.low) if answer.low == answer.high else f"{answer.low:g}-{answer.high:g}"
    )
    if answer.low <= year <= answer.high or year in answer.also:
        verdict = AGREES if answer.low == answer.high or year in answer.also else UNDERIVABLE
    elif year in review_years(book, unit) and dated.strength != FIRM:
        verdict = AGREES
    else:
        verdict = DIFFERS if dated.strength == FIRM and answer.low == answer.high else AMBIGUOUS
    return _claim(draft, dated, "year", year, value, answer.formula, verdict, answer.rows)


def _valid(book: FactBook, draft: Draft, dated: Dated, year: int) -> Claim:
    unit = _unit(draft, dated)
    known = valid_until(book, unit) if unit else set()
    if year in known:
        return _claim(draft, dated, "year", year, year, "valid until", AGREES, validity_rows(unit))
    verdict = AMBIGUOUS if known else UNDERIVABLE
    value = ", ".join(map(str, sorted(known))) or None
    return _claim(draft, dated, "year", year, value, "valid until", verdict, validity_rows(unit))


def _day(book: FactBook, draft: Draft, dated: Dated) -> Claim:
    token = dated.token
    iso = token.iso if token.iso[0] != "-" else f"{book.edition}{token.iso[1:]}"
    wanted = announced(book)
    if iso[5:7] == "00":
        iso = (wanted or book.date)[:8] + iso[8:]
    stated = iso if token.weekday < 0 else f"{iso} ({DAYS[token.weekday]})"
    rows = [{"table": TABLE_EDITIONS, "edition": book.edition}]
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return _claim(draft, dated, "date", stated, None, "no such day", UNDERIVABLE)
    if token.weekday >= 0 and day.weekday() != token.weekday:
        sure = token.iso[0] != "-" or dated.about in {read.ANNOUNCED, read.LABELLED}
        right = f"{iso} ({DAYS[day.weekday()]})"
        return _claim(
            draft,
            dated,
            "date",
            stated,
            right,
            "calendar",
            DIFFERS if sure else AMBIGUOUS,
            strength=FIRM,
        )
    if dated.about == read.LABELLED:
        known = hours(book)
        label = known.get(dated.label, wanted if dated.label == "online" else "")
        if not label:
            return _claim(draft, dated, "date", stated, None, dated.label, UNDERIVABLE)
        near = label[:4] == iso[:4]
        verdict = AGREES if label == iso else DIFFERS if near else UNDERIVABLE
        return _claim(draft, dated, "date", stated, label, dated.label, verdict, rows)
    if dated.about == read.ANNOUNCED and wanted:
        same = iso == wanted
        verdict = (
            AGREES
            if same
            else DIFFERS
            if dated.strength == FIRM and iso[:4] == wanted[:4]
            else UNDERIVABLE
        )
        return _claim(draft, dated, "date", stated, wanted, "announced", verdict, rows)
    if iso == wanted:
        return _claim(draft, dated, "date", stated, None, "", UNDERIVABLE)
    return _claim(draft, dated, "date", stated, None, "", UNDERIVABLE)


def _hour(book: FactBook, draft: Draft, dated: Dated) -> Claim:
    wanted = hours(book).get(f"{dated.label}_at", "") if dated.label else ""
    stated = dated.token.iso
    if not wanted:
        return _claim(draft, dated, "date", stated, None, "", UNDERIVABLE)
    rows = [{"table": TABLE_EDITIONS, "edition": book.edition}]
    return _claim(
        draft,
        dated,
        "date",
        stated,
        wanted,
        dated.label,
        AGREES if stated == wanted else DIFFERS,
        rows,
    )


def _rule(book: FactBook, draft: Draft, dated: Dated) -> Claim:
    stated = plain(dated.token)
    if dated.about not in {read.AFTER_AWARD, read.INTERVAL}:
        return _claim(draft, dated, "rule", stated, None, "", UNDERIVABLE)
    answer = review_rule(book, dated.about)
    apart = DIFFERS if dated.strength == FIRM else AMBIGUOUS
    verdict = AGREES if stated == answer.low else apart
    return _claim(
        draft, dated, "rule", stated, tidy(answer.low), answer.formula, verdict, answer.rows
    )
