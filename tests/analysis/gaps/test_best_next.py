"""Best next: the best of all sets for a goal, checked against trying every one."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square_country import points

from analysis.gaps.best_next import NEARBY, PEOPLE, PROVINCES, Question, best_next
from store.errors import InputError


def question(xy, people, province, learning, counts):
    """Return a question over points; the places that are no learning city may be chosen."""
    near = points(np.array(xy, dtype=float))
    cities = tuple(near.units[list(learning)])
    free = [unit for unit in near.units if unit not in cities]
    at = near.places(pd.Index(free))
    return Question(
        people=pd.Series([float(people[i]) for i in at], index=free),
        province=pd.Series([province[i] for i in at], index=free),
        counts=counts,
        near=near,
        learning=cities,
    )


@st.composite
def countries(draw):
    """Draw a small country with a remainder of two to seven places in three provinces."""
    size = draw(st.integers(4, 9))
    xy = draw(
        st.lists(
            st.tuples(st.integers(0, 60), st.integers(0, 60)),
            min_size=size,
            max_size=size,
            unique=True,
        )
    )
    people = draw(st.lists(st.integers(1, 500), min_size=size, max_size=size, unique=True))
    province = draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    cities = draw(st.integers(1, min(size - 2, 3)))
    learning = range(cities)
    frame = pd.DataFrame({"province": province, "held": [i in learning for i in range(size)]})
    counts = frame.groupby("province")["held"].agg(["sum", "size"])
    counts = counts.set_axis(["at_least", "of"], axis=1)
    kilometres = [(x * 1000, y * 1000) for x, y in xy]
    asked = question(kilometres, people, province, learning, counts)
    return asked, draw(st.integers(1, len(asked.units)))


def shares(asked, chosen):
    """Return the provinces' shares, lowest first, had some places been designated."""
    more = asked.province.loc[list(chosen)].value_counts()
    counts = asked.counts
    held = counts["at_least"].add(more.reindex(counts.index).fillna(0))
    return tuple(sorted(held / counts["of"]))


def nearby(asked, chosen, within_m):
    """Return the people brought within a distance."""
    near, units = asked.near, pd.Index(asked.units)
    apart = near.between_centres_m
    rows = near.places(units)
    before = apart[np.ix_(rows, near.places(pd.Index(asked.learning)))].min(axis=1) <= within_m
    after = apart[np.ix_(rows, near.places(pd.Index(list(chosen))))].min(axis=1) <= within_m
    return float(asked.people.to_numpy()[~before & after].sum())


@settings(max_examples=60)
@given(countries())
def test_the_lowest_provinces_first_is_exact(case):
    """No other set leaves the provinces better off, lowest first; nor does the runner-up's."""
    asked, k = case
    found = best_next(asked, k, PROVINCES)
    every = {
        frozenset(chosen): (shares(asked, chosen), asked.direct(chosen))
        for chosen in itertools.combinations(asked.units, k)
    }
    assert (found.best.shares, found.best.people) == max(every.values())
    assert every.pop(frozenset(found.best.units)) == (found.best.shares, found.best.people)
    if every:
        assert (found.runner_up.shares, found.runner_up.people) == max(every.values())
    else:
        assert found.runner_up is None


@settings(max_examples=15)
@given(countries(), st.sampled_from([5.0, 12.0, 25.0]))
def test_people_nearby_is_exact(case, within_km):
    """No other set brings more people within the distance; equal ones have fewer of their own."""
    asked, k = case
    within = within_km * 1000
    if nearby(asked, asked.units, within) == 0:
        with pytest.raises(InputError, match="beyond which somebody lives"):
            best_next(asked, k, NEARBY, within_km=within_km)
        return
    found = best_next(asked, k, NEARBY, within_km=within_km)
    every = {
        frozenset(chosen): (nearby(asked, chosen, within), asked.direct(chosen))
        for chosen in itertools.combinations(asked.units, k)
    }
    assert (found.best.gain, found.best.people) == max(every.values())
    every.pop(frozenset(found.best.units))
    if every:
        assert (found.runner_up.gain, found.runner_up.people) == max(every.values())
    gains = found.curve.set_index("k")["gain"]
    assert gains.is_monotonic_increasing
    assert gains.iloc[-1] <= found.at_stake


