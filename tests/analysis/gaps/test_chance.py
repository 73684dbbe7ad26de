"""Inequality beside what chance alone would give."""

from __future__ import annotations

import pandas as pd
import pytest
from through_time import ATLAS

from analysis.gaps.chance import (
    BEYOND,
    CHANCE,
    EXPLAINED,
    MEASURES,
    NULLS,
    under_chance,
    verdicts,
)
from analysis.gaps.inequality import inequality_range
from analysis.gaps.nulls import Strata
from analysis.regional import Regional


@pytest.fixture(scope="module")
def found():
    """Return the measures of 2023 under both nulls."""
    regional = Regional.load(ATLAS, None)  # no distance is asked for
    states = regional.states("2023")
    return under_chance(states, Strata.of(states, regional.population("2023"))), states


def test_the_observed_measures_are_those_of_the_page(found):
    """What is held against chance is the figure that is shown."""
    table, states = found
    low, _ = inequality_range(states, None)
    seen = table[table["null"] == NULLS[0]].set_index("measure")["observed"]
    for name in MEASURES:
        assert seen[name] == pytest.approx(low[name])


def test_chance_alone_makes_provinces_unequal(found):
    """As many gaps at random give a Gini well above zero, and the interval holds its mean."""
    table, _ = found
    gini = table[table["measure"] == "gini"]
    assert (gini["mean"] > 0.02).all()
    assert ((table["low"] <= table["mean"]) & (table["mean"] <= table["high"])).all()
    assert table["p_value"].between(0, 1, inclusive="right").all()


def test_within_kind_and_size_less_is_left(found):
    """Part of the inequality is that provinces differ in kind and size of their places."""
    table, _ = found
    p_value = table.set_index(["measure", "null"])["p_value"]
    assert p_value["gini", "kind_size"] >= p_value["gini", "plain"]


@pytest.mark.parametrize(
    ("plain", "kind_size", "verdict"),
    [(0.006, 0.006, BEYOND), (0.006, 0.007, EXPLAINED), (0.007, 0.007, CHANCE)],
)
def test_eight_looks_at_one_set_of_gaps_are_counted(plain, kind_size, verdict):
    """A p-value of 0.006 still holds when multiplied by eight looks, one of 0.007 does not."""
    both = zip(NULLS, (plain, kind_size), strict=True)
    rows = [(name, null, p_value) for null, p_value in both for name in MEASURES]
    table = pd.DataFrame(rows, columns=["measure", "null", "p_value"])
    assert verdicts(table) == dict.fromkeys(MEASURES, verdict)
