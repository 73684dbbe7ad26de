"""Adjusted contrasts: Firth's logistic regression and Mantel and Haenszel's odds ratio."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from through_time import ATLAS

from analysis.gaps.adjusted import adjusted, firth, mantel_haenszel, profile_interval
from analysis.regional import Regional


def table(a, b, c, d):
    """Return the people of a two-by-two table: missing and others, in the group and not."""
    group = pd.Series([1.0] * (a + b) + [0.0] * (c + d))
    missing = pd.Series([1.0] * a + [0.0] * b + [1.0] * c + [0.0] * d)
    return group, missing


@pytest.mark.parametrize("cells", [(3, 9, 5, 20), (0, 12, 5, 20), (7, 2, 1, 30)])
def test_a_single_group_is_half_added_to_each_cell(cells):
    """With one yes-or-no covariate the penalty adds one half to each cell (Firth, 1993)."""
    group, missing = table(*cells)
    a, b, c, d = (cell + 0.5 for cell in cells)
    fit = firth(pd.DataFrame({"group": group}), missing)
    assert fit.beta[1] == pytest.approx(np.log(a * d / (b * c)), abs=1e-6)


def test_the_interval_holds_its_level_and_stays_finite_where_a_cell_is_empty():
    """Profile intervals cover the truth about nineteen times in twenty, separation included."""
    rng = np.random.default_rng(3)
    group = pd.Series(np.repeat([1.0, 0.0], [40, 60]))
    chance = 1 / (1 + np.exp(2.0 - 1.0 * group))
    hits = []
    for _ in range(60):
        y = pd.Series((rng.random(100) < chance).astype(float))
        low, high = profile_interval(pd.DataFrame({"group": group}), y, "group")
        assert np.isfinite([low, high]).all()
        hits.append(low <= 1.0 <= high)
    assert np.mean(hits) > 0.87


def test_the_known_values_of_2023():
    """Depopulating areas: 3.97 crude, 1.33 with kind, 0.41 with log population."""
    regional = Regional.load(ATLAS, None)  # no distance is asked for
    frame = regional._municipalities("2023")
    missing, group = frame["status"] != "designated", frame["depopulating"].astype(float)
    crude = regional.depopulating_contrast("2023")
    assert crude.odds_ratio == pytest.approx(3.97, abs=0.01)
    kind = adjusted(missing, group, {"kind": frame["kind"].astype(str)})
    assert (kind.odds_ratio, kind.low, kind.high) == pytest.approx((1.33, 0.45, 4.05), abs=0.01)
    size = np.log(regional.population("2023").people["total"])
    alone = adjusted(missing, group, {"log_population": size})
    assert (alone.odds_ratio, alone.low, alone.high) == pytest.approx((0.41, 0.12, 1.33), abs=0.01)
    assert kind.low < 1 < kind.high
    assert 0 < kind.chance_out < kind.chance_in < 1


def test_a_covariate_that_lacks_places_is_refused():
    """Nothing is filled in: the places that lack it are named."""
    group, missing = table(3, 9, 5, 20)
    with pytest.raises(ValueError, match="kind is missing for 0"):
        adjusted(missing, group, {"kind": pd.Series([np.nan, *[1.0] * (len(group) - 1)])})


def test_mantel_and_haenszel_by_hand():
    """Two strata of a textbook: the sums of a·d/n over those of b·c/n."""
    parts = [table(10, 90, 5, 95), table(30, 20, 15, 35)]
    group = pd.concat([one for one, _ in parts], ignore_index=True)
    missing = pd.concat([one for _, one in parts], ignore_index=True)
    strata = pd.Series([n for n, (one, _) in enumerate(parts) for _ in range(len(one))])
    by_hand = (10 * 95 / 200 + 30 * 35 / 100) / (90 * 5 / 200 + 20 * 15 / 100)
    assert mantel_haenszel(missing, group, strata) == pytest.approx(by_hand)
