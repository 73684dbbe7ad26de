"""Every way out obeys the hour: before it, all is as if the edition did not exist; then it does."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from future_edition import DAY, EDITION, HOUR, NEW, TOTAL, adopt, release
from helpers import copy_tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geopandas as gpd
import shapely

import atlas as program
from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.verified import copy_path
from analysis.timeline import Timeline
from commands.reach import locate
from exports.build import bundle, map_files
from geo.locate import run
from geo.shapes import by_date
from store.journal import journal_path
from views.reader import audience
from views.reader.publication import Publication
from views.reader.state import parse

SECOND = dt.timedelta(seconds=1)

ASKED: dict[str, list[list[str]]] = {
    "coverage": [
        *([[f"--format={form}", f"--edition={y}"] for form in ("table", "csv", "json")
           for y in ("2026", EDITION)]),
        ["--date", DAY], ["--rule", "strict", "--date", DAY, "--lang", "en"],
    ],
    "resolve": [["서울 중구"], ["대구 중구"]],
    "boundaries": [],  # asks for a file; says nothing of designations
    "programmes": [[], ["--format=json"], ["--format=csv"], ["--edition", EDITION]],
    "check-release": [["{draft}"], ["{draft}", "--edition", EDITION], ["{draft}", "--format=json"]],
    "picture": [["headline", "--edition", EDITION, "-o", "{out}/a.svg"],
                ["headline", "--edition", "2026", "--size=card", "-o", "{out}/b.svg"]],
    "release": [["--edition", EDITION, "-o", "{out}/a.md"],
                ["--edition", "2026", "--lang=en", "-o", "{out}/b.docx"]],
    "pack": [["--edition", EDITION, "-o", "{out}/pack"]],
    "site": [["--edition", EDITION, "-o", "{out}/site"]],
    "trend": [[], ["--format=json"], ["--format=csv"], ["--lang=en"]],
    "status": [
        ["--date", DAY, "--format=csv"],
        ["--date", DAY, "--known-on", DAY],
        ["--date", "2026-12-31"],
    ],
    "compare": [["2026", EDITION], ["2026", DAY], ["2025", "2026", "--format=json"]],
    "place": [["서울 중구"], ["서울 중구", "--format=json"], ["대구 중구", "--lang=en"]],
    "calendar": [["--year", "2031"], ["--year", "2031", "--format=json"],
                 ["--year", "2031", "--format=ics"], ["--year", "2031", "--format=csv"]],
    "gaps": [["--edition", "2026", "--format=json"], ["--edition", EDITION]],
    "clusters": [["--edition", EDITION]],
    "inequality": [["--edition", "2026", "--format=json"], ["--edition", EDITION]],
    "whatif": [["--edition", EDITION, "서울 중구"], ["--edition", "2026", "서울 중구"]],
    "next": [["--edition", EDITION, "--k", "1"]],
    "access": [["--edition", "2026", "--format=json"], ["--edition", EDITION]],
    "locate": [],  # what it says of places is tested below
    "completion": [],  # knows the commands, no data
}  # fmt: skip
"""Command to the ways it is asked, those that would show the edition among them."""

TENDS_THE_ATLAS = {"build", "statistics", "check", "ingest", "audit", "undo", "rehearse"}
"""Commands that answer no reader: they make files, tested below, or are the editors' own."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a data folder whose journal holds the edition of 2027."""
    found = copy_tables(tmp_path_factory.mktemp("future"))
    adopt(found)
    return found


@pytest.fixture(scope="module")
def whole(root):
    return Atlas.whole(root)


@pytest.fixture(scope="module")
def view():
    """Return a way to the public's atlas of a moment; each is made once."""
    made = {}

    def of(atlas, now):
        key = (id(atlas), now)
        if key not in made:
            made[key] = atlas.public(now)
        return made[key]

    return of


@pytest.fixture
def said(monkeypatch, capsys, regional, view, tmp_path):
    """Return a way to ask a command of an atlas at a moment: code, output, errors, files."""
    from commands import gaps, inequality, scenarios  # noqa: PLC0415  # few tests need them

    draft = tmp_path / "draft.txt"
    draft.write_text(release(), encoding="utf-8")

    def afresh(of):
        return replace(regional, atlas=of)

    def ask(atlas, now, *args):
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        seen = view(atlas, now)
        monkeypatch.setattr(clock, "source", lambda: now)
        monkeypatch.setattr(Atlas, "load", lambda: seen)
        for module in (gaps, inequality, scenarios):
            monkeypatch.setattr(module, "load_regional", afresh)
        given = [arg.format(draft=draft, out=out) for arg in args]
        monkeypatch.setattr(sys, "argv", ["atlas.py", *given])
        with pytest.raises(SystemExit) as left:
            program.main()
        seen = capsys.readouterr()
        files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        return left.value.code, seen.out, seen.err, files

    return ask


