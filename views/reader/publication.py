"""What the public sees of a data folder, instant by instant: one object a process.

It owns all that changes: the journal as it was last verified, the atlases made from it, and the
view that is public now. Asked on every rerun, so an answer costs microseconds: it is kept until
the journal's file changes, the next edition goes online, or the clock goes back.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from typing import TYPE_CHECKING, NamedTuple

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.editing import standing
from analysis.editions.embargo import next_change
from analysis.editions.verified import verified_entries
from store.errors import AtlasError
from store.folders import DATA
from store.journal import journal_path
from views.reader import alarms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from store.journal import Entry

LOG = logging.getLogger(__name__)

Stamp = tuple[int, int]
FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)

KEPT = 4
"""Atlases kept at a time: the public's, the one before, and what editors look at."""

RETRY = dt.timedelta(seconds=2)
LONGEST_RETRY = dt.timedelta(minutes=2)
"""Between attempts to publish: the first time, and at most."""


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


class _Horizon(NamedTuple):
    """The public's view and how long it holds."""

    stamp: Stamp
    since: dt.datetime
    until: dt.datetime
    view: View


def stamp_of(path: Path) -> Stamp:
    """Return what changes when a file does; (0, 0) where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def nothing_to_write(_view: View) -> None:
    """Publish a view that needs no files: for whoever serves none."""


class Publication:
    """What the public sees of a data folder now.

    Parameters
    ----------
    root
        The data folder.
    publish
        Writes the files that browsers need for a view, before the public sees it.
    load
        Makes the atlas with every official edition from the folder and the journal's entries.
    """

    def __init__(
        self,
        root: Path = DATA,
        publish: Callable[[View], object] = nothing_to_write,
        load: Callable[[Path, Sequence[Entry]], Atlas] = Atlas.whole,
    ) -> None:
        self.root, self.publish, self._load = root, publish, load
        self._reading = threading.RLock()
        self._changing = threading.Lock()
        self._entries: tuple[Stamp, tuple[Entry, ...]] | None = None
        self._whole: tuple[Stamp, Atlas] | None = None
        self._views: dict[str, View] = {}
        self._public: _Horizon | None = None
        self._wait = RETRY

    @property
    def _stamp(self) -> Stamp:
        return stamp_of(journal_path(self.root))

    def entries(self) -> tuple[Entry, ...]:
        """Return the journal's entries as far as they hold."""
        with self._reading:
            stamp = self._stamp
            if self._entries is None or self._entries[0] != stamp:
                found = verified_entries(self.root)
                if found.fault is None:
                    alarms.clear(alarms.JOURNAL)
                else:
                    alarms.sound(alarms.JOURNAL, str(found.fault))
                self._entries = (stamp, tuple(found.entries))
            return self._entries[1]

    def whole(self) -> Atlas:
        """Return the atlas with every official edition; for editors, and to see what waits."""
        with self._reading:
            stamp = self._stamp
            if self._whole is None or self._whole[0] != stamp:
                self._whole = (stamp, self._load(self.root, self.entries()))
            return self._whole[1]

    def adoption(self, edition: str) -> str | None:
        """Return the hash of the entry by which an edition is official now.

        Empty for one that came with the tables; None for one that is not official.
        """
        known = standing(self.entries()).adoptions
        if edition in known:
            return known[edition]
        return "" if edition in self.whole().editions else None

    def view_at(self, moment: dt.datetime) -> View:
        """Return the public's view of a moment, the same object for the same content."""
        seen = self.whole().public(moment)
        with self._reading:
            view = self._views.setdefault(seen.data_hash, View(seen.data_hash, seen))
            for old in list(self._views)[:-KEPT]:
                del self._views[old]
        return view

    def public(self) -> View:
        """Return the public's view of this instant, whose files are there.

        While the files of a new view are made, and as long as they cannot be made, everybody keeps
        the one before. Only when an edition was taken back, nobody waits: what may no longer be
        seen is gone at once.
        """
        stamp, now = self._stamp, clock.now()
        known = self._public
        if known is not None and known.stamp == stamp and known.since <= now < known.until:
            return known.view
        if known is not None and not self._changing.acquire(blocking=False):
            return known.view  # somebody is at it
        if known is None:
            self._changing.acquire()
        try:
            self._public = found = self._next(self._public, stamp, now)
        finally:
            self._changing.release()
        return found.view

    def _next(self, known: _Horizon | None, stamp: Stamp, now: dt.datetime) -> _Horizon:
        """Return what the public sees from now on, after its files were made."""
        until = next_change(self.whole().tables.editions, now) or FOREVER
        wanted = self.view_at(now)
        if known is None or known.view.key == wanted.key:
            return _Horizon(stamp, now, until, wanted)
        taken_back = set(known.view.atlas.editions) - set(wanted.atlas.editions)
        try:
            self.publish(wanted)
        except Exception as fault:  # whatever it is, what is public stays as it was
            if not isinstance(fault, (AtlasError, OSError)):
                LOG.exception("publishing failed")
            alarms.sound(alarms.PUBLICATION, str(fault) or type(fault).__name__)
            wait, self._wait = self._wait, min(2 * self._wait, LONGEST_RETRY)
            shown = wanted if taken_back else known.view
            return _Horizon(stamp, now, min(until, now + wait), shown)
        alarms.clear(alarms.PUBLICATION)
        self._wait = RETRY
        return _Horizon(stamp, now, until, wanted)
