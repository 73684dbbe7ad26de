"""Boundary files as people have them: read right, or refused with what is wrong and where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from boundary_fixtures import (
    as_mois,
    light_2018,
    load_placed,
    small_layer,
    write_shapefile,
    write_zip,
)

import geopandas as gpd
import pyogrio
import shapely

from geo.files.gaps import gaps_of
from geo.files.moves import MovedPlacesError
from geo.files.repair import repair_coverage
from geo.files.spots import faults_geopackage
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROVINCES = {
    "11": "서울특별시",
    "21": "부산광역시",
    "22": "대구광역시",
    "23": "인천광역시",
    "24": "광주광역시",
    "25": "대전광역시",
    "26": "울산광역시",
    "29": "세종특별자치시",
    "31": "경기도",
    "32": "강원도",
    "33": "충청북도",
    "34": "충청남도",
    "35": "전라북도",
    "36": "전라남도",
    "37": "경상북도",
    "38": "경상남도",
    "39": "제주특별자치도",
}


def geojson(path: Path, frame: gpd.GeoDataFrame) -> Path:
    """Write a frame as GeoJSON in degrees."""
    path.write_text(frame.to_crs(4326).to_json(), encoding="utf-8")
    return path


def province_of(frame: gpd.GeoDataFrame) -> pd.Series:
    """Return the Korean name of each feature's province."""
    return frame["SIGUNGU_CD"].str[:2].map(PROVINCES)


def named(how: Callable[[pd.Series, pd.Series], pd.Series]) -> gpd.GeoDataFrame:
    """Return the country with its names rewritten from province and name."""
    frame = light_2018().drop(columns="SIGUNGU_EN")  # they would prove the codes by themselves
    return frame.assign(SIGUNGU_NM=how(province_of(frame), frame["SIGUNGU_NM"]))


NAMES: dict[str, Callable[[pd.Series, pd.Series], pd.Series]] = {
    "province before": lambda p, n: p + " " + n,
    "city before, glued": lambda p, n: p.str.replace("특별시|광역시", "시", regex=True) + n,
    "stems": lambda _, n: n.str[:-1].where(n.str.len() > 2, n),
    "question marks": lambda _, n: n.str.replace(".", "?", regex=True),
    "mojibake": lambda _, n: n.map(lambda t: t.encode("utf-8").decode("latin-1")),
    "blank": lambda _, n: n.str[:0],
    "with an invisible space": lambda _, n: "\u200b" + n,
}


@pytest.mark.parametrize("kind", list(NAMES))
def test_codes_with_names_of_any_kind(tmp_path, kind):
    """Good codes are read whatever became of the names; names that prove nothing are told."""
    found = load_placed(geojson(tmp_path / "a.geojson", named(NAMES[kind])), strict=True)
    assert (len(found.places), found.municipalities) == (229, 226)
    useless = kind in {"question marks", "mojibake", "blank"}
    assert any(notice.kind == "names" for notice in found.notices) == useless


def test_english_names_beside_codes(tmp_path):
    """English names prove codes as Korean ones do."""
    frame = light_2018().drop(columns="SIGUNGU_NM").rename(columns={"SIGUNGU_EN": "name"})
    found = load_placed(geojson(tmp_path / "a.geojson", frame))
    assert (len(found.places), found.municipalities) == (229, 226)


