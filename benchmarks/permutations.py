"""Time 9,999 permutations on 3,500 units: global and local join counts, one idea of neighbours.

Run by `make bench`; fails when it takes longer than the budget.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from analysis.gaps.join_counts import PERMUTATIONS, global_joins, local_joins
from geo.shapes.neighbours import Neighbours

ROWS, COLUMNS = 50, 70
BUDGET_S = 60.0


def country() -> Neighbours:
    """Return who touches whom in a country of 3,500 squares, corners included."""
    row, column = np.divmod(np.arange(ROWS * COLUMNS), COLUMNS)
    apart = np.maximum(np.abs(row[:, None] - row), np.abs(column[:, None] - column))
    units = pd.Index([f"{10_000 + at}" for at in range(len(row))], name="unit_id")
    return Neighbours("contiguity", units, apart == 1, 0, pd.DataFrame())


def measure() -> dict[str, float]:
    """Return the seconds each part takes, imports included, as in a build."""
    who = country()
    gaps = pd.Series(np.random.default_rng(1).random(len(who.units)) < 0.15, index=who.units)
    seconds = {}
    for name, run in (("global", global_joins), ("local", local_joins)):
        start = time.perf_counter()
        run(gaps, who)
        seconds[name] = time.perf_counter() - start
    return seconds


def main() -> int:
    """Print the times; return 1 when they are over the budget."""
    seconds = measure()
    for name, taken in seconds.items():
        print(f"{name:8}{PERMUTATIONS:,} permutations on {ROWS * COLUMNS:,} units: {taken:6.1f} s")
    total = sum(seconds.values())
    print(f"{'total':8}{total:6.1f} s of {BUDGET_S:.0f} s")
    return 0 if total <= BUDGET_S else 1


if __name__ == "__main__":
    sys.exit(main())
