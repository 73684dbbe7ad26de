"""Tables held against each other: keys that must be known, intervals that must not cross."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import Fault
from store.schemas import SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


REFERENCES = {
    "unit_id": (("places", "unit_id"),),
    "province_code": (("provinces", "province_code"),),
    "source_id": (("sources", "source_id"), ("register_sources", "source_id")),
}
"""A column of one of these names holds keys of the tables named, in every table; several keys
are parted by semicolons."""


INTERVALS = (
    ("valid_from", "valid_to"),
    ("date_from", "date_to"),
    ("announced_from", "announced_to"),
)
"""Columns that are the first and last day of a time; a blank end is still open."""


def cross_faults(frames: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Return the faults that show only between tables or columns.

    Parameters
    ----------
    frames
        Tables by name. References to a table that is not among them are not checked.

    Returns
    -------
    :
        Every key that the table it belongs to does not know, and every end before its start.
    """
    faults: list[Fault] = []
    for column, homes in REFERENCES.items():
        present = [(name, key) for name, key in homes if name in frames]
        if not present:
            continue
        known = {value for name, key in present for value in frames[name][key]}
        for name, frame in frames.items():
            if column in frame.columns and name not in dict(present):
                where = " or ".join(Path(SPECS[home].path).name for home, _ in present)
                faults += _unknown_keys(name, frame[column], known, where)
    for start, end in INTERVALS:
        for name, frame in frames.items():
            if {start, end} <= set(frame.columns):
                faults += _crossed(name, frame, start, end)
    return faults


def _unknown_keys(name: str, cells: pd.Series, known: set[str], where: str) -> list[Fault]:
    return [
        Fault(
            SPECS[name].path,
            f"row {position + 2}, column {cells.name}",
            repr(value),
            f"a key that {where} knows",
            "Correct the key, or add its row there.",
        )
        for position, cell in enumerate(cells)
        for value in filter(None, str(cell).split(";"))
        if value not in known
    ]


def _crossed(name: str, frame: pd.DataFrame, start: str, end: str) -> list[Fault]:
    late = frame[(frame[end] != "") & (frame[end] < frame[start])]
    return [
        Fault(
            SPECS[name].path,
            f"row {int(index) + 2}",
            f"{start} {row[start]}, {end} {row[end]}",
            "an end that is not before its start",
            "Correct one of the two dates.",
        )
        for index, row in late.iterrows()
    ]
