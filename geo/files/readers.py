"""Read any boundary file a Korean analyst is likely to have, and say plainly what is wrong with it.

Shapefile (file, folder or .zip), GeoJSON, TopoJSON, GeoPackage and GeoParquet. Nothing is
interpreted here beyond the format: columns stay as the publisher named them, and the text of a
shapefile stays undecoded until `geo.files.matching` has found the encoding in which its names are
in
the register.
"""

from __future__ import annotations

import codecs
import json
import struct
import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pyproj
import shapely

from geo.files.staging import Staged, stage
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNDECODED = "ISO-8859-1"
"""One character per byte: lets text of unknown encoding through unharmed."""

ENCODINGS = ("UTF-8", "CP949")
"""What Korean attribute tables are written in, where no .cpg says otherwise."""

POLYGON_TYPES = frozenset({5, 15, 25})
"""Shape types of polygons: plain, with height, with measure."""

SHP_HEADER = 100
SHP_MAGIC = 9994

READ_ERRORS = (RuntimeError, ValueError, OSError, shapely.errors.ShapelyError, KeyError, TypeError)


@dataclass(frozen=True)
class RawLayer:
    """Features as a file gives them.

    Parameters
    ----------
    frame
        The publisher's columns and the shapes; `frame.crs` is what the file declares, or None.
    name
        The input's name as the user gave it, for messages.
    driver
        The format.
    encodings
        Encodings to try on the text columns, the likeliest first; empty where the format or its
        bytes leave one answer and the text is decoded already.
    encoding
        The encoding where it is settled already.
    """

    frame: gpd.GeoDataFrame
    name: str
    driver: str
    encodings: tuple[str, ...] = ()
    encoding: str | None = None


def read_layer(path: Path, encoding: str | None = None) -> RawLayer:
    """Read the one polygon layer of a file, folder or archive.

    Parameters
    ----------
    path
        A layer, a folder with one layer, or a .zip with one layer; nothing is written there.
    encoding
        The encoding of the text, where the user knows it.

    Raises
    ------
    InputError
        If the input is missing, empty, incomplete, cut off, not a boundary file or too large, or
        holds several layers, features without a shape, or shapes that are not areas.
    """
    if encoding is not None:
        _check_encoding(encoding, path.name)
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        staged = stage(Path(path), Path(folder))
        layer = _read(staged, encoding)
    faults = list(_shape_faults(layer))
    if faults:
        raise InputError(faults)
    return layer


def _check_encoding(encoding: str, name: str) -> None:
    try:
        _canonical(encoding)
    except (LookupError, ValueError) as error:
        raise InputError.one(
            name,
            where="option --encoding",
            value=repr(encoding),
            expected="the name of an encoding",
            next_step=f"Use one of {', '.join(ENCODINGS)}.",
        ) from error


def _canonical(encoding: str) -> str:
    """Return Python's name of an encoding of text; of bytes (base64 and its like) is none."""
    "a".encode(encoding)
    return codecs.lookup(encoding).name


def _read(staged: Staged, encoding: str | None) -> RawLayer:
    """Read by what the file begins with; its ending may be wrong."""
    with staged.path.open("rb") as file:
        head = file.read(64)
    if not head:
        raise _broken(staged, "an empty file (0 bytes)")
    if staged.path.suffix == ".shp":
        return _read_shapefile(staged, encoding)
    if head.startswith(b"SQLite format 3"):
        return _read_geopackage(staged)
    if head.startswith(b"PAR1"):
        return _read_geoparquet(staged)
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return _read_json(staged, encoding)
    raise _broken(staged, f"a file that begins with {head[:12]!r}")


