"""The briefing note as HWPX, the open format of Korean offices (OWPML, KS X 6101).

Written by the published structure: a package of a header (fonts, borders, character and
paragraph shapes, styles), one section of paragraphs, tables and pictures, and their lists.
It has been read back with another program, but not opened in Hancom Office.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from exports.brief.tidy import TEXT, reader_table, widths
from exports.formats.owpml import (
    BORDER_BOX,
    BORDER_HEAD,
    CHAR_BODY,
    CHAR_CELL,
    CHAR_CELL_HEAD,
    CHAR_HEADING,
    CHAR_SMALL,
    CHAR_TITLE,
    CONTAINER,
    MANIFEST,
    NAMESPACES,
    PARA_BODY,
    PARA_CELL,
    PARA_HEADING,
    PARA_NUMBER,
    SECTION_SETTINGS,
    SETTINGS,
    STYLE_BODY,
    STYLE_HEADING,
    TEXT_WIDTH,
    VERSION,
    header_xml,
)
from store.archive import zip_bytes

if TYPE_CHECKING:
    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery

START = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
ROW_HEIGHT = 1300
"""Of a table, HWPUNIT (1/7200 inch)."""

PICTURE_WIDTH = 1600
"""Pixels of a picture in the note: 240 dots an inch on paper."""


@dataclass
class Body:
    """The section in the making.

    Parameters
    ----------
    parts
        Its paragraphs.
    text
        The same as plain text, for previews.
    images
        Pictures by name.
    """

    parts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def number(self) -> int:
        """Return a number not used before in this document."""
        return next(self._ids)

    def paragraph(
        self, text: str, char: int = CHAR_BODY, para: int = PARA_BODY, style: int = STYLE_BODY
    ) -> None:
        """Add a paragraph."""
        opening = SECTION_SETTINGS if not self.parts else ""
        inside = f"{opening}{run(text, char)}"
        self.parts.append(paragraph(inside, self.number(), para, style))
        self.text.append(text)

    def object(self, xml: str) -> None:
        """Add a paragraph that holds a table or a picture."""
        inside = f'<hp:run charPrIDRef="{CHAR_BODY}">{xml}<hp:t/></hp:run>'
        self.parts.append(paragraph(inside, self.number(), PARA_BODY, STYLE_BODY))

    def table(self, heads: list[str], rows: list[list[str]], kinds: list[str], title: str) -> None:
        """Add a table whose head repeats on every page."""
        widths = _widths(heads, rows)
        xml = [
            (
                f'<hp:tbl id="{self.number()}" zOrder="0" numberingType="TABLE" '
                'textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" '
                f'pageBreak="TABLE" repeatHeader="1" rowCnt="{len(rows) + 1}" '
                f'colCnt="{len(heads)}" cellSpacing="0" borderFillIDRef="{BORDER_BOX}" '
                'noAdjust="0">'
            ),
            _size(TEXT_WIDTH, ROW_HEIGHT * (len(rows) + 1)),
            _position(in_line=True),
            _margins("outMargin", 0, 0, 283, 283),
            f"<hp:shapeComment>{escape(title)}</hp:shapeComment>",
            _margins("inMargin", 283, 283, 141, 141),
        ]
        for i, row in enumerate([heads, *rows]):
            xml.append("<hp:tr>")
            for j, text in enumerate(row):
                right = kinds[j] != TEXT
                xml.append(self._cell(text, (i, j), widths[j], right=right))
            xml.append("</hp:tr>")
            self.text.append("\t".join(row))
        xml.append("</hp:tbl>")
        self.object("".join(xml))

    def _cell(self, text: str, at: tuple[int, int], width: int, *, right: bool) -> str:
        row, column = at
        first = row == 0
        char = CHAR_CELL_HEAD if first else CHAR_CELL
        inner = paragraph(
            run(text, char), self.number(), PARA_NUMBER if right else PARA_CELL, STYLE_BODY
        )
        border = BORDER_HEAD if first else BORDER_BOX
        return (
            f'<hp:tc name="" header="{int(first)}" hasMargin="0" protect="0" editable="0" '
            f'dirty="0" borderFillIDRef="{border}"><hp:subList id="" textDirection="HORIZONTAL" '
            'lineWrap="BREAK" vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0" '
            f'textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">{inner}</hp:subList>'
            f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="1" '
            f'rowSpan="1"/><hp:cellSz width="{width}" height="{ROW_HEIGHT}"/>'
            f"{_margins('cellMargin', 283, 283, 141, 141)}</hp:tc>"
        )

    def picture(self, data: bytes, alt: str) -> None:
        """Add a picture as wide as the text, with its description."""
        with Image.open(io.BytesIO(data)) as opened:
            pixels = opened.size
        name = f"image{len(self.images) + 1}"
        self.images[name] = data
        wide, high = TEXT_WIDTH, round(TEXT_WIDTH * pixels[1] / pixels[0])
        clip = f'left="0" right="{pixels[0] * 75}" top="0" bottom="{pixels[1] * 75}"'
        corners = ((0, 0), (wide, 0), (wide, high), (0, high))
        points = "".join(f'<hc:pt{i} x="{x}" y="{y}"/>' for i, (x, y) in enumerate(corners))
        still = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
        self.object(
            f'<hp:pic id="{self.number()}" zOrder="0" numberingType="PICTURE" '
            'textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" '
            f'groupLevel="0" instid="{self.number()}" reverse="0"><hp:offset x="0" y="0"/>'
            f'<hp:orgSz width="{wide}" height="{high}"/><hp:curSz width="{wide}" height="{high}"/>'
            '<hp:flip horizontal="0" vertical="0"/>'
            f'<hp:rotationInfo angle="0" centerX="{wide // 2}" centerY="{high // 2}" '
            f'rotateimage="1"/><hp:renderingInfo><hc:transMatrix {still}/><hc:scaMatrix {still}/>'
            f'<hc:rotMatrix {still}/></hp:renderingInfo><hc:img binaryItemIDRef="{name}" '
            f'bright="0" contrast="0" effect="REAL_PIC" alpha="0"/><hp:imgRect>{points}'
            f"</hp:imgRect><hp:imgClip {clip}/>{_margins('inMargin', 0, 0, 0, 0)}"
            f'<hp:imgDim dimwidth="{pixels[0] * 75}" dimheight="{pixels[1] * 75}"/><hp:effects/>'
            f"{_size(wide, high)}{_position(in_line=True)}{_margins('outMargin', 0, 0, 0, 0)}"
            f"<hp:shapeComment>{escape(alt)}</hp:shapeComment></hp:pic>"
        )


def run(text: str, char: int) -> str:
    """Return a run of text in one character shape."""
    return f'<hp:run charPrIDRef="{char}"><hp:t>{escape(text)}</hp:t></hp:run>'


def paragraph(inside: str, number: int, para: int, style: int) -> str:
    """Return a paragraph around its runs."""
    return (
        f'<hp:p id="{number}" paraPrIDRef="{para}" styleIDRef="{style}" pageBreak="0" '
        f'columnBreak="0" merged="0">{inside}</hp:p>'
    )


def _size(width: int, height: int) -> str:
    return (
        f'<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" '
        'heightRelTo="ABSOLUTE" protect="0"/>'
    )


def _position(*, in_line: bool) -> str:
    return (
        f'<hp:pos treatAsChar="{int(in_line)}" affectLSpacing="0" flowWithText="1" '
        'allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" '
        'vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
    )


def _margins(tag: str, left: int, right: int, top: int, bottom: int) -> str:
    return f'<hp:{tag} left="{left}" right="{right}" top="{top}" bottom="{bottom}"/>'


def _widths(heads: list[str], rows: list[list[str]]) -> list[int]:
    """Return column widths that follow the longest text, together as wide as the page's text."""
    wanted = widths(heads, rows)
    found = [int(TEXT_WIDTH * part / sum(wanted)) for part in wanted]
    found[-1] += TEXT_WIDTH - sum(found)
    return found


