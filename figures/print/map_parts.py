"""Parts that several map pictures share: the whole country, the metropolitan cities enlarged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print.country_map import city_map, far_islands, national_map
from figures.print.page.layout import map_words
from figures.words.territory import METROPOLITAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.style.palette import Style

MAP_RATIO = 0.9
"""Width of the country's map over its height."""


def whole_map(page: Canvas, facts: Facts, box: Box, looks: Mapping[str, Style], lang: str) -> None:
    """Draw the country with its far islands."""
    words_on_map = map_words(lang)
    shown = national_map(page, facts, box, looks, words_on_map)
    far_islands(page, facts, looks, shown, words_on_map)


def city_grid(  # noqa: PLR0913  # one drawing, its parts named
    page: Canvas, facts: Facts, box: Box, looks: Mapping[str, Style], lang: str, *, columns: int
) -> None:
    """Draw the metropolitan cities side by side, in as many rows as it takes."""
    x, y, width, height = box
    codes = [code for code in METROPOLITAN if code in set(facts.province_of.values())]
    rows = -(-len(codes) // columns)
    gap = 14
    across = (width - gap * (columns - 1)) / columns
    down = min((height - gap * (rows - 1)) / rows, across * 1.25)
    for i, code in enumerate(codes):
        at = (x + (i % columns) * (across + gap), y + (i // columns) * (down + gap), across, down)
        city_map(page, facts, code, at, looks, facts.province_name(code, lang))


def standing(facts: Facts, unit: str) -> tuple[float, float]:
    """Return the point that stands for a place, on its shape where it has one."""
    shape_of = {place: drawn for drawn, place in facts.shown_as.items()}
    if unit in facts.points:
        return facts.points[unit]
    point = facts.country.geometry.loc[shape_of[unit]].representative_point()
    return point.x, point.y
