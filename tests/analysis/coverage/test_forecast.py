"""The forecast: an estimate with an interval, tested on years it did not know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from through_time import EDITIONS, EVENTS, REGISTER, TIMELINE

from analysis.coverage.forecast import HORIZON_YEARS, LEVEL, backtest, forecast, yearly_counts


@pytest.fixture(scope="module")
def pair():
    """Return the forecast and its back-test."""
    return TIMELINE.forecast()


def test_it_starts_where_the_list_stands(pair):
    """The base is 203 of 226 in 2026, and the paths begin in 2027."""
    ahead, _ = pair
    assert (ahead.base_year, ahead.designated, ahead.of) == (2026, 203, 226)
    assert list(ahead.paths["year"]) == list(range(2027, 2027 + HORIZON_YEARS))


def test_paths_rise_and_the_interval_holds_the_middle(pair):
    """No path falls or passes the number of municipalities; low, middle and high are in order."""
    paths = pair[0].paths
    for column in ("low", "median", "high"):
        assert paths[column].is_monotonic_increasing
        assert paths[column].between(203, 226).all()
    assert (paths["low"] <= paths["median"]).all()
    assert (paths["median"] <= paths["high"]).all()
    assert LEVEL == 0.8


def test_it_says_not_at_this_pace(pair):
    """Within a quarter of a century full coverage is less likely than not, and it says so."""
    ahead = pair[0]
    assert ahead.not_at_this_pace
    assert ahead.full_median is None
    assert 0 < ahead.chance_full < 0.5
    assert ahead.full_low == 2044


def test_the_same_data_give_the_same_forecast(pair):
    """The seed is named; another seed moves the estimate by a place at most."""
    again = forecast(EVENTS, REGISTER, EDITIONS)
    pd.testing.assert_frame_equal(again.paths, pair[0].paths)
    other = forecast(EVENTS, REGISTER, EDITIONS, seed=7)
    assert np.abs(other.paths["median"] - again.paths["median"]).max() <= 1


def test_the_backtest_knows_nothing_of_later_years():
    """A forecast fitted to 2018 does not change when everything after is taken away."""
    past = EDITIONS[EDITIONS["edition"] <= "2018"]
    early = EVENTS[EVENTS["known_since"] <= "2018-12-31"]
    pd.testing.assert_frame_equal(
        forecast(early, REGISTER, past, "2018").paths,
        forecast(EVENTS, REGISTER, EDITIONS, "2018").paths,
    )


def test_the_hit_rate_is_the_share_of_years_inside(pair):
    """Eighteen later years are forecast from three starts, and each is a hit or is not."""
    past = pair[1]
    assert len(past.points) == 8 + 6 + 4
    inside = (past.points["low"] <= past.points["actual"]) & (
        past.points["actual"] <= past.points["high"]
    )
    assert past.hit_rate == pytest.approx(inside.mean())
    assert past.reliable


def test_a_poor_hit_rate_is_called_unreliable(pair):
    """Below 60 % the back-test says that the forecast is not to be relied on."""
    assert not replace(pair[1], hit_rate=0.59).reliable
    assert replace(pair[1], hit_rate=0.6).reliable


def test_yearly_counts_are_those_of_the_time():
    """New and waiting municipalities of 2023: seven of the 41 still without."""
    counts, designated, of = yearly_counts(EVENTS, REGISTER, EDITIONS, "2023")
    assert counts[-1] == (7, 41)
    assert (designated, of) == (192, 226)
    assert len(counts) == 23


def test_one_start_can_be_tested_alone():
    """A back-test of one start has that start's years only."""
    points = backtest(EVENTS, REGISTER, EDITIONS, ("2022",)).points
    assert list(points["year"]) == [2023, 2024, 2025, 2026]
