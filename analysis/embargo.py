"""What the public may see at a moment: nothing of an edition before it is online.

Every function takes the moment as an aware datetime and compares instants, so a machine's time
zone changes nothing. What is not in the tables a page is made from cannot leak from it; so the
public's tables are cut here, once, before anything else is computed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from analysis.atlas import Atlas
from analysis.editing import Book
from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.tables import Tables

SEOUL = ZoneInfo("Asia/Seoul")


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

    Parameters
    ----------
    book
        All tables with every official edition.
    now
        The moment, with its zone.
    """
    hidden = hidden_editions(book.tables.editions, now)
    if not hidden:
        return book
    tables = book.tables
    editions = tables.editions
    first = str(editions.loc[editions["edition"].isin(hidden), "announced_from"].min())
    secret = _secret_sources(tables, hidden, first)
    cut = _Cut(hidden, first, secret)
    return Book(
        replace(
            tables,
            events=cut.events(tables.events),
            editions=cut.clean(editions[~editions["edition"].isin(hidden)]),
            designations=cut.clean(_without_years(tables.designations, hidden)),
            printed_totals=cut.clean(_without_years(tables.printed_totals, hidden)),
            undesignated_2023=cut.clean(tables.undesignated_2023),
            sources=cut.clean(tables.sources[~tables.sources["source_id"].isin(secret)]),
        ),
        cut.clean(_without_years(book.funding, hidden)),
        cut.clean(_without_years(book.lists, hidden)),
    )


def public_atlas(atlas: Atlas, now: dt.datetime) -> Atlas:
    """Return the atlas as the public may see it at a moment; the same one when nothing is hidden.

    Its register is whole: places are no secret. Tables that are read one by one go through
    `public_frame`.
    """
    book = public_book(atlas.book, now)
    if book is atlas.book:
        return atlas
    cut = Atlas(book.tables, atlas.register, atlas.root)
    # What was taken in is in the tables already, as far as it is public.
    cut.__dict__["book"] = book
    return cut


def public_frame(frame: pd.DataFrame, book: Book, now: dt.datetime) -> pd.DataFrame:
    """Return any other table with a `year` or `known_since` column as the public may see it."""
    hidden = hidden_editions(book.tables.editions, now)
    if not hidden:
        return frame
    editions = book.tables.editions
    first = str(editions.loc[editions["edition"].isin(hidden), "announced_from"].min())
    cut = _Cut(hidden, first, _secret_sources(book.tables, hidden, first))
    if "known_since" in frame.columns:
        return cut.events(frame)
    return cut.clean(_without_years(frame, hidden) if "year" in frame.columns else frame)


def _without_years(frame: pd.DataFrame, hidden: Iterable[str]) -> pd.DataFrame:
    return frame[~frame["year"].isin(list(hidden))]


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


class _Cut:
    """Take out of frames what only a hidden edition made known."""

    def __init__(self, hidden: list[str], first: str, secret: set[str]) -> None:
        self.first, self.secret = first, secret
        self.year = re.compile("|".join(hidden))

    def events(self, events: pd.DataFrame) -> pd.DataFrame:
        """Return the events that were known before the first hidden edition."""
        kept = events[(events["known_since"] < self.first) & (events["date_from"] < self.first)]
        return self.clean(kept)

    def clean(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a frame whose sources and remarks are free of the hidden editions."""
        kept = frame.copy()
        if "source_id" in kept.columns:
            kept["source_id"] = kept["source_id"].map(self._sources)
        for column in ("note", "later", "how_known", "title", "what_it_supports", "url_note"):
            if column in kept.columns:
                kept[column] = kept[column].map(self._remark)
        if "what_it_supports" in kept.columns:
            # A living page keeps its row; the day it was last read may be after the hidden edition.
            kept["date"] = kept["date"].map(self._remark)
        return kept

    def _sources(self, text: str) -> str:
        return ";".join(source for source in text.split(";") if source not in self.secret)

    def _remark(self, text: str) -> str:
        return "" if self.year.search(text) else text


def audience(editions: pd.DataFrame, now: dt.datetime) -> dict[str, Any]:
    """Return what an editor's banner says: what is hidden, since when, until when."""
    hidden = hidden_editions(editions, now)
    return {
        "hidden": hidden,
        "stamps": {edition: stamps_of(editions, edition) for edition in hidden},
        "next": next_change(editions, now),
    }
