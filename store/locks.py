"""One writer at a time, on every system: a lock beside the file that is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file while it is written; wait for whoever holds it.

    The lock is a file of its own, hidden beside the other: what is locked may then be renamed or
    not exist yet, and readers never wait. The system gives it back when a process dies.

    Parameters
    ----------
    path
        The file to be written; its folder exists.
    """
    with FileLock(path.with_name(f".{path.name}.lock")):
        yield
