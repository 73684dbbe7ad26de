"""`atlas.py check` finds what is wrong between tables, all of it, and is quiet when all is well."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from helpers import copy_tables, spoil

from analysis.checks.data_folder import between_tables, inspect
from commands.check import check
from store.dictionary import dictionary_faults, read_dictionary
from store.folders import DATA
from store.schemas import SPECS
from store.tables import read_every_table

TODAY = "2026-11-23"

NAMES = [
    "schemas",
    "keys",
    "checksums",
    "register",
    "territory",
    "events",
    "list",
    "renewals",
    "printed",
    "undesignated",
    "dictionary",
]


@pytest.fixture
def root(tmp_path):
    """Return a copy of the tables to spoil."""
    return copy_tables(tmp_path)


@pytest.fixture(scope="module")
def frames():
    """Return every table, read once."""
    return read_every_table()[0]


def told_by(name, frames, **changes):
    """Return what one check between tables tells once some tables are changed."""
    spoilt = {table: change(frames[table].copy()) for table, change in changes.items()}
    (outcome,) = between_tables({**frames, **spoilt}, TODAY, [name])
    assert outcome.check == name
    return [str(fault) for fault in outcome.faults]


def setting(row, **values):
    """Return a change of one row, found by the value of its first column or by its number."""

    def change(frame):
        at = row if isinstance(row, int) else frame.index[frame.iloc[:, 0] == row][0]
        for column, value in values.items():
            frame.loc[at, column] = value
        return frame

    return change


def without(column, value):
    """Return a change that leaves out the rows with a value."""
    return lambda frame: frame[frame[column] != value]


def test_the_delivered_data_are_sound():
    """The project's own data pass every check, and the report says how much was looked at."""
    result = CliRunner().invoke(check, ["--format", "json"])
    report = json.loads(result.output)
    assert result.exit_code == 0
    assert report["ok"]
    assert [row["check"] for row in report["checks"]] == NAMES
    assert {row["status"] for row in report["checks"]} == {"ok"}
    told = {row["check"]: row["looked_at"] for row in report["checks"]}
    assert told["list"].startswith("206 listed designations")
    listed = [path.read_text("utf-8").splitlines() for path in DATA.rglob("checksums.sha256")]
    assert told["checksums"].startswith(f"{sum(map(len, listed))} files")


def test_faults_in_two_files_are_both_listed(root):
    """Two spoilt files give one report with both faults and exit code 2."""
    spoil(root, "points", setting(0, x_m="far"))
    spoil(root, "review_sizes", setting(0, printed="-1"))
    result = CliRunner().invoke(check, ["--data", str(root)])
    assert result.exit_code == 2
    assert "points.csv, row 2, column x_m: found 'far'" in result.output
    assert "review_sizes.csv, row 2, column printed: found '-1'" in result.output
    assert "2 faults" in result.output


def test_a_check_that_cannot_run_says_what_it_waits_for(root):
    """Where a table is broken, the checks that need it are marked, not passed."""
    spoil(root, "events", setting(0, kind="gone"))
    outcomes = {outcome.check: outcome for outcome in inspect(root, TODAY)}
    assert outcomes["schemas"].status == "faults"
    assert outcomes["list"].status == "not_run"
    assert outcomes["list"].waits_for == ("events",)


@pytest.mark.parametrize(
    ("table", "change", "check_name", "message"),
    [
        (
            "designations",
            setting(0, current_municipality_ko="유성시"),
            "list",
            "'대전광역시 유성시'",
        ),
        ("designations", setting(0, year="2008"), "list", "year 2008"),
        ("designations", setting(0, year="2027"), "list", "year 2027"),
        ("designations", setting(0, confidence="low"), "list", "Enter the list's row unchanged"),
        ("designations", lambda frame: frame.iloc[1:], "list", "an award of designations.csv"),
        ("territory", setting(0, valid_to="2011-06-30"), "territory", "one holder for each piece"),
        ("redesignations", lambda frame: frame.iloc[1:], "renewals", "in one table only"),
        ("redesignations", setting(0, municipality_ko="고성군"), "renewals", "No place is called"),
        ("explanations", without("printed", "190"), "printed", "year 2022, cumulative_total"),
        ("undesignated_2023", lambda frame: frame.iloc[1:], "undesignated", "서울 중구"),
        ("undesignated_2023", setting(0, municipality_ko="종로구"), "undesignated", "종로구"),
        ("events", setting(0, date_to="2026-12-31", date_from="2026-12-31"), "events", "today"),
    ],
)
def test_what_contradicts_is_found(frames, table, change, check_name, message):
    """A change in one table that another contradicts is found and told where it stands."""
    told = told_by(check_name, frames, **{table: change})
    assert told
    assert any(message in fault for fault in told), told


