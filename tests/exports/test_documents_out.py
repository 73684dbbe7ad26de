"""The documents: the same numbers and names in every format, read back by another program."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import docx
import openpyxl
import pptx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geopandas as gpd
import pyogrio
import shapely

from analysis.programmes import grants
from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.brief.tidy import COUNT, SHARE, Column, Table, reader_table, show
from exports.build.print_facts import gather
from exports.formats.docx import build_docx
from exports.formats.geodata import build_geojson, build_geopackage, build_shapefile
from exports.formats.hwpx import build_hwpx
from exports.formats.pdf import build_pdf
from exports.formats.pptx import build_pptx
from exports.formats.xlsx import build_csv, build_xlsx
from figures.style.theme import load_theme
from figures.words import won
from figures.words.language import words
from store.archive import settled, zip_bytes
from store.errors import InputError

PLACES_2023 = {
    "Gangwon Yangyang-gun",
    "Chungbuk Boeun-gun",
    "Chungnam Gyeryong-si",
    "Chungnam Cheongyang-gun",
    "Jeonnam Gurye-gun",
    "Gyeongbuk Bonghwa-gun",
    "Gyeongnam Goseong-gun",
}


@pytest.fixture(scope="module")
def facts(atlas):
    return gather(atlas, "2023", "official")


@pytest.fixture(scope="module")
def gallery(facts):
    return Gallery(facts, load_theme())


@pytest.fixture(scope="module", params=["ko", "en"])
def content(request, facts):
    return Content(facts, request.param)


def cells(content):
    """Return each table of the briefing as a reader sees it, by section."""
    return {
        section.key: reader_table(section.table, content.lang)[:2]
        for section in content.sections
        if section.table is not None
    }


def squeezed(text):
    """Return a text without white space, as line breaks move between formats."""
    return re.sub(r"\s+", "", text)


def test_the_content_is_the_analysis(content, facts, atlas):
    """Every table's number is the one the analysis gives, and the totals are those announced."""
    table = content.section("provinces").table
    assert table.rows[-1][1:] == (195, 195, 226, 195 / 226, 195 / 226, 7, 34)
    by_name = {row[0]: row for row in table.rows}
    for code in facts.point.provinces.index:
        count = atlas.coverage("2023").province(code)
        row = by_name[facts.province_name(code, content.lang)]
        assert row[1:3] == (count.at_least, count.at_most)
        assert row[3] == (count.of or None)
        assert row[4] == count.share
    assert sum(row[7] or 0 for row in table.rows[:-1]) == 34
    totals = dict(
        zip(
            content.section("trend").table.column("edition"),
            content.section("trend").table.column("total_max"),
            strict=True,
        )
    )
    assert (totals["2001"], totals["2019"], totals["2023"]) == (3, 167, 195)
    assert len(content.places.rows) == 229
    assert len(content.section("gaps").table.rows) == 34
    assert len(content.section("new").table.rows) == 7


def test_the_sentences_carry_the_figures(facts):
    """The headline says total, share with both counts, names, and how the strict rule differs."""
    english = " ".join(Content(facts, "en").section("headline").paragraphs)
    for figure in ("195", "86.3%", "195 ÷ 226", "192 / 226, 85.0%", "34", "188"):
        assert figure in english
    assert all(name in english for name in PLACES_2023)


def test_the_gaps_are_the_analysis(content, regional):
    """Each place left out has the people, neighbours, distance and certainty of the analysis."""
    found = regional.gaps("2023")
    table = content.section("gaps").table
    keys = [column.key for column in table.columns]
    assert {str(row[0]) for row in table.rows} == set(found.index)
    for row in table.rows:
        shown, known = dict(zip(keys, row, strict=True)), found.loc[row[0]]
        assert shown["population"] == known["population"]
        assert shown["neighbours"] == known["neighbours"]
        assert shown["learning_neighbours"] == known["learning_neighbours"]
        assert shown["distance_m"] == round(known["border_m"])
        assert shown["basis"] == content.say(f"brief.basis.{known['confidence']}")
    said = " ".join(content.section("gaps").paragraphs)
    assert f"{int(found['population'].sum()):,}" in said
    assert str((found["learning_neighbours"] > 0).sum()) in said


