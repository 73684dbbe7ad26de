"""Shapes that lie in another place than their codes and names say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.files.whereabouts import HALF
from geo.names.resolver import Resolver
from store.errors import Fault, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from geo.files.whereabouts import Reference

MANY = 10
"""Number of faults from which what they have in common is told first."""

PARTLY = 0.1
"""Share of a part of a place, a dong, that must lie in it: since, a border may have been moved
across the part; a part that carries another place's code lies there altogether."""

COARSE_M = 1000
"""Offset of all places from which a file is drawn too roughly for municipalities."""


def contradictions(
    features: pd.DataFrame,
    shapes: npt.NDArray[np.object_],
    homes: Sequence[str],
    reference: Reference,
    file: str,
) -> list[Fault]:
    """Return a fault for each feature whose shape lies in another place than its own.

    Parameters
    ----------
    features
        From `geo.files.matching.match_features`.
    shapes
        The features' shapes, EPSG:5179.
    homes
        The place in which each feature lies.
    reference
        The official shapes.
    file
        The file's name.

    Returns
    -------
    :
        In the file's order; where they are many, one that says what they have in common is first.
    """
    label = Resolver(reference.register, str(reference.register.places["valid_from"].max())).label
    parts = _parts(features)
    faults = [
        Fault(
            file,
            f"feature {row + 1} ({code} {name})",
            f"the shape of {label(home)}" if home else "a shape far from every place",
            f"the shape of {label(unit)}",
            "The shapes or the codes were exchanged or moved: correct the row, or use the "
            "publisher's file.",
            reason(
                "elsewhere" if home else "nowhere",
                row=row + 1,
                code=code,
                name=name,
                found=label(home) if home else "",
                expected=label(unit),
            ),
        )
        for row, (code, name, unit, home) in enumerate(
            zip(features["code"], features["name"], features["unit_id"], homes, strict=True)
        )
        if unit
        and not reference.fits(unit, home)
        and reference.share(unit, shapes[row]) <= (PARTLY if parts[row] else HALF)
    ]
    if len(faults) < MANY:
        return faults
    return [_in_common(len(faults), features["unit_id"], shapes, reference, file), *faults]


def redrawn(
    features: pd.DataFrame,
    shapes: npt.NDArray[np.object_],
    homes: Sequence[str],
    reference: Reference,
) -> list[int]:
    """Return the rows of parts that lie in their place with less than half, but do lie there.

    Parameters
    ----------
    features, shapes, homes, reference
        As for `contradictions`.
    """
    parts = _parts(features)
    return [
        row
        for row, (unit, home) in enumerate(zip(features["unit_id"], homes, strict=True))
        if unit
        and parts[row]
        and not reference.fits(unit, home)
        and PARTLY < reference.share(unit, shapes[row]) <= HALF
    ]


def _parts(features: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return whether each feature is one of several of its place."""
    units = features["unit_id"]
    found: npt.NDArray[np.bool_] = (units.map(units.value_counts()) > 1).to_numpy()
    return found


def _in_common(
    count: int,
    units: pd.Series,
    shapes: npt.NDArray[np.object_],
    reference: Reference,
    file: str,
) -> Fault:
    """Return what many shapes in other places have in common: rough drawing, a wrong column."""
    offset = reference.offset(units, shapes)
    value = f"{count} of {len(units)} features in another place than their codes or names say"
    step = (
        "A column seems filled with values of other rows (in a spreadsheet, or by a join on a name "
        "that many places share): join it again by code, or use the publisher's file."
    )
    rough = offset is not None and offset.distance_m > COARSE_M
    if rough:
        value += f"; all places lie {offset}, beside the official shapes"
        step = (
            "The file is drawn too roughly for municipalities, as collections of the whole world "
            "are: use the publisher's file."
        )
    key = "too_rough" if rough else "many_elsewhere"
    told = reason(key, count=count, of=len(units))
    return Fault(file, "shapes", value, "every shape where its code or name says", step, told)
