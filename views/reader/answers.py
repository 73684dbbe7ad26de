"""What a part of a page computes and draws, once for all readers who see the same.

The one way in which pages keep things. What is kept is kept under everything that a reader's page
depends on: the data as this reader may see them, the hours of editions under embargo, the day,
language, theme, and the address: the whole of it, or the choices that a part names. A part that
names its choices cannot read another one while it is made (`session.only`), so none is forgotten;
a choice that is not in the address is named where it matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from views.reader import access, library, measures, session

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")

KEPT = 3000
"""Parts kept at a time for all readers together; one takes some kilobytes."""

Choices = tuple[str, ...]
"""Names of the address's choices, as `ViewState` has them."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _kept(what: str, seen: tuple[Hashable, ...], _make: Callable[[], T]) -> T:  # noqa: ARG001  # the key
    return _make()


def once(what: str, make: Callable[[], T], *more: str | float, of: Choices | None = None) -> T:
    """Return what a part makes, and draw what it draws: worked out once, drawn again from memory.

    Parameters
    ----------
    what
        Name of the part; unique among all pages.
    make
        Computes and draws. It must draw no widgets, and what it returns is read-only.
    more
        What the part depends on beside the reader's address, such as a widget's own value.
    of
        The choices of the address it depends on beside the language, where these are not all:
        readers who differ in others then share it.
    """
    hours = repr(access.embargoes())
    state = session.state()
    if of is None:
        chosen: tuple[Hashable, ...] = tuple(sorted(state.params().items()))
    else:
        chosen = (state.lang, *(getattr(state, name) for name in of))
    theme = st.context.theme.type or "light"
    made = False

    def noted() -> T:
        nonlocal made
        made = True
        with session.only(of):
            return make()

    found = _kept(what, (library.key(), hours, library.today(), chosen, theme, *more), noted)
    measures.PARTS.labels("made" if made else "kept").inc()
    return found
