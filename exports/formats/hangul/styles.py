"""The styles of an HWPX document, by the names Hangul users know, and its list of shapes.

Each style has a character shape and a paragraph shape of its own; a second character shape, with
a shade behind it, is for what somebody has to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from exports.formats.hangul.fixed import (
    BORDER_BOX,
    BORDER_HEAD,
    BORDER_NONE,
    BORDER_TEXT,
    INK,
    NAMESPACES,
)

SCRIPTS = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
CENTIMETRE = 2835
"""In HWPUNIT."""


@dataclass(frozen=True)
class Look:
    """A style.

    Parameters
    ----------
    name, english
        As Hangul lists it.
    height
        Of its letters, hundredths of a point.
    bold
        Whether they are.
    align
        LEFT, RIGHT or CENTER.
    left, hang
        How far it stands in, and how far its first line stands out, HWPUNIT.
    before, after
        Room around it, HWPUNIT.
    line
        From line to line, percent.
    keep
        Whether it stays with what follows.
    outline
        Its level in the outline, from 1; 0 for none.
    boxed
        Whether a frame is around it; those of neighbours join.
    """

    name: str
    english: str
    height: int = 1050
    bold: bool = False
    align: str = "LEFT"
    left: int = 0
    hang: int = 0
    before: int = 0
    after: int = 0
    line: int = 150
    keep: bool = False
    outline: int = 0
    boxed: bool = False


def _level(name: str, english: str, height: int, left: float, before: int) -> Look:
    """Return a level of a release: the mark stands out, the lines after it under the text."""
    hang = CENTIMETRE * 6 // 10
    return Look(name, english, height, left=int(left * CENTIMETRE) + hang, hang=hang, before=before,
                after=100, line=160)  # fmt: skip


STYLES: dict[str, Look] = {
    "body": Look("바탕글", "Normal", after=283),
    "text": Look("본문", "Body", after=283),
    "outline1": Look("개요 1", "Outline 1", 1400, bold=True, before=1134, after=283, keep=True,
                     outline=1),
    "outline2": Look("개요 2", "Outline 2", 1200, bold=True, before=850, after=200, keep=True,
                     outline=2),
    "outline3": Look("개요 3", "Outline 3", 1100, bold=True, before=567, after=141, keep=True,
                     outline=3),
    "title": Look("제목", "Title", 2200, bold=True, align="CENTER", before=567, after=400),
    "subtitle": Look("부제목", "Subtitle", 1400, bold=True, align="CENTER", after=283),
    "caption": Look("캡션", "Caption", 1100, bold=True, before=400, line=130, keep=True),
    "cell": Look("표 내용", "Table text", 900, line=110),
    "number": Look("표 숫자", "Table number", 900, align="RIGHT", line=110),
    "head": Look("표 머리", "Table head", 900, bold=True, align="CENTER", line=110),
    "header": Look("머리말", "Header", 900, align="RIGHT", line=130),
    "footer": Look("꼬리말", "Footer", 800, align="CENTER", line=130),
    "memo": Look("메모", "Memo", 900, line=130),
    "contents": Look("차례 1", "TOC 1", 1050, line=150),
    "masthead": Look("보도자료 표제", "Release masthead", 3000, bold=True, line=120),
    "pair": Look("보도자료 표", "Release table", 1200, line=130),
    "box": _level("보도자료 □", "Release 1", 1400, 0.0, 500),
    "circle": _level("보도자료 ㅇ", "Release 2", 1400, 0.35, 200),
    "dash": _level("보도자료 -", "Release 3", 1300, 0.7, 150),
    "star": _level("보도자료 *", "Release note", 1100, 1.1, 100),
    "framed": Look("보도자료 주요 내용", "Release key points", 1400, left=CENTIMETRE * 6 // 10,
                   hang=CENTIMETRE * 6 // 10, before=100, after=100, line=150, boxed=True),
}  # fmt: skip
NUMBER = {key: at for at, key in enumerate(STYLES)}
"""Each style's number in the document; its shapes have the same."""


def char_of(key: str, *, blank: bool = False) -> int:
    """Return the number of a style's character shape, with a shade where it is a blank."""
    return NUMBER[key] + (len(STYLES) if blank else 0)


def _each(value: str) -> str:
    """Return one value for each of the seven scripts."""
    return " ".join(f'{script.lower()}="{value}"' for script in SCRIPTS)


def _fonts(name: str) -> str:
    kind = (
        '<hh:typeInfo familyType="FCAT_GOTHIC" weight="6" proportion="4" contrast="0" '
        'strokeVariation="1" armStyle="1" letterform="1" midline="1" xHeight="1"/>'
    )
    faces = "".join(
        f'<hh:fontface lang="{script}" fontCnt="1"><hh:font id="0" face={quoteattr(name)} '
        f'type="TTF" isEmbedded="0">{kind}</hh:font></hh:fontface>'
        for script in SCRIPTS
    )
    return f'<hh:fontfaces itemCnt="{len(SCRIPTS)}">{faces}</hh:fontfaces>'


