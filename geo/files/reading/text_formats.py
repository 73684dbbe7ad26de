"""Boundary files that are text: GeoJSON, GeoJSON lines, Esri JSON, TopoJSON, CSV with shapes."""

from __future__ import annotations

import codecs
import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

import geopandas as gpd
import shapely

from geo.files.reading.shapefile import ENCODINGS
from store.errors import InputError, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.files.reading.staging import Staged

WIDE = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
"""Byte order marks of what Excel calls Unicode text."""

SHAPES = ("POLYGON", "MULTIPOLYGON", "SRID=", "GEOMETRYCOLLECTION")
"""How the text of a shape begins in a CSV."""

LONGEST_CELL = 200_000_000
NEEDED = "a boundary file (shapefile, GeoJSON, TopoJSON, GeoPackage, GeoParquet, FlatGeobuf or KML)"


@dataclass(frozen=True)
class TextLayer:
    """A layer found in a text, as a file for GDAL or as shapes.

    Parameters
    ----------
    path
        A file that GDAL reads; meaningless where `frame` is given.
    driver
        The format it was.
    encoding
        Of the text.
    declares_crs
        Whether the file itself names its coordinate system.
    layer
        The layer's name where there are several; else blank.
    frame
        The shapes, where no file is needed.
    """

    path: Path
    driver: str
    encoding: str
    declares_crs: bool = False
    layer: str = ""
    frame: gpd.GeoDataFrame | None = None


def broken(staged: Staged, found: str, expected: str = "") -> InputError:
    """Return the error for a file that is damaged or of another kind."""
    return InputError.one(
        staged.name,
        where=staged.layer and f"layer {staged.layer}",
        value=found,
        expected=expected or NEEDED,
        next_step="Download or export it again.",
        reason=reason("damaged", found=found),
    )


def no_features(name: str) -> InputError:
    """Return the error for an empty layer."""
    return InputError.one(
        name,
        value="a layer without features",
        expected="one feature for each place",
        next_step="Check the export.",
        reason=reason("no_features"),
    )


def layers_of(staged: Staged, start: bytes, encoding: str | None) -> Iterator[TextLayer]:
    """Yield the layers of a text.

    Parameters
    ----------
    staged
        The file.
    start
        Its first bytes.
    encoding
        Where the user knows it.

    Raises
    ------
    InputError
        If it is no text with shapes.
    """
    wide = next((name for mark, name in WIDE.items() if start.startswith(mark)), None)
    if start[:64].lower().startswith((b"<!doctype html", b"<html")):
        raise InputError.one(
            staged.name,
            value="a web page",
            expected=NEEDED,
            next_step="The page about the file was saved instead of the file: use its download "
            "link (on GitHub: Raw).",
            reason=reason("web_page"),
        )
    if wide is None and start[:1] not in (b"{", b"[") and staged.path.suffix != ".csv":
        raise broken(staged, f"a file that begins with {start[:12]!r}")
    text, found = _decoded(staged, encoding or wide)
    if text.lstrip()[:1] in {"{", "["}:
        yield from _json_layers(staged, text, found)
    else:
        yield _csv_layer(staged, text, found)


def _decoded(staged: Staged, encoding: str | None) -> tuple[str, str]:
    data = staged.path.read_bytes()
    for name in (encoding,) if encoding else ENCODINGS:
        try:
            return data.decode("utf-8-sig" if name.upper() == "UTF-8" else name), name
        except UnicodeDecodeError:
            continue
    raise broken(staged, "text in neither encoding", f"{' or '.join(ENCODINGS)} text")


