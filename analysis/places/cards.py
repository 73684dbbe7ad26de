"""The facts of one place and of one province, put together for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.atlas import Atlas
    from analysis.coverage.counting import Count, Coverage

SOURCE_COLUMNS = ("title", "publisher", "publisher_ko", "date")


@dataclass(frozen=True)
class Event:
    """One line of a place's history.

    Parameters
    ----------
    kind
        As in the ledger.
    date_from, date_to
        ISO dates; equal when the day is known.
    confidence, note
        As in the ledger.
    sources
        Each source with `SOURCE_COLUMNS`; `analysis.atlas.source_text` makes a line of one.
    """

    kind: str
    date_from: str
    date_to: str
    confidence: str
    note: str
    sources: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class PlaceCard:
    """What is known of a place at an edition.

    Parameters
    ----------
    unit_id, status, is_new, is_municipality
        See `analysis.coverage.ledger`.
    since_from, since_to, confidence
        Of the designation in force; empty when there is none.
    not_designated_basis
        For an undesignated place of 2023: how that is known; empty otherwise.
    province_code
        Of the edition's date.
    province
        The province's count under the rule.
    rank, ranked
        Place of the province among those with a share, and how many there are; None without one.
    history
        Events up to the edition, oldest first.
    """

    unit_id: str
    status: str
    is_new: bool
    is_municipality: bool
    since_from: str
    since_to: str
    confidence: str
    not_designated_basis: str
    province_code: str
    province: Count
    rank: int | None
    ranked: int
    history: tuple[Event, ...]


def place_card(atlas: Atlas, point: Coverage, unit: str) -> PlaceCard:
    """Return a place's card.

    Parameters
    ----------
    atlas
        The atlas.
    point
        Coverage at the edition and rule shown.
    unit
        A place of that date.
    """
    row = point.states.loc[unit]
    code = str(row["province_code"])
    ranks = province_ranks(point)
    rank = ranks.get(code)
    return PlaceCard(
        unit_id=unit,
        status=row["status"],
        is_new=unit in atlas.new_in(point.edition),
        is_municipality=bool(row["is_municipality"]),
        since_from=row["since_from"],
        since_to=row["since_to"],
        confidence=row["confidence"],
        not_designated_basis=atlas.undesignated_basis.get(unit, "")
        if row["status"] != "designated"
        else "",
        province_code=code,
        province=point.province(code),
        rank=None if rank is None else int(rank),
        ranked=len(ranks),
        history=place_history(atlas, unit, point.date),
    )


def province_ranks(point: Coverage) -> dict[str, int]:
    """Return each province's rank by share, 1 the highest, ties sharing the better rank.

    Provinces without a share, and those whose share is open, have no rank.
    """
    shares = {str(code): point.province(str(code)).share for code in point.provinces.index}
    known = pd.Series({code: share for code, share in shares.items() if share is not None})
    ranks = known.rank(ascending=False, method="min")
    return {str(code): int(rank) for code, rank in ranks.items()}


def place_history(atlas: Atlas, unit: str, date: str) -> tuple[Event, ...]:
    """Return a place's events up to a date, oldest first."""
    events = atlas.tables.events
    mine = events[(events["unit_id"] == unit) & (events["date_from"] <= date)]
    titles = atlas.tables.sources.set_index("source_id")
    return tuple(
        Event(
            kind=row["kind"],
            date_from=row["date_from"],
            date_to=row["date_to"],
            confidence=row["confidence"],
            note=row["note"],
            sources=tuple(
                {name: str(titles.at[source, name]) for name in SOURCE_COLUMNS}
                for source in filter(None, row["source_id"].split(";"))
            ),
        )
        for row in mine.sort_values("date_from").to_dict("records")
    )
