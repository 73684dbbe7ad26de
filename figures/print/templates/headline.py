"""Template: the one number, with the share and both counts under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import TALL, frame, shape
from figures.print.template import Template
from figures.print.texts import Text
from figures.print.tiles import draw_tiles
from figures.words.language import words
from geo.shapes.tiles import size as tiles_size

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas

HIGH = 1.2
"""A page so much higher than wide has room for the tiles under the number."""


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the card with the one number."""
    say = words(lang)
    fields = texts.nation(facts, say)
    alt = say(
        "picture.headline.alt",
        **fields,
        new=say.number(len(facts.new)),
        rest=say.number(len(facts.remaining)),
    )
    return Text(say("picture.headline.title"), say("picture.headline.subtitle", **fields), alt)


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the one number, with the share and both counts under it."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
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


HEADLINE = Template.of_country("headline", draw, written)
