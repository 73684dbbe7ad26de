"""Which preview links were made and which were called back; without their tokens.

A link that is not on this list opens nothing, so that losing the list closes links, never opens
them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from store.folders import LOGS
from store.private.lines import append_line, read_lines

if TYPE_CHECKING:
    from pathlib import Path

LINKS = LOGS / "links.jsonl"
"""Where it is kept unless the secrets name another folder for the logs."""

MADE, RECALLED = "made", "recalled"


@dataclass(frozen=True)
class Link:
    """A link as it was made.

    Parameters
    ----------
    number
        By which it is known and called back; no token.
    edition
        What it shows.
    maker
        The address of who made it.
    made, until
        ISO, with their zone.
    adoption
        The hash of the entry by which the edition was official when the link was made; empty for
        an edition that came with the tables.
    """

    number: str
    edition: str
    maker: str
    made: str
    until: str
    adoption: str


def note_made(link: Link, path: Path = LINKS) -> None:
    """Write that a link was made; before its token is given to anybody."""
    append_line(path, {"what": MADE, **asdict(link)})


def note_recalled(number: str, who: str, at: str, path: Path = LINKS) -> None:
    """Write that a link was called back, by whom and when; it does not come back."""
    append_line(path, {"what": RECALLED, "number": number, "who": who, "at": at})


def open_links(path: Path = LINKS) -> dict[str, Link]:
    """Return the links that nobody called back, by their number; some may be over by now."""
    entries, _ = read_lines(path)
    found: dict[str, Link] = {}
    gone: set[str] = set()
    names = Link.__dataclass_fields__
    for entry in entries:
        number = str(entry.get("number", ""))
        if entry.get("what") == RECALLED:
            gone.add(number)
        elif entry.get("what") == MADE and all(isinstance(entry.get(name), str) for name in names):
            found[number] = Link(**{name: entry[name] for name in names})
    return {number: link for number, link in found.items() if number not in gone}
