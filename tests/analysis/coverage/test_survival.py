"""Waiting times: survival curves that a reader could recompute by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from through_time import TIMELINE

from analysis.coverage.survival import at_risk, curves, log_rank, medians, province_group


@pytest.fixture(scope="module")
def times():
    """Return the waiting times as of the latest edition."""
    return TIMELINE.waiting_times()


def test_a_small_case_by_hand():
    """Three of four are designated at 1, 2 and 3; one is censored at 2 and counts till then."""
    small = pd.DataFrame(
        {
            "entry": [0.0, 0.0, 0.0, 0.0],
            "time": [1.0, 2.0, 2.0, 3.0],
            "designated": [True, True, False, True],
            "kind": ["si"] * 4,
        }
    )
    curve = curves(small, "kind")
    assert list(curve["time"]) == [0, 1, 2, 3]
    assert list(curve["share"]) == pytest.approx([1, 0.75, 0.5, 0])
    assert list(curve["at_risk"]) == [4, 4, 3, 1]
    assert medians(small, "kind")["si"] == 2


def test_late_entries_are_not_at_risk_before():
    """Who begins at 1.5 does not weigh on the step at 1."""
    small = pd.DataFrame(
        {
            "entry": [0.0, 0.0, 1.5],
            "time": [1.0, 2.0, 2.0],
            "designated": [True, True, True],
            "kind": ["gun"] * 3,
        }
    )
    curve = curves(small, "kind").set_index("time")
    assert curve.loc[1, "at_risk"] == 2
    assert curve.loc[1, "share"] == pytest.approx(0.5)
    assert curve.loc[2, "at_risk"] == 2


def test_who_is_observed(times):
    """Every municipality since 2001, what ended included; Sejong and the split's districts not."""
    assert len(times) == 234
    assert not {"29010", "23110", "23120"} & set(times.index)
    assert times.loc["33310", "designated"] == False  # noqa: E712  # a numpy bool
    assert times.loc["34070", "entry"] == pytest.approx(2.7, abs=0.05)
    assert int(times["designated"].sum()) == 205


def test_curves_fall_within_limits_and_numbers_at_risk_fit(times):
    """Curves never rise, limits hold the curve, and nobody is lost from the numbers at risk."""
    for by in ("kind", "province_group"):
        for _, curve in curves(times, by).groupby("group"):
            assert curve["share"].is_monotonic_decreasing
            assert (curve["low"] <= curve["share"] + 1e-12).all()
            assert (curve["share"] <= curve["high"] + 1e-12).all()
            assert curve["low"].between(0, 1).all()
            assert curve["high"].between(0, 1).all()
        risk = at_risk(times, by)
        assert risk.loc[risk["year"] == 0, "at_risk"].sum() == 232
        assert risk.loc[risk["year"] == 25, "designated"].sum() <= 205


def test_cities_came_first_and_counties_last(times):
    """Half of the cities were designated before half of the districts, counties last."""
    half = medians(times, "kind")
    assert half["si"] < half["gu"] < half["gun"]
    statistic, p_value = log_rank(times, "kind")
    assert statistic > 30
    assert p_value < 0.001


def test_province_groups():
    """Seoul, Incheon and Gyeonggi are the capital area; Busan is metropolitan; Jeju a province."""
    found = [province_group(code) for code in ("11", "23", "31", "21", "39")]
    assert found == ["capital", "capital", "capital", "metropolitan", "province"]
