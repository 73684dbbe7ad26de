"""The log of who signed in, was refused, made a link or opened one: append-only JSON lines.

It never holds a link's token. It lies outside everything that is served.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from store.folders import LOGS
from store.locks import locked

if TYPE_CHECKING:
    from pathlib import Path

LOG = LOGS / "editors.jsonl"
"""Where it is kept unless the secrets name another file."""

SIGNED_IN = "signed in"
REFUSED = "refused"
LINK_MADE = "link made"
OPENED = "preview opened"
TURNED_AWAY = "preview refused"

LONGEST = 200
"""Characters of any text in it; an attempt must not fill the disk at once."""


def note(at: str, what: str, who: str, detail: str = "", path: Path = LOG) -> None:
    """Append one line: when in Seoul, what, who, and on which edition.

    Parameters
    ----------
    at
        The moment, with Seoul's offset, as `analysis.clock.stamp` gives it.
    what
        One of this module's words.
    who
        An address, or who made the link.
    detail
        An edition, an hour; never a token.
    path
        The log.
    """
    entry = {
        "at": at,
        "what": what,
        "who": who[:LONGEST],
        "detail": detail[:LONGEST],
    }
    line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)


def read(path: Path = LOG) -> list[dict[str, Any]]:
    """Return the log's entries, oldest first; none where there is no log."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]
