"""The ledger: what was true, and what was said, on any day since 2001."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from through_time import ATLAS, DAYS, EVENTS, REGISTER, TODAY

from analysis.coverage.counting import RULES, count_places, count_provinces
from analysis.coverage.ledger import STATUSES, check_events, events_from_list, status_on
from analysis.places.history import full_ledger, place_life
from analysis.renewals.schedule import Rules, calendar
from geo.places.names import Resolver
from store.errors import InputError

PRINTED = {
    "2001": 3, "2004": 19, "2006": 57, "2007": 76, "2012": 90, "2013": 118, "2014": 129,
    "2017": 153, "2018": 160, "2019": 167, "2020": 175, "2021": 181, "2022": 188, "2023": 195,
    "2024": 198, "2025": 201, "2026": 206,
}  # fmt: skip
DERIVED = {"2002": 6, "2003": 11, "2005": 33, "2011": 82, "2015": 136}


def total(date, known_on=None, rule="official"):
    """Return the bounds of the count on a day."""
    count = count_places(status_on(EVENTS, REGISTER, date, known_on), rule)
    return count.at_least, count.at_most


def event(**changes):
    """Return one well-formed event with some values changed."""
    row = {
        "unit_id": "33040",
        "kind": "designated",
        "date_from": "2019-01-01",
        "date_to": "2019-01-01",
        "known_since": "2019-01-01",
        "confidence": "high",
        "source_id": "",
        "note": "",
    }
    return row | changes


def with_events(*rows):
    """Return the ledger with rows added at its end."""
    return pd.concat([EVENTS, pd.DataFrame(list(rows))], ignore_index=True)


@pytest.mark.parametrize(("edition", "expected"), sorted((PRINTED | DERIVED).items()))
def test_printed_and_derived_totals_lie_in_the_ledgers_range(edition, expected):
    """Every printed total, and those that the yearly counts give, comes out of the ledger."""
    low, high = total(ATLAS.edition_date(edition))
    assert low <= expected <= high
    assert high - low <= 3
    if not "2006" <= edition <= "2013":
        assert (low, high) == (expected, expected)


def test_known_then_and_known_now_differ_for_gimcheon():
    """On the last day of 2021 the list was 181 long, and today it may have been 180."""
    assert total("2021-12-31", "2021-12-31") == (181, 181)
    assert total("2021-12-31") == (180, 181)
    assert total("2021-03-31") == (181, 181)
    states = status_on(EVENTS, REGISTER, "2021-12-31")
    assert list(states.index[states["status"] == "uncertain"]) == ["37030"]
    assert status_on(EVENTS, REGISTER, "2023-03-06").loc["37030", "status"] == "lapsed"
    assert status_on(EVENTS, REGISTER, "2026-03-10").loc["37030", "status"] == "designated"


def test_an_award_without_a_year_is_as_open_then_as_it_is_now():
    """What was known in 2007 of awards whose year was never found is a range too."""
    assert total("2007-12-31", "2007-12-31") == (75, 78)
    assert total("2015-01-01", "2008-01-01") == (75, 78)


def test_new_districts_of_a_split_wait_for_a_ruling():
    """Yeongjong-gu and Geomdan-gu inherit nothing by computation, and coverage is a range."""
    states = status_on(EVENTS, REGISTER, "2026-07-01")
    assert sorted(states.index[states["status"] == "ruling_needed"]) == ["23120", "23140"]
    assert set(states.loc[["23110", "23130"], "status"]) == {"designated"}
    assert total("2026-06-30") == (206, 206)
    assert total("2026-07-01") == (205, 207)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("ruled_designated", "designated"), ("ruled_not_designated", "not_designated")],
)
def test_one_ruling_settles_one_place(kind, status):
    """A single sourced row decides a new district, from its date on."""
    day = "2026-09-01"
    ruled = with_events(
        event(unit_id="23120", kind=kind, date_from=day, date_to=day, known_since=day)
    )
    check_events(ruled, REGISTER)
    assert status_on(ruled, REGISTER, day).loc["23120", "status"] == status
    assert status_on(ruled, REGISTER, "2026-08-31").loc["23120", "status"] == "ruling_needed"
    assert status_on(ruled, REGISTER, day).loc["23140", "status"] == "ruling_needed"


def test_a_place_ruled_designated_is_reviewed_as_if_awarded_on_the_day_of_the_ruling():
    """Its since is the ruling's day, and the calendar gives it a review four full years later."""
    day = "2026-09-01"
    ruled = with_events(
        event(unit_id="23120", kind="ruled_designated", date_from=day, date_to=day, known_since=day)
    )
    row = status_on(ruled, REGISTER, "2026-11-01").loc["23120"]
    assert (row["since_from"], row["since_to"]) == (day, day)
    rules = Rules.from_table(ATLAS.table("renewal_rules"))
    one = calendar(ruled, REGISTER, rules, "2026-11-01")["23120"]
    assert (one.award_from, one.award_to) == (2026, 2026)
    assert one.schedule[0] >= 2031


def test_what_a_parent_does_after_a_split_is_not_the_childs():
    """An award of the place that lives on leaves those split off from it as they were."""
    split = {
        "effective_date": "2018-07-01", "kind": "split", "from_units": "11010",
        "to_units": "11010;11020", "inherits": "11010",
    }  # fmt: skip
    changes = pd.concat([REGISTER.changes, pd.DataFrame([split])], ignore_index=True).fillna("")
    ledger = EVENTS[EVENTS["unit_id"] != "11020"]
    found = status_on(ledger, dataclasses.replace(REGISTER, changes=changes), "2023-01-01")
    assert found.loc["11010", "status"] == "designated"
    assert found.loc["11020", "status"] == "not_designated"


