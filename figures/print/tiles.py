"""The country as equal cells, one a place, as two pictures draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.style.palette import SOLID
from figures.words.syllables import lines as row_lines
from figures.words.syllables import syllables
from geo.shapes.tiles import borders

if TYPE_CHECKING:
    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.style.palette import Style


def draw_tiles(
    page: Canvas, facts: Facts, at: tuple[float, float], cell: float, lang: str | None
) -> None:
    """Draw the tiles, named in a language or without names, and the provinces' outlines."""
    left, top = at
    for unit, (column, row) in facts.tiles.items():
        style = page.theme.styles[facts.keys[unit]]
        box = (left + column * cell, top + row * cell, cell, cell)
        page.styled_rect(box, style)
        if lang:
            bare = _bare(facts, unit, lang)
            parts = syllables(_bare(facts, unit, "ko"), bare) if lang == "en" else []
            _cell_name(page, bare, parts, box, style)
    owner = facts.places["province_code"].to_dict()
    for (c0, r0), (c1, r1), _ in borders(facts.tiles, owner):
        xs, ys = (left + c0 * cell, left + c1 * cell), (top + r0 * cell, top + r1 * cell)
        page.line(xs, ys, colour=page.theme.ink.text, width=2.6 if lang else 1.6)


def _bare(facts: Facts, unit: str, lang: str) -> str:
    """Return a place's name without its kind; 중구 keeps its 구, since 중 alone is no name."""
    if facts.places.loc[unit, "kind"] == "special_city":
        return facts.province_name(str(facts.places.loc[unit, "province_code"]), lang)
    name = facts.short_name(unit, lang)
    if lang == "en":
        return name.split("-")[0]
    return name[:-1] if len(name) > 2 else name  # noqa: PLR2004  # see above


def _cell_name(page: Canvas, bare: str, parts: list[str], box: Box, style: Style) -> None:
    """Write a place's name into its cell, on more lines when one would be too small.

    `parts` are its syllables where a line must not break inside one.
    """
    x, y, cell, _ = box
    lines = [bare]
    if page.fitted(bare, cell * 0.34, cell * 0.9) < cell * 0.24:
        half = -(-len(bare) // 2)
        lines = row_lines(parts) if len(parts) > 1 else [bare[:half], bare[half:]]
    size = min(page.fitted(line, cell * 0.34, cell * 0.9) for line in lines)
    size = min(size, cell * 0.92 / 1.2 / len(lines))
    top = y + (cell - size * 1.2 * len(lines)) / 2
    if style.hatch != SOLID:
        wide = max(page.text_width(line, size) for line in lines) + size * 0.3
        ground = (x + (cell - wide) / 2, top - size * 0.05, wide, size * 1.2 * len(lines))
        page.rect(ground, fill=style.fill)
    for line in lines:
        page.text(x + cell / 2, top, line, size, colour=style.text, align="center")
        top += size * 1.2
