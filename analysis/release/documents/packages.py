"""Read the text out of zipped XML documents: Word's .docx and Hangul's .hwpx.

Only text is read: no relations, pictures or scripts. The archive is bounded before anything is
unpacked, entities and external parts are never resolved.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, NoReturn

from analysis.release.documents.refusals import BROKEN, LOCKED, refuse
from geo.files.reading.staging import ZIP_ERRORS
from store.errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any


MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000
"""Bytes of text parts together, unpacked."""
MAX_RATIO = 400
"""How far a text part may have been packed; ordinary XML stays below 50."""
MAX_DEPTH = 200
MAX_MARKS = 400_000
"""Elements of one part, counted before it is parsed: each takes hundreds of bytes of memory."""

CELL = " | "
HIDDEN_IN_DOCX = frozenset({"Fallback", "delText", "instrText", "del", "moveFrom"})
HIDDEN_IN_PPTX = frozenset({"Fallback", "extLst", "fld"})
MAX_SLIDES = 200
HIDDEN_IN_HWPX = frozenset({"secPr", "ctrl", "linesegarray", "trackChange"})


def _broken(name: str, kind: str) -> NoReturn:
    refuse(name, f"a broken {kind} file", f"a {kind} that opens", "Save the draft again.", BROKEN)


class _Package:
    """A zip archive whose text parts are read within bounds."""

    def __init__(self, content: bytes, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            infos = self.zip.infolist()
        except ZIP_ERRORS:
            _broken(name, kind)
        if len(infos) > MAX_PARTS:
            refuse(
                name, f"{len(infos)} parts", f"at most {MAX_PARTS}", "Save the draft again.", BROKEN
            )
        if any(info.flag_bits & 1 for info in infos):
            refuse(
                name, f"an encrypted {kind} file", "an open file", "Remove the password.", LOCKED
            )
        self.parts = {info.filename: info for info in infos}
        self.read_bytes = 0

    def xml(self, part: str) -> Any:
        """Return a part's root element."""
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # needed late

        content = self.bytes(part)
        if content.count(b"<") > 2 * MAX_MARKS:  # one to open it, one to close it
            self._bomb()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            _broken(self.name, self.kind)

    def bytes(self, part: str) -> bytes:
        """Return a part's bytes, never more than the bounds allow."""
        info = self.parts[part]
        left = MAX_UNPACKED - self.read_bytes
        packed_too_well = info.file_size > MAX_RATIO * max(info.compress_size, 1_000)
        if info.file_size > left or packed_too_well:
            self._bomb()
        try:
            with self.zip.open(info) as stream:
                content = stream.read(left + 1)
        except ZIP_ERRORS:
            _broken(self.name, self.kind)
        if len(content) > left:
            self._bomb()
        self.read_bytes += len(content)
        return content

    def _bomb(self) -> NoReturn:
        refuse(
            self.name,
            "an archive that unpacks to far more than a release",
            f"at most {MAX_UNPACKED // 1_000_000} MB unpacked",
            "Do not open it; ask for the draft again.",
            BROKEN,
        )


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def docx_text(content: bytes, name: str) -> str:
    """Return the text of a Word document: body, then footnotes; deleted text is left out.

    Raises
    ------
    InputError
        If the file is broken, encrypted, unpacks beyond bounds, or is no Word document.
    """
    package = _Package(content, name, ".docx")
    if "word/document.xml" not in package.parts:
        if "EncryptedPackage" in package.parts:
            refuse(name, "an encrypted .docx", "an open .docx", "Remove the password.", LOCKED)
        _broken(name, ".docx")
    lines = list(_blocks(package.xml("word/document.xml"), HIDDEN_IN_DOCX, name))
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in package.parts:
            lines += list(_blocks(package.xml(part), HIDDEN_IN_DOCX, name))
    return "\n".join(lines)


