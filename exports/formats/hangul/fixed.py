"""The fixed parts of an HWPX document: namespaces, page, packing lists.

Names and attributes follow the published structure of OWPML (KS X 6101); lengths are HWPUNIT,
7,200 to the inch.
"""

from __future__ import annotations

from figures.style.tokens import TOKENS

INK: dict[str, str] = TOKENS["document"]
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
    '<hp:run charPrIDRef="0"><hp:secPr id="" textDirection="HORIZONTAL" '
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
