"""Reading boundary files: formats, archives, encodings, and everything that is wrong with them."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from boundary_fixtures import (
    light_2018,
    load,
    small_layer,
    write_shapefile,
    write_topojson,
    write_zip,
)

import geopandas as gpd
import pyogrio
import shapely

from geo.files.reading import staging
from geo.files.reading.readers import read_layer
from store.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ["shp", "folder", "zip", "geojson", "topojson", "gpkg", "parquet"]


def written(tmp_path: Path, kind: str, frame: gpd.GeoDataFrame) -> Path:
    """Write a frame in a format and return what a user would name."""
    if kind in {"shp", "folder", "zip"}:
        shp = write_shapefile(tmp_path / "shape", frame)
        if kind == "zip":
            members = {f"시군구/{f.name}": f for f in shp.parent.iterdir()}
            return write_zip(tmp_path / "경계.zip", members)
        return shp if kind == "shp" else shp.parent
    path = tmp_path / f"layer.{kind}"
    if kind == "topojson":
        return write_topojson(path, frame)
    if kind == "parquet":
        frame.to_parquet(path)
    else:
        pyogrio.write_dataframe(frame.to_crs(4326) if kind == "geojson" else frame, path)
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_places(tmp_path, kind):
    """A shapefile, folder, zip, GeoJSON, TopoJSON, GeoPackage and GeoParquet load alike."""
    found = load(written(tmp_path, kind, light_2018()), strict=True)
    assert len(found.places) == 229
    assert found.features == 250
    assert found.coverage_valid
    assert found.places.area.sum() / 1e6 == pytest.approx(light_2018().area.sum() / 1e6, rel=1e-6)


@pytest.mark.parametrize("kind", FORMATS)
def test_reading_leaves_the_users_folder_as_it_was(tmp_path, kind):
    """No format makes the reader write beside the user's file."""
    path = written(tmp_path, kind, small_layer())
    before = sorted((f, f.stat().st_mtime_ns) for f in tmp_path.rglob("*") if f.is_file())
    read_layer(path)
    assert sorted((f, f.stat().st_mtime_ns) for f in tmp_path.rglob("*") if f.is_file()) == before


@pytest.mark.parametrize("written_as", ["CP949", "UTF-8"])
@pytest.mark.parametrize("cpg", ["CP949", "949", "UTF-8", "ISO-8859-1", "nonsense", ""])
def test_names_prove_the_encoding(tmp_path, written_as, cpg):
    """A right, wrong, foreign or missing .cpg does not matter: the register's names decide."""
    path = write_shapefile(tmp_path, small_layer(), written_as, cpg)
    found = load(path)
    assert found.encoding == written_as
    assert list(found.places.index) == ["11010", "11020", "11030"]


def test_geojson_in_cp949_is_read(tmp_path):
    """A GeoJSON against the standard, in CP949, still gives its names."""
    path = tmp_path / "old.json"
    path.write_bytes(small_layer().to_crs(4326).to_json(ensure_ascii=False).encode("cp949"))
    assert load(path).encoding == "CP949"


def test_a_wrong_encoding_option_is_told_with_the_names(tmp_path):
    """An encoding that garbles the names is an error that offers another."""
    path = write_shapefile(tmp_path, small_layer())
    with pytest.raises(InputError, match="--encoding CP949"):
        load(path, encoding="UTF-8")
    with pytest.raises(InputError, match="option --encoding: found 'klingon'"):
        load(path, encoding="klingon")


@pytest.mark.parametrize("ending", [".SHP", ".Dbf"])
def test_the_case_of_companions_does_not_matter(tmp_path, ending):
    """LAYER.SHP or layer.Dbf are found as on any system."""
    path = write_shapefile(tmp_path, small_layer())
    path.with_suffix(ending.lower()).rename(path.with_suffix(ending))
    shp = path.with_suffix(ending) if ending == ".SHP" else path
    assert len(read_layer(shp).frame) == 3


@pytest.mark.parametrize("ending", [".dbf", ".shx"])
def test_a_missing_companion_is_named(tmp_path, ending):
    """A shapefile without .dbf or .shx says which one is missing and where to get it."""
    path = write_shapefile(tmp_path, small_layer())
    path.with_suffix(ending).unlink()
    with pytest.raises(InputError, match=f"without its \\{ending}") as caught:
        read_layer(path)
    assert "copy it from where the .shp came from" in str(caught.value)


def test_all_missing_companions_are_told_at_once(tmp_path):
    """A lone .shp lists both companions it needs."""
    path = write_shapefile(tmp_path, small_layer())
    for ending in (".dbf", ".shx", ".prj"):
        path.with_suffix(ending).unlink()
    with pytest.raises(InputError) as caught:
        read_layer(path)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("ending", [".shp", ".shx", ".dbf"])
