"""Which atlas a reader sees now: the public's, or an editor's at the moment the editor chose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from store.folders import DATA
from views.reader.bundles import Bundles
from views.reader.publication import Publication

if TYPE_CHECKING:
    import datetime as dt

    from analysis.atlas import Atlas
    from views.reader.publication import View

MOMENT = "editor_moment"
"""In the session of an editor: the moment whose public view is shown; absent for all others."""


@cache
def bundles() -> Bundles:
    """Return the files of the public's view; one object for the whole process."""
    return Bundles()


@cache
def publication() -> Publication:
    """Return what the public sees; one object for the whole process."""
    return Publication(DATA, bundles().publish)


def public() -> View:
    """Return the public's view of this instant."""
    return publication().public()


def whole() -> Atlas:
    """Return the atlas with every official edition; for editors, and to see what waits."""
    return publication().whole()


def moment() -> dt.datetime | None:
    """Return the moment an editor chose to look at; None for everybody else."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    found: dt.datetime | None = st.session_state.get(MOMENT)
    return found


def view() -> View:
    """Return what the reader of this run sees."""
    chosen = moment()
    return public() if chosen is None else publication().view_at(chosen)


def hidden() -> list[str]:
    """Return the editions this reader sees that the public does not; none for the public."""
    if moment() is None:
        return []
    open_ones = set(public().atlas.editions)
    return [edition for edition in view().atlas.editions if edition not in open_ones]
