"""The hour: when what the public sees changes, every open page is drawn again by itself.

The server watches the clock and the journal; a page is told nothing before, not even that there
is an hour to wait for.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from typing import TYPE_CHECKING

from streamlit import runtime

from analysis import clock
from analysis.editions.embargo import next_change
from store.errors import InputError
from views.reader import audience, library

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = logging.getLogger(__name__)

EVERY_SECONDS = 0.5
"""How often the clock is asked; it costs a look at the journal's file time."""

AHEAD = dt.timedelta(minutes=10)
"""How long before the hour the next bundle and its statistics are made, in memory only."""


def rerun_open_sessions() -> int:
    """Draw every open page of this process again, as if its reader had asked; return how many."""
    if not runtime.exists():
        return 0
    # Streamlit has no public call for this; its own source watcher does the same.
    sessions = runtime.get_instance()._session_mgr.list_active_sessions()  # noqa: SLF001
    for info in sessions:
        info.session.request_rerun(None)
    return len(sessions)


class Watch:
    """Looks once, and acts on what changed since the last look.

    Parameters
    ----------
    rerun
        Draws every open page again.
    prepare
        Makes ready, without publishing, what the public sees from a moment on.
    """

    def __init__(
        self,
        rerun: Callable[[], int] = rerun_open_sessions,
        prepare: Callable[[dt.datetime], None] = library.prepare,
    ) -> None:
        self._rerun, self._prepare = rerun, prepare
        self._seen = audience.public().key
        self._prepared: dt.datetime | None = None

    def look(self) -> bool:
        """Return whether the public's view changed, after open pages were told to follow."""
        now = clock.now()
        key = audience.public().key
        if key != self._seen:
            self._seen = key
            library.built()  # before the first of them asks for it
            self._rerun()
            return True
        coming = next_change(audience.whole().tables.editions, now)
        if coming is not None and coming - now <= AHEAD and coming != self._prepared:
            self._prepared = coming
            self._prepare(coming)
        return False


def keep_watch() -> None:
    """Look for ever; a fault in the data or its files is told once and does not end the watch."""
    watch, told = Watch(), ""
    while True:
        time.sleep(EVERY_SECONDS)
        try:
            watch.look()
        except (InputError, OSError) as fault:
            if str(fault) != told:
                told = str(fault)
                LOG.warning("%s", told)


def start_watch() -> None:
    """Start the watch beside the server."""
    threading.Thread(target=keep_watch, name="hour", daemon=True).start()
