"""The gaps page: every part is drawn in both languages, and scenarios live in the address."""

from __future__ import annotations

import pytest
from helpers import ROOT
from square_country import squares
from streamlit.testing.v1 import AppTest

from figures.charts.gap_charts import ASSUMED_DASH, HEAVY_PX, gap_map, map_features
from figures.words.language import words
from views.reader import library
from views.reader.state import GAP_SECTIONS

pytestmark = pytest.mark.usefixtures("checked_charts")


@pytest.fixture
def open_page(regional, monkeypatch):
    """Return a way to open the page at an address; the maps are without outlines."""
    monkeypatch.setattr(library, "regional", lambda: regional)
    monkeypatch.setattr(library, "regional_ready", lambda: True)
    monkeypatch.setattr(library, "atlas", lambda: regional.atlas)
    monkeypatch.setattr(library, "outlines", lambda _: library.Outlines("none.json", ()))

    def run(**params):
        page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        page.session_state["view_page"] = "gaps"
        page.switch_page("views/pages/gaps.py").run()
        assert not page.exception
        return page

    return run


def texts(page):
    """Return all the text of a page."""
    kinds = (page.markdown, page.caption, page.info, page.warning, page.error)
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.mark.parametrize("section", GAP_SECTIONS)
def test_every_part_is_drawn(open_page, section):
    """Each part of the page is drawn from the address in Korean and in English."""
    for lang in ("ko", "en"):
        assert texts(open_page(gap=section, lang=lang, edition="2023"))


@pytest.mark.parametrize("edition", ["2001", "2013", "2015", "2026"])
def test_every_part_is_drawn_of_every_time(open_page, edition):
    """Before Sejong was a learning city, before it was there, and with open years: all parts."""
    for section in GAP_SECTIONS:
        page = open_page(gap=section, lang="en", edition=edition)
        assert not page.exception
        assert texts(page)


def test_the_list_of_an_early_edition_says_one_number(open_page):
    """Every award has its year since evidence was found: 2012 left 140 out, and no range."""
    said = texts(open_page(gap="remainder", lang="en", edition="2012"))
    assert "140 municipalities without a designation" in said
    assert "138–141" not in said


def test_the_remainder_and_its_people(open_page):
    """The list has 34 rows, and the people outside are those of December 2022."""
    page = open_page(gap="remainder", lang="en", edition="2023")
    assert "34 municipalities without a designation" in texts(page)
    assert len(page.dataframe[0].value) == 34
    assert sum('table class="reading"' in one.proto.body for one in page.get("html")) == 1
    people = texts(open_page(gap="people", lang="en", edition="2023"))
    assert "2,733,482 people" in people
    assert "51,439,038" in people
    assert "31 December 2022" in people


def test_inequality_stands_beside_chance(open_page, regional):
    """The page says what as many gaps at random give, what that shows, and whether ranks moved."""
    page = open_page(gap="inequality", lang="en", edition="2023")
    shown = next(one.value for one in page.table if "Finding" in one.value.columns)
    gini = regional.chance("2023").set_index(["null", "measure"]).loc[("plain", "gini")]
    assert f"{gini['mean']:.3f} ({gini['low']:.3f}–{gini['high']:.3f})" in " ".join(
        shown.loc[words("en")("gaps.measure.gini")]
    )
    assert shown["Finding"].iloc[0] == words("en")("gaps.chance.verdict.beyond")
    assert "Since 2018 no province has changed its rank" in texts(page)
    first = open_page(gap="inequality", lang="en", edition="2001")
    assert "Ranks of provinces" not in texts(first)


def test_where_nobody_is_left_the_list_says_so(open_page):
    """Busan is complete: a sentence and what to do, no table without rows."""
    page = open_page(gap="remainder", lang="en", edition="2026", province="21")
    assert "No municipality without a designation fits" in texts(page)
    assert not [one for one in page.dataframe if one.value.empty]


def test_a_scenario_in_the_address(open_page):
    """A scenario comes back from its address, labelled; what cannot be assumed is named."""
    page = open_page(gap="whatif", whatif="11090.23320.11010", lang="ko", edition="2023")
    said = texts(page)
    assert "가정 / what-if" in said
    assert "314,273" in said
    assert "서울 종로구" in said  # a learning city already
    table = page.dataframe[0].value
    assert "197 / 226 = 87.2%" in table.to_string()


def test_a_scenario_of_places_that_do_not_exist(open_page):
    """Unknown codes in a scenario's address are said and left out."""
    page = open_page(gap="whatif", whatif="99999.23320", lang="en", edition="2023")
    assert "99999" in texts(page)
    assert "could not be read" in texts(page)


def test_pasted_names_join_the_scenario(open_page):
    """Pasted names are taken in; a bad one is said and changes nothing."""
    page = open_page(gap="whatif", lang="en", edition="2023")
    page.text_area(key="whatif_names").set_value("인천 옹진군\n서울 강북구").run()
    page.button(key="whatif_add").click().run()
    assert not page.exception
    assert page.session_state["view_state"].whatif == "11090.23320"
    page.text_area(key="whatif_names").set_value("중구").run()
    page.button(key="whatif_add").click().run()
    assert "Daejeon Jung-gu" in texts(page)
    assert page.session_state["view_state"].whatif == "11090.23320"


def test_an_early_edition_says_what_it_lacks(open_page):
    """Where no count has the places, the page says so instead of drawing figures."""
    for section in ("people", "next"):
        page = open_page(gap=section, lang="en", edition="2007")
        assert "No population count" in texts(page)


def test_the_map_draws_what_is_assumed_dashed():
    """On the map an assumption is dashed and named so; every place is once there."""
    frame = squares(2, 2)
    address = "app/static/built/outlines/0123.json"
    say = words("en")
    classes = frame.assign(label="learning city", name="a", note="")[["label", "name", "note"]]
    classes.iloc[0, 0] = say("gaps.map.assumed")
    styles = {say("gaps.map.assumed"): "new", "learning city": "designated"}
    drawn = gap_map(address, classes, styles, "what it shows", "light", assumed=next(iter(styles)))
    values = drawn["data"]["values"]
    assert len(values) == 4
    assert [one["dash"] for one in values].count(True) == 1
    assert values[-1]["width"] == HEAVY_PX
    assert drawn["description"] == "what it shows"
    dash = drawn["encoding"]["strokeDash"]
    assert dash["condition"] == {"test": "datum.dash", "value": ASSUMED_DASH}
    assert "geometry" not in values[-1]
    assert drawn["transform"][0]["from"]["data"]["url"] == address
    assert drawn["transform"][0]["from"]["key"] == "unit_id"
    outlines = map_features(frame)
    assert set(outlines) == {one["unit_id"] for one in values}
    ring = outlines[values[-1]["unit_id"]]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert all(isinstance(number, int) for point in ring for number in point)
