"""Append to the journal of editions: one write, one line, one sync.

A crash before the line's newline leaves the old state, since readers stop at the last newline;
the next append removes what was left. Two editors cannot both append to the same head.
"""

from __future__ import annotations

import fcntl
import json
import os
from typing import TYPE_CHECKING

from analysis.editions.editing import GENESIS, seal
from store.errors import InputError
from store.folders import DATA
from store.journal import JOURNAL, Entry, journal_path, whole_lines

if TYPE_CHECKING:
    from pathlib import Path


def append(entry: Entry, root: Path = DATA) -> Entry:
    """Append an entry and return it with its number, its predecessor's hash and its own.

    Parameters
    ----------
    entry
        At least `action`, `edition`, `who`, `at`; `prev` is the hash of the entry it was decided
        upon, as `analysis.editions.editing.head` gave it.
    root
        The data folder.

    Raises
    ------
    InputError
        If another entry was appended in the meantime; nothing is written then.
    """
    path = journal_path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        content = _read(handle)
        kept = whole_lines(content)
        lines = kept.splitlines()
        last = json.loads(lines[-1])["hash"] if lines else GENESIS
        if entry["prev"] != last:
            raise InputError.one(
                JOURNAL,
                value="an entry that was decided upon an older state",
                expected="the state as it is now",
                next_step="Someone else was faster. Look at the change again, then approve it.",
            )
        sealed = seal({**entry, "n": len(lines) + 1})
        line = json.dumps(sealed, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        if len(kept) < len(content):
            os.ftruncate(handle, len(kept))
        _write(handle, len(kept), line)
    finally:
        os.close(handle)
    if new:
        _sync_folder(path)
    return sealed


def _read(handle: int) -> bytes:
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(handle: int, at: int, line: bytes) -> None:
    """Write a line at an offset, whatever part of it the system takes at a time, and sync."""
    os.lseek(handle, at, os.SEEK_SET)
    left = memoryview(line)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _sync_folder(path: Path) -> None:
    """Make a new file's name last as well as its content."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
