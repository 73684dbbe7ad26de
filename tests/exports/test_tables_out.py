"""Tables and map data: sheets, CSV and boundaries, read back by another program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geopandas as gpd
import pyogrio
import shapely

from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.brief.tidy import Column, Table
from exports.build.print_facts import gather
from exports.formats.csv_tables import build_csv
from exports.formats.geodata import build_geojson, build_geopackage, build_shapefile
from exports.formats.xlsx import build_xlsx
from figures.style.theme import load_theme
from figures.words.language import words
from store.errors import InputError


@pytest.fixture(scope="module")
def facts(atlas):
    return gather(atlas, "2023", "official")


@pytest.fixture(scope="module")
def gallery(facts):
    return Gallery(facts, load_theme())


@pytest.fixture(scope="module", params=["ko", "en"])
def content(request, facts):
    return Content(facts, request.param)


def kept(value):
    """Return what a workbook keeps of a value: 16 digits of a share, a date as a date."""
    if isinstance(value, float):
        return pytest.approx(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return dt.datetime.fromisoformat(value)
    return value


def test_sheets_are_tidy_and_frozen(content):
    """Each sheet says what it is over one frozen header in both languages; the notes come first."""
    book = openpyxl.load_workbook(io.BytesIO(build_xlsx(content)))
    assert len(book.sheetnames) == len(content.tables) + 1
    for table, name in zip(content.tables, book.sheetnames[1:], strict=True):
        sheet = book[name]
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        over, rows = [], list(sheet.iter_rows(values_only=True))
        over, rows = [row[0] for row in rows[:3]], rows[3:]
        assert over == [table.title, *content.footer[-2:]]
        assert list(sheet.tables) == ([f"atlas_{table.key}"] if table.rows else [])
        assert rows[0] == tuple(f"{c.label} ({c.other_label})" for c in table.columns)
        for row, expected in zip(rows[1:], table.rows, strict=True):
            for column, found, value in zip(table.columns, row, expected, strict=True):
                wanted = int(value) if column.key == "edition" else kept(value)
                assert found == wanted or {found, value} <= {None, ""}
    for key in ("provinces", "trend"):
        assert len(book[content.section(key).title]._charts) == 1
    notes = [row[0] for row in book[book.sheetnames[0]].iter_rows(values_only=True)]
    assert any(content.facts.data_hash in str(note) for note in notes)


def test_csv_opens_in_a_korean_spreadsheet(content):
    """CSV starts with the byte order mark and repeats date and rule in every row."""
    data = build_csv(content.places, content)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 230
    assert rows[0][-3:] == ["edition", "date", "rule"]
    assert all(row[-3:] == ["2023", "2023-03-06", "official"] for row in rows[1:])
    assert rows[1][0] == "11010"


@given(st.text(max_size=30))
def test_no_text_becomes_a_formula(text):
    """Whatever a name is, a spreadsheet shows it and never runs it."""
    column = Column("name", "이름", "Name", "text")

    class Stub:
        """Stands for a briefing with one table."""

        lang, title, subtitle, footer = "ko", "t", "s", ()
        say = words("ko")
        tables = (Table("t", "표", (column,), ((text,),)),)
        facts = type("F", (), {"edition": "2023", "date": "2023-03-06", "point": None})

        def section(self, _key):
            """Return a part without sentences."""
            return type("S", (), {"paragraphs": ()})

    book = openpyxl.load_workbook(io.BytesIO(build_xlsx(Stub())))
    cell = book["표"].cell(5, 1)
    assert cell.data_type != "f"


def test_map_data_open_with_their_state(content, tmp_path):
    """GeoJSON, GeoPackage and both Shapefiles hold 229 valid places, Korean text intact."""
    status = {row[0]: row[4] for row in content.places.rows}
    document = json.loads(build_geojson(content))
    assert len(document["features"]) == 229
    for feature in document["features"]:
        assert feature["properties"]["status"] == status[feature["id"]]
        assert shapely.from_geojson(json.dumps(feature["geometry"])).is_valid
    bounds = shapely.from_geojson(json.dumps(document["features"][0]["geometry"])).bounds
    assert 126 < bounds[0] < bounds[2] < 128
    assert 37 < bounds[1] < bounds[3] < 38
    (tmp_path / "places.gpkg").write_bytes(build_geopackage(content))
    package = pyogrio.read_dataframe(tmp_path / "places.gpkg")
    assert package.crs.to_epsg() == 5179
    assert dict(zip(package["unit_id"], package["status"], strict=True)) == status
    for encoding in ("CP949", "UTF-8"):
        data = build_shapefile(content, encoding)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("places.cpg").decode() == encoding
        (tmp_path / f"{encoding}.zip").write_bytes(data)
        frame = gpd.read_file(tmp_path / f"{encoding}.zip")
        assert frame.crs.to_epsg() == 5179
        assert dict(zip(frame["UNIT_ID"], frame["STATUS"], strict=True)) == status
        assert set(frame["NAME"]) == {row[2] for row in content.places.rows}
    with pytest.raises(InputError, match="CP949"):
        build_shapefile(content, "LATIN1")
