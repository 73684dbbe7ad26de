"""Several tests at once."""

from __future__ import annotations

import numpy as np
from statsmodels.stats.multitest import multipletests

from analysis.coverage.multiple_tests import holm


def test_adjusted_p_values_are_those_of_the_library():
    """Whoever recomputes a table with statsmodels finds the same p-values, to the last bit."""
    rng = np.random.default_rng(20230306)
    for count in (2, 5, 9):
        values = rng.random(count) ** 3
        values[-1] = values[0]  # ties
        assert (holm(values) == multipletests(values, method="holm")[1]).all()
