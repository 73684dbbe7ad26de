"""Layer: how far each province is covered, under the counting rule shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import OPEN, as_status, of_scale

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment

BANDS = ((0, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1), (1, OPEN))
"""Shares 0-1 of each class, from the first up to below the last."""

UNSURE = MapClass("share_open", "?", as_status("ruling_needed"))
NO_SHARE = MapClass("does_not_apply", "x", as_status("does_not_apply"))
CLASSES = (
    *(
        MapClass(f"share{i}", str(i), of_scale("coverage", i, len(BANDS)))
        for i in range(len(BANDS))
    ),
    UNSURE,
    NO_SHARE,
)


def class_of(moment: Moment, rule: str) -> dict[str, str]:
    """Return the class of each place's province."""
    return {unit: _class(*count) for unit, count in moment.province_counts(rule).items()}


def _class(at_least: int, at_most: int, of: int) -> str:
    if not of:
        return NO_SHARE.name
    if at_least != at_most:
        return UNSURE.name
    share = at_least / of
    return next(f"share{i}" for i, (low, high) in enumerate(BANDS) if low <= share < high)


COVERAGE = Layer(
    "coverage", lambda: CLASSES, class_of, by_rule=True, on_site=True, of_provinces=True
)
