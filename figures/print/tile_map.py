"""The pictures with tiles: the tile map, and the card with the one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.charts import by_share
from figures.print.page.layout import CARD, TALL, frame, legend, shape, status_entries
from figures.style.palette import SOLID
from figures.words.language import words
from geo.shapes.tiles import borders
from geo.shapes.tiles import size as tiles_size

if TYPE_CHECKING:
    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.style.palette import Style


HIGH = 1.2
"""A page so much higher than wide has room for the tiles under the number."""


def tile_map(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw every place as one equal cell, grouped by province."""
    x, y, width, height = frame(page, facts, texts.tile_map(facts, lang), lang)
    columns, rows = tiles_size(facts.tiles)
    entries = status_entries(page, facts, lang)
    if shape(page) == TALL:
        foot = legend(page, entries, (x, y), 20, width)
        cell = min(width / columns, (y + height - foot) / rows)
        left, top = x + (width - cell * columns) / 2, foot
    else:
        cell = min(height / rows, width * 0.6 / columns)
        left, top = x, y
        beside = x + cell * columns + 40
        foot = legend(page, entries, (beside, y), 17 if shape(page) == CARD else 24,
                      x + width - beside)  # fmt: skip
        rest = (beside, foot + 12, x + width - beside, y + height - foot - 12)
        _province_counts(page, facts, rest, lang)
    draw_tiles(page, facts, (left, top), cell, lang)


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
            _cell_name(page, _bare(facts, unit, lang), box, style, lang)
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


def _cell_name(page: Canvas, bare: str, box: Box, style: Style, lang: str) -> None:
    """Write a place's name into its cell, on two lines when one would be too small."""
    x, y, cell, _ = box
    size = page.fitted(bare, cell * 0.34, cell * 0.9)
    lines = [bare]
    if size < cell * 0.24:
        half = -(-len(bare) // 2)
        lines = [bare[:half] + "-", bare[half:]] if lang == "en" else [bare[:half], bare[half:]]
        size = min(page.fitted(line, cell * 0.32, cell * 0.9) for line in lines)
    top = y + (cell - size * 1.2 * len(lines)) / 2
    if style.hatch != SOLID:
        wide = max(page.text_width(line, size) for line in lines) + size * 0.3
        ground = (x + (cell - wide) / 2, top - size * 0.05, wide, size * 1.2 * len(lines))
        page.rect(ground, fill=style.fill)
    for line in lines:
        page.text(x + cell / 2, top, line, size, colour=style.text, align="center")
        top += size * 1.2


def _province_counts(page: Canvas, facts: Facts, box: Box, lang: str) -> None:
    """Write each province's two counts and share in one column."""
    x, y, width, height = box
    say = words(lang)
    codes = by_share(facts)
    size = min(24.0, height / len(codes) / 1.42)
    lead = max(page.text_width(facts.province_name(c, lang), size) for c in codes) + size * 6.2
    right = min(x + width, x + lead + size * 6.5)
    for i, code in enumerate(codes):
        count = facts.point.province(code)
        top = y + i * size * 1.42
        counts = texts.count_text(count, say)
        if count.of:
            counts = f"{counts} / {say.number(count.of)}"
        page.text(x, top, facts.province_name(code, lang), size)
        page.text(x + lead, top, counts, size, align="right")
        page.text(right, top, texts.share_text(count, say), size, bold=True, align="right")


def headline(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the one number, with the share and both counts under it."""
    x, y, width, height = frame(page, facts, texts.headline(facts, lang), lang)
    say, ink = words(lang), page.theme.ink
    nation = facts.point.nation
    number = texts.count_text(nation, say)
    if shape(page) != TALL:
        columns, rows = tiles_size(facts.tiles)
        cell = min(height / rows, width * 0.36 / columns)
        at = (x + width - cell * columns, y + (height - cell * rows) / 2)
        draw_tiles(page, facts, at, cell, None)
        width *= 0.6
    elif height > width * HIGH:
        columns, rows = tiles_size(facts.tiles)
        cell = min(height * 0.56 / rows, width / columns)
        draw_tiles(page, facts, (x, y + height - cell * rows), cell, None)
        height -= cell * rows + 40
    big = min(height * 0.5, width * 0.3)
    big = page.fitted(number, big, width * 0.9, bold=True)
    lines = [
        (say("picture.headline.share", share=texts.share_text(nation, say)), 0.26, True),
        (say("picture.headline.of", of=say.number(nation.of)), 0.14, False),
        (
            " · ".join(
                [
                    say.plural("picture.headline.new", len(facts.new)),
                    say.plural("picture.headline.rest", len(facts.remaining)),
                ]
            ),
            0.14,
            False,
        ),
    ]
    total = big * (1.05 + sum(share * 1.45 for _, share, _ in lines))
    scale = min(1.0, height / total)
    big *= scale
    top = y + max(0.0, (height - total * scale) / 2)
    fill = page.theme.styles["designated"].fill
    page.rect((x, top + big * 0.08, 10, big * 0.73), fill=fill)
    page.text(x + 34, top, number, big, bold=True, colour=fill)
    top += big * 1.05
    for text, share, bold in lines:
        size = page.fitted(text, big * share, width - 34, bold=bold)
        page.text(x + 34, top, text, size, bold=bold, colour=ink.text if bold else ink.muted)
        top += big * share * 1.45
