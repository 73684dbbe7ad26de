"""Boundary files as places: vintages, code systems, names, and what does not match."""

from __future__ import annotations

import pandas as pd
import pytest
from boundary_fixtures import (
    FILE_2018,
    VINTAGES,
    as_mois,
    boundaries_2018,
    light_2018,
    load,
    small_layer,
    squares,
    table,
    write_shapefile,
)
from hypothesis import given, settings
from hypothesis import strategies as st

import geopandas as gpd

from geo.files.boundaries import Unmatched
from geo.files.codebook import as_code
from geo.files.matching import match_features
from geo.files.readers import RawLayer, read_layer
from store.errors import InputError

LOADED_2018_ON = {
    "sgis_sigungu_2022-06": 250,
    "sgis_sigungu_2023-06": 250,
    "sgis_sigungu_2024-06": 252,
    "sgis_basic_municipalities_2024-06": 229,
}
GU_OF_SUWON = ["31011", "31012", "31013", "31014"]


def layer_of(frame: gpd.GeoDataFrame) -> RawLayer:
    """Return a frame as if it had been read, its text decoded."""
    return RawLayer(frame, "test.shp", "test")


def matched(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the features of a frame with their places."""
    return match_features(layer_of(frame), table("codes"), table("places")).features


def test_the_official_file_gives_226_municipalities_and_three():
    """The 250 features of 2018 become 229 places, nothing unmatched, the coverage valid."""
    found = boundaries_2018()
    assert found.summary() == {
        "features": 250,
        "places": 229,
        "municipalities": 226,
        "crs": "EPSG:5179",
        "encoding": "CP949",
        "repaired": 45,
        "unmatched": [],
    }
    assert found.code_system == "kostat"
    assert found.coverage_valid
    assert found.moved < 1e-6
    assert found.invalid_edges_km == 0
    assert found.places.index.is_monotonic_increasing
    assert found.places.index.name == "unit_id"
    assert {"29010", "39010", "39020", "37430", "31010"} <= set(found.places.index)


@pytest.mark.parametrize("name", list(LOADED_2018_ON))
def test_vintages_from_2018_on_are_the_same_places(name):
    """Every later file, with MOIS codes and other features, loads as the places of 2018."""
    found = load(VINTAGES / f"{name}.zip", strict=True)
    assert found.features == LOADED_2018_ON[name]
    assert list(found.places.index) == list(boundaries_2018().places.index)
    assert found.code_system == "mois"
    assert found.municipalities == 226
    assert found.coverage_valid
    assert found.period.valid_from == "2014-07-01"
    assert found.period.valid_to == "2026-06-30"


def test_the_places_of_july_2026_are_230():
    """The derived file of 2026-07 has the new districts of Incheon and the merged province."""
    found = load(VINTAGES / "derived_sigungu_2026-07.zip", strict=True)
    assert len(found.places) == 230
    assert found.municipalities == 227
    assert found.coverage_valid
    assert {"23110", "23120", "23130", "23140"} <= set(found.places.index)
    assert (found.period.valid_from, found.period.valid_to) == ("2026-07-01", "")


@pytest.mark.parametrize("year", [2012, 2013])
def test_vintages_before_2014_report_what_stays_invalid(year):
    """The files of 2012 and 2013 load with Cheongwon-gun and tell which borders stay broken."""
    found = load(VINTAGES / f"kostat_sigungu_{year}.zip", strict=True)
    assert len(found.places) == 230
    assert "33310" in found.places.index
    assert found.period.valid_to == "2014-06-30"
    assert len(found.repaired) > 200
    assert 0 < found.invalid_edges_km < 1
    assert found.moved < 1e-3


@pytest.mark.parametrize(
    "names",
    [
        {"mois_code": "SIG_CD", "name": "SIG_KOR_NM"},
        {"mois_code": "adm_cd2"},
        {"mois_code": "anything", "name": "whatever"},
    ],
)
def test_column_names_are_only_hints(names):
    """The address office's columns and columns of any name are found by what they hold."""
    frame = read_layer(VINTAGES / "sgis_sigungu_2023-06.zip").frame.rename(columns=names)
    found = match_features(
        layer_of(frame.drop(columns=["province_ko", "ref_date"])), table("codes"), table("places")
    )
    assert found.code_system == "mois"
    assert found.features["unit_id"].nunique() == 229


def test_codes_that_collide_are_told_by_their_names():
    """11110 beside 노원구 is KOSTAT's, beside 종로구 the Ministry's, whatever the column says."""
    for column in ("SIGUNGU_CD", "SIG_CD", "x"):
        for name, unit in (("노원구", "11110"), ("종로구", "11010")):
            frame = small_layer(["11110"], [name]).rename(columns={"SIGUNGU_CD": column})
            assert list(matched(frame)["unit_id"]) == [unit]


def test_colliding_codes_without_names_are_an_error_that_lists_both():
    """A code that both systems know proves nothing without a name."""
    frame = small_layer(["11110"], [""]).drop(columns="SIGUNGU_NM")
    with pytest.raises(InputError, match="they decide between the candidates") as caught:
        matched(frame)
    assert "KOSTAT" in str(caught.value)
    assert "MOIS" in str(caught.value)


def test_codes_without_names_are_read_by_the_system_that_knows_all():
    """A whole country of codes leaves one system."""
    frame = light_2018()
    kostat = match_features(
        layer_of(frame[["SIGUNGU_CD", "geometry"]]), table("codes"), table("places")
    )
    assert kostat.code_system == "kostat"
    mois = match_features(
        layer_of(as_mois(frame)[["SIG_CD", "geometry"]]), table("codes"), table("places")
    )
    assert mois.code_system == "mois"
    assert list(mois.features["unit_id"]) == list(kostat.features["unit_id"])


def test_an_unknown_code_without_names_is_an_error_that_lists_it():
    """Without names one unknown code leaves no system, and it is named."""
    frame = small_layer(["11010", "11020", "99999"]).drop(columns="SIGUNGU_NM")
    with pytest.raises(InputError, match=r"1 unknown \(99999\)"):
        matched(frame)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("31011", "수원시장안구"),
        ("31011", "수원시 장안구"),
        ("31011", "장안구"),
        ("31011", "경기도 수원시 장안구"),
        ("29010", "세종시"),
        ("29010", "세종특별자치시"),
        ("11010", "서울특별시 종로구"),
        ("23030", "남구"),
        ("23030", "미추홀구"),
    ],
)
def test_names_are_compared_without_spaces_city_and_province(code, name):
    """The usual ways to write a name are the same name."""
    assert list(matched(small_layer([code], [name]))["unit_id"]) != [""]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("11110", "11110"),
        (" 11110 ", "11110"),
        (11110, "11110"),
        (11110.0, "11110"),
        ("11110.0", "11110"),
        ("1111000000", "11110"),
        (1111000000, "1111000000"[:5]),
        ("1111051500", "1111051500"),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
    ],
)
def test_a_cell_becomes_a_code(cell, code):
    """Numbers, blanks and ten-digit codes come out as five digits of text."""
    assert as_code(cell) == code


