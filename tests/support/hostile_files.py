"""Small files that cost a reader of files much: what a stranger found, made here again."""

from __future__ import annotations

import io
import zipfile
import zlib

WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)

OPEN_MARKS = {
    "bars": b"a|" * 100_000,
    "comments": b"<!--" * 250_000,
    "ends": b"</" * 500_000,
    "instructions": b"<?" * 500_000,
    "values": b"<a b='" * 170_000,
    "cdata": b"<![CDATA[" * 100_000,
    "nested": b"<div>" * 200_000,
    "cells": b"<table>" + b"<tr><td>a<td>b</tr>" * 50_000,
    "punycode": b'<meta charset="punycode">' + b"a-" * 200_000,
}
"""Pages of one mark again and again, by name."""


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def many_elements(megabytes: int) -> bytes:
    """Return a small .docx that unpacks to so much of nothing but elements."""
    # What stands between keeps it below the ratio that counts as a bomb.
    line = b"".join(b"<w:p w:n='%d'/>" % number for number in range(20_000))
    body = line * (megabytes * 1_000_000 // len(line))
    return packed({"word/document.xml": WORD + body + b"</w:body></w:document>"})


def much_text(megabytes: int) -> bytes:
    """Return a small .docx with few elements and so much text."""
    line = b"".join(b"%d " % number for number in range(100_000))
    body = line * (megabytes * 1_000_000 // len(line))
    text = b"<w:p><w:r><w:t>" + body + b"</w:t></w:r></w:p>"
    return packed({"word/document.xml": WORD + text + b"</w:body></w:document>"})


def long_section_name(digits: int) -> bytes:
    """Return an .hwpx whose section has a number of so many digits."""
    return packed({f"Contents/section{'1' * digits}.xml": b"<a/>"})


def one_stream(pages: int, operators: int) -> bytes:
    """Return a .pdf whose pages all draw the same long stream."""
    stream = zlib.compress(b"BT /F 9 Tf ET\n" * operators)
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources %s >>" % font
    objects += [page] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