def hwpx_text(content: bytes, name: str) -> str:
    """Return the text of a Hangul document (HWPX, KS X 6101), section after section.

    Raises
    ------
    InputError
        If the file is broken, encrypted, unpacks beyond bounds, or is no Hangul document.
    """
    package = _Package(content, name, ".hwpx")
    manifest = "META-INF/manifest.xml"
    if manifest in package.parts and b"encryption-data" in package.bytes(manifest):
        refuse(name, "an encrypted .hwpx", "an open .hwpx", "Remove the password.", LOCKED)
    sections = sorted(
        (part for part in package.parts if re.fullmatch(r"Contents/section[0-9]{1,4}\.xml", part)),
        key=lambda part: int(re.sub(r"\D", "", part)),
    )
    if not sections:
        _broken(name, ".hwpx")
    lines: list[str] = []
    for section in sections:
        lines += _blocks(package.xml(section), HIDDEN_IN_HWPX, name)
    return "\n".join(lines)


def pptx_text(content: bytes, name: str) -> str:
    """Return the text of a presentation, slide after slide: paragraphs, and table rows as lines.

    Raises
    ------
    InputError
        If the file is broken, encrypted, unpacks beyond bounds, has too many slides, or is no
        presentation.
    """
    package = _Package(content, name, ".pptx")
    slides = sorted(
        (part for part in package.parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)),
        key=lambda part: int(re.sub(r"\D", "", part)),
    )
    if not slides:
        if "EncryptedPackage" in package.parts:
            refuse(name, "an encrypted .pptx", "an open .pptx", "Remove the password.", LOCKED)
        _broken(name, ".pptx")
    if len(slides) > MAX_SLIDES:
        refuse(
            name,
            f"{len(slides)} slides",
            f"at most {MAX_SLIDES}",
            "Give the release alone.",
            reason("draft_pages", count=len(slides), most=MAX_SLIDES),
        )
    lines: list[str] = []
    for slide in slides:
        lines += [*_blocks(package.xml(slide), HIDDEN_IN_PPTX, name), ""]
    return "\n".join(lines)


def _blocks(root: Any, hidden: frozenset[str], name: str) -> Iterator[str]:
    """Yield a line for each paragraph and each table row, in reading order.

    Both formats call a paragraph `p`, a table `tbl`, its rows `tr` and cells `tc`.
    """
    try:
        yield from _walk(root, hidden, 0)
    except RecursionError:
        refuse(
            name, "parts nested without end", "a plain document", "Save the draft again.", BROKEN
        )


def _walk(element: Any, hidden: frozenset[str], depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise RecursionError
    tag = _local(element)
    if tag in hidden:
        return
    if tag == "tbl":
        for row in _children(element, "tr"):
            cells = (" ".join(_lines_in(cell, hidden, depth)) for cell in _children(row, "tc"))
            yield CELL.join(cell.strip() for cell in cells)
    elif tag == "p":
        yield _inline(element, hidden, depth)
        # A text box or a table inside a paragraph is set after it.
        for child in _boxes(element):
            yield from _walk(child, hidden, depth + 1)
    else:
        for child in element:
            yield from _walk(child, hidden, depth + 1)


def _lines_in(cell: Any, hidden: frozenset[str], depth: int) -> Iterable[str]:
    for child in cell:
        yield from _walk(child, hidden, depth + 1)


def _children(element: Any, tag: str) -> list[Any]:
    return [child for child in element if _local(child) == tag]


def _boxes(paragraph: Any) -> list[Any]:
    """Return the outermost tables and text boxes inside a paragraph."""
    found: list[Any] = []
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        if _local(element) in {"tbl", "txbxContent", "drawText", "subList"}:
            found.append(element)
        elif _local(element) != "Fallback":
            stack += list(element)[::-1]
    return found


_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " "}
_BREAKS |= {"noBreakHyphen": "-", "hyphen": "-"}


def _inline(element: Any, hidden: frozenset[str], depth: int) -> str:
    """Return a paragraph's own text, without the boxes inside it."""
    if depth > MAX_DEPTH:
        raise RecursionError
    parts: list[str] = []
    for child in element:
        tag = _local(child)
        if tag in hidden or tag in {"tbl", "txbxContent", "drawText", "subList"}:
            continue
        if tag == "t":
            parts.append(_run(child))
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        else:
            parts.append(_inline(child, hidden, depth + 1))
    return "".join(parts)


def _run(run: Any) -> str:
    """Return a run's text; Hangul puts breaks inside it."""
    parts = [run.text or ""]
    for child in run:
        parts += [_BREAKS.get(_local(child), ""), child.tail or ""]
    return "".join(parts)
