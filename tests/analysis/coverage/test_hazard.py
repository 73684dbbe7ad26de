"""The hazard in discrete time: by hand, against a life table, and on data whose truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from through_time import TIMELINE

from analysis.coverage.hazard import drawn_chances, fit, hazard_ratios, incidence


def waits(ratio, rng, places=120, rounds=6):
    """Return waits of two groups; the second's awards come at `ratio` times the hazard."""
    group = np.arange(places) % 2
    rows = []
    for place, one in enumerate(group):
        for stop in range(1, rounds + 1):
            awarded = rng.random() < -np.expm1(-0.2 * ratio**one)
            rows.append((f"{place:05}", stop, awarded, False, float(one)))
            if awarded:
                break
    columns = ["unit_id", "stop", "awarded", "merged_away", "second"]
    return pd.DataFrame(rows, columns=columns)


def test_who_waits_when():
    """232 waited in 2001; a row ends in an award, in a merger, or in the next round."""
    rows = TIMELINE.person_years()
    assert (rows["stop"] == 2001).sum() == 232
    assert not (rows["awarded"] & rows["merged_away"]).any()
    assert (rows["start"] < rows["stop"]).all()
    ended = rows[rows["merged_away"]]
    assert "34320" in set(ended["unit_id"])  # Yeongi-gun, in Sejong since 2012
    changed = rows.groupby("unit_id")["log_people"].nunique()
    assert (changed > 1).mean() > 0.4


def test_awards_of_the_rows_are_those_of_the_list():
    """Each edition's awards to municipalities are the rows that end in one."""
    rows, trend = TIMELINE.person_years(), pd.DataFrame(TIMELINE.trend()).set_index("year")
    ended = rows.groupby("stop")["awarded"].sum()
    assert (ended <= trend["new"].reindex(ended.index)).all()
    assert ended[2023] == trend.at[2023, "new"]


def test_two_ends_compete_by_hand():
    """Of four, one is awarded, then one of three merged away, then one of two awarded."""
    rows = pd.DataFrame(
        {
            "unit_id": list("abcdbcdcd"),
            "stop": [1] * 4 + [2] * 3 + [3] * 2,
            "awarded": [True] + [False] * 6 + [True, False],
            "merged_away": [False] * 4 + [True] + [False] * 4,
        }
    )
    found = incidence(rows)
    assert list(found["awarded_by"]) == pytest.approx([0.25, 0.25, 0.5])
    assert list(found["merged_away_by"]) == pytest.approx([0, 0.25, 0.25])


def test_one_group_alone_gives_the_life_table():
    """Where two groups share no round, each round's chance is awards over those at risk."""
    rows = waits(1.0, np.random.default_rng(5))
    ratios = hazard_ratios(rows, rows[["second"]])
    first, second = (rows[rows["second"] == one] for one in (0.0, 1.0))
    alone = pd.concat([first[first["stop"] == 1], second[second["stop"] == 1]])
    only = hazard_ratios(alone, alone[["second"]])
    h = alone.groupby("second")["awarded"].mean()
    assert only.at["second", "ratio"] == pytest.approx(
        np.log1p(-h[1.0]) / np.log1p(-h[0.0]), rel=1e-6
    )
    assert ratios.at["second", "low"] < 1 < ratios.at["second", "high"]


def test_size_and_power():
    """Without an effect 5 % of tests find one, within chance; a ratio of 2 is found mostly."""
    rng = np.random.default_rng(20010101)
    times = 60
    found = {
        ratio: np.mean(
            [
                hazard_ratios(one, one[["second"]]).at["second", "p_value"] < 0.05
                for one in (waits(ratio, rng) for _ in range(times))
            ]
        )
        for ratio in (1.0, 2.0)
    }
    assert found[1.0] <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / times)
    assert found[2.0] > 0.8


def test_a_random_round_is_found_again():
    """From rounds whose hazard varies, the mean chance comes back within its own interval."""
    rng = np.random.default_rng(3)
    rows = []
    for stop in range(12):
        chance = -np.expm1(-0.15 * np.exp(0.4 * rng.normal()))
        rows += [(stop, draw < chance) for draw in rng.random(150)]
    frame = pd.DataFrame(rows, columns=["stop", "awarded"])
    drawn = drawn_chances(fit(frame), pd.DataFrame(index=[0]), 40, 2000, 1)[:, :, 0].mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert low < -np.expm1(-0.15 * np.exp(0.08)) < high
    assert high - low < 0.15


def test_size_matters_and_the_tests_are_adjusted_for_one_another():
    """More people means an earlier award, other traits alike; Holm's values are the larger ones."""
    ratios = TIMELINE.hazard_ratios()
    assert ratios.at["log_people", "low"] > 1
    assert (ratios["p_adjusted"] >= ratios["p_value"]).all()
    assert (ratios["low"] < ratios["ratio"]).all()
    assert (ratios["ratio"] < ratios["high"]).all()
