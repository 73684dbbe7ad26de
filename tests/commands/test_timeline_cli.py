"""The commands trend, status, compare, calendar and place, as people type them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from helpers import run_atlas
from through_time import TIMELINE, TODAY

from analysis import clock
from analysis.timeline import Timeline
from atlas import cli
from store.errors import AmbiguousPlaceError, AtlasError, InputError, UnknownPlaceError


@pytest.fixture(autouse=True)
def one_atlas(monkeypatch):
    """Answer from the atlas that is read once, on a fixed day."""
    monkeypatch.setattr(Timeline, "load", lambda _: TIMELINE)
    monkeypatch.setattr(clock, "source", lambda: dt.datetime.fromisoformat(f"{TODAY}T12:00+09:00"))


def run(*args):
    """Return what a command prints; its errors pass through."""
    result = CliRunner().invoke(cli, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_trend_prints_the_documented_shape():
    """The JSON is a list of years with the documented keys."""
    rows = json.loads(run("trend", "--format", "json"))
    year = {row["year"]: row for row in rows}
    assert list(year[2023]) == [
        "year", "new", "total_min", "total_max", "printed", "municipalities",
        "share_official", "share_strict",
    ]  # fmt: skip
    assert (year[2023]["new"], year[2023]["total_min"], year[2023]["total_max"]) == (7, 195, 195)
    assert year[2007]["total_min"] <= 76 <= year[2007]["total_max"]
    assert run("trend", "--format", "csv").splitlines()[0].startswith("year,new,total_min")
    assert "2023 | 7 | 195 | 195,196 | 226 | 86.3% | 85.0%" in run("trend")


def test_status_answers_then_and_now():
    """The same day has 181 as announced and 180-181 as known today."""
    then = ("--date", "2021-12-31", "--known-on", "2021-12-31")
    said = json.loads(run("status", *then, "--format", "json"))
    known = json.loads(run("status", "--date", "2021-12-31", "--format", "json"))
    assert said["counts"]["official"]["designated"] == 181
    assert known["counts"]["official"]["designated"] is None
    assert known["counts"]["official"]["designated_min"] == 180
    assert known["statuses"]["uncertain"] == 1
    assert len(known["places"]) == 229
    assert "180–181 / 226" in run("status", "--date", "2021-12-31")


def test_status_after_the_last_edition_says_so():
    """A day after the last announcement is answered with it, in words and in JSON."""
    document = json.loads(run("status", "--date", "2026-11-01", "--format", "json"))
    assert (document["edition"], document["after_last_edition"]) == ("2026", True)
    text = run("status", "--date", "2026-11-01", "--lang", "en")
    assert "after the last announcement; this is the 2026 edition" in text
    assert "Incheon Yeongjong-gu: Ruling needed" in text


def test_what_was_known_on_a_day_cites_no_later_announcement():
    """The list of June 2026 as known in May 2021 is the 2021 edition, with its sources only."""
    args = ("status", "--date", "2026-06-01", "--known-on", "2021-05-01")
    assert json.loads(run(*args, "--format", "json"))["edition"] == "2021"
    said = run(*args, "--lang", "en")
    assert "Six new cities 2021" in said
    assert "2026, " not in said.rpartition("Source")[2]
    assert "no list before" in run("status", "--date", "2001-01-01", "--lang", "en")


def test_a_title_that_was_lost_is_not_called_unsettled():
    """In June 2022 Gimcheon stands under its own heading, as inferred, not among the open ones."""
    said = run("status", "--date", "2022-06-01", "--lang", "en").splitlines()
    at = next(i for i, line in enumerate(said) if line.startswith("No longer designated"))
    assert said[at + 1].strip() == "Gyeongbuk Gimcheon-si: Lapsed"
    assert not [line for line in said if line.startswith("Not settled")]


def test_compare_says_which_borders_and_names_changed():
    """From 227 to 226 municipalities: one merger, and each renaming and move in between."""
    said = run("compare", "2013", "2024", "--lang", "en")
    assert (
        "1 July 2014, Merged: Chungbuk Cheongju-si, Chungbuk Cheongwon-gun → Chungbuk Cheongju-si"
        in said
    )
    assert "Gyeongbuk Gunwi-gun → Daegu Gunwi-gun" in said
    territory = json.loads(run("compare", "2013", "2024", "--format", "json"))["territory"]
    kinds = [row["kind"] for row in territory]
    assert kinds == ["renamed", "merged", "renamed", "moved_province"]
    assert "Changes of territory" not in run("compare", "2024", "2025", "--lang", "en")


def test_compare_names_the_seven():
    """Two editions give exactly what joined."""
    document = json.loads(run("compare", "2022", "2023", "--format", "json"))
    joined = {f"{row['province']} {row['name']}" for row in document["joined"]}
    assert joined == {
        "강원 양양군", "충북 보은군", "충남 계룡시", "충남 청양군", "전남 구례군", "경북 봉화군",
        "경남 고성군",
    }  # fmt: skip
    assert document["left"] == []
    assert "새로 지정 (7)" in run("compare", "2022-02-09", "2023-03-06")
    assert run("compare", "2018", "2023", "--format", "csv").count("joined") == 36


def test_calendar_prints_who_is_due_and_why():
    """The reviews of 2027 are provincial cities, each with the rules that say so."""
    document = json.loads(run("calendar", "--year", "2027", "--format", "json"))
    assert document["due"] == len(document["places"]) == sum(document["provinces"].values())
    assert {row["group"] for row in document["places"]} == {"provincial_city"}
    row = next(row for row in document["places"] if row["unit_id"] == "39020")
    assert (row["last_outcome"], row["last_outcome_year"]) == ("redesignated", 2021)
    assert (row["next_review"], row["next_review_if_excellent"]) == (2027, 2030)
    assert row["trace"][-2] == {"rule": "next", "year": 2027, "interval": 3}
    assert run("calendar", "--year", "2027", "--format", "ics").startswith("BEGIN:VCALENDAR")
    assert "not an official schedule" in run("calendar", "--year", "2027", "--lang", "en")


def test_a_past_calendar_is_of_its_own_year():
    """The reviews of 2023 are of the list of 1 January 2023, beside the number then published."""
    document = json.loads(run("calendar", "--year", "2023", "--format", "json"))
    assert (document["as_of"], document["due"], document["printed"]) == ("2023-01-01", 55, [55])
    said = run("calendar", "--year", "2020", "--lang", "en")
    assert "as of 1 January 2020): 45" in said
    assert "As published: 42 (Asia Economy)" in said
    assert "인천 미추홀구" in run("calendar", "--year", "2020")
    assert json.loads(run("calendar", "--year", "2027", "--format", "json"))["as_of"] == TODAY


def test_place_tells_a_life():
    """A county that is no more names its last day, its heir and the heir's status."""
    document = json.loads(run("place", "충북 청원군"))
    assert (document["valid_to"], document["status"]) == ("2014-06-30", "not_designated")
    heir = document["successors"][0]
    assert (heir["unit_id"], heir["status"]) == ("33040", "designated")
    text = run("place", "인천 서구", "--format", "table", "--lang", "en")
    assert "Successors: 인천 서해구 (Incheon Seohae-gu), 인천 검단구 (Incheon Geomdan-gu)" in text
    assert "Split: Incheon Seo-gu → Incheon Seohae-gu, Incheon Geomdan-gu" in text


