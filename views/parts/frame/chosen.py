"""What is chosen, as one line that opens on demand: announcement, counting rule, province."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from analysis.coverage.rules import RULES
from views.parts.frame.phrases import counts, province_name, share
from views.reader import library, session

if TYPE_CHECKING:
    from figures.words.language import Words
    from views.reader.state import ViewState


def line(state: ViewState, controls: tuple[str, ...], say: Words) -> str:
    """Return what is chosen, as far as it does something on the page."""
    date = library.atlas().edition_date(state.edition)
    parts = {
        "edition": say.date(date),
        "rule": say("bar.line.rule", rule=say(f"rule.{state.rule}")),
        "province": province_name(state.province, date, say)
        if state.province
        else say("bar.province.all"),
    }
    return " · ".join(parts[name] for name in controls)


def bar(state: ViewState, controls: tuple[str, ...], say: Words) -> None:
    """Draw the line of what is chosen, with what leads on from it.

    Parameters
    ----------
    state
        What is shown.
    controls
        Which of "edition", "rule" and "province" do something on the page.
    say
        The words of the page.
    """
    if controls:
        with st.popover(line(state, controls, say)):
            for name in controls:
                CONTROLS[name](state, say)
    if "edition" in controls:
        _latest(state, say)
    if state.province or state.place:
        st.button(
            say("tool.reset"),
            key="tool_reset",
            help=say("tool.reset.help"),
            type="tertiary",
            on_click=session.change,
            kwargs={"province": "", "place": ""},
        )
    st.html(
        f'<div class="tools"><button type="button" data-atlas-copy="{escape(say("tool.copied"))}"'
        f' title="{escape(say("tool.link.help"))}">{escape(say("tool.link"))}</button></div>'
    )
    st.button(
        say("tool.wall"),
        key="tool_wall",
        help=say("tool.wall.help"),
        type="tertiary",
        on_click=session.change,
        kwargs={"present": "1"},
    )


def _latest(state: ViewState, say: Words) -> None:
    """Offer the last announcement with its figures, where an older one is shown."""
    atlas = library.atlas()
    last = atlas.editions[-1]
    if state.edition == last:
        return
    nation = atlas.coverage(edition=last, rule=state.rule).nation
    st.button(
        say(
            "bar.latest",
            date=say.date(atlas.edition_date(last)),
            counts=counts(nation, say),
            share=share(nation, say),
        ),
        key="bar_latest",
        type="tertiary",
        on_click=session.change,
        kwargs={"edition": last},
    )


def _edition(state: ViewState, say: Words) -> None:
    st.session_state["bar_edition"] = state.edition
    st.selectbox(
        say("bar.edition"),
        list(reversed(library.atlas().editions)),
        key="bar_edition",
        on_change=session.bound,
        args=("edition", "bar_edition"),
    )


def _rule(state: ViewState, say: Words) -> None:
    st.session_state["bar_rule"] = state.rule
    st.segmented_control(
        say("bar.rule"),
        list(RULES),
        format_func=lambda rule: say(f"rule.{rule}"),
        key="bar_rule",
        help=say("bar.rule.help"),
        on_change=session.bound,
        args=("rule", "bar_rule"),
    )


def _province(state: ViewState, say: Words) -> None:
    atlas = library.atlas()
    provinces = atlas.register.provinces_on(atlas.edition_date(state.edition))
    names = provinces["name_ko" if state.lang == "ko" else "short_en"]
    st.session_state["bar_province"] = state.province or None
    st.selectbox(
        say("bar.province"),
        list(names.index),
        format_func=lambda code: names[code],
        key="bar_province",
        placeholder=say("bar.province.all"),
        on_change=_choose_province,
    )


def _choose_province() -> None:
    session.change(province=st.session_state["bar_province"] or "", place="")


CONTROLS = {"edition": _edition, "rule": _rule, "province": _province}