def build_hwpx(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing note; the same content gives the same bytes."""
    body = Body()
    body.paragraph(content.title, CHAR_TITLE)
    body.paragraph(content.subtitle)
    for section in content.sections:
        _add(body, section, content, gallery)
    for line in content.footer:
        body.paragraph(line, CHAR_SMALL)
    return zip_bytes(_package(body, content, gallery))


def _add(body: Body, section: Section, content: Content, gallery: Gallery) -> None:
    body.paragraph(section.title, CHAR_HEADING, PARA_HEADING, STYLE_HEADING)
    for sentence in section.paragraphs:
        mark = "○ " if section.key == "headline" else ""
        body.paragraph(mark + sentence)
    if section.picture:
        drawn = gallery.picture(section.picture, content.lang, "slide")
        data = gallery.file(section.picture, content.lang, "slide", "png")
        body.picture(data, drawn.text.alt)
    if section.table is not None and section.table.rows:
        heads, rows, kinds = reader_table(section.table, content.lang)
        body.table(heads, rows, kinds, section.title)


def _package(body: Body, content: Content, gallery: Gallery) -> dict[str, bytes]:
    """Return the parts of the package in the order the format wants."""
    office = gallery.theme.office[content.lang]
    items = "".join(
        f'<opf:item id="{name}" href="BinData/{name}.png" media-type="image/png" isEmbeded="1"/>'
        for name in body.images
    )
    metas = (
        ("creator", office),
        ("subject", content.subtitle),
        ("description", content.facts.data_hash),
        ("date", content.facts.date),
    )
    meta = "".join(
        f'<opf:meta name={quoteattr(name)} content="text">{escape(text)}</opf:meta>'
        for name, text in metas
    )
    package = (
        f'{START}<opf:package {NAMESPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{escape(content.title)}</opf:title><opf:language>{content.lang}"
        f"</opf:language>{meta}</opf:metadata><opf:manifest>"
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
        '<opf:item id="settings" href="settings.xml" media-type="application/xml"/>'
        '<opf:item id="version" href="version.xml" media-type="application/xml"/>'
        f'{items}</opf:manifest><opf:spine><opf:itemref idref="header" linear="yes"/>'
        '<opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )
    section = f"{START}<hs:sec {NAMESPACES}>{''.join(body.parts)}</hs:sec>"
    files = {
        "mimetype": b"application/hwp+zip",
        "version.xml": (START + VERSION).encode(),
        "META-INF/container.xml": (START + CONTAINER).encode(),
        "META-INF/manifest.xml": (START + MANIFEST).encode(),
        "Contents/content.hpf": package.encode(),
        "Contents/header.xml": (START + header_xml(gallery.theme.document)).encode(),
        "Contents/section0.xml": section.encode(),
        "settings.xml": (START + SETTINGS).encode(),
        "Preview/PrvText.txt": "\r\n".join(body.text).encode("utf-8"),
    }
    return files | {f"BinData/{name}.png": data for name, data in body.images.items()}
