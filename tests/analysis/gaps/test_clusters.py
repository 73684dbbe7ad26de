"""Clusters: textbook join counts, honest p-values, one seed, the same bytes every time."""

from __future__ import annotations

import json
from math import comb

import numpy as np
import pandas as pd
import pytest
from esda.join_counts import Join_Counts
from esda.join_counts_local import Join_Counts_Local
from hypothesis import given, settings
from hypothesis import strategies as st
from square_country import points, rook

from analysis.gaps import clusters as clustering
from analysis.gaps import join_counts
from analysis.gaps.clusters import ALONE, CLUSTER, UNSTABLE, Clusters
from analysis.gaps.join_counts import global_joins, local_joins
from analysis.gaps.nulls import NULLS
from exports.build.statistics import cluster_bytes
from geo.shapes.neighbours import WEIGHTS, Neighbours

SIDE = 10


def pattern(mark) -> pd.Series:
    """Return gaps in a country of ten by ten squares."""
    units = rook(SIDE, SIDE).units
    return pd.Series([mark(*divmod(at, SIDE)) for at in range(SIDE * SIDE)], index=units)


CHECKERBOARD = pattern(lambda row, column: (row + column) % 2 == 0)
HALF = pattern(lambda row, _: row < SIDE // 2)


def test_checkerboard_has_the_textbook_counts():
    """On a checkerboard no two gaps are neighbours: all 180 joins join unlike squares."""
    found = global_joins(CHECKERBOARD, rook(SIDE, SIDE))
    assert (found.joins, found.gap_gap, found.gap_other, found.other_other) == (180, 0, 180, 0)
    assert found.expected == pytest.approx(180 * 50 * 49 / (100 * 99))
    assert found.p_value == 1.0


def test_half_a_country_has_the_textbook_counts():
    """With one half gaps, 85 joins lie within each half, 10 between, and p is least."""
    found = global_joins(HALF, rook(SIDE, SIDE))
    assert (found.gap_gap, found.gap_other, found.other_other) == (85, 10, 85)
    assert found.p_value == 1 / 10_000
    assert (found.permutations, found.seed) == (9_999, join_counts.SEED)


def test_the_least_p_value_is_one_in_ten_thousand():
    """The local test really runs 9,999 permutations: its least p-value is 1/10,000 and reached."""
    row, column = np.divmod(np.arange(400), 20)
    near = rook(20, 20)
    gaps = pd.Series((row < 4) & (column < 4), index=near.units)
    found = local_joins(gaps, near)
    assert found["p_value"].min() == 1 / 10_000
    inner = found.loc[near.units[21]]
    assert (inner["around"], inner["of"], inner["p_value"]) == (4, 4, 1 / 10_000)
    assert found["found"].any()


def test_local_p_values_are_those_of_the_urn():
    """A gap's p-value is near the hypergeometric chance of drawing as many gaps around it."""
    near = rook(SIDE, SIDE)
    gaps = pattern(lambda row, column: row < 3 and column < 4)
    found = local_joins(gaps, near)
    for unit, one in found.iterrows():
        others = int(gaps.sum()) - 1
        exact = sum(
            comb(others, k) * comb(99 - others, int(one["of"]) - k)
            for k in range(int(one["around"]), int(one["of"]) + 1)
        ) / comb(99, int(one["of"]))
        assert one["p_value"] == pytest.approx(exact, abs=0.02), unit


def test_a_gap_with_few_gaps_around_is_not_named():
    """The p-value of esda would call too few gaps significant; ours looks at too many only."""
    gaps = pattern(lambda row, column: (row + column) % 2 == 0 or (row, column) == (5, 6))
    found = local_joins(gaps, rook(SIDE, SIDE))
    few = found[(found["around"] == 1)]
    assert len(few) == 4
    assert (few["p_value"] > 0.5).all()
    assert not few["found"].any()


def test_the_counts_of_chance_are_those_of_esda():
    """Our permutations in blocks give, number for number, what esda draws from the same seed."""
    near = rook(6, 6)
    gaps = pd.Series(np.arange(36) % 3 == 0, index=near.units)
    state = np.random.get_state()  # noqa: NPY002  # what esda draws from
    with join_counts._esda(), join_counts._seeded(7):
        esda = Join_Counts(
            gaps.to_numpy().astype(int),
            join_counts._graph(near.links, near.units),
            permutations=99,
        )
    ours = join_counts._chance(gaps.to_numpy().astype(np.int64), near.links, 99, 7)
    assert ours.tolist() == [int(count) for count in esda.sim_bb]
    assert global_joins(gaps, near, permutations=99, seed=7).p_value == esda.p_sim_bb
    after = np.random.get_state()  # noqa: NPY002  # the same
    assert all(np.array_equal(a, b) for a, b in zip(state, after, strict=True))


def test_the_local_counts_are_those_of_esda():
    """Gaps around a gap are esda's local join counts, and the global state is left as it was."""
    near = rook(SIDE, SIDE)
    before = np.random.get_state()[1].copy()  # noqa: NPY002  # what esda draws from
    found = local_joins(HALF, near, permutations=99)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002  # the same
    with join_counts._esda():
        esda = Join_Counts_Local(join_counts._graph(near.links, near.units)).fit(
            HALF.to_numpy().astype(float), permutations=0
        )
    assert found["around"].tolist() == esda.LJC[HALF.to_numpy()].astype(int).tolist()


@settings(max_examples=30)
@given(st.sets(st.integers(0, 24)))
def test_joins_always_add_up(chosen):
    """Whatever the gaps, the three kinds of joins add up, and local counts sum to twice theirs."""
    near = rook(5, 5)
    gaps = pd.Series([at in chosen for at in range(25)], index=near.units)
    whole = global_joins(gaps, near, permutations=9)
    assert whole.gap_gap + whole.gap_other + whole.other_other == whole.joins == 40
    assert whole.gaps == len(chosen)
    local = local_joins(gaps, near, permutations=9)
    assert len(local) == len(chosen)
    assert local["around"].sum() == 2 * whole.gap_gap
    assert local["p_value"].between(0.1, 1).all()
    assert (local["q_value"] >= local["p_value"] - 1e-12).all()


def test_no_gaps_or_nothing_but_gaps():
    """Where nothing can be dealt out anew there is no p-value, and nobody is named."""
    near = rook(4, 4)
    for value in (False, True):
        gaps = pd.Series(value, index=near.units)
        whole = global_joins(gaps, near)
        assert whole.p_value is None
        assert whole.gap_gap == (24 if value else 0)
        assert not local_joins(gaps, near)["found"].any()


def test_only_what_all_weights_agree_on_is_a_cluster(monkeypatch):
    """A place named under one or two ideas of neighbours is unstable, under three a cluster."""
    xy = np.array([[at * 1000.0, 0.0] for at in range(9)])
    near = points(xy)
    gaps = pd.Series([True] * 4 + [False] * 5, index=near.units)
    named = dict(zip(WEIGHTS, ({0, 1}, {0, 1, 2}, {0}), strict=True))

    def local(gaps, who, **_):
        units = who.units[gaps.to_numpy()]
        frame = pd.DataFrame({"around": 1, "of": 2, "p_value": 0.01, "q_value": 0.01}, index=units)
        return frame.assign(found=[at in named[who.name] for at in range(len(units))])

    monkeypatch.setattr(clustering, "local_joins", local)
    found = clustering.clusters(gaps, near, permutations=9)
    assert found.places["verdict"].tolist() == [CLUSTER, UNSTABLE, UNSTABLE, ALONE]
    assert found.found == [near.units[0]]
    assert found.unstable == list(near.units[1:3])


def test_no_cluster_is_found_in_2023(regional):
    """In March 2023 gaps lie together, and nothing of it is left within kind, size or province."""
    found = regional.clusters("2023")
    assert found.found == []
    assert found.whole_stable
    assert [one.gap_gap for one in found.whole.values()] == [20, 23, 38]
    assert [null for null in NULLS if found.left_under(null)] == ["plain"]
    assert (found.scans["p_plain"] > 0.05).all()
    assert {one.places for one in found.whole.values()} == {229}
    assert len(found.crossings["contiguity"]) == 9


def test_two_builds_are_byte_identical(atlas, regional, monkeypatch):
    """The stored result of the same input is the same bytes, and reads back as it was."""
    monkeypatch.setattr(type(atlas), "editions", property(lambda _: ["2018", "2023"]))
    made = []
    for _ in range(2):
        regional._answers.forget(("clusters", "2018"))
        regional._answers.forget(("clusters", "2023"))
        np.random.rand(17)  # noqa: NPY002  # whatever the global state is
        made.append(cluster_bytes(regional))
    assert made[0] == made[1]
    again = Clusters.from_dict(json.loads(made[0])["2023"])
    pd.testing.assert_frame_equal(again.places, regional.clusters("2023").places)
    assert again.whole == regional.clusters("2023").whole


def test_wrong_input_is_refused():
    """Gaps in another order, or a place without a neighbour, are errors, not numbers."""
    near = rook(3, 3)
    gaps = pd.Series(data=False, index=near.units)
    with pytest.raises(ValueError, match="in their order"):
        global_joins(gaps[::-1], near)
    links = near.links.copy()
    links[0] = links[:, 0] = False
    lonely = Neighbours("contiguity", near.units, links, 0, pd.DataFrame())
    with pytest.raises(ValueError, match="Without a neighbour: 10000"):
        local_joins(gaps, lonely)


def test_clusters_on_the_command_line(ask_regional):
    """`atlas.py clusters` prints weights, seed and an honest answer."""
    code, out, error = ask_regional("clusters", "--edition", "2023", "--format", "json")
    assert (code, error) == (0, "")
    document = json.loads(out)
    assert document["clusters"] == []
    assert (document["permutations"], document["seed"]) == (9_999, 20_230_306)
    assert [one["weights"] for one in document["global"]] == list(WEIGHTS)
    assert len(document["places"]) == 34
    table = ask_regional("clusters", "--lang", "en")[1]
    assert "No cluster is found" in table
    assert "Seed 20230306" in table
    rows = ask_regional("clusters", "--format", "csv")[1].splitlines()
    assert len(rows) == 35