def test_ten_digit_codes_load(tmp_path):
    """MOIS codes of ten digits load as those of five."""
    frame = as_mois(light_2018())
    frame["SIG_CD"] += "00000"
    found = load(write_shapefile(tmp_path, frame), strict=True)
    assert found.code_system == "mois"
    assert len(found.places) == 229


def test_third_level_files_are_recognised():
    """Codes of dongs are told apart from codes of municipalities."""
    frame = small_layer(["1111051500", "1111053000", "1111054000"]).rename(
        columns={"SIGUNGU_CD": "adm_cd2"}
    )
    with pytest.raises(InputError, match="third-level codes in adm_cd2"):
        matched(frame)


def test_a_map_of_something_else_is_recognised():
    """A layer without second-level codes lists its columns."""
    with pytest.raises(InputError, match="no known codes in sigungu_cd, sigungu_nm"):
        matched(small_layer(["a", "b", "c"]))


def test_names_that_fit_no_reading_are_an_error_with_counts():
    """Codes beside wrong names are refused, with the agreement of each reading."""
    with pytest.raises(InputError, match="1 of 3 names agree"):
        matched(small_layer(names=["종로구", "종로구", "종로구"]))


def test_both_sides_are_reported(tmp_path):
    """An unknown code and a missing place are listed, and are errors when strict."""
    frame = light_2018()
    frame.loc[frame["SIGUNGU_CD"] == "37430", ["SIGUNGU_CD", "SIGUNGU_NM"]] = ["99999", "새군"]
    path = write_shapefile(tmp_path, frame)
    found = load(path)
    assert found.unmatched == (
        Unmatched("file", "99999", "새군"),
        Unmatched("register", "37430", "울릉군"),
    )
    assert found.summary()["unmatched"][0] == {"side": "file", "code": "99999", "name": "새군"}
    assert len(found.places) == 228
    assert found.municipalities == 225
    with pytest.raises(InputError) as caught:
        load(path, strict=True)
    assert len(caught.value.faults) == 2