def _broken(staged: Staged, found: str, expected: str = "") -> InputError:
    return InputError.one(
        staged.name,
        value=found,
        expected=expected
        or "a boundary file (shapefile, GeoJSON, TopoJSON, GeoPackage or GeoParquet)",
        next_step="Download or export it again.",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Hold back warnings about rings that GDAL closes and turns; `repair` reports faults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(staged: Staged, **options: Any) -> gpd.GeoDataFrame:
    """Read through GDAL; what it cannot read is one clear error."""
    try:
        with _quiet():
            frame = pyogrio.read_dataframe(staged.path, on_invalid="ignore", **options)
    except READ_ERRORS as error:
        raise _broken(staged, f"a file that does not open ({error})") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise _broken(staged, "a table without shapes", "a layer of polygons")
    return frame


def _read_shapefile(staged: Staged, encoding: str | None) -> RawLayer:
    faults = list(_shapefile_faults(staged))
    if faults:
        raise InputError(faults)
    _drop_damaged_prj(staged.companion(".prj"))
    frame = _open(staged, encoding=UNDECODED)
    encodings = (encoding,) if encoding else _likely_encodings(staged.companion(".cpg"))
    return RawLayer(frame, staged.name, "ESRI Shapefile", encodings)


def _drop_damaged_prj(prj: Path) -> None:
    """Remove our copy of a .prj that says nothing: it counts as missing, and the extent decides."""
    try:
        pyproj.CRS.from_wkt(prj.read_text(encoding="utf-8")) if prj.exists() else None
    except (pyproj.exceptions.ProjError, UnicodeDecodeError):
        prj.unlink()


def _likely_encodings(cpg: Path) -> tuple[str, ...]:
    """Return the encodings to try: what the .cpg says, then the usual two."""
    said = cpg.read_bytes()[:40].decode("ascii", "ignore").strip() if cpg.exists() else ""
    said = f"CP{said}" if said.isdigit() else said
    try:
        known = [_canonical(said)] if said else []
    except (LookupError, ValueError):
        known = []
    usual = [name for name in ENCODINGS if _canonical(name) not in known]
    named = [name for name in ENCODINGS if _canonical(name) in known]
    return tuple(named or known) + tuple(usual)


def _shapefile_faults(staged: Staged) -> Iterator[Fault]:
    """Yield what makes a shapefile unreadable, from the counts its headers promise."""
    again = "Copy or download it again."
    shapes, index, table = (staged.companion(e) for e in (".shp", ".shx", ".dbf"))
    counts = {}
    for path in (shapes, index):
        head = path.read_bytes()[:SHP_HEADER]
        if len(head) < SHP_HEADER or struct.unpack(">i", head[:4])[0] != SHP_MAGIC:
            yield Fault(
                staged.name, f"its {path.suffix}", "another kind of file", "a shapefile", again
            )
            return
        promised, size = struct.unpack(">i", head[24:28])[0] * 2, path.stat().st_size
        kind = struct.unpack("<i", head[32:36])[0]
        if size < promised:
            found = f"{size} bytes, cut off"
            yield Fault(staged.name, f"its {path.suffix}", found, f"{promised} bytes", again)
        counts[path.suffix] = (promised - SHP_HEADER) // 8
    if kind not in POLYGON_TYPES:
        yield Fault(staged.name, "", f"shape type {kind}", "polygons", "Give the boundary layer.")
    head = table.read_bytes()[:32]
    if len(head) < 32:  # noqa: PLR2004  # the fixed part of a dBASE header
        yield Fault(staged.name, "its .dbf", f"{len(head)} bytes", "a dBASE table", again)
        return
    rows, start, width = struct.unpack("<IHH", head[4:12])
    promised, size = start + rows * width, table.stat().st_size
    if size < promised:
        yield Fault(staged.name, "its .dbf", f"{size} bytes, cut off", f"{promised} bytes", again)
    if rows != counts[".shx"]:
        found, expected = f"{rows} rows", f"{counts['.shx']}, one for each shape"
        yield Fault(staged.name, "its .dbf", found, expected, again)


def _read_geopackage(staged: Staged) -> RawLayer:
    try:
        with _quiet():
            layers = [str(name) for name, kind in pyogrio.list_layers(staged.path) if kind]
    except READ_ERRORS as error:
        raise _broken(staged, f"a file that does not open ({error})") from error
    _one_layer(layers, staged)
    return RawLayer(_open(staged, layer=layers[0]), staged.name, "GPKG", encoding="UTF-8")


def _one_layer(layers: list[str], staged: Staged) -> None:
    if len(layers) != 1:
        raise InputError.one(
            staged.name,
            value=f"{len(layers)} layers ({', '.join(layers)})" if layers else "no layer",
            expected="one layer of polygons",
            next_step="Export the second-level layer (시군구) alone.",
        )


def _read_geoparquet(staged: Staged) -> RawLayer:
    try:
        with _quiet():
            frame = gpd.read_parquet(staged.path)
    except READ_ERRORS as error:
        raise _broken(staged, f"a file that does not open ({error})") from error
    return RawLayer(frame, staged.name, "GeoParquet", encoding="UTF-8")


def _read_json(staged: Staged, encoding: str | None) -> RawLayer:
    """Read GeoJSON or TopoJSON; old Korean exports are in CP949, against the standard."""
    text, found = _decoded(staged, encoding)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        raise _broken(staged, f"JSON that is cut off or damaged ({error})") from error
    kind = document.get("type")
    if kind == "Topology":
        driver, ending = "TopoJSON", ".topojson"
        objects = document.get("objects")
        _one_layer(list(objects) if isinstance(objects, dict) else [], staged)
    elif kind == "FeatureCollection":
        driver, ending = "GeoJSON", ".geojson"
        if not document.get("features"):
            raise _no_features(staged.name)
    else:
        raise _broken(staged, f"JSON of type {kind!r}", "a FeatureCollection or a Topology")
    clean = staged.path.with_name(f"decoded{ending}")
    clean.write_text(text, encoding="utf-8")
    return RawLayer(_open(Staged(clean, staged.name)), staged.name, driver, encoding=found)


def _decoded(staged: Staged, encoding: str | None) -> tuple[str, str]:
    data = staged.path.read_bytes()
    for name in (encoding,) if encoding else ENCODINGS:
        try:
            return data.decode("utf-8-sig" if name.upper() == "UTF-8" else name), name
        except UnicodeDecodeError:
            continue
    raise _broken(staged, "text in neither encoding", f"{' or '.join(ENCODINGS)} text")


def _no_features(name: str) -> InputError:
    return InputError.one(
        name,
        value="a layer without features",
        expected="one feature for each place",
        next_step="Check the export.",
    )


def _shape_faults(layer: RawLayer) -> Iterator[Fault]:
    """Yield every feature without a shape or with one that is not an area."""
    if layer.frame.empty:
        raise _no_features(layer.name)
    kinds = {"Polygon", "MultiPolygon", "GeometryCollection"}
    columns = layer.frame.drop(columns=layer.frame.geometry.name)
    for row, shape in enumerate(layer.frame.geometry):
        if shape is None or shape.is_empty:
            found, step = "no shape", "Draw or remove it."
        elif shape.geom_type not in kinds:
            found, step = f"a {shape.geom_type}", "Give the layer of areas."
        else:
            continue
        values = ", ".join(str(value) for value in columns.iloc[row].tolist()[:4])
        yield Fault(layer.name, f"feature {row + 1} ({values})", found, "a polygon", step)
