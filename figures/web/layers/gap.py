"""Layer: how many municipalities each province has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.coverage import NO_SHARE
from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import OPEN, band, of_scale

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment

BANDS = ((0, 0), (1, 2), (3, 5), (6, OPEN))
"""Fewest and most municipalities without designation of each class."""

COUNTED = "strict"
"""Who is left out is asked of municipalities only, whatever rule is shown."""

CLASSES = (
    *(MapClass(f"gap{i}", str(i), of_scale("gap", i, len(BANDS))) for i in range(len(BANDS))),
    NO_SHARE,
)


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return the class of each place's province."""
    return {
        unit: f"gap{band(BANDS, of - at_least)}" if of else NO_SHARE.name
        for unit, (at_least, _, of) in moment.province_counts(COUNTED).items()
    }


GAP = Layer("gap", lambda: CLASSES, class_of, on_site=True, picture="gap-map", of_provinces=True)
