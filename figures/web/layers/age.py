"""Layer: for how many years each learning city has been one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import NOT_HELD, OPEN, band, of_scale
from figures.web.layers.year import UNKNOWN_YEAR, since_class

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment

BANDS = ((0, 3), (4, 9), (10, 14), (15, 19), (20, OPEN))
"""Fewest and most years of each class."""

# The longest-standing are darkest, as on the layer of years, so the scale runs the other way.
CLASSES = (
    *(
        MapClass(f"age{i}", str(i), of_scale("year", len(BANDS) - 1 - i, len(BANDS)))
        for i in range(len(BANDS))
    ),
    UNKNOWN_YEAR,
    *NOT_HELD,
)


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return each learning city's class of age."""
    return since_class(moment, lambda year: f"age{band(BANDS, int(moment.edition) - year)}")


AGE = Layer("age", lambda: CLASSES, class_of)
