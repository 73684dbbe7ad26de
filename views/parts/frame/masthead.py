"""The head of every page: product, search of places, language, text size."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from figures.style.theme import institution
from figures.words.language import LANGUAGES, words
from views.parts.frame import search
from views.reader import session

if TYPE_CHECKING:
    from figures.words.language import Words
    from views.reader.state import ViewState


def masthead(state: ViewState, say: Words) -> None:
    """Draw the head: what the product is, and what a reader may want on any page.

    Parameters
    ----------
    state
        What is shown; the product's name leads to its overview.
    say
        The words of the page.
    """
    with st.container(key="masthead", horizontal=True, gap="small"):
        st.html(_product(state, say))
        st.session_state["bar_lang"] = state.lang
        st.segmented_control(
            say("bar.language"),
            list(LANGUAGES),
            format_func=lambda lang: words(lang)("language"),
            key="bar_lang",
            label_visibility="collapsed",
            on_change=session.bound,
            args=("lang", "bar_lang"),
        )
        st.html(_tools(say))
    with st.container(key="search"):
        search.box(state, say)
    search.offers(say)


def _product(state: ViewState, say: Words) -> str:
    """Return the product's name as a link, below the banner of an official site if it is one."""
    owner = institution()
    kept = {name: state.params()[name] for name in ("lang", "edition", "rule")}
    banner = f'<p class="official">{escape(say("frame.official"))}</p>' if owner.official else ""
    name = owner.name.get(say.lang, "")
    return (
        f'{banner}<a class="product" href="./?{escape(urlencode(kept))}">'
        + (f"<small>{escape(name)}</small> " if name else "")
        + f"{escape(say('atlas.title'))}</a>"
    )


def _tools(say: Words) -> str:
    """Return what the browser does by itself: larger and smaller text."""
    sizes = "".join(
        f'<button type="button" data-atlas-text="{step}" title="{escape(say(f"text.{step}"))}"'
        f' aria-label="{escape(sign)} {escape(say(f"text.{step}"))}">{escape(sign)}</button>'
        for step in ("smaller", "larger")
        for sign in [say(f"text.{step}.sign")]
    )
    return (
        f'<div class="tools" role="group" aria-label="{escape(say("frame.tools"))}">{sizes}</div>'
    )
