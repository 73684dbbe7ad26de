"""Traits that change: what a place's economy adds to who waited."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from through_time import ATLAS, TIMELINE

from analysis.coverage.economy import FIRST_EXPLAINED, with_and_without, with_economy


def test_a_round_knows_only_the_years_before_it():
    """The round of 2015 has the product of 2010, that of 2016 the one of 2015, 2010 has none."""
    economy = pd.DataFrame(
        [("2010", "11010", "500", "100", ""), ("2015", "11010", "900", "100", "50")],
        columns=["year", "unit_id", "grdp_million_krw", "persons", "income_tax_million_krw"],
    )
    rows = pd.DataFrame(
        {"unit_id": ["11010"] * 4 + ["11020"], "stop": [2010, 2015, 2016, 2026, 2016]}
    )
    found = with_economy(rows, economy)
    expected = [np.nan, np.log(5), np.log(9), np.log(9), np.nan]
    assert found["log_product"].tolist() == pytest.approx(expected, nan_ok=True)
    assert found["log_tax"].tolist() == pytest.approx(
        [np.nan, np.nan, *np.log([0.5, 0.5]), np.nan], nan_ok=True
    )


def test_both_columns_are_of_the_same_waits():
    """A trait that explains all takes it from the one that stood for it; the rows are the same."""
    rng = np.random.default_rng(4)
    size, other = rng.normal(size=(2, 900))
    won = rng.random(900) < -np.expm1(-0.2 * np.exp(size))
    rows = pd.DataFrame({"stop": np.repeat([1, 2, 3], 300), "awarded": won, "log_product": size})
    found = with_and_without(rows, pd.DataFrame({"weak": size + other}), "log_product")
    assert found.at["weak", "low_without"] > 1
    assert found.at["weak", "low"] < 1 < found.at["weak", "high"]
    assert found.at["log_product", "low"] < np.e < found.at["log_product", "high"]
    assert np.isnan(found.at["log_product", "ratio_without"])


def test_product_a_head_changes_nothing_in_who_waited():
    """Its interval holds 1, size keeps its ratio, and every product is that of an earlier year."""
    found = TIMELINE.hazard_with_product()
    assert found.at["log_product", "low"] < 1 < found.at["log_product", "high"]
    assert found.at["log_people", "ratio"] == pytest.approx(
        found.at["log_people", "ratio_without"], abs=0.05
    )
    rows = with_economy(TIMELINE.person_years(), ATLAS.table("economy"))
    assert rows.loc[rows["log_product"].notna(), "stop"].min() == FIRST_EXPLAINED
    assert set(ATLAS.table("economy")["year"]) == {"2010", "2015", "2020"}
