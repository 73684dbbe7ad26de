"""Template: every place as one equal cell, grouped by province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import CARD, TALL, frame, legend, shape, status_entries
from figures.print.province_order import by_share
from figures.print.template import Template
from figures.print.texts import Text
from figures.print.tiles import draw_tiles
from figures.words.language import words
from geo.shapes.tiles import size as tiles_size

if TYPE_CHECKING:
    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the tile map."""
    say = words(lang)
    fields = texts.nation(facts, say)
    return Text(
        say("picture.tiles.title"),
        say("picture.tiles.subtitle", **fields),
        say(
            "picture.tiles.alt",
            **fields,
            places=say.number(len(facts.places)),
            rest=say.number(len(facts.remaining)),
            names=texts.names(facts, facts.remaining, lang),
        ),
    )


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw every place as one equal cell, grouped by province."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
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


TILE_MAP = Template.of_country("tile-map", draw, written)