def test_an_heir_says_whose_title_it_carries_on():
    """Jemulpo-gu is made of two learning cities; its since is theirs, and it says so."""
    said = run("place", "제물포구", "--format", "table", "--lang", "en")
    assert "carries on the title of 인천 중구 (Incheon Jung-gu), 인천 동구" in said
    document = json.loads(run("place", "제물포구"))
    assert document["carried_on_from"] == ["23010", "23020"]
    assert document["since_to"] < document["valid_from"]
    assert json.loads(run("place", "수원시"))["carried_on_from"] == []


def test_a_place_is_called_what_it_was_called_on_the_day():
    """Asked for 2015, Michuhol-gu is Nam-gu."""
    said = run("place", "미추홀구", "--date", "2015-06-01", "--format", "table", "--lang", "en")
    assert said.splitlines()[0] == "인천 남구 (Incheon Nam-gu)"


@pytest.mark.parametrize(
    ("args", "error", "words"),
    [
        (("status", "--date", "2000-12-31"), InputError, "2001-01-01"),
        (("status", "--date", "2027-01-01"), InputError, "nobody knows a later state"),
        (("status", "--date", "20230306"), InputError, "YYYY-MM-DD"),
        (("status", "--date", "2023-03-06", "--known-on", "2030-01-01"), InputError, "today"),
        (("compare", "2023", "2009"), InputError, "one of 2001"),
        (("compare", "2023", "2022"), InputError, "earlier one first"),
        (("calendar", "--year", "2019"), InputError, "from 2020"),
        (("place", "고성군"), AmbiguousPlaceError, "강원 고성군"),
        (("place", "남구"), AmbiguousPlaceError, "인천 미추홀구"),
        (("status", "--date", "2023-03-06", "--known-on", ""), InputError, "YYYY-MM-DD"),
        (("place", "수원시", "--date", ""), InputError, "YYYY-MM-DD"),
        (("place", "제물포구", "--date", "2020-01-01"), InputError, "Ask for .* 중구"),
        (("place", "없는군"), UnknownPlaceError, "없는군"),
    ],
)
def test_bad_input_is_refused_in_words(args, error, words):
    """Each wrong date, year or name is an error that says what would be right."""
    with pytest.raises(error, match=words):
        run(*args)
    assert issubclass(error, AtlasError)


def test_a_refusal_ends_the_process_with_two():
    """Started as people do, a refusal is one message and exit code 2."""
    result = run_atlas("status", "--date", "1999-01-01")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("error: date: found 1999-01-01")
