"""Embargo: before its hour nothing of an edition exists; at the hour everything does."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import fields
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.atlas import Atlas
from analysis.coverage.counting import coverage
from analysis.editions.editing import Book
from analysis.editions.embargo import (
    SEOUL,
    audience,
    cut_at,
    hidden_editions,
    next_change,
    online_at,
    public_book,
    stamps_of,
    visible_editions,
)
from analysis.editions.previews import is_editor, open_preview, preview_token
from geo.places.register import Register
from store.errors import InputError
from store.tables import read_table, read_tables

HOUR = dt.datetime(2023, 3, 6, 12, 0, tzinfo=SEOUL)
SECRET = "s" * 40


@pytest.fixture(scope="module")
def book():
    return Book(read_tables(), read_table("funding"), read_table("programme_lists"))


def everything(book):
    """Return every cell of every public table as one text, without the places' register."""
    frames = {field.name: getattr(book.tables, field.name) for field in fields(book.tables)}
    for name in ("places", "provinces", "changes", "codes"):
        frames.pop(name)
    frames |= {"funding": book.funding, "lists": book.lists}
    return frames


def test_the_2023_edition_switches_at_noon_in_seoul(book):
    """A second before 12:00 on 6 March 2023 it is hidden, at 12:00 it is there."""
    editions = book.tables.editions
    before = visible_editions(editions, HOUR - dt.timedelta(seconds=1))
    assert list(before["edition"])[-1] == "2022"
    assert list(visible_editions(editions, HOUR)["edition"])[-1] == "2023"
    assert next_change(editions, HOUR - dt.timedelta(hours=1)) == HOUR
    assert stamps_of(editions, "2023") == {
        "briefed_at": "2023-03-06T08:30:00+09:00",
        "online_at": "2023-03-06T12:00:00+09:00",
        "paper_on": "2023-03-07",
    }


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Seoul"])
def test_the_machine_time_zone_changes_nothing(book, zone, monkeypatch):
    """The same instant in any zone, on a machine set to any zone, shows the same editions."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        local = HOUR.astimezone(ZoneInfo(zone))
        for shift, last in ((-1, "2022"), (0, "2023")):
            seen = visible_editions(book.tables.editions, local + dt.timedelta(seconds=shift))
            assert list(seen["edition"])[-1] == last
    finally:
        monkeypatch.undo()
        os.environ.pop("TZ", None)
        time.tzset()


def test_a_clock_without_a_zone_is_refused(book):
    """A naive time could mean any hour."""
    with pytest.raises(InputError, match="zone"):
        visible_editions(book.tables.editions, dt.datetime(2023, 3, 6, 12))  # noqa: DTZ001  # the point


def test_an_edition_without_an_hour_waits_for_the_next_midnight():
    """2024 has no printed hour: it is seen once its day is over in Seoul."""
    row = {"online_at": "", "announced_to": "2024-03-12"}
    assert online_at(row) == dt.datetime(2024, 3, 13, tzinfo=SEOUL)


@settings(max_examples=15)
@given(st.integers(0, 3 * 366 * 24 * 60))
def test_no_hidden_edition_leaves_a_trace_in_any_public_table(minutes):
    """At any minute of three years, no cell of any table shows what was not yet public."""
    book = test_no_hidden_edition_leaves_a_trace_in_any_public_table.book  # type: ignore[attr-defined]
    now = dt.datetime(2023, 3, 1, tzinfo=SEOUL) + dt.timedelta(minutes=minutes)
    hidden = hidden_editions(book.tables.editions, now)
    public = public_book(book, now)
    frames = everything(public)
    for edition in hidden:
        for name, frame in frames.items():
            # Days before the hour may lie in its year; an article's number may look like one.
            for column in set(frame.columns) - {"known_since", "date_from", "date_to", "url"}:
                found = frame[column].astype(str).str.contains(edition, regex=False)
                assert not found.any(), (name, column, edition)
        rows = book.tables.editions.set_index("edition")
        assert (public.tables.events["known_since"] < rows.loc[edition, "announced_from"]).all()
        assert (public.tables.events["date_from"] < rows.loc[edition, "announced_from"]).all()
        for source in rows.loc[edition, "source_id"].split(";"):
            assert not public.tables.sources["source_id"].eq(source).any()


test_no_hidden_edition_leaves_a_trace_in_any_public_table.book = Book(  # type: ignore[attr-defined]
    read_tables(), read_table("funding"), read_table("programme_lists")
)


def test_before_the_hour_the_public_counts_188_and_after_it_195(book):
    """Totals, names and money of the public view belong to the edition before."""
    for now, edition, expected in (
        (HOUR - dt.timedelta(seconds=1), "2022", 188),
        (HOUR, "2023", 195),
    ):
        public = public_book(book, now)
        register = Register.from_tables(public.tables)
        last = list(public.tables.editions["edition"])[-1]
        assert last == edition
        point = coverage(public.tables.events, register, public.tables.editions, edition=last)
        assert point.nation.designated == expected
        assert set(public.funding["year"]) <= {str(y) for y in range(2001, int(edition) + 1)}
    yangyang = public_book(book, HOUR - dt.timedelta(seconds=1)).tables.events
    assert "32410" not in set(yangyang["unit_id"])


def test_other_tables_are_cut_the_same_way(book):
    """Any table that speaks of editions goes through the same cut; people are no secret."""
    cut = cut_at(book.tables, HOUR - dt.timedelta(hours=1))
    assert cut is not None
    outcomes = cut.table("redesignations", read_table("redesignations"))
    people = read_table("population_residents")
    assert cut.table("population_residents", people) is people
    assert outcomes["year"].max() <= "2022"


def test_the_public_atlas_answers_as_of_the_edition_before():
    """Coverage, new places, money and the list of editions come from the cut tables only."""
    whole = Atlas.whole()
    public = whole.public(HOUR - dt.timedelta(seconds=1))
    assert public.editions[-1] == "2022"
    assert public.coverage("2022").nation.designated == 188
    assert public.book.funding["year"].max() == "2022"
    assert public.data_hash != whole.data_hash
    with pytest.raises(InputError):
        public.coverage("2023")
    assert whole.public(dt.datetime(2026, 11, 23, tzinfo=SEOUL)) is whole


def test_everything_is_public_when_nothing_waits(book):
    """After the last hour the public's tables are the tables."""
    now = dt.datetime(2026, 11, 23, tzinfo=SEOUL)
    assert public_book(book, now) is book
    assert audience(book.tables.editions, now) == {"hidden": [], "stamps": {}, "next": None}
    early = audience(book.tables.editions, HOUR - dt.timedelta(hours=1))
    assert early["hidden"][0] == "2023"
    assert early["next"] == HOUR


