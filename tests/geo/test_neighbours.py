"""Distances and neighbours: who is near whom on any date, and how islands are joined."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.graph import Graph
from square_country import points, squares

import shapely

from exports.build.statistics import _pieces
from geo.shapes.neighbours import (
    EXACT_BELOW_M,
    NEAREST,
    ROUGH_ERROR_M,
    WEIGHTS,
    Nearness,
    band_reach,
    by_land,
    crossings,
    measure,
    nearest,
    neighbours,
)

ISLANDS = {"부산 영도구", "인천 강화군", "인천 옹진군", "전남 완도군", "전남 진도군"}
ISLANDS |= {"경북 울릉군", "경남 거제시", "경남 남해군"}


@pytest.fixture(scope="module")
def near(regional):
    """Return the distances of March 2023."""
    return regional.near("2023")


def name_of(regional, unit):
    return regional.atlas.register.full_name(unit, "2023-03-06")


def test_distances_are_symmetric_and_zero_only_between_neighbours(near, regional):
    """Any two places have one distance, and it is zero exactly when they share a border."""
    assert np.array_equal(near.border_m, near.border_m.T)
    assert (near.border_m >= 0).all()
    assert (np.diag(near.border_m) == 0).all()
    assert by_land(near).sum() // 2 == 584
    closest = near.border_m[near.border_m > 0].min()
    assert closest > 1
    assert near.units.equals(regional.states("2023").index)


def test_the_eight_islands_and_the_jeju_pair(near, regional):
    """Eight places have no neighbour by land, and Jeju-si and Seogwipo-si only each other."""
    land = by_land(near)
    alone = near.units[~land.any(axis=1)]
    assert {name_of(regional, unit) for unit in alone} == ISLANDS
    jeju = near.places(pd.Index(["39010", "39020"]))
    assert land[jeju].sum() == 2
    assert land[jeju[0], jeju[1]]


def test_islands_are_joined_by_the_shortest_crossings(near, regional):
    """Nine crossings make the country one; each island goes to its nearest shore."""
    who = neighbours(near, "contiguity")
    pairs = {
        frozenset({name_of(regional, row["from"]), name_of(regional, row["to"])}): row["distance_m"]
        for row in who.crossings.to_dict("records")
    }
    assert len(pairs) == 9
    assert frozenset({"경북 울진군", "경북 울릉군"}) in pairs
    assert frozenset({"전남 완도군", "제주 제주시"}) in pairs
    assert frozenset({"경남 통영시", "경남 거제시"}) in pairs
    assert 130_000 < pairs[frozenset({"경북 울진군", "경북 울릉군"})] < 132_000
    for unit in near.units[~by_land(near).any(axis=1)]:
        at = near.places(pd.Index([unit]))[0]
        others = np.delete(near.border_m[at], at)
        own = who.crossings[(who.crossings["from"] == unit) | (who.crossings["to"] == unit)]
        assert own["distance_m"].min() == others.min()


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_idea_of_neighbours_is_mutual_and_whole(near, name):
    """Under each of the three weights neighbours are mutual, nobody is their own or cut off."""
    who = neighbours(near, name)
    assert np.array_equal(who.links, who.links.T)
    assert not np.diag(who.links).any()
    assert who.links.any(axis=1).all()
    assert crossings(who.links, near).empty


def test_settings_of_the_weights(near):
    """The k-nearest rule gives everyone at least five, the band is 35 km wide."""
    assert nearest(near).sum(axis=1).min() >= NEAREST
    assert neighbours(near, "band").setting == band_reach(near) == 35_000
    with pytest.raises(ValueError, match="name must be one of"):
        neighbours(near, "rook")


def test_far_distances_keep_their_promise(atlas, regional):
    """Near pairs are measured on the borders as drawn, far ones are off by no more than said."""
    pieces = _pieces(atlas)
    shapes = pieces.geometry.to_numpy()
    rng = np.random.default_rng(1)
    one, other = rng.integers(0, len(shapes), (2, 400))
    true = shapely.distance(shapes[one], shapes[other])
    said = regional.pieces.border_m[one, other]
    assert list(pieces.index) == list(regional.pieces.units)
    assert np.array_equal(said[true < EXACT_BELOW_M], true[true < EXACT_BELOW_M])
    assert np.abs(said - true).max() <= ROUGH_ERROR_M
    centres = shapely.get_coordinates(shapely.centroid(shapes))
    assert np.allclose(centres, regional.pieces.centre_m)


def test_places_of_every_edition_have_distances(regional):
    """On the day of every edition the distances are those of exactly its places."""
    for edition in regional.atlas.editions:
        assert list(regional.near(edition).units) == list(regional.states(edition).index)


def test_squares_know_their_distances(tmp_path):
    """A country of squares has the distances and contiguity that geometry gives, also from file."""
    frame = squares(4, 5, frozenset({(1, 1), (2, 3)}))
    near = measure(frame)
    every = shapely.distance(frame.geometry.to_numpy()[:, None], frame.geometry.to_numpy()[None, :])
    assert np.allclose(near.border_m, every, atol=1e-6)
    assert near.area_m2.sum() == pytest.approx(18e6)
    graph = Graph.build_contiguity(frame, rook=False)
    pairs = {(a, b) for a, b in graph.adjacency.index if a != b}
    land = by_land(near)
    assert pairs == {(near.units[a], near.units[b]) for a, b in zip(*np.nonzero(land), strict=True)}
    near.write(tmp_path / "near.parquet")
    again = Nearness.read(tmp_path / "near.parquet")
    assert again.units.equals(near.units)
    assert np.array_equal(again.border_m, near.border_m)
    assert np.array_equal(again.centre_m, near.centre_m)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_places_of_another_date_need_no_second_measuring(owners):
    """However pieces are shared out, places are as far apart as their union's shapes are."""
    frame = squares(3, 4)
    holders = pd.Series([f"9000{owner}" for owner in owners], index=frame.index)
    near = measure(frame).on(holders)
    whole = frame.dissolve(holders.to_numpy()).sort_index()
    assert list(near.units) == list(whole.index)
    shapes = whole.geometry.to_numpy()
    assert np.allclose(near.border_m, shapely.distance(shapes[:, None], shapes[None, :]))
    assert np.allclose(near.centre_m, shapely.get_coordinates(shapely.centroid(shapes)))


