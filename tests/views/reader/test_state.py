"""An address restores what it was copied from; what it cannot honour is said, never a crash."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coverage.counting import DEFAULT_EDITION
from views.reader.state import Problem, ViewState, browser_language, nearest_edition, parse


def test_empty_address_is_the_default(atlas):
    """Without parameters the page shows the default edition, the official rule, no place."""
    state, problems = parse({}, atlas, None)
    assert state == ViewState(lang="ko", edition=DEFAULT_EDITION, rule="official")
    assert problems == []


def test_language_follows_the_browser(atlas):
    """Korean for a Korean or unknown browser, English for others; the address decides."""
    assert browser_language("ko-KR") == browser_language(None) == browser_language("") == "ko"
    assert browser_language("en-GB") == browser_language("fr") == "en"
    assert parse({}, atlas, "en-US")[0].lang == "en"
    assert parse({"lang": "ko"}, atlas, "en-US")[0].lang == "ko"


@pytest.mark.parametrize(
    ("wanted", "used"),
    [("2009", "2007"), ("2027", "2026"), ("1999", "2001"), ("abc", "2023"), ("20 23", "2023")],
)
def test_unknown_edition_gives_the_nearest(atlas, wanted, used):
    """An edition that does not exist gives the one in force, and says so."""
    state, problems = parse({"edition": wanted}, atlas, "ko")
    assert state.edition == used
    assert problems == [Problem("edition", wanted, used)]


def test_nearest_edition(atlas):
    """The edition in force in a year is the last one not after it."""
    assert nearest_edition(atlas.editions, "2008") == "2007"
    assert nearest_edition(atlas.editions, "2023") == "2023"


def test_province_of_another_day(atlas):
    """A province that does not exist at the edition is refused; the country is shown."""
    state, problems = parse({"province": "12", "edition": "2023"}, atlas, "ko")
    assert state.province == ""
    assert problems == [Problem("province", "12", "", ("24", "36"))]
    assert parse({"province": "36", "edition": "2023"}, atlas, "ko")[0].province == "36"


@pytest.mark.parametrize(
    ("place", "heirs"), [("33310", ("33040",)), ("34320", ("29010",)), ("99999", ()), ("x", ())]
)
def test_place_that_is_not_there(atlas, place, heirs):
    """A place that ended gives its successors; an unknown one gives none."""
    state, problems = parse({"place": place}, atlas, "ko")
    assert state.place == ""
    assert problems == [Problem("place", place, "", heirs)]


@pytest.mark.parametrize(
    ("province", "heirs"), [("12", ("24", "36")), ("99", ()), ("x", ()), ("29", ())]
)
def test_province_that_is_not_there_on_the_date(atlas, province, heirs):
    """A province of another time gives those in which its places are; an unknown one gives none."""
    asked = {"province": province, "edition": "2011"}
    state, problems = parse(asked, atlas, "ko-KR")
    assert state.province == ""
    assert problems == [Problem("province", province, "", heirs)]


def test_ended_place_is_shown_at_an_older_edition(atlas):
    """Cheongwon-gun is a place like any other at the edition of 2012."""
    state, problems = parse({"place": "33310", "edition": "2012"}, atlas, "ko")
    assert (state.place, problems) == ("33310", [])


def test_every_fault_of_an_address_is_said(atlas):
    """Several wrong parameters give several problems, and a page all the same."""
    wrong = dict.fromkeys(("lang", "edition", "rule", "layer", "view", "province"), "<script>")
    state, problems = parse(wrong, atlas, "en")
    assert {problem.name for problem in problems} == set(wrong)
    assert "<script>" not in vars(state).values()


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(ViewState)]),
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(["2023", "2012", "11", "31010", "33310", "strict", "tiles", "en", "1"]),
        ),
    )
)
def test_any_address_gives_a_valid_state(atlas, params):
    """Any address is read, and the address of what it shows gives the same again."""
    state, _ = parse(params, atlas, "ko")
    again, problems = parse(state.params(), atlas, "en")
    assert again == state
    assert problems == []


def test_copied_link_names_language_edition_and_rule():
    """A link carries what a default might change, and nothing else that is default."""
    assert set(ViewState().params()) == {"lang", "edition", "rule"}
    assert ViewState(place="31010").params()["place"] == "31010"
