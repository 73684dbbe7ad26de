"""The tile map: one cell a place, on every date."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.places.register import Register
from geo.shapes import tiles
from store.tables import read_table, read_tables

DATES = ["2001-01-01", "2006-12-31", "2011-06-01", "2013-06-01", "2023-03-06", "2026-03-10"]
DATES += ["2023-07-01", "2026-07-01"]


@pytest.fixture(scope="module")
def register():
    return Register.from_tables(read_tables())


@pytest.fixture(scope="module")
def points():
    frame = read_table("points").set_index("unit_id").astype({"x_m": float, "y_m": float})
    return {unit: (row.x_m, row.y_m) for unit, row in frame.iterrows()}


def blocks(layout, places):
    """Return each province's cells."""
    found: dict[str, set[tuple[int, int]]] = {}
    for unit, cell in layout.items():
        found.setdefault(places.loc[unit, "province_code"], set()).add(cell)
    return found


def test_every_place_of_the_register_has_a_point(register, points):
    """No place of any date is left without a position."""
    assert set(register.places["unit_id"]) == set(points)


@pytest.mark.parametrize("date", DATES)
def test_the_map_has_exactly_the_places_of_the_date(register, points, date):
    """One cell a place of that date, none twice, none missing, provinces in one piece."""
    places = register.on(date)
    layout = tiles.tile_layout(places, points)
    assert list(layout) == list(places.index)
    assert len(set(layout.values())) == len(places)
    assert all(col >= 0 and row >= 0 for col, row in layout.values())
    assert all(tiles.connected(cells) for cells in blocks(layout, places).values())


@pytest.mark.parametrize("date", DATES)
def test_the_map_keeps_the_shape_of_a_page(register, points, date):
    """The map is between 4 : 5 and square whatever the date."""
    columns, rows = tiles.size(tiles.tile_layout(register.on(date), points))
    assert 0.8 <= columns / rows <= 1.0


def test_provinces_lie_where_they_are(register, points):
    """Busan is south-east of Seoul, Gangwon north-east, Jeju at the foot, Incheon by the sea."""
    places = register.on("2023-03-06")
    layout = tiles.tile_layout(places, points)
    middle = {
        code: (sum(c for c, _ in cells) / len(cells), sum(r for _, r in cells) / len(cells))
        for code, cells in blocks(layout, places).items()
    }
    assert middle["21"][0] > middle["11"][0]
    assert middle["21"][1] > middle["11"][1]
    assert middle["32"][0] > middle["31"][0]
    assert middle["39"][1] == max(row for _, row in middle.values())
    assert middle["23"][0] < middle["11"][0]
    assert layout["37430"][0] == max(col for col, _ in blocks(layout, places)["37"])  # Ulleung


def test_gunwi_keeps_its_cell_when_it_changes_province(register, points):
    """A reader finds Gunwi-gun in the same cell before and after it joined Daegu."""
    before = tiles.tile_layout(register.on("2023-06-30"), points)
    after = tiles.tile_layout(register.on("2023-07-01"), points)
    assert before["37310"] == after["37310"] == (11, 10)


def test_the_layout_does_not_hang_on_the_order_of_rows(register, points):
    """The same places in any order give the same map."""
    places = register.on("2023-03-06")
    shuffled = places.sample(frac=1, random_state=20230306)
    assert tiles.tile_layout(shuffled, points) == tiles.tile_layout(places, points)


def test_borders_close_around_each_province(register, points):
    """Each province's outline is drawn once, and inner ones are marked as shared."""
    places = register.on("2023-03-06")
    layout = tiles.tile_layout(places, points)
    edges = tiles.borders(layout, places["province_code"].to_dict())
    assert len({(start, end) for start, end, _ in edges}) == len(edges)
    sejong = layout["29010"]
    around = [e for e in edges if sejong in (e[0], (e[0][0] - 1, e[0][1]), (e[0][0], e[0][1] - 1))]
    assert len([e for e in around if e[2]]) >= 4


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from([*tiles.LETTERS, "77"]), st.integers(0, 40), min_size=1),
    st.booleans(),
)
def test_any_numbers_of_places_fit(counts, located):
    """Whatever a future law makes of the provinces, no cell is used twice."""
    rows = [(f"{code}{i:03}", code) for code, count in counts.items() for i in range(count)]
    if "12" in counts:
        rows = [row for row in rows if row[1] not in ("24", "36")]
    places = pd.DataFrame(rows, columns=["unit_id", "province_code"]).set_index("unit_id")
    where = {u: (int(u) * 7919 % 613, int(u) * 104729 % 977) for u in places.index if located}
    layout = tiles.tile_layout(places, where)
    assert set(layout) == set(places.index)
    assert len(set(layout.values())) == len(layout)
