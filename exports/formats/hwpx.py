"""The briefing note as HWPX, the open format of Korean offices (OWPML, KS X 6101).

Written by the published structure: a package of a header (fonts, borders, character and
paragraph shapes, styles), one section of paragraphs, tables and pictures, and their lists.
It has been read back with other programs, but not opened in Hancom Office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.brief.tidy import reader_table
from exports.formats.format import Format
from exports.formats.hangul.body import Body
from exports.formats.hangul.package import hwpx_bytes

if TYPE_CHECKING:
    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery


def build_hwpx(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing note; the same content gives the same bytes."""
    body = Body(header=content.title, footer=tuple(content.footer))
    body.paragraph(content.title, "title")
    body.paragraph(content.subtitle, "subtitle")
    for section in content.sections:
        _add(body, section, content, gallery)
    return hwpx_bytes(
        body,
        content.title,
        content.lang,
        gallery.theme.document,
        {
            "creator": gallery.theme.office[content.lang],
            "subject": content.subtitle,
            "description": content.fingerprint,
            "date": content.facts.date,
        },
    )


def _add(body: Body, section: Section, content: Content, gallery: Gallery) -> None:
    body.paragraph(section.title, "outline1")
    for sentence in section.paragraphs:
        mark = "○ " if section.key == "headline" else ""
        body.paragraph(mark + sentence, "text")
    if section.picture:
        drawn = gallery.picture(section.picture, content.lang, "slide")
        data = gallery.file(section.picture, content.lang, "slide", "png")
        body.picture(data, drawn.text.alt)
    if section.table is not None and section.table.rows:
        heads, rows, kinds = reader_table(section.table, content.lang)
        body.table(heads, rows, kinds, section.title)


HWPX = Format.of_document("hwpx", "application/hwp+zip", build_hwpx)
