"""What a user is told of a file that cannot be read, and slivers that are no reason to refuse."""

from __future__ import annotations

import pandas as pd
import pytest
from boundary_fixtures import light_2018, load, load_placed, small_layer

import geopandas as gpd
import shapely

from store.errors import InputError


def geojson(path, frame):
    """Write a frame as GeoJSON in degrees."""
    path.write_text(frame.to_crs(4326).to_json(), encoding="utf-8")
    return path


def test_a_sliver_without_area_is_left_out_and_told(tmp_path):
    """A part that has no inside is no reason to refuse a place that has others."""
    frame = small_layer()
    flat = frame.iloc[[0]].set_geometry(
        [shapely.Polygon([(1e6, 2e6), (1e6 + 10, 2e6), (1e6, 2e6), (1e6, 2e6)])], crs=frame.crs
    )
    both = gpd.GeoDataFrame(pd.concat([frame, flat], ignore_index=True), crs=frame.crs)
    found = load(geojson(tmp_path / "a.geojson", both))
    assert len(found.places) == len(load(geojson(tmp_path / "b.geojson", frame)).places)
    assert [n.text[:25] for n in found.notices if n.kind == "empty"] == [
        "1 features without an area"[:25]
    ]


def test_a_place_that_has_only_a_sliver_is_a_fault(tmp_path):
    """A place of which nothing would be left is named with its row."""
    frame = small_layer()
    shapes = list(frame.geometry)
    shapes[0] = shapely.Polygon([(1e6, 2e6), (1e6 + 10, 2e6), (1e6, 2e6), (1e6, 2e6)])
    with pytest.raises(InputError, match="without an area"):
        load(geojson(tmp_path / "a.geojson", frame.set_geometry(shapes, crs=frame.crs)))


def test_districts_of_another_kind_are_no_layer_of_provinces(tmp_path):
    """Many features with a province beside names of their own are no provinces."""
    frame = small_layer()
    many = gpd.GeoDataFrame(
        {"province": ["경상남도"] * 60, "precinct": [f"제{n}구역" for n in range(60)]},
        geometry=list(frame.geometry)[:1] * 60,
        crs=frame.crs,
    )
    with pytest.raises(
        InputError, match=r"60 features with a province .* nothing that names a muni"
    ):
        load(geojson(tmp_path / "a.geojson", many))


def test_a_column_of_other_rows_is_told_first(tmp_path):
    """Where many rows carry another place's name, what they have in common comes first."""
    frame = light_2018()
    third = frame.index[::3]
    frame.loc[third, ["SIGUNGU_CD", "SIGUNGU_NM", "SIGUNGU_EN"]] = frame.loc[
        third, ["SIGUNGU_CD", "SIGUNGU_NM", "SIGUNGU_EN"]
    ].to_numpy()[::-1]
    with pytest.raises(InputError) as caught:
        load_placed(geojson(tmp_path / "a.geojson", frame))
    first, *others = caught.value.faults
    assert first.value.startswith(f"{len(others)} of {len(frame)} features")
    assert "A column seems filled" in first.next_step
