"""Taking in editions: replay of 2024-2026, questions, approvals, undo, commands."""

from __future__ import annotations

import json
import shutil

import future_edition
import pandas as pd
import pytest
from click.testing import CliRunner
from release_samples import samples

from analysis.coverage.counting import coverage
from analysis.intake.stamps import Stamps, check_stamps
from analysis.intake.taking_in import read_book, record, take_in
from commands.ingest import audit, ingest, seoul, undo
from geo.places.register import Register
from store.errors import InputError
from store.folders import DATA
from store.journal import journal_path, read_journal

SAMPLES = {sample.name: sample for sample in samples()}
DATES = {"2024": "2024-03-12", "2025": "2025-04-01", "2026": "2026-03-10"}
NEW = {
    "2024": {"22030", "32350", "37400"},
    "2025": {"38060", "37370", "25020"},
    "2026": {"32400", "37430", "11220", "36450", "37030"},
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Return the data folder as it was in 2023."""
    root = tmp_path_factory.mktemp("base") / "data"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns("boundaries*", "population"))
    cuts = {
        "editions/editions.csv": ("edition", "2023"),
        "designations/events.csv": ("known_since", "2023-12-31"),
        "designations/funding.csv": ("year", "2023"),
        "designations/programme_lists.csv": ("year", "2023"),
    }
    for name, (column, last) in cuts.items():
        frame = pd.read_csv(root / name, dtype=str, keep_default_na=False)
        frame[frame[column] <= last].to_csv(root / name, index=False)
    journal_path(root).unlink(missing_ok=True)
    return root


@pytest.fixture
def root(base, tmp_path):
    shutil.copytree(base, tmp_path / "data")
    return tmp_path / "data"


def stamps(edition):
    return Stamps(DATES[edition], f"{DATES[edition]}T12:00:00+09:00")


def adopt(root, name, answers=None):
    sample = SAMPLES[name]
    proposal = take_in(sample.text, stamps(sample.edition), answers or {}, root)
    record(proposal, "Kim", root)
    record(proposal, "Lee", root)
    return proposal


def total(root, edition):
    book, _ = read_book(root)
    register = Register.from_tables(book.tables)
    point = coverage(book.tables.events, register, book.tables.editions, edition=edition)
    return point.nation.designated


@pytest.mark.parametrize(
    "names",
    [
        ("ko_2024_table.md", "ko_2025_qa.txt", "ko_2026_lines.txt"),
        ("en_2024_bullets.md", "en_2025_brief.md", "en_2026_letter.txt"),
    ],
)
def test_replaying_three_releases_gives_198_201_and_206_with_the_right_names(root, names):
    """Korean and English releases lead to the same ledger; the two Goseong stay apart."""
    for name in names:
        edition = SAMPLES[name].edition
        answers = {"37030": "award"} if edition == "2026" else {}
        proposal = adopt(root, name, answers)
        assert set(proposal.added) == NEW[edition]
        assert proposal.gone == {}
        assert proposal.unreconciled == ()
        expected = {"2024": 198, "2025": 201, "2026": 206}[edition]
        assert total(root, edition) == expected
        assert str(expected) in (proposal.content["edition_row"]["total_printed"] or str(expected))
    book, entries = read_book(root)
    events = book.tables.events
    assert list(events.loc[events["unit_id"] == "38340", "date_from"])[:1] == ["2023-03-06"]
    assert list(events.loc[events["unit_id"] == "32400", "date_from"]) == ["2026-03-10"]
    assert len(entries) == 6


def test_gimcheon_announced_as_new_is_a_question_not_an_error(root):
    """It was designated in 2015 and left the count; nothing is approved before somebody answers."""
    adopt(root, "ko_2024_table.md")
    adopt(root, "ko_2025_qa.txt")
    text = SAMPLES["ko_2026_lines.txt"].text
    proposal = take_in(text, stamps("2026"), {}, root)
    (question,) = proposal.questions
    assert (question.key, question.kind, question.choices) == ("37030", "again", ("award", "skip"))
    assert "2015" in question.detail
    assert "uncounted" in question.detail
    before = journal_path(root).read_bytes()
    with pytest.raises(InputError, match="37030"):
        record(proposal, "Kim", root)
    assert journal_path(root).read_bytes() == before
    skipped = take_in(text, stamps("2026"), {"37030": "skip"}, root)
    assert skipped.after.designated == 205
    assert {claim.kind for claim in skipped.unreconciled} == {"list", "place", "share"}


def test_a_place_that_still_holds_the_title_can_only_be_left_out(root):
    """A second award of Yangyang-gun is asked about, and never doubled in the ledger."""
    text = SAMPLES["ko_2024_table.md"].text.replace("강원 정선군", "강원 양양군")
    proposal = take_in(text, stamps("2024"), {}, root)
    assert [(q.key, q.choices) for q in proposal.questions] == [("32410", ("skip",))]


def test_a_bare_or_unknown_name_is_a_question_with_its_choices(root):
    """A bare 서구 lists the five; an answer decides; a misspelt name is asked about too."""
    text = "2024년 3월 12일\n\n신규 평생학습도시 3개: 강원 정선군, 경북 예천군, 서구\n"
    proposal = take_in(text, stamps("2024"), {}, root)
    (question,) = proposal.questions
    assert question.kind == "ambiguous"
    assert set(question.choices) >= {"22030", "21020", "24020", "skip"}
    decided = take_in(text, stamps("2024"), {"서구": "22030"}, root)
    assert set(decided.added) == NEW["2024"]
    wrong = take_in(text.replace("서구", "대구 서국군"), stamps("2024"), {}, root)
    assert [q.kind for q in wrong.questions] == ["unknown"]


@pytest.mark.parametrize(
    "line",
    [
        "답) 새로 지정된 곳은 강원 정선군, 경북 예천군, 대구 서구입니다. 모두 {n}곳입니다.",
        "  가. 신규 지정({n}): 강원 정선군, 경북 예천군, 대구 서구",
        "{n} new cities in 2024: Jeongseon-gun (Gangwon), Yecheon-gun (Gyeongbuk), Seo-gu (Daegu)",
    ],
    ids=["answer", "letter", "english"],
)
def test_a_number_that_is_not_as_many_as_are_named_is_a_question(root, line):
    """Wherever the number stands beside the names, another one than theirs is asked about."""
    head = "2024년 3월 12일 신규 평생학습도시 지정\n\n"
    assert take_in(head + line.format(n=3), stamps("2024"), {}, root).questions == ()
    (question,) = take_in(head + line.format(n=4), stamps("2024"), {}, root).questions
    assert (question.kind, question.key) == ("length", "length:new")


def test_amounts_and_provinces_come_along_with_their_certainty(root):
    """The 2024 release gives 80 million each; the 2026 one about 50 million to five provinces."""
    content = adopt(root, "ko_2024_table.md").content
    new = [row for row in content["funding"] if row["programme"] == "new_designation"]
    assert {(row["low_krw"], row["certainty"]) for row in new} == {("80000000", "exact")}
    adopt(root, "ko_2025_qa.txt")
    content = adopt(root, "ko_2026_lines.txt", {"37030": "award"}).content
    provinces = [row for row in content["funding"] if row["programme"] == "consortium"]
    assert {row["recipient_id"] for row in provinces} == {"38", "24", "11", "35", "33"}
    assert {row["certainty"] for row in provinces} == {"about"}
    unknown = [row for row in content["funding"] if row["programme"] == "new_designation"]
    assert {(row["low_krw"], row["certainty"]) for row in unknown} == {("", "unknown")}


def test_undo_restores_the_tables_exactly(root):
    """After taking an edition back every table is what it was before."""
    before, _ = read_book(root)
    adopt(root, "ko_2024_table.md")
    run = CliRunner().invoke(undo, ["2024", "--by", "Park", "--data", str(root)])
    assert run.exit_code == 0
    after, entries = read_book(root)
    pd.testing.assert_frame_equal(before.tables.events, after.tables.events)
    pd.testing.assert_frame_equal(before.tables.editions, after.tables.editions)
    pd.testing.assert_frame_equal(before.funding, after.funding)
    assert [entry["action"] for entry in entries] == ["approved", "adopted", "undone"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "2023-03-06", "online_at": "2023-03-06T12:00:00+09:00"}, "a year after 2023"),
        ({"date": "2025-03-06", "online_at": "2025-03-06T12:00:00+09:00"}, "a release of 2024"),
        ({"date": "12.3.2024"}, "2024-03-12"),
        ({"online_at": "2024-03-12T12:00:00+00:00"}, "Seoul"),
        ({"online_at": "noon"}, "Seoul"),
        ({"online_at": "2024-03-11T12:00:00+09:00"}, "not before"),
        ({"paper_on": "tomorrow"}, "paper_on"),
    ],
)
def test_a_wrong_day_or_hour_is_refused_and_nothing_is_written(root, change, words):
    """An existing edition, another year's release, and times that are no Seoul times."""
    facts = {"date": "2024-03-12", "online_at": "2024-03-12T12:00:00+09:00"} | change
    with pytest.raises(InputError, match=words):
        take_in(SAMPLES["ko_2024_table.md"].text, Stamps(**facts), {}, root)
    assert not journal_path(root).exists()


def test_a_release_without_new_names_is_refused(root):
    """An edition needs the names of its new places."""
    with pytest.raises(InputError, match="no list of new places"):
        take_in("2024년 평생학습도시가 늘었다.", stamps("2024"), {}, root)


def test_seoul_time_may_be_given_short():
    """12:00 on a day means 12:00 in Seoul, whatever the machine's zone."""
    assert seoul("2024-03-12 12:00") == "2024-03-12T12:00:00+09:00"
    check_stamps(Stamps("2024-03-12", seoul("2024-03-12T12:00")))


def test_the_commands_propose_approve_and_audit(root, tmp_path):
    """Without --approve nothing is written; two names make it official; audit prints the chain."""
    draft = tmp_path / "release.md"
    draft.write_text(SAMPLES["ko_2024_table.md"].text, encoding="utf-8")
    call = [
        str(draft),
        "--date",
        "2024-03-12",
        "--online-at",
        "2024-03-12T12:00",
        "--data",
        str(root),
    ]
    shown = CliRunner().invoke(ingest, [*call, "--format", "json"])
    facts = json.loads(shown.output)
    assert facts["after"]["at_least"] == 198
    assert not journal_path(root).exists()
    assert "추가 3곳" in CliRunner().invoke(ingest, call).output
    for who in ("Kim", "Lee"):
        assert CliRunner().invoke(ingest, [*call, "--approve", who]).exit_code == 0
    report = json.loads(CliRunner().invoke(audit, ["--data", str(root), "--format", "json"]).output)
    assert report["whole"]
    assert [(e["who"], e["action"]) for e in report["entries"]] == [
        ("Kim", "approved"), ("Lee", "adopted")
    ]  # fmt: skip
    assert report["head"] == read_journal(root)[-1]["hash"]
    path = journal_path(root)
    path.write_bytes(path.read_bytes().replace(b"Kim", b"Tom"))
    broken = CliRunner().invoke(audit, ["--data", str(root)])
    assert isinstance(broken.exception, InputError)


def test_the_split_of_incheon_is_no_addition():
    """The release of 2027 adds the places it names, not the districts made in July 2026."""
    proposal = take_in(future_edition.release(), future_edition.STAMPS, {}, DATA)
    assert set(proposal.added) == {row["unit_id"] for row in proposal.content["events"]}
    assert len(proposal.added) == len(future_edition.NEW)
    assert proposal.gone == {}
