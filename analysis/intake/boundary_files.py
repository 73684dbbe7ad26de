"""A boundary file that somebody sends: read in a process of its own, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.bounded.limits import MEGABYTE, TOO_BIG, Limits, refusal
from store.bounded.pool import run_bounded

if TYPE_CHECKING:
    from pathlib import Path

    from geo.files.boundary_set import BoundarySet, Options
    from geo.places.register import Register

LIMITS = Limits(megabytes=200, seconds=30.0, memory_megabytes=600, answer_megabytes=200)
"""The official file of 336,000 vertices takes a quarter of the time, half of the memory."""

READER = "geo.files.boundaries:load_held_against_official"


def read_boundaries(path: Path, register: Register, options: Options | None = None) -> BoundarySet:
    """Return what a boundary file holds; see `geo.files.boundaries.load_boundaries`.

    Parameters
    ----------
    path
        A file, a folder or a .zip.
    register
        The places and codes through time.
    options
        What the user says of the file.

    Raises
    ------
    InputError
        If it cannot be read, placed, matched or repaired, or costs too much to read.
    """
    if size_of(path) > LIMITS.megabytes * MEGABYTE:
        raise refusal(TOO_BIG, path.name, LIMITS)
    found: BoundarySet = run_bounded(
        READER, path.absolute(), register, options, name=path.name, limits=LIMITS
    )
    return found


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of the files of a folder; 0 where there is none."""
    paths = path.iterdir() if path.is_dir() else [path]
    return sum(one.stat().st_size for one in paths if one.is_file())
