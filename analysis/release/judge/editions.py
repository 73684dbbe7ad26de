"""Which edition a draft is of: its days, its names, its totals and its title together.

A year until which a title holds, since which something is so, or in which a place was named says
nothing of it. What remains in doubt is said: the report names the others that were possible.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from analysis.release.facts.places import announced
from analysis.release.model import OPEN
from analysis.release.read.dates.dated import EDITION
from analysis.release.read.numbers import DATE, YEAR

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.reading import DraftReading

DAY, TITLE, NAMES, TOTAL, COUNTED, YEARS = 6, 4, 8, 3, 1, 1
"""What an announcement's day, a year in the title, all names of the new, a total, a number of new
places, and a year in the text weigh."""
ENOUGH = 3
"""Below this weight a draft does not say which edition it is of."""
CLOSE = 0.6
"""Share of the best weight from which another edition was possible."""
TITLE_LINES = 3
MOST_YEARS = 3


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
    _totals(reading, book, vote)
    if not votes or max(votes.values()) < ENOUGH:
        return {"edition": default, "reason": "default", "others": sorted(votes)}
    best = max(votes, key=lambda edition: (votes[edition], edition))
    others = [e for e, weight in votes.items() if e != best and weight >= CLOSE * votes[best]]
    reason = max(reasons[best], key=lambda name: reasons[best][name])
    return {"edition": best, "reason": reason, "others": sorted(others)}


def _days(reading: DraftReading, book: FactBook, vote: Any) -> None:
    """Let the days and years of a draft speak, those in its first lines most."""
    draft = reading.draft
    title_to = 0
    for line in [x for x in draft.page.lines if x.kind != "blank"][:TITLE_LINES]:
        title_to = line.end
    heard: Counter[int] = Counter()
    for dated in reading.dated:
        token = dated.token
        if token.kind == DATE and token.iso[:4].isdigit():
            year = int(token.iso[:4])
            hit = str(year) in book.rows and announced(book.at(str(year))) == token.iso
            if hit:
                vote(year, DAY, "date")
            elif token.start < title_to:
                vote(year, TITLE, "title")
            heard[year] += 1
        elif token.kind == YEAR and dated.about == EDITION:
            year = int(token.value)
            if token.start < title_to:
                vote(year, TITLE, "title")
            heard[year] += 1
    for year, times in heard.items():
        vote(year, YEARS * min(times, MOST_YEARS), "years")


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


def _totals(reading: DraftReading, book: FactBook, vote: Any) -> None:
    """Let totals and numbers of new places speak."""
    totals = {f.token.high for f in reading.figures if _said(f, "total")}
    counts = {f.token.high for f in reading.figures if _said(f, "new")}
    most = max((len(book.new(year)) for year in book.editions), default=0)
    for year in book.editions:
        total, new = book.at(str(book.editions[-1])).count("total", "", year, "official"), None
        if total and total.low == total.high and total.high in totals:
            # A total no larger than what one year may bring is easily a number of something else.
            vote(year, TOTAL if total.low > most else COUNTED, "totals")
        new = book.count("new", "", year, "official")
        if new and new.low == new.high and new.high in counts:
            vote(year, COUNTED, "totals")


def _said(figure: Any, measure: str) -> bool:
    best = figure.best
    return bool(
        best and best.measure == measure and best.strength != OPEN and best.when.kind == "edition"
    )
