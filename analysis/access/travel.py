"""A user's travel times, which replace straight lines: read, checked, never filled up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.access.measures import Links
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.access.measures import Floats

COLUMNS = ("origin", "destination", "minutes")
SHOWN = 20
"""Faults of one kind that are told one by one."""


def read_travel(path: Path, areas: Sequence[str], places: Sequence[str]) -> Links:
    """Return the links of a travel matrix, CSV or Parquet.

    Parameters
    ----------
    path
        Columns `origin` (an `area_code` of census_areas.csv), `destination` (a `place_id`) and
        `minutes`. A pair that is not there is out of reach; an area without any row has no way.
    areas, places
        The keys there are, in the order of the study.

    Raises
    ------
    InputError
        With every row whose key is unknown, whose time is no number or negative, or whose pair
        stands twice; also when the file cannot be read or lacks a column.
    """
    frame = _frame(path)
    minutes = pd.to_numeric(frame["minutes"], errors="coerce")
    origin = pd.Index(areas).get_indexer(frame["origin"])
    destination = pd.Index(places).get_indexer(frame["destination"])
    bad = [
        (origin < 0, "origin", "an area_code of census_areas.csv"),
        (destination < 0, "destination", "a place_id of the places asked for"),
        (~(np.isfinite(minutes) & (minutes >= 0)), "minutes", "minutes, 0 or more"),
        (frame.duplicated(["origin", "destination"]), "destination", "each pair once"),
    ]
    faults = [
        Fault(
            path.name,
            f"row {at + 2}, column {column}",
            repr(str(frame[column].iloc[at])),
            expected,
            "Correct the row; nothing is guessed or left out.",
        )
        for mask, column, expected in bad
        for at in np.flatnonzero(np.asarray(mask))[:SHOWN]
    ]
    if faults:
        raise InputError(faults)
    return Links(
        origin.astype(np.int64), destination.astype(np.int64), minutes.to_numpy(dtype=float)
    )


def _frame(path: Path) -> pd.DataFrame:
    """Return the file as text, refusing one that cannot be read or lacks a column."""
    try:
        if path.suffix.lower() == ".parquet":
            frame = pd.read_parquet(path)
        else:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError.one(
            path.name,
            value=str(error).splitlines()[0],
            expected="a CSV (UTF-8) or Parquet file",
            next_step="Save the matrix as one of them.",
        ) from error
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise InputError.one(
            path.name,
            where="columns",
            value=", ".join(map(str, frame.columns)) or "none",
            expected=", ".join(COLUMNS),
            next_step=f"Add {', '.join(missing)}.",
        )
    return frame.assign(
        origin=frame["origin"].astype(str), destination=frame["destination"].astype(str)
    )


def quickest(links: Links, areas: int) -> Floats:
    """Return the least minutes of each area; infinite where there is no way."""
    found = np.full(areas, np.inf)
    np.minimum.at(found, links.area, links.cost)
    return found