@pytest.mark.parametrize("columns", ["one", "two", "english"])
def test_names_without_codes(tmp_path, columns):
    """Province and name, in one column, in two or in English, decide every place."""
    frame = light_2018()
    provinces, names = province_of(frame), frame["SIGUNGU_NM"]
    shapes = frame[["geometry"]]
    if columns == "one":
        frame = shapes.assign(name=provinces + " " + names)
    elif columns == "two":
        frame = shapes.assign(sido=provinces, sigungu=names)
    else:
        english = frame["SIGUNGU_EN"].str.split("-")
        frame = shapes.assign(
            NAME_1=provinces.map(lambda name: name[:2]).map(str),
            NAME_2=names,
            TYPE_2=english.str[-1].str.capitalize(),
        )
    found = load_placed(geojson(tmp_path / "a.geojson", frame))
    assert (len(found.places), found.municipalities) == (229, 226)
    assert found.code_system == "names"
    assert any(notice.kind == "codes" for notice in found.notices)


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda code: f"{code[:2]},{code[2:]}",
        lambda code: f'"{code}"',
        lambda code: f"{code}000",
        float,
    ],
    ids=["full width", "comma", "quotes", "eight digits", "float"],
)
def test_codes_written_otherwise(tmp_path, written):
    """However a spreadsheet wrote the codes, they are the codes."""
    frame = light_2018()
    frame["SIGUNGU_CD"] = frame["SIGUNGU_CD"].map(written)
    found = load_placed(geojson(tmp_path / "a.geojson", frame), strict=True)
    assert (len(found.places), found.municipalities) == (229, 226)


def test_provinces_in_the_same_layer(tmp_path):
    """The provinces beside their municipalities are left out and named as what they are."""
    frame = light_2018()
    codes = frame["SIGUNGU_CD"].str[:2]
    whole = frame[["geometry"]].dissolve(codes, method="coverage")
    whole = whole.assign(SIGUNGU_CD=whole.index, SIGUNGU_NM=whole.index.map(PROVINCES))
    both = gpd.GeoDataFrame(pd.concat([whole, frame], ignore_index=True), crs=frame.crs)
    found = load_placed(geojson(tmp_path / "a.geojson", both), strict=True)
    assert (len(found.places), found.municipalities) == (229, 226)
    assert any("17 provinces" in notice.text for notice in found.notices)


def test_several_layers_the_best_is_read(tmp_path):
    """Of a GeoPackage with provinces and municipalities the latter are read, and it is said."""
    path = tmp_path / "a.gpkg"
    frame = light_2018()
    whole = frame[["geometry"]].dissolve(frame["SIGUNGU_CD"].str[:2], method="coverage")
    pyogrio.write_dataframe(whole.reset_index(), path, layer="sido")
    pyogrio.write_dataframe(frame, path, layer="sigungu")
    found = load_placed(path)
    assert found.municipalities == 226
    assert any("Layer sigungu of sido, sigungu" in notice.text for notice in found.notices)


def test_strays_are_unmatched(tmp_path):
    """A shape in the sea and a county of the North leave the country as it is."""
    frame = light_2018()
    strays = gpd.GeoDataFrame(
        {"SIGUNGU_CD": ["99999", "88888"], "SIGUNGU_NM": ["바다", "개풍군"]},
        geometry=[shapely.box(600_000, 1_500_000, 610_000, 1_510_000), shapely.box(0, 0, 9, 9)],
        crs=frame.crs,
    )
    both = gpd.GeoDataFrame(pd.concat([frame, strays], ignore_index=True), crs=frame.crs)
    found = load_placed(write_shapefile(tmp_path, both))
    assert (len(found.places), found.municipalities) == (229, 226)
    assert [item.name for item in found.unmatched if item.side == "file"] == ["개풍군", "바다"]
    assert any(notice.kind == "stray" for notice in found.notices)


def test_every_code_with_its_neighbours_shape_is_found(tmp_path):
    """Codes and names that moved one row down beside their shapes are a fault, row by row."""
    frame = light_2018()
    columns = ["SIGUNGU_CD", "SIGUNGU_NM"]
    frame[columns] = np.roll(frame[columns].to_numpy(), 1, axis=0)
    with pytest.raises(InputError, match="exchanged or moved") as caught:
        load_placed(geojson(tmp_path / "a.geojson", frame))
    assert len(caught.value.faults) > 200