def test_a_feature_whose_name_denies_its_code_is_not_joined(tmp_path):
    """Among good rows, a known code beside another place's name stays unmatched."""
    frame = light_2018()
    frame.loc[frame["SIGUNGU_CD"] == "11010", "SIGUNGU_NM"] = "해운대구"
    found = load(write_shapefile(tmp_path, frame))
    assert found.unmatched == (
        Unmatched("file", "11010", "해운대구"),
        Unmatched("register", "11010", "종로구"),
    )


def test_repeated_places_are_an_error(tmp_path):
    """Two features of one municipality are refused, all of them at once."""
    frame = small_layer(
        ["11010", "11010", "11020", "11020", "11030"],
        ["종로구", "종로구", "중구", "중구", "용산구"],
    )
    with pytest.raises(InputError) as caught:
        load(write_shapefile(tmp_path, frame))
    told = [str(fault) for fault in caught.value.faults]
    assert len(told) == 2
    assert "features 1, 2: found place 11010 2 times" in told[0]


def test_a_city_beside_its_own_districts_is_an_error():
    """A city and its districts in one file would be counted twice."""
    with pytest.raises(InputError, match="the districts of a city without the city"):
        matched(small_layer(["31010", "31011"], ["수원시", "수원시장안구"]))


def test_districts_that_carry_their_citys_code_become_the_city(tmp_path):
    """Repeated codes are fine where the names are those of districts."""
    names = ["수원시 장안구", "수원시 권선구", "수원시 팔달구", "수원시 영통구"]
    found = load(write_shapefile(tmp_path, small_layer(["31010"] * 4, names)))
    assert list(found.places.index) == ["31010"]
    assert found.places.area.iloc[0] == pytest.approx(4e6)


def test_the_result_has_the_register_of_the_last_day_that_fits():
    """A file with Nam-gu of Incheon or Michuhol-gu is the same place."""
    assert "23090" in boundaries_2018().places.index
    assert boundaries_2018().file == FILE_2018.name


@settings(max_examples=8)
@given(st.randoms(use_true_random=False), st.sampled_from([str.lower, str.upper, str.title]))
def test_order_of_rows_and_case_of_columns_change_nothing(random, case):
    """Shuffled rows and renamed cases give the same places, byte for byte."""
    frame = _region()
    order = list(range(len(frame)))
    random.shuffle(order)
    changed = frame.iloc[order].rename(columns={c: case(c) for c in ("SIGUNGU_CD", "SIGUNGU_NM")})
    assert _places_of(changed).to_wkb().equals(_places_of(frame).to_wkb())


@settings(max_examples=10)
@given(st.integers(1, 4), st.floats(100, 5000))
def test_dissolving_conserves_area(count, size):
    """A city is as large as its districts together."""
    frame = gpd.GeoDataFrame(
        {
            "SIGUNGU_CD": GU_OF_SUWON[:count],
            "SIGUNGU_NM": ["장안구", "권선구", "팔달구", "영통구"][:count],
        },
        geometry=squares(count, size=size),
        crs="EPSG:5179",
    )
    assert _places_of(frame).area.sum() == pytest.approx(frame.area.sum(), rel=1e-9)


def _region() -> gpd.GeoDataFrame:
    """Return the features of Gyeonggi, districts included."""
    frame = light_2018()
    return frame.loc[frame["SIGUNGU_CD"].str.startswith("31")].reset_index(drop=True)


def _places_of(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Match, repair and dissolve a frame without writing it first."""
    from geo.files.repair import repair_coverage  # noqa: PLC0415  # beside its only use

    features = matched(frame)
    return repair_coverage(
        gpd.GeoDataFrame(features, geometry=frame.geometry.to_numpy(), crs=frame.crs), "test"
    ).places
