"""Which place was made of which: splits and mergers, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.places.register import Register


@dataclass(frozen=True)
class Origin:
    """A change of territory: when, from which places, and what it means for the heir's title."""

    date: str
    parents: tuple[str, ...]
    inherits: bool
    carries_on: bool
    """Whether the heir was one of the parents and lives on."""


def territory_moves(register: Register) -> list[dict[str, str]]:
    """Return the changes of territory, oldest first."""
    moved = register.changes[register.changes["kind"].isin(["split", "merged"])]
    rows: list[dict[str, str]] = moved.sort_values("effective_date").to_dict("records")
    return rows


def origins_on(moves: list[dict[str, str]], date: str) -> dict[str, Origin]:
    """Return, for each place made or enlarged up to a date, where its territory came from."""
    made: dict[str, Origin] = {}
    for row in moves:
        day = row["effective_date"]
        if day > date:
            break
        inheriting = set(row["inherits"].split(";"))
        for child in row["to_units"].split(";"):
            # Two rows of one day are two parts of one change.
            known = made.get(child)
            told = known.parents if known and known.date == day else ()
            parents = (*told, *row["from_units"].split(";"))
            made[child] = Origin(day, parents, child in inheriting, child in parents)
    return made
