"""Clusters under three ideas of chance, and the scan statistic."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.gaps.nulls import BESIDE, NULLS, Strata, deals, joins_under, movable
from analysis.gaps.scan import SHAPES, Windows, ratios, scan
from geo.shapes.neighbours import Neighbours

SIDE = 15
UNITS = pd.Index([f"{n:05d}" for n in range(SIDE * SIDE)])


def grid():
    """Return a square country: who borders on whom, and the windows around each place."""
    x, y = np.divmod(np.arange(SIDE * SIDE), SIDE)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    links = apart == 1
    none = pd.DataFrame(columns=["from", "to", "distance_m"])
    order = np.argsort(apart, axis=1, kind="stable")[:, :22]
    return Neighbours("contiguity", UNITS, links, 0, none), Windows("circles", UNITS, order)


def strata(**groups):
    plain = pd.Series("all", index=UNITS)
    return Strata({name: groups.get(name, plain) for name in NULLS})


def test_a_deal_keeps_the_gaps_of_each_stratum():
    """Within a stratum the number of gaps stays; places beside the municipalities never get one."""
    group = pd.Series(["a", "a", "a", "b", "b", BESIDE])
    gaps = np.array([1, 0, 0, 1, 0, 0])
    dealt = next(deals(gaps, group, 500, 1))
    assert (dealt[:3].sum(axis=0) == 1).all()
    assert (dealt[3:5].sum(axis=0) == 1).all()
    assert not dealt[5].any()
    assert len({tuple(column) for column in dealt.T}) == 6
    assert movable(gaps, group) == 2


def test_a_cluster_made_by_kind_alone_vanishes_within_kind():
    """Gaps that are dense because their kind is dense are found freely and not within kind."""
    land, where = grid()
    rng = np.random.default_rng(5)
    rural = pd.Series(np.arange(SIDE * SIDE) < 45, index=UNITS)
    gaps = pd.Series(rng.random(SIDE * SIDE) < np.where(rural, 0.6, 0.02), index=UNITS)
    kinds = strata(kind_size=rural.map({True: "gun", False: "gu"}))
    found = joins_under(gaps, {"contiguity": land}, kinds, permutations=499).set_index("null")
    assert found.loc["plain", "p_value"] < 0.01
    assert found.loc["kind_size", "p_value"] > 0.05
    first = scan(gaps, where, kinds, times=199).iloc[0]
    assert first["p_plain"] < 0.01
    assert first["p_kind_size"] > first["p_plain"]


def test_the_null_holds_its_level():
    """Where gaps are dealt at random, about one test in twenty finds something."""
    land, _ = grid()
    rng = np.random.default_rng(11)
    p_values = [
        joins_under(
            pd.Series(rng.permutation(np.arange(SIDE * SIDE) < 34), index=UNITS),
            {"contiguity": land},
            Strata({"plain": pd.Series("all", index=UNITS)}),
            permutations=99,
        ).loc[0, "p_value"]
        for _ in range(120)
    ]
    assert np.mean(np.array(p_values) <= 0.05) < 0.11


def test_the_ratio_by_hand():
    """One window of four gaps among five, eight of a hundred in all: Kulldorff's ratio."""
    gaps = np.zeros(100, dtype=np.int64)
    gaps[[0, 1, 2, 3, 50, 60, 70, 80]] = 1
    where = Windows("circles", pd.RangeIndex(100), np.arange(5)[None, :])
    inner, outer, whole = 4 / 5, 4 / 95, 8 / 100

    def log(share, of):
        return of * (share * np.log(share) + (1 - share) * np.log(1 - share))

    expected = log(inner, 5) + log(outer, 95) - log(whole, 100)
    assert ratios(gaps[:, None], where)[0, 4, 0] == pytest.approx(expected)


def test_secondary_clusters_do_not_overlap():
    """The next most likely clusters share no place with one before, and shapes are both there."""
    _, where = grid()
    gaps = pd.Series(data=False, index=UNITS)
    gaps.iloc[[0, 1, 2, 15, 16, 17, 200, 201, 202, 215, 216]] = True
    found = scan(gaps, where, strata(), times=99)
    assert not set(found.loc[0, "units"]) & set(found.loc[1, "units"])
    assert found.loc[0, "p_plain"] == 0.01
    assert len(scan(pd.Series(data=False, index=UNITS), where, strata())) == 0
    assert SHAPES == ("circles", "borders")
