"""What stands on every page: navigation, the shared bar, notices and the footer."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from analysis.coverage.counting import RULES
from figures.web.folium_map import FONT
from figures.words.language import LANGUAGES, words
from store.folders import ROOT
from views.parts import editors
from views.reader import access, library, session

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words
    from views.reader.state import Problem, ViewState

PAGE_FILES = ROOT / "views" / "pages"
STYLE = ROOT / "figures" / "web" / "scripts" / "shell.css"
STYLE_LINKED = "X-Atlas-Style-Linked"
"""Of a request that came through the server, whose page links the style sheet once; otherwise
each run carries it along."""

WALL_STYLE = (
    'html { font-size: 17.5px !important; } header[data-testid="stHeader"] { display: none; }'
    " .stMainBlockContainer { padding: .8rem 1.4rem 0 !important; }"
)
"""On the wall nothing but the picture: no navigation, no controls, larger type."""

PAGES = {
    "overview": ("overview.py", ""),
    "map": ("map.py", "map"),
    "provinces": ("provinces.py", "provinces"),
    "trends": ("trends.py", "trends"),
    "gaps": ("gaps.py", "gaps"),
    "calendar": ("renewals.py", "calendar"),
    "programmes": ("programmes.py", "programmes"),
    "release": ("release.py", "release"),
    "briefing": ("briefing.py", "briefing"),
    "data": ("data.py", "data"),
}
"""Key of the page to its file and address; the catalogue names it `page.<key>`."""

MAPPED = frozenset({"", "map"})
"""Addresses of the pages that open with a map."""


def run() -> None:
    """Draw the page the reader is on."""
    reader = access.begin()
    speak_first = words(session.first_language())
    st.set_page_config(
        page_title=speak_first("atlas.title"),
        page_icon="🗺️",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    pages = [
        st.Page(
            PAGE_FILES / file,
            title=speak_first(f"page.{key}"),
            url_path=address or None,
            default=not address,
        )
        for key, (file, address) in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    state = session.begin(library.atlas(), page.url_path)
    say = words(state.lang)
    marker = f'<span hidden data-atlas-lang="{state.lang}" data-atlas-theme="{theme()}"></span>'
    if page.url_path:  # the overview has a visible title of its own
        marker += f'<h1 class="unseen">{say("atlas.title")} — {escape(page.title)}</h1>'
    wall = WALL_STYLE if state.present else ""
    style = "" if STYLE_LINKED in st.context.headers else _style()
    st.html(f"<style>{style}{wall}</style>{marker}" if style or wall else marker)
    controls = st.container(key="wall" if state.present else "bar", horizontal=True)
    if reader.kind != access.PUBLIC or reader.problem:
        editors.head(reader, say)
    notices(say)
    if page.url_path in MAPPED:  # what a reader waits for is sent before the controls above it
        try:
            page.run()
        finally:
            _controls(controls, state, say)
    else:
        _controls(controls, state, say)
        page.run()
    session.end()


def _controls(place: DeltaGenerator, state: ViewState, say: Words) -> None:
    """Draw the bar; on the wall, only the way back."""
    with place:
        if not state.present:
            bar(state, say)
            return
        st.button(
            say("wall.leave"), key="leave_wall", on_click=session.change, kwargs={"present": ""}
        )


@cache
def _style() -> str:
    fonts = f'@import url("app/static/vendor/{FONT}/fonts.css");\n'
    return fonts + STYLE.read_text(encoding="utf-8")


def theme() -> str:
    """Return "light" or "dark", as the reader's page is."""
    return st.context.theme.type or "light"


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
    st.selectbox(
        speak("bar.edition"),
        list(reversed(atlas.editions)),
        key="bar_edition",
        on_change=session.bound,
        args=("edition", "bar_edition"),
        width=140,
    )
    st.segmented_control(
        speak("bar.rule"),
        RULES,
        format_func=lambda rule: speak(f"rule.{rule}"),
        key="bar_rule",
        help=speak("bar.rule.help"),
        on_change=session.bound,
        args=("rule", "bar_rule"),
    )
    st.selectbox(
        speak("bar.province"),
        list(names.index),
        format_func=lambda code: names[code],
        key="bar_province",
        placeholder=speak("bar.province.all"),
        on_change=_choose_province,
        width=240,
    )
    st.segmented_control(
        speak("bar.language"),
        LANGUAGES,
        format_func=lambda lang: words(lang)("language"),
        key="bar_lang",
        on_change=session.bound,
        args=("lang", "bar_lang"),
    )
    st.space("stretch")
    _tools(speak)


def _tools(speak: Words) -> None:
    """Offer the link to what is shown, the wall, and a way back to the plain view."""
    with st.popover(speak("tool.link"), help=speak("tool.link.help")):
        st.caption(speak("tool.link.text"))
        address = (st.context.url or "").split("?")[0]
        st.code(f"{address}?{urlencode(session.state().params())}", language=None, wrap_lines=True)
    st.button(
        speak("tool.wall"),
        key="tool_wall",
        help=speak("tool.wall.help"),
        on_click=session.change,
        kwargs={"present": "1"},
    )
    if session.state().province or session.state().place:
        st.button(
            speak("tool.reset"),
            key="tool_reset",
            help=speak("tool.reset.help"),
            on_click=session.change,
            kwargs={"province": "", "place": ""},
        )


def _choose_province() -> None:
    session.change(province=st.session_state["bar_province"] or "", place="")


def notices(speak: Words) -> None:
    """Say what the address asked for and could not be given."""
    for problem in session.problems():
        st.warning(problem_text(problem, speak), icon=":material/info:")
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
    if problem.name in {"edition", "province", "place", "whatif"}:
        return speak(key, value=f"`{value}`", used=problem.used)
    labels = {
        "rule": "rule.{}",
        "layer": "map.layer.{}",
        "view": "map_page.view.{}",
        "section": "trends.section.{}",
        "gap": "gaps.section.{}",
    }
    label = labels.get(problem.name, "param.plain").format(problem.used)
    used = words(problem.used)("language") if problem.name == "lang" else speak(label)
    return speak("notice.other", value=f"`{value}`", used=used, name=speak(f"param.{problem.name}"))


def footer(shown: Coverage, rule: str = "") -> None:
    """Say the date, rule, source and data hash of the page's figures.

    Parameters
    ----------
    shown
        What the page shows.
    rule
        The counting rule where it is not the bar's.
    """
    footer_of(speak().date(shown.date), shown.edition, rule or shown.rule)


def footer_of(date: str, edition: str, *rules: str, since: str = "") -> None:
    """Say the same of figures that are not the bar's edition.

    Parameters
    ----------
    date
        Their day or days, in the language's words.
    edition
        The announcement they rest on, or the last of them.
    rules
        The counting rules.
    since
        The first announcement of a series; the data page lists the sources of each.
    """
    say = speak()
    atlas = library.atlas()
    sources = "; ".join(atlas.publishers_of(edition, say.lang))
    if since:
        sources = say("footer.series", first=since, last=edition)
    st.caption(
        say(
            "footer",
            date=date,
            rule=", ".join(say(f"rule.{rule}") for rule in rules),
            sources=sources,
            hash=atlas.data_hash,
        )
    )
