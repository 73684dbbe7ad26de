"""What the browser fetches: the same bytes from the same data, the numbers of the command line."""

from __future__ import annotations

import gzip
import json
from types import SimpleNamespace

import pandas as pd
import pytest

import shapely

from analysis.coverage.rules import RULES
from exports.build import bundle, map_files
from figures.web.map_data import LETTERS, METROPOLITAN
from geo.files.boundaries import load_boundaries
from geo.files.boundary_set import Options
from geo.places.register import Register
from geo.shapes.by_date import cut_places, read_parts
from store.errors import InputError
from store.tables import read_table

LIGHT_M = 1500
"""Tolerance of the light shapes these tests build from; every place and part is there."""


@pytest.fixture(scope="module")
def pieces(atlas):
    """Return the cleaned pieces of the country, drawn lightly."""
    tables = atlas.tables
    read = load_boundaries(bundle.BOUNDARIES, Register.from_tables(tables), Options(strict=True))
    whole = cut_places(read.places, read_table("pieces"), read_parts())
    light = shapely.coverage_simplify(whole.geometry.to_numpy(), LIGHT_M)
    return whole.set_geometry(light, crs=whole.crs)


@pytest.fixture(scope="module")
def files(atlas, pieces):
    """Return the bundle's files."""
    return map_files.public_files(atlas, pieces).files


@pytest.fixture(scope="module")
def book(files):
    """Return what the map knows."""
    return json.loads(files["atlas.json"])


def test_same_input_same_bytes(atlas, pieces, files):
    """A second build from the same data gives the same bytes in every file."""
    assert map_files.public_files(atlas, pieces.copy()).files == files


def test_counts_are_those_of_the_analysis(atlas, book):
    """At every edition and under every rule the map shows the command line's counts."""
    assert [row["edition"] for row in book["editions"]] == atlas.editions
    for row in book["editions"]:
        for rule in RULES:
            point = atlas.coverage(row["edition"], rule=rule)
            nation = point.nation
            assert row["date"] == point.date
            assert row["nation"][rule] == [nation.at_least, nation.at_most, nation.of]
            for code in point.provinces.index:
                count = point.province(code)
                shown = row["provinces"][code][rule]
                assert shown == [count.at_least, count.at_most, count.of]
        assert row["new"] == atlas.new_in(row["edition"])


def test_states_are_those_of_the_ledger(atlas, book):
    """One letter a place and edition; every letter is known and says the ledger's state."""
    meaning = {letter: status for status, letter in LETTERS.items()}
    assert len(meaning) == len(LETTERS)
    for row in book["editions"]:
        states = atlas.coverage(row["edition"]).states["status"]
        assert len(row["states"]) == len(book["units"])
        for unit, letter in zip(book["units"], row["states"], strict=True):
            assert letter == " " if unit not in states.index else meaning[letter] == states[unit]


def test_years_are_those_of_the_ledger(atlas, book):
    """A place's year in force, or its bounds, is the ledger's at every edition."""
    for row in book["editions"]:
        states = atlas.coverage(row["edition"]).states
        for unit in book["units"]:
            if unit in states.index and (first := states.at[unit, "since_from"]):
                years = row["since"].get(unit, book["since"].get(unit))
                assert years == [int(first[:4]), int(states.at[unit, "since_to"][:4])]


def test_headline_texts(book):
    """The headline the browser shows is written in Python, in both languages, under each rule."""
    row = next(row for row in book["editions"] if row["edition"] == "2023")
    assert row["text"]["ko"]["official"]["share"] == "86.3%"
    assert row["text"]["en"]["strict"]["counts"] == "192 / 226"
    assert row["text"]["en"]["units"]["share"] == "85.2%"
    older = next(row for row in book["editions"] if row["edition"] == "2007")
    assert older["text"]["en"]["official"]["counts"] == "76 / 230"
    assert older["text"]["en"]["official"]["share"] == "33.0%"


