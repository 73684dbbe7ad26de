"""The documents: the same numbers and names in every format, read back by another program."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pptx
import pypdf
import pytest
from open_total import with_open_total
from pptx.chart.axis import DateAxis

from analysis.programmes import grants
from analysis.programmes.kinds import city_programmes
from exports.brief.content import Content, all_texts
from exports.brief.gallery import Gallery
from exports.brief.tidy import COUNT, SHARE, reader_table, show
from exports.build.print_facts import gather
from exports.formats.docx import build_docx
from exports.formats.geodata import build_geopackage, build_shapefile, place_frame
from exports.formats.hwpx import build_hwpx
from exports.formats.pdf import build_pdf
from exports.formats.pptx import SMALLEST, build_pptx
from exports.formats.xlsx import build_xlsx
from figures.print.facts import for_audience
from figures.style.theme import load_theme
from figures.words import won
from figures.words.language import words
from store.archive import settled, zip_bytes

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
    cities = grants.total(rows[rows["programme"].isin(city_programmes())])
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


def text_sizes(file):
    """Yield the size of every text of some slides, in cells too."""
    for slide in file.slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    yield from (run.font.size for run in paragraph.runs if run.font.size)


def test_slides_are_native_and_complete(content, gallery):
    """Slides hold every table cell as an editable table, two native charts, and alt texts."""
    file = pptx.Presentation(io.BytesIO(build_pptx(content, gallery)))
    tables: dict[str, list[list[str]]] = {}
    charts, alts, written = [], [], []
    for slide in file.slides:
        assert slide.shapes.title.text_frame.text
        assert content.facts.data_hash in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_text_frame:
                written.append(shape.text_frame.text)
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                tables.setdefault(shape.name, []).extend(rows)
            if shape.has_chart:
                charts.append(shape.chart)
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
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
    days = [dt.date.fromisoformat(day) for day in content.section("trend").table.column("date")]
    serial = [(day - dt.date(1899, 12, 30)).days for day in days]  # as Office counts days
    assert [int(float(one)) for one in charts[1].plots[0].categories] == serial
    assert isinstance(charts[1].category_axis, DateAxis)
    assert min(text_sizes(file)) >= SMALLEST
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
    assert section.count("<hp:shapeComment>") == 10


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


def test_documents_carry_every_learning_city(content, facts, gallery):
    """Slides, note, PDF and Hangul file name all learning cities, none of them twice."""
    table = content.section("cities").table
    listed = [name for _, cities in table.rows for name in cities.split(", ")]
    assert len(listed) == facts.point.nation.designated
    slides = pptx.Presentation(io.BytesIO(build_pptx(content, gallery)))
    cells_of = [
        cell.text
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert {cities for _, cities in table.rows} <= set(cells_of)


def test_the_press_is_shown_figures_and_the_ministry(content, facts):
    """The press gets the same figures, the Ministry as source, no hash and no degrees of proof."""
    press = Content(for_audience(facts, "press"), content.lang)
    said = "\n".join([*all_texts(press), *press.footer])
    assert facts.data_hash not in said
    assert all(publisher not in said for publisher in facts.sources[content.lang])
    assert words(content.lang)("brief.ministry", date=press.say.date(facts.date)) in said
    assert [column.key for column in press.section("gaps").table.columns][-1] != "basis"
    assert press.section("provinces").table == content.section("provinces").table
    assert "confidence" not in place_frame(press).columns
    assert "confidence" in place_frame(content).columns
    assert "weak" not in for_audience(facts, "office").keys.values()
    assert facts.data_hash in "\n".join(Content(for_audience(facts, "office"), "ko").footer)


def test_documents_repeat_byte_for_byte(facts, gallery):
    """The same data make the same files, so that a reader can check what was sent."""
    content = Content(facts, "en")
    builders = (build_pptx, build_docx, build_hwpx, build_pdf)
    for build in builders:
        assert build(content, gallery) == build(content, gallery), build.__name__
    for build in (build_xlsx, build_geopackage, build_shapefile):
        assert build(content) == build(content), build.__name__


def test_an_open_total_stays_a_range_in_documents(atlas):
    """The editions whose total is open show both ends in the note and both bounds in the sheet."""
    content = Content(gather(with_open_total(atlas), "2021", "official"), "ko")
    table = content.section("trend").table
    last = dict(zip([c.key for c in table.columns], table.rows[-1], strict=True))
    assert (last["total_min"], last["total_max"], last["total_printed"]) == (180, 181, 181)
    assert reader_table(table, "ko")[1][-1][3] == "180–181"
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