def test_money_keeps_its_certainty(content, atlas):
    """Every recipient's bounds are those of the analysis, and sums are said as ranges."""
    rows = grants.select(atlas.book.funding, year="2023")
    table = content.section("programmes").table
    bounds = dict(zip(table.column("recipient_id"), table.column("low_krw"), strict=True))
    assert bounds == {row.recipient_id: int(row.low_krw) for row in rows.itertuples()}
    cities = grants.total(rows[rows["programme"].isin(grants.CITY_PROGRAMMES)])
    assert (sum(table.column("low_krw")[:24]), sum(table.column("high_krw")[:24])) == (
        cities.low,
        cities.high,
    )
    said = " ".join(content.section("programmes").paragraphs)
    assert won.money_text(content.say, cities) in said
    assert won.money_text(content.say, grants.total(rows)) in said
    unsure = [row for row in table.rows if row[5] != row[6]]
    assert len(unsure) == 1
    assert "22–30" in unsure[0][4]


def test_an_edition_without_counts_says_so(atlas):
    """Where nobody was counted or funded, the note has a dash and a sentence, never a zero."""
    content = Content(gather(atlas, "2001", "official"), "en")
    gaps = content.section("gaps")
    assert set(gaps.table.column("population")) == {None}
    assert not any("people" in sentence for sentence in gaps.paragraphs)
    assert content.section("programmes").table.rows == ()
    assert content.section("programmes").paragraphs == (content.say("programmes.none"),)


def test_slides_are_native_and_complete(content, gallery):
    """Slides hold every table cell as an editable table, two native charts, and alt texts."""
    file = pptx.Presentation(io.BytesIO(build_pptx(content, gallery)))
    tables: dict[str, list[list[str]]] = {}
    charts, alts, written = [], [], []
    for slide in file.slides:
        assert slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            if shape.has_text_frame:
                written.append(shape.text_frame.text)
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                tables.setdefault(shape.name, []).extend(rows)
            if shape.has_chart:
                charts.append(shape.chart)
            if shape.shape_type == 13:
                alts.append(shape._element.nvPicPr.cNvPr.get("descr"))
    for section in content.sections:
        assert all(text in "\n".join(written) for text in section.paragraphs)
        if section.table is None:
            continue
        heads, rows = cells(content)[section.key]
        found = [row for row in tables[section.title] if row != heads]
        assert found == rows
    assert len(charts) == 2
    shares = list(reversed(list(charts[0].plots[0].series[0].values)))
    assert shares == list(content.section("provinces").table.column("share_min"))
    assert list(charts[1].plots[0].series[0].values)[-1] == 195
    assert len(alts) == 4
    assert all(alts)


def test_the_note_reads_the_same_in_word(content, gallery):
    """The Word note holds every sentence and every table cell, and pictures with alt text."""
    file = docx.Document(io.BytesIO(build_docx(content, gallery)))
    written = [paragraph.text for paragraph in file.paragraphs]
    for section in content.sections:
        assert section.title in written
        assert all(sentence in written for sentence in section.paragraphs)
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in file.tables]
    assert tables == [[heads, *rows] for heads, rows in cells(content).values()]
    alts = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert len(alts) == 4
    assert all(alts)
    assert content.facts.data_hash in file.sections[0].footer.paragraphs[0].text


