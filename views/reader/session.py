"""The bridge between one reader's session, the widgets and the address.

The state in the session is the one truth. Widgets are set from it before they are drawn and
change it in their callbacks; the address is written from it when it changed and at the end of each
run, and wins when a reader edits it, opens a link or goes back.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, cast

import streamlit as st

from figures.words.language import LANGUAGES
from views.reader import library
from views.reader.state import Problem, ViewState, browser_language, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from analysis.atlas import Atlas

STATE = "view_state"
WRITTEN = "view_written"
PROBLEMS = "view_problems"
PAGE = "view_page"
SEEN = "view_seen"
"""Which data the state was held against."""

CHANGED = "view_changed"
"""Set from a change until its address is written: until then the browser sends an older one.

Afterwards an address that differs is a wish again, also while the page is still being drawn: who
goes back at once means it.
"""


def begin(atlas: Atlas, page: str) -> ViewState:
    """Return the state of this run; call once, before any widget.

    Parameters
    ----------
    atlas
        Knows which values are valid.
    page
        The page being shown; a page change drops the address parameters, which is no wish.
    """
    session = st.session_state
    params = {key: str(value) for key, value in st.query_params.items()}
    changed_page = session.get(PAGE) != page
    session[PAGE] = page
    if STATE not in session or (
        params != session.get(WRITTEN)
        and not (changed_page and not params)
        and not session.get(CHANGED)
    ):
        session[STATE], session[PROBLEMS] = parse(params, atlas, st.context.locale)
    elif session.get(SEEN) != atlas.data_hash:
        # An edition went, by an editor's clock, a link's end or an undo, or one came.
        session[STATE], session[PROBLEMS] = parse(state().params(), atlas, state().lang)
    elif session.get(CHANGED):
        # At once: a reader who goes on before the page is drawn can still come back to here.
        _write_address()
        session[CHANGED] = False
    session[SEEN] = atlas.data_hash
    return state()


_ONLY: ContextVar[Collection[str] | None] = ContextVar("view_only", default=None)
"""The choices that may be read now; None for all."""


class _Part:
    """A state of which only some choices may be read."""

    def __init__(self, whole: ViewState, names: Collection[str]) -> None:
        self._whole, self._names = whole, {"lang", *names}

    def __getattr__(self, name: str) -> str:
        if name not in self._names:
            raise LookupError(f"a part that is kept without {name!r} reads it: name it in `of`")
        return str(getattr(self._whole, name))


@contextmanager
def only(names: Collection[str] | None) -> Iterator[None]:
    """Let nothing but some choices, and the language, be read of the state; None for all."""
    before = _ONLY.set(names)
    try:
        yield
    finally:
        _ONLY.reset(before)


def state() -> ViewState:
    """Return the reader's state."""
    found: ViewState = st.session_state[STATE]
    names = _ONLY.get()
    return found if names is None else cast("ViewState", _Part(found, names))


def change(**changes: str) -> None:
    """Change the state; for use in callbacks, before the page is drawn again.

    A place or province that does not exist at a new edition is let go, and the page says so.
    """
    wanted = state().having(**changes)
    st.session_state[CHANGED] = True
    st.session_state[STATE], st.session_state[PROBLEMS] = parse(
        wanted.params(), library.atlas(), wanted.lang
    )


def problems() -> list[Problem]:
    """Return what the address asked for and could not be given."""
    return list(st.session_state.get(PROBLEMS, []))


def end() -> None:
    """Write the state into the address, when it differs from what stands there."""
    _write_address()
    st.session_state[CHANGED] = False


def _write_address() -> None:
    params = state().params()
    if dict(st.query_params.items()) != params:
        st.query_params.from_dict(params)
    st.session_state[WRITTEN] = params


def bound(name: str, widget: str) -> None:
    """Take a widget's new value into the state; the widget's callback."""
    value = st.session_state[widget]
    if value is None:
        return  # a segmented control was clicked twice; the choice stays
    change(**{name: str(value)})  # a program sends what no widget of ours does


def first_language() -> str:
    """Return the language for what is drawn before the state is known: title and navigation."""
    if STATE in st.session_state:
        return state().lang
    asked = st.query_params.get("lang")
    return asked if asked and asked in LANGUAGES else browser_language(st.context.locale)
