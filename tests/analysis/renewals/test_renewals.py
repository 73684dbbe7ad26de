"""The review calendar: rules as data, held against every outcome that is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from through_time import ATLAS, REGISTER, TIMELINE, TODAY

from analysis.renewals.schedule import HORIZON, REVIEW_GROUPS, due_in, renewal, review_group
from exports.formats.renewal_calendar import calendar_ics, calendar_rows, trace_text
from figures.words.language import words

RULES = TIMELINE.rules


@pytest.fixture(scope="module")
def calendar():
    """Return today's calendar."""
    return TIMELINE.calendar(TODAY)


def test_every_learning_city_is_in_the_calendar(calendar):
    """The certain learning cities of today are in it, each with a next review."""
    states = TIMELINE.status(TODAY)
    assert set(calendar) == set(states.index[states["status"] == "designated"])
    assert all(one.next_review for one in calendar.values())
    assert not {"23120", "23140"} & set(calendar)


def test_groups_take_turns():
    """Metropolitan districts 2020, 2023, 2026; provincial cities 2021; counties 2022."""
    assert [list(RULES.turns(group, 2028)) for group in REVIEW_GROUPS] == [
        [2020, 2023, 2026],
        [2021, 2024, 2027],
        [2022, 2025, 2028],
    ]
    assert review_group("21", "gun") == "metropolitan"
    assert review_group("31", "si") == "provincial_city"
    assert review_group("37", "gun") == "county"
    assert review_group("12", "gu", "24") == "metropolitan"
    assert review_group("12", "gun", "36") == "county"


@pytest.mark.parametrize(
    ("place", "record", "following"),
    [
        ("서울 양천구", 2023, 2026),
        ("경북 청도군", 2025, 2028),
        ("충북 옥천군", 2025, 2028),
        ("제주 서귀포시", 2021, 2024),
    ],
)
def test_printed_validity_leads_to_the_next_turn(place, record, following):
    """The turn after a recorded review is the one that printed validities point to."""
    found = TIMELINE.calendar(f"{record}-01-01")[ATLAS.resolver.resolve(place)]
    assert next(turn for turn in found.schedule if turn > record) == following


def test_first_review_waits_for_four_full_years(calendar):
    """Yeoju, designated in June 2017, is first due in 2024, the first turn after 2021."""
    yeoju = calendar[ATLAS.resolver.resolve("경기 여주시")]
    assert yeoju.schedule[0] == 2024
    assert yeoju.outcomes == ((2024, "redesignated"),)
    gimcheon = calendar["37030"]
    assert (gimcheon.award_from, gimcheon.next_review) == (2026, 2033)


def test_the_excellent_skip_a_turn(calendar):
    """Gongju, excellent in 2024, is next due in 2030; the trace says why."""
    gongju = calendar[ATLAS.resolver.resolve("충남 공주시")]
    assert gongju.next_review == 2030
    assert 2027 not in gongju.schedule
    assert "2027년 심의 면제" in trace_text(gongju, words("ko"))


def test_a_silent_turn_leaves_two_years_open(calendar):
    """Seogwipo's outcome of 2024 is not known: 2027, or 2030 had it been excellent; both said."""
    seogwipo = calendar["39020"]
    assert (seogwipo.next_review, seogwipo.or_later) == (2027, 2030)
    assert "Had 2024 ended excellent, 2027 would be skipped" in trace_text(seogwipo, words("en"))
    early = [one for one in calendar.values() if one.silent and max(one.silent) < RULES.skip_from]
    assert early
    assert all(one.or_later is None for one in early)


def test_an_early_excellent_outcome_says_why_it_skips_nothing(calendar):
    """Nonsan, excellent in 2021, was due in 2024: skipping began with the outcomes of 2023."""
    nonsan = calendar[ATLAS.resolver.resolve("충남 논산시")]
    assert (2021, "redesignated_excellent") in nonsan.outcomes
    assert 2024 in nonsan.schedule
    assert "from the outcomes of 2023 on" in trace_text(nonsan, words("en"))


def test_silence_is_said(calendar):
    """A past turn without a record is listed as silent, never as passed."""
    changwon = calendar["38110"]
    assert changwon.silent == (2021, 2024)
    assert changwon.outcomes == ()
    assert "2021: no outcome found." in trace_text(changwon, words("en"))


def test_a_deferred_city_has_no_printed_next_review():
    """Where no page prints a rule there is no year."""
    found = renewal("1", "county", (2010, 2010), [(2025, "deferred")], RULES, 2026)
    assert found.next_review is None
    assert found.trace[-1][0] == "deferred"
    assert "below 60 points" in trace_text(found, words("en"))


