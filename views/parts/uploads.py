"""A file that a reader uploads: read once, with a notice while it waits for its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import streamlit as st

from analysis.intake.drafts import draft_text
from store.bounded.limits import BusyError
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from figures.words.language import Words

T = TypeVar("T")

READ = "uploads_read"
"""In the session: what each place for uploads read last, and what came of it."""


def read_once(
    where: str, asked: object, say: Words, read: Callable[[Callable[[int], None]], T]
) -> T:
    """Return what was read of an upload; a rerun that asks for the same does not read it again.

    Parameters
    ----------
    where
        The uploader's key.
    asked
        The file's number, with what else the reading depends on.
    say
        The words of the page.
    read
        Reads it; is given what to tell how many files are before this one.

    Raises
    ------
    InputError
        If it cannot be read; the same sentence at every rerun.
    """
    known: dict[str, tuple[object, object]] = st.session_state.setdefault(READ, {})
    if where not in known or known[where][0] != asked:
        notice = st.empty()

        def queued(before: int) -> None:
            notice.info(say.plural("release.queue", before))

        try:
            found: T | InputError = read(queued)
        except BusyError:
            raise  # nothing is wrong with the file: the next rerun asks again
        except InputError as error:
            found = error
        finally:
            notice.empty()
        known[where] = (asked, found)
    result = known[where][1]
    if isinstance(result, InputError):
        raise result
    return cast("T", result)


def forget(where: str) -> None:
    """Let go what a place for uploads read, once its file is taken away."""
    st.session_state.get(READ, {}).pop(where, None)


def uploaded_text(file: UploadedFile, where: str, say: Words) -> str:
    """Return the text of an uploaded draft.

    Parameters
    ----------
    file
        As the reader's browser sent it.
    where, say
        As `read_once` has them.

    Raises
    ------
    InputError
        If it cannot be read as a release; the same sentence at every rerun.
    """
    return read_once(
        where,
        file.file_id,
        say,
        lambda queued: draft_text(file.getvalue(), file.name, queued),
    )
