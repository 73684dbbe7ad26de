"""The fixed parts of an HWPX document: namespaces, page, fonts, borders, shapes and styles.

Names and attributes follow the published structure of OWPML (KS X 6101); lengths are HWPUNIT,
7,200 to the inch.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

HANCOM = "http://www.hancom.co.kr/hwpml/2011"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("ha", f"{HANCOM}/app"),
        ("hp", f"{HANCOM}/paragraph"),
        ("hs", f"{HANCOM}/section"),
        ("hc", f"{HANCOM}/core"),
        ("hh", f"{HANCOM}/head"),
        ("hpf", "http://www.hancom.co.kr/schema/2011/hpf"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("opf", "http://www.idpf.org/2007/opf/"),
        # Unused here, but Hancom's own files declare them and readers expect it.
        ("hp10", "http://www.hancom.co.kr/hwpml/2016/paragraph"),
        ("hhs", f"{HANCOM}/history"),
        ("hm", f"{HANCOM}/master-page"),
        ("ooxmlchart", "http://www.hancom.co.kr/hwpml/2016/ooxmlchart"),
        ("hwpunitchar", "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"),
        ("epub", "http://www.idpf.org/2007/ops"),
        ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    )
)

PAGE_WIDTH, PAGE_HEIGHT = 59528, 84186
SIDE = 5669
"""A4, and margins of 2 cm."""

TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE

BORDER_NONE, BORDER_TEXT, BORDER_BOX, BORDER_HEAD = 1, 2, 3, 4
CHAR_BODY, CHAR_TITLE, CHAR_HEADING, CHAR_CELL, CHAR_CELL_HEAD, CHAR_SMALL = range(6)
PARA_BODY, PARA_HEADING, PARA_CELL, PARA_NUMBER = range(4)
STYLE_BODY, STYLE_HEADING = range(2)

VERSION = (
    f'<hv:HCFVersion xmlns:hv="{HANCOM}/version" tagetApplication="WORDPROCESSOR" major="5" '
    'minor="1" micro="0" buildNumber="1" os="1" xmlVersion="1.4" application="Learning City Atlas" '
    'appVersion="1.0"/>'
)
SETTINGS = (
    f'<ha:HWPApplicationSetting xmlns:ha="{HANCOM}/app"><ha:CaretPosition listIDRef="0" '
    'paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
)
CONTAINER = (
    '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:hpf="http://www.hancom.co.kr/schema/2011/hpf"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" '
    'media-type="application/hwpml-package+xml"/>'
    '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/>'
    "</ocf:rootfiles></ocf:container>"
)
MANIFEST = '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'

SCRIPTS = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")


def _note(tag: str, between: int, place: str, line: str) -> str:
    return (
        f'<hp:{tag}><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" '
        f'supscript="0"/><hp:noteLine length="{line}" type="SOLID" width="0.12 mm" '
        f'color="#000000"/><hp:noteSpacing betweenNotes="{between}" belowLine="567" '
        'aboveLine="850"/><hp:numbering type="CONTINUOUS" newNum="1"/>'
        f'<hp:placement place="{place}" beneathText="0"/></hp:{tag}>'
    )


def _page_border(kind: str) -> str:
    return (
        f'<hp:pageBorderFill type="{kind}" borderFillIDRef="{BORDER_NONE}" textBorder="PAPER" '
        'headerInside="0" footerInside="0" fillArea="PAPER"><hp:offset left="1417" right="1417" '
        'top="1417" bottom="1417"/></hp:pageBorderFill>'
    )


SECTION_SETTINGS = (
    f'<hp:run charPrIDRef="{CHAR_BODY}"><hp:secPr id="" textDirection="HORIZONTAL" '
    'spaceColumns="1134" tabStop="8000" tabStopVal="4000" tabStopUnit="HWPUNIT" '
    'outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
    '<hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
    '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
    '<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" '
    'border="SHOW_ALL" fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" '
    'showLineNumber="0"/><hp:lineNumberShape restartType="0" countBy="0" distance="0" '
    f'startNumber="0"/><hp:pagePr landscape="WIDELY" width="{PAGE_WIDTH}" '
    f'height="{PAGE_HEIGHT}" gutterType="LEFT_ONLY"><hp:margin header="2834" footer="2834" '
    f'gutter="0" left="{SIDE}" right="{SIDE}" top="4252" bottom="4252"/></hp:pagePr>'
    + _note("footNotePr", 283, "EACH_COLUMN", "-1")
    + _note("endNotePr", 0, "END_OF_DOCUMENT", "14692344")
    + "".join(_page_border(kind) for kind in ("BOTH", "EVEN", "ODD"))
    + '</hp:secPr><hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" '
    'sameSz="1" sameGap="0"/></hp:ctrl></hp:run>'
)


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
        f'<hh:{side}Border type="{line}" width="0.12 mm" color="#857D6F"/>'
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


def _char(number: int, height: int, *, bold: bool) -> str:
    """Return a character shape; height is in hundredths of a point."""
    return (
        f'<hh:charPr id="{number}" height="{height}" textColor="#1A1D21" shadeColor="none" '
        f'useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="{BORDER_TEXT}">'
        f"<hh:fontRef {_each('0')}/><hh:ratio {_each('100')}/><hh:spacing {_each('0')}/>"
        f"<hh:relSz {_each('100')}/><hh:offset {_each('0')}/>{'<hh:bold/>' if bold else ''}"
        '<hh:underline type="NONE" shape="SOLID" color="#000000"/>'
        '<hh:strikeout shape="NONE" color="#000000"/><hh:outline type="NONE"/>'
        '<hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/></hh:charPr>'
    )


def _para(number: int, align: str, before: int, after: int, line: int, *, keep: bool) -> str:  # noqa: PLR0913  # a shape
    margins = (
        f'<hh:margin><hc:intent value="0" unit="HWPUNIT"/><hc:left value="0" unit="HWPUNIT"/>'
        f'<hc:right value="0" unit="HWPUNIT"/><hc:prev value="{before}" unit="HWPUNIT"/>'
        f'<hc:next value="{after}" unit="HWPUNIT"/></hh:margin>'
    )
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" '
        f'suppressLineNumbers="0" checked="0" textDir="LTR"><hh:align horizontal="{align}" '
        'vertical="BASELINE"/><hh:heading type="NONE" idRef="0" level="0"/>'
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" '
        f'widowOrphan="0" keepWithNext="{int(keep)}" keepLines="0" pageBreakBefore="0" '
        'lineWrap="BREAK"/><hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
        f'{margins}<hh:lineSpacing type="PERCENT" value="{line}" unit="HWPUNIT"/>'
        f'<hh:border borderFillIDRef="{BORDER_TEXT}" offsetLeft="0" offsetRight="0" '
        'offsetTop="0" offsetBottom="0" connect="0" ignoreMargin="0"/></hh:paraPr>'
    )


def _numbering() -> str:
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" '
        'widthAdjust="0" textOffsetType="PERCENT" textOffset="50" numFormat="DIGIT" '
        f'charPrIDRef="4294967295" checkable="0">^{level}.</hh:paraHead>'
        for level in range(1, 8)
    )
    numbering = f'<hh:numbering id="1" start="0">{heads}</hh:numbering>'
    return f'<hh:numberings itemCnt="1">{numbering}</hh:numberings>'


def _listed(tag: str, parts: list[str]) -> str:
    return f'<hh:{tag} itemCnt="{len(parts)}">{"".join(parts)}</hh:{tag}>'


def header_xml(font: str) -> str:
    """Return the document's header with its fonts, borders, shapes and styles."""
    borders = [
        _border(BORDER_NONE, "NONE", ""),
        _border(BORDER_TEXT, "NONE", "none"),
        _border(BORDER_BOX, "SOLID", ""),
        _border(BORDER_HEAD, "SOLID", "#E4F0FA"),
    ]
    chars = [
        _char(CHAR_BODY, 1050, bold=False),
        _char(CHAR_TITLE, 2200, bold=True),
        _char(CHAR_HEADING, 1400, bold=True),
        _char(CHAR_CELL, 900, bold=False),
        _char(CHAR_CELL_HEAD, 900, bold=True),
        _char(CHAR_SMALL, 800, bold=False),
    ]
    paras = [
        _para(PARA_BODY, "LEFT", 0, 283, 150, keep=False),
        _para(PARA_HEADING, "LEFT", 1134, 283, 150, keep=True),
        _para(PARA_CELL, "LEFT", 0, 0, 110, keep=False),
        _para(PARA_NUMBER, "RIGHT", 0, 0, 110, keep=False),
    ]
    styles = [
        (
            '<hh:style id="0" type="PARA" name="바탕글" engName="Normal" paraPrIDRef="0" '
            'charPrIDRef="0" nextStyleIDRef="0" langID="1042" lockForm="0"/>'
        ),
        (
            '<hh:style id="1" type="PARA" name="개요 1" engName="Outline 1" paraPrIDRef="1" '
            'charPrIDRef="2" nextStyleIDRef="0" langID="1042" lockForm="0"/>'
        ),
    ]
    tabs = ['<hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>']
    lists = (
        _fonts(font)
        + _listed("borderFills", borders)
        + _listed("charProperties", chars)
        + _listed("tabProperties", tabs)
        + _numbering()
        + _listed("paraProperties", paras)
        + _listed("styles", styles)
    )
    return (
        f'<hh:head {NAMESPACES} version="1.4" secCnt="1"><hh:beginNum page="1" footnote="1" '
        f'endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>{lists}</hh:refList>'
        '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/>'
        '</hh:compatibleDocument><hh:docOption><hh:linkinfo path="" pageInherit="0" '
        'footnoteInherit="0"/></hh:docOption></hh:head>'
    )
