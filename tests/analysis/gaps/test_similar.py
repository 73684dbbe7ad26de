"""Similar places: Gower's distance by hand, missing traits, and whom to ask."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.gaps.similar import TRAITS, similar, traits
from store.errors import InputError


def known() -> pd.DataFrame:
    """Return four places whose distances are known by heart."""
    return pd.DataFrame(
        {
            "population": [0.0, 5.0, 10.0, 0.0],
            "share_65": [0.1, 0.3, 0.2, np.nan],
            "fiscal_independence": [10.0, 10.0, 60.0, 10.0],
            "kind": ["gun", "gun", "gu", "gun"],
        },
        index=["10001", "10002", "10003", "10004"],
    )


def test_gower_by_hand():
    """Each numeric trait is a share of its range, the kind 0 or 1, and the distance their mean."""
    found = similar("10001", known(), ["10002", "10003"])
    assert list(found.index) == ["10002", "10003"]
    assert found.at["10002", "distance"] == pytest.approx((0.5 + 1 + 0 + 0) / 4)
    assert found.at["10003", "distance"] == pytest.approx((1 + 0.5 + 1 + 1) / 4)
    assert found.loc["10003", list(TRAITS)].tolist() == pytest.approx([1, 0.5, 1, 1])


def test_a_missing_trait_is_left_out():
    """A trait missing on one side does not count, and the number compared says so."""
    found = similar("10001", known(), ["10004", "10002"])
    assert list(found.index) == ["10004", "10002"]
    assert found["traits"].tolist() == [3, 4]
    assert found.at["10004", "distance"] == 0


def test_equals_come_in_code_order_and_nobody_is_their_own_adviser():
    """Ties are broken by code, and a place is never like itself."""
    same = pd.concat([known().iloc[[0]]] * 3).set_axis(["10009", "10003", "10001"])
    found = similar("10003", same, ["10009", "10001", "10003"])
    assert list(found.index) == ["10001", "10009"]
    assert (found["distance"] == 0).all()


def test_advisers_are_learning_cities(regional):
    """Those to ask are learning cities; for an island county, rural counties and no district."""
    found = regional.similar("23320", "2023", count=10)
    states = regional.states("2023").loc[found.index]
    assert (states["at_least"] == 1).all()
    assert set(states["kind"]) == {"gun"}
    assert found["distance"].is_monotonic_increasing
    assert found["distance"].between(0, 1).all()


def test_population_counts_as_a_ratio(regional):
    """Ten to a hundred thousand is as far as a hundred thousand to a million."""
    states = regional.states("2023")
    frame = traits(states, regional.traits_by_name("2023"))
    assert len(frame) == 226
    assert frame.at["37430", "population"] == pytest.approx(np.log(8_996))


def test_without_a_count_other_traits_serve(regional):
    """In an edition without people, finances and kind are compared, and two traits counted."""
    unit = str(regional.gaps("2014").index[0])
    assert set(regional.similar(unit, "2014")["traits"]) <= {2, 3}


def test_a_place_that_is_no_municipality_is_refused(regional):
    """Sejong and unknown places have no advisers."""
    for unit in ("29010", "99999"):
        with pytest.raises(InputError, match="a municipality of 2023-03-06"):
            regional.similar(unit, "2023")
