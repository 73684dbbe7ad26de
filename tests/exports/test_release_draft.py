"""The draft of a release: written from the data, agreed to by the check, readable elsewhere."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from click.testing import CliRunner
from docx.enum.text import WD_COLOR_INDEX
from future_edition import EDITION, adopt
from helpers import copy_tables
from hwpx.document import HwpxDocument

from analysis.atlas import Atlas
from analysis.release.documents import text_of
from analysis.release.judge.drafts import check_draft
from analysis.release.model import AGREES, DIFFERS, ROUNDED
from atlas import cli
from exports.release.draft import Grid, Line
from exports.release.files import DRAFT_FILES
from exports.release.writing import draft_of
from figures.print.audience import AUDIENCES
from figures.print.embargo import Embargo
from figures.style.theme import load_theme
from figures.words.language import words
from figures.words.won import release_won
from store.archive import zip_bytes

LEAST = 0.98
"""Share of a draft's figures that the check must be able to judge."""

EDITIONS = ("2022", "2023")


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module", params=[(year, lang) for year in EDITIONS for lang in ("ko", "en")])
def draft(request, atlas, theme):
    return draft_of(atlas, *request.param, theme)


def texts(draft):
    """Return every text of a draft with what it stands in."""
    for part in draft.lines:
        if isinstance(part, Line):
            yield part, part.text
        else:
            yield from ((part, text) for row in part.cells for text in row)


def test_the_check_agrees_with_the_draft(draft, theme, atlas):
    """The product's own check finds nothing wrong in a draft, and can judge what it says."""
    text = text_of(DRAFT_FILES["docx"].build(draft, theme), "draft.docx")
    claims = [
        one for one in check_draft(atlas, text, draft.edition).claims if one.kind != "contact"
    ]
    judged = [one for one in claims if one.verdict in {AGREES, ROUNDED}]
    assert [(one.text, one.computed) for one in claims if one.verdict == DIFFERS] == []
    assert len(judged) / len(claims) >= LEAST


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_edition_can_be_written(lang, atlas, theme):
    """An edition with few, open or mixed programmes gives a draft too, first and last included."""
    for edition in atlas.editions:
        draft = draft_of(atlas, edition, lang, theme)
        assert draft.title.text in DRAFT_FILES["md"].build(draft, theme).decode()


def test_the_check_marks_what_was_changed_and_nothing_else(theme, atlas):
    """Who changes a number in the Word or Hangul file is told of that number alone."""
    draft = draft_of(atlas, "2023", "ko", theme)
    total = str(atlas.coverage("2023").nation.designated)
    was, now = "전국 기초자치단체 226곳의 86.3%가", "전국 기초자치단체 226곳의 89.9%가"
    for form, part in (("docx", "word/document.xml"), ("hwpx", "Contents/section0.xml")):
        with zipfile.ZipFile(io.BytesIO(DRAFT_FILES[form].build(draft, theme))) as package:
            files = {name: package.read(name) for name in package.namelist()}
        whole = files[part].decode()
        assert was in whole
        assert total in whole
        files[part] = whole.replace(was, now, 1).encode()
        report = check_draft(atlas, text_of(zip_bytes(files), f"edited.{form}"), "2023")
        assert [one.text for one in report.claims if one.verdict == DIFFERS] == ["89.9%"]


def test_every_line_with_a_figure_names_its_rows(draft):
    """A figure of a draft can be followed to the rows that it was written from."""
    silent = [text for part, text in texts(draft) if re.search(r"\d", text) and not part.rows]
    assert silent == []


def test_the_new_cities_and_the_rest_are_those_of_the_data(draft, atlas):
    """The lists hold every new city and every municipality left out, once, by name."""
    new = atlas.new_in(draft.edition)
    point = atlas.coverage(draft.edition)
    named = next(part for part in draft.body if part.level == "star")
    names = [atlas.register.full_name(unit, point.date, draft.lang) for unit in new]
    assert sorted(named.text.partition(": ")[2].split(", ")) == sorted(names)
    grids = [part for annex in draft.annexes for part in annex.parts if isinstance(part, Grid)]
    by_year, rest = grids[-2], grids[-1]
    held = [name for row in by_year.cells for name in row[2].split(", ")]
    left = [name for row in rest.cells for name in row[1].split(", ")]
    assert len(held) == len(set(zip([r[0] for r in by_year.cells for _ in r[2].split(", ")], held,
                                    strict=True)))  # fmt: skip
    assert len(held) == point.nation.designated
    assert len(left) == len(point.remaining())


