"""The access page, drawn without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from through_time import REGISTER, TIMELINE

import geopandas as gpd
import shapely

from analysis.access.asking import Reaching
from geo.shapes.by_date import holders_on
from views.reader import library

PAGE = """
import runpy
from views.reader import library, session

session.begin(library.atlas(), "access")
session.change(lang="{lang}", edition="{edition}")
runpy.run_path("views/pages/access.py")
"""


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """Answer from the atlas that is read once, with a square for each piece of the country."""
    names = sorted(holders_on(TIMELINE.territory, REGISTER, "2023-03-06").index)
    squares = [shapely.box(i % 16, i // 16, i % 16 + 1, i // 16 + 1) for i in range(len(names))]
    pieces = gpd.GeoDataFrame(geometry=squares, index=names, crs="EPSG:5179")
    pieces.index.name = "piece"
    reaching = Reaching.load(TIMELINE.atlas)
    monkeypatch.setattr(library, "pieces", lambda: pieces)
    monkeypatch.setattr(library, "timeline", lambda: TIMELINE)
    monkeypatch.setattr(library, "atlas", lambda: TIMELINE.atlas)
    monkeypatch.setattr(library, "reaching", lambda: reaching)


def draw(lang="en", edition="2023"):
    page = AppTest.from_string(PAGE.format(lang=lang, edition=edition), default_timeout=60).run()
    assert not page.exception, page.exception
    return page


def told(page):
    return "\n".join(one.value for one in (*page.markdown, *page.caption))


def test_the_page_says_where_the_divide_is():
    """The sentence holds town against country, by designation, and names what is missing."""
    page = draw()
    assert "between town and country" in told(page)
    assert "no coordinates" in told(page)
    assert "도시와 농촌" in told(draw("ko"))


def test_a_place_more_is_asked_on_the_page():
    """A point gives people gained, a text that is no point one clear error."""
    page = draw()
    page.text_input(key="access_point").set_value("127.0,37.2").run()
    assert "more people would be within 1 km" in told(page)
    page.text_input(key="access_point").set_value("<b>here</b>").run()
    assert any("longitude,latitude" in one.value for one in page.text)


def test_an_early_edition_has_no_figures():
    """Where no population fits the places of the day, the page says so and shows nothing."""
    page = draw(edition="2003")
    assert page.info[0].value.startswith("There is no population")
    assert not page.dataframe