def test_every_wrong_printed_figure_is_told(frames):
    """Each printed total, count, rate and denominator that the ledger does not give is told."""

    def wrong(frame):
        for edition, column, value in (
            ("2023", "total_printed", "196"),
            ("2022", "new_printed", "9"),
            ("2014", "new_printed", "14"),
            ("2023", "rate_printed", "86.2"),
            ("2024", "municipalities_printed", "229"),
            ("2012", "total_printed", "93"),
        ):
            frame.loc[frame["edition"] == edition, column] = value
        return frame

    told = "\n".join(told_by("printed", frames, editions=wrong))
    for message in (
        "edition 2023, column total_printed: found 196; expected 195",
        "edition 2022, column new_printed: found 9; expected 8",
        "edition 2014, column new_printed: found 14; expected 11",
        "edition 2023, column rate_printed: found 86.2; expected 86.3",
        "edition 2024, column municipalities_printed: found 229; expected 226",
        "edition 2012, column total_printed: found 93; expected 90",
    ):
        assert message in told


def test_a_place_in_two_states_at_once(frames):
    """A place with two states on one day is found."""

    def doubled(frame):
        row = frame[frame["unit_id"] == "11010"].iloc[0].copy()
        row["valid_from"] = "2010-01-01"
        frame.loc[len(frame)] = row
        return frame

    told = told_by("register", frames, places=doubled)
    assert len([fault for fault in told if "11010" in fault]) == 1


def test_a_province_in_two_states_at_once(frames):
    """A province with two states on one day is found."""

    def doubled(frame):
        row = frame[frame["province_code"] == "11"].iloc[0].copy()
        row["valid_from"] = "2010-01-01"
        frame.loc[len(frame)] = row
        return frame

    told = told_by("register", frames, provinces=doubled)
    assert any("11 from 2010-01-01" in fault for fault in told)


def test_a_place_that_ends_without_a_change(frames):
    """What the screens would refuse to open with, the check of the data names too."""
    told = told_by("register", frames, changes=without("from_units", "33040;33310"))
    assert any("33310" in fault for fault in told)


def test_a_place_whose_province_does_not_exist_yet(frames):
    """A place in a province that exists only later is found."""
    told = told_by("register", frames, provinces=setting("29", valid_from="2013-01-01"))
    assert any("29010" in fault for fault in told)


def test_second_award_needs_a_lapse(frames):
    """Without Gimcheon's absence its second award is a fault of the ledger, list and totals."""
    change = without("kind", "uncounted")
    assert any(
        "37030 designated again" in fault for fault in told_by("events", frames, events=change)
    )
    assert any("37030 designated on" in fault for fault in told_by("list", frames, events=change))
    assert any("found 188; expected 189" in f for f in told_by("printed", frames, events=change))


def test_an_edition_taken_in_later_needs_no_row_in_the_list(frames):
    """The list ends with 2026; a later award is the ledger's own, an earlier one is not."""

    def awarded(day):
        def change(frame):
            row = frame.iloc[0].copy()
            row[["unit_id", "date_from", "date_to", "known_since"]] = ["11020", day, day, day]
            frame.loc[len(frame)] = row
            return frame

        return change

    assert told_by("list", frames, events=awarded("2026-11-01")) == []
    told = told_by("list", frames, events=awarded("2025-11-01"))
    assert any("11020 designated on 2025-11-01" in fault for fault in told)


def test_duplicate_in_the_list_under_another_name(frames):
    """A place listed twice, once under a former province's name, is still found."""

    def twice(frame):
        row = frame[frame["current_municipality_ko"] == "진안군"].iloc[0].copy()
        row["current_province_ko"] = "전라북도"
        frame.loc[len(frame)] = row
        return frame

    told = told_by("list", frames, designations=twice)
    assert any("one row a place; row 4 has it" in fault for fault in told)


def test_unknown_keys_stop_only_what_stands_on_them(root):
    """A place nobody knows is told once; checks that would trip over it wait."""
    spoil(root, "territory", setting(0, unit_id="00000"))
    spoil(root, "codes", setting(0, unit_id="00001"))
    outcomes = {outcome.check: outcome for outcome in inspect(root, TODAY)}
    assert sum("places.csv knows" in str(fault) for fault in outcomes["keys"].faults) == 2
    assert outcomes["register"].waits_for == ("codes", "territory")
    assert outcomes["dictionary"].status == "ok"


def test_dictionary_is_held_against_the_tables(root):
    """A column without a meaning, and a table without its dictionary, are found."""
    (root / "dictionary" / "events.csv").unlink()
    path = root / "dictionary" / "points.csv"
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*text[:2], "points,x_m,,,m", *text[3:]]), encoding="utf-8")
    told = [str(fault) for fault in dictionary_faults(read_dictionary(root))]
    assert any("dictionary/events.csv: found no columns" in fault for fault in told)
    assert any("column x_m: found a blank meaning" in fault for fault in told)


def test_every_check_speaks_up_in_one_reading(root):
    """A missing table, a changed file and a lost meaning are all in one report."""
    (root / SPECS["validities"].path).unlink()
    (root / "boundaries" / "a.prj").write_bytes(b"x")
    listing = root / "boundaries" / "checksums.sha256"
    listing.write_text(f"{'0' * 64}  a.prj\n", encoding="ascii")
    (root / "dictionary" / "points.csv").unlink()
    told = {outcome.check: outcome.status for outcome in inspect(root, TODAY)}
    faulty = {name for name, status in told.items() if status == "faults"}
    assert faulty == {"schemas", "checksums", "dictionary"}
    assert "not_run" not in told.values()
