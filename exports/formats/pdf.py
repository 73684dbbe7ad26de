"""The briefing as one PDF: text, tables and pictures on A4, its font inside."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from exports.brief.tidy import TEXT, reader_table
from figures.print.embargo import watermark
from figures.print.page.canvas import Canvas
from figures.print.page.layout import frame
from figures.print.page.output import SALT, WRITING
from figures.print.page.size import SIZES
from figures.print.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery
    from figures.print.country_map import Box

PAPER = "a4-portrait"
SENTENCE, ROW = 25.0, 17.0
"""Sizes in design units: 1,080 to the width of the page."""

PICTURES = {"provinces": "province-bars", "headline": "headline"}
"""Pictures the PDF has beyond those of the sections."""


def build_pdf(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing as PDF; the same content gives the same bytes."""
    out = io.BytesIO()
    facts = {
        "Title": content.title,
        "Subject": content.subtitle,
        "Author": gallery.theme.office[content.lang],
        "Keywords": content.facts.data_hash,
        "Creator": SALT,
        "CreationDate": None,
    }
    settings: dict[Any, Any] = {"pdf.fonttype": 42, "hatch.linewidth": 0.6}
    with WRITING, mpl.rc_context(settings), PdfPages(out, metadata=facts) as file:
        for page in _pages(content, gallery):
            file.savefig(page.figure)
    return out.getvalue()


def _pages(content: Content, gallery: Gallery) -> Iterator[Canvas]:
    """Return the pages in order."""
    for section in content.sections:
        has_table = section.table is not None and bool(section.table.rows)
        if section.paragraphs and not has_table:
            yield _text_page(section, content, gallery)
        picture = section.picture or PICTURES.get(section.key, "")
        if picture:
            yield gallery.picture(picture, content.lang, PAPER).page
        if has_table:
            yield _table_page(section, content, gallery)


def _opened(title: str, content: Content, gallery: Gallery) -> tuple[Canvas, Any]:
    page = Canvas(SIZES[PAPER], gallery.theme)
    text = Text(title, f"{content.title} · {content.subtitle}", "")
    return page, frame(page, content.facts, text, content.lang)


def _text_page(section: Section, content: Content, gallery: Gallery) -> Canvas:
    """Return a page of sentences."""
    page, box = _opened(section.title, content, gallery)
    _sentences(page, section, box, box[3])
    page.across(watermark(content.facts.embargo, content.say))
    return page


def _sentences(page: Canvas, section: Section, box: Box, room: float) -> float:
    """Write sentences, as large as a height allows; return where the next thing starts."""
    x, y, width, _ = box
    size = SENTENCE
    while size > SENTENCE / 2:
        lines = sum(len(page.wrap(text, width, size)) for text in section.paragraphs)
        if lines * size * 1.32 + len(section.paragraphs) * size * 0.6 <= room:
            break
        size *= 0.95
    top = y + size * 0.5
    for sentence in section.paragraphs:
        top = page.paragraph(x, top, sentence, size, width) + size * 0.6
    return top


def _table_page(section: Section, content: Content, gallery: Gallery) -> Canvas:
    """Return a page with one table under its sentences, its rows as high as the page allows."""
    page, (x, y, width, height) = _opened(section.title, content, gallery)
    if section.table is None:
        return page
    if section.paragraphs:
        below = _sentences(page, section, (x, y, width, height), height / 3)
        y, height = below + 8, height - (below + 8 - y)
    heads, rows, kinds = reader_table(section.table, content.lang)
    ink = page.theme.ink
    step = min(40.0, height / (len(rows) + 1))
    size = min(ROW * 1.2, step * 0.62)
    widths = [
        max(
            page.text_width(text, size, bold=k == 0)
            for k, texts in enumerate([head.split(), [row[j] for row in rows]])
            for text in texts
        )
        + size * 1.3
        for j, head in enumerate(heads)
    ]
    scale = width / sum(widths)
    size *= min(1.0, scale)
    widths = [part * scale for part in widths]
    split = [
        page.wrap(head, wide - size * 0.9, size, bold=True)
        for head, wide in zip(heads, widths, strict=True)
    ]
    tall = max(step, max(map(len, split)) * size * 1.25 + size * 0.4)
    step = min(step, (height - tall) / len(rows))
    page.rect((x, y, width, tall), fill=ink.panel)
    for i, row in enumerate([split, *([[cell] for cell in row] for row in rows)]):
        top = y if i == 0 else y + tall + (i - 1) * step
        high = tall if i == 0 else step
        page.line((x, x + width), (top + high,) * 2, colour=ink.line, width=1)
        left = x
        for j, lines in enumerate(row):
            at = top + (high - size * 1.2 * len(lines)) / 2
            end = kinds[j] != TEXT
            side = left + widths[j] - size * 0.5 if end else left + size * 0.5
            for k, line in enumerate(lines):
                where = at + k * size * 1.2
                align = "right" if end else "left"
                page.text(side, where, line, size, bold=i == 0, align=align)
            left += widths[j]
    page.across(watermark(content.facts.embargo, content.say))
    return page