def _border(number: int, line: str, fill: str) -> str:
    sides = "".join(
        f'<hh:{side}Border type="{line}" width="0.12 mm" color="{INK["border"]}"/>'
        for side in ("left", "right", "top", "bottom")
    )
    brush = (
        f'<hc:fillBrush><hc:winBrush faceColor="{fill}" hatchColor="#999999" alpha="0"/>'
        "</hc:fillBrush>"
        if fill
        else ""
    )
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" '
        'breakCellSeparateLine="0"><hh:slash type="NONE" Crooked="0" isCounter="0"/>'
        f'<hh:backSlash type="NONE" Crooked="0" isCounter="0"/>{sides}'
        f'<hh:diagonal type="SOLID" width="0.1 mm" color="#000000"/>{brush}</hh:borderFill>'
    )


def _char(number: int, look: Look, shade: str) -> str:
    """Return a style's character shape."""
    return (
        f'<hh:charPr id="{number}" height="{look.height}" textColor="{INK["text"]}" '
        f'shadeColor="{shade}" '
        f'useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="{BORDER_TEXT}">'
        f"<hh:fontRef {_each('0')}/><hh:ratio {_each('100')}/><hh:spacing {_each('0')}/>"
        f"<hh:relSz {_each('100')}/><hh:offset {_each('0')}/>{'<hh:bold/>' if look.bold else ''}"
        '<hh:underline type="NONE" shape="SOLID" color="#000000"/>'
        '<hh:strikeout shape="NONE" color="#000000"/><hh:outline type="NONE"/>'
        '<hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/></hh:charPr>'
    )


def _para(number: int, look: Look) -> str:
    """Return a style's paragraph shape."""
    heading = (
        f'<hh:heading type="OUTLINE" idRef="0" level="{look.outline - 1}"/>'
        if look.outline
        else '<hh:heading type="NONE" idRef="0" level="0"/>'
    )
    margins = "".join(
        f'<hc:{tag} value="{value}" unit="HWPUNIT"/>'
        for tag, value in (
            ("intent", -look.hang),
            ("left", look.left),
            ("right", 0),
            ("prev", look.before),
            ("next", look.after),
        )
    )
    room = 400 if look.boxed else 0
    sides = " ".join(f'offset{side}="{room}"' for side in ("Left", "Right", "Top", "Bottom"))
    border = BORDER_BOX if look.boxed else BORDER_TEXT
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" '
        f'suppressLineNumbers="0" checked="0" textDir="LTR"><hh:align horizontal="{look.align}" '
        f'vertical="BASELINE"/>{heading}'
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" '
        f'widowOrphan="0" keepWithNext="{int(look.keep)}" keepLines="0" pageBreakBefore="0" '
        'lineWrap="BREAK"/><hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
        f'<hh:margin>{margins}</hh:margin><hh:lineSpacing type="PERCENT" value="{look.line}" '
        f'unit="HWPUNIT"/><hh:border borderFillIDRef="{border}" {sides} '
        f'connect="{int(look.boxed)}" ignoreMargin="0"/></hh:paraPr>'
    )


def _numbering() -> str:
    """Return the outline's numbers, which are not shown: a press office numbers by hand."""
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" '
        'widthAdjust="0" textOffsetType="PERCENT" textOffset="50" numFormat="DIGIT" '
        f'charPrIDRef="4294967295" checkable="0"></hh:paraHead>'
        for level in range(1, 8)
    )
    numbering = f'<hh:numbering id="1" start="0">{heads}</hh:numbering>'
    return f'<hh:numberings itemCnt="1">{numbering}</hh:numberings>'


def _listed(tag: str, parts: list[str]) -> str:
    return f'<hh:{tag} itemCnt="{len(parts)}">{"".join(parts)}</hh:{tag}>'


def _style(key: str, look: Look) -> str:
    number = NUMBER[key]
    return (
        f'<hh:style id="{number}" type="PARA" name={quoteattr(look.name)} '
        f'engName={quoteattr(look.english)} paraPrIDRef="{number}" charPrIDRef="{number}" '
        f'nextStyleIDRef="{0 if look.outline else number}" langID="1042" lockForm="0"/>'
    )


def header_xml(font: str) -> str:
    """Return the document's header with its fonts, borders, shapes and styles."""
    borders = [
        _border(BORDER_NONE, "NONE", ""),
        _border(BORDER_TEXT, "NONE", "none"),
        _border(BORDER_BOX, "SOLID", ""),
        _border(BORDER_HEAD, "SOLID", INK["head"]),
    ]
    chars = [_char(char_of(key), look, "none") for key, look in STYLES.items()]
    chars += [_char(char_of(key, blank=True), look, INK["blank"]) for key, look in STYLES.items()]
    lists = (
        _fonts(font)
        + _listed("borderFills", borders)
        + _listed("charProperties", chars)
        + _listed("tabProperties", ['<hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>'])
        + _numbering()
        + _listed("paraProperties", [_para(NUMBER[key], look) for key, look in STYLES.items()])
        + _listed("styles", [_style(key, look) for key, look in STYLES.items()])
    )
    return (
        f'<hh:head {NAMESPACES} version="1.4" secCnt="1"><hh:beginNum page="1" footnote="1" '
        f'endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>{lists}</hh:refList>'
        '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/>'
        '</hh:compatibleDocument><hh:docOption><hh:linkinfo path="" pageInherit="0" '
        'footnoteInherit="0"/></hh:docOption></hh:head>'
    )