def test_merged_cities_count_once():
    """Changwon and Cheongju hold one designation each; what they took in holds none."""
    for day, heir, absorbed in (
        ("2010-07-01", "38110", ("38020", "38040")),
        ("2014-07-01", "33040", ("33310",)),
    ):
        after = status_on(EVENTS, REGISTER, day)
        assert after.loc[heir, "status"] == "designated"
        assert not set(absorbed) & set(after.index)
        before = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
        assert total(before) == total(day)


def test_a_title_that_comes_with_a_merger_is_a_question():
    """Had Cheongwon-gun alone been designated, Cheongju-si would wait for a ruling in 2014."""
    swapped = EVENTS[EVENTS["unit_id"] != "33040"]
    award = event(unit_id="33310", date_from="2004-01-01", date_to="2004-09-03")
    swapped = pd.concat([swapped, pd.DataFrame([award])], ignore_index=True)
    assert status_on(swapped, REGISTER, "2014-06-30").loc["33310", "status"] == "designated"
    assert status_on(swapped, REGISTER, "2014-07-01").loc["33040", "status"] == "ruling_needed"


@settings(max_examples=25)
@given(DAYS)
def test_every_place_day_has_one_status_and_provinces_sum_to_the_nation(date):
    """On any day each place has exactly one status and the provinces add up under each rule."""
    states = status_on(EVENTS, REGISTER, date)
    assert states.index.is_unique
    assert set(states.index) == set(REGISTER.on(date).index)
    assert set(states["status"]) <= set(STATUSES)
    for rule in RULES:
        nation, provinces = count_places(states, rule), count_provinces(states, rule)
        assert provinces["at_least"].sum() == nation.at_least
        assert provinces["at_most"].sum() == nation.at_most
        assert provinces["of"].sum() == nation.of
        assert nation.at_least <= nation.at_most


@settings(max_examples=12)
@given(DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(date, random):
    """Shuffling the ledger changes no status."""
    order = list(EVENTS.index)
    random.shuffle(order)
    shuffled = status_on(EVENTS.loc[order], REGISTER, date)
    pd.testing.assert_frame_equal(shuffled, status_on(EVENTS, REGISTER, date))


@settings(max_examples=12)
@given(DAYS)
def test_what_is_known_today_is_what_is_known_on_the_last_day(date):
    """Leaving out the day of knowledge means today's knowledge."""
    pd.testing.assert_frame_equal(
        status_on(EVENTS, REGISTER, date), status_on(EVENTS, REGISTER, date, TODAY)
    )


def test_first_awards_equal_the_list_and_the_rest_stands_after_them():
    """The ledger holds the 206 listed awards, Gimcheon's lapse and return, and 132 outcomes."""
    from_list = events_from_list(
        ATLAS.tables.designations,
        ATLAS.tables.editions,
        Resolver(REGISTER, ATLAS.edition_date("2026")),
    )
    awards = EVENTS[EVENTS["kind"] == "designated"].drop_duplicates("unit_id")
    assert len(from_list) == 206
    pd.testing.assert_frame_equal(from_list, awards.reset_index(drop=True))
    assert EVENTS["kind"].value_counts().to_dict() == {
        "designated": 207,
        "redesignated": 104,
        "redesignated_excellent": 28,
        "lapsed": 1,
    }


def test_every_event_has_a_source_that_is_listed():
    """No row of the ledger stands without a source."""
    listed = set(ATLAS.tables.sources["source_id"])
    for sources in EVENTS["source_id"]:
        assert sources
        assert set(sources.split(";")) <= listed


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (event(unit_id="29010", date_from="2010-01-01", date_to="2010-01-02"), "29010"),
        (event(unit_id="33310"), "33310"),
        (
            event(
                unit_id="11010",
                date_from="2024-01-01",
                date_to="2024-01-01",
                known_since="2024-01-01",
            ),
            "designated again",
        ),
        (event(unit_id="33310", date_from="2014-01-01", date_to="2015-01-01"), "2014-01-01 to"),
        (event(unit_id="37310", known_since="2018-12-31"), "known 2018-12-31"),
        (event(unit_id="37310", kind="redesignated"), "may be, a learning city"),
        (event(unit_id="37310", kind="lapsed"), "may be, a learning city"),
        (event(unit_id="33040", kind="ruled_not_designated"), "waits for a ruling"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_its_row(row, found):
    """Outside a life, known too early, awarded twice, reviewed or ruled on without cause."""
    ledger = with_events(row)
    with pytest.raises(InputError, match=found) as refusal:
        check_events(ledger, REGISTER)
    assert f"row {len(EVENTS) + 2}" in str(refusal.value)


def test_the_full_ledger_tells_of_territory_too():
    """Mergers, splits, renamings and moves stand in one table with awards and reviews."""
    ledger = full_ledger(EVENTS, REGISTER)
    gunwi = ledger[ledger["unit_id"] == "37310"]
    assert list(gunwi["kind"]) == ["moved_province"]
    changwon = ledger[ledger["unit_id"] == "38110"]
    assert list(changwon["kind"]) == ["designated", "merged"]
    assert changwon.iloc[1]["with_units"] == "38020;38040"
    assert len(ledger[ledger["kind"].isin(["designated", "lapsed"])]) == 208


def test_a_place_that_ended_answers_with_its_last_day_and_its_heir():
    """Asked for today, Cheongwon-gun answers for 30 June 2014 and names Cheongju-si."""
    life = place_life(EVENTS, REGISTER, "33310", "2026-11-23")
    assert (life.day, life.valid_to, life.ended) == ("2014-06-30", "2014-06-30", True)
    assert life.successors == ("33040",)
    assert life.status["status"] == "not_designated"
    assert place_life(EVENTS, REGISTER, "23110", "2020-01-01").day == "2026-07-01"
