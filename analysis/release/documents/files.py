"""Turn a document's bytes into text: .txt .md .html .docx .hwpx .pdf .pptx, within bounds.

Table rows become one line with " | " between cells. Every refusal is one sentence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from analysis.release.documents.packages import docx_text, hwpx_text, pptx_text
from analysis.release.documents.refusals import BROKEN, LOCKED, lookalike, refuse, too_much
from store.errors import reason

if TYPE_CHECKING:
    from collections.abc import Callable


KINDS = (".txt", ".md", ".html", ".htm", ".docx", ".hwpx", ".pdf", ".pptx")
MAX_FILE_BYTES = 20_000_000
MAX_TEXT = 40_000
"""A release has a few thousand characters; its longest annex stays far below this."""
MAX_FIGURES = 3_000
"""Numbers in one release; a table of all places with six columns has half as many."""
MAX_PAGES = 200

LONGEST_BLANK = 24
"""Blanks, or marks that only dress a text, that are kept in a row: emptiness says nothing, and
must not take long to read."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an old Office or Hangul file, and of an encrypted new one."""

CELL = " | "

DECLARED = frozenset(
    (b"utf-8", b"utf8", b"euc-kr", b"euckr", b"cp949", b"ms949", b"uhc", b"ks_c_5601-1987")
) | {b"utf-16", b"iso-8859-1", b"us-ascii", b"windows-1252"}
"""Encodings that a page may name. Python knows others that are no encodings of text or that take
longer the longer the text is; what names one of those is read as if it named none."""

_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLANK = re.compile(r"(?:[^\S\n]|\*\*|__|`){24,}")
_BLANK_LINES = re.compile(r"(?:(?:[^\S\n]|\*\*|__|`)*+\n){4,}")
_FIGURE = re.compile(r"[\d０-９]+")
_ENDLESS = re.compile(r"(?:[\d０-９]{3},?){9,}")
_LETTER_FOR_DIGIT = re.compile(
    r"(?<![A-Za-z])(?:\d+[OoОоΟοlIІ][\d%]|[lIІОΟ]\d{2,}(?![\w-])|\d+[ОоΟο](?=\b))"
)