def test_every_command_is_asked_or_tends_the_atlas():
    """A new command must be held against the embargo here."""
    assert set(ASKED) | TENDS_THE_ATLAS == set(program.COMMANDS)


@pytest.mark.parametrize("command", [name for name, ways in ASKED.items() if ways])
def test_before_the_hour_a_command_answers_as_if_the_edition_did_not_exist(
    command, atlas, whole, said
):
    """A second before it, answers, errors, exit codes and files are the same to the byte."""
    for way in ASKED[command]:
        without = said(atlas, HOUR - SECOND, command, *way)
        assert "Usage:" not in without[2], without
        assert said(whole, HOUR - SECOND, command, *way) == without, way


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["coverage", "--edition", EDITION], TOTAL),
        (["coverage", "--date", DAY], TOTAL),
        (["programmes", "--edition", EDITION], "73백만"),
        (["trend"], EDITION),
        (["status", "--date", DAY, "--format=csv"], f"중구,Jung-gu,designated,{DAY}"),
        (["compare", "2026", EDITION], NEW[0].split()[1]),
        (["place", NEW[0]], EDITION),
        (["calendar", "--year", "2032"], NEW[0]),
        (["gaps", "--edition", EDITION], EDITION),
        (["inequality", "--edition", EDITION], EDITION),
        (["check-release", "{draft}", "--edition", EDITION], f"new in {EDITION}"),
    ],
)
def test_at_the_hour_a_command_has_it(asked, expected, atlas, whole, said):
    """From the hour on the same question has another answer, with the name, total or amount."""
    code, out, err, _ = said(whole, HOUR, *asked)
    assert code in {0, 1}, err
    assert expected in out
    assert said(atlas, HOUR, *asked)[1] != out


def test_points_get_the_status_that_is_public(atlas, whole, monkeypatch, tmp_path):
    """`locate` lays a place's status beside a point: from the hour on the new one, not before."""
    nowhere = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:5179")
    nowhere.to_parquet(tmp_path / "places.parquet")
    built = SimpleNamespace(places=tmp_path / "places.parquet")
    monkeypatch.setattr(bundle, "current", lambda *_: built)
    monkeypatch.setattr(by_date, "cut_places", lambda *_: nowhere)
    monkeypatch.setattr(by_date, "places_on", lambda *_: nowhere)
    monkeypatch.setattr(run.Country, "of", lambda _places, labels: labels)

    def told(of, now):
        monkeypatch.setattr(clock, "source", lambda: now)
        monkeypatch.setattr(Atlas, "load", lambda: of.public(now))
        return locate._country(DAY)["status"]

    assert told(whole, HOUR - SECOND) == told(atlas, HOUR - SECOND)
    assert told(whole, HOUR)["11020"] == "designated" != told(atlas, HOUR)["11020"]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(minutes=st.integers(-200_000, 200_000))
def test_at_any_minute_the_public_has_all_of_an_edition_or_nothing(minutes, atlas, whole):
    """Tables, money, hash and addresses are those without it, or all with it.

    What a page, a document or a file shows is made from these and nothing else.
    """
    now = HOUR + dt.timedelta(minutes=minutes)
    seen = whole.public(now)
    like = whole if now >= HOUR else atlas
    for field in fields(seen.tables):
        one, other = getattr(seen.tables, field.name), getattr(like.tables, field.name)
        assert one.equals(other), field.name
    assert seen.book.funding.equals(like.book.funding)
    assert seen.book.lists.equals(like.book.lists)
    assert seen.data_hash == like.data_hash
    assert seen.editions == like.editions
    wanted = {"edition": EDITION, "before": EDITION, "place": "11020"}
    state, problems = parse(wanted, seen, "ko-KR")
    assert (state, problems) == parse(wanted, like, "ko-KR")
    assert (state.edition == EDITION) == (now >= HOUR)


