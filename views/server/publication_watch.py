"""Publication: when what the public sees changes, every open page is drawn again by itself.

The server watches the clock and the journal; a page is told nothing before, not even that there
is a moment to wait for. What cannot be published is tried again, less and less often, while the
state before stays; the site's health says so.
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
from views.reader import alarms, audience, library

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = logging.getLogger(__name__)

EVERY_SECONDS = 0.5
"""How often the clock is asked; it costs a look at the journal's file time."""

LONGEST_SECONDS = 60.0
"""Between two looks, while every one of them fails."""

PREPARATION = dt.timedelta(minutes=10)
"""How long before a publication its bundle and its statistics are made, in memory only."""


def rerun_open_sessions() -> int:
    """Draw every open page of this process again, as if its reader had asked; return how many."""
    if not runtime.exists():
        return 0
    # Streamlit has no public call for this; its own source watcher does the same.
    sessions = runtime.get_instance()._session_mgr.list_active_sessions()  # noqa: SLF001  # no public list
    for info in sessions:
        try:
            info.session.request_rerun(None)
        except Exception:  # one that ends in this moment; the others are drawn all the same
            LOG.exception("a page was not drawn again")
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
            library.built()  # before the first of them asks for it
            self._rerun()
            self._seen = key  # the last step: whatever failed before is done again
            return True
        coming = next_change(audience.whole().tables.editions, now)
        if coming is not None and coming - now <= PREPARATION and coming != self._prepared:
            self._prepare(coming)
            self._prepared = coming
        return False


def keep_watch(watch: Watch | None = None, pause: Callable[[float], None] = time.sleep) -> None:
    """Look for ever; a fault is told once, tried again less and less often, and ends nothing."""
    wait = EVERY_SECONDS
    failing = False
    while True:
        pause(wait)
        try:
            watch = watch or Watch()
            watch.look()
        except Exception as fault:  # whatever it is, the next look may go well
            LOG.debug("a look failed", exc_info=True)
            alarms.sound(alarms.PUBLICATION, str(fault) or type(fault).__name__)
            wait, failing = min(2 * wait, LONGEST_SECONDS), True
        else:
            wait = EVERY_SECONDS
            if failing:
                alarms.clear(alarms.PUBLICATION)
                failing = False


def start_watch() -> None:
    """Start the watch beside the server."""
    threading.Thread(target=keep_watch, name="publication", daemon=True).start()
