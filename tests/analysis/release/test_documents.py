"""Reading drafts: every form, every refusal in one sentence, nothing that crashes."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.release.documents import KINDS, MAX_FILE_BYTES, MAX_TEXT, clean, text_of
from store.errors import InputError

LINES = ["신규 평생학습도시 7개", "강원 양양군, 경남 고성군"]
ROWS = [["구분", "도시 수"], ["신규", "7"]]


def docx(extra: str = "") -> bytes:
    """Return a Word file as Word writes it: paragraphs, a table, a deletion."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in ROWS
    )
    gone = "<w:p><w:del><w:r><w:delText>196개</w:delText></w:r></w:del></w:p>"
    xml = f"<w:document {w}><w:body>{body}<w:tbl>{cells}</w:tbl>{gone}{extra}</w:body></w:document>"
    return packed({"word/document.xml": xml})


def hwpx(manifest: str = "<manifest/>", sections: int = 1) -> bytes:
    """Return a Hangul file as Hangul writes it: sections, runs, a table inside a run."""
    p = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    body = "".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in LINES)
    cells = "".join(
        "<hp:tr>"
        + "".join(
            f"<hp:tc><hp:subList><hp:p><hp:run><hp:t>{c}</hp:t></hp:run></hp:p></hp:subList></hp:tc>"
            for c in row
        )
        + "</hp:tr>"
        for row in ROWS
    )
    table = f"<hp:p><hp:run><hp:tbl>{cells}</hp:tbl></hp:run></hp:p>"
    parts = {"mimetype": "application/hwp+zip", "META-INF/manifest.xml": manifest}
    for number in range(sections):
        parts[f"Contents/section{number}.xml"] = f"<hs {p}>{body}{table}</hs>"
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(text: str = "\n".join(LINES), *, encrypt: bool = False, pages: int = 1) -> bytes:
    """Return a PDF whose text is found through its ToUnicode table, as subset fonts write it."""
    signs = sorted(set(text))
    codes = {sign: f"{number:04X}" for number, sign in enumerate(signs, 1)}
    table = "\n".join(f"<{code}> <{ord(sign):04X}>" for sign, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(codes)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    shown = "".join(
        f"BT /F1 12 Tf 50 {700 - 20 * n} Td <{''.join(codes[s] for s in line)}> Tj ET\n"
        for n, line in enumerate(text.split("\n"))
        if line
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(['3 0 R'] * pages)}] /Count {pages} >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
            "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    lock = " /Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32
    lock = lock + ") /P -4 >> /ID [(a)(a)]" if encrypt else ""
    out += f"trailer << /Size 8 /Root 1 0 R{lock} >>\nstartxref\n{start}\n%%EOF".encode()
    return out


HTML = (
    "<html><head><title>x</title><style>p{}</style></head><body><script>var n = 196;</script>"
    f"<p>{LINES[0]}</p><p>강원 양양군,&nbsp;경남 <b>고성군</b></p>"
    "<table><tr><th>구분</th><th>도시 수</th></tr><tr><td>신규</td><td>7</td></tr></table></body>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx()),
        ("a.hwpx", hwpx()),
        ("a.html", HTML.encode()),
        ("a.htm", HTML.encode("cp949")),
    ],
)
def test_every_form_gives_the_same_lines(name, content):
    """Paragraphs become lines, table rows one line with marks, hidden and deleted text is out."""
    lines = [line.replace("\xa0", " ") for line in text_of(content, name).split("\n") if line]
    assert lines == [*LINES, "구분 | 도시 수", "신규 | 7"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_korean_offices(encoding):
    """UTF-8 with and without mark, CP949 and UTF-16 all give the same text."""
    text = "\r\n".join(LINES)
    assert text_of(text.encode(encoding), "초안.txt") == "\n".join(LINES)


def test_a_pdf_gives_its_korean_text():
    """Text is taken through the font's table to Unicode, page after page."""
    assert text_of(pdf(), "a.pdf").strip().split("\n") == LINES
    assert text_of(pdf(pages=3), "a.pdf").count("7개") == 3


def bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"<a>" + b" " * 70_000_000 + b"</a>")
    return out.getvalue()


def locked() -> bytes:
    content = bytearray(docx())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


