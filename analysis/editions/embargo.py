"""What the public may see at a moment: nothing of an edition before it is online.

Every function takes the moment as an aware datetime and compares instants, so a machine's time
zone changes nothing. What is not in the tables a page is made from cannot leak from it; so the
public's tables are cut here, once, before anything else is computed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.clock import SEOUL
from analysis.editions.editing import Book
from store.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from store.tables import Tables

EDITION_TABLES = (
    "designations", "doubts", "explanations", "funding", "printed_totals", "programme_lists",
    "programmes", "redesignations", "renewal_rules", "review_sizes", "sources",
    "undesignated_2023", "validities",
)  # fmt: skip
"""Tables that say something of editions; the others are about places and people, and public."""

REMARKS = (
    "note", "later", "how_known", "title", "what_it_supports", "url_note", "reason_ko", "reason_en",
    "explanation_ko", "explanation_en",
)  # fmt: skip
"""Columns of free text."""


def online_at(row: pd.Series | dict[str, str]) -> dt.datetime:
    """Return the instant from which the public sees an edition.

    An edition without an hour is seen from the first midnight in Seoul by which it was certainly
    announced.
    """
    if row["online_at"]:
        return dt.datetime.fromisoformat(str(row["online_at"]))
    day = dt.date.fromisoformat(str(row["announced_to"])) + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), SEOUL)


def _aware(now: dt.datetime) -> dt.datetime:
    if now.tzinfo is None or now.utcoffset() is None:
        raise InputError.one(
            "the clock", value="a time without a zone", expected="an aware datetime",
            next_step="Use datetime.now(ZoneInfo('Asia/Seoul')).",
        )  # fmt: skip
    return now


def visible_editions(editions: pd.DataFrame, now: dt.datetime) -> pd.DataFrame:
    """Return the editions that are online at a moment.

    Parameters
    ----------
    editions
        Rows of the `editions` table.
    now
        The moment, with its zone.
    """
    _aware(now)
    seen = [online_at(row) <= now for row in editions.to_dict("records")]
    return editions[seen]


def hidden_editions(editions: pd.DataFrame, now: dt.datetime) -> list[str]:
    """Return the editions that are under embargo at a moment."""
    seen = set(visible_editions(editions, now)["edition"])
    return [edition for edition in editions["edition"] if edition not in seen]


def next_change(editions: pd.DataFrame, now: dt.datetime) -> dt.datetime | None:
    """Return the next instant at which an edition goes online, or None when none waits.

    Open sessions and every process ask for this and switch by it.
    """
    _aware(now)
    waiting = [at for row in editions.to_dict("records") if (at := online_at(row)) > now]
    return min(waiting, default=None)


def stamps_of(editions: pd.DataFrame, edition: str) -> dict[str, str]:
    """Return the three hours of an edition, as editors are shown them; empty where unknown."""
    row = editions.set_index("edition").loc[edition]
    return {name: str(row[name]) for name in ("briefed_at", "online_at", "paper_on")}


def public_book(book: Book, now: dt.datetime) -> Book:
    """Return the tables as the public may see them at a moment.

    Rows of a hidden edition are gone, and so is every row, source and remark that was only known
    through it; a remark that mentions its year is blanked.
    `analysis.atlas.Atlas.public` is where the atlas is cut, and so everything made from it.

    Parameters
    ----------
    book
        All tables with every official edition.
    now
        The moment, with its zone.
    """
    cut = cut_at(book.tables, now)
    return book if cut is None else cut.book(book)


def cut_at(tables: Tables, now: dt.datetime) -> Cut | None:
    """Return what takes the hidden editions of a moment out of tables; None when none is hidden.

    Parameters
    ----------
    tables
        With the hidden editions still in them.
    now
        The moment, with its zone.
    """
    hidden = hidden_editions(tables.editions, now)
    if not hidden:
        return None
    rows = tables.editions
    first = str(rows.loc[rows["edition"].isin(hidden), "announced_from"].min())
    return Cut(tuple(hidden), first, frozenset(_secret_sources(tables, hidden, first)))


def _secret_sources(tables: Tables, hidden: list[str], first: str) -> set[str]:
    """Return the sources that are the hidden editions', or were published with them."""
    rows = tables.editions[tables.editions["edition"].isin(hidden)]
    own = {source for text in rows["source_id"] for source in text.split(";")}
    seen = tables.editions[~tables.editions["edition"].isin(hidden)]
    public = {source for text in seen["source_id"] for source in text.split(";")}
    # Compared as text: a full date by the day, a bare year by the year.
    dates = tables.sources["date"]
    later = tables.sources[
        dates.str.match(r"\d{4}") & (dates >= [first[: len(date)] for date in dates])
    ]
    years = tables.sources[dates.str[:4].isin(hidden)]
    return (own | set(later["source_id"]) | set(years["source_id"])) - public


@dataclass(frozen=True)
class Cut:
    """Takes out of frames what only hidden editions made known.

    Parameters
    ----------
    hidden
        The editions.
    first
        The day the first of them was announced, ISO.
    secret
        Sources that were published with them.
    """

    hidden: tuple[str, ...]
    first: str
    secret: frozenset[str]

    def book(self, book: Book) -> Book:
        """Return the tables, programmes and money without the hidden editions."""
        tables = book.tables
        names = [one for one in EDITION_TABLES if hasattr(tables, one)]
        editions = tables.editions
        return Book(
            replace(
                tables,
                events=self._events(tables.events),
                editions=self._clean(editions[~editions["edition"].isin(self.hidden)]),
                **{name: self.table(name, getattr(tables, name)) for name in names},
            ),
            self.table("funding", book.funding),
            self.table("programme_lists", book.lists),
        )

    def table(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Return any table as the public may see it.

        Parameters
        ----------
        name
            As in `store.schemas.SPECS`.
        frame
            Its rows.
        """
        if name not in EDITION_TABLES:
            return frame
        if "source_id" in frame.columns and name == "sources":
            frame = frame[~frame["source_id"].isin(self.secret)]
        for column in ("year", "concerns_year"):
            if column in frame.columns:
                frame = frame[~frame[column].isin(self.hidden)]
        return self._clean(frame)

    def _events(self, events: pd.DataFrame) -> pd.DataFrame:
        """Return the events that were known before the first hidden edition."""
        kept = events[(events["known_since"] < self.first) & (events["date_from"] < self.first)]
        return self._clean(kept)

    def _clean(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a frame whose sources and remarks are free of the hidden editions."""
        kept = frame.copy()
        if "source_id" in kept.columns:
            kept["source_id"] = kept["source_id"].map(self._sources)
        for column in REMARKS:
            if column in kept.columns:
                kept[column] = kept[column].map(self._remark)
        if "what_it_supports" in kept.columns:
            # A living page keeps its row; the day it was last read may be after the hidden edition.
            kept["date"] = kept["date"].map(self._remark)
        return kept

    def _sources(self, text: str) -> str:
        return ";".join(source for source in text.split(";") if source not in self.secret)

    def _remark(self, text: str) -> str:
        return "" if any(year in text for year in self.hidden) else text


def audience(editions: pd.DataFrame, now: dt.datetime) -> dict[str, Any]:
    """Return what an editor's banner says: what is hidden, since when, until when."""
    hidden = hidden_editions(editions, now)
    return {
        "hidden": hidden,
        "stamps": {edition: stamps_of(editions, edition) for edition in hidden},
        "next": next_change(editions, now),
    }
