"""The briefing as one PDF: text, tables and pictures on A4, its font inside."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from exports.tidy import TEXT, reader_table
from figures.pictures.canvas import Canvas
from figures.pictures.layout import frame
from figures.pictures.output import SALT, WRITING
from figures.pictures.size import SIZES
from figures.pictures.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.content import Content, Section
    from exports.gallery import Gallery

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
        if section.paragraphs:
            yield _text_page(section, content, gallery)
        picture = section.picture or PICTURES.get(section.key, "")
        if picture:
            yield gallery.picture(picture, content.lang, PAPER).page
        if section.table is not None and section.table.rows:
            yield _table_page(section, content, gallery)


def _opened(title: str, content: Content, gallery: Gallery) -> tuple[Canvas, Any]:
    page = Canvas(SIZES[PAPER], gallery.theme)
    text = Text(title, f"{content.title} · {content.subtitle}", "")
    return page, frame(page, content.facts, text, content.lang)


def _text_page(section: Section, content: Content, gallery: Gallery) -> Canvas:
    """Return a page of sentences."""
    page, (x, y, width, height) = _opened(section.title, content, gallery)
    size = SENTENCE
    while size > SENTENCE / 2:
        lines = sum(len(page.wrap(text, width, size)) for text in section.paragraphs)
        if lines * size * 1.32 + len(section.paragraphs) * size * 0.6 <= height:
            break
        size *= 0.95
    top = y + size * 0.5
    for sentence in section.paragraphs:
        top = page.paragraph(x, top, sentence, size, width) + size * 0.6
    return page


def _table_page(section: Section, content: Content, gallery: Gallery) -> Canvas:
    """Return a page with one table, its rows as high as the page allows."""
    page, (x, y, width, height) = _opened(section.title, content, gallery)
    if section.table is None:
        return page
    heads, rows, kinds = reader_table(section.table, content.lang)
    ink = page.theme.ink
    step = min(40.0, height / (len(rows) + 1))
    size = min(ROW * 1.2, step * 0.62)
    longest = [
        max(page.text_width(row[j], size, bold=True) for row in [heads, *rows]) + size * 1.4
        for j in range(len(heads))
    ]
    scale = min(1.0, width / sum(longest))
    widths = [part * width / sum(longest) for part in longest]
    size *= scale
    for i, row in enumerate([heads, *rows]):
        top = y + i * step
        if i == 0:
            page.rect((x, top, width, step), fill=ink.panel)
        page.line((x, x + width), (top + step,) * 2, colour=ink.line, width=1)
        left = x
        for j, text in enumerate(row):
            at = top + (step - size * 1.15) / 2
            if kinds[j] == TEXT:
                page.text(left + size * 0.5, at, text, size, bold=i == 0)
            else:
                right = left + widths[j] - size * 0.5
                page.text(right, at, text, size, bold=i == 0, align="right")
            left += widths[j]
    return page
