"""Parts of Word documents that python-docx has no words for: language, fields, frames, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figures.style.theme import Theme

FACES = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
PADDING = {"top": 30, "left": 80, "bottom": 30, "right": 80}
"""Of a table's cells, in twentieths of a point."""

THEMED = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def speak_in(file: Any, names: Iterable[str], theme: Theme, tag: str) -> None:
    """Set the font, colour and language of some styles.

    Parameters
    ----------
    file
        The document.
    names
        Of its styles.
    theme
        The house style.
    tag
        The language with its country, such as ko-KR.
    """
    for name in names:
        style = file.styles[name]
        style.font.name = theme.document
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in FACES:
            fonts.set(qn(kind), theme.document)
        for kind in THEMED:
            fonts.attrib.pop(qn(kind), None)
        if name != "Table Grid":
            style.font.color.rgb = RGBColor.from_string(theme.ink.text.lstrip("#"))
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        tongue = OxmlElement("w:lang")
        tongue.set(qn("w:val"), tag)
        tongue.set(qn("w:eastAsia"), tag)
        properties.append(tongue)


def field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field that the reader's program fills in, such as PAGE.

    Parameters
    ----------
    paragraph
        Where it stands.
    code
        Of the field.
    shown
        What stands there until it is filled in.
    """
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
            continue
        if kind:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        else:
            made = OxmlElement("w:instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = f" {text} "
        run._r.append(made)  # noqa: SLF001  # fields have no public setter


def page_field(paragraph: Any) -> None:
    """Add the number of the page as offices write it: - 1 -."""
    paragraph.add_run("- ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" -")


def framed(paragraph: Any) -> None:
    """Draw a frame around a paragraph; frames of neighbours join."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "6")):
            line.set(qn(f"w:{key}"), value)
        line.set(qn("w:color"), TOKENS["document"]["border"].lstrip("#"))
        borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # borders have no public setter
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def captioned(file: Any, text: str) -> Any:
    """Add the caption of the table that follows, and return it."""
    made = file.add_paragraph(text, style="Caption")
    made.paragraph_format.keep_with_next = True
    return made


def heads_repeat(table: Any, described: str) -> None:
    """Let a table's first row stand on every page, shade it, and describe the table.

    Parameters
    ----------
    table
        The table.
    described
        For who cannot see it.
    """
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # no public setter
    for cell in first.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), TOKENS["document"]["head"].lstrip("#"))
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # the same
    for tag in ("w:tblCaption", "w:tblDescription"):
        said = OxmlElement(tag)
        said.set(qn("w:val"), described)
        table._tbl.tblPr.append(said)  # noqa: SLF001  # the same


def padded(table: Any) -> None:
    """Set the room above, below and beside the text of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in PADDING.items():
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(twips))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)  # noqa: SLF001  # cell margins have no public setter


def without_line(style: Any) -> None:
    """Take away the line that a style draws under its paragraphs."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def contents_field(file: Any, title: str, entries: list[str]) -> None:
    """Add a table of contents that the reader's program keeps up to date.

    Parameters
    ----------
    file
        The document.
    title
        Over the contents.
    entries
        The headings, as they stand there until the program has counted pages.
    """
    file.add_paragraph(title, style="Caption")
    at = file.add_paragraph()
    field(at, 'TOC \\o "1-1" \\h \\z \\u', "\n".join(entries))
