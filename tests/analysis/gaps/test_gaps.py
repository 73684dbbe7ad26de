"""The remainder and the contrasts: the right places, exact intervals, and the command line."""

from __future__ import annotations

import csv
import io
import json
import math

import pandas as pd
import pytest
from helpers import run_atlas
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from analysis.gaps.contrasts import contrast, contrasts, coverage_by
from analysis.gaps.remainder import BASES, SIZES, size_class
from analysis.places import context as surroundings
from store.tables import read_table

KEYS = [
    "unit_id",
    "province",
    "municipality",
    "population",
    "distance_m",
    "neighbours",
    "learning_neighbours",
    "depopulating",
    "confidence",
]


def test_the_remainder_of_2023_is_the_published_list(regional, atlas):
    """In March 2023, 34 municipalities are without a designation: exactly those of the list."""
    listed = atlas.tables.undesignated_2023
    wanted = {
        atlas.resolver.resolve(f"{row.province_ko} {row.municipality_ko}")
        for row in listed.itertuples()
    }
    gaps = regional.gaps("2023")
    assert len(gaps) == 34
    assert set(gaps.index) == wanted


def test_the_remainder_of_2026_is_the_list_less_those_since(regional, atlas):
    """In March 2026, 23 remain: the list of 2023 less the places designated since."""
    listed = atlas.tables.undesignated_2023
    still = {
        atlas.resolver.resolve(f"{row.province_ko} {row.municipality_ko}")
        for row in listed.itertuples()
        if row.later == "in no later list to March 2026"
    }
    gaps = regional.gaps("2026")
    assert len(gaps) == 23
    assert set(gaps.index) == still


def test_distances_fit_the_neighbours(regional):
    """A place is at distance zero from a learning city exactly when one is its neighbour."""
    for edition in ("2007", "2023", "2026"):
        gaps = regional.gaps(edition)
        assert ((gaps["border_m"] == 0) == (gaps["learning_neighbours"] > 0)).all()
        assert (gaps["learning_neighbours"] <= gaps["neighbours"]).all()
        assert (gaps["centre_m"] > 0).all()
        years = gaps["neighbours_since"].map(lambda text: len(text.split(";")) if text else 0)
        assert (years == gaps["learning_neighbours"]).all()


def test_one_place_in_full(regional):
    """Ulleung-gun: an island 131 km from Uljin-gun's shore, with its people and its facts."""
    row = regional.gaps("2023").loc["37430"]
    assert row["name_ko"] == "울릉군"
    assert (row["population"], row["kind"], row["size"]) == (8_996, "gun", "under_50k")
    assert (row["neighbours"], row["learning_neighbours"]) == (0, 0)
    assert 130_000 < row["border_m"] < 132_000
    assert row["nearest_border"] == row["nearest_centre"] == "32070"
    assert bool(row["depopulating"])
    assert row["fiscal_independence"] == 12.63
    assert row["libraries_per_10k"] == 1 / 8_996 * 10_000
    assert row["confidence"] == "confirmed"


def test_how_sure_not_designated_is(regional):
    """In 2023 the basis is the list's; before an award that came later it is confirmed."""
    counts = regional.gaps("2023")["confidence"].value_counts()
    assert counts.to_dict() == {
        "confirmed": 11,
        "inferred": 18,
        "inferred_strong": 4,
        "inferred_weak": 1,
    }
    early = regional.gaps("2007")["confidence"]
    assert set(early) <= set(BASES)
    assert early["37030"] == "confirmed"  # Gimcheon-si, awarded in 2015, lapsed since
    assert "open" in set(early)


def test_gimcheon_is_lapsed_not_merely_undesignated(regional):
    """A designation that lapsed is shown as such."""
    assert regional.gaps("2023").at["37030", "status"] == "lapsed"


def test_missing_facts_stay_missing(regional):
    """Dongdaemun-gu reported no libraries: its figure is missing, not zero."""
    assert math.isnan(regional.about.at["11060", "libraries"])
    assert math.isnan(regional.about.at["23010", "area_km2"])
    assert int(regional.about["depopulating"].sum()) == 89
    assert int(regional.about["of_interest"].sum()) == 18


def test_size_classes_leave_no_seam():
    """Bounds belong to the class above; a missing population has no class."""
    sizes = size_class(pd.Series([1, 49_999, 50_000, 99_999, 100_000, 299_999, 300_000, None]))
    assert list(sizes[:7]) == [
        *("under_50k", "under_50k", "50k_100k", "50k_100k"),
        *("100k_300k", "100k_300k", "over_300k"),
    ]
    assert pd.isna(sizes[7])
    assert list(SIZES)[-1] == "over_300k"


def test_depopulating_areas_are_left_out_more_often(regional):
    """23 of 89 depopulating areas against 11 of 137 others: 3.2 times, and not by chance."""
    one = regional.depopulating_contrast("2023")
    assert (one.missing, one.of, one.other_missing, one.other_of) == (23, 89, 11, 137)
    assert one.ratio == pytest.approx((23 / 89) / (11 / 137))
    assert one.ratio_low < one.ratio < one.ratio_high
    assert one.odds_low < one.odds_ratio < one.odds_high
    assert one.p_value < 0.001
    assert one.clear


def test_groups_cover_every_municipality(regional):
    """By kind, depopulation and size, the groups add up to 192 of 226."""
    for grouping in ("kind", "depopulation", "size"):
        table = regional.coverage_by("2023", grouping)
        assert (table["designated"].sum(), table["of"].sum()) == (192, 226)
        against = regional.contrasts("2023", grouping)
        assert (against["missing"] + against["other_missing"] == 34).all()
        assert (against["p_adjusted"] >= against["p_value"]).all()


