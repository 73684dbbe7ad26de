"""The briefing note as a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Emu, Pt

from exports.brief.tidy import TEXT, fitted, reader_table, widths
from exports.formats.format import OFFICE, Format
from exports.formats.office.word_parts import (
    captioned,
    contents_field,
    heads_repeat,
    padded,
    page_field,
    speak_in,
)
from store.archive import settled

if TYPE_CHECKING:
    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery

TEXT_WIDTH = Cm(17.0)
CELL = 9
"""Size of a table's text, points; a wide table is set smaller."""

WHOLE = 22
"""Rows of a table that a page has room for."""

STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Table Grid", "Header", "Footer",
          "List Bullet", "Caption")  # fmt: skip


def build_docx(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing note; the same content gives the same bytes."""
    file = Document()
    _page(file, content, gallery)
    title = file.add_paragraph(content.title, style="Title")
    title.paragraph_format.space_after = Pt(4)
    file.add_paragraph(content.subtitle, style="Subtitle")
    contents_field(file, content.say("brief.contents"), [one.title for one in content.sections])
    for section in content.sections:
        heading = file.add_paragraph(section.title, style="Heading 1")
        heading.paragraph_format.keep_with_next = True
        style = "List Bullet" if section.key == "headline" else "Normal"
        for sentence in section.paragraphs:
            line = file.add_paragraph(sentence, style=style)
            line.paragraph_format.keep_with_next = bool(section.picture)
        if section.picture:
            _picture(file, section, content, gallery)
        if section.table is not None and section.table.rows:
            _table(file, section, content)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _page(file: Any, content: Content, gallery: Gallery) -> None:
    """Set paper, fonts, language, properties and the footer with source, date and rule."""
    theme = gallery.theme
    lang = content.say.language.tag
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2.2)
    speak_in(file, STYLES, theme, lang)
    file.styles["Normal"].font.size = Pt(10.5)
    file.styles["Title"].font.size = Pt(24)
    facts = file.core_properties
    facts.title, facts.subject, facts.language = content.title, content.subtitle, lang
    facts.author = facts.last_modified_by = theme.office[content.lang]
    facts.comments, facts.keywords = "", content.fingerprint
    page.header.paragraphs[0].text = content.title
    page.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = page.footer.paragraphs[0]
    foot.text = "\n".join(content.footer)
    foot.style = file.styles["Footer"]
    for run in foot.runs:
        run.font.size = Pt(8)
    number = page.footer.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_field(number)


def _picture(file: Any, section: Section, content: Content, gallery: Gallery) -> None:
    """Add a picture with its description."""
    drawn = gallery.picture(section.picture, content.lang, "slide")
    data = gallery.file(section.picture, content.lang, "slide", "png")
    shape = file.add_picture(io.BytesIO(data), width=TEXT_WIDTH)
    short = section.table is not None and 0 < len(section.table.rows) <= WHOLE
    file.paragraphs[-1].paragraph_format.keep_with_next = short
    named = shape._inline.docPr  # noqa: SLF001  # alt text has no public setter
    named.set("descr", drawn.text.alt)
    named.set("title", drawn.text.title)
    for side in ("distT", "distB", "distL", "distR"):
        # Left unsaid, LibreOffice leaves an eighth of an inch and pushes the picture to the right.
        shape._inline.set(side, "0")  # noqa: SLF001  # the same


def _table(file: Any, section: Section, content: Content) -> None:
    """Add a table whose head repeats on every page and whose rows do not break."""
    if section.table is None:
        return
    heads, rows, kinds = reader_table(section.table, content.lang)
    captioned(file, section.table.title)
    table = file.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    padded(table)
    wanted = widths(heads, rows)
    room = [Emu(int(TEXT_WIDTH * part / sum(wanted))) for part in wanted]
    for column, width in zip(table.columns, room, strict=True):
        column.width = width
    size = Emu(int(fitted(heads, rows, TEXT_WIDTH, Pt(CELL))))
    for i, row in enumerate([heads, *rows]):
        made = table.add_row()
        properties = made._tr.get_or_add_trPr()  # noqa: SLF001  # row settings have no public setter
        properties.append(OxmlElement("w:cantSplit"))
        for cell, text, kind, width in zip(made.cells, row, kinds, room, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            # A short table stays on one page.
            paragraph.paragraph_format.keep_with_next = len(rows) <= WHOLE and i < len(rows)
            run = paragraph.add_run(text)
            run.font.size = size
            run.bold = i == 0
            if kind != TEXT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    heads_repeat(table, section.table.title)
    file.add_paragraph()


DOCX = Format.of_document("docx", f"{OFFICE}.wordprocessingml.document", build_docx)
