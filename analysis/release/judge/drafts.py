"""Check a draft against an atlas: the edition that is asked for, or the one the draft is of."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.coverage.counting import DEFAULT_EDITION
from analysis.release.facts.book import FactBook
from analysis.release.judge.check import report_on
from analysis.release.judge.editions import edition_of
from analysis.release.model import AMBIGUOUS, DIFFERS
from analysis.release.read.names.places import Names
from analysis.release.read.reading import read

if TYPE_CHECKING:
    from analysis.atlas import Atlas
    from analysis.release.model import Report

TABLES = ("renewal_rules", "review_sizes", "redesignations", "validities")


def fact_book(atlas: Atlas, edition: str) -> FactBook:
    """Return an atlas's data as a book, opened at an edition.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    atlas.edition_date(edition)
    return _book(atlas.data_hash, _Held(atlas)).at(edition)


class _Held:
    """An atlas as an argument that its data's hash already tells from others."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=4)
def _book(data_hash: str, held: _Held) -> FactBook:  # noqa: ARG001  # the hash is the key
    atlas = held.atlas
    tables = {name: atlas.table(name) for name in TABLES}
    tables["printed_totals"] = atlas.tables.printed_totals
    book = FactBook(atlas.book, atlas.register, tables, atlas.editions[-1])
    for name in ("_states", "_new", "money", "editions", "excellent_rows"):
        getattr(book, name)  # made once, shared by the books of all editions
    return book


@lru_cache(maxsize=32)
def _names(data_hash: str, held: _Held, date: str) -> Names:  # noqa: ARG001  # the hash is the key
    return Names(held.atlas.register, date)


def names_on(atlas: Atlas, date: str) -> Names:
    """Return the names of places and provinces on a day; kept."""
    return _names(atlas.data_hash, _Held(atlas), date)


def check_draft(atlas: Atlas, text: str, edition: str | None) -> Report:
    """Return the report on a draft.

    Parameters
    ----------
    atlas
        The atlas.
    text
        The draft, cleaned.
    edition
        The edition to hold it against; None for the one that the draft is of.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    if edition is not None:
        book = fact_book(atlas, edition)
        reading = read(text, names_on(atlas, book.date))
        return report_on(
            reading, book, atlas.data_hash, {"edition": edition, "reason": "asked", "others": []}
        )
    last = fact_book(atlas, atlas.editions[-1])
    reading = read(text, names_on(atlas, last.date))
    assumed = edition_of(reading, last, _default(atlas))
    book = fact_book(atlas, assumed["edition"])
    if book.date != last.date:
        reading = read(text, names_on(atlas, book.date))
    report = report_on(reading, book, atlas.data_hash, assumed)
    for other in assumed["others"]:
        report = _doubted(report, report_on(reading, last.at(other)))
    return report


def _doubted(report: Report, other: Report) -> Report:
    """Return a report without accusing what is right, or unknown, in another possible edition."""
    denied = {(c.start, c.end, c.kind) for c in other.claims if c.verdict == DIFFERS}
    claims = [
        replace(claim, verdict=AMBIGUOUS, suggestion="")
        if claim.verdict == DIFFERS and (claim.start, claim.end, claim.kind) not in denied
        else claim
        for claim in report.claims
    ]
    return replace(report, claims=claims)


def _default(atlas: Atlas) -> str:
    """Return the edition to assume where a draft says nothing of it."""
    return DEFAULT_EDITION if DEFAULT_EDITION in atlas.editions else atlas.editions[-1]