def test_two_places_of_one_name_exchanged_are_found(tmp_path):
    """Goseong of Gangwon with the shape of Goseong of Gyeongnam is a fault that names both."""
    frame = light_2018()
    here, there = (frame.index[frame["SIGUNGU_CD"] == code][0] for code in ("32400", "38340"))
    shapes = frame.geometry.to_numpy().copy()
    shapes[[here, there]] = shapes[[there, here]]
    with pytest.raises(InputError) as caught:
        load_placed(geojson(tmp_path / "a.geojson", frame.set_geometry(shapes, crs=frame.crs)))
    told = str(caught.value)
    assert len(caught.value.faults) == 2
    assert "the shape of 경남 고성군" in told
    assert "the shape of 강원 고성군" in told


def test_all_shapes_moved_are_found(tmp_path):
    """A country that lies 300 m beside itself is a fault with the distance."""
    frame = light_2018()
    moved = frame.set_geometry(frame.translate(300, 0), crs=frame.crs)
    with pytest.raises(InputError, match="beside the official shapes") as caught:
        load_placed(write_shapefile(tmp_path, moved))
    assert re.search(r"puts all places (29|30|31)\d m \(\+(29|30|31)\d m east", str(caught.value))


@pytest.mark.parametrize("system", ["EPSG:5174", "EPSG:5178"])
def test_bessel_without_prj_is_told_from_todays_system(tmp_path, system):
    """On Bessel's ellipsoid and without a .prj, the official shapes decide, and it is said."""
    path = write_shapefile(tmp_path, light_2018().to_crs(system))
    path.with_suffix(".prj").unlink()
    found = load_placed(path)
    assert found.crs == system
    assert any(notice.kind == "crs" for notice in found.notices)


def test_degrees_of_the_old_datum_are_read_as_such(tmp_path):
    """Longitudes and latitudes on Bessel's ellipsoid, unmarked as most are, are set right."""
    frame = light_2018().to_crs(4162).set_crs(4326, allow_override=True)
    found = load_placed(geojson(tmp_path / "a.geojson", frame))
    assert found.crs == "EPSG:4162"
    assert np.abs(found.places.total_bounds - light_2018().total_bounds).max() < 5


def test_gaps_are_counted_and_closed(tmp_path):
    """Thirty metres between all neighbours are no valid coverage, and can be closed."""
    frame = light_2018()
    frame = frame[frame["SIGUNGU_CD"].str.startswith("11")]
    apart = frame.set_geometry(frame.buffer(-15, join_style="mitre"), crs=frame.crs)
    path = write_shapefile(tmp_path, apart)
    found = load_placed(path)
    assert not found.coverage_valid
    assert len(found.coverage.gaps) > 30
    assert any("--close-gaps" in notice.text for notice in found.notices)
    closed = load_placed(path, close_gaps=True)
    assert len(closed.coverage.gaps) < len(found.coverage.gaps) / 10
    assert closed.places.area.sum() == pytest.approx(frame.area.sum(), rel=0.01)


def test_the_official_shapes_have_no_gaps():
    """Rivers and straits between places are not taken for gaps of the drawing."""
    frame = light_2018().rename(columns={"SIGUNGU_CD": "unit_id"}).set_index("unit_id")
    assert gaps_of(frame[["geometry"]]) == ()


