"""Inequality: textbook values, nothing at 0 %, no inequality at 100 %, parts that add up."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import TheilD

from analysis.gaps.inequality import (
    MEASURES,
    concentration,
    inequality,
    inequality_range,
    possible,
    weighted_gini,
    weighted_theil,
)

COUNTRY = st.lists(
    st.tuples(st.booleans(), st.sampled_from("abcde"), st.integers(1, 1_000_000)),
    min_size=1,
    max_size=40,
)


def columns(rows):
    """Return the columns of a country of places: designated, province, people."""
    frame = pd.DataFrame(rows, columns=["designated", "province", "people"])
    return frame["designated"].astype(float), frame["province"], frame["people"].astype(float)


@given(COUNTRY)
def test_parts_add_up_and_measures_keep_their_bounds(rows):
    """Theil between + within = total to 1e-12; Gini and shares stay in their bounds."""
    designated, province, people = columns(rows)
    for weights in (None, people):
        found = inequality(designated, province, weights)
        assert found.lowest <= found.fifth_bottom + 1e-12
        assert found.fifth_top <= found.highest + 1e-12
        assert found.lowest <= found.mean + 1e-12
        assert found.mean <= found.highest + 1e-12
        if found.mean > 0:
            parts = found.theil_between + found.theil_within
            assert abs(parts - found.theil) <= 1e-12 * max(1, found.theil)
            assert found.theil == pytest.approx(-np.log(found.mean), abs=1e-9)
            assert -1e-12 <= found.gini < 1
            assert found.theil_between >= -1e-12


@given(COUNTRY)
def test_weights_of_one_give_the_field_s_own_library(rows):
    """With every place counting once, our weighted Gini and Theil are those of PySAL."""
    designated, province, _ = columns(rows)
    if not designated.sum():
        return
    share = designated.groupby(province).transform("mean").to_numpy()
    ones = np.ones(len(share))
    assert weighted_gini(share, ones) == pytest.approx(float(Gini(share).g), abs=1e-9)
    total, between, within = weighted_theil(designated.to_numpy(), province.to_numpy(), ones)
    theirs = TheilD(designated.to_numpy(), province.to_numpy())
    assert total == pytest.approx(float(theirs.T), abs=1e-9)
    assert between == pytest.approx(float(theirs.bg[0]), abs=1e-9)
    assert abs(between + within - total) <= 1e-12 * max(1, total)


@pytest.mark.parametrize("weighted", [False, True])
def test_nobody_and_everybody(weighted):
    """At 0 % relative measures do not exist and absolute ones are 0; at 100 % all is equal."""
    province = pd.Series(list("aabbc"))
    people = pd.Series([1.0, 2, 3, 4, 5]) if weighted else None
    none = inequality(pd.Series([0.0] * 5), province, people)
    assert (none.mean, none.range_points, none.gini_points, none.fifth_points) == (0, 0, 0, 0)
    assert {none.gini, none.theil, none.theil_between, none.range_ratio, none.fifth_ratio} == {None}
    every = inequality(pd.Series([1.0] * 5), province, people)
    assert (every.mean, every.range_ratio, every.fifth_ratio) == (1, 1, 1)
    assert every.gini == pytest.approx(0, abs=1e-12)
    assert every.theil == pytest.approx(0, abs=1e-12)


def test_provinces_of_one_place():
    """Where every province is one place, all inequality lies between provinces."""
    found = inequality(pd.Series([1.0, 0, 1, 1]), pd.Series(list("abcd")))
    assert found.theil == pytest.approx(np.log(4 / 3))
    assert found.theil_between == pytest.approx(found.theil)
    assert found.theil_within == pytest.approx(0, abs=1e-12)
    assert found.gini == pytest.approx(0.25)
    one = inequality(pd.Series([1.0, 0.0]), pd.Series(list("aa")))
    assert (one.range_points, one.gini) == (0, pytest.approx(0, abs=1e-12))
    assert one.theil_within == pytest.approx(np.log(2))


def test_fifths_divide_the_province_on_the_line():
    """The bottom fifth takes part of a province where its people straddle the line."""
    designated = pd.Series([0.0, 1, 1, 0, 1])
    province = pd.Series(list("abccd"))
    people = pd.Series([10.0, 40, 20, 10, 20])
    found = inequality(designated, province, people)
    # Bottom 20 of 100: the 10 of a (0 %) and 10 of c's 30 (two thirds covered).
    assert found.fifth_bottom == pytest.approx(10 * (20 / 30) / 20)
    assert found.fifth_top == 1
    assert found.fifth_points == pytest.approx(1 - 1 / 3)
    assert found.fifth_ratio == pytest.approx(3)


def test_gini_of_two_halves():
    """Half the people in a province at 100 %, half in one at 50 %: Gini 1/6."""
    found = inequality(pd.Series([1.0, 1, 0]), pd.Series(list("abb")), pd.Series([2.0, 1, 1]))
    assert found.gini == pytest.approx(1 / 6)
    assert found.gini_points == pytest.approx(1 / 8)


def test_concentration_extremes():
    """All designations at the rich end give the greatest index, at the poor end its mirror."""
    rich = concentration(pd.Series([0.0, 0, 1, 1]), pd.Series([1.0, 2, 3, 4]))
    assert (rich.index, rich.corrected) == (pytest.approx(0.5), pytest.approx(1.0))
    poor = concentration(pd.Series([1.0, 1, 0, 0]), pd.Series([1.0, 2, 3, 4]))
    assert (poor.index, poor.corrected) == (pytest.approx(-0.5), pytest.approx(-1.0))
    tied = concentration(pd.Series([0.0, 1, 0, 1]), pd.Series([5.0, 5, 5, 5]))
    assert tied.corrected == pytest.approx(0)
    nobody = concentration(pd.Series([0.0, 0]), pd.Series([1.0, 2]))
    assert (nobody.index, nobody.corrected) == (None, 0)


def test_concentration_counts_those_it_leaves_out():
    """A place without a value takes no part and is counted; none with one is an error."""
    found = concentration(pd.Series([1.0, 0, 1]), pd.Series([1.0, None, 2]))
    assert (found.places, found.left_out) == (2, 1)
    with pytest.raises(ValueError, match="value to rank by"):
        concentration(pd.Series([1.0]), pd.Series([None], dtype=float))


@given(COUNTRY, st.integers(2, 5))
def test_counting_a_place_often_is_weighting_it(rows, times):
    """A place of weight n counts as n places of weight one."""
    designated, _, _ = columns(rows)
    rank = pd.Series(np.arange(len(designated)) % 7, dtype=float)
    weights = pd.Series([float(times) if at % 2 else 1.0 for at in range(len(designated))])
    long = designated.index.repeat(weights.astype(int))
    one = concentration(designated, rank, weights)
    other = concentration(
        designated[long].reset_index(drop=True), rank[long].reset_index(drop=True)
    )
    assert one.corrected == pytest.approx(other.corrected, abs=1e-9)


def test_open_places_give_a_range():
    """Each way in which open places may turn out is measured; nothing open gives one value."""
    states = pd.DataFrame(
        {
            "is_municipality": [True, True, True, False],
            "at_least": [1, 0, 0, 1],
            "at_most": [1, 1, 0, 1],
            "province_code": list("aabb"),
        }
    )
    assert len(list(possible(states))) == 2
    low, high = inequality_range(states)
    assert (low["mean"], high["mean"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert low["gini"] <= high["gini"]
    with pytest.raises(ValueError, match="open"):
        list(possible(pd.concat([states.iloc[[1]]] * 9, ignore_index=True)))


def test_wrong_input_is_refused():
    """No municipality, or a weight that is no weight, is an error."""
    none = pd.Series(dtype=float)
    with pytest.raises(ValueError, match="No municipality"):
        inequality(none, none.astype(str))
    with pytest.raises(ValueError, match="positive weight"):
        inequality(pd.Series([1.0]), pd.Series(["a"]), pd.Series([np.nan]))


def test_2023_between_provinces(regional):
    """In 2023 the lowest province is Gyeongbuk with 13 of 23; coverage by people is 94.6 %."""
    places, same = regional.inequality("2023", "places")
    assert places == same
    assert places["mean"] == 192 / 226
    assert (places["lowest"], places["highest"]) == (13 / 23, 1)
    people, _ = regional.inequality("2023", "people")
    assert people["mean"] == pytest.approx(47_643_806 / (51_439_038 - 1_061_750))


def test_coverage_leans_to_the_better_off(regional):
    """Designations lean to municipalities with own revenue and away from old ones."""
    for weighting in ("places", "people"):
        fiscal = regional.concentration("2023", "fiscal_independence", weighting)
        old = regional.concentration("2023", "share_65", weighting)
        assert fiscal.index > 0 > old.index
        assert (fiscal.places, fiscal.left_out) == (226, 0)


def test_the_course_over_the_years(regional):
    """Every edition is there once by places, and by people from 2015 on, with its count's date."""
    course = regional.course()
    places = course[course["weighting"] == "places"]
    assert list(places["edition"]) == regional.atlas.editions
    people = course[course["weighting"] == "people"]
    assert people["edition"].min() == "2015"
    assert people["population_date"].min() == "2014-12-31"
    assert (places["population_date"] == "").all()
    assert (course["gini_low"] <= course["gini_high"]).all()
    unsure = course[course["mean_low"] < course["mean_high"]]
    assert set(unsure["edition"]) == {"2006", "2007", "2011", "2012", "2013"}


def test_inequality_on_the_command_line(ask_regional):
    """`atlas.py inequality` prints every measure both ways, with its dates; ranges as pairs."""
    code, out, error = ask_regional("inequality", "--format", "json")
    assert (code, error) == (0, "")
    document = json.loads(out)
    assert set(document["measures"]) == {"places", "people"}
    assert set(document["measures"]["people"]) == set(MEASURES)
    assert (document["population_date"], document["fiscal_year"]) == ("2022-12-31", "2026")
    assert len(document["concentration"]) == 4
    early = json.loads(ask_regional("inequality", "--edition", "2007", "--format", "json")[1])
    assert set(early["measures"]) == {"places"}
    assert isinstance(early["measures"]["places"]["gini"], list)
    assert "지니" in ask_regional("inequality")[1]
    assert ask_regional("inequality", "--format", "csv")[1].startswith("edition,date,weighting")
