"""How the classes of the layers are drawn: statuses as everywhere, classes of a scale, bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.style import palette
from figures.web.layers.layer import MapClass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures.style.palette import Style

OPEN = 99
"""The end of a band that has none."""


def as_status(name: str) -> Callable[[str], Style]:
    """Return the look of a status of the palette."""
    return lambda theme: palette.STATUS_STYLES[theme][name]


def doubted(theme: str) -> Style:
    """Return the look of a learning city on weak evidence: the same fill, dotted."""
    held, paper = palette.STATUS_STYLES[theme]["designated"], palette.INKS[theme].paper
    return palette.Style(held.fill, paper, held.text, hatch=palette.DOTS)


def of_scale(scale: str, step: int, steps: int) -> Callable[[str], Style]:
    """Return the look of one class of a sequential scale of so many classes."""

    def look(theme: str) -> Style:
        fill = palette.classes(scale, steps, theme)[step]
        return palette.Style(fill, palette.INKS[theme].border, palette.text_on(fill))

    return look


def pale(theme: str) -> Style:
    """Return the look of what stands back behind what is new."""
    fill = palette.classes("coverage", 6, theme)[1]
    return palette.Style(fill, palette.INKS[theme].border, palette.INKS[theme].text)


NOT_HELD = (
    MapClass("uncertain", "U", as_status("uncertain")),
    MapClass("ruling_needed", "R", as_status("ruling_needed")),
    MapClass("lapsed", "L", as_status("lapsed")),
    MapClass("uncounted", "G", as_status("uncounted")),
    MapClass("not_designated", "-", as_status("not_designated")),
)
"""Classes of places that are not certainly learning cities, on every layer that tells of these."""

HELD = frozenset({"designated", "new", "outside", "weak"})
"""Statuses of a learning city."""


def band(bands: Sequence[tuple[float, float]], value: float) -> int:
    """Return which band holds a whole number, its ends among it.

    Raises
    ------
    ValueError
        If none does.
    """
    for i, (low, high) in enumerate(bands):
        if low <= value <= high:
            return i
    raise ValueError(f"{value} lies in none of the bands {bands}")