def test_a_hidden_edition_is_as_unknown_as_one_that_never_was(whole):
    """In an address it leads where any unknown year leads, with the same notice."""
    early = whole.public(HOUR - SECOND)
    for name in ("edition", "before", "after"):
        hidden, never = (parse({name: year}, early, "ko-KR") for year in (EDITION, "2044"))
        assert hidden[0] == never[0]
        assert [(p.name, p.used) for p in hidden[1]] == [(p.name, p.used) for p in never[1]]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_the_public_view_of_a_machine_in_any_zone_switches_at_the_same_instant(
    zone, whole, monkeypatch
):
    """The clock is asked for an instant, so TZ changes nothing, not even today's date."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for shift, last in ((-1, "2026"), (0, EDITION)):
            moment = HOUR.timestamp() + shift
            monkeypatch.setattr(
                clock, "source", lambda moment=moment: dt.datetime.fromtimestamp(moment, dt.UTC)
            )
            assert whole.public(clock.now()).editions[-1] == last
            assert clock.today() == DAY
    finally:
        monkeypatch.undo()
        os.environ.pop("TZ", None)
        time.tzset()


@pytest.fixture
def process(root, whole, monkeypatch):
    """Return this process's public view as a server of that data folder has it, clock in hand."""
    now = {"at": HOUR - SECOND}
    monkeypatch.setattr(clock, "source", lambda: now["at"])
    loads: list = []

    def load(folder, entries):
        loads.append(len(entries))
        return Atlas.whole(folder, entries)

    held = Publication(root, load=load)
    monkeypatch.setattr(audience, "publication", lambda: held)
    return now, loads


def test_a_running_process_switches_by_the_clock_and_by_the_journal(process, root):
    """Nothing is worked out again until the hour or a new entry; then it is, without a restart."""
    now, loads = process
    early = audience.public()
    assert early.atlas.editions[-1] == "2026"
    assert audience.public() is early
    now["at"] = HOUR
    assert audience.public().atlas.editions[-1] == EDITION
    now["at"] = HOUR - SECOND
    assert audience.public().atlas.editions[-1] == "2026"
    assert len(loads) == 1
    path = journal_path(root)
    content = path.read_bytes()
    try:
        path.unlink()
        copy_path(root).unlink(missing_ok=True)  # an older journal is meant, not a damaged one
        now["at"] = HOUR
        assert audience.public().atlas.editions[-1] == "2026"
        assert len(loads) == 2
    finally:
        path.write_bytes(content)


def test_asking_what_the_public_sees_costs_microseconds(process):
    """A thousand questions read the journal's stamp and nothing else."""
    _, loads = process
    audience.public()
    start = time.process_time()
    for _ in range(1000):
        audience.public()
    assert time.process_time() - start < 0.5
    assert len(loads) == 1


def test_a_bundle_of_a_hidden_edition_is_never_written(whole, monkeypatch, tmp_path):
    """What is prepared before the hour stays in memory; publishing it is refused until then."""
    from store.errors import InputError  # noqa: PLC0415  # beside its use

    static, store = tmp_path / "static", tmp_path / "build"
    monkeypatch.setattr(bundle, "BUILT", static)
    monkeypatch.setattr(bundle, "STORE", store)
    ready = bundle.Prepared(
        bundle.Built("b" * 12, "i", whole.data_hash),
        map_files.Made({"atlas.json": b"{}"}, {}),
        None,
    )
    with pytest.raises(InputError, match="other editions"):
        bundle.publish(ready, whole.public(HOUR - SECOND))
    assert not static.exists()
    assert not store.exists()


def test_a_build_before_the_hour_has_the_fingerprint_of_one_without_the_edition(
    atlas, whole, monkeypatch
):
    """Taking an edition in makes no build stale, so nothing moves under static/ before the hour."""
    early = whole.public(HOUR - SECOND)
    assert bundle.fingerprint(seen=early) == bundle.fingerprint(seen=atlas)
    assert bundle.fingerprint(seen=whole) != bundle.fingerprint(seen=early)
    source = Path(bundle.__file__).read_text(encoding="utf-8")
    assert "Atlas.whole" not in source


def test_reviews_and_conflicts_come_from_the_same_cut(atlas):
    """Tables read one by one go through the atlas: before noon nothing of 2023 is in them."""
    early = Timeline.load(atlas.public(dt.datetime(2023, 3, 6, 2, 59, tzinfo=dt.UTC)))
    assert early.last_edition == "2022"
    for frame in (early.explanations, early.review_sizes, early.validities):
        assert (frame["year"] < "2023").all()
    assert "2023" not in early.conflicts().to_csv()
    assert (atlas.public(HOUR).table("redesignations")["year"] > "2022").any()
