"""Hold the lives of places against each other: no overlap, no gap, no heir without a parent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.places.register import FIRST_DAY
from store.errors import Fault

if TYPE_CHECKING:
    import pandas as pd

PLACES = "municipalities/places.csv"
PROVINCES = "municipalities/provinces.csv"
CHANGES = "municipalities/changes.csv"
MOVES = ("created", "merged", "split")
"""Kinds of change that make or end places; the others keep them."""


def day_before(date: str) -> str:
    """Return the day before an ISO date."""
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat()


def life_faults(places: pd.DataFrame, changes: pd.DataFrame) -> list[Fault]:
    """Return every contradiction among the lives of places and the changes between them.

    Parameters
    ----------
    places
        One row a state of a place.
    changes
        One row a merger, split, creation, renaming or move.

    Returns
    -------
    :
        Overlapping or interrupted lives; births and deaths that no change explains; changes on
        another day than the births and deaths they name; heirs that are not among the
        successors; cycles of successors. Empty when all is well.
    """
    return [
        *_state_faults(places),
        *_change_faults(places, changes),
        *_unexplained(places, changes),
        *_cycles(changes),
    ]


def province_faults(provinces: pd.DataFrame) -> list[Fault]:
    """Return the provinces that have two states on one day; a code means one province a day."""
    ordered = provinces.sort_values(["province_code", "valid_from"])
    before = ordered.groupby("province_code")["valid_to"].shift()
    overlaps = before.notna() & ((before == "") | (before >= ordered["valid_from"]))
    return [
        Fault(
            PROVINCES,
            f"row {int(str(index)) + 2}",
            f"{row['province_code']} from {row['valid_from']}, an earlier state still lasting",
            "states that do not overlap",
            "Let each state end on the day before the next begins.",
        )
        for index, row in ordered[overlaps].iterrows()
    ]


def _state_faults(places: pd.DataFrame) -> list[Fault]:
    """Return the states of a place that overlap or leave a gap."""
    faults = []
    last: dict[str, str] = {}
    for index, row in places.sort_values(["unit_id", "valid_from"]).iterrows():
        unit, where = row["unit_id"], f"row {int(str(index)) + 2}"
        if row["valid_to"] and row["valid_to"] < row["valid_from"]:
            faults.append(
                Fault(
                    PLACES,
                    where,
                    f"{unit} from {row['valid_from']} to {row['valid_to']}",
                    "an end that is not before its start",
                    "Correct one of the two dates.",
                )
            )
        if unit in last and (last[unit] == "" or last[unit] != day_before(row["valid_from"])):
            overlap = last[unit] == "" or last[unit] >= row["valid_from"]
            faults.append(
                Fault(
                    PLACES,
                    where,
                    f"{unit} again from {row['valid_from']}, before it to {last[unit] or 'today'}",
                    "states that do not overlap" if overlap else "states without a gap",
                    "Let each state end on the day before the next begins.",
                )
            )
        last[unit] = row["valid_to"]
    return faults


def _births_and_deaths(places: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Return each place's first day and its last; places that live have no last day."""
    first = places.groupby("unit_id")["valid_from"].min().to_dict()
    ordered = places.sort_values("valid_from").drop_duplicates("unit_id", keep="last")
    ended = ordered[ordered["valid_to"] != ""]
    return first, dict(zip(ended["unit_id"], ended["valid_to"], strict=True))


def _change_faults(places: pd.DataFrame, changes: pd.DataFrame) -> list[Fault]:
    """Return the changes that do not fit the births and deaths of the places they name."""
    born, died = _births_and_deaths(places)
    faults = []
    for index, row in changes.iterrows():
        where = f"row {int(str(index)) + 2}"
        sources, results = row["from_units"].split(";"), row["to_units"].split(";")
        heirs = [unit for unit in row["inherits"].split(";") if unit]
        day = row["effective_date"]
        wrong = [f"{unit} is no place" for unit in (*sources, *results) if unit not in born]
        wrong += [f"{unit} inherits, but is no successor" for unit in heirs if unit not in results]
        if row["kind"] in MOVES and not wrong:
            wrong += [
                f"{unit} ends on {died.get(unit, 'no day')}"
                for unit in sources
                if unit not in results and died.get(unit) != day_before(day)
            ]
            wrong += [
                f"{unit} begins on {born[unit]}"
                for unit in results
                if unit not in sources and born[unit] != day
            ]
        faults += [
            Fault(
                CHANGES,
                where,
                f"{row['kind']} on {day}, {problem}",
                "places that end on the day before and begin on the day of the change",
                "Correct the change or the life in places.csv.",
            )
            for problem in wrong
        ]
    return faults


def _unexplained(places: pd.DataFrame, changes: pd.DataFrame) -> list[Fault]:
    """Return births after the register's first day, and deaths, that no change names."""
    born, died = _births_and_deaths(places)
    moves = changes[changes["kind"].isin(MOVES)]
    made = {unit for units in moves["to_units"] for unit in units.split(";")}
    gone = {unit for units in moves["from_units"] for unit in units.split(";")}
    problems = [
        (unit, f"begins on {day}", "a change that made it")
        for unit, day in born.items()
        if day > FIRST_DAY and unit not in made
    ]
    problems += [
        (unit, f"ends on {day}", "a change that names its successor")
        for unit, day in died.items()
        if unit not in gone
    ]
    return [
        Fault(PLACES, f"place {unit}", f"{unit} {what}", expected, "Add it to changes.csv.")
        for unit, what, expected in problems
    ]


def _cycles(changes: pd.DataFrame) -> list[Fault]:
    """Return the changes that make a place its own descendant."""
    heirs: dict[str, set[str]] = {}
    faults = []
    for index, row in changes[changes["kind"].isin(MOVES)].iterrows():
        sources, results = set(row["from_units"].split(";")), set(row["to_units"].split(";"))
        for unit in sorted(sources - results):
            new = results - sources or results
            if any(unit in _descendants(heir, heirs) for heir in new):
                faults.append(
                    Fault(
                        CHANGES,
                        f"row {int(str(index)) + 2}",
                        f"{unit} as its own successor",
                        "successors that never lead back",
                        "Give the later place a key of its own.",
                    )
                )
            heirs.setdefault(unit, set()).update(new)
    return faults


def _descendants(unit: str, heirs: dict[str, set[str]]) -> set[str]:
    """Return a place and all that came after it."""
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += heirs.get(one, ())
    return found
