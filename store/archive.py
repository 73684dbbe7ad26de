"""Zip archives whose bytes repeat: fixed times, fixed order, nothing of the machine."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
STORED = {"mimetype"}
"""Members that a format wants uncompressed."""

TIMES = re.compile(
    rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)|(<cp:lastPrinted>)[^<]*(</cp:)"
)
FIXED_STAMP = b"2001-01-01T00:00:00Z"


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip archive, in the order given; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, FIXED_TIME)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_STORED if name in STORED else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def settled(document: bytes) -> bytes:
    """Return an office document without the time it was made at, inner workbooks too."""
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                content = settled(content)
            elif name == "docProps/core.xml":
                content = TIMES.sub(_settle, content)
            files[name] = content
    return zip_bytes(files)


def _settle(match: re.Match[bytes]) -> bytes:
    start, end = match[1] or match[4], match[3] or match[5]
    return start + FIXED_STAMP + end
