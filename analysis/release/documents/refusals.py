"""Why a document is not read as a release: one sentence each, for a terminal and for a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from store.errors import InputError, reason

if TYPE_CHECKING:
    from store.errors import Reason

BROKEN, LOCKED = reason("draft_broken"), reason("draft_locked")


def refuse(
    name: str, value: str, expected: str, next_step: str, told: Reason | None = None
) -> NoReturn:
    """Raise the error for a document that is not read.

    Raises
    ------
    InputError
        Always.
    """
    raise InputError.one(name, value=value, expected=expected, next_step=next_step, reason=told)


def too_much(name: str, count: int, most: int, what: str, key: str) -> NoReturn:
    """Raise the error for a text that is longer than any release.

    Raises
    ------
    InputError
        Always.
    """
    told = reason(key, count=f"{count:,}", most=f"{most:,}")
    step = "Give the release alone, without its annexes."
    refuse(name, f"{count:,} {what}", f"at most {most:,}", step, told)


def lookalike(name: str, found: str, sign: str, line: int) -> NoReturn:
    """Raise the error for a sign that only looks like a digit.

    Raises
    ------
    InputError
        Always.
    """
    told = reason("draft_digit", sign=sign, line=line)
    refuse(name, f"{found} on line {line}", "the digits 0 to 9", "Type the figure again.", told)
