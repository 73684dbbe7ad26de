"""Marked blanks: what the data cannot know and somebody fills in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING, CLOSING = "〔", "〕"
"""Around what the data cannot know and an officer fills in."""

BLANK = re.compile(rf"{OPENING}[^{CLOSING}]*{CLOSING}")


def blank(text: str) -> str:
    """Return a marked blank that says what belongs there."""
    return f"{OPENING}{text}{CLOSING}"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Return a text's pieces in order, each with whether it is a blank."""
    at = 0
    for found in BLANK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
