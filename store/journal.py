"""The journal of editions taken in since the tables were made: read, sealed, appended to.

One file of JSON lines, append-only, each entry chained to the one before by its hash. A line
counts only when it is whole, with its newline; what a crash left unfinished behind the last
newline was never written, and the next append removes it. So the journal, and with it the atlas,
is always in the state before an entry or the state after it. Two editors cannot both append to
the same head.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import InputError
from store.files import unwritable
from store.folders import DATA
from store.locks import locked
from store.private.lines import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Sequence

Entry = dict[str, Any]

GENESIS = "0" * 64
"""The hash before the first entry."""

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

    Examples
    --------
    >>> from pathlib import Path
    >>> read_journal(Path("a folder without a journal"))
    []
    """
    path = journal_path(root)
    if not path.exists():
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError.one(
            JOURNAL,
            value=error.strerror or "a file that cannot be read",
            expected="the journal",
            next_step="Give the server's account the right to read it.",
        ) from None
    if not content:
        raise InputError.one(
            JOURNAL,
            value="an empty file",
            expected="the entries, or no file before the first of them",
            next_step="Restore the journal from a copy; `audit` checks it.",
        )
    entries, whole = entries_of(content)
    if not whole:
        raise InputError.one(
            JOURNAL,
            where=f"line {len(entries) + 1}",
            value="a line that is no entry",
            expected="JSON as `ingest` wrote it",
            next_step="Restore the journal from a copy; `audit` checks it.",
        )
    return entries


def entries_of(content: bytes) -> tuple[list[Entry], bool]:
    """Return a journal's entries up to the first line that is none, and whether that is all."""
    entries: list[Entry] = []
    for line in whole_lines(content).split(b"\n")[:-1]:
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            return entries, False
        if not isinstance(entry, dict):
            return entries, False
        entries.append(entry)
    return entries, True


def canonical(value: object) -> bytes:
    """Return a value as the bytes that are hashed: sorted keys, no spaces, UTF-8.

    Examples
    --------
    >>> canonical({"b": 1, "a": "가"}).decode()
    '{"a":"가","b":1}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def seal(entry: Entry) -> Entry:
    """Return an entry with the hash of all its other fields, its predecessor's hash included."""
    body = {key: value for key, value in entry.items() if key != "hash"}
    return {**body, "hash": hashlib.sha256(canonical(body)).hexdigest()}


def head(entries: Sequence[Entry]) -> str:
    """Return the hash that the next entry chains to.

    Examples
    --------
    >>> head([]) == GENESIS
    True
    """
    return str(entries[-1]["hash"]) if entries else GENESIS


def append(entry: Entry, root: Path = DATA) -> Entry:
    """Append an entry and return it with its number, its predecessor's hash and its own.

    Parameters
    ----------
    entry
        At least `action`, `edition`, `who`, `at`; `prev` is the hash of the entry it was decided
        upon, as `head` gave it.
    root
        The data folder.

    Raises
    ------
    InputError
        If another entry was appended in the meantime, or the file cannot be written to; nothing is
        written then.
    """
    path = journal_path(root)
    try:
        return _append(entry, path)
    except OSError as error:
        raise unwritable(path, error) from None


def _append(entry: Entry, path: Path) -> Entry:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        new = not path.exists()
        content = b"" if new else path.read_bytes()
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
        if new:
            _create(path, line)
        else:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                if len(kept) < len(content):
                    os.ftruncate(handle, len(kept))
                _write(handle, len(kept), line)
            except OSError:
                with suppress(OSError):  # what is left of it counts for nothing: it has no newline
                    os.ftruncate(handle, len(kept))
                raise
            finally:
                os.close(handle)
    path.chmod(PRIVATE)  # one that an older version wrote was readable by all
    if new:
        _sync_folder(path)
    return sealed


def _create(path: Path, line: bytes) -> None:
    """Write the first line under another name, then rename it: an empty journal is never seen."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        try:
            _write(handle, 0, line)
        finally:
            os.close(handle)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _write(handle: int, at: int, line: bytes) -> None:
    """Write a line at an offset, whatever part of it the system takes at a time, and sync."""
    os.lseek(handle, at, os.SEEK_SET)
    left = memoryview(line)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _sync_folder(path: Path) -> None:
    """Make a new file's name last as well as its content; Windows does so by itself."""
    if os.name == "nt":
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
