"""The atlas in a notebook."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from analysis.atlas import Atlas as Book
from atlas import Atlas
from exports.notebook.atlas import QUESTIONS
from store.errors import InputError

ATLAS = Atlas.load()


@pytest.mark.parametrize(
    "when", ["2023-03-06", "2023", 2023, dt.date(2023, 3, 6), pd.Timestamp("2023-03-06 08:30")]
)
def test_dates_of_every_type_are_the_same_day(when):
    """Text, year, `date` and `Timestamp` give the same coverage."""
    assert ATLAS.coverage(when).nation.designated == 195


@pytest.mark.parametrize("when", ["2030-01-01", dt.date(2030, 1, 1), "soon", "1999-01-01"])
def test_a_day_nobody_knows_is_refused(when):
    """A future date is refused as on the command line, and so is what is no date."""
    with pytest.raises(InputError):
        ATLAS.coverage(when)


def test_a_province_without_municipalities_has_no_share():
    """Sejong and Jeju are missing, not infinite."""
    share = ATLAS.coverage("2023").provinces["share"]
    assert share.isna().sum() == 2
    assert share.dropna().between(0, 1).all()


def test_names_are_resolved_as_a_whole():
    """Each name gets its place, or why it means none; no row is dropped, none is guessed."""
    frame = pd.DataFrame(
        {"name": ["경남 고성군", "고성군", "Mars", "서울 종로구"]}, index=list("abcd")
    )
    found = ATLAS.join(frame)
    assert list(found.index) == list("abcd")
    assert found["unit_id"].notna().tolist() == [True, False, False, True]
    assert (found["unresolved"] != "").tolist() == [False, True, True, False]
    assert found.at["a", "status"] == "designated"
    with pytest.raises(InputError, match="one row for each place"):
        ATLAS.join(pd.DataFrame({"name": ["서울 종로구", "종로구"]}))
    with pytest.raises(InputError, match="Name the column"):
        ATLAS.join(frame, on="place")


def test_the_object_shows_questions_only():
    """`dir()` is the questions, `repr` three lines, and an unknown table says which there are."""
    assert set(dir(ATLAS)) == {*QUESTIONS, "load"}
    assert repr(ATLAS).count("\n") == 2
    with pytest.raises(InputError, match="population_registered"):
        ATLAS.table("population")
    assert {"events", "libraries"} <= set(ATLAS.tables)


def test_the_same_numbers_as_everywhere():
    """Access, comparison and history are those of the command line."""
    assert ATLAS.access("2023").places == 1_321
    assert len(ATLAS.compare("2018", "2023").of("joined")) == 36
    assert ATLAS.history()["edition"].iloc[-1] == "2026"


def test_an_edition_is_asked_for_by_year_or_by_its_day():
    """A day between two editions is no edition: the one in force is named, not taken silently."""
    assert len(ATLAS.gaps(dt.date(2023, 3, 6))) == len(ATLAS.gaps("2023"))
    with pytest.raises(InputError, match="2023, the edition in force"):
        ATLAS.gaps("2023-07-01")


def test_what_a_map_cannot_show_is_said_at_once():
    """Every choice that there is none of is named, with those there are."""
    with pytest.raises(InputError) as caught:
        ATLAS.map("2023", layer="rainfall", lang="fr", province="99")
    assert [fault.where for fault in caught.value.faults] == ["layer", "lang", "province"]


def test_the_project_s_own_object_says_where_the_rest_is():
    """Who asks the inner atlas for a map reads which one has it; a slip reads as one."""
    book = Book.load()
    with pytest.raises(AttributeError, match="from atlas import Atlas"):
        book.map("2023")
    with pytest.raises(AttributeError, match=r"has no attribute 'coverge'$"):
        book.coverge("2023")
    with pytest.raises(InputError, match="to today"):
        book.coverage(date=dt.date(2126, 1, 1))
