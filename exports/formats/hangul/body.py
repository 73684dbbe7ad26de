"""The section of an HWPX document in the making: paragraphs, tables, pictures, memos."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from PIL import Image

from exports.brief.blanks import pieces
from exports.brief.tidy import TEXT, widths
from exports.formats.hangul.fixed import (
    BORDER_BOX,
    BORDER_HEAD,
    SECTION_SETTINGS,
    TEXT_WIDTH,
)
from exports.formats.hangul.styles import NUMBER, char_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW_HEIGHT = 1300
"""Of a table, HWPUNIT (1/7200 inch)."""

MEMO_FIELD = int.from_bytes(b"%%me", "big")
"""The number of the control that a memo is."""

LIST = (
    'textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{align}" linkListIDRef="0" '
    'linkListNextIDRef="0" textWidth="{width}" textHeight="0" hasTextRef="0" hasNumRef="0"'
)
"""What a list of paragraphs inside something else says of itself."""

POSITION = (
    '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" '
    'holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" '
    'vertOffset="0" horzOffset="0"/>'
)
FLOATING = POSITION.replace('treatAsChar="1"', 'treatAsChar="0"')
"""Of a table: one that is taken as a letter would not go on to the next page."""


_FOOT = char_of("footer")
PAGE_NUMBER = (
    f'<hp:run charPrIDRef="{_FOOT}"><hp:t>- </hp:t></hp:run><hp:run charPrIDRef="{_FOOT}"><hp:ctrl>'
    '<hp:autoNum num="1" numType="PAGE"><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" '
    'suffixChar="" supscript="0"/></hp:autoNum></hp:ctrl></hp:run>'
    f'<hp:run charPrIDRef="{_FOOT}"><hp:t> -</hp:t></hp:run>'
)
"""The number of the page in the foot, as offices write it: - 1 -."""


@dataclass
class Body:
    """The section in the making.

    Parameters
    ----------
    header, footer
        One line over and the lines under every page, below its number.
    captions
        Whether a table's title stands over it as its caption.
    author, day
        Whose memos are in it, and of which day, ISO.
    parts
        Its paragraphs.
    text
        The same as plain text, for previews.
    images
        Pictures by name.
    """

    header: str = ""
    footer: tuple[str, ...] = ()
    captions: bool = True
    author: str = ""
    day: str = ""
    parts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    _ids: count[int] = field(default_factory=lambda: count(1))
    _memos: count[int] = field(default_factory=lambda: count(1))
    _next_on_new_page: bool = False

    def number(self) -> int:
        """Return a number not used before in this document."""
        return next(self._ids)

    def new_page(self) -> None:
        """Let what comes next begin a page."""
        self._next_on_new_page = True

    def paragraph(self, text: str, style: str = "body", notes: Sequence[str] = ()) -> None:
        """Add a paragraph; its blanks are shaded, its notes stand beside it as memos."""
        inside = runs(text, style)
        for note in notes:
            inside = self._memo(note, inside, style)
        self._put(inside, style)
        self.text.append(text)

    def _put(self, inside: str, style: str) -> None:
        opening = SECTION_SETTINGS + self._frame() if not self.parts else ""
        new_page, self._next_on_new_page = self._next_on_new_page, False
        self.parts.append(paragraph(opening + inside, self.number(), style, new_page=new_page))

    def _frame(self) -> str:
        """Return the controls of the first paragraph: head, foot and number of the pages."""
        made = ""
        for tag, lines, align in (
            ("header", (self.header,) if self.header else (), "TOP"),
            ("footer", self.footer, "BOTTOM"),
        ):
            if not lines and tag == "header":
                continue
            inner = "".join(paragraph(runs(line, tag), 0, tag) for line in lines)
            if tag == "footer":
                inner = paragraph(PAGE_NUMBER, 0, tag) + inner
            made += (
                f'<hp:ctrl><hp:{tag} id="{self.number()}" applyPageType="BOTH"><hp:subList id="" '
                f"{LIST.format(align=align, width=TEXT_WIDTH)}>{inner}</hp:subList></hp:{tag}>"
                "</hp:ctrl>"
            )
        return f'<hp:run charPrIDRef="0">{made}</hp:run>'

    def _memo(self, note: str, inside: str, style: str) -> str:
        """Return runs with a memo around them."""
        order, name = next(self._memos), self.number()
        char = char_of(style)
        said = paragraph(runs(note, "memo"), 0, "memo")
        return (
            f'<hp:run charPrIDRef="{char}"><hp:ctrl><hp:fieldBegin id="{name}" type="MEMO" name="" '
            f'editable="1" dirty="0" zorder="{order}" fieldid="{MEMO_FIELD}" metaTag="">'
            f'<hp:parameters cnt="5" name=""><hp:stringParam name="ID">memo{order}</hp:stringParam>'
            f'<hp:integerParam name="Number">{order}</hp:integerParam>'
            f'<hp:stringParam name="CreateDateTime">{self.day}T00:00:00Z</hp:stringParam>'
            f'<hp:stringParam name="Author">{escape(self.author)}</hp:stringParam>'
            '<hp:stringParam name="MemoShapeIDRef">65535</hp:stringParam></hp:parameters>'
            f'<hp:subList id="" {LIST.format(align="TOP", width=0)}>{said}</hp:subList>'
            f"</hp:fieldBegin></hp:ctrl></hp:run>{inside}"
            f'<hp:run charPrIDRef="{char}"><hp:ctrl><hp:fieldEnd beginIDRef="{name}" '
            f'fieldid="{MEMO_FIELD}"/></hp:ctrl></hp:run>'
        )

    def object(self, xml: str) -> None:
        """Add a paragraph that holds a table or a picture."""
        self._put(f'<hp:run charPrIDRef="0">{xml}<hp:t/></hp:run>', "body")

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        kinds: Sequence[str],
        title: str = "",
        style: str = "cell",
    ) -> None:
        """Add a table under its caption; its head, where it has one, repeats on every page.

        Parameters
        ----------
        heads
            Of its columns; none for a table of names and values.
        rows
            Its cells.
        kinds
            Of each column, see `exports.brief.tidy`.
        title
            What it is, to who cannot see it too.
        style
            Of its cells.
        """
        whole = [*([heads] if heads else []), *rows]
        room = _widths(list(heads) or [""] * len(kinds), [list(row) for row in rows])
        caption = self._caption(title) if title and heads and self.captions else ""
        xml = [
            (
                f'<hp:tbl id="{self.number()}" zOrder="0" numberingType="TABLE" '
                'textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" '
                f'pageBreak="TABLE" repeatHeader="{int(bool(heads))}" rowCnt="{len(whole)}" '
                f'colCnt="{len(room)}" cellSpacing="0" borderFillIDRef="{BORDER_BOX}" '
                'noAdjust="0">'
            ),
            _size(TEXT_WIDTH, ROW_HEIGHT * len(whole)),
            FLOATING,
            _margins("outMargin", 0, 0, 283, 283),
            caption,
            f"<hp:shapeComment>{escape(title)}</hp:shapeComment>",
            _margins("inMargin", 283, 283, 141, 141),
        ]
        for i, row in enumerate(whole):
            xml.append("<hp:tr>")
            for j, text in enumerate(row):
                first = bool(heads) and i == 0
                look = "head" if first else "number" if kinds[j] != TEXT else style
                xml.append(self._cell(text, (i, j), room[j], look))
            xml.append("</hp:tr>")
            self.text.append("\t".join(row))
        xml.append("</hp:tbl>")
        self.object("".join(xml))

    def _caption(self, title: str) -> str:
        inner = paragraph(runs(title, "caption"), 0, "caption")
        return (
            f'<hp:caption side="TOP" fullSz="0" width="8504" gap="567" lastWidth="{TEXT_WIDTH}">'
            f'<hp:subList id="" {LIST.format(align="TOP", width=TEXT_WIDTH)}>{inner}'
            "</hp:subList></hp:caption>"
        )

    def _cell(self, text: str, at: tuple[int, int], width: int, style: str) -> str:
        row, column = at
        first = style == "head"
        inner = paragraph(runs(text, style), self.number(), style)
        border = BORDER_HEAD if first else BORDER_BOX
        return (
            f'<hp:tc name="" header="{int(first)}" hasMargin="0" protect="0" editable="0" '
            f'dirty="0" borderFillIDRef="{border}"><hp:subList id="" '
            f"{LIST.format(align='CENTER', width=0)}>{inner}</hp:subList>"
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
            f"{_size(wide, high)}{POSITION}{_margins('outMargin', 0, 0, 0, 0)}"
            f"<hp:shapeComment>{escape(alt)}</hp:shapeComment></hp:pic>"
        )


def runs(text: str, style: str) -> str:
    """Return a text as runs in a style, its blanks shaded."""
    return (
        "".join(
            f'<hp:run charPrIDRef="{char_of(style, blank=is_blank)}"><hp:t>{escape(piece)}</hp:t>'
            "</hp:run>"
            for piece, is_blank in pieces(text)
        )
        or f'<hp:run charPrIDRef="{char_of(style)}"><hp:t/></hp:run>'
    )


def paragraph(inside: str, number: int, style: str, *, new_page: bool = False) -> str:
    """Return a paragraph around its runs."""
    return (
        f'<hp:p id="{number}" paraPrIDRef="{NUMBER[style]}" styleIDRef="{NUMBER[style]}" '
        f'pageBreak="{int(new_page)}" columnBreak="0" merged="0">{inside}</hp:p>'
    )


def _size(width: int, height: int) -> str:
    return (
        f'<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" '
        'heightRelTo="ABSOLUTE" protect="0"/>'
    )


def _margins(tag: str, left: int, right: int, top: int, bottom: int) -> str:
    return f'<hp:{tag} left="{left}" right="{right}" top="{top}" bottom="{bottom}"/>'


def _widths(heads: list[str], rows: list[list[str]]) -> list[int]:
    """Return column widths that follow the longest text, together as wide as the page's text."""
    wanted = widths(heads, rows)
    found = [int(TEXT_WIDTH * part / sum(wanted)) for part in wanted]
    found[-1] += TEXT_WIDTH - sum(found)
    return found
