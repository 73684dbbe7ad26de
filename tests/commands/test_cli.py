"""The command line: the documented shapes, the numbers of the design, and errors that help."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from helpers import run_atlas

import atlas as program
from analysis.atlas import Atlas
from analysis.coverage.counting import RULES

PROVINCE = {"province", "province_en", "designated", "municipalities", "share"}
RANGE = {"designated_min", "designated_max", "share_min", "share_max"}


@pytest.fixture
def ask(atlas, monkeypatch, capsys):
    """Return a way to run the command line in this process, with the data read once."""
    monkeypatch.setattr(Atlas, "load", lambda: atlas)

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["atlas.py", *args])
        with pytest.raises(SystemExit) as left:
            program.main()
        seen = capsys.readouterr()
        return left.value.code, seen.out, seen.err

    return run


def test_headline_as_a_person_gets_it():
    """`python atlas.py coverage --edition 2023 --format json` prints exactly the promised shape."""
    done = run_atlas("coverage", "--edition", "2023", "--format", "json")
    assert done.returncode == 0
    assert done.stderr == ""
    document = json.loads(done.stdout)
    assert set(document) == {
        "edition",
        "date",
        "rule",
        "designated",
        "municipalities",
        "share",
        "provinces",
        "sources",
        "data_hash",
    }
    assert (document["edition"], document["date"], document["rule"]) == (
        "2023",
        "2023-03-06",
        "official",
    )
    assert (document["designated"], document["municipalities"]) == (195, 226)
    assert document["share"] == 195 / 226
    assert len(document["provinces"]) == 17
    assert all(set(row) == PROVINCE for row in document["provinces"])
    shares = {row["province_en"]: row["share"] for row in document["provinces"]}
    assert shares["Sejong"] is shares["Jeju"] is None
    assert shares["Busan"] == 1
    assert {row["source_id"] for row in document["sources"]} == {
        "news1-4971860",
        "etoday-2227903",
        "nabis-11723",
    }


@pytest.mark.parametrize("rule", RULES)
def test_every_edition_and_rule(ask, atlas, rule):
    """For all 23 editions the command line gives the numbers of the Python API, ranges included."""
    for edition in atlas.editions:
        code, out, _ = ask("coverage", "--edition", edition, "--rule", rule, "--format", "json")
        document = json.loads(out)
        nation = atlas.coverage(edition, rule=rule).nation
        assert code == 0
        assert (document["designated"], document["municipalities"], document["share"]) == (
            nation.designated,
            nation.of,
            nation.share,
        )
        if nation.designated is None:
            assert (document["designated_min"], document["designated_max"]) == (
                nation.at_least,
                nation.at_most,
            )
            assert set(document) >= RANGE
        else:
            assert not RANGE & set(document)


def test_csv_has_a_row_for_the_country_and_each_province(ask):
    """CSV rows carry edition, date and rule; a share that does not apply is blank."""
    _, out, _ = ask("coverage", "--edition", "2023", "--rule", "strict", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 18
    assert {(row["edition"], row["date"], row["rule"]) for row in rows} == {
        ("2023", "2023-03-06", "strict")
    }
    assert rows[0]["province"] == "전국"
    assert rows[0]["designated_min"] == rows[0]["designated_max"] == "192"
    jeju = next(row for row in rows if row["province_en"] == "Jeju")
    assert (jeju["designated_max"], jeju["municipalities"], jeju["share_max"]) == ("0", "0", "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ko", ["2023년 3월 6일", "86.3%", "공식 집계", "출처: ", "뉴스1", "강원도", "195"]),
        ("en", ["6 March 2023", "86.3%", "Official rule", "Source: ", "News1", "Gangwon", "195"]),
    ],
)
def test_table_says_date_rule_and_source(ask, atlas, lang, words):
    """The table for readers carries date, counting rule, source and data hash."""
    code, out, _ = ask("coverage", "--lang", lang)
    assert code == 0
    for word in [*words, atlas.data_hash]:
        assert word in out
    sejong = next(line for line in out.splitlines() if line.startswith(("세종", "Sejong")))
    assert sejong.split()[1:] == ["1", "0", "—"]


def test_a_range_is_a_range_everywhere(ask):
    """Where the year of three awards is open, every format shows both bounds."""
    _, table, _ = ask("coverage", "--edition", "2007", "--lang", "en")
    assert "75–78" in table
    _, out, _ = ask("coverage", "--edition", "2007", "--format", "csv")
    row = next(csv.DictReader(io.StringIO(out)))
    assert (row["designated_min"], row["designated_max"]) == ("75", "78")


def test_date_instead_of_edition(ask):
    """A day gives the edition in force on it and the places of that day."""
    _, out, _ = ask("coverage", "--date", "2023-07-01", "--format", "json")
    document = json.loads(out)
    assert (document["edition"], document["date"]) == ("2023", "2023-07-01")
    daegu = next(row for row in document["provinces"] if row["province_en"] == "Daegu")
    assert (daegu["designated"], daegu["municipalities"]) == (5, 9)


def test_resolve(ask):
    """A name becomes its key, names and province; an ended place names who took over."""
    code, out, _ = ask("resolve", "경남 고성군")
    facts = json.loads(out)
    assert code == 0
    assert (facts["unit_id"], facts["name_en"], facts["province"]) == (
        "38340",
        "Goseong-gun",
        "경상남도",
    )
    _, out, _ = ask("resolve", "청원군")
    facts = json.loads(out)
    assert facts["valid_to"] == "2014-06-30"
    assert [heir["unit_id"] for heir in facts["successors"]] == ["33040"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["coverage", "--edition", "2010"], "found '2010'; expected one of 2001"),
        (["coverage", "--edition", "2027"], "expected one of 2001"),
        (["coverage", "--date", "2023-3-6"], "Write it as 2023-03-06"),
        (["coverage", "--date", "2099-01-01"], "to today"),
        (["coverage", "--date", "1999-01-01"], "a day from 2001-01-01"),
        (["coverage", "--edition", "2023", "--date", "2024-06-01"], "edition 2024 was"),
        (["coverage", "--rule", "generous"], "official | strict | units"),
        (["coverage", "--format", "xml"], "'xml' is not one of"),
        (["coverage", "--nonsense"], "No such option"),
        (["resolve", "고성군"], "강원 고성군 (Gangwon Goseong-gun), 경남 고성군"),
        (["resolve", "Jung-gu"], "Put the province before the name"),
        (["resolve", "99999"], "No place has this unit_id"),
        (["resolve", "Atlantis"], "No place is called 'Atlantis'"),
        (["resolve"], "Missing argument"),
        (["fly"], "No such command 'fly'"),
        (["boundaries", "nowhere.shp"], "nowhere.shp"),
        (["check", "--data", "nowhere"], "nowhere"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(ask, args, message):
    """Bad input prints what was wrong and what is right, on standard error only."""
    code, out, err = ask(*args)
    assert code == 2
    assert out == ""
    assert message in err
    assert "Traceback" not in err
    assert err.lower().count("error:") == 1


def test_bad_input_writes_nothing(tmp_path):
    """A refused question leaves no file behind and shows no inner workings."""
    done = run_atlas("coverage", "--edition", "twenty", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: edition: found 'twenty'")
    assert list(tmp_path.iterdir()) == []


def test_help_lists_every_command(ask):
    """`--help` names each command with one line, and the exit codes."""
    code, out, _ = ask("--help")
    assert code == 0
    for name in program.COMMANDS:
        assert f"  {name} " in out
    assert "2 bad input" in out
