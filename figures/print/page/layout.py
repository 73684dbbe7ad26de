"""What every picture has: a title and subtitle above, a legend, and the footer that dates it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from figures.print.texts import footer
from figures.style.palette import STATUSES
from figures.words.language import words

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.print.texts import Text
    from figures.style.palette import Style

WIDE, TALL, CARD = "wide", "tall", "card"
ORDER = ("designated", "weak", *STATUSES[1:])
"""Of the statuses in a legend."""

CARD_HEIGHT = 900
WIDE_RATIO = 1.25


def shape(page: Canvas) -> str:
    """Return how a page is laid out: wide, tall (a square too) or as a small card."""
    if page.width / page.height < WIDE_RATIO:
        return TALL
    return CARD if page.height < CARD_HEIGHT else WIDE


def margin(page: Canvas) -> float:
    """Return the page's margin."""
    return 32.0 if shape(page) == CARD else 52.0


def map_words(lang: str) -> dict[str, str]:
    """Return the words on the national map."""
    say = words(lang)
    return {key: say(f"picture.{key}") for key in ("east_sea", "ulleung", "dokdo", "scale")}


def frame(page: Canvas, facts: Facts, text: Text, lang: str) -> Box:
    """Draw title, subtitle and footer and return the box between them."""
    edge = margin(page)
    width = page.width - 2 * edge
    small = shape(page) == CARD
    y = edge * 0.8
    y = page.paragraph(edge, y, text.title, 34 if small else 46, width, bold=True, lines=2)
    ink = page.theme.ink
    y = page.paragraph(edge, y + 2, text.subtitle, 19 if small else 25, width, colour=ink.muted)
    foot = _footer(page, facts, text, lang)
    top = y + (8 if small else 16)
    return edge, top, width, foot - top


def _footer(page: Canvas, facts: Facts, text: Text, lang: str) -> float:
    """Draw the footer and return where it starts."""
    edge, ink, theme = margin(page), page.theme.ink, page.theme
    size = 13.0 if shape(page) == CARD else 16.5
    lines = footer(facts, lang, text.rule)
    if facts.hidden:
        lines.append(words(lang).plural("picture.hidden", len(facts.hidden)))
    if theme.footer[lang]:
        lines.append(theme.footer[lang])
    name = theme.office[lang]
    room = size * LOGO_LINES
    own = room * 3 if theme.logo else page.text_width(name, size * 1.15, bold=True)
    width = page.width - 2 * edge
    beside = own < width * 0.34
    wide = width - own - 24 if beside else width
    wrapped = [part for line in lines for part in page.wrap(line, wide, size)]
    if not beside:
        wrapped.append("")
    y = page.height - edge * 0.7 - len(wrapped) * size * 1.32
    start = y - size * 0.6
    page.line((edge, page.width - edge), (start, start), colour=ink.line, width=1.2)
    for line in wrapped:
        if line:
            page.text(edge, y, line, size, colour=ink.muted)
        y += size * 1.32
    if theme.logo:
        picture = read_logo(theme.logo)
        height = min(room, y - start - size * 0.4)
        wide = min(room * 3, height * picture.width / picture.height)
        at = page.width - edge - wide
        page.image(picture, (at, start + size * 0.5, wide, wide * picture.height / picture.width))
    else:
        last = y - size * 1.32
        fits = page.fitted(name, size * 1.15, width, bold=True)
        page.text(page.width - edge, last, name, fits, bold=True, align="right")
    return start - size * 0.6


LOGO_LINES = 2.6
"""How many lines of the footer a logo is high."""


@cache
def read_logo(path: Path) -> Image:
    """Return a logo's pixels, read once."""
    from PIL import Image  # noqa: PLC0415  # an office without a logo needs no pictures

    with Image.open(path) as picture:
        return picture.convert("RGBA")


def status_entries(
    page: Canvas, facts: Facts, lang: str, units: list[str] | None = None
) -> list[tuple[Style, str]]:
    """Return a legend of the statuses that occur, each with its number of places."""
    say = words(lang)
    chosen = facts.keys if units is None else {unit: facts.keys[unit] for unit in units}
    counted = Counter(chosen.values())
    return [
        (page.theme.styles[key], f"{say(f'brief.status.{key}')} {say.number(counted[key])}")
        for key in ORDER
        if counted[key]
    ]


def legend(
    page: Canvas,
    entries: list[tuple[Style, str]],
    at: tuple[float, float],
    size: float,
    width: float,
) -> float:
    """Draw a legend, in as many columns as fit a width, and return where the next thing starts."""
    x, y = at
    swatch = size * 1.5
    widest = max(swatch + size * 0.5 + page.text_width(text, size) for _, text in entries)
    step = widest + size * 1.2
    columns = max(1, int((width + size * 1.2) // step))
    if columns == 1 and widest > width:
        size *= width / widest
        swatch = size * 1.5
    for i, (style, text) in enumerate(entries):
        left = x + (i % columns) * step
        top = y + (i // columns) * size * 1.75
        page.styled_rect((left, top + size * 0.05, swatch, size * 1.05), style)
        page.text(left + swatch + size * 0.5, top, text, size)
    rows = -(-len(entries) // columns)
    return y + rows * size * 1.75
