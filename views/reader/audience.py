"""Which atlas a reader sees now: the public's, or an editor's at the moment the editor chose.

Asked on every rerun, so it costs microseconds: the answer is kept until the journal's file
changes, the next edition goes online, or the clock goes back.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.embargo import next_change
from store.journal import journal_path

if TYPE_CHECKING:
    from pathlib import Path

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
_state: dict[str, _Horizon] = {}
_views: dict[str, View] = {}


def stamp_of(path: Path) -> Stamp:
    """Return what changes when the journal does; (0, 0) where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@st.cache_resource(show_spinner=False, max_entries=2)
def _whole(stamp: Stamp) -> Atlas:  # noqa: ARG001  # the key of what is kept
    return Atlas.whole()


def whole() -> Atlas:
    """Return the atlas with every official edition; for editors, and to see what waits."""
    return _whole(stamp_of(journal_path()))


def view_at(moment: dt.datetime) -> View:
    """Return the public's view of a moment, the same object for the same content."""
    seen = whole().public(moment)
    with _lock:
        view = _views.setdefault(seen.data_hash, View(seen.data_hash, seen))
        for old in list(_views)[:-KEPT]:
            del _views[old]
    return view


def public() -> View:
    """Return the public's view of this instant."""
    stamp, now = stamp_of(journal_path()), clock.now()
    known = _state.get("public")
    if known is not None and known.stamp == stamp and known.since <= now < known.until:
        return known.view
    with _lock:
        until = next_change(whole().tables.editions, now) or FOREVER
        found = _Horizon(stamp, now, until, view_at(now))
        _state["public"] = found
    return found.view


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