def test_a_truncated_shapefile_is_an_error(tmp_path, ending):
    """A part that is shorter than its header promises is named with both sizes."""
    path = write_shapefile(tmp_path, small_layer()).with_suffix(ending)
    size = path.stat().st_size
    os.truncate(path, size - 20)
    with pytest.raises(InputError, match=f"its \\{ending}: found {size - 20} bytes, cut off"):
        read_layer(path.with_suffix(".shp"))


def test_a_table_with_another_number_of_rows_is_an_error(tmp_path):
    """A .dbf from another layer does not lend its rows to these shapes."""
    path = write_shapefile(tmp_path, small_layer())
    other = write_shapefile(tmp_path / "b", small_layer(["11010"], ["종로구"]))
    other.with_suffix(".dbf").replace(path.with_suffix(".dbf"))
    with pytest.raises(InputError, match="found 1 rows; expected 3, one for each shape"):
        read_layer(path)


def test_a_point_shapefile_is_not_a_boundary_file(tmp_path):
    """A layer of points is refused by its type."""
    points = gpd.GeoDataFrame({"A": [1]}, geometry=[shapely.Point(1, 1)], crs=5179)
    with pytest.raises(InputError, match="shape type 1; expected polygons"):
        read_layer(write_shapefile(tmp_path, points))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.shp", b"", "an empty file"),
        ("a.geojson", b"", "an empty file"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [{"ty', "cut off or damaged"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "without features"),
        ("a.geojson", b'{"type": "Point", "coordinates": [1, 1]}', "JSON of type 'Point'"),
        ("a.json", b'{"type": "Topology", "objects": 5}', "no layer; expected one layer"),
        ("a.json", b'{"a":' * 100_000, "cut off or damaged"),
        ("a.json", b"[" * 10 + b"]", "cut off or damaged"),
        ("a.json", b'[{"name": "a"}]', "no map by any standard"),
        ("a.csv", b"code,name\n11010,a\n", "a table without shapes"),
        ("a.gpkg", b"SQLite format 3\0" + b"\0" * 100, "does not open"),
        ("a.parquet", b"PAR1 and then nothing", "does not open"),
        ("a.zip", b"PK\x03\x04 and then nothing", "does not open"),
        ("a.geojson", b'{"type": "\xff\xff\xfe"}', "text in neither encoding"),
        ("notes.txt", b"not a map", "begins with b'not a map'"),
        ("a.dbf", b"\x03abc", "companion of a shapefile"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "begins with"),
    ],
)
def test_what_is_not_a_boundary_file_gets_one_sentence(tmp_path, name, content, told):
    """Empty, cut off and foreign files are one clear error that names the file."""
    path = tmp_path / name
    path.write_bytes(content)
    if name == "a.shp":
        path.with_suffix(".dbf").write_bytes(b"")
        path.with_suffix(".shx").write_bytes(b"")
    with pytest.raises(InputError, match=told) as caught:
        read_layer(path)
    assert str(caught.value).startswith(name)


def test_a_missing_file_is_told(tmp_path):
    """A path that leads nowhere is an error, not a traceback of GDAL."""
    with pytest.raises(InputError, match="no such file"):
        read_layer(tmp_path / "nowhere.shp")


def test_a_shapefile_of_empty_companions_is_an_error(tmp_path):
    """A .dbf of no bytes is named."""
    path = write_shapefile(tmp_path, small_layer())
    path.with_suffix(".dbf").write_bytes(b"")
    with pytest.raises(InputError, match="a dBASE table"):
        read_layer(path)


def test_features_without_shape_or_area_are_all_listed(tmp_path):
    """Each feature without a shape, or with a line for one, is named with its values."""
    frame = small_layer().to_crs(4326)
    shapes = [None, shapely.LineString([(127, 37), (127, 38)]), frame.geometry.iloc[2]]
    path = tmp_path / "a.geojson"
    path.write_text(frame.set_geometry(shapes, crs=4326).to_json(), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_layer(path)
    told = [str(fault) for fault in caught.value.faults]
    assert "feature 1 (0, 11010, 종로구): found no shape" in told[0]
    assert "feature 2 (1, 11020, 중구): found a LineString" in told[1]


def test_two_layers_alike_are_listed(tmp_path):
    """An archive, a folder, a GeoPackage and a TopoJSON with two layers alike list both."""
    one, two = write_shapefile(tmp_path / "a", small_layer()), tmp_path / "two.gpkg"
    other = small_layer().to_crs(4326).to_json().encode()
    members: dict[str, Path | bytes] = {f"x/{f.name}": f for f in one.parent.iterdir()}
    zipped = write_zip(tmp_path / "two.zip", members | {"y/other.geojson": other})
    with pytest.raises(InputError, match=r"2 layers \(x/layer.shp, y/other.geojson\)"):
        read_layer(zipped)
    (one.parent / "other.json").write_bytes(other)
    with pytest.raises(InputError, match=r"2 layers \(layer.shp, other.json\)"):
        read_layer(one.parent)
    for name in ("sigungu", "emd"):
        pyogrio.write_dataframe(small_layer(), two, layer=name)
    with pytest.raises(InputError, match=r"2 layers \(sigungu, emd\)"):
        read_layer(two)
    topo = write_topojson(tmp_path / "a.topojson", small_layer())
    document = json.loads(topo.read_text(encoding="utf-8"))
    document["objects"]["more"] = document["objects"]["places"]
    topo.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=r"2 layers \(places, more\)") as caught:
        read_layer(topo)
    assert "--layer places" in str(caught.value)
    assert load(topo, layer="more").features == 3
    with pytest.raises(InputError, match="found 'no'; expected one of places, more"):
        load(topo, layer="no")


@pytest.mark.parametrize(
    "name", ["../evil.shp", "/etc/evil.shp", "a/../../evil.shp", "..\\evil.shp", "C:\\evil.shp"]
)
def test_an_archive_cannot_write_outside(tmp_path, name):
    """An entry that points outside the archive is refused and nothing is written."""
    path = write_zip(tmp_path / "evil.zip", {name: b"x", "layer.geojson": b"{}"})
    with pytest.raises(InputError, match="tries to write elsewhere"):
        read_layer(path)
    assert [f.name for f in tmp_path.iterdir()] == ["evil.zip"]


def test_an_archive_that_blows_up_is_refused(tmp_path, monkeypatch):
    """Bytes are counted as they come: beyond the ratio or the size, reading stops."""
    path = write_zip(tmp_path / "bomb.zip", {"layer.geojson": b"0" * 3_000_000})
    monkeypatch.setattr(staging, "RATIO_FLOOR", 1000)
    with pytest.raises(InputError, match="too large or is compressed beyond belief"):
        read_layer(path)
    monkeypatch.setattr(staging, "RATIO_FLOOR", 10_000_000)
    monkeypatch.setattr(staging, "MAX_BYTES", 1_000_000)
    with pytest.raises(InputError, match="too large or is compressed beyond belief"):
        read_layer(path)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    """The limit holds for plain files too, before they are copied."""
    path = write_shapefile(tmp_path, small_layer())
    monkeypatch.setattr(staging, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="too large"):
        read_layer(path)


def test_an_archive_of_many_entries_is_refused(tmp_path):
    """The number of entries is bounded."""
    members: dict[str, Path | bytes] = {f"{i}.txt": b"" for i in range(staging.MAX_MEMBERS + 1)}
    with pytest.raises(InputError, match="201 entries; expected at most 200"):
        read_layer(write_zip(tmp_path / "many.zip", members))


def test_a_locked_archive_is_an_error(tmp_path):
    """An archive with a password says so."""
    path = write_zip(tmp_path / "locked.zip", {"layer.geojson": b"{}"})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        central = archive.start_dir
    struct.pack_into("<H", data, 6, 1)
    struct.pack_into("<H", data, central + 8, 1)
    path.write_bytes(data)
    with pytest.raises(InputError, match="without a password"):
        read_layer(path)


def test_a_zip_without_a_layer_lists_the_orphans(tmp_path):
    """Companions without their .shp are named."""
    path = write_zip(tmp_path / "half.zip", {"a.dbf": b"x", "a.prj": b"y"})
    with pytest.raises(InputError, match=r"no layer, only a.dbf, a.prj"):
        read_layer(path)


def test_height_is_dropped(tmp_path):
    """Shapes with a third coordinate load as flat ones."""
    frame = small_layer()
    tall = frame.set_geometry(shapely.force_3d(frame.geometry.to_numpy(), 5.0), crs=5179)
    path = tmp_path / "a.gpkg"
    pyogrio.write_dataframe(tall, path)
    assert not np.any(shapely.has_z(load(path).places.geometry.to_numpy()))


@pytest.mark.parametrize("said", [b"UTF\x00-8", b"base64", b"undefined", b"\xff\xfe"])
def test_a_cpg_that_names_no_encoding(tmp_path, said):
    """A .cpg that holds a zero byte, or names what is no encoding of text, is passed over."""
    shp = write_shapefile(tmp_path / "shape", small_layer())
    shp.with_suffix(".cpg").write_bytes(said)
    assert len(read_layer(shp).frame) == len(small_layer())


def test_a_number_of_thousands_of_digits(tmp_path):
    """GeoJSON with a number no one can mean is a damaged file, said in one sentence."""
    path = tmp_path / "layer.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [' + "1" * 5_000 + "]}")
    with pytest.raises(InputError, match=r"layer\.geojson"):
        read_layer(path)


def test_an_archive_whose_parts_point_before_its_start(tmp_path):
    """An archive that sends its reader to a place before its beginning does not open."""
    shp = write_shapefile(tmp_path / "shape", small_layer())
    path = write_zip(tmp_path / "경계.zip", {f.name: f for f in shp.parent.iterdir()})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x05\x06")
    content[at + 16 : at + 20] = struct.pack("<I", 2**31)
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"경계\.zip"):
        read_layer(path)