@given(countries())
def test_most_people_is_exact(case):
    """No other set has more people; the runner-up is the best of the others."""
    asked, k = case
    found = best_next(asked, k, PEOPLE)
    every = sorted(
        (asked.direct(chosen) for chosen in itertools.combinations(asked.units, k)), reverse=True
    )
    assert found.best.gain == every[0]
    assert (found.runner_up.gain if found.runner_up else None) == (
        every[1] if len(every) > 1 else None
    )
    assert found.curve["gain"].tolist() == sorted(found.curve["gain"])


def test_five_places_of_2023(regional):
    """The five with most people are known; the sum of theirs is the gain."""
    found = regional.best_next("2023", 5, PEOPLE)
    assert found.best.units == ("11090", "11220", "22030", "22310", "25020")
    assert found.best.gain == found.best.people == 1_348_082
    assert found.runner_up.gain == 1_348_082 - 159_827 + 139_324
    assert found.at_stake == 2_733_482


def test_the_lowest_provinces_of_2023(regional):
    """Five places for the lowest provinces lift Gyeongbuk from 13 to 16 of 23 first."""
    found = regional.best_next("2023", 5, PROVINCES)
    provinces = regional.states("2023").loc[list(found.best.units), "province_ko"].value_counts()
    assert provinces.to_dict() == {"경상북도": 3, "전라남도": 1, "대구광역시": 1}
    assert found.best.shares[0] == 16 / 23


def test_people_nearby_in_2023(regional):
    """Designating the whole remainder brings everyone within any distance of a learning city."""
    found = regional.best_next("2023", 34, NEARBY, 20)
    assert found.best.gain == found.at_stake
    assert found.runner_up is None
    with pytest.raises(InputError, match="that near"):
        regional.best_next("2023", 3, NEARBY, 500)


@pytest.mark.parametrize(
    ("k", "goal", "km", "word"),
    [
        (0, PEOPLE, 20, "1 to 34"),
        (35, PEOPLE, 20, "1 to 34"),
        (1, "merit", 20, "people | nearby | provinces"),
        (1, NEARBY, 0, "above 0"),
        (1, NEARBY, float("nan"), "above 0"),
    ],
)
def test_impossible_questions_are_refused(regional, k, goal, km, word):
    """More than remain, no such goal, no distance: said clearly, nothing guessed."""
    with pytest.raises(InputError) as caught:
        regional.best_next("2023", k, goal, km)
    assert word in str(caught.value)


def test_without_a_count_there_is_no_answer(regional):
    """An edition without a population on its places has no best next, and says why."""
    with pytest.raises(InputError, match="lacks 33310"):
        regional.best_next("2014", 3, PEOPLE)


def test_next_on_the_command_line(ask_regional):
    """`atlas.py next` gives the best set, the runner-up and the curve, and is no ranking."""
    code, out, _ = ask_regional("next", "--k", "5", "--goal", "people", "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert document["ranking_of_merit"] is False
    assert document["best"]["gain"] == 1_348_082
    assert [row["unit_id"] for row in document["runner_up"]["places"]][-1] == "37030"
    assert [row["k"] for row in document["curve"]] == list(range(1, 16))
    assert "not a ranking of merit" in ask_regional("next", "--lang", "en")[1]
    assert ask_regional("next", "--format", "csv")[1].startswith("edition,date,population_date")
    assert "%" in ask_regional("next", "--goal", "provinces")[1]
    code, _, error = ask_regional("next", "--k", "50")
    assert code == 2
    assert "1 to 34" in error