def test_islands_of_islands_and_ties():
    """Groups of islands are joined by their shortest links; equal ones in code order."""
    xy = np.array([[0, 0], [1, 0], [10, 0], [11, 0], [30, 0], [50, 0.0]])
    near = points(xy)
    links = np.zeros((6, 6), dtype=bool)
    links[0, 1] = links[1, 0] = links[2, 3] = links[3, 2] = True
    found = crossings(links, near)
    assert found.to_numpy().tolist() == [
        ["10001", "10002", 9.0],
        ["10003", "10004", 19.0],
        ["10004", "10005", 20.0],
    ]
    square = points(np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]))
    tied = crossings(np.zeros((4, 4), dtype=bool), square)
    assert tied[["from", "to"]].to_numpy().tolist() == [
        ["10000", "10001"],
        ["10000", "10002"],
        ["10001", "10003"],
    ]


def test_a_country_of_two_places():
    """With fewer places than asked for, all others are the nearest; without a border, one step."""
    near = points(np.array([[0.0, 0.0], [7_000.0, 0.0]]))
    assert nearest(near).tolist() == [[False, True], [True, False]]
    assert band_reach(near) == 5_000
    assert neighbours(near, "band").crossings["distance_m"].tolist() == [7_000.0]


def test_wrong_input_is_refused(near):
    """Degrees, a piece nobody holds and an unknown place are errors, not numbers."""
    with pytest.raises(ValueError, match="5179"):
        measure(squares(2, 2).to_crs(4326))
    with pytest.raises(ValueError, match="No holder"):
        near.on(pd.Series({"11010": "11010"}))
    with pytest.raises(KeyError, match="99999"):
        near.places(pd.Index(["99999"]))
