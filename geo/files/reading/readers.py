"""Read any boundary file a Korean analyst is likely to have, and say plainly what is wrong with it.

Shapefile (file, folder or .zip), GeoPackage, GeoParquet, FlatGeobuf, KML, GML, and text of other
kinds (`text_formats`). Nothing is interpreted here beyond the format: columns stay as
the publisher named them, and the text of a shapefile stays undecoded until `geo.files.matching`
has found the encoding in which its names are in the register.
"""

from __future__ import annotations

import codecs
import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import geopandas as gpd
import pyogrio
import shapely

from geo.files.reading import text_formats
from geo.files.reading.shapefile import (
    ENCODINGS,
    canonical,
    drop_damaged_prj,
    likely_encodings,
    shapefile_faults,
)
from geo.files.reading.staging import Staged, stage
from store.errors import Fault, InputError, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

UNDECODED = "ISO-8859-1"
"""One character per byte: lets text of unknown encoding through unharmed."""

READ_ERRORS = (RuntimeError, ValueError, OSError, shapely.errors.ShapelyError, KeyError, TypeError)

AREAS = {"Polygon", "MultiPolygon", "GeometryCollection"}


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
    layer
        The layer's own name where the input holds several; else blank.
    """

    frame: gpd.GeoDataFrame
    name: str
    driver: str
    encodings: tuple[str, ...] = ()
    encoding: str | None = None
    layer: str = ""


def read_layers(
    path: Path, encoding: str | None = None, layer: str | None = None
) -> list[RawLayer]:
    """Read the polygon layers of a file, folder or archive.

    Parameters
    ----------
    path
        A layer, or a folder, .zip or file with several; nothing is written there.
    encoding
        The encoding of the text, where the user knows it.
    layer
        The layer to read, where the user named one.

    Raises
    ------
    InputError
        If the input is missing, empty, incomplete, cut off, not a boundary file or too large, or
        if no layer holds areas; a layer that is unreadable beside readable ones is left out.
    """
    if encoding is not None:
        _check_encoding(encoding, path.name)
    found: list[RawLayer] = []
    faults: list[Fault] = []
    names: list[str] = []
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        for staged in stage(Path(path), Path(folder)):
            try:
                read = list(_read(staged, encoding, layer))
            except InputError as error:
                faults += error.faults
                names.append(staged.layer)
                continue
            for one in read:
                names.append(one.layer)
                if layer is None or layer in {one.layer, Path(one.layer).stem}:
                    wrong = list(_shape_faults(one))
                    faults += wrong
                    found += [] if wrong else [one]
    if found:
        return found
    if layer is not None and not faults:
        raise InputError.one(
            path.name,
            where="option --layer",
            value=repr(layer),
            expected=f"one of {', '.join(names)}" if any(names) else "no option: one layer",
            next_step="Name a layer of the file.",
        )
    raise InputError(faults)


def read_layer(path: Path, encoding: str | None = None) -> RawLayer:
    """Read the one polygon layer of an input; see `read_layers`.

    Raises
    ------
    InputError
        If it holds several layers, or none that can be read.
    """
    layers = read_layers(path, encoding)
    if len(layers) > 1:
        raise several_layers(layers)
    return layers[0]


def several_layers(layers: list[RawLayer]) -> InputError:
    """Return the error for an input in which no layer is clearly the one."""
    names = ", ".join(one.layer for one in layers)
    return InputError.one(
        layers[0].name,
        value=f"{len(layers)} layers ({names})",
        expected="one layer of polygons",
        next_step=f"Name the second-level layer (시군구), e.g. --layer {layers[0].layer}.",
        reason=reason("which_layer", count=len(layers), names=names),
    )


def _check_encoding(encoding: str, name: str) -> None:
    try:
        canonical(encoding)
    except (LookupError, ValueError) as error:
        raise InputError.one(
            name,
            where="option --encoding",
            value=repr(encoding),
            expected="the name of an encoding",
            next_step=f"Use one of {', '.join(ENCODINGS)}.",
        ) from error


def _read(staged: Staged, encoding: str | None, layer: str | None) -> Iterator[RawLayer]:
    """Read by what the file begins with; its ending may be wrong."""
    with staged.path.open("rb") as file:
        head = file.read(4096)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not head:
        raise text_formats.broken(staged, "an empty file (0 bytes)")
    if staged.path.suffix == ".shp":
        yield _read_shapefile(staged, encoding)
    elif head.startswith(b"SQLite format 3"):
        yield from _read_many(staged, "GPKG", layer)
    elif head.startswith(b"fgb"):
        yield RawLayer(_open(staged), staged.name, "FlatGeobuf", (), "UTF-8", staged.layer)
    elif head.startswith(b"PAR1"):
        yield _read_geoparquet(staged)
    elif start.startswith(b"<") and (b"<kml" in head or b"opengis.net/gml" in head):
        yield from _read_many(staged, "KML" if b"<kml" in head else "GML", layer)
    else:
        yield from _read_text(staged, start, encoding)


def _read_text(staged: Staged, start: bytes, encoding: str | None) -> Iterator[RawLayer]:
    """Read text formats, each turned into one that GDAL reads or into shapes at once."""
    for found in text_formats.layers_of(staged, start, encoding):
        frame = found.frame if found.frame is not None else _open(Staged(found.path, staged.name))
        if not found.declares_crs and frame.crs is not None:
            # The standard says WGS 84, but the file does not: the numbers and shapes decide.
            frame = frame.set_crs(None, allow_override=True)
        layer = found.layer or staged.layer
        yield RawLayer(frame, staged.name, found.driver, (), found.encoding, layer)


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
        raise text_formats.broken(staged, f"a file that does not open ({error})") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise text_formats.broken(staged, "a table without shapes", "a layer of polygons")
    return frame


def _read_shapefile(staged: Staged, encoding: str | None) -> RawLayer:
    faults = list(shapefile_faults(staged))
    if faults:
        raise InputError(faults)
    drop_damaged_prj(staged.companion(".prj"))
    frame = _open(staged, encoding=UNDECODED)
    encodings = (encoding,) if encoding else likely_encodings(staged.companion(".cpg"))
    return RawLayer(frame, staged.name, "ESRI Shapefile", encodings, layer=staged.layer)


def _read_many(staged: Staged, driver: str, layer: str | None) -> Iterator[RawLayer]:
    """Read the layers of a format that may hold several."""
    try:
        with _quiet():
            layers = [str(name) for name, kind in pyogrio.list_layers(staged.path) if kind]
    except READ_ERRORS as error:
        raise text_formats.broken(staged, f"a file that does not open ({error})") from error
    if not layers:
        raise InputError.one(
            staged.name,
            value="no layer",
            expected="one layer of polygons",
            next_step="Export the second-level layer (시군구) alone.",
            reason=reason("no_layer"),
        )
    wanted = [name for name in layers if name == layer] or layers
    for name in wanted:
        frame = _open(staged, layer=name)
        if driver == "KML":  # its standard says WGS 84, the file says nothing
            frame = frame.set_crs(None, allow_override=True)
        read = RawLayer(frame, staged.name, driver, (), "UTF-8", staged.layer)
        yield replace(read, layer=name) if len(layers) > 1 else read


def _read_geoparquet(staged: Staged) -> RawLayer:
    try:
        with _quiet():
            frame = gpd.read_parquet(staged.path)
    except READ_ERRORS as error:
        raise text_formats.broken(staged, f"a file that does not open ({error})") from error
    return RawLayer(frame, staged.name, "GeoParquet", encoding="UTF-8", layer=staged.layer)


def _shape_faults(layer: RawLayer) -> Iterator[Fault]:
    """Yield every feature without a shape or with one that is not an area."""
    if layer.frame.empty:
        raise text_formats.no_features(layer.name)
    columns = layer.frame.drop(columns=layer.frame.geometry.name)
    kinds = {shape.geom_type for shape in layer.frame.geometry if shape is not None}
    if kinds and not kinds & AREAS:
        yield Fault(
            layer.name,
            layer.layer and f"layer {layer.layer}",
            f"only shapes of type {', '.join(sorted(kinds))}",
            "areas",
            "Lines and points have no inside: give the layer of polygons, or close the lines "
            "to areas first (QGIS: Vector, Geometry Tools, Lines to Polygons).",
            reason("no_areas", kinds=", ".join(sorted(kinds))),
        )
        return
    for row, shape in enumerate(layer.frame.geometry):
        if shape is None or shape.is_empty:
            found, step, key = "no shape", "Draw or remove it.", "no_shape"
        elif not np.isfinite(shapely.get_coordinates(shape)).all():
            found, step = "a shape with a coordinate that is no number", "Draw or remove it."
            key = "no_number"
        elif shape.geom_type not in AREAS:
            found, step, key = f"a {shape.geom_type}", "Give the layer of areas.", "no_area"
        else:
            continue
        values = ", ".join(str(value) for value in columns.iloc[row].tolist()[:4])
        told = reason(key, row=row + 1, values=values)
        yield Fault(layer.name, f"feature {row + 1} ({values})", found, "a polygon", step, told)