def test_every_place_of_every_edition_is_drawn_once(atlas, files, book):
    """At each edition the base map and the patches of its time draw exactly its places."""
    shapes, epochs = json.loads(files["shapes.json"]), json.loads(files["epochs.json"])
    base = {feature["properties"]["unit_id"] for feature in shapes["features"]}
    assert base == set(atlas.register.on("2026-03-10").index)
    for day in atlas.editions_dates():
        (time,) = [
            one for one in epochs if one["from"] <= day and (not one["to"] or day <= one["to"])
        ]
        drawn = [*(base - set(time["hidden"]))]
        drawn += [feature["properties"]["unit_id"] for feature in time["features"]]
        assert sorted(drawn) == sorted(atlas.register.on(day).index), day
        assert set(drawn) <= set(book["units"])


def test_every_place_has_its_name_of_the_day(atlas, book):
    """For every edition each place has one name, that of the register on that day."""
    for day in atlas.editions_dates():
        for unit, name in atlas.register.on(day)["name_ko"].items():
            (now,) = [
                one
                for one in book["names"][unit]
                if one["from"] <= day and (not one["to"] or day <= one["to"])
            ]
            assert now["ko"] == name


def test_every_place_has_a_tile_of_its_own(atlas, book):
    """At every time each place has a cell, and no two places share one."""
    for day in atlas.editions_dates():
        (grid,) = [t for t in book["tiles"] if t["from"] <= day and (not t["to"] or day <= t["to"])]
        assert set(grid["cells"]) == set(atlas.register.on(day).index)
        cells = {tuple(cell) for cell in grid["cells"].values()}
        assert len(cells) == len(grid["cells"])
        assert all(0 <= x < grid["columns"] and 0 <= y < grid["rows"] for x, y in cells)


def test_insets_hold_every_place_of_the_metropolitan_cities(atlas, book):
    """Each enlarged city is whole on every day, its counties too, and holds no other place."""
    assert [inset["code"] for inset in book["insets"]] == list(METROPOLITAN)
    days = {*atlas.editions_dates(), *atlas.register.places["valid_from"]}
    for inset in book["insets"]:
        mine = set()
        for day in days:
            then = atlas.register.on(day)
            mine |= set(then.index[then["province_code"] == inset["code"]])
        assert inset["units"] == [unit for unit in book["units"] if unit in mine]


def test_shapes_are_valid_in_the_bytes_sent(files):
    """Read back from its bytes, every shape and the coverage are valid, Dokdo included."""
    shapes = json.loads(files["shapes.json"])
    read = shapely.from_geojson([json.dumps(f["geometry"]) for f in shapes["features"]])
    assert shapely.is_valid(read).all()
    assert shapely.coverage_is_valid(read)
    ulleung = read[[f["properties"]["unit_id"] for f in shapes["features"]].index("37430")]
    for dokdo in ((131.8648, 37.2421), (131.8696, 37.2396)):
        assert shapely.distance(ulleung, shapely.Point(dokdo)) < 0.004


def test_each_province_has_its_fine_shapes(atlas, files):
    """A province's own file holds all its places and the neighbours that touch them."""
    now = atlas.register.on("2026-03-10")
    for code, group in now.groupby("province_code"):
        fine = json.loads(files[f"fine-{code}.json"])
        held = {feature["properties"]["unit_id"] for feature in fine["features"]}
        assert set(group.index) <= held


def test_book_fits_the_wire(files):
    """What the map knows beside the shapes stays small once compressed."""
    assert len(gzip.compress(files["atlas.json"])) < 100_000


