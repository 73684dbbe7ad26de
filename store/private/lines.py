"""Private records of one installation: append-only JSON lines that only their owner may read."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from store.files import unwritable
from store.locks import locked

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600


def append_line(path: Path, entry: dict[str, Any]) -> None:
    """Append one entry; a line that was cut short before it does not spoil it.

    Raises
    ------
    InputError
        If it cannot be written; what was there is unchanged then.
    """
    line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            handle = os.open(path, flags, PRIVATE)
            try:
                size = os.lseek(handle, 0, os.SEEK_END)
                cut = size > 0 and _last_byte(path) != b"\n"
                _whole(handle, size, b"\n" + line if cut else line)
            finally:
                os.close(handle)
    except OSError as error:
        raise unwritable(path, error) from None


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)


def _whole(handle: int, size: int, line: bytes) -> None:
    """Write a line at the end, all of it or nothing."""
    try:
        left = memoryview(line)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def read_lines(path: Path) -> tuple[list[dict[str, Any]], int]:
    """Return the entries, oldest first, and how many lines are none; nothing without a file.

    A line that is damaged is counted and left out: the others are worth as much as before.
    """
    if not path.exists():
        return [], 0
    entries, bad = [], 0
    for line in path.read_bytes().split(b"\n"):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if isinstance(entry, dict):
            entries.append(entry)
        else:
            bad += 1
    return entries, bad
