"""Read the journal of editions taken in since the tables were made.

The journal is one file of JSON lines, append-only. A line counts only when it is whole, with its
newline; what a crash left unfinished behind the last newline was never written. So the journal,
and with it the atlas, is always in the state before an entry or the state after it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.errors import InputError
from store.folders import DATA

if TYPE_CHECKING:
    from pathlib import Path

Entry = dict[str, Any]

JOURNAL = "editions/journal.jsonl"
"""The file, relative to the data folder; absent until the first edition is taken in."""


def journal_path(root: Path = DATA) -> Path:
    """Return where the journal of a data folder is."""
    return root / JOURNAL


def whole_lines(content: bytes) -> bytes:
    """Return a journal's bytes up to its last newline."""
    return content[: content.rfind(b"\n") + 1]


def read_journal(root: Path = DATA) -> list[Entry]:
    """Return the journal's entries, oldest first; none when there is no journal.

    Raises
    ------
    InputError
        If a whole line is not JSON; whether the chain holds is for `editing.verify` to say.
    """
    path = journal_path(root)
    if not path.exists():
        return []
    entries: list[Entry] = []
    for number, line in enumerate(whole_lines(path.read_bytes()).splitlines(), 1):
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            raise InputError.one(
                JOURNAL,
                where=f"line {number}",
                value="a line that is no entry",
                expected="JSON as `ingest` wrote it",
                next_step="Restore the journal from a copy; `audit` checks it.",
            )
        entries.append(entry)
    return entries
