"""The briefing as one PDF that a screen reader reads: tagged (PDF/UA-1), its fonts inside.

Typst sets it from `briefing.typ`: headings and bookmarks, tables with their heads, pictures with
their descriptions, the language. Texts come as data, none of them is read as markup.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.brief.tidy import TEXT, reader_table, widths
from exports.formats.format import Format
from figures.print.embargo import watermark
from figures.print.page.typesetting import tagged_pdf
from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery

TEMPLATE = Path(__file__).with_name("briefing.typ")
PICTURES = {"provinces": "province-bars", "headline": "headline"}
"""Pictures the PDF has beyond those of the sections."""


def build_pdf(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing as PDF; the same content gives the same bytes."""
    theme, pictures = gallery.theme, dict[str, bytes]()
    ink = theme.ink
    sections = [_section(one, content, gallery, pictures) for one in content.sections]
    facts = {
        "title": content.title,
        "subtitle": content.subtitle,
        "office": theme.office[content.lang],
        "keywords": content.fingerprint,
        "contents": content.say("brief.contents"),
        "footer": content.footer,
        "mark": watermark(content.facts.embargo, content.say),
        "font": theme.family,
        "lang": content.lang,
        "ink": ink.text,
        "red": TOKENS["document"]["mark"],
        "muted": ink.muted,
        "accent": ink.accent,
        "line": ink.line,
        "panel": ink.panel,
        "sections": sections,
    }
    told = json.dumps(facts, ensure_ascii=False).encode()
    return tagged_pdf(TEMPLATE, {"content.json": told, **pictures}, theme)


def _section(
    section: Section, content: Content, gallery: Gallery, pictures: dict[str, bytes]
) -> dict[str, Any]:
    """Return a section as the template takes it, its pictures put beside it."""
    shown = []
    for template in filter(None, (PICTURES.get(section.key, ""), section.picture)):
        drawn = gallery.picture(template, content.lang, "slide")
        name = f"{template}.png"
        pictures[name] = gallery.file(template, content.lang, "slide", "png")
        shown.append({"file": name, "alt": drawn.text.alt})
    heads: list[str] = []
    rows: list[list[str]] = []
    kinds: list[str] = []
    if section.table is not None and section.table.rows:
        heads, rows, kinds = reader_table(section.table, content.lang)
    return {
        "title": section.title,
        "caption": section.table.title if section.table else "",
        "bullets": section.key == "headline",
        "paragraphs": list(section.paragraphs),
        "pictures": shown,
        "heads": heads,
        "rows": rows,
        "widths": widths(heads, rows) if heads else [],
        "aligns": ["left" if kind == TEXT else "right" for kind in kinds],
    }


PDF = Format.of_document("pdf", "application/pdf", build_pdf)
