"""What a shapefile says of itself: its counts, its encoding and its coordinate system."""

from __future__ import annotations

import codecs
import struct
from typing import TYPE_CHECKING

import pyproj

from store.errors import Fault, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.files.reading.staging import Staged

ENCODINGS = ("UTF-8", "CP949")
"""What Korean attribute tables are written in, where no .cpg says otherwise."""

NO_TEXT = frozenset(
    ("idna", "punycode", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "utf-7")
) | {"unicode-escape", "undefined", "mbcs", "oem"}
"""What Python calls encodings and no table is written in; some take longer the longer a text is."""

POLYGON_TYPES = frozenset({5, 15, 25})
"""Shape types of polygons: plain, with height, with measure."""

SHP_HEADER = 100
SHP_MAGIC = 9994


def canonical(encoding: str) -> str:
    """Return Python's name of an encoding of text; of bytes (base64 and its like) is none."""
    name = codecs.lookup(encoding).name
    if name in NO_TEXT:
        raise LookupError(f"{encoding} is no encoding of a table's text")
    "a".encode(encoding)
    return name


def drop_damaged_prj(prj: Path) -> None:
    """Remove our copy of a .prj that says nothing: it counts as missing, and the extent decides."""
    try:
        pyproj.CRS.from_wkt(prj.read_text(encoding="utf-8")) if prj.exists() else None
    except (pyproj.exceptions.ProjError, UnicodeDecodeError):
        prj.unlink()


def likely_encodings(cpg: Path) -> tuple[str, ...]:
    """Return the encodings to try: what the .cpg says, then the usual two."""
    said = cpg.read_bytes()[:40].decode("ascii", "ignore").strip() if cpg.exists() else ""
    said = f"CP{said}" if said.isdigit() else said
    try:
        known = [canonical(said)] if said else []
    except (LookupError, ValueError):
        known = []
    usual = [name for name in ENCODINGS if canonical(name) not in known]
    named = [name for name in ENCODINGS if canonical(name) in known]
    return tuple(named or known) + tuple(usual)


def shapefile_faults(staged: Staged) -> Iterator[Fault]:
    """Yield what makes a shapefile unreadable, from the counts its headers promise."""
    again = "Copy or download it again."
    shapes, index, table = (staged.companion(e) for e in (".shp", ".shx", ".dbf"))
    counts = {}
    for path in (shapes, index):
        head = path.read_bytes()[:SHP_HEADER]
        if len(head) < SHP_HEADER or struct.unpack(">i", head[:4])[0] != SHP_MAGIC:
            yield Fault(
                staged.name,
                f"its {path.suffix}",
                "another kind of file",
                "a shapefile",
                again,
                reason("no_shapefile", part=path.suffix),
            )
            return
        promised, size = struct.unpack(">i", head[24:28])[0] * 2, path.stat().st_size
        kind = struct.unpack("<i", head[32:36])[0]
        if size < promised:
            found = f"{size} bytes, cut off"
            told = reason("cut_off", part=path.suffix, size=size, promised=promised)
            yield Fault(staged.name, f"its {path.suffix}", found, f"{promised} bytes", again, told)
        counts[path.suffix] = (promised - SHP_HEADER) // 8
    if kind not in POLYGON_TYPES:
        step, told = "Give the boundary layer.", reason("no_areas", kinds=kind)
        yield Fault(staged.name, "", f"shape type {kind}", "polygons", step, told)
    head = table.read_bytes()[:32]
    if len(head) < 32:  # noqa: PLR2004  # the fixed part of a dBASE header
        told = reason("no_shapefile", part=".dbf")
        yield Fault(staged.name, "its .dbf", f"{len(head)} bytes", "a dBASE table", again, told)
        return
    rows, start, width = struct.unpack("<IHH", head[4:12])
    promised, size = start + rows * width, table.stat().st_size
    if size < promised:
        found, told = (
            f"{size} bytes, cut off",
            reason("cut_off", part=".dbf", size=size, promised=promised),
        )
        yield Fault(staged.name, "its .dbf", found, f"{promised} bytes", again, told)
    if rows != counts[".shx"]:
        found, expected = f"{rows} rows", f"{counts['.shx']}, one for each shape"
        told = reason("rows_differ", rows=rows, shapes=counts[".shx"])
        yield Fault(staged.name, "its .dbf", found, expected, again, told)
