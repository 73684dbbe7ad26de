"""What-if: it changes what it says and nothing else, and refuses what cannot be assumed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.gaps.whatif import assume, decode, encode, named_places
from store.errors import InputError

ONGJIN, GANGBUK = "23320", "11090"


def test_two_places_of_the_issue(regional):
    """With Ongjin-gun and Gangbuk-gu the count is 197, strictly 194, and 314,273 people more."""
    official = regional.what_if([ONGJIN, GANGBUK], "2023")
    assert (official.before.nation.designated, official.after.nation.designated) == (195, 197)
    strict = regional.what_if([GANGBUK, ONGJIN], "2023", "strict")
    assert (strict.before.nation.designated, strict.after.nation.designated) == (192, 194)
    assert strict.units == (GANGBUK, ONGJIN)
    assert strict.people_gained == 314_273
    gained = strict.after.reach.inside - strict.before.reach.inside
    assert gained == strict.before.reach.outside - strict.after.reach.outside == 314_273
    assert strict.before.reach.everyone == strict.after.reach.everyone
    assert strict.after.provinces.at["11", "at_least"] == 23
    assert strict.after.provinces.at["22", "at_least"] == 5
    assert strict.after.gini[0] < strict.before.gini[0]


def test_a_place_named_twice_counts_once(regional):
    """The people who would gain are not counted again."""
    once, twice = (regional.what_if([GANGBUK] * n, "2023") for n in (1, 2))
    assert twice.people_gained == once.people_gained
    assert twice.units == (GANGBUK,)


def test_the_facts_stay_as_they_are(regional):
    """A scenario leaves the states it starts from untouched, and names what it assumes."""
    states = regional.states("2023")
    before = states.copy()
    after = assume(states, [ONGJIN], "2023-03-06")
    assert states.equals(before)
    assert after.at[ONGJIN, "status"] == "assumed"
    changed = (after != states).any(axis=1)
    assert list(after.index[changed]) == [ONGJIN]


@settings(max_examples=20)
@given(st.data())
def test_every_scenario_adds_exactly_its_places(regional, data):
    """Whichever of the remainder are assumed, the strict count grows by their number."""
    units = data.draw(st.sets(st.sampled_from(list(regional.gaps("2023").index)), min_size=1))
    found = regional.what_if(sorted(units), "2023", "strict")
    assert found.after.nation.designated == 192 + len(units)
    assert found.people_gained == int(regional.gaps("2023").loc[sorted(units), "population"].sum())
    assert decode(encode(units)) == sorted(units)


def test_everybody_designated_leaves_nothing(regional):
    """With the whole remainder assumed, coverage is 100 % and nobody lives outside."""
    units = list(regional.gaps("2023").index)
    found = regional.what_if(units, "2023", "strict")
    assert found.after.nation.share == 1
    assert found.after.reach.outside == 0
    assert found.after.gini == (pytest.approx(0), pytest.approx(0))
    clusters = regional.clusters("2023", units)
    assert clusters.places.empty
    assert [one.p_value for one in clusters.whole.values()] == [None] * 3


def test_clusters_of_a_scenario(regional):
    """Clusters are computed for the scenario's gaps; the facts keep theirs."""
    found = regional.clusters("2023", [ONGJIN, GANGBUK])
    assert len(found.places) == 32
    assert len(regional.clusters("2023").places) == 34


def test_what_cannot_be_assumed_is_named_at_once(regional):
    """A place designated already, one outside the 226 and one that is gone are all named."""
    with pytest.raises(InputError) as caught:
        regional.what_if(["11010", "29010", "33310", ONGJIN], "2023")
    assert len(caught.value.faults) == 3
    message = str(caught.value)
    assert "서울 종로구 (11010): found a learning city already" in message
    assert "33310: found no place of that day" in message
    with pytest.raises(InputError, match="at least one place"):
        regional.what_if([], "2023")


def test_a_place_beside_the_municipalities_cannot_be_assumed(regional):
    """Before its award Sejong is no learning city, but it is none of the municipalities either."""
    with pytest.raises(InputError, match="no municipality"):
        regional.what_if(["29010"], "2013")


def test_names_are_pasted_in_any_form(atlas):
    """Lines, commas and tabs part names; a name given twice counts once."""
    units = named_places(
        ["인천 옹진군, 서울 강북구\n", "Incheon Ongjin-gun\t11090"], atlas.resolver
    )
    assert units == [GANGBUK, ONGJIN]


def test_bad_names_are_named_at_once(atlas):
    """Unknown and ambiguous names are all listed, with what the latter may mean."""
    with pytest.raises(InputError) as caught:
        named_places(["중구, 아무데, 인천 옹진군"], atlas.resolver)
    assert len(caught.value.faults) == 2
    assert "대전 중구 (Daejeon Jung-gu)" in str(caught.value)
    assert "아무데" in str(caught.value)


def test_an_early_edition_has_no_people(regional):
    """Where no count fits the date the scenario says nothing about people."""
    unit = str(regional.gaps("2014").index[0])
    found = regional.what_if([unit], "2014")
    assert found.people_gained is None
    assert found.before.reach is None
    assert found.after.nation.designated == found.before.nation.designated + 1


def test_whatif_on_the_command_line(ask_regional):
    """`atlas.py whatif` labels itself an assumption in every format, and refuses bad places."""
    names = ("인천 옹진군", "서울 강북구")
    code, out, _ = ask_regional("whatif", *names, "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert document["assumption"] == "가정 / what-if"
    assert (document["before"]["designated"], document["after"]["designated"]) == (195, 197)
    assert [row["province"] for row in document["provinces"]] == ["서울특별시", "인천광역시"]
    assert document["scenario"] == "11090.23320"
    assert out.count("옹진군") == 1
    assert "가정 / what-if" in ask_regional("whatif", *names)[1]
    assert "가정 / what-if" in ask_regional("whatif", *names, "--format", "csv")[1]
    for bad, word in (("서울 종로구", "already"), ("중구", "부산 중구"), ("아무데", "아무데")):
        code, _, error = ask_regional("whatif", bad)
        assert code == 2
        assert word in error
