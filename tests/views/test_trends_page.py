"""The trends and re-designation pages, drawn without a browser."""

from __future__ import annotations

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest
from through_time import REGISTER, TIMELINE

import geopandas as gpd
import shapely

from geo.shapes.by_date import holders_on
from views.reader import library

pytestmark = pytest.mark.usefixtures("checked_charts")

PAGE = """
import runpy
from views.reader import library, session

session.begin(library.atlas(), "{page}")
session.change(lang="{lang}", edition="{edition}")
runpy.run_path("views/pages/{page}.py")
"""


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """Answer from the atlas that is read once, with a square for each piece of the country."""
    names = sorted(
        {
            piece
            for day in ("2001-01-01", "2018-07-01", "2026-07-01")
            for piece in holders_on(TIMELINE.territory, REGISTER, day).index
        }
    )
    squares = [shapely.box(i % 16, i // 16, i % 16 + 1, i // 16 + 1) for i in range(len(names))]
    pieces = gpd.GeoDataFrame(geometry=squares, index=names, crs="EPSG:5179")
    pieces.index.name = "piece"
    monkeypatch.setattr(library, "pieces", lambda: pieces)
    monkeypatch.setattr(library, "timeline", lambda: TIMELINE)
    monkeypatch.setattr(library, "atlas", lambda: TIMELINE.atlas)


def draw(page, lang, section=None, edition="2023", **asked):
    """Return a page as drawn; an exception on it fails the test."""
    drawn = AppTest.from_string(
        PAGE.format(page=page, lang=lang, edition=edition), default_timeout=60
    )
    if section:
        drawn.query_params["section"] = section
    for name, value in asked.items():
        drawn.query_params[name] = value
    drawn.run()
    assert not drawn.exception, drawn.exception[0].value
    return drawn


def text(drawn):
    """Return all text of a page."""
    return "\n".join([one.value for one in (*drawn.markdown, *drawn.caption)])


@pytest.mark.parametrize(
    ("section", "lang"), [("new", "ko"), ("coverage", "en"), ("survival", "ko")]
)
def test_a_section_is_drawn_with_its_table(section, lang):
    """Each section has a chart and shows the rows behind it."""
    drawn = draw("trends", lang, section)
    assert len(drawn.dataframe) >= 1
    assert len(drawn.get("vega_lite_chart") or drawn.get("arrow_vega_lite_chart")) >= 1


def test_the_forecast_says_not_at_this_pace_and_its_hit_rate():
    """The answer, the pace and the back-test stand beside the dashed line."""
    said = text(draw("trends", "en", "forecast"))
    assert "Not at this pace" in said
    assert "(21 of 21; one announcement ahead 6 of 6)" in said
    assert "more often than the 80% promised" in said


def test_the_comparison_names_what_joined():
    """From the edition before to 2023 seven places joined and none left."""
    said = text(draw("trends", "ko", "compare"))
    assert "7곳이 새로 지정되었습니다." in said
    assert "강원 양양군" in said
    assert "0곳이 지정에서 해제되었습니다." in said


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_calendar_page_shows_agreement_and_silence(lang):
    """Published sizes, disagreements and what is silent are on the page."""
    drawn = draw("renewals", lang)
    sizes = next(one.value for one in drawn.dataframe if len(one.value) == 6)
    assert list(sizes.iloc[:, 2]) == [42, 61, 44, 55, 64, 46]
    _, record = TIMELINE.review_agreement()
    outcomes = int((record["what"] == "outcome").sum())
    assert f"{outcomes}" in text(drawn)
    assert outcomes == 138


def test_any_day_shows_what_was_true_beside_what_was_said():
    """At the end of 2021 the list said 181; today Gimcheon is known to have been open by then."""
    drawn = draw("trends", "ko", "day", day="2021-12-31")
    now, then = (drawn.table[0].value.iloc[0, i] for i in (0, 1))
    assert now.startswith("180–181 / 226")
    assert then.startswith("181 / 226")
    said = text(drawn)
    assert "경북 김천시 (평생학습도시 → 확인되지 않음)" in said
    assert "181 (교육부, 2021)" in said
    assert "180" not in said  # printed only in 2022


def test_any_day_after_the_last_edition_and_before_the_split():
    """After July 2026 two new districts wait for a ruling; the answer names the edition it uses."""
    said = text(draw("trends", "en", "day", day="2026-08-01"))
    assert "Incheon Yeongjong-gu (Ruling needed)" in said
    assert "2026" in said
    assert "Masan-si" not in said


@pytest.mark.parametrize("day", ["1999-12-31", "2023-02-30", "yesterday"])
def test_a_day_that_is_none_is_told_and_the_edition_is_shown(day):
    """A day before 2001, or none at all, is answered with the edition's own day."""
    drawn = draw("trends", "en", "day", day=day)
    assert drawn.date_input[0].value.isoformat() == "2023-03-06"


@pytest.mark.parametrize(
    ("page", "section", "asked", "said"),
    [
        ("trends", "new", {}, ("10 March 2026", "Official", "those of 2001–2026")),
        ("trends", "forecast", {}, ("10 March 2026", "Municipalities only")),
        ("trends", "survival", {}, ("Municipalities only", "Data & method")),
        (
            "trends",
            "compare",
            {"before": "2013", "after": "2024"},
            ("10 July 2013 → 12 March 2024", "Official", "News1"),
        ),
        ("trends", "day", {"day": "2022-06-01"}, ("1 June 2022", "Edaily", "All units")),
        ("renewals", None, {}, ("As of 24 November 2026", "Newspim")),
    ],
)
def test_the_footer_tells_of_the_figures_drawn(monkeypatch, page, section, asked, said):
    """Days, rule and source below a page are those of its figures, not of the bar's edition."""
    monkeypatch.setattr(library, "today", lambda: "2026-11-24")
    footer = unescape(draw(page, "en", section, **asked).get("html")[-1].proto.body)
    assert footer.startswith("<footer")
    assert [one for one in said if one not in footer] == []
    assert "6 March 2023" not in footer


def test_two_dates_list_the_borders_that_changed():
    """Between 2013 and 2024 Cheongwon-gun merged and Gunwi-gun moved; both are told."""
    shown = text(draw("trends", "en", "compare", before="2013", after="2024"))
    assert "Chungbuk Cheongju-si, Chungbuk Cheongwon-gun → Chungbuk Cheongju-si" in shown
    assert "Gyeongbuk Gunwi-gun → Daegu Gunwi-gun" in shown
    quiet = text(draw("trends", "en", "compare", before="2024", after="2025"))
    assert "Changes of territory" not in quiet


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2023", "not municipalities (Sejong-si, Jeju-si, Seogwipo-si)"),
        ("2013", "not municipalities (Jeju-si, Seogwipo-si)"),
        ("2005", "every learning city was a municipality"),
    ],
)
def test_the_rules_name_the_places_of_the_day(edition, said):
    """The data page names Sejong only from its award on, and nobody where nobody was."""
    assert said in text(draw("data", "en", edition=edition))
