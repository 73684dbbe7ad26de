"""The one clock: every question of "now" or "today" is asked here.

It answers with an instant in UTC, so a machine's time zone changes nothing. No setting and no
environment variable moves it; a test replaces `source`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

SEOUL = ZoneInfo("Asia/Seoul")


def _machine() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


source: Callable[[], dt.datetime] = _machine
"""Where the time comes from."""


def now() -> dt.datetime:
    """Return this instant, with its zone."""
    return source()


def today() -> str:
    """Return today's date in Seoul, ISO."""
    return now().astimezone(SEOUL).date().isoformat()


def stamp() -> str:
    """Return this second in Seoul, ISO."""
    return now().astimezone(SEOUL).isoformat(timespec="seconds")