@pytest.fixture
def workshop(atlas, tmp_path, monkeypatch, pieces):
    """Return a build that writes into a temporary folder and takes no time."""
    made = {"atlas.json": b"{}"}
    monkeypatch.setattr(bundle, "fingerprint", lambda **_: "same")
    monkeypatch.setattr(bundle.Atlas, "load", lambda: atlas)
    monkeypatch.setattr(bundle, "BUILT", tmp_path / "static" / "built")
    monkeypatch.setattr(bundle, "STORE", tmp_path / "build")
    monkeypatch.setattr(
        bundle, "load_boundaries", lambda *_, **__: SimpleNamespace(places=pieces.iloc[:2])
    )
    monkeypatch.setattr(bundle, "cut_places", lambda *_: pieces)
    monkeypatch.setattr(bundle, "public_files", lambda *_: map_files.Made(dict(made), {}))
    return SimpleNamespace(root=tmp_path, files=made)


def test_two_builds_share_one_folder(workshop):
    """The folder's name follows the bytes: the same again, another after a change."""
    first = bundle.build()
    assert bundle.build() == first
    assert bundle.current() == first
    workshop.files["atlas.json"] = b"[]"
    second = bundle.build()
    assert second.bundle != first.bundle
    assert bundle.current() == second
    assert (bundle.BUILT / second.bundle / "atlas.json").read_bytes() == b"[]"
    assert (bundle.BUILT / first.bundle / "atlas.json").exists()


def test_old_bundles_are_swept(workshop):
    """The current bundle and the one before stay; older ones go."""
    for number in range(4):
        workshop.files["atlas.json"] = str(number).encode()
        built = bundle.build()
    assert len(list(bundle.BUILT.iterdir())) == 2
    assert bundle.current() == built


@pytest.mark.parametrize("where", ["public_files", "_place", "write_file"])
def test_a_build_cut_short_leaves_the_old_one(workshop, monkeypatch, where):
    """Whatever step fails, the pointer still names the old, whole bundle."""
    first = bundle.build()
    workshop.files["atlas.json"] = b"new"

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(bundle, where, stop)
    with pytest.raises(KeyboardInterrupt):
        bundle.build()
    assert bundle.current() == first
    assert (bundle.BUILT / first.bundle / "atlas.json").read_bytes() == b"{}"
    assert [path.name for path in bundle.STORE.glob("*.making")] == []


def test_changed_boundary_file_builds_nothing(workshop, monkeypatch, tmp_path):
    """A boundary file that fails its checksum stops the build before anything is written."""
    folder = tmp_path / "shapes"
    folder.mkdir()
    (folder / "checksums.sha256").write_text(f"{'0' * 64}  a.shp\n", encoding="ascii")
    monkeypatch.setattr(bundle, "BOUNDARIES", folder)
    with pytest.raises(InputError, match=r"a\.shp: found no file"):
        bundle.build()
    assert [path for path in workshop.root.rglob("*") if path.is_file()] == [
        folder / "checksums.sha256"
    ]


def test_a_build_is_stale_when_its_inputs_change(workshop, monkeypatch):
    """`build` does nothing while nothing changed, and sees when something did."""
    bundle.build()
    assert bundle.current() is not None
    monkeypatch.setattr(bundle, "fingerprint", lambda **_: "other")
    assert bundle.current() is None


def test_fingerprint_sees_every_input(tmp_path):
    """A new or changed input gives another fingerprint; what Python leaves behind does not."""
    (tmp_path / "data").mkdir()
    before = bundle.fingerprint(tmp_path)
    (tmp_path / "data" / "a.csv").write_bytes(b"1")
    first = bundle.fingerprint(tmp_path)
    (tmp_path / "data" / "a.pyc").write_bytes(b"1")
    assert bundle.fingerprint(tmp_path) == first != before
    (tmp_path / "data" / "a.csv").write_bytes(b"2")
    assert bundle.fingerprint(tmp_path) != first


def test_places_for_the_server_come_back_whole(workshop, pieces):
    """The server's own copy of the places reads back as it was written."""
    import geopandas as gpd  # noqa: PLC0415  # one test needs it

    read = gpd.read_parquet(bundle.build().places)
    pd.testing.assert_index_equal(read.index, pieces.index[:2])
    assert read.crs == pieces.crs
