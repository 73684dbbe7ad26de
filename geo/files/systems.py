"""Settle the coordinate system of a layer by where it puts the places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.crs import (
    CANDIDATES,
    GEOGRAPHIC,
    RARER,
    Placed,
    describe,
    over_korea,
    parse_crs,
    several_systems,
    to_metric,
)
from geo.files.matching import Notice
from geo.files.whereabouts import SHIFT_M, Offset, Reference
from store.errors import InputError, reason

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    import pyproj

    from geo.files.reading.readers import RawLayer

CLOSE_M = 30
"""Offset below which another coordinate system puts the places where the official ones are."""


def only_inside(shapes: npt.NDArray[np.object_], placed: Placed) -> npt.NDArray[np.object_]:
    """Return shapes with None in place of those that stray out of Korea."""
    kept: npt.NDArray[np.object_] = shapes.copy()
    kept[~placed.inside] = None
    return kept


@dataclass(frozen=True)
class PlacedLayer:
    """A layer whose coordinate system is known but for what only the shapes can tell.

    Parameters
    ----------
    layer
        As read.
    placed
        The systems that it may be in.
    shapes
        In EPSG:5179 if it is in the first of them; None for features outside Korea.
    units
        The place of each feature; blank where unknown.
    """

    layer: RawLayer
    placed: Placed
    shapes: npt.NDArray[np.object_]
    units: pd.Series


def settled_system(
    read: PlacedLayer, reference: Reference | None
) -> tuple[pyproj.CRS, npt.NDArray[np.object_], list[Notice]]:
    """Return the coordinate system in which the places lie where the official ones do.

    A declared system that puts them beside is a fault; one that was only guessed from the extent
    gives way to the one that fits.

    Parameters
    ----------
    read
        The layer.
    reference
        The official shapes; without them an extent that fits several systems is an error.

    Returns
    -------
    :
        The system, the shapes in EPSG:5179, and what to tell the user.

    Raises
    ------
    InputError
        If the system is open, or puts all places beside the official ones.
    """
    first = read.placed.systems[0]
    several = len(read.placed.systems) > 1
    own = None if reference is None else _offset(read, read.shapes, reference)
    if reference is None or own is None:
        if several:
            raise several_systems(read.placed, read.layer.name)
        return first, read.shapes, []
    if own.distance_m <= (CLOSE_M if several else SHIFT_M):
        told = (
            [] if read.placed.declared or describe(first) == GEOGRAPHIC else [_guessed(first, own)]
        )
        return first, read.shapes, told
    drawn = read.layer.frame.geometry.bounds.to_numpy(dtype=float)
    for code in (*CANDIDATES, *RARER):
        other = parse_crs(code, read.layer.name)
        if not over_korea(drawn[read.placed.inside], other).all():
            continue
        shapes = only_inside(to_metric(read.layer.frame, other).geometry.to_numpy(), read.placed)
        offset = _offset(read, shapes, reference)
        if offset is not None and offset.distance_m <= CLOSE_M:
            if not read.placed.declared:
                return other, shapes, [_guessed(other, offset)]
            raise _beside(read, first, own, code)
    raise _beside(read, first, own, "")


def _offset(
    read: PlacedLayer, shapes: npt.NDArray[np.object_], reference: Reference
) -> Offset | None:
    units = read.units.where(read.placed.inside, "")
    return reference.offset(units, shapes)


def _guessed(crs: pyproj.CRS, offset: Offset) -> Notice:
    text = (
        f"No coordinate system is named; {describe(crs)} puts the places where the official "
        f"shapes are ({offset})."
    )
    return Notice("crs", text)


def _beside(read: PlacedLayer, crs: pyproj.CRS, offset: Offset, fits: str) -> InputError:
    step = (
        f"Read as {fits} they lie right: name it, --crs {fits}."
        if fits
        else "The shapes were moved, or the system is named wrongly: ask the publisher, and name "
        "it with --crs."
    )
    return InputError.one(
        read.layer.name,
        where="coordinate system",
        value=f"{describe(crs)}, which puts all places {offset}, beside the official shapes",
        expected=f"places within {SHIFT_M} m of the official shapes",
        next_step=step,
        reason=reason("beside", system=describe(crs), most=SHIFT_M),
    )
