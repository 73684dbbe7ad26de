"""A whole column of place names resolved at once, and what could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.names.resolver import Resolver
from store.errors import AtlasError, InputError

if TYPE_CHECKING:
    from analysis.atlas import Atlas

PROBLEM = "unresolved"


def joined(atlas: Atlas, frame: pd.DataFrame, on: str, date: str) -> pd.DataFrame:
    """Return a frame with the place each name means and its state on a day.

    Parameters
    ----------
    atlas
        Places and designations.
    frame
        Any frame.
    on
        The column of names; "고성군" alone is two places, "경남 고성군" is one.
    date
        ISO day of the names and the states.

    Returns
    -------
    :
        The frame, its index kept, with `unit_id`, `status` and `unresolved` (why a name means no
        place; blank where it means one). Nothing is guessed and no row is dropped.

    Raises
    ------
    InputError
        If there is no such column, or two rows mean the same place.
    """
    if on not in frame.columns:
        raise InputError.one(
            "join",
            where="on",
            value=repr(on),
            expected=", ".join(map(str, frame.columns)) or "a column",
            next_step="Name the column that holds the places.",
        )
    resolver = Resolver(atlas.register, date)
    units: list[str | None] = []
    problems: list[str] = []
    for name in frame[on].astype(str):
        try:
            units.append(resolver.resolve(name))
            problems.append("")
        except AtlasError as error:
            units.append(None)
            problems.append(str(error))
    found = pd.Series(units, index=frame.index, dtype=object)
    twice = found[found.notna() & found.duplicated(keep=False)]
    if len(twice):
        raise InputError.one(
            "join",
            where=f"column {on}",
            value="; ".join(f"{frame.at[at, on]} ({unit})" for at, unit in twice.items()),
            expected="one row for each place",
            next_step="Remove the rows that are too many, or add them up first.",
        )
    states = atlas.states(date)["status"]
    return frame.assign(unit_id=found, status=found.map(states), **{PROBLEM: problems})
