"""A boundary file that somebody sends takes neither the machine's memory nor its time."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import geopandas as gpd
import shapely

from analysis.intake import boundary_files
from analysis.intake.boundary_files import read_boundaries
from geo.files.reading.readers import read_layer
from geo.places.register import Register
from store.errors import InputError
from store.tables import read_tables

REGISTER = Register.from_tables(read_tables())


def read(path):
    return read_boundaries(path, REGISTER)


def random_ring(path, vertices):
    """Write one ring of random corners, which crosses itself everywhere."""
    rng = random.Random(1)  # noqa: S311  # no secret
    ring = [[rng.uniform(126, 129), rng.uniform(34, 38)] for _ in range(vertices)]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    feature = {"type": "Feature", "properties": {"code": "11010", "name": "종로구"},
               "geometry": shape}  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def repeated_arcs(path, times):
    """Write a topology whose one shape goes round the same border again and again."""
    geometry = {"type": "Polygon", "arcs": [[0] * times], "properties": {"name": "종로구"}}
    topology = {
        "type": "Topology",
        "arcs": [[[127, 37]] + [[127 + n / 1000, 37 + n % 2] for n in range(1000)] + [[127, 37]]],
        "objects": {"a": {"type": "GeometryCollection", "geometries": [geometry] * 50}},
    }
    path.write_text(json.dumps(topology))
    return path


def swollen(path, megabytes):
    """Write a parquet file of a kilobyte that holds one long text again and again."""
    frame = gpd.GeoDataFrame(geometry=[shapely.box(127, 37, 128, 38)] * 100, crs=4326)
    frame.assign(name="x").to_parquet(path)
    table = pq.read_table(path)
    text = pa.array(["x" * (megabytes * 10_000)])
    again = pa.DictionaryArray.from_arrays(pa.array([0] * 100, pa.int32()), text)
    table = table.set_column(table.schema.get_field_index("name"), "name", again)
    once = {"store_schema": False, "dictionary_pagesize_limit": 2 * len(text[0].as_py())}
    pq.write_table(table, path, compression="zstd", **once)
    return path


@pytest.mark.parametrize(
    ("make", "name", "size"),
    [(random_ring, "ring.geojson", 9_000), (repeated_arcs, "arcs.topojson", 20_000)],
)
def test_a_small_file_that_grows_without_end_is_given_up(tmp_path, monkeypatch, make, name, size):
    """A ring that crosses itself everywhere, a border without end: one sentence, in time."""
    monkeypatch.setattr(boundary_files, "LIMITS", replace(boundary_files.LIMITS, seconds=4.0))
    path = make(tmp_path / name, size)
    assert path.stat().st_size < 7_000_000
    with pytest.raises(InputError) as refused:
        read(path)
    assert len(refused.value.faults) == 1
    assert str(refused.value).startswith(f"{name}: found ")


def test_a_table_that_unpacks_without_end_is_given_up(tmp_path):
    """Two gigabytes of one letter in a small file are more memory than there is."""
    path = swollen(tmp_path / "swollen.parquet", 2_000)
    assert path.stat().st_size < 2_000
    with pytest.raises(InputError, match=r"^swollen\.parquet: found a"):
        read(path)


def test_a_damaged_table_is_one_sentence(tmp_path):
    """Columns that are not what they say, or bytes that are none: no traceback."""
    table = pa.table({"geometry": [1, 2], "name": ["a", "b"]})
    pq.write_table(table, tmp_path / "plain.parquet")
    (tmp_path / "cut.parquet").write_bytes(b"PAR1" + b"\x00" * 50 + b"PAR1")
    for name in ("plain.parquet", "cut.parquet"):
        with pytest.raises(InputError, match=rf"^{name}: found "):
            read(tmp_path / name)


def test_a_coordinate_that_is_no_number_names_its_feature(tmp_path):
    """The second feature has one: it is named, with its values."""
    with np.errstate(invalid="ignore"):  # the point is that somebody else made it
        nan = shapely.Polygon([(127, 37), (float("nan"), 37), (127, 38)])
    frame = gpd.GeoDataFrame(
        {"name": ["종로구", "중구"]}, geometry=[shapely.box(127, 37, 128, 38), nan], crs=4326
    )
    frame.to_parquet(tmp_path / "nan.parquet")
    with pytest.raises(InputError, match=r"feature 2 \(중구\): found a shape with a coordinate"):
        read_layer(tmp_path / "nan.parquet")


@pytest.mark.parametrize("named", ["idna", "punycode", "unicode_escape", "utf-7", "base64", "\x00"])
def test_a_cpg_that_names_no_encoding_of_text_counts_as_none(tmp_path, named):
    """Python knows encodings that no table is written in; such a name is passed over."""
    frame = gpd.GeoDataFrame(
        {"name": ["종로구"]}, geometry=[shapely.box(127, 37, 128, 38)], crs=4326
    )
    frame.to_file(tmp_path / "a.shp", encoding="cp949")
    (tmp_path / "a.cpg").write_text(named)
    assert read_layer(tmp_path / "a.shp").encodings == ("UTF-8", "CP949")


def test_too_large_a_file_is_not_even_opened(tmp_path, monkeypatch):
    """The limit on bytes comes first, for a folder too."""
    (tmp_path / "a.geojson").write_bytes(b"{" * 2_000_000)
    monkeypatch.setattr(boundary_files, "LIMITS", replace(boundary_files.LIMITS, megabytes=1))
    for path in (tmp_path, tmp_path / "a.geojson"):
        with pytest.raises(InputError, match="more than 1 MB"):
            read(path)
