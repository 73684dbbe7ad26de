"""A disk that fails, or a process that is killed, at the n-th thing that is done to the disk."""

from __future__ import annotations

import errno
import io
import os
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANGES = ("open", "write", "fsync", "rename", "replace", "mkdir", "ftruncate", "chmod")
"""What is done to the disk by the system's own names."""


class ProcessEnds(BaseException):
    """The process ends here: nothing after this reaches the disk."""


class Disk:
    """Counts what is done to the disk, and lets the n-th fail.

    Parameters
    ----------
    fails_at
        Which; 0 for none.
    kills
        Whether the process ends there; else the system says that the disk is full.
    """

    def __init__(self, fails_at: int, *, kills: bool) -> None:
        self.fails_at, self.kills = fails_at, kills
        self.done = 0
        self.dead = False

    def touch(self) -> None:
        """Count one; fail if it is the one."""
        self.done += 1
        if self.dead or self.done == self.fails_at:
            if self.kills:
                self.dead = True
                raise ProcessEnds
            raise OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def failing(fails_at: int, *, kills: bool) -> Iterator[Disk]:
    """Let the disk fail, or the process end, at the n-th change until the block ends."""
    disk = Disk(fails_at, kills=kills)

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def change(*args: object, **options: object) -> object:
            if disk.dead or real is not opened or _writes(args, options):
                disk.touch()
            return real(*args, **options)

        return change

    opened = io.open
    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(os, name, counted(getattr(os, name)))
        patch.setattr(io, "open", counted(opened))
        yield disk


def _writes(args: tuple[object, ...], options: dict[str, object]) -> bool:
    mode = str(options.get("mode", args[1] if len(args) > 1 else "r"))
    return any(sign in mode for sign in "wax+")


def each_fault(most: int = 400) -> Iterator[tuple[int, bool]]:
    """Yield the number of a change and whether the process ends there, until told to stop."""
    for number in count(1):
        assert number < most, "it never came to an end"
        yield number, False
        yield number, True