def test_what_the_data_cannot_know_is_a_blank(atlas, theme):
    """Names, quotations, criteria and unprinted amounts are marked, and the theme fills its own."""
    draft = draft_of(atlas, "2026", "ko", theme)
    assert {"〔장관 말씀 인용〕", "〔선정 기준과 심사 방법〕", "〔금액〕"} <= set(draft.blanks)
    made = docx.Document(io.BytesIO(DRAFT_FILES["docx"].build(draft, theme)))
    runs = [run for paragraph in made.paragraphs for run in paragraph.runs]
    marked = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert "〔장관 말씀 인용〕" in marked
    assert not [run.text for run in runs if "〔" in run.text and run.text not in marked]


def test_a_place_that_is_back_is_pointed_out(atlas, theme):
    """A city that lost its place in the count and is new again is explained before it goes out."""
    draft = draft_of(atlas, "2026", "ko", theme)
    back = [note for part in draft.lines for note in part.notes if "김천시" in note]
    assert any("2015" in note for note in back)
    made = docx.Document(io.BytesIO(DRAFT_FILES["docx"].build(draft, theme)))
    assert set(back) <= {one.text for one in made.comments}
    hangul = HwpxDocument.open(io.BytesIO(DRAFT_FILES["hwpx"].build(draft, theme)))
    section = b"".join(part.to_bytes() for part in hangul.oxml.sections).decode()
    assert all(note in section for note in back)


def test_the_same_draft_is_the_same_file(draft, theme, atlas):
    """Two people who write the same draft get the same bytes, in every form."""
    again = draft_of(atlas, draft.edition, draft.lang, theme)
    for form, one in DRAFT_FILES.items():
        assert one.build(draft, theme) == one.build(again, theme), form


def test_an_edition_before_its_hour_is_marked_on_every_page(tmp_path, theme):
    """Whoever holds a draft under embargo sees so in Word and in Hangul; the public has none."""
    root = copy_tables(tmp_path)
    adopt(root)
    embargo = (Embargo(EDITION, online_at="2027-03-09T12:00:00+09:00"),)
    draft = draft_of(Atlas.whole(root), EDITION, "ko", theme, embargo)
    assert draft.watermark
    made = docx.Document(io.BytesIO(DRAFT_FILES["docx"].build(draft, theme)))
    assert draft.watermark in made.sections[0].header.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(DRAFT_FILES["hwpx"].build(draft, theme))) as package:
        section = package.read("Contents/section0.xml").decode()
    head = re.search(r"<hp:header .*?</hp:header>", section)
    assert head is not None
    assert draft.watermark in head[0]
    assert draft.watermark in DRAFT_FILES["md"].build(draft, theme).decode()
    assert EDITION not in Atlas.load(root).editions


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (90_000_000, "9천만 원", "90 million won"),
        (75_000_000, "7천5백만 원", "75 million won"),
        (24_500_000, "2,450만 원", "24.5 million won"),
        (1_100_000_000, "11억 원", "1.1 billion won"),
        (200_000_000, "2억 원", "200 million won"),
    ],
)
def test_amounts_are_written_as_releases_do(amount, korean, english):
    """An amount reads as in a release, in both languages."""
    assert release_won(words("ko"), amount) == korean
    assert release_won(words("en"), amount) == english


def test_the_command_writes_a_file_and_refuses_another_kind(tmp_path):
    """`atlas.py release` writes what it is asked for, and says at once what is wrong."""
    out = tmp_path / "draft.md"
    done = CliRunner().invoke(cli, ["release", "--edition", "2023", "--lang", "en", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "# 7 New Lifelong Learning Cities Designated in 2023" in out.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["release", "--edition", "1999", "-o", str(tmp_path / "a.odt")])
    said = str(wrong.exception)
    assert ".odt" in said
    assert "1999" in said
    assert not (tmp_path / "a.odt").exists()


def test_a_draft_names_the_source_its_reader_is_to_see(atlas, theme):
    """The press reads of the Ministry alone, an office of each publisher, research of the hash."""
    foot = {
        key: draft_of(atlas, "2023", "ko", theme, audience=AUDIENCES[key]).source
        for key in AUDIENCES
    }
    assert foot["press"] == "교육부 보도자료, 2023년 3월 6일"
    assert "이투데이" in foot["office"]
    assert atlas.data_hash not in foot["office"]
    assert foot["research"] == f"{foot['office']} · 자료 버전 {atlas.data_hash}"
