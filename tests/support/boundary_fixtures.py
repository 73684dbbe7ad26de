"""Boundary vintages, and writers of the formats, encodings and systems that analysts have."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import geopandas as gpd
import pyogrio
import shapely

from geo.files.boundaries import BoundarySet, load_boundaries
from geo.files.repair import polygons_only

ROOT = Path(__file__).resolve().parents[2]
FILE_2018 = ROOT / "data" / "boundaries" / "kostat_2018"
VINTAGES = ROOT / "tests" / "fixtures" / "boundaries"

SIMPLE_M = 1500
"""Tolerance of the light edition of the 2018 file, metres: fast, and every feature is there."""


@cache
def table(name: str) -> pd.DataFrame:
    """Return one of the register's tables as text."""
    path = ROOT / "data" / "municipalities" / f"{name}.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def load(path: Path, **options: Any) -> BoundarySet:
    """Load a boundary file with the register."""
    return load_boundaries(path, table("codes"), table("places"), **options)


@cache
def boundaries_2018() -> BoundarySet:
    """Return the official file, loaded once for all tests."""
    return load(FILE_2018, strict=True)


@cache
def _light() -> gpd.GeoDataFrame:
    frame = pyogrio.read_dataframe(FILE_2018, encoding="CP949")
    parts = shapely.coverage_clean(polygons_only(frame.geometry.to_numpy()))
    return frame.set_geometry(shapely.coverage_simplify(parts, SIMPLE_M), crs="EPSG:5179")


def light_2018() -> gpd.GeoDataFrame:
    """Return the 250 features of 2018 with few vertices and KOSTAT's columns, EPSG:5179."""
    return _light().copy()


def as_mois(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features with the address office's columns and MOIS codes of 2022."""
    codes = table("codes")
    mois = codes.loc[(codes["system"] == "mois") & codes["seen_in"].str.contains("mois_2022")]
    by_name = {(u, n.replace(" ", "")): c for u, n, c in _columns(mois, "unit_id name_ko code")}
    kostat = codes.loc[codes["system"] == "kostat"].set_index("code")["unit_id"]
    names = frame["SIGUNGU_NM"].replace({"세종시": "세종특별자치시"})
    # Incheon's Nam-gu was renamed in July 2018 and had another name and code by 2022.
    names = names.mask(frame["SIGUNGU_CD"] == "23030", "미추홀구")
    units = frame["SIGUNGU_CD"].map(kostat)
    found = [by_name[unit, name] for unit, name in zip(units, names, strict=True)]
    return gpd.GeoDataFrame(
        {"SIG_CD": found, "SIG_KOR_NM": names, "SIG_ENG_NM": frame["SIGUNGU_EN"]},
        geometry=frame.geometry.to_numpy(),
        crs=frame.crs,
    )


def _columns(frame: pd.DataFrame, names: str) -> zip[tuple[Any, ...]]:
    return zip(*(frame[name] for name in names.split()), strict=True)


def write_shapefile(
    folder: Path, frame: gpd.GeoDataFrame, encoding: str = "CP949", cpg: str | None = None
) -> Path:
    """Write a shapefile in an encoding; `cpg` is what the .cpg says, "" for none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "layer.shp"
    pyogrio.write_dataframe(frame, path, driver="ESRI Shapefile", encoding=encoding)
    if cpg is not None:
        path.with_suffix(".cpg").unlink(missing_ok=True)
        if cpg:
            path.with_suffix(".cpg").write_text(cpg, encoding="ascii")
    return path


def write_topojson(path: Path, frame: gpd.GeoDataFrame) -> Path:
    """Write a TopoJSON without quantisation, one arc for each ring."""
    arcs: list[list[list[float]]] = []

    def polygon(shape: shapely.Polygon) -> list[list[int]]:
        rings = [shape.exterior, *shape.interiors]
        arcs.extend(np.asarray(ring.coords).tolist() for ring in rings)
        return [[i] for i in range(len(arcs) - len(rings), len(arcs))]

    geometries = [
        {
            "type": "MultiPolygon",
            "arcs": [polygon(part) for part in shapely.get_parts(shape)],
            "properties": row,
        }
        for shape, row in zip(
            frame.to_crs(4326).geometry,
            frame.drop(columns="geometry").to_dict("records"),
            strict=True,
        )
    ]
    layer = {"type": "GeometryCollection", "geometries": geometries}
    document = {"type": "Topology", "arcs": arcs, "objects": {"places": layer}}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def write_zip(path: Path, members: dict[str, Path | bytes]) -> Path:
    """Write an archive of files or bytes under the names given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in members.items():
            archive.writestr(name, source if isinstance(source, bytes) else source.read_bytes())
    return path


def squares(count: int, *, size: float = 1000.0) -> list[shapely.Polygon]:
    """Return squares side by side near Seoul, EPSG:5179."""
    return [
        shapely.box(950_000 + i * size, 1_950_000, 950_000 + (i + 1) * size, 1_950_000 + size)
        for i in range(count)
    ]


def small_layer(
    codes: list[str] | None = None, names: list[str] | None = None, **columns: list[Any]
) -> gpd.GeoDataFrame:
    """Return three squares as Jongno-gu, Jung-gu and Yongsan-gu, or as told."""
    codes = ["11010", "11020", "11030"] if codes is None else codes
    names = ["종로구", "중구", "용산구"] if names is None else names
    return gpd.GeoDataFrame(
        {"SIGUNGU_CD": codes, "SIGUNGU_NM": names, **columns},
        geometry=squares(len(codes)),
        crs="EPSG:5179",
    )
