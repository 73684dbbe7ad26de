"""Layer: when each learning city became one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import HELD, NOT_HELD, as_status, band, of_scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.web.layers.layer import Moment

BANDS = ((2001, 2005), (2006, 2010), (2011, 2015), (2016, 2020), (2021, 2099))
"""First and last year of each class."""

UNKNOWN_YEAR = MapClass("uncertain_year", "?", as_status("uncertain"))

CLASSES = (
    *(MapClass(f"year{i}", str(i), of_scale("year", i, len(BANDS))) for i in range(len(BANDS))),
    UNKNOWN_YEAR,
    *NOT_HELD,
)


def since_class(moment: Moment, name_of: Callable[[int], str]) -> dict[str, str]:
    """Return each place's class by the year of its award in force.

    Parameters
    ----------
    moment
        The edition.
    name_of
        Gives the class of a year.
    """
    found = {}
    for unit, first, last in zip(
        moment.states.index,
        moment.states["since_from"],
        moment.states["since_to"],
        strict=True,
    ):
        key = moment.keys[str(unit)]
        if key in HELD:
            known = first and first[:4] == last[:4]
            key = name_of(int(first[:4])) if known else UNKNOWN_YEAR.name
        found[str(unit)] = key
    return found


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return each learning city's stretch of years."""
    return since_class(moment, lambda year: f"year{band(BANDS, year)}")


YEAR = Layer("year", lambda: CLASSES, class_of, on_site=True)