def test_the_note_reads_the_same_in_hwpx(content, gallery):
    """A reader that did not write the HWPX finds every sentence, cell and picture in it."""
    import hwpx  # noqa: PLC0415  # only this test needs the reader

    data = build_hwpx(content, gallery)
    report = hwpx.validate_package(io.BytesIO(data))
    assert not [issue for issue in report.issues if issue.level == "error"]
    opened = hwpx.HwpxDocument.open(io.BytesIO(data))
    with hwpx.TextExtractor(zipfile.ZipFile(io.BytesIO(data))) as extractor:
        written = squeezed(extractor.extract_text())
    for section in content.sections:
        assert squeezed(section.title) in written
        assert all(squeezed(sentence) in written for sentence in section.paragraphs)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in opened.tables]
    assert tables == [[heads, *rows] for heads, rows in cells(content).values()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        pictures = [name for name in archive.namelist() if name.startswith("BinData/")]
        section = archive.read("Contents/section0.xml").decode()
    assert len(pictures) == 4
    assert section.count("<hp:shapeComment>") == 9


def test_the_pdf_holds_every_cell(content, gallery):
    """The PDF's text can be searched for every sentence and table cell."""
    read = pypdf.PdfReader(io.BytesIO(build_pdf(content, gallery)))
    written = squeezed("".join(page.extract_text() for page in read.pages))
    for section in content.sections:
        for sentence in section.paragraphs:
            assert squeezed(sentence) in written
    for heads, rows in cells(content).values():
        for row in [heads, *rows]:
            assert all(squeezed(cell) in written for cell in row)
    assert read.metadata["/Title"] == content.title


def test_sheets_are_tidy_and_frozen(content):
    """Each sheet has one header in both languages, frozen, and the numbers as numbers."""
    book = openpyxl.load_workbook(io.BytesIO(build_xlsx(content)))
    assert len(book.sheetnames) == len(content.tables) + 1
    for table, name in zip(content.tables, book.sheetnames, strict=False):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0] == tuple(f"{c.label} ({c.other_label})" for c in table.columns)
        for row, expected in zip(rows[1:], table.rows, strict=True):
            for found, value in zip(row, expected, strict=True):
                # A workbook keeps 16 digits of a share.
                exact = pytest.approx(value) if isinstance(value, float) else value
                assert found == exact or {found, value} <= {None, ""}
    for key in ("provinces", "trend"):
        assert len(book[content.section(key).title]._charts) == 1
    notes = [row[0] for row in book[book.sheetnames[-1]].iter_rows(values_only=True)]
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
    cell = book["표"].cell(2, 1)
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


def test_documents_repeat_byte_for_byte(facts, gallery):
    """The same data make the same files, so that a reader can check what was sent."""
    content = Content(facts, "en")
    builders = (build_pptx, build_docx, build_hwpx)
    for build in builders:
        assert build(content, gallery) == build(content, gallery), build.__name__
    for build in (build_xlsx, build_geopackage, build_shapefile):
        assert build(content) == build(content), build.__name__


def test_an_open_total_stays_a_range_in_documents(atlas):
    """The editions whose total is open show both ends in the note and both bounds in the sheet."""
    content = Content(gather(atlas, "2013", "official"), "ko")
    table = content.section("trend").table
    last = dict(zip([c.key for c in table.columns], table.rows[-1], strict=True))
    assert (last["total_min"], last["total_max"], last["total_printed"]) == (116, 119, 118)
    assert reader_table(table, "ko")[1][-1][3] == "116–119"
    assert any("범위" in sentence for sentence in content.section("method").paragraphs)


def test_missing_values_are_a_dash():
    """What does not apply is a dash for a reader, never 0."""
    say = words("ko")
    assert show(None, COUNT, say) == "—"
    assert show(0, COUNT, say) == "0"
    assert show(0.5, SHARE, say) == "50.0%"


def test_archives_forget_when_they_were_made():
    """An archive's bytes depend on its files only."""
    files = {"mimetype": b"x", "a/b.txt": b"y"}
    assert zip_bytes(files) == zip_bytes(files)
    core = b"<c><dcterms:created xsi:type='t'>2026-01-01T00:00:00Z</dcterms:created></c>"
    once = settled(zip_bytes({"docProps/core.xml": core}))
    again = settled(zip_bytes({"docProps/core.xml": core.replace(b"2026", b"2027")}))
    assert once == again