def text_of(content: bytes, name: str) -> str:
    """Return a document's text.

    Parameters
    ----------
    content
        The file's bytes.
    name
        Its name; the ending says what it is.

    Returns
    -------
    :
        The text, one newline a line end, unseen characters removed.

    Raises
    ------
    InputError
        If the file is of another kind, broken, encrypted, a picture without text, too large, or
        holds characters that make figures look like others.
    """
    kind = PurePath(name).suffix.lower()
    short = PurePath(name).name
    if kind not in KINDS:
        found = f"a file ending in {kind!r}" if kind else "a file without an ending"
        refuse(
            short,
            found,
            " ".join(KINDS),
            "Save the draft as one of these.",
            reason("draft_kind", kinds=" ".join(KINDS)),
        )
    if len(content) > MAX_FILE_BYTES:
        refuse(
            short,
            f"{len(content) / 1e6:.0f} MB",
            f"at most {MAX_FILE_BYTES // 1_000_000} MB",
            "Give the release alone, without its pictures.",
            reason("draft_big", most=MAX_FILE_BYTES // 1_000_000),
        )
    if not content.strip():
        refuse(short, "an empty file", "a release", "Choose the file again.", reason("draft_empty"))
    text = _READERS[kind](content, short)
    return clean(text, short)


def clean(text: str, name: str = "the pasted text") -> str:
    """Return a text fit for reading, or refuse it.

    Raises
    ------
    InputError
        If it is empty, too long, turns its writing direction, or writes figures with look-alikes.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub(" ", text)  # a name with one would break pictures and terminals
    text = _BLANK.sub(lambda found: found[0][:LONGEST_BLANK], text)
    text = _BLANK_LINES.sub("\n\n\n", text)
    if not text.strip():
        refuse(name, "no text", "a release", "Give the draft's text.", reason("draft_empty"))
    if len(text) > MAX_TEXT:
        too_much(name, len(text), MAX_TEXT, "characters", "draft_long")
    figures = len(_FIGURE.findall(text))
    if figures > MAX_FIGURES:
        too_much(name, figures, MAX_FIGURES, "figures", "draft_figures")
    turning = _TURNING.search(text)
    if turning:
        refuse(
            name,
            f"a mark that turns the writing direction (U+{ord(turning[0]):04X}) "
            f"on line {_line(text, turning.start())}",
            "text that reads as it is written",
            "Remove the mark; it can make a figure look like another.",
            reason("draft_turned", line=_line(text, turning.start())),
        )
    for at, sign in enumerate(text):
        if sign > "\x7f" and unicodedata.category(sign) == "Nd" and not "０" <= sign <= "９":
            found = f"the digit {sign!r} ({unicodedata.name(sign)})"
            lookalike(name, found, sign, _line(text, at))
    endless = _ENDLESS.search(text)
    if endless:
        refuse(
            name,
            f"a number of {len(endless[0])} digits on line {_line(text, endless.start())}",
            "a figure that counts something",
            "Remove or correct the number.",
            reason("draft_endless", line=_line(text, endless.start())),
        )
    letter = _LETTER_FOR_DIGIT.search(text)
    if letter:
        found = f"a letter among digits in {letter[0]!r}"
        lookalike(name, found, letter[0], _line(text, letter.start()))
    return text


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _plain(content: bytes, name: str) -> str:
    """Return plain text in UTF-8, UTF-16 with a mark, or the Korean CP949."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        break
    return refuse(
        name, "bytes that are no text", "UTF-8 or CP949 text", "Save it as UTF-8 text.", BROKEN
    )


class _Page:
    """Collect the visible text of a page, a line for each block and row; a parser's target."""

    _HIDDEN = frozenset({"script", "style", "template", "noscript", "head"})
    _BLOCK = frozenset(
        ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table")
    ) | {"section", "article", "blockquote", "dt", "dd", "pre"}

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._hidden = 0
        self._cell = 0

    def start(self, tag: str, _attributes: object) -> None:
        """Take the beginning of an element."""
        if tag in self._HIDDEN:
            self._hidden += 1
        elif tag in {"td", "th"}:
            if self._cell:
                self.parts.append(CELL)
            self._cell += 1
        elif tag == "br" or tag in self._BLOCK:
            if tag == "tr":
                self._cell = 0
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in self._HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in self._BLOCK:
            self.parts.append("\n")

    def data(self, data: str) -> None:
        """Take text."""
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def close(self) -> str:
        """Return what was collected: blocks as lines, the rows of a table right after each other.

        A row's column heads are looked for right above it.
        """
        lines = [line.strip(" ") for line in "".join(self.parts).strip().split("\n")]
        kept: list[str] = []
        for at, line in enumerate(lines):
            if not line:
                before, after = kept[-1:], lines[at + 1 : at + 2]
                if before == [""] or all("|" in one for one in (*before, *after)):
                    continue
            kept.append(line)
        return "\n".join(kept)


def _html(content: bytes, name: str) -> str:
    """Return the text of a page.

    libxml2's reader goes once through what it is given; Python's own goes through the rest again
    for every mark that is left open.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # needed late

    declared = re.search(rb"charset=[\"']?([\w-]{1,40})", content[:2048])
    text = ""
    if declared and declared[1].lower() in DECLARED:
        try:
            text = content.decode(declared[1].decode("ascii"))
        except UnicodeError:
            text = ""
    text = text or _plain(content, name)
    parser = etree.HTMLParser(target=_Page(), no_network=True, huge_tree=False, encoding="utf-8")
    try:
        parser.feed(text.encode("utf-8", "replace"))
        return str(parser.close())
    except (etree.LxmlError, ValueError):
        refuse(name, "a broken HTML page", "HTML", "Save the page again.", BROKEN)


@dataclass(frozen=True)
class _Package:
    """A kind of zipped document: who reads it, and what a file of the old kind is told."""

    text: Callable[[bytes, str], str]
    old: str
    wanted: str
    next_step: str

    def __call__(self, content: bytes, name: str) -> str:
        """Return the text; refuse the container that old and encrypted files come in."""
        if content.startswith(OLE):
            refuse(name, self.old, self.wanted, self.next_step, reason("draft_old"))
        return self.text(content, name)


def _pdf(content: bytes, name: str) -> str:
    """Return the text of a PDF, page after page."""
    import logging  # noqa: PLC0415  # only to quiet the reader

    from pypdf import PdfReader  # noqa: PLC0415  # slow to import, needed only here
    from pypdf.errors import PyPdfError  # noqa: PLC0415  # the same

    if not content.lstrip()[:5].startswith(b"%PDF"):
        refuse(name, "no PDF inside", "a PDF", "Save the draft as PDF again.", BROKEN)
    quiet = logging.getLogger("pypdf")
    quiet.propagate = False  # what it makes of a broken file is said in one sentence below
    quiet.addHandler(logging.NullHandler())
    try:
        from io import BytesIO  # noqa: PLC0415  # the same

        reader = PdfReader(BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        parts: list[str] = []
        for index in range(min(pages, MAX_PAGES)):
            parts.append(reader.pages[index].extract_text())
            if sum(map(len, parts)) > MAX_TEXT:  # refused below, whatever else it holds
                break
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        refuse(name, "a broken PDF", "a PDF that opens", "Save the draft as PDF again.", BROKEN)
    except (RecursionError, MemoryError, OverflowError, OSError, ArithmeticError):
        refuse(name, "a PDF that cannot be unfolded", "a plain PDF", "Save it again.", BROKEN)
    except (NotImplementedError, AssertionError, UnicodeError, ImportError):
        refuse(
            name,
            "an encrypted or unusual PDF",
            "an open PDF",
            "Save it without protection.",
            LOCKED,
        )
    if locked:
        refuse(name, "an encrypted PDF", "an open PDF", "Remove the password.", LOCKED)
    if pages > MAX_PAGES:
        refuse(
            name,
            f"{pages} pages",
            f"at most {MAX_PAGES}",
            "Give the release alone.",
            reason("draft_pages", count=pages, most=MAX_PAGES),
        )
    text = "\n\n".join(parts)
    if not text.strip():
        refuse(
            name,
            "pages without text (a scan)",
            "a PDF with text",
            "Give the file the scan was printed from, or recognise its text first.",
            reason("draft_scan"),
        )
    return text


_READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _html,
    ".htm": _html,
    ".docx": _Package(
        docx_text,
        "an encrypted or old Word file",
        "an open .docx",
        "Remove the password and save it as .docx.",
    ),
    ".hwpx": _Package(
        hwpx_text,
        "an old .hwp file under the name .hwpx",
        "an .hwpx file",
        "Save it as HWPX in Hangul.",
    ),
    ".pdf": _pdf,
    ".pptx": _Package(
        pptx_text,
        "an encrypted or old presentation",
        "an open .pptx",
        "Remove the password and save it as .pptx.",
    ),
}
