"""What is wrong with the site while it goes on: told in its health, its log and to editors."""

from __future__ import annotations

import logging
import threading

LOG = logging.getLogger(__name__)

JOURNAL, PUBLICATION, LOGS = "journal", "publication", "logs"
"""What may be wrong: the journal does not hold, a state cannot be published, a log not written."""

_lock = threading.Lock()
_raised: dict[str, str] = {}


def sound(what: str, said: str) -> None:
    """Say that something is wrong; the log has it once, until it is well or says something else.

    Parameters
    ----------
    what
        One of this module's words; that much is public.
    said
        The sentence, for the log and for editors: it may speak of an edition before its time.
    """
    with _lock:
        if _raised.get(what) == said:
            return
        _raised[what] = said
    LOG.error("%s: %s", what, said)


def clear(what: str) -> None:
    """Say that something is well again."""
    with _lock:
        was = _raised.pop(what, None)
    if was is not None:
        LOG.warning("%s: well again", what)


def raised() -> dict[str, str]:
    """Return what is wrong now, with its sentence."""
    with _lock:
        return dict(_raised)
