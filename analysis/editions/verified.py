"""The journal as a server uses it: the last state that held, whatever happens to the file.

A journal that is damaged must neither stop the public site nor change what it shows. Each state
that was verified is kept in a private copy; while the file does not hold, or lacks entries that
were there, the copy is what counts, and the fault is told to whoever keeps the site.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.editions.editing import standing
from store.errors import InputError
from store.folders import DATA, LOGS
from store.journal import JOURNAL, entries_of, journal_path, read_journal

if TYPE_CHECKING:
    from store.journal import Entry

COPY = "journal.verified.jsonl"


class Verified(NamedTuple):
    """What counts, and what is wrong.

    Parameters
    ----------
    entries
        Of the last state that held.
    fault
        Why the file itself is not used; None when it is.
    """

    entries: list[Entry]
    fault: InputError | None


def copy_path(root: Path = DATA) -> Path:
    """Return where the copy of a data folder's journal is: among the logs, never served."""
    return (LOGS if root == DATA else root.parent / "logs") / COPY


def verified_entries(root: Path = DATA) -> Verified:
    """Return the journal's entries, or those of the last state that held.

    Parameters
    ----------
    root
        The data folder.
    """
    copy = copy_path(root)
    known = _holding(copy.read_bytes() if copy.exists() else b"")
    try:
        entries = read_journal(root)
        standing(entries)
        if entries[: len(known)] != known:
            raise InputError.one(
                JOURNAL,
                value=f"{len(entries)} entries, which are not those that were verified before",
                expected=f"the {len(known)} entries that were there, and new ones after them",
                next_step=f"Restore the journal; if an older one is meant, remove {copy.name}.",
            )
    except InputError as fault:
        path = journal_path(root)
        content = b"" if known or not path.exists() else path.read_bytes()
        return Verified(known or _holding(content), fault)
    if len(entries) > len(known):
        with suppress(OSError):  # a full disk: the journal itself is whole
            _keep(copy, journal_path(root).read_bytes())
    return Verified(entries, None)


def _holding(content: bytes) -> list[Entry]:
    """Return the entries up to the last with which everything holds."""
    entries, _ = entries_of(content)
    while entries:
        try:
            standing(entries)
        except (InputError, KeyError, TypeError):
            entries.pop()
        else:
            return entries
    return []


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "wb") as file:  # private: that is how it is made
        file.write(content)
    Path(name).replace(path)
