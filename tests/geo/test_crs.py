"""Coordinate systems: declared, guessed from the extent, wrong, and needed."""

from __future__ import annotations

import numpy as np
import pytest
from boundary_fixtures import light_2018, load, small_layer, write_shapefile

import geopandas as gpd
import pyproj
import shapely

from geo.crs import CANDIDATES, candidates_by_extent, describe, place_frame, require_crs
from geo.shapes.simplify import simplify_places
from store.errors import InputError


@pytest.mark.parametrize("code", list(CANDIDATES))
def test_a_declared_system_is_used(tmp_path, code):
    """Every usual system with its .prj puts the country in the same place to a metre."""
    path = write_shapefile(tmp_path, light_2018().to_crs(code))
    found = load(path, strict=True)
    assert found.crs == code
    assert np.abs(found.places.total_bounds - light_2018().total_bounds).max() < 1


@pytest.mark.parametrize("code", ["EPSG:5179", "EPSG:5186", "EPSG:4326"])
def test_an_extent_with_one_answer_needs_no_prj(tmp_path, code):
    """Nationwide coordinates that fit one system only are read in it."""
    path = write_shapefile(tmp_path, light_2018().to_crs(code))
    path.with_suffix(".prj").unlink()
    assert load(path).crs == code


@pytest.mark.parametrize("code", ["EPSG:5174", "EPSG:5181"])
def test_an_extent_with_two_answers_lists_them(tmp_path, code):
    """Two systems 300 m apart cannot be told by extent: an error lists them and the option."""
    path = write_shapefile(tmp_path, light_2018().to_crs(code))
    path.with_suffix(".prj").unlink()
    with pytest.raises(InputError, match="--crs EPSG:5174") as caught:
        load(path)
    fault = caught.value.faults[0]
    assert "EPSG:5174" in fault.expected
    assert "EPSG:5181" in fault.expected
    assert "EPSG:5186" not in fault.expected
    found = load(path, crs=code)
    assert found.crs == code
    assert np.abs(found.places.total_bounds - light_2018().total_bounds).max() < 1


def test_the_old_datum_moves_the_country_by_hundreds_of_metres():
    """EPSG:5174 is transformed with its datum shift, not as if it were EPSG:5181."""
    to = {c: pyproj.Transformer.from_crs(5179, c, always_xy=True) for c in (5174, 5181)}
    old, new = (to[c].transform(953_000, 1_952_000) for c in (5174, 5181))
    assert 250 < np.hypot(old[0] - new[0], old[1] - new[1]) < 400


def test_a_wrong_declaration_is_refused_by_extent(tmp_path):
    """Coordinates that the declared system puts elsewhere are an error that says what fits."""
    frame = light_2018().to_crs(5186).set_crs(5179, allow_override=True)
    with pytest.raises(InputError, match="The extent fits EPSG:5186") as caught:
        load(write_shapefile(tmp_path, frame))
    assert "EPSG:5179 with an extent of" in caught.value.faults[0].value


def test_an_old_datum_that_nobody_registered_is_refused(tmp_path):
    """Bessel's ellipsoid without a known datum would lie 300 m off: it asks for --crs."""
    path = write_shapefile(tmp_path, light_2018().to_crs(5174))
    text = pyproj.CRS.from_epsg(5174).to_wkt("WKT1_ESRI")
    for known in ("Korean_1985_Modified_Central_Belt", "Korean_1985", "D_Korean_Datum_1985"):
        text = text.replace(f'"{known}"', '"mine"').replace(f'"GCS_{known}"', '"mine"')
    path.with_suffix(".prj").write_text(text, encoding="ascii")
    with pytest.raises(InputError, match="on Bessel's ellipsoid"):
        load(path)
    assert load(path, crs="EPSG:5174").crs == "EPSG:5174"


@pytest.mark.parametrize("content", [b"", b"nonsense", b'PROJCS["half', bytes(range(128, 250))])
def test_a_damaged_prj_counts_as_missing(tmp_path, content):
    """A .prj that says nothing leaves the decision to the extent."""
    path = write_shapefile(tmp_path, light_2018())
    path.with_suffix(".prj").write_bytes(content)
    assert load(path).crs == "EPSG:5179"
    assert path.with_suffix(".prj").read_bytes() == content


