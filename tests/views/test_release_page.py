"""The programmes and release pages, drawn without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from through_time import REGISTER, TIMELINE

import geopandas as gpd
import shapely

from geo.shapes.by_date import holders_on
from views.parts.funding import card_lines
from views.reader import library

PAGE = """
import runpy
from views.reader import library, session

session.begin(library.atlas(), "{page}")
session.change(lang="{lang}", edition="{edition}", province="{province}")
runpy.run_path("views/pages/{page}.py")
"""


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """Answer from the atlas that is read once, with a square for each piece of the country."""
    days = ("2001-01-01", "2018-07-01", "2026-07-01")
    held = [holders_on(TIMELINE.territory, REGISTER, day).index for day in days]
    names = sorted({piece for index in held for piece in index})
    squares = [shapely.box(i % 16, i // 16, i % 16 + 1, i // 16 + 1) for i in range(len(names))]
    pieces = gpd.GeoDataFrame(geometry=squares, index=names, crs="EPSG:5179")
    pieces.index.name = "piece"
    monkeypatch.setattr(library, "pieces", lambda: pieces)
    monkeypatch.setattr(library, "timeline", lambda: TIMELINE)
    monkeypatch.setattr(library, "atlas", lambda: TIMELINE.atlas)


def draw(page, lang="ko", edition="2023", province=""):
    """Return a page as drawn; an exception on it fails the test."""
    drawn = AppTest.from_string(
        PAGE.format(page=page, lang=lang, edition=edition, province=province), default_timeout=60
    )
    drawn.run()
    assert not drawn.exception, drawn.exception
    return drawn


def test_the_programmes_page_shows_the_money_of_the_year():
    """24 cities at 1,132-1,140 million won, the doubt said; 28 rows, each with who published it."""
    drawn = draw("programmes", "en")
    text = " ".join(block.value for block in drawn.markdown)
    assert "24 in all: 1,132–1,140 million won (sources differ)" in text
    table = drawn.dataframe[0].value
    assert len(table) == 28
    assert set(table["Source"]) >= {"Presidential committee portal (Ministry release)"}
    assert not table["Source"].str.contains("nabis-|news1-").any()


def test_the_programmes_page_narrows_to_a_province_and_marks_what_is_missing():
    """Gangwon has four rows in 2023; 2026 says which amounts were not printed."""
    assert len(draw("programmes", province="32").dataframe[0].value) == 4
    text = " ".join(block.value for block in draw("programmes", "en", "2026").markdown)
    assert "amounts not printed" in text


def test_an_edition_without_programmes_says_so():
    """2001 has no recorded programme; that is a sentence, not an empty table."""
    drawn = draw("programmes", edition="2001")
    assert len(drawn.info) == 1
    assert not drawn.dataframe


def test_the_release_page_marks_what_differs():
    """A pasted draft with one wrong count shows one difference, and the marked draft."""
    drawn = draw("release")
    text = "2023년 신규 평생학습도시 8개를 지정했다. <b>전국</b> 195곳."
    drawn.text_area(key="release_text").set_value(text)
    drawn.button(key="release_check").click().run()
    assert not drawn.exception
    assert [error.value for error in drawn.error] == ["자료와 다른 곳이 1곳 있습니다."]
    page = " ".join(block.proto.body for block in drawn.get("html"))
    assert "파일 고르기" in page
    assert 'class="differs"' in page
    assert "&lt;b&gt;" in page
    drawn.text_area(key="release_text").set_value("도시 ١٩٥곳")
    drawn.button(key="release_check").click().run()
    assert drawn.error[0].value.startswith("붙여 넣은 글: 1행의 ‘١’")


def test_a_card_lists_the_programmes_up_to_its_edition():
    """Yangyang-gun in 2023: its own award and the consortium of Gangwon, nothing later."""
    from figures.words.language import words  # noqa: PLC0415  # used here only

    lines = card_lines("32410", "32", "2023", words("en"))
    assert lines[0].startswith("2023 · ")
    assert any("about 90 million won" in line for line in lines)
    assert any("Consortium (province)" in line for line in lines)
