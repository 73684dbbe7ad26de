"""Which edition a draft is of: its days, its names, its totals and its title together.

A year until which a title holds, since which something is so, or in which a place was named says
nothing of it. What remains in doubt is said: the report names the others that were possible.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from analysis.release.facts.places import announced
from analysis.release.judge.check import report_on
from analysis.release.model import AGREES, DIFFERS, ROUNDED
from analysis.release.read.dates.dated import EDITION
from analysis.release.read.numbers import DATE, YEAR

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.reading import DraftReading

DAY, TITLE, NAMES = 6, 2, 8
"""What an announcement's day, a year in the title and all names of the new weigh; each statement
that an edition bears out weighs one, each that it denies takes one away."""
ENOUGH = 3
"""Below this weight over the default a draft does not say which edition it is of."""
CLOSE = 1
"""Statements fewer than the best edition's with which another is as possible."""
TITLE_LINES = 3


def edition_of(reading: DraftReading, book: FactBook, default: str) -> dict[str, Any]:
    """Return the edition that a draft is most likely of: `edition`, `reason`, `others`.

    Parameters
    ----------
    reading
        The draft, read with the names of any edition.
    book
        The data, opened at the last edition.
    default
        The edition to assume where the draft does not say.
    """
    votes: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}

    def vote(year: int, weight: float, reason: str) -> None:
        edition = str(year)
        if edition in book.rows:
            votes[edition] += weight  # type: ignore[assignment]  # a Counter of numbers, not of counts  # weights may be parts
            reasons.setdefault(edition, Counter())[reason] += weight  # type: ignore[assignment]  # a Counter of numbers, not of counts

    _days(reading, book, vote)
    _names(reading, book, vote)
    for edition in book.rows:
        vote(int(edition), _fit(reading, book.at(edition)), "totals")
    best = max(votes, key=lambda edition: (votes[edition], edition == default, -int(edition)))
    if votes[best] < votes[default] + ENOUGH and not _named(reasons[best]):
        best = default
    close = [e for e in votes if e != best and votes[e] >= votes[best] - CLOSE]
    reason = max(reasons[best], key=lambda name: reasons[best][name])
    reason = reason if reasons[best][reason] > 0 else "default"
    return {"edition": best, "reason": reason, "others": sorted(close)}


def _named(reasons: Counter[str]) -> bool:
    """Return whether a draft's days or names say an edition."""
    return sum(reasons[name] for name in ("date", "title", "names")) >= TITLE


def _fit(reading: DraftReading, book: FactBook) -> int:
    """Return how many statements of a draft an edition bears out, less those that it denies."""
    verdicts = [claim.verdict for claim in report_on(reading, book).claims]
    return sum(v in {AGREES, ROUNDED} for v in verdicts) - verdicts.count(DIFFERS)


def _days(reading: DraftReading, book: FactBook, vote: Any) -> None:
    """Let the days of a draft speak, and the years of its first lines."""
    draft = reading.draft
    title_to = 0
    for line in [x for x in draft.page.lines if x.kind != "blank"][:TITLE_LINES]:
        title_to = line.end
    for dated in reading.dated:
        token = dated.token
        if token.kind == DATE and token.iso[:4].isdigit():
            year = int(token.iso[:4])
            hit = str(year) in book.rows and announced(book.at(str(year))) == token.iso
            if hit:
                vote(year, DAY, "date")
            elif token.start < title_to:
                vote(year, TITLE, "title")
        elif token.kind == DATE and token.iso[2:4] != "00":
            for year in book.editions:
                if announced(book.at(str(year)))[4:] == token.iso[1:]:
                    vote(year, DAY / 2, "date")
        elif token.kind == YEAR and dated.about == EDITION:
            year = int(token.value)
            if token.start < title_to:
                vote(year, TITLE, "title")


def _names(reading: DraftReading, book: FactBook, vote: Any) -> None:
    """Let the names of new places speak: those of an announcement are in no other."""
    named: set[str] = set()
    for entry in reading.lists:
        if (
            entry.readings
            and entry.readings[0].measure in {"new", "total"}
            and not entry.readings[0].when.year
        ):
            named |= {m.units[0] for m in entry.names.mentions if len(m.units) == 1}
    for year in book.editions:
        new = set(book.new(year))
        if new and named & new:
            vote(year, NAMES * len(named & new) / len(new), "names")
