"""The rules of review as data: a second row takes over in its year, and what is missing is said."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pandas as pd
import pytest
from helpers import ROOT

from analysis.checks.data_folder import inspect
from analysis.renewals.rules import REVIEW_GROUPS, Rules, rule_faults
from analysis.renewals.schedule import calendar, renewal
from exports.answers.renewal_calendar import trace_text
from figures.words.language import words
from store.errors import InputError
from store.folders import DATA
from store.tables import read_table

TABLE = read_table("renewal_rules")


def row(rule, value, from_year, group="all"):
    """Return a row of the table as somebody who edits it would write it."""
    return {
        "rule": rule,
        "review_group": group,
        "value": str(value),
        "from_year": str(from_year),
        "confidence": "high",
        "source_id": TABLE["source_id"].iloc[0],
        "note": "",
    }


def having(*rows):
    """Return the table with more rows."""
    return pd.concat([TABLE, pd.DataFrame(rows)], ignore_index=True)


FOUR_YEARS = having(row("interval_years", 4, 2028))


def test_an_interval_of_another_year_takes_over_in_it():
    """Reviews are three years apart up to 2028, and four years from the first review after."""
    rules = Rules.from_table(FOUR_YEARS)
    assert [rules.turns(group) for group in REVIEW_GROUPS] == [
        [2020, 2023, 2026, 2029, 2033],
        [2021, 2024, 2027, 2030, 2034],
        [2022, 2025, 2028, 2032],
    ]


def test_the_calendar_and_its_reason_follow_the_new_interval():
    """A county reviewed in 2028 is due again in 2032, and the reason says four years."""
    rules = Rules.from_table(FOUR_YEARS)
    found = renewal("1", "county", (2010, 2010), [(2028, "redesignated")], rules, 2029)
    assert found.next_review == 2032
    assert "4" in trace_text(found, words("en"))
    before = renewal("1", "county", (2010, 2010), [(2025, "redesignated")], rules, 2026)
    assert before.next_review == 2028


def test_every_rule_may_change_with_a_year():
    """The wait, the turns, what excellence skips and what deferrals end follow their row."""
    rules = Rules.from_table(
        having(
            row("first_review_after_years", 2, 2024),
            row("first_turn", 2031, 2029, "county"),
            row("excellent_skips_turns", 2, 2026),
            row("cancelled_after_deferrals", 1, 2027),
        )
    )
    assert rules.first_review("metropolitan", 2023) == 2029
    assert rules.first_review("metropolitan", 2024) == 2029
    assert rules.first_review("county", 2025) == 2028
    assert rules.turns("county") == [2022, 2025, 2028, 2031, 2034]
    excellent = [(2026, "redesignated_excellent")]
    found = renewal("1", "metropolitan", (2010, 2010), excellent, rules, 2027)
    assert found.next_review == 2035
    ended = renewal("1", "provincial_city", (2010, 2010), [(2027, "deferred")], rules, 2028)
    assert ended.trace[-1][0] == "deferred_again"
    earlier = renewal("1", "county", (2010, 2010), [(2025, "deferred")], rules, 2026)
    assert earlier.trace[-1][0] == "deferred"


def test_turns_of_a_group_may_begin_anew():
    """A later first turn replaces the turns from its year on, also where it falls between them."""
    rules = Rules.from_table(having(row("first_turn", 2030, 2028, "county")))
    assert rules.turns("county") == [2022, 2025, 2030, 2033]


def test_what_keeps_the_rules_from_being_followed_is_said():
    """A missing rule, a rule for a group that it is not made for, an interval of no years."""
    missing = TABLE[TABLE["rule"] != "interval_years"]
    with pytest.raises(InputError, match="no row interval_years for all"):
        Rules.from_table(missing)
    odd = having(row("interval_years", 4, 2028, "county"), row("interval_years", 0, 2029))
    values = [fault.value for fault in rule_faults(odd)]
    assert values == ["'county'", "0"]


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Return a data folder whose reviews are four years apart from 2028 on."""
    folder = tmp_path_factory.mktemp("rules") / "data"
    shutil.copytree(DATA, folder)
    FOUR_YEARS.to_csv(folder / "designations" / "renewal_rules.csv", index=False)
    return folder


def test_check_and_calendar_agree_on_a_second_row(changed, atlas):
    """`check` is content with the second row, and the calendar of it can be made."""
    outcomes = {one.check: one for one in inspect(changed, "2026-11-30")}
    assert outcomes["renewals"].status == outcomes["schemas"].status == "ok"
    rules = Rules.from_table(read_table("renewal_rules", changed))
    found = calendar(atlas.tables.events, atlas.register, rules, "2026-11-30")
    assert {one.next_review for one in found.values()} >= {2027, 2028, 2029}


def test_check_reports_a_rule_that_is_missing(changed):
    """A table without the interval is a fault of `check`, not a crash of `calendar`."""
    path = changed / "designations" / "renewal_rules.csv"
    whole = path.read_text(encoding="utf-8")
    try:
        TABLE[TABLE["rule"] != "interval_years"].to_csv(path, index=False)
        outcomes = {one.check: one for one in inspect(changed, "2026-11-30")}
        assert [fault.value for fault in outcomes["renewals"].faults] == [
            "no row interval_years for all"
        ]
    finally:
        path.write_text(whole, encoding="utf-8")


def test_the_command_line_prints_the_calendar_of_a_later_year():
    """`calendar` of a year before and of one after the change ends without an error."""
    script = (
        "import sys; import pandas as pd;"
        "from store import tables; real = tables.read_table;"
        "extra = dict(rule='interval_years', review_group='all', value='4', from_year='2028',"
        " confidence='high', source_id='x', note='');"
        "more = lambda name, *a: (pd.concat([real(name, *a), pd.DataFrame([extra])])"
        " if name == 'renewal_rules' else real(name, *a));"
        "import analysis.atlas as one; one.read_table = more;"
        "import atlas; sys.argv = ['atlas.py', 'calendar', '--year', '2032', '--lang', 'en'];"
        "atlas.main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert "2032" in run.stdout.splitlines()[0]
