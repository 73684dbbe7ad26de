"""The hour: open pages follow by themselves, and what they need is ready and still secret."""

from __future__ import annotations

import datetime as dt
import os
import threading

import pytest
from future_edition import EDITION, HOUR, adopt
from helpers import copy_tables

from analysis import clock
from analysis.intake.taking_in import take_back
from store.errors import InputError
from store.journal import journal_path
from views.reader import alarms, audience, library
from views.reader.publication import Publication
from views.server import publication_watch

SECOND = dt.timedelta(seconds=1)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a data folder whose journal holds an edition of the future."""
    found = copy_tables(tmp_path_factory.mktemp("hour"))
    adopt(found)
    return found


def serve(folder, monkeypatch):
    """Let this process show a data folder; return its publication."""
    held = Publication(folder)
    monkeypatch.setattr(audience, "publication", lambda: held)
    return held


@pytest.fixture
def hands(root, monkeypatch):
    """Return the clock's hands, with a process that reads that data folder."""
    now = {"at": HOUR - 2 * publication_watch.PREPARATION}
    monkeypatch.setattr(clock, "source", lambda: now["at"])
    serve(root, monkeypatch)
    monkeypatch.setattr(library, "built", lambda: None)
    return now


def test_open_pages_follow_at_the_hour_and_not_before(hands):
    """A second before nothing is drawn again; at the hour every open page is, once."""
    drawn = []
    watch = publication_watch.Watch(
        rerun=lambda: drawn.append(audience.public().atlas.editions[-1]) or 0,
        prepare=lambda _: None,
    )
    for moment in (HOUR - publication_watch.PREPARATION, HOUR - SECOND):
        hands["at"] = moment
        assert not watch.look()
    assert drawn == []
    hands["at"] = HOUR
    assert watch.look()
    assert not watch.look()
    assert drawn == [EDITION]


def test_what_is_needed_is_made_ready_once_shortly_before(hands):
    """Ten minutes before the hour the next bundle is prepared, once; not earlier."""
    ready = []
    watch = publication_watch.Watch(rerun=lambda: 0, prepare=ready.append)
    watch.look()
    assert ready == []
    for moment in (HOUR - publication_watch.PREPARATION, HOUR - SECOND, HOUR - SECOND):
        hands["at"] = moment
        watch.look()
    assert ready == [HOUR]


def test_an_edition_taken_back_leaves_open_pages_at_once(hands, tmp_path, monkeypatch):
    """When the journal takes it back, the next look draws every page without it."""
    folder = copy_tables(tmp_path)
    adopt(folder)
    serve(folder, monkeypatch)
    hands["at"] = HOUR
    drawn = []
    watch = publication_watch.Watch(
        rerun=lambda: drawn.append(audience.public().atlas.editions[-1]) or 0,
        prepare=lambda _: None,
    )
    assert audience.public().atlas.editions[-1] == EDITION

    def broken(_view):
        raise OSError("No space left on device")

    # Taking back waits for nothing, not even for a disk with room.
    audience.publication().publish = broken
    take_back(EDITION, "Park", folder)
    assert watch.look()
    assert drawn != [EDITION]
    assert len(drawn) == 1
    assert alarms.raised()[alarms.PUBLICATION] == "No space left on device"


def test_a_state_that_cannot_be_published_is_tried_again_and_the_last_one_stays(hands):
    """Everybody keeps what they had; the site says so; as soon as it goes, everybody follows."""
    room, tried, drawn = [False], [], []

    def publish(view):
        tried.append(view.atlas.editions[-1])
        if not room[0]:
            raise InputError.one("static", value="no room", expected="room", next_step="Make room.")

    audience.publication().publish = publish
    hands["at"] = HOUR - SECOND
    watch = publication_watch.Watch(rerun=lambda: drawn.append(1) or 0, prepare=lambda _: None)
    before = audience.public().atlas.editions
    hands["at"] = HOUR
    for _ in range(20):
        assert not watch.look()
        assert audience.public().atlas.editions == before
    assert tried == [EDITION], "not with every look"
    assert "no room" in alarms.raised()[alarms.PUBLICATION]
    hands["at"] += 3 * SECOND
    assert not watch.look()
    assert len(tried) == 2
    room[0] = True
    hands["at"] += 10 * SECOND
    assert watch.look()
    assert audience.public().atlas.editions[-1] == EDITION
    assert drawn == [1]
    assert alarms.PUBLICATION not in alarms.raised()


def test_readers_do_not_wait_while_a_state_is_published(hands):
    """Whoever asks while the files are being made has the state before, at once."""
    hands["at"] = HOUR - SECOND
    audience.public()
    seen = []

    def publish(_view):
        asking = threading.Thread(target=lambda: seen.append(audience.public()))
        asking.start()
        asking.join(5)

    audience.publication().publish = publish
    hands["at"] = HOUR
    assert audience.public().atlas.editions[-1] == EDITION
    assert [view.atlas.editions[-1] for view in seen] != [EDITION]
    assert len(seen) == 1


def test_a_fault_at_the_moment_is_done_again(hands):
    """Drawing open pages fails once: the next look does it, since the change was not marked."""
    calls = []

    def rerun():
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("a session ended")
        return 0

    hands["at"] = HOUR - SECOND
    watch = publication_watch.Watch(rerun=rerun, prepare=lambda _: None)
    hands["at"] = HOUR
    with pytest.raises(RuntimeError):
        watch.look()
    assert watch.look()
    assert not watch.look()


def test_the_watch_outlives_every_fault():
    """Any error is told once and waited for longer and longer; then it looks as often again."""
    faults = [KeyError("x")] * 10 + [None, None]
    waits = []

    class Failing:
        def look(self):
            fault = faults.pop(0)
            if fault is not None:
                raise fault

    def pause(seconds):
        waits.append(seconds)
        if not faults:
            raise SystemExit

    with pytest.raises(SystemExit):
        publication_watch.keep_watch(Failing(), pause)
    assert waits[:3] == [0.5, 1.0, 2.0]
    assert max(waits) == publication_watch.LONGEST_SECONDS
    assert waits[-2:] == [0.5, 0.5]
    assert alarms.PUBLICATION not in alarms.raised()


def test_a_damaged_journal_leaves_the_public_site_as_it_was(hands, tmp_path, monkeypatch):
    """One damaged line: the same editions, an alarm, and no alarm any more once it is repaired."""
    folder = copy_tables(tmp_path)
    adopt(folder)
    path = journal_path(folder)
    serve(folder, monkeypatch)
    hands["at"] = HOUR
    before = audience.public().atlas.editions
    assert before[-1] == EDITION
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Lee", b"L\x00e"))
    assert audience.public().atlas.editions == before
    assert "journal" in alarms.raised()
    path.write_bytes(content + b"\n"[:0])
    os.utime(path, (1, 1))
    assert audience.public().atlas.editions == before
    assert "journal" not in alarms.raised()