def test_a_preview_link_opens_until_it_expires_and_not_when_forged():
    """Edition and editor come back; a changed sign, another secret or the hour closes it."""
    token = preview_token(SECRET, "2027", "kim@example.kr", HOUR)
    opened = open_preview(SECRET, token, HOUR - dt.timedelta(minutes=1))
    assert opened is not None
    assert (opened.edition, opened.editor, opened.until) == ("2027", "kim@example.kr", HOUR)
    assert open_preview(SECRET, token, HOUR) is None
    assert open_preview("t" * 40, token, HOUR - dt.timedelta(minutes=1)) is None
    for at in range(len(token)):
        forged = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        seen = open_preview(SECRET, forged, HOUR - dt.timedelta(minutes=1))
        # A last base64 sign may carry unused bits; it then says the same.
        assert seen in (None, opened)
    with pytest.raises(ValueError, match="32"):
        preview_token("short", "2027", "kim", HOUR)


@given(st.text(max_size=120))
def test_no_text_is_taken_for_a_link(text):
    """Whatever stands in the address, it opens nothing and breaks nothing."""
    assert open_preview(SECRET, text, HOUR) is None


def test_only_listed_people_are_editors():
    """The list decides, whatever case it is written in; nobody is nobody."""
    assert is_editor("Kim@Example.kr", ["kim@example.kr "])
    assert not is_editor("lee@example.kr", ["kim@example.kr"])
    assert not is_editor(None, ["kim@example.kr"])
    assert not is_editor("", [""])
