"""What one reading of a stranger's file may cost, and the sentence that says what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import InputError, reason

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one reading may cost.

    Parameters
    ----------
    megabytes
        Of the file, before anything of it is looked at.
    seconds
        Of a processor, from the moment a process begins with it.
    memory_megabytes
        Of the process that reads it, with all that it had before.
    answer_megabytes
        Of what it answers.
    """

    megabytes: int = 20
    seconds: float = 20.0
    memory_megabytes: int = 512
    answer_megabytes: int = 64


class BusyError(InputError):
    """Too many files at once: nothing is wrong with this one."""


TOO_BIG, TOO_SLOW, TOO_MUCH, BROKEN, BUSY = "big", "slow", "memory", "broken", "busy"


def refusal(why: str, name: str, limits: Limits) -> InputError:
    """Return the one sentence that tells a reader why a file was not read.

    Parameters
    ----------
    why
        One of this module's words.
    name
        The file's name as the reader gave it.
    limits
        What it was held against.
    """
    said: Mapping[str, tuple[str, str, str]] = {
        TOO_BIG: (
            f"more than {limits.megabytes} MB",
            f"at most {limits.megabytes} MB",
            "Give the file alone, without pictures and annexes.",
        ),
        TOO_SLOW: (
            f"a file that takes longer than {limits.seconds:.0f} s to read",
            "a file that is read in that time",
            "Save it again as a plain document, and give only what is needed.",
        ),
        TOO_MUCH: (
            f"a file that takes more than {limits.memory_megabytes} MB of memory to read",
            "a file that is read within that",
            "Save it again as a plain document, and give only what is needed.",
        ),
        BROKEN: (
            "a file that cannot be read",
            "a file as its program wrote it",
            "Save it again, or in another format.",
        ),
        BUSY: (
            "many files at once",
            "a free place in the queue",
            "Nothing is wrong with the file: try again in a minute.",
        ),
    }
    value, expected, next_step = said[why]
    kind = BusyError if why == BUSY else InputError
    values = {"megabytes": limits.megabytes, "seconds": f"{limits.seconds:.0f}"}
    told = reason(f"limits_{why}", **values)
    return kind.one(name, value=value, expected=expected, next_step=next_step, reason=told)
