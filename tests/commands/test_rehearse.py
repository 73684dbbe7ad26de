"""A publication is gone through before it comes, on a copy, and the list can be signed."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from future_edition import EDITION, HOUR, STAMPS, adopt, release
from helpers import copy_tables

from analysis import clock
from analysis.intake.taking_in import record, take_in
from commands.tending.rehearse import rehearse
from exports.build import rehearsal
from store.errors import InputError
from store.journal import journal_path


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a data folder whose journal holds an edition of the future."""
    found = copy_tables(tmp_path_factory.mktemp("rehearsal"))
    adopt(found)
    return found


@pytest.fixture
def light(monkeypatch):
    """Publish one small file instead of the country, on the eve of the publication."""
    program = (
        "import pathlib, sys; to = pathlib.Path('static/built/abc'); to.mkdir(parents=True); "
        "(to / 'atlas.json').write_text(sys.argv[1]); print('abc')"
    )
    monkeypatch.setattr(rehearsal, "AT_MOMENT", program)
    monkeypatch.setattr(clock, "source", lambda: HOUR - dt.timedelta(days=1, hours=2))


def test_the_list_says_what_will_change_and_that_nothing_is_in_the_way(root, light):
    """Approvals, moment, before and after, folders, disk, processes, bundle, anchor; then sign."""
    before = journal_path(root).read_bytes()
    run = CliRunner().invoke(rehearse, ["--edition", EDITION, "--data", str(root)])
    assert run.exit_code == 0, run.output
    for said in (
        "Kim and Lee",
        "2027-03-09 12:00 in Seoul",
        "1 days and 2 h 0 min from now",
        "2027 appears, none goes",
        "bundle abc: 1 files",
        "anchor 2:",
        "Nothing stands in the way.",
        "Signed: ____",
    ):
        assert said in run.output, said
    assert "[ ]" not in run.output
    assert journal_path(root).read_bytes() == before


@pytest.mark.parametrize("fault", ["program", "disk", "folder"])
def test_what_stands_in_the_way_is_named(root, light, monkeypatch, fault):
    """A publication that fails, a full disk, a folder without rights: exit 1, and which it is."""
    if fault == "program":
        monkeypatch.setattr(rehearsal, "AT_MOMENT", "raise OSError('no room')")
    elif fault == "disk":
        monkeypatch.setattr(rehearsal, "ROOM_MEGABYTES", 10**9)
    else:

        def refuse(path):
            raise InputError.one(str(path), value="no right", expected="one", next_step="Ask.")

        monkeypatch.setattr(rehearsal, "require_place", refuse)
    run = CliRunner().invoke(rehearse, ["--edition", EDITION, "--data", str(root)])
    assert run.exit_code == 1
    assert "[ ]" in run.output
    assert "stands in the way" in run.output


def test_an_edition_that_nobody_or_one_approved_is_not_rehearsed(light, tmp_path):
    """There is nothing to publish yet: a sentence that says what is missing."""
    folder = copy_tables(tmp_path)
    record(take_in(release(), STAMPS, {}, folder), "Kim", folder)
    with pytest.raises(InputError, match=f"{EDITION} is not yet"):
        rehearsal.rehearse(EDITION, folder)
