"""Amounts as a release writes them, as sure as they are known; what is not known is a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.brief.blanks import blank
from figures.words.won import release_won, table_won

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from exports.release.draft import Row
    from figures.words.language import Words


def each(say: Words, rows: pd.DataFrame) -> str:
    """Return what every recipient gets, with the words that go with it; a blank where unknown.

    Recipients of one programme mostly get the same; where amounts differ, or some are not in the
    data, an officer has to say how it is put.

    Parameters
    ----------
    say
        The language.
    rows
        A programme's rows of the `funding` table.
    """
    known = {
        (row["low_krw"], row["high_krw"], row["certainty"])
        for row in rows.to_dict("records")
        if row["certainty"] != "disputed"
    }
    if len(known) != 1:
        return say("draft.paid.blank", blank=blank(say("draft.blank.amount")))
    low, high, certainty = next(iter(known))
    if certainty == "unknown":
        return say("draft.paid.blank", blank=blank(say("draft.blank.amount")))
    if certainty == "range":
        money = release_won(say, int(low)), release_won(say, int(high))
        return say("draft.paid.range", low=money[0], high=money[1])
    return say(f"draft.paid.{certainty}", money=release_won(say, int(high)))


def cell(say: Words, row: Row) -> str:
    """Return one recipient's amount as a table has it: 90백만 원."""
    if row["certainty"] == "unknown":
        return blank(say("draft.blank.amount"))
    return table_won(say, int(row["low_krw"]), int(row["high_krw"]), row["certainty"])


def rows_of(frame: pd.DataFrame) -> Iterable[Row]:
    """Return rows of the `funding` table as the rows behind a line."""
    columns = ["year", "programme", "recipient_kind", "recipient_id", "low_krw", "high_krw"]
    columns += ["certainty", "shared_by", "source_id", "note"]
    return ({"table": "funding", **row} for row in frame[columns].to_dict("records"))