def test_a_system_of_heights_is_refused(tmp_path):
    """A vertical system puts no feature anywhere."""
    with pytest.raises(InputError, match="option --crs"):
        load(write_shapefile(tmp_path, light_2018()), crs="EPSG:5193")


def test_the_option_outranks_the_file(tmp_path):
    """A wrong .prj is overruled by --crs, and a wrong --crs is refused."""
    frame = light_2018().to_crs(5186).set_crs(5179, allow_override=True)
    path = write_shapefile(tmp_path, frame)
    assert load(path, crs="5186").crs == "EPSG:5186"
    with pytest.raises(InputError, match="option --crs"):
        load(path, crs="EPSG:4326")
    with pytest.raises(InputError, match="'EPSG:none'"):
        load(path, crs="EPSG:none")


def test_swapped_axes_are_recognised(tmp_path):
    """Latitude before longitude is told as such."""
    frame = small_layer().to_crs(4326)
    swapped = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    path = tmp_path / "a.geojson"
    path.write_text(frame.set_geometry(swapped, crs=4326).to_json(), encoding="utf-8")
    with pytest.raises(InputError, match="Latitude and longitude are swapped"):
        load(path)


def test_a_geojson_in_metres_is_read_by_its_extent(tmp_path):
    """A GeoJSON without a system is degrees by its standard; metres in it are read as such."""
    frame = light_2018().set_crs(None, allow_override=True)
    path = tmp_path / "a.geojson"
    path.write_text(frame.to_json(), encoding="utf-8")
    assert load(path).crs == "EPSG:5179"


def test_each_feature_outside_korea_is_listed():
    """One stray feature among good ones is named, not blamed on the system."""
    shapes = [*small_layer().geometry, shapely.box(0, 0, 1000, 1000)]
    with pytest.raises(InputError, match="feature 4: found an extent"):
        place_frame(gpd.GeoDataFrame(geometry=shapes, crs=5179), "a.shp")


def test_no_system_fits_nonsense():
    """Coordinates that fit no system are an error that asks what the file is."""
    frame = gpd.GeoDataFrame(geometry=[shapely.box(9e6, 9e6, 9.1e6, 9.1e6)])
    with pytest.raises(InputError, match="Check that this is a boundary file of Korea"):
        place_frame(frame, "a.shp")


@pytest.mark.parametrize("system", ["EPSG:5179", "EPSG:5186"])
def test_a_file_converted_twice_is_told_so(tmp_path, system):
    """Degrees that were taken for metres and converted once more are named as what they are."""
    degrees = small_layer().to_crs(4326).set_crs(system, allow_override=True)
    path = tmp_path / "a.geojson"
    path.write_text(degrees.to_crs(4326).to_json(), encoding="utf-8")
    with pytest.raises(InputError, match=f"metres of {system}.*converted to degrees twice"):
        load(path)


def test_degrees_are_not_a_spot_near_a_false_origin():
    """Longitudes and latitudes fit no system in metres."""
    assert candidates_by_extent((124.6, 33.1, 131.9, 38.6)) == ["EPSG:4326"]


def test_functions_name_the_system_they_need():
    """A frame in another system, or in none, is refused with the remedy."""
    frame = small_layer()
    require_crs(frame)
    for wrong in (frame.to_crs(4326), frame.set_crs(None, allow_override=True)):
        with pytest.raises(ValueError, match="Needs EPSG:5179; found"):
            require_crs(wrong)
        with pytest.raises(ValueError, match="Needs EPSG:5179; found"):
            simplify_places(wrong, 100, 4)


def test_a_system_without_a_number_goes_by_its_name():
    """A system that no register numbers is described in words."""
    crs = pyproj.CRS.from_proj4("+proj=tmerc +lat_0=38 +lon_0=127.123 +ellps=GRS80")
    assert not describe(crs).startswith("EPSG:517")
