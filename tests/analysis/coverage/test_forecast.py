"""The forecast: an estimate with an interval, tested on years it did not know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from through_time import EDITIONS, EVENTS, REGISTER, TIMELINE

from analysis.coverage.backtest import FIRST_ORIGIN, FIRST_TRIED, Backtest, Method, backtest
from analysis.coverage.forecast import HORIZON_YEARS, LEVEL, drawn_paths, forecast, losses
from analysis.coverage.forecast_design import DESIGNS, compared, dispersion, tried
from analysis.coverage.hazard import fit
from analysis.coverage.person_years import Ledger

LEDGER = Ledger(EVENTS, REGISTER, EDITIONS)


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


def test_it_says_not_at_this_pace_and_when_nearly_all(pair):
    """All within 25 years is less likely than not; 95 % come before, each with its interval."""
    ahead = pair[0]
    assert ahead.not_at_this_pace
    assert 0 < ahead.full.chance < 0.5
    nearly = ahead.nearly
    assert ahead.base_year < nearly.low <= nearly.median <= nearly.high < ahead.full.low
    at = ahead.paths.set_index("year")["share_median"]
    assert at[nearly.median] >= 0.95 > at[nearly.median - 1]


def test_the_same_data_give_the_same_forecast(pair):
    """The seed is named; another seed moves the estimate by a place at most."""
    again = forecast(LEDGER)
    pd.testing.assert_frame_equal(again.paths, pair[0].paths)
    other = forecast(LEDGER, seed=7)
    assert np.abs(other.paths["median"] - again.paths["median"]).max() <= 1


def test_the_backtest_knows_nothing_of_later_years():
    """A forecast fitted to 2018 does not change when everything after is taken away."""
    past = EDITIONS[EDITIONS["edition"] <= "2018"]
    early = EVENTS[EVENTS["known_since"] <= "2018-12-31"]
    pd.testing.assert_frame_equal(
        forecast(Ledger(early, REGISTER, past), "2018").paths, forecast(LEDGER, "2018").paths
    )


def test_every_start_is_held_against_every_later_year(pair):
    """Each edition from 2020 on is a start; the figures printed are those of the points."""
    past = pair[1]
    starts = [int(one) for one in EDITIONS["edition"] if FIRST_ORIGIN <= one < "2026"]
    later = [int(one) for one in EDITIONS["edition"]]
    assert len(past.points) == sum(year > start for start in starts for year in later)
    low, high, came = (past.points[name] for name in ("low", "high", "actual"))
    inside = (low <= came) & (came <= high)
    assert past.hit_rate == pytest.approx(inside.mean())
    outside = (low - came).clip(lower=0) + (came - high).clip(lower=0)
    assert past.score == pytest.approx((high - low + 10 * outside).mean())
    assert sum(past.pit) == len(past.points)
    assert list(past.next_year["year"] - past.next_year["fitted_to"]) == [1] * len(starts)


def test_intervals_that_hold_too_often_are_called_wide(pair):
    """The 80 % interval held in more than nine of ten years, and that is said, too."""
    assert pair[1].wider_than_said
    assert pair[1].reliable


def test_the_design_was_chosen_on_starts_that_are_not_reported():
    """The method in use scored best on starts and years before those of the reported back-test."""
    table = compared(LEDGER)
    assert Method(int(table.at[0, "window"]), float(table.at[0, "spread"])) == Method()
    assert len(table) == len(DESIGNS)
    points = tried(LEDGER, Method()).points
    assert points["fitted_to"].min() == int(FIRST_TRIED)
    assert points["fitted_to"].max() < int(FIRST_ORIGIN)
    assert points["year"].max() <= int(FIRST_ORIGIN)


def test_awards_were_steadier_than_chance_but_may_be_so_by_luck():
    """Numbers of awards vary less than separate draws would, within what luck allows."""
    found = dispersion(LEDGER)
    assert found.ratio < 1
    assert found.p_value > 0.05


def test_intervals_hold_as_often_as_they_say_where_the_truth_is_known():
    """On histories drawn from the model an 80 % interval holds in 76 to 90 % of the years."""
    rng, inside, rounds, ahead = np.random.default_rng(1), [], 10, 6
    for seed in range(60):
        left, past = [120], []
        for stop in range(rounds + ahead):
            chance = -np.expm1(-np.exp(-2.15 + 0.2 * rng.normal()))
            won = rng.binomial(left[-1], chance)
            past += [(stop, one < won) for one in range(left[-1])]
            left.append(left[-1] - won)
        rows = pd.DataFrame(past, columns=["stop", "awarded"]).query("stop < @rounds")
        waiting = pd.DataFrame(index=range(left[rounds]))
        drawn = drawn_paths(fit(rows), waiting, years=ahead, draws=800, seed=seed)
        low, high = np.quantile(drawn, [0.1, 0.9], axis=1, method="inverted_cdf")
        inside.append(((low <= left[rounds + 1 :]) & (left[rounds + 1 :] <= high)).mean())
    assert 0.76 <= np.mean(inside) <= 0.90


def test_size_and_kind_make_the_forecast_worse(pair):
    """With a chance for each place the interval held in under three of five, and scored worse."""
    other = TIMELINE.forecast_with_traits()
    assert not other.reliable
    assert other.score > pair[1].score


def test_a_poor_hit_rate_is_called_unreliable(pair):
    """Below 60 % the back-test says that the forecast is not to be relied on."""
    points = pair[1].points.head(10)
    poor = points.assign(hit=[True] * 5 + [False] * 5)
    assert not Backtest(poor).reliable
    assert replace(pair[1], points=poor.assign(hit=[True] * 6 + [False] * 4)).reliable


def test_one_start_can_be_tested_alone():
    """A back-test of one start has that start's years only."""
    points = backtest(LEDGER, ("2022",)).points
    assert list(points["year"]) == [2023, 2024, 2025, 2026]


def test_a_lost_title_is_rare_and_has_an_interval():
    """Gimcheon's is the only loss; the interval is Garwood's, which needs no normal curve."""
    found = losses(LEDGER)
    assert found.lost == 1
    assert found.rate == pytest.approx(1 / found.place_years)
    assert found.low * found.place_years == pytest.approx(0.0253, abs=1e-4)
    assert found.high * found.place_years == pytest.approx(5.5716, abs=1e-4)
