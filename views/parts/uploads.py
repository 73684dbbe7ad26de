"""A draft that a reader uploads: read once for each file, with a notice while it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.intake.drafts import draft_text
from store.bounded.limits import BusyError
from store.errors import InputError

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from figures.words.language import Words

READ = "drafts_read"
"""In the session: what each place for uploads read last, and what came of it."""


def uploaded_text(file: UploadedFile, where: str, say: Words) -> str:
    """Return the text of an uploaded file; a rerun does not read it again.

    Parameters
    ----------
    file
        As the reader's browser sent it.
    where
        The uploader's key.
    say
        The words of the page.

    Raises
    ------
    InputError
        If it cannot be read as a release; the same sentence at every rerun.
    """
    known: dict[str, tuple[str, str | InputError]] = st.session_state.setdefault(READ, {})
    if known.get(where, ("", ""))[0] != file.file_id:
        notice = st.empty()

        def queued(before: int) -> None:
            notice.info(say.plural("release.queue", before))

        try:
            found: str | InputError = draft_text(file.getvalue(), file.name, queued)
        except BusyError:
            raise  # nothing is wrong with the file: the next rerun asks again
        except InputError as error:
            found = error
        finally:
            notice.empty()
        known[where] = (file.file_id, found)
    result = known[where][1]
    if isinstance(result, InputError):
        raise result
    return result
