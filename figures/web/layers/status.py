"""Layer: what each place is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import NOT_HELD, as_status, doubted

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment

CLASSES = (
    MapClass("designated", "D", as_status("designated")),
    MapClass("new", "N", as_status("new")),
    MapClass("outside", "O", as_status("outside")),
    MapClass("weak", "W", doubted),
    *NOT_HELD,
)


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return each place's status."""
    return moment.keys


STATUS = Layer("status", lambda: CLASSES, class_of, on_site=True)
