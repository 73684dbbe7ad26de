"""A draft that somebody sends: read in a process of its own, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.bounded.limits import Limits
from store.bounded.pool import run_bounded

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = Limits(megabytes=20, seconds=20.0, memory_megabytes=512, answer_megabytes=4)
"""A release has some pages; its longest annex is read in a second."""

READER = "analysis.release.documents:text_of"


def draft_text(content: bytes, name: str, queued: Callable[[int], None] | None = None) -> str:
    """Return a draft's text; see `analysis.release.documents.text_of`.

    Parameters
    ----------
    content
        The file's bytes.
    name
        Its name; the ending says what it is.
    queued
        Told how many files are before this one, when it has to wait.

    Raises
    ------
    InputError
        If it cannot be read as a release, or costs too much to read; one sentence.
    """
    text: str = run_bounded(READER, content, name, name=name, limits=LIMITS, queued=queued)
    return text
