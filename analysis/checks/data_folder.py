"""The whole data folder held against its rules: every check, and what each one found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.checks import agreement
from analysis.programmes.kinds import programme_faults
from analysis.renewals.rules import rule_faults
from geo.names.resolver import Resolver
from geo.places.lives import life_faults, province_faults
from geo.places.register import Register
from geo.shapes.by_date import territory_faults
from store.checksums import LIST, check_sums
from store.dictionary import dictionary_faults, read_dictionary
from store.errors import InputError
from store.schemas import SPECS
from store.table_specs.cross_checks import cross_faults
from store.tables import CORE, Tables, read_every_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from store.errors import Fault


@dataclass(frozen=True)
class Outcome:
    """What one check found.

    Parameters
    ----------
    check
        Its name.
    looked_at
        What it looked at, in words.
    faults
        Everything that is wrong.
    waits_for
        Tables that must be sound before it can run; it did not run when there are any.
    """

    check: str
    looked_at: str
    faults: tuple[Fault, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Return "ok", "faults" or "not_run"."""
        return "not_run" if self.waits_for else "faults" if self.faults else "ok"


def _collected(ask: Callable[[], list[Fault]]) -> tuple[Fault, ...]:
    """Return a check's faults, those it raises included."""
    try:
        return tuple(ask())
    except InputError as error:
        return error.faults


def _checksums(root: Path) -> Outcome:
    """Return whether the publishers' files are as they came."""
    folders = sorted(path.parent for path in root.rglob(LIST))
    count = 0
    faults: list[Fault] = []
    for folder in folders:
        try:
            count += check_sums(folder)
        except InputError as error:
            faults += error.faults
    return Outcome("checksums", f"{count} files as published", tuple(faults))


BETWEEN = ("register", "territory", "events", "list", "renewals", "printed", "undesignated")
"""The checks that need several sound tables."""

NEEDED = (*CORE, "explanations", "redesignations", "renewal_rules", "territory")
"""The tables they need."""


def between_tables(
    frames: Mapping[str, pd.DataFrame], day: str, names: Iterable[str] = BETWEEN
) -> list[Outcome]:
    """Return the outcome of checks that hold tables against each other.

    Parameters
    ----------
    frames
        Sound tables by name.
    day
        Today, ISO.
    names
        Which of `BETWEEN`. Where a table is missing they do not run, and say so.
    """
    missing = tuple(name for name in NEEDED if name not in frames)
    if missing:
        return [Outcome(name, "", waits_for=missing) for name in names]
    doubled = province_faults(frames["provinces"])
    if doubled:
        # Nobody can say which province a place lies in: the other checks cannot begin.
        return [
            Outcome(name, "states of provinces", tuple(doubled))
            if name == BETWEEN[0]
            else Outcome(name, "", waits_for=("provinces",))
            for name in names
        ]
    asks = _asks(frames, day)
    return [Outcome(name, asks[name][0], _collected(asks[name][1])) for name in names]


def _asks(
    frames: Mapping[str, pd.DataFrame], day: str
) -> dict[str, tuple[str, Callable[[], list[Fault]]]]:
    """Return each check of `BETWEEN` with what it looks at."""
    tables = Tables(**{name: frames[name] for name in CORE})
    register = Register.from_tables(tables)
    events, editions, printed = tables.events, tables.editions, tables.printed_totals
    explained, reviews = frames["explanations"], frames["redesignations"]
    resolver = Resolver(register, str(editions["announced_to"].max()))
    return {
        "register": (
            f"{len(tables.places)} states of {tables.places['unit_id'].nunique()} places",
            lambda: [
                *life_faults(tables.places, tables.changes),
                *agreement.homeless_faults(register),
            ],
        ),
        "territory": (
            f"{len(frames['territory'])} holders of the pieces that changed hands",
            lambda: territory_faults(frames["territory"], register),
        ),
        "events": (
            f"{len(events)} events against the register",
            lambda: agreement.event_faults(events, register, day),
        ),
        "list": (
            f"{len(tables.designations)} listed designations against the ledger",
            lambda: agreement.list_faults(tables.designations, editions, events, resolver),
        ),
        "renewals": (
            f"{len(reviews)} outcomes of reviews against the ledger",
            lambda: [
                *rule_faults(frames["renewal_rules"]),
                *agreement.renewal_faults(reviews, events, resolver),
            ],
        ),
        "printed": (
            f"figures of {len(editions)} editions, {len(printed)} printed totals",
            lambda: [
                *agreement.edition_faults(events, register, editions, explained),
                *agreement.printed_faults(events, register, editions, printed, explained),
            ],
        ),
        "undesignated": (
            f"{len(tables.undesignated_2023)} municipalities without designation in March 2023",
            lambda: agreement.remaining_faults(
                tables.undesignated_2023, events, register, editions, resolver
            ),
        ),
    }


def _with_unknown_keys(faults: list[Fault]) -> set[str]:
    """Return the tables that name a place or a province that the register does not hold."""
    homeless = ("column unit_id", "column province_code")
    files = {fault.file for fault in faults if fault.where.endswith(homeless)}
    return {name for name, spec in SPECS.items() if spec.path in files}


def inspect(root: Path, day: str) -> list[Outcome]:
    """Return the outcome of every check on a data folder, as of a day."""
    frames, broken = read_every_table(root)
    rows = sum(len(frame) for frame in frames.values())
    dictionary = Outcome("dictionary", "the meaning of every column")
    try:
        said = read_dictionary(root)
        dictionary = Outcome(
            "dictionary", f"{len(said)} columns explained", tuple(dictionary_faults(said))
        )
    except InputError as error:
        dictionary = Outcome("dictionary", "the meaning of every column", error.faults)
    keys = cross_faults(frames)
    for name, frame in frames.items():
        if "programme" in frame.columns:
            keys += programme_faults(frame, SPECS[name].path)
    unsound = _with_unknown_keys(keys)
    sound = {name: frame for name, frame in frames.items() if name not in unsound}
    return [
        Outcome(
            "schemas",
            f"{len(frames) + len(broken)} tables, {rows:,} sound rows",
            tuple(fault for faults in broken.values() for fault in faults),
        ),
        Outcome("keys", "keys and times between tables", tuple(keys)),
        _checksums(root),
        *between_tables(sound, day),
        dictionary,
    ]