def _esri(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return a frame as Esri's features."""
    rows = frame.drop(columns="geometry").to_dict("records")
    rings = [[list(map(list, shape.exterior.coords))] for shape in frame.geometry]
    return {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": name, "type": "esriFieldTypeString"} for name in rows[0]],
        "features": [
            {"attributes": row, "geometry": {"rings": ring}}
            for row, ring in zip(rows, rings, strict=True)
        ],
    }


@pytest.mark.parametrize(
    "kind", ["lines", "esri", "utf-16", "kml", "fgb", "csv", "kmz", "nested zip"]
)
def test_other_kinds_of_files(tmp_path, kind):
    """GeoJSON lines, Esri JSON, UTF-16, KML, FlatGeobuf and CSV with shapes are read."""
    from geo.files.reading.readers import read_layers  # noqa: PLC0415  # beside its only use

    frame = small_layer().to_crs(4326)
    path = tmp_path / "layer.json"
    if kind == "lines":
        features = json.loads(frame.to_json())["features"]
        path.write_text("\n".join(json.dumps(one) for one in features), encoding="utf-8")
    elif kind == "esri":
        path.write_text(json.dumps(_esri(frame), ensure_ascii=False), encoding="utf-8")
    elif kind == "utf-16":
        path.write_text(frame.to_json(ensure_ascii=False), encoding="utf-16")
    elif kind == "csv":
        path = tmp_path / "layer.csv"
        table = pd.DataFrame(frame.drop(columns="geometry")).assign(wkt=frame.to_wkt()["geometry"])
        table.to_csv(path, index=False)
    elif kind == "nested zip":
        path = write_zip(tmp_path / "a.zip", {"한글/b.geojson": frame.to_json().encode()})
    else:
        path = tmp_path / f"layer.{kind if kind != 'kmz' else 'kml'}"
        pyogrio.write_dataframe(frame, path, driver="FlatGeobuf" if kind == "fgb" else "KML")
        if kind == "kmz":
            path = write_zip(tmp_path / "layer.kmz", {"doc.kml": path})
    (layer,) = read_layers(path)
    assert len(layer.frame) == 3
    assert "종로구" in {
        str(value) for value in layer.frame.drop(columns="geometry").to_numpy().flat
    }


def test_lines_are_named_with_the_conversion(tmp_path):
    """A layer of lines says that it has no inside and how to make areas of it."""
    frame = small_layer()
    lines = frame.set_geometry(frame.boundary, crs=frame.crs)
    with pytest.raises(InputError, match="Lines to Polygons"):
        load_placed(geojson(tmp_path / "a.geojson", lines))


def test_a_layer_of_provinces_is_named(tmp_path):
    """A file of provinces says so, and that it cannot be divided."""
    frame = light_2018()
    whole = frame[["geometry"]].dissolve(province_of(frame), method="coverage")
    layer = whole.assign(CTP_KOR_NM=whole.index)
    with pytest.raises(InputError, match="a layer of provinces"):
        load_placed(geojson(tmp_path / "a.geojson", layer.reset_index(drop=True)))


def test_a_saved_web_page_is_named(tmp_path):
    """Who saved the page about a file instead of the file is told so."""
    path = tmp_path / "a.geojson"
    path.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    with pytest.raises(InputError, match="found a web page"):
        load_placed(path)


def test_mois_codes_without_names_are_told_by_their_place(tmp_path):
    """A few codes that both systems know are read by where the shapes lie."""
    frame = as_mois(light_2018())
    seoul = frame[frame["SIG_CD"].str.startswith("11")][["SIG_CD", "geometry"]]
    found = load_placed(geojson(tmp_path / "a.geojson", gpd.GeoDataFrame(seoul, crs=5179)))
    assert found.code_system == "mois"
    assert len(found.places) == 25


def test_bad_spots_become_a_layer():
    """Overlaps beyond the limit are an error that carries them as a layer of faults."""
    left = shapely.box(950_000, 1_950_000, 951_000, 1_951_000)
    wide = shapely.box(950_900, 1_950_000, 952_000, 1_951_000)
    frame = gpd.GeoDataFrame(
        {"code": ["11010", "11020"], "name": ["a", "b"], "unit_id": ["11010", "11020"]},
        geometry=[left, wide],
        crs=5179,
    )
    with pytest.raises(MovedPlacesError) as caught:
        repair_coverage(frame, "a.shp")
    move = caught.value.moves[0]
    assert move.area_m2 == pytest.approx(100_000)
    assert faults_geopackage(caught.value.moves, ()).startswith(b"SQLite format 3")
