"""The figures of an announcement that somebody may write in place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.release.facts.tables import kept
from analysis.release.model import Answer

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook

MEASURES = (
    "total", "new", "special", "courses", "linked", "consortium", "consortia", "municipalities",
    "undesignated", "reviewed", "excellent", "special+consortium", "special+consortia",
)  # fmt: skip


@kept
def well_known(book: FactBook) -> frozenset[float]:
    """Return the nation's figures of an edition and of the one before it.

    Parameters
    ----------
    book
        The data, opened at the edition.
    """
    years = {int(book.edition), book.standing(int(book.edition), before=True)}
    answers = [
        book.count(measure, "", year, "official")
        for year in years
        if year is not None
        for measure in MEASURES
    ]
    return frozenset(answer.high for answer in answers if answer)


def rank(book: FactBook, scope: str, year: int) -> Answer | None:
    """Return which turns the new places of a year took: after those before, up to all of them.

    Parameters
    ----------
    book
        The data.
    scope
        A province's code, or "" for the nation.
    year
        The year of the announcement.
    """
    now = book.count("total", scope, year, "official")
    then = book.count("total", scope, year, "official", before=True)
    if now is None or then is None or now.high <= then.low:
        return None
    turns = frozenset(float(n) for n in range(int(then.low) + 1, int(now.high) + 1))
    return Answer(now.high, now.high, f"{then.high:g} + 1", now.rows, also=turns)