def _json_layers(staged: Staged, text: str, encoding: str) -> Iterator[TextLayer]:
    document, text = _parsed(staged, text)
    kind = document.get("type") if isinstance(document, dict) else "list"
    if kind == "Topology":
        yield from _topology_layers(staged, document, encoding)
        return
    if kind == "FeatureCollection":
        if not document.get("features"):
            raise no_features(staged.name)
        driver, ending, declared = "GeoJSON", ".geojson", "crs" in document
    elif kind is None and "geometryType" in document and "features" in document:
        driver, ending, declared = "ESRIJSON", ".json", "spatialReference" in document
    else:
        raise _no_map(staged, kind)
    clean = staged.path.with_name(f"decoded{ending}")
    clean.write_text(text, encoding="utf-8")
    yield TextLayer(clean, driver, encoding, declared)


def _no_map(staged: Staged, kind: Any) -> InputError:
    if kind in {None, "list"}:
        return InputError.one(
            staged.name,
            where=staged.layer and f"layer {staged.layer}",
            value="JSON that is no map by any standard: a table, or shapes in a form of its own",
            expected="GeoJSON (FeatureCollection), TopoJSON (Topology) or Esri's features",
            next_step="Export it as GeoJSON with the program that reads it, or take the file that "
            "it was made from.",
            reason=reason("no_map"),
        )
    return broken(staged, f"JSON of type {kind!r}", "a FeatureCollection or a Topology")


def _parsed(staged: Staged, text: str) -> tuple[Any, str]:
    """Return a JSON document and its text; lines of features become a collection."""
    try:
        return json.loads(text), text
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        lines = [line.strip("\x1e \r\n") for line in text.splitlines()]
        rows = [line for line in lines if line]
        try:
            features = [json.loads(row) for row in rows] if len(rows) > 1 else []
        except (ValueError, RecursionError):
            features = []
        if features and all(isinstance(f, dict) and f.get("type") == "Feature" for f in features):
            whole = {"type": "FeatureCollection", "features": features}
            return whole, json.dumps(whole, ensure_ascii=False)
        raise broken(staged, f"JSON that is cut off or damaged ({error})") from error


def _topology_layers(
    staged: Staged, document: dict[str, Any], encoding: str
) -> Iterator[TextLayer]:
    objects = document.get("objects")
    if not isinstance(objects, dict) or not objects:
        raise InputError.one(
            staged.name,
            value="no layer",
            expected="one layer of polygons",
            next_step="Export the second-level layer (시군구) alone.",
            reason=reason("no_layer"),
        )
    for number, name in enumerate(objects):
        clean = staged.path.with_name(f"decoded{number}.topojson")
        alone = document | {"objects": {name: objects[name]}}
        clean.write_text(json.dumps(alone, ensure_ascii=False), encoding="utf-8")
        layer = name if len(objects) > 1 else ""
        yield TextLayer(clean, "TopoJSON", encoding, "crs" in document, layer)


def _csv_layer(staged: Staged, text: str, encoding: str) -> TextLayer:
    """Read a table with a column of shapes as well-known text."""
    csv.field_size_limit(LONGEST_CELL)
    head = text.splitlines()[0] if text else ""
    mark = max(",;\t|", key=head.count)
    table = pd.read_csv(
        io.StringIO(text), sep=mark, dtype=str, keep_default_na=False, engine="python"
    )
    shaped = [
        column
        for column in table.columns
        if len(table) and str(table[column].iloc[0]).lstrip().upper().startswith(SHAPES)
    ]
    if not shaped:
        raise broken(
            staged,
            f"a table without shapes (columns {', '.join(map(str, table.columns[:8]))})",
            "a column with shapes as well-known text (POLYGON …), or another format",
        )
    shapes = table[shaped[0]].str.replace(r"^\s*SRID=\d+;", "", regex=True)
    try:
        geometry = shapely.from_wkt(shapes.to_numpy())
    except shapely.errors.ShapelyError as error:
        raise broken(staged, f"a column {shaped[0]} with a damaged shape ({error})") from error
    frame = gpd.GeoDataFrame(table.drop(columns=shaped[0]), geometry=geometry)
    return TextLayer(staged.path, "CSV", encoding, frame=frame)
