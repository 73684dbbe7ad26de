"""The places with their state as data for maps: GeoJSON, GeoPackage and a zipped Shapefile."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import shapely

from exports.formats.format import DATA, File, Format
from geo.shapes.simplify import simplify_places
from store.archive import zip_bytes
from store.errors import InputError

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.gallery import Gallery

GEOJSON_TOLERANCE_M, GEOJSON_DIGITS = 100, 5
"""Metres in EPSG:5179, and decimals of a degree (about a metre)."""

ENCODINGS = ("CP949", "UTF-8")
SHORT = {
    "unit_id": "UNIT_ID",
    "province": "PROVINCE",
    "name": "NAME",
    "is_municipality": "IS_MUNI",
    "status": "STATUS",
    "designated_from": "SINCE",
    "confidence": "CONFID",
    "edition": "EDITION",
    "date": "DATE_",
    "rule": "RULE",
}
"""A Shapefile's field names have ten letters at most."""


def place_frame(content: Content) -> gpd.GeoDataFrame:
    """Return the date's places with their state and shape, EPSG:5179, index `unit_id`."""
    table, facts = content.places, content.facts
    keys = [column.key for column in table.columns]
    rows = {str(row[0]): dict(zip(keys, row, strict=True)) for row in table.rows}
    drawn = {
        shape: rows[place]
        | {"edition": facts.edition, "date": facts.date, "rule": facts.point.rule}
        for shape, place in facts.shown_as.items()
    }
    shapes = facts.shapes.loc[list(drawn)]
    # Some audiences are not shown how sure a designation is: their places have no such column.
    shown = [key for key in SHORT if all(key in row for row in drawn.values())]
    columns = {key: [drawn[shape][key] for shape in shapes.index] for key in shown}
    frame = gpd.GeoDataFrame(columns, geometry=shapes.geometry.to_numpy(), crs="EPSG:5179")
    # One kind of geometry throughout: a GeoPackage layer has no room for two.
    whole = [shapely.multipolygons(shapely.get_parts(shape)) for shape in frame.geometry]
    return frame.set_geometry(gpd.GeoSeries(whole, crs="EPSG:5179"))


def rfc7946(shape: shapely.Geometry) -> dict[str, Any]:
    """Return a shape as RFC 7946 wants it: outer rings counter-clockwise, holes clockwise."""
    turned = shapely.orient_polygons(shape, exterior_cw=False)
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(turned))
    return geometry


def _degrees(content: Content, frame: gpd.GeoDataFrame) -> dict[str, dict[str, Any]]:
    """Return each place's shape in longitude and latitude; made once for both languages."""
    kept = content.facts.kept
    if "degrees" not in kept:
        shapes = gpd.GeoDataFrame(geometry=frame.geometry, crs="EPSG:5179")
        drawn = simplify_places(shapes, GEOJSON_TOLERANCE_M, GEOJSON_DIGITS).places
        kept["degrees"] = {unit: rfc7946(shape) for unit, shape in drawn.geometry.items()}
    found: dict[str, dict[str, Any]] = kept["degrees"]
    return found


def build_geojson(content: Content) -> bytes:
    """Return the places as GeoJSON (RFC 7946): longitude and latitude, WGS 84."""
    frame = place_frame(content)
    by_key = frame.set_index("unit_id", drop=False)
    shapes = _degrees(content, by_key)
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": unit,
            "properties": by_key.loc[unit].drop("geometry").to_dict(),
            "geometry": shapes[unit],
        }
        for unit in by_key.index
    ]
    document = {
        "type": "FeatureCollection",
        "name": content.title,
        "source": content.footer,
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def build_geopackage(content: Content) -> bytes:
    """Return the places as a GeoPackage, EPSG:5179; the time inside is the edition's."""
    # SQLite writes the time of the last change; GDAL takes it from here when it is set.
    stamp = f"{content.facts.date}T00:00:00.000Z"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "places.gpkg"
            pyogrio.write_dataframe(
                place_frame(content), path, layer="places", driver="GPKG", VERSION="1.3"
            )
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def build_shapefile(content: Content, encoding: str = "CP949") -> bytes:
    """Return the places as a zipped Shapefile, EPSG:5179.

    Parameters
    ----------
    content
        The briefing.
    encoding
        "CP949", which Korean offices expect, or "UTF-8".

    Raises
    ------
    InputError
        If the encoding is neither.
    """
    if encoding not in ENCODINGS:
        raise InputError.one(
            "encoding",
            value=repr(encoding),
            expected=" | ".join(ENCODINGS),
            next_step="Choose one of them.",
        )
    frame = place_frame(content).rename(columns=SHORT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.shp"
        pyogrio.write_dataframe(
            frame,
            path,
            driver="ESRI Shapefile",
            encoding=encoding,
            layer_options={"DBF_DATE_LAST_UPDATE": content.facts.date},
        )
        # The .cpg names the encoding; readers that miss it guess, and guess wrong.
        path.with_suffix(".cpg").write_text(encoding, encoding="ascii")
        return zip_bytes({one.name: one.read_bytes() for one in sorted(Path(folder).iterdir())})


def _geojson(content: Content, _gallery: Gallery) -> list[File]:
    return [File(".geojson", f"{content.places.title} (GeoJSON)", build_geojson(content))]


def _geopackage(content: Content, _gallery: Gallery) -> list[File]:
    return [File(".gpkg", f"{content.places.title} (GeoPackage)", build_geopackage(content))]


def _shapefiles(content: Content, _gallery: Gallery) -> list[File]:
    """Return one Shapefile an encoding: old programs read only the first."""
    return [
        File(
            f"-{encoding.lower().replace('-', '')}.shp.zip",
            f"{content.places.title} (Shapefile, {encoding})",
            build_shapefile(content, encoding),
        )
        for encoding in ENCODINGS
    ]


GEOJSON = Format("geojson", DATA, "application/geo+json", _geojson)
GEOPACKAGE = Format("gpkg", DATA, "application/geopackage+sqlite3", _geopackage)
SHAPEFILE = Format("shp", DATA, "application/zip", _shapefiles)