REFUSED = {
    "an ending": ("a.exe", b"MZ", "ending in '.exe'"),
    "no ending": ("draft", b"text", "without an ending"),
    "an empty file": ("a.txt", b"  \n", "an empty file"),
    "old hangul": ("a.hwpx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "an old .hwp"),
    "locked word": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "encrypted"),
    "locked parts": ("a.docx", locked(), "encrypted"),
    "locked hangul": ("a.hwpx", hwpx("<odf:encryption-data/>"), "an encrypted .hwpx"),
    "broken hangul": ("a.hwpx", hwpx()[:200], "a broken .hwpx"),
    "broken word": ("a.docx", b"PK\x03\x04nonsense", "a broken .docx"),
    "no word part": ("a.docx", packed({"x": "y"}), "a broken .docx"),
    "no section": ("a.hwpx", packed({"mimetype": "y"}), "a broken .hwpx"),
    "broken xml": ("a.docx", packed({"word/document.xml": "<a><b></a>"}), "a broken .docx"),
    "bomb": ("a.docx", bomb("word/document.xml"), "unpacks to far more"),
    "bomb hwpx": ("a.hwpx", bomb("Contents/section0.xml"), "unpacks to far more"),
    "many parts": ("a.docx", packed({f"p{n}": "" for n in range(2_100)}), "2100 parts"),
    "no pdf": ("a.pdf", b"hello", "no PDF inside"),
    "broken pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
    "scan": ("a.pdf", pdf(""), "a scan"),
    "locked pdf": ("a.pdf", pdf(encrypt=True), "encrypted"),
    "bytes": ("a.txt", bytes(range(256)), "no text"),
    "turning marks": ("a.txt", "도시 \u202e591\u202c곳".encode(), "U+202E"),
    "arabic digits": ("a.txt", "도시 ١٩٥곳".encode(), "ARABIC-INDIC"),
    "bold digits": ("a.txt", "cities: 𝟏𝟗𝟓".encode(), "MATHEMATICAL BOLD"),
    "cyrillic zero": ("a.txt", "2О23년 발표".encode(), "a letter among digits"),
    "letter o": ("a.txt", b"In 2O23 there were", "a letter among digits"),
    "letter l": ("a.txt", b"there are l95 cities", "a letter among digits"),
    "much text": ("a.txt", b"a" * (MAX_TEXT + 1), "characters"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_in_one_clear_sentence(case):
    """What is wrong, what was expected and what to do stand in one line."""
    name, content, words = REFUSED[case]
    with pytest.raises(InputError) as caught:
        text_of(content, name)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(caught.value.faults) == 1


def test_fifty_megabytes_are_refused_before_they_are_read():
    """A huge file costs nothing but its size check."""
    with pytest.raises(InputError, match="50 MB"):
        text_of(b"1" * 50_000_000, "a.txt")
    assert MAX_FILE_BYTES < 50_000_000


def test_entities_and_outside_parts_are_never_followed():
    """An XML entity that points to a file stays unread."""
    xml = (
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="x"><w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:document>'
    )
    try:
        text = text_of(packed({"word/document.xml": xml}), "a.docx")
    except InputError:
        return
    assert "root" not in text


def test_deep_nesting_ends_in_a_sentence():
    """Parts nested a thousand deep are refused, not followed until the stack ends."""
    deep = "<w:sdt>" * 1_000 + "</w:sdt>" * 1_000
    with pytest.raises(InputError):
        text_of(docx(extra=deep), "a.docx")


def test_wide_digits_and_unseen_signs_are_read_as_what_they_are():
    """Full-width digits are figures as they stand; zero-width signs vanish."""
    assert clean("１９５개 19\u200b5개") == "１９５개 195개"


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_any_bytes_give_text_or_a_sentence(content, kind):
    """No bytes crash a reader."""
    try:
        assert isinstance(text_of(content, "x" + kind), str)
    except InputError as error:
        assert len(error.faults) == 1  # noqa: PT017  # either outcome is right


@pytest.mark.parametrize("kind", [".docx", ".hwpx", ".pdf", ".html"])
def test_a_damaged_document_gives_text_or_a_sentence(kind):
    """Whole documents with bytes changed, cut or doubled at random never crash a reader."""
    whole = {".docx": docx(), ".hwpx": hwpx(), ".pdf": pdf(), ".html": HTML.encode()}[kind]
    rng = random.Random(f"damage{kind}")  # noqa: S311  # planting errors, not guarding secrets
    for _ in range(120):
        content = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(content))
            action = rng.randrange(3)
            if action == 0:
                content[at] = rng.randrange(256)
            elif action == 1:
                del content[at : at + rng.randint(1, 40)]
            else:
                content[at:at] = content[at : at + rng.randint(1, 40)]
            if not content:
                break
        try:
            assert isinstance(text_of(bytes(content), "x" + kind), str)
        except InputError as error:
            assert len(error.faults) == 1  # noqa: PT017  # either outcome is right


@pytest.mark.parametrize(
    "blank", ["\n" * 3_000, " " * 9_000, "**" * 3_000, "** ` __\n" * 2_000, "\t \n\t" * 2_000]
)
def test_emptiness_takes_no_time_to_read(blank):
    """Thousands of blanks in a draft are kept as a few: reading once took hours over 300 lines."""
    text = clean(f"신규 평생학습도시 7개{blank}강원 양양군, 경남 고성군")
    assert text.startswith("신규 평생학습도시 7개")
    assert text.endswith("강원 양양군, 경남 고성군")
    assert len(text) < 80


def test_an_ordinary_gap_stays():
    """Indented lines and paragraphs set apart stay as they were written."""
    text = "1. 신규\n\n\n    가. 강원    양양군\n"
    assert clean(text) == text


def test_a_number_without_end_is_refused():
    """A number of hundreds of digits counts nothing: it is refused with its line."""
    for digits in ("9" * 400, "123," * 130 + "456", "１２３" * 200):
        with pytest.raises(InputError, match="line 2"):
            clean(f"신규 평생학습도시\n총 {digits}개")
    assert clean("예산 1,234,567,890,123,456원") == "예산 1,234,567,890,123,456원"
