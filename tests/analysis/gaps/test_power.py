"""What the tests of clusters can find, and how sure ranks of provinces are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_nulls import SIDE, grid

from analysis.gaps.nulls import Strata, deals
from analysis.gaps.power import PLANTED, SCAN, Ground, planted, powers, scan_powers
from analysis.gaps.ranks import rank_mobility
from analysis.gaps.scan import Windows, chance, joined, ratios


def square(places=None):
    """Return the ground of a square country, all of it or some places of it."""
    land, where = grid()
    x, y = np.divmod(np.arange(SIDE * SIDE), SIDE)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    may = np.arange(SIDE * SIDE) if places is None else np.array(places)
    return Ground(land.links, apart, may, 34), where


def test_a_planted_block_hangs_together():
    """Each trial has as many gaps as the day, seven of them counties joined by borders."""
    ground, _ = square([0, 1, 2, 3, 15, 16, 17, 18, 200])
    for gaps, block in planted(ground, times=5):
        assert gaps.sum() == 34
        assert len(set(block)) == PLANTED
        assert 200 not in block
        assert ground.links[np.ix_(block, block)].any(axis=0).all()


def test_seven_solid_counties_are_found_on_a_square():
    """Where every place is a county the scan finds the block at least four times in five."""
    ground, where = square()
    assert scan_powers([where], ground, times=60)[SCAN] >= 0.8


def test_seven_solid_counties_in_the_country(regional):
    """On the real map the scan over both shapes finds them at least four times in five."""
    found = regional.clusters("2023").power
    assert found[SCAN] >= 0.8
    assert max(share for test, share in found.items() if test != SCAN) < found[SCAN]


def test_two_shapes_as_one_test_hold_their_level():
    """Dealt at random, gaps pass the bound of the scan over both shapes in one deal of twenty."""
    _, circles = grid()
    steps = np.abs(np.subtract.outer(np.arange(SIDE * SIDE), np.arange(SIDE * SIDE)))
    lines = Windows("borders", circles.units, np.argsort(steps, axis=1, kind="stable")[:, :22])
    both = joined([circles, lines])
    gaps = np.zeros(SIDE * SIDE, dtype=np.int64)
    gaps[:34] = 1
    group = pd.Series("all", index=circles.units)
    bound = np.quantile(chance(gaps, both, group, seed=1), 0.95)
    assert 0.035 <= (chance(gaps, both, group, seed=2) > bound).mean() <= 0.06
    assert bound >= np.quantile(chance(gaps, circles, group, seed=1), 0.95)


def test_the_fullest_window_of_a_size_has_the_largest_ratio():
    """The largest ratio found by sizes is the largest of all windows, deal by deal."""
    _, where = grid()
    gaps = np.zeros((SIDE * SIDE, 1), dtype=np.int64)
    gaps[:34] = 1
    dealt = next(deals(gaps[:, 0], pd.Series("all", index=where.units), 50, 3))
    quick = chance(gaps[:, 0], where, pd.Series("all", index=where.units), times=50, seed=3)
    assert list(quick) == list(ratios(dealt, where).max(axis=(0, 1)))


def test_without_a_block_there_is_no_power(regional):
    """With fewer gaps than a block has, nothing is said of power rather than a number."""
    states = regional.states("2023")
    assert powers(regional.near("2023"), Strata.of(states, None), PLANTED - 1) == {}


@pytest.fixture
def provinces():
    """Return two provinces far apart in coverage and one of a single place."""
    return pd.DataFrame({"at_least": [95, 5, 1, 0], "of": [100, 100, 1, 0]}, index=list("abcd"))


def test_ranks_come_with_intervals(provinces):
    """What is far apart keeps its order; a province of one place could stand anywhere."""
    found = rank_mobility(provinces, provinces)
    assert list(found.index) == list("abc")
    assert found.loc["a", "before_high"] < found.loc["b", "before_low"]
    assert found.loc["c", "before_low"] == 1
    assert found.loc["c", "before_high"] == 2
    assert not found["moved"].any()


def test_a_reversal_is_seen(provinces):
    """Two provinces that change places have moved, beyond what their counts leave open."""
    turned = provinces.assign(at_least=[5, 95, 1, 0])
    assert list(rank_mobility(provinces, turned)["moved"]) == [True, True, False]


def test_no_false_moves_from_chance_alone():
    """Where nothing changed but luck, about one province in twenty at most seems to have moved."""
    rng = np.random.default_rng(7)
    of = np.array([25, 16, 8, 10, 5, 5, 5, 31, 18, 11, 15, 14, 22, 23, 18])
    moved = []
    for seed in range(40):
        sides = [pd.DataFrame({"at_least": rng.binomial(of, 0.8), "of": of}) for _ in range(2)]
        moved.append(rank_mobility(*sides, seed=seed)["moved"].mean())
    assert np.mean(moved) <= 0.08
