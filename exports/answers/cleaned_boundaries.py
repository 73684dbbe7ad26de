"""A cleaned boundary file: the second level with keys, codes, names, province and status."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

import geopandas as gpd
import pyogrio
import shapely

from geo.crs import GEOGRAPHIC, METRIC
from store.archive import zip_bytes
from store.errors import InputError

if TYPE_CHECKING:
    from analysis.timeline import Timeline
    from geo.files.boundary_set import BoundarySet

ENDINGS = (".gpkg", ".parquet", ".geojson", ".shp.zip")
"""What a cleaned file may be."""

LAYER = "sigungu"
DIGITS = 7
"""Decimals of a degree in GeoJSON, about a centimetre (RFC 7946 names this as enough)."""

MOIS_MONTHS = ("mois_2026_07", "mois_2024_12", "mois_2023_12", "mois_2022_12")
"""The Ministry's lists by which a code is dated, the newest first."""

SHORT = {
    "unit_id": "UNIT_ID",
    "kostat_code": "KOSTAT_CD",
    "mois_code": "MOIS_CD",
    "name_ko": "NAME_KO",
    "name_en": "NAME_EN",
    "province_code": "PROV_CD",
    "province_ko": "PROV_KO",
    "province_en": "PROV_EN",
    "kind": "KIND",
    "is_municipality": "IS_MUNI",
    "status": "STATUS",
    "date": "DATE_",
}
"""A Shapefile's field names have ten letters at most."""

FIELD_NOTES = """Fields of this Shapefile (names of ten letters at most):
"""


def cleaned_frame(found: BoundarySet, timeline: Timeline, date: str) -> gpd.GeoDataFrame:
    """Return the places of a boundary file with what the atlas knows of them on a date.

    Parameters
    ----------
    found
        A loaded boundary file.
    timeline
        Register and statuses.
    date
        ISO day; a place that does not live on it keeps the names of its nearest day, and has no
        status.

    Returns
    -------
    :
        Columns as in `SHORT`, one row a place in code order, MultiPolygon, EPSG:5179.
    """
    register = timeline.atlas.register
    lives = register.lives()
    status = timeline.status(date)["status"]
    rows = []
    for unit in found.places.index:
        day = max(date, lives.at[unit, "valid_from"])
        end = lives.at[unit, "valid_to"]
        row = register.on(min(day, end) if end else day).loc[unit]
        rows.append(
            {
                "unit_id": unit,
                "kostat_code": _code(register.codes, unit, "kostat", date) or unit,
                "mois_code": _code(register.codes, unit, "mois", date),
                "name_ko": row["name_ko"],
                "name_en": row["name_en"],
                "province_code": row["province_code"],
                "province_ko": row["province_ko"],
                "province_en": row["province_name_en"],
                "kind": row["kind"],
                "is_municipality": bool(row["is_municipality"]),
                "status": str(status.get(unit, "")),
                "date": date,
            }
        )
    # One kind of geometry throughout: a layer has no room for two.
    whole = [shapely.multipolygons(shapely.get_parts(shape)) for shape in found.places.geometry]
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=whole, crs=METRIC)


def _code(codes: pd.DataFrame, unit: str, system: str, date: str) -> str:
    """Return a place's code as a whole in a system, the newest that the date allows."""
    own = codes[
        (codes["unit_id"] == unit)
        & (codes["system"] == system)
        & (codes["level"] == "municipality")
    ]
    if system == "mois":
        for month in MOIS_MONTHS:
            seen = own[own["seen_in"].str.split(";").map(lambda lists, m=month: m in lists)]
            if len(seen) and (date >= month[5:].replace("_", "-") or month == MOIS_MONTHS[-1]):
                return str(seen["code"].iloc[-1])
    exact = own[own["code"] == unit]
    return str((exact if len(exact) else own)["code"].iloc[-1]) if len(own) else ""


def cleaned_bytes(frame: gpd.GeoDataFrame, ending: str) -> bytes:
    """Return a cleaned frame as a file.

    Parameters
    ----------
    frame
        From `cleaned_frame`.
    ending
        One of `ENDINGS`. GeoPackage, GeoParquet and Shapefile are in EPSG:5179, GeoJSON is in
        longitude and latitude (RFC 7946).
    """
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / f"{LAYER}{ending.replace('.zip', '')}"
        if ending == ".parquet":
            frame.to_parquet(path, schema_version="1.1.0", write_covering_bbox=True)
        elif ending == ".geojson":
            degrees = frame.to_crs(GEOGRAPHIC)
            pyogrio.write_dataframe(
                degrees, path, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION=DIGITS
            )
        elif ending == ".gpkg":
            pyogrio.write_dataframe(frame, path, layer=LAYER, driver="GPKG", VERSION="1.3")
        else:
            return _shapefile_zip(frame, path)
        return path.read_bytes()


def _shapefile_zip(frame: gpd.GeoDataFrame, path: Path) -> bytes:
    """Return a zipped Shapefile in UTF-8, with a note on what its short names mean."""
    pyogrio.write_dataframe(
        frame.rename(columns=SHORT), path, driver="ESRI Shapefile", encoding="UTF-8"
    )
    path.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")
    notes = FIELD_NOTES + "".join(f"{short:10} {name}\n" for name, short in SHORT.items())
    path.with_name("FIELDS.txt").write_text(notes, encoding="utf-8")
    return zip_bytes({one.name: one.read_bytes() for one in sorted(path.parent.iterdir())})


def ending_of(path: Path) -> str:
    """Return which of `ENDINGS` a path has.

    Raises
    ------
    InputError
        If it has none.
    """
    for ending in ENDINGS:
        if path.name.lower().endswith(ending):
            return ending
    raise InputError.one(
        "option -o",
        value=repr(path.name),
        expected=" | ".join(f"OUT{ending}" for ending in ENDINGS),
        next_step="Name a file of one of these kinds.",
    )