@given(st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_intervals_are_exact(case):
    """The interval of Clopper and Pearson leaves 2.5 % on each side, 0 and all included."""
    count, of = case
    designated = pd.Series([True] * count + [False] * (of - count))
    row = coverage_by(designated, pd.Series(["a"] * of), ["a"]).loc["a"]
    assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1
    if count:
        assert binom.sf(count - 1, of, row["low"]) == pytest.approx(0.025, abs=1e-6)
    else:
        assert row["low"] == 0
    if count < of:
        assert binom.cdf(count, of, row["high"]) == pytest.approx(0.025, abs=1e-6)
    else:
        assert row["high"] == 1


def test_fisher_lady_tasting_tea():
    """Fisher's tea: three of four right gives p = 34/70 and the conditional odds ratio 6.41."""
    missing = pd.Series([True] * 3 + [False] + [True] + [False] * 3)
    inside = pd.Series([True] * 4 + [False] * 4)
    one = contrast(missing, inside)
    assert one.p_value == pytest.approx(34 / 70)
    assert one.odds_ratio == pytest.approx(6.408309, rel=1e-4)
    for odds, cells in ((one.odds_high, range(4)), (one.odds_low, range(3, 5))):
        terms = [math.comb(4, k) * math.comb(4, 4 - k) * odds**k for k in range(5)]
        tail = sum(terms[k] for k in cells) / sum(terms)
        assert tail == pytest.approx(0.025, abs=1e-6)
    assert not one.clear


def test_contrasts_that_do_not_apply():
    """With an empty group, or nobody left out, there is no ratio and no p-value."""
    flags = pd.Series([True, False, True])
    none = contrast(pd.Series([False] * 3), flags)
    assert (none.ratio, none.odds_ratio, none.p_value, none.clear) == (None, None, None, False)
    empty = contrast(flags, pd.Series([False] * 3))
    assert (empty.of, empty.share, empty.p_value) == (0, None, None)
    table = contrasts(pd.Series([False] * 3), pd.Series(["a", "b", "b"]), ["a", "b"])
    assert table["p_adjusted"].isna().all()
    nobody = coverage_by(flags, pd.Series(["a"] * 3), ["a", "b"]).loc["b"]
    assert nobody["of"] == 0
    assert math.isnan(nobody["share"])


def test_an_unknown_group_is_left_out_of_both_sides():
    """A place whose group is unknown counts neither inside nor among the others."""
    missing = pd.Series([True, False, True, False, True])
    inside = pd.Series([True, True, False, False, None], dtype="boolean")
    one = contrast(missing, inside)
    assert (one.missing, one.of, one.other_missing, one.other_of) == (1, 2, 1, 2)


def test_gaps_as_a_person_gets_them():
    """`atlas.py gaps --edition 2023 --format json` prints 34 rows of exactly the promised shape."""
    done = run_atlas("gaps", "--edition", "2023", "--rule", "strict", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    assert len(rows) == 34
    assert all(list(row) == KEYS for row in rows)
    by_unit = {row["unit_id"]: row for row in rows}
    assert by_unit["22310"]["province"] == "대구광역시"
    assert by_unit["37310"]["province"] == "경상북도"  # Gunwi-gun, in Daegu since July 2023
    assert by_unit["35340"]["province"] == "전라북도"  # the name of that day
    assert by_unit["37430"] == {
        "unit_id": "37430",
        "province": "경상북도",
        "municipality": "울릉군",
        "population": 8_996,
        "distance_m": 130_941,
        "neighbours": 0,
        "learning_neighbours": 0,
        "depopulating": True,
        "confidence": "confirmed",
    }


def test_the_csv_carries_dates_and_everything(ask_regional):
    """The CSV has each row's dates and all columns; an early edition has no people."""
    code, out, _ = ask_regional("gaps", "--edition", "2023", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, len(rows)) == (0, 34)
    assert {row["population_date"] for row in rows} == {"2022-12-31"}
    assert {row["age_series"] for row in rows} == {"residents"}
    assert rows[0]["fiscal_independence_date"] == "2026"
    _, early, _ = ask_regional("gaps", "--edition", "2007", "--format", "json")
    assert {row["population"] for row in json.loads(early)} == {None}


def test_the_table_speaks_both_languages(ask_regional):
    """The table names every place, its people and its basis, with date and sources."""
    _, english, _ = ask_regional("gaps", "--edition", "2026", "--lang", "en")
    assert "23 municipalities without a designation on 10 March 2026" in english
    assert "Gyeongbuk Ulleung-gun" not in english
    assert "registered population, 31 December 2024" in english
    _, korean, _ = ask_regional("gaps", "--edition", "2023")
    assert "경북 울릉군: 인구 8,996명" in korean


def test_an_unknown_edition_is_said(ask_regional):
    """An edition that does not exist is one sentence and exit code 2."""
    code, _, error = ask_regional("gaps", "--edition", "1999")
    assert code == 2
    assert "1999" in error


def test_tables_are_sound():
    """Every table of the regional analysis passes its schema."""
    for name in ("areas", "facilities", "fiscal_independence", "population_residents"):
        assert len(read_table(name)) > 200


def test_the_dates_of_what_is_known_are_those_of_the_data(atlas, regional):
    """A newer budget or notice in the data is said with its own date, no text need change."""
    tables = {name: atlas.table(name).copy() for name in surroundings.TABLES}
    assert regional.dates == surroundings.dates(tables)
    assert regional.dates["depopulating"] == "2021-10-19"
    tables["fiscal_independence"]["budget_year"] = "2027"
    tables["areas"].loc[0, "ref_date"] = "2026-12-31"
    found = surroundings.dates(tables)
    assert found["fiscal_independence"] == "2027"
    assert found["area_km2"] == "2025-12-31/2026-12-31"
