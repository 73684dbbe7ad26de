"""Which atlas a reader sees now: the public's, or an editor's at the moment the editor chose.

Asked on every rerun, so it costs microseconds: the answer is kept until the journal's file
changes, the next edition goes online, or the clock goes back.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.editing import standing
from analysis.editions.embargo import next_change
from analysis.editions.verified import verified_entries
from store.errors import AtlasError
from store.journal import journal_path
from views.reader import alarms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.journal import Entry

LOG = logging.getLogger(__name__)

MOMENT = "editor_moment"
"""In the session of an editor: the moment whose public view is shown; absent for all others."""

Stamp = tuple[int, int]
FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
KEPT = 4
"""Atlases kept at a time: the public's, the one before, and what editors look at."""


class View(NamedTuple):
    """An atlas and what it is known by.

    Parameters
    ----------
    key
        Changes with every edition that appears or goes; what is kept is kept under it.
    atlas
        Read-only, shared by every session that sees the same.
    """

    key: str
    atlas: Atlas


@dataclass(frozen=True)
class _Horizon:
    """The public's view and how long it holds."""

    stamp: Stamp
    since: dt.datetime
    until: dt.datetime
    view: View


_lock = threading.RLock()
_changing = threading.Lock()
_state: dict[str, _Horizon] = {}
_views: dict[str, View] = {}
_publish: list[Callable[[View], object]] = []
"""What writes a view's files for the browser; set by whoever does (see `on_change`)."""


def on_change(publish: Callable[[View], object]) -> None:
    """Name what makes the files that a view needs, before the public sees the view."""
    _publish[:] = [publish]


def stamp_of(path: Path) -> Stamp:
    """Return what changes when the journal does; (0, 0) where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@st.cache_resource(show_spinner=False, max_entries=2)
def _journal(path: Path, stamp: Stamp) -> tuple[Entry, ...]:  # noqa: ARG001  # the key
    found = verified_entries(path.parent.parent)
    if found.fault is None:
        alarms.clear(alarms.JOURNAL)
    else:
        alarms.sound(alarms.JOURNAL, str(found.fault))
    return tuple(found.entries)


def entries() -> tuple[Entry, ...]:
    """Return the journal's entries as far as they hold."""
    path = journal_path()
    return _journal(path, stamp_of(path))


@st.cache_resource(show_spinner=False, max_entries=2)
def _whole(stamp: Stamp) -> Atlas:  # noqa: ARG001  # the key of what is kept
    return Atlas.whole(journal_path().parent.parent, entries())


def whole() -> Atlas:
    """Return the atlas with every official edition; for editors, and to see what waits."""
    return _whole(stamp_of(journal_path()))


def adoption(edition: str) -> str | None:
    """Return the hash of the entry by which an edition is official now.

    Empty for one that came with the tables; None for one that is not official.
    """
    known = standing(entries()).adoptions
    if edition in known:
        return known[edition]
    return "" if edition in whole().editions else None


def view_at(moment: dt.datetime) -> View:
    """Return the public's view of a moment, the same object for the same content."""
    seen = whole().public(moment)
    with _lock:
        view = _views.setdefault(seen.data_hash, View(seen.data_hash, seen))
        for old in list(_views)[:-KEPT]:
            del _views[old]
    return view


RETRY = dt.timedelta(seconds=2)
LONGEST_RETRY = dt.timedelta(minutes=2)
"""Between attempts to publish: the first time, and at most."""


def public() -> View:
    """Return the public's view of this instant, whose files are there.

    While the files of a new view are made, and as long as they cannot be made, everybody keeps
    the one before. Only when an edition was taken back, nobody waits: what may no longer be seen
    is gone at once.
    """
    stamp, now = stamp_of(journal_path()), clock.now()
    known = _state.get("public")
    if known is not None and known.stamp == stamp and known.since <= now < known.until:
        return known.view
    if known is not None and not _changing.acquire(blocking=False):
        return known.view  # somebody is at it
    if known is None:
        _changing.acquire()
    try:
        found = _next(_state.get("public"), stamp, now)
        _state["public"] = found
    finally:
        _changing.release()
    return found.view


def _next(known: _Horizon | None, stamp: Stamp, now: dt.datetime) -> _Horizon:
    """Return what the public sees from now on, after its files were made."""
    until = next_change(whole().tables.editions, now) or FOREVER
    wanted = view_at(now)
    if known is None or known.view.key == wanted.key:
        return _Horizon(stamp, now, until, wanted)
    taken_back = set(known.view.atlas.editions) - set(wanted.atlas.editions)
    try:
        for publish in _publish:
            publish(wanted)
    except Exception as fault:  # whatever it is, what is public stays as it was
        if not isinstance(fault, (AtlasError, OSError)):
            LOG.exception("publishing failed")
        alarms.sound(alarms.PUBLICATION, str(fault) or type(fault).__name__)
        wait = _waits[0] if _waits else RETRY
        _waits[:] = [min(2 * wait, LONGEST_RETRY)]
        shown = wanted if taken_back else known.view
        return _Horizon(stamp, now, min(until, now + wait), shown)
    alarms.clear(alarms.PUBLICATION)
    _waits.clear()
    return _Horizon(stamp, now, until, wanted)


_waits: list[dt.timedelta] = []
"""How long to wait after the next failure; empty while there was none."""


def moment() -> dt.datetime | None:
    """Return the moment an editor chose to look at; None for everybody else."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    found: dt.datetime | None = st.session_state.get(MOMENT)
    return found


def view() -> View:
    """Return what the reader of this run sees."""
    chosen = moment()
    return public() if chosen is None else view_at(chosen)


def hidden() -> list[str]:
    """Return the editions this reader sees that the public does not; none for the public."""
    if moment() is None:
        return []
    open_ones = set(public().atlas.editions)
    return [edition for edition in view().atlas.editions if edition not in open_ones]
