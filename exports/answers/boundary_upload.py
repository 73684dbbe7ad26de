"""A boundary file that a reader uploads: read in the bounded process, with pictures of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis.intake.boundary_files import LIMITS
from store.bounded.pool import run_bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.files.boundary_set import BoundarySet, Options
    from geo.places.register import Register

READER = "exports.answers.boundary_upload:read_with_pictures"

LONGEST_NAME = 100
SPOTS = 40
"""Most spots that are ringed in a picture, the worst first."""


@dataclass(frozen=True)
class ReadUpload:
    """What an uploaded file holds, and how it looks.

    Parameters
    ----------
    found
        The cleaned places with all that was found.
    before, after
        SVG of the shapes as the file has them, and of the cleaned places; what changed in
        cleaning is ringed in the first, what gapes still in the second.
    """

    found: BoundarySet
    before: str
    after: str


def read_with_pictures(path: Path, register: Register, options: Options) -> ReadUpload:
    """Return what a boundary file holds with its pictures; runs in the bounded process.

    Parameters
    ----------
    path
        The file.
    register
        The places and codes through time.
    options
        What the reader says of it.
    """
    from figures.print.outlines import box_of, outlines_svg  # noqa: PLC0415  # slow to import
    from geo.files.boundaries import load_held_against_official  # noqa: PLC0415  # the same

    found = load_held_against_official(path, register, replace(options, keep_drawn=True))
    if found.drawn is None:
        raise RuntimeError("the shapes as drawn were not kept")
    drawn, clean = found.drawn.to_numpy(), found.places.geometry.to_numpy()
    box = box_of(drawn)
    gaps = [gap.shape.centroid for gap in found.coverage.gaps[:SPOTS]]
    changed = [move.spot for move in found.coverage.moves[:SPOTS]]
    return ReadUpload(
        replace(found, drawn=None),
        outlines_svg(drawn, box, changed),
        outlines_svg(clean, box, [(point.x, point.y) for point in gaps]),
    )


def read_upload(
    content: bytes,
    name: str,
    register: Register,
    options: Options,
    queued: Callable[[int], None] | None = None,
) -> ReadUpload:
    """Return what an uploaded boundary file holds.

    Parameters
    ----------
    content
        The file's bytes.
    name
        Its name; the ending says what it is.
    register, options
        See `read_with_pictures`.
    queued
        Told how many files are before this one, when it has to wait.

    Raises
    ------
    InputError
        If it cannot be read, placed, matched or repaired, or costs too much to read.
    """
    # What a browser calls the file is text of a stranger: only its last part, and not all of it.
    safe = PurePosixPath(name.replace("\\", "/")).name[-LONGEST_NAME:].lstrip(".") or "file"
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / safe
        path.write_bytes(content)
        read: ReadUpload = run_bounded(
            READER, path, register, options, name=safe, limits=LIMITS, queued=queued
        )
    return read
