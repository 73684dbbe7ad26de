"""The hour: open pages follow by themselves, and what they need is ready and still secret."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from future_edition import EDITION, HOUR, adopt
from helpers import copy_tables

from analysis import clock
from analysis.atlas import Atlas
from store.journal import journal_path
from views.reader import audience, library
from views.server import publication_watch

SECOND = dt.timedelta(seconds=1)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a data folder whose journal holds an edition of the future."""
    found = copy_tables(tmp_path_factory.mktemp("hour"))
    adopt(found)
    return found


@pytest.fixture
def hands(root, monkeypatch):
    """Return the clock's hands, with a process that reads that data folder."""
    now = {"at": HOUR - 2 * publication_watch.AHEAD}
    monkeypatch.setattr(clock, "source", lambda: now["at"])
    monkeypatch.setattr(audience, "journal_path", lambda: journal_path(root))
    monkeypatch.setattr(audience, "_state", {})
    monkeypatch.setattr(audience, "_views", {})
    monkeypatch.setattr(audience, "_whole", cache(lambda _: Atlas.whole(root)))
    monkeypatch.setattr(library, "built", lambda: None)
    return now


def test_open_pages_follow_at_the_hour_and_not_before(hands):
    """A second before nothing is drawn again; at the hour every open page is, once."""
    drawn = []
    watch = publication_watch.Watch(
        rerun=lambda: drawn.append(audience.public().atlas.editions[-1]) or 0,
        prepare=lambda _: None,
    )
    for moment in (HOUR - publication_watch.AHEAD, HOUR - SECOND):
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
    for moment in (HOUR - publication_watch.AHEAD, HOUR - SECOND, HOUR - SECOND):
        hands["at"] = moment
        watch.look()
    assert ready == [HOUR]


def test_an_edition_taken_back_leaves_open_pages_at_once(hands, root):
    """When the journal no longer holds it, the next look draws every page without it."""
    hands["at"] = HOUR
    drawn = []
    watch = publication_watch.Watch(
        rerun=lambda: drawn.append(audience.public().atlas.editions[-1]) or 0,
        prepare=lambda _: None,
    )
    path = journal_path(root)
    content = path.read_bytes()
    path.unlink()
    audience._whole.cache_clear()
    try:
        assert watch.look()
    finally:
        path.write_bytes(content)
    assert drawn != [EDITION]
    assert len(drawn) == 1