def test_a_second_deferral_in_a_row_ends_the_title_by_the_rule():
    """Two deferrals running are said to cancel; one after a pass, or a pass after one, are not."""

    def told(*outcomes):
        record = list(zip((2022, 2025, 2028), outcomes, strict=False))
        return trace_text(renewal("1", "county", (2010, 2010), record, RULES, 2029), words("en"))

    assert "Deferred 2 times in a row up to 2025" in told("deferred", "deferred")
    assert "times in a row up to" not in told("deferred", "redesignated", "deferred")
    assert "eferred in" not in told("deferred", "redesignated")


def test_an_outcome_in_another_year_than_its_turn_is_told():
    """A county has its turns in 2022 and 2025; what is on record for 2023 is not hidden."""
    found = renewal("1", "county", (2010, 2010), [(2023, "redesignated")], RULES, 2026)
    assert "2023: re-designated, in a year that is not its turn" in trace_text(found, words("en"))


@settings(max_examples=100)
@given(
    st.sampled_from(REVIEW_GROUPS),
    st.integers(2001, 2026),
    st.dictionaries(
        st.integers(2020, 2026), st.sampled_from(["redesignated", "redesignated_excellent"])
    ),
    st.integers(2020, 2026),
)
def test_schedules_keep_the_rules(group, award, outcomes, year):
    """Whatever the record: turns of the group only, not before four full years, in order."""
    found = renewal("1", group, (award, award), list(outcomes.items()), RULES, year)
    assert set(found.schedule) <= set(RULES.turns(group))
    assert all(turn - award > RULES.first_after for turn in found.schedule)
    gaps = {b - a for a, b in zip(found.schedule, found.schedule[1:], strict=False)}
    assert gaps <= {RULES.interval, RULES.interval * (1 + RULES.skipped_turns)}
    if found.next_review is not None:
        assert year <= found.next_review <= HORIZON
        assert found.next_review not in found.silent


def test_published_sizes_stand_beside_the_computed_ones():
    """Two of six published group sizes come out exactly, and every difference is shown."""
    sizes, _ = TIMELINE.review_agreement()
    assert list(sizes["printed"]) == [42, 61, 44, 55, 64, 46]
    assert list(sizes["computed"]) == [45, 58, 42, 55, 64, 45]
    assert list(sizes["agrees"]) == [False, False, False, True, True, False]
    assert sizes.set_index("year").loc[2021, "also_printed"] == "60;68"
    always = replace(RULES, skip_from=2000)
    assert always.skip_from < RULES.skip_from
    assert list(sizes["computed_if_always_skipped"])[3:] == [50, 58, 40]


def test_every_outcome_is_held_against_the_rules():
    """All 132 outcomes fall on a turn of their group, and the five disagreements are named."""
    _, record = TIMELINE.review_agreement()
    outcomes = record[record["what"] == "outcome"]
    assert len(outcomes) == 132
    assert (outcomes["rule"] == "due").all()
    apart = record[~record["agrees"]].set_index(["unit_id", "year"])["reason"].to_dict()
    assert apart == {
        ("24040", 2023): "skip_not_observed",
        ("31350", 2025): "skip_not_observed",
        ("34310", 2025): "skip_not_observed",
        ("38050", 2024): "skip_not_observed",
        ("35060", 2024): "ends_before_next",
    }


def test_due_lists_cover_the_country(calendar):
    """Reviews of 2026 are metropolitan districts, of 2027 cities, of 2028 counties."""
    for year, group in ((2026, "metropolitan"), (2027, "provincial_city"), (2028, "county")):
        assert {calendar[unit].group for unit in due_in(calendar, year)} == {group}


def test_the_calendar_file_is_well_formed(calendar):
    """The .ics has one entry a place, folded lines, escaped text, and the same bytes each time."""
    due = {unit: calendar[unit] for unit in due_in(calendar, 2027)}
    names = dict.fromkeys(due, "이름, 둘; \\ 셋\n넷")
    content = calendar_ics(due, [2027], names, TODAY, words("ko"))
    assert content == calendar_ics(due, [2027], names, TODAY, words("ko"))
    lines = content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert content.count(b"BEGIN:VEVENT") == len(due)
    assert "SUMMARY:이름\\, 둘\\; \\\\ 셋\\n넷 재지정 심의 (2027년)" in content.decode().replace(
        "\r\n ", ""
    )


def test_the_calendar_as_rows(calendar):
    """Each row names the place, the last outcome, the silent turns and the reason."""
    rows = calendar_rows(calendar, REGISTER, TODAY, words("en")).set_index("unit_id")
    assert len(rows) == len(calendar)
    assert rows.loc["39020", "Next review"] == "2027 (or 2030)"
    assert rows.loc["39020", "Reviews without a record"] == "2024"
    assert rows.loc["38110", "Last outcome found"] == "none found"
    assert rows.loc["26310", "Designated"] == "2006–2014"
