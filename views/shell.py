"""What stands on every page: navigation, the shared bar, notices and the footer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analysis.coverage import RULES
from figures.language import LANGUAGES, words
from views import library, session

if TYPE_CHECKING:
    from analysis.coverage import Coverage
    from figures.language import Words
    from views.state import Problem, ViewState

ROOT = Path(__file__).resolve().parent
STYLE = ROOT / "shell.css"

PAGES = {
    "overview": ("overview.py", ""),
}
"""Key of the page to its file and address; the catalogue names it `page.<key>`."""


def run() -> None:
    """Draw the page the reader is on."""
    speak_first = words(session.first_language())
    st.set_page_config(
        page_title=speak_first("atlas.title"), page_icon="🗺️", layout="wide",
        initial_sidebar_state="collapsed",
    )
    pages = [
        st.Page(
            ROOT / file,
            title=speak_first(f"page.{key}"),
            url_path=address or None,
            default=not address,
        )
        for key, (file, address) in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    state = session.begin(library.atlas(), page.url_path)
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    speak = words(state.lang)
    if not state.present:
        bar(state, speak)
    notices(speak)
    page.run()
    session.end()


def speak() -> Words:
    """Return the words of the reader's language."""
    return words(session.state().lang)


def point() -> Coverage:
    """Return coverage at the edition and rule of the state."""
    state = session.state()
    return library.atlas().coverage(edition=state.edition, rule=state.rule)


def bar(state: ViewState, speak: Words) -> None:
    """Draw the controls that every page shares."""
    atlas = library.atlas()
    provinces = atlas.register.provinces_on(atlas.edition_date(state.edition))
    names = provinces["name_ko" if state.lang == "ko" else "short_en"]
    widgets = {
        "bar_edition": state.edition,
        "bar_rule": state.rule,
        "bar_province": state.province or None,
        "bar_lang": state.lang,
    }
    for widget, value in widgets.items():
        st.session_state[widget] = value
    with st.container(key="bar"):
        columns = st.columns([1.2, 2.4, 1.6, 1.1], vertical_alignment="bottom")
        columns[0].selectbox(
            speak("bar.edition"),
            list(reversed(atlas.editions)),
            key="bar_edition",
            on_change=session.bound,
            args=("edition", "bar_edition"),
        )
        columns[1].segmented_control(
            speak("bar.rule"),
            RULES,
            format_func=lambda rule: speak(f"rule.{rule}"),
            key="bar_rule",
            help=speak("bar.rule.help"),
            on_change=session.bound,
            args=("rule", "bar_rule"),
        )
        columns[2].selectbox(
            speak("bar.province"),
            list(names.index),
            format_func=lambda code: names[code],
            key="bar_province",
            placeholder=speak("bar.province.all"),
            on_change=_choose_province,
        )
        columns[3].segmented_control(
            speak("bar.language"),
            LANGUAGES,
            format_func=lambda lang: words(lang)("language"),
            key="bar_lang",
            on_change=session.bound,
            args=("lang", "bar_lang"),
        )


def _choose_province() -> None:
    session.change(province=st.session_state["bar_province"] or "", place="")


def notices(speak: Words) -> None:
    """Say what the address asked for and could not be given."""
    for problem in session.problems():
        st.warning(problem_text(problem, speak), icon="ℹ️")
        for heir in problem.successors:
            label = library.atlas().register.full_name(
                heir, library.atlas().register.lives().at[heir, "valid_from"], speak.lang
            )
            st.button(
                label,
                key=f"heir_{heir}",
                on_click=session.change,
                kwargs={"place": heir},
            )


def problem_text(problem: Problem, speak: Words) -> str:
    """Return one notice as a sentence; the value is data and is shown as plain code."""
    value = problem.value.replace("`", "'")[:40]
    key = "notice.place_ended" if problem.successors else f"notice.{problem.name}"
    known = {"edition", "province", "place"}
    if problem.name not in known:
        key = "notice.other"
    return speak(key, value=f"`{value}`", used=problem.used, name=problem.name)


def footer(shown: Coverage) -> None:
    """Say the date, rule, source and data hash of the page's figures."""
    say = speak()
    atlas = library.atlas()
    sources = "; ".join(
        dict.fromkeys(source["publisher"] for source in atlas.sources_of(shown.edition))
    )
    st.caption(
        say(
            "footer",
            date=say.date(shown.date),
            rule=say(f"rule.{shown.rule}"),
            sources=sources,
            hash=atlas.data_hash,
        )
    )
