"""The log of who signed in, was refused, made a link or opened one: append-only JSON lines.

It never holds a link's token. It lies outside everything that is served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.folders import LOGS
from store.private.lines import append_line, read_lines

if TYPE_CHECKING:
    from pathlib import Path

LOG = LOGS / "editors.jsonl"
"""Where it is kept unless the secrets name another file."""

SIGNED_IN = "signed in"
REFUSED = "refused"
LINK_MADE = "link made"
OPENED = "preview opened"
TURNED_AWAY = "preview refused"
SIGNED_OUT = "signed out"
RECALLED = "link recalled"
GUESSED = "links guessed"
DAMAGED = "damaged"

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
    entry = {"at": at, "what": what, "who": who[:LONGEST], "detail": detail[:LONGEST]}
    append_line(path, entry)


def read(path: Path = LOG) -> list[dict[str, Any]]:
    """Return the log's entries, oldest first; a damaged line becomes an entry that says so."""
    entries, bad = read_lines(path)
    damaged = {"at": "", "what": DAMAGED, "who": "", "detail": f"{bad} lines"}
    return [*entries, damaged] if bad else entries
