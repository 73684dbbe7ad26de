"""Layer: who is new at the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import HELD, NOT_HELD, as_status, pale

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment

FRESH = MapClass("new", "N", as_status("new"))
EARLIER = MapClass("earlier", "E", pale)
CLASSES = (FRESH, EARLIER, *NOT_HELD)


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return who is new and who was a learning city before."""
    return {
        unit: EARLIER.name if key in HELD and key != FRESH.name else key
        for unit, key in moment.keys.items()
    }


NEW = Layer("new", lambda: CLASSES, class_of, on_site=True, picture="new-cities")
