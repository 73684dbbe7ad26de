"""How often each test of clusters finds one that is there: power by planting.

A compact block of counties that border on one another is made solid gaps, the other gaps of the
day are dealt at random, and each test looks. A test that seldom finds what was planted cannot say,
by finding nothing, that there is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.gaps.join_counts import LEVEL, SEED
from analysis.gaps.nulls import BESIDE, KIND_SIZE, PLAIN
from analysis.gaps.scan import SHAPES, chance, largest, ratios, windows
from geo.shapes.neighbours import WEIGHTS, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from analysis.gaps.nulls import Strata
    from analysis.gaps.scan import Windows
    from geo.shapes.neighbours import Nearness

    Ints = npt.NDArray[np.int64]
    Links = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

PLANTED = 7
TRIALS = 2_000
"""So that a share stays open by little more than two points."""

SCAN = "scan"
"""The name of the scan over windows of both shapes among the tests."""

FREE = 3_999
"""Free deals that say what a test would give by chance."""


@dataclass(frozen=True)
class Ground:
    """Where blocks may be planted.

    Parameters
    ----------
    links
        Whether two places border on each other.
    apart_m
        Metres between their centres.
    counties
        Positions of the places that may be planted.
    count
        Gaps in all.
    """

    links: Links
    apart_m: Floats
    counties: Ints
    count: int

    @cached_property
    def blocks(self) -> list[Ints]:
        """A block around each county that hangs together with six others."""
        blocks = [_block(self, int(one)) for one in self.counties]
        return [block for block in blocks if len(block) == PLANTED]


def planted(
    ground: Ground, *, times: int = TRIALS, seed: int = SEED
) -> Iterator[tuple[Ints, Ints]]:
    """Yield gaps with a planted block: 0 and 1 of each place, and the positions of the block.

    Parameters
    ----------
    ground
        Where: a block grows from a county to the nearest that borders on it, and one without six
        others it hangs together with is left out.
    times, seed
        How many, and how they are drawn.
    """
    rng = np.random.default_rng(seed)
    places = len(ground.links)
    for _ in range(times):
        block = ground.blocks[rng.integers(len(ground.blocks))]
        gaps = np.zeros(places, dtype=np.int64)
        gaps[block] = 1
        others = np.flatnonzero(gaps == 0)
        gaps[rng.choice(others, ground.count - PLANTED, replace=False)] = 1
        yield gaps, block


def _block(ground: Ground, start: int) -> Ints:
    """Return up to `PLANTED` counties that hang together, those nearest to the first."""
    may = np.zeros(len(ground.links), dtype=bool)
    may[ground.counties] = True
    block = [start]
    while len(block) < PLANTED:
        next_to = np.flatnonzero(ground.links[block].any(axis=0) & may)
        free = np.setdiff1d(next_to, block)
        if not len(free):
            break
        block.append(int(free[ground.apart_m[start, free].argmin()]))
    return np.array(block)


def scan_powers(
    shapes: Sequence[Windows],
    ground: Ground,
    *,
    times: int = TRIALS,
    seed: int = SEED,
) -> dict[str, float]:
    """Return how often a scan is significant with more than half of the block in its window.

    Parameters
    ----------
    shapes
        The windows.
    ground, times, seed
        As for `planted`, on the windows' units.

    Returns
    -------
    :
        For each shape alone, and for all of them as one test by `SCAN`.
    """
    gaps = np.zeros(len(shapes[0].units), dtype=np.int64)
    gaps[: ground.count] = 1
    group = pd.Series("all", index=shapes[0].units)
    trials = list(planted(ground, times=times, seed=seed))
    dealt = np.array([gap for gap, _ in trials]).T
    # The same deals for each shape, so that the larger ratio of a deal is that of the joint test.
    free = np.array([chance(gaps, one, group, times=FREE, seed=seed) for one in shapes])
    seen = np.array([largest(dealt, one) for one in shapes])
    bounds = np.quantile(free, 1 - LEVEL, axis=1)
    right = np.zeros(seen.shape, dtype=bool)
    for which, trial in np.argwhere(seen > bounds[:, None]):
        right[which, trial] = _held(shapes[which], *trials[trial])
    found = {
        one.shape: float(np.mean((own > bound) & held))
        for one, own, bound, held in zip(shapes, seen, bounds, right, strict=True)
    }
    # What passes the bound of both together passes that of its own shape, which is the lower.
    best = seen.argmax(axis=0)
    both = seen.max(axis=0) > np.quantile(free.max(axis=0), 1 - LEVEL)
    return found | {SCAN: float(np.mean(both & right[best, np.arange(times)]))}


def _held(where: Windows, gaps: Ints, block: Ints) -> bool:
    """Return whether more than half of a block lies in the most likely window."""
    found = ratios(gaps[:, None], where)[:, :, 0]
    best = np.unravel_index(found.argmax(), found.shape)
    members = where.order[best[0], : best[1] + 1]
    return bool(np.isin(block, members).mean() > 1 / 2)


def joins_power(
    links: Links,
    ground: Ground,
    *,
    times: int = TRIALS,
    seed: int = SEED,
) -> float:
    """Return how often the join count of the whole country is significant, gaps dealt freely.

    Parameters
    ----------
    links
        The neighbours that are counted.
    ground, times, seed
        As for `planted`.
    """
    rng = np.random.default_rng(seed)
    near = links.astype(np.float32)
    free = np.zeros((len(links), FREE), dtype=np.float32)
    free[: ground.count] = 1
    free = rng.permuted(free, axis=0)
    bound = np.quantile((free * (near @ free)).sum(axis=0), 1 - LEVEL)
    found = np.array([g for g, _ in planted(ground, times=times, seed=seed)]).T
    joins = (found * (near @ found.astype(np.float32))).sum(axis=0)
    return float((joins > bound).mean())


def powers(near: Nearness, strata: Strata, count: int, *, times: int = TRIALS) -> dict[str, float]:
    """Return the power of each test of a day against seven solid counties, 0-1.

    Parameters
    ----------
    near
        The distances of the day's places.
    strata
        Says which places are municipalities, and of what kind.
    count
        Gaps of the day.
    times
        Trials of each test.

    Returns
    -------
    :
        By `WEIGHTS` the join count of the whole country, by `SHAPES` a scan of that shape alone, by
        `SCAN` that of both, which is the one that is told; empty where no block can be planted, or
        there are fewer gaps than one has.
    """
    ideas = {name: neighbours(near, name) for name in WEIGHTS}
    inside = strata.groups[PLAIN].reindex(near.units) != BESIDE
    rows = np.flatnonzero(inside.to_numpy())
    links = {name: np.asarray(one.links)[np.ix_(rows, rows)] for name, one in ideas.items()}
    kinds = strata.groups[KIND_SIZE].reindex(near.units[rows]).str.partition("/")[0]
    ground = Ground(
        links["contiguity"],
        near.between_centres_m[np.ix_(rows, rows)],
        np.flatnonzero((kinds == "gun").to_numpy()),
        count,
    )
    if count < PLANTED or not ground.blocks:
        return {}
    found = {name: joins_power(one, ground, times=times) for name, one in links.items()}
    shapes = [windows(shape, near, ideas["contiguity"], inside) for shape in SHAPES]
    return found | scan_powers(shapes, ground, times=times)
