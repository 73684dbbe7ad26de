"""What happened to a place: its awards, its names, its mergers and splits, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coverage.ledger import DESIGNATED, status_on
from geo.places.lives import day_before

if TYPE_CHECKING:
    from geo.places.register import Register

COLUMNS = [
    "unit_id",
    "kind",
    "date_from",
    "date_to",
    "known_since",
    "confidence",
    "source_id",
    "note",
]
"""The columns of the ledger."""


def full_ledger(events: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return every event of every place: awards and reviews, and changes of the place itself.

    Parameters
    ----------
    events
        The awards, reviews, lapses and rulings.
    register
        The places through time; its changes become one row for each place concerned.

    Returns
    -------
    :
        Columns `COLUMNS` and `with_units` (the other places concerned, `;` between them), by
        place and date. `kind` is an event's kind, or created, merged, split, renamed or
        moved_province.
    """
    rows = []
    for row in register.changes.to_dict("records"):
        units = [*row["from_units"].split(";"), *row["to_units"].split(";")]
        rows += [
            {
                "unit_id": unit,
                "kind": row["kind"],
                "date_from": row["effective_date"],
                "date_to": row["effective_date"],
                "known_since": row["effective_date"],
                "confidence": row["confidence"],
                "source_id": row["source"],
                "note": row["note"],
                "with_units": ";".join(u for u in dict.fromkeys(units) if u != unit),
            }
            for unit in dict.fromkeys(units)
        ]
    both = pd.concat([events[COLUMNS].assign(with_units=""), pd.DataFrame(rows)], ignore_index=True)
    return both.sort_values(["unit_id", "date_from", "date_to", "kind"], ignore_index=True)


@dataclass(frozen=True)
class PlaceLife:
    """The life of one place, as far as a date.

    Parameters
    ----------
    unit_id
        The place.
    day
        The day its status is for: the date asked for, or its last day when it ended before.
    valid_from, valid_to
        First and last day; blank while it lives, and `valid_from` is the register's first day
        for a place that is older.
    states
        Its names, kinds and provinces, oldest first: `valid_from`, `valid_to`, `name_ko`,
        `name_en`, `kind`, `province_code`.
    predecessors, successors
        Places it was made of or took in; places that took over.
    status
        Its row of `analysis.coverage.ledger.status_on` on `day`.
    events
        Its rows of `full_ledger`.
    changes
        Rows of the register's `changes` that it was part of.
    carried_on_from
        The predecessors whose title it carries on: those that held one when it was made.
    """

    unit_id: str
    day: str
    valid_from: str
    valid_to: str
    states: pd.DataFrame
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    status: pd.Series
    events: pd.DataFrame
    changes: pd.DataFrame
    carried_on_from: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether the place no longer exists on the date asked for."""
        return bool(self.valid_to) and self.valid_to <= self.day


def place_life(events: pd.DataFrame, register: Register, unit_id: str, date: str) -> PlaceLife:
    """Return the life and the status of a place.

    Parameters
    ----------
    events
        The awards, reviews, lapses and rulings.
    register
        The places through time.
    unit_id
        A place of the register.
    date
        ISO day, not in the future; for a place that ended before, its last day counts, and for
        one that began later its first.
    """
    born, died = register.lives().loc[unit_id]
    day = max(min(date, died) if died else date, born)
    ledger = full_ledger(events, register)
    states = register.places[register.places["unit_id"] == unit_id].sort_values("valid_from")
    status = status_on(events, register, day).loc[unit_id]
    named = register.changes["from_units"] + ";" + register.changes["to_units"]
    columns = ["valid_from", "valid_to", "name_ko", "name_en", "kind", "province_code"]
    return PlaceLife(
        unit_id=unit_id,
        day=day,
        valid_from=str(born),
        valid_to=str(died),
        states=states[columns].reset_index(drop=True),
        predecessors=register.predecessors(unit_id),
        successors=register.successors(unit_id),
        status=status,
        events=ledger[ledger["unit_id"] == unit_id].reset_index(drop=True),
        changes=register.changes[[unit_id in units.split(";") for units in named]],
        carried_on_from=_carried_on_from(events, register, unit_id, status),
    )


def _carried_on_from(
    events: pd.DataFrame, register: Register, unit_id: str, status: pd.Series
) -> tuple[str, ...]:
    """Return the predecessors whose title a place carries on, by its own since."""
    lives = register.lives()
    born = str(lives.at[unit_id, "valid_from"])
    if not status["since_to"] or status["since_to"] >= born:
        return ()
    before = status_on(events, register, day_before(born))
    return tuple(
        parent
        for parent in register.predecessors(unit_id)
        if parent in before.index and before.at[parent, "status"] == DESIGNATED
    )
