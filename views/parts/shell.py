"""What stands on every page: masthead, navigation, title, notices and the footer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from figures.style.tokens import with_variables
from figures.web.folium_map import FONT
from figures.words.language import words
from store.folders import ROOT
from views.parts import editors
from views.parts.frame.chosen import bar
from views.parts.frame.footer import foot
from views.parts.frame.lead import title_html
from views.parts.frame.masthead import masthead
from views.parts.frame.phrases import province_name
from views.parts.page_list import PAGES, page_at
from views.parts.plain import plain
from views.reader import access, library, measures, session
from views.reader.answers import once

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words
    from views.parts.page_list import Page
    from views.reader.access import Reader
    from views.reader.state import Problem, ViewState

PAGE_FILES = ROOT / "views" / "pages"
STYLE = ROOT / "figures" / "web" / "page" / "shell.css"
STYLE_LINKED = "X-Atlas-Style-Linked"
"""Of a request that came through the server, whose page links the style sheet once; otherwise
each run carries it along."""

WALL_STYLE = (
    'html { font-size: 17.5px !important; } header[data-testid="stHeader"] { display: none; }'
    " .stMainBlockContainer { padding: .8rem 1.4rem 0 !important; }"
)
"""On the wall nothing but the picture: no navigation, no controls, larger type."""


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
            PAGE_FILES / page.file,
            title=speak_first(f"page.{page.key}"),
            url_path=page.address or None,
            default=not page.address,
        )
        for page in PAGES.values()
    ]
    page = st.navigation(pages, position="top")
    with measures.page_run(page.url_path):
        _page(page, reader)


def _page(page: StreamlitPage, reader: Reader) -> None:
    """Draw one page with what stands around it."""
    state = session.begin(library.atlas(), page.url_path)
    say = words(state.lang)
    marker = f'<span hidden data-atlas-lang="{state.lang}" data-atlas-theme="{theme()}"></span>'
    wall = WALL_STYLE if state.present else ""
    style = "" if STYLE_LINKED in st.context.headers else _style()
    st.html(f"<style>{style}{wall}</style>{marker}" if style or wall else marker)
    shown = page_at(page.url_path) or PAGES["overview"]
    around = st.container(key="wall" if state.present else "frame")
    if reader.kind != access.PUBLIC or reader.problem:
        editors.head(reader, say)
    notices(say)
    # What a reader waits for is sent before the controls above it.
    if shown.with_map:
        try:
            page.run()
        finally:
            _around(around, shown, state, say)
    else:
        _around(around, shown, state, say)
        page.run()
    session.end()


def _around(place: DeltaGenerator, page: Page, state: ViewState, say: Words) -> None:
    """Draw the masthead, the title with its answer, and what is chosen; on the wall, a way back."""
    with place:
        if state.present:
            st.button(
                say("wall.leave"), key="leave_wall", on_click=session.change, kwargs={"present": ""}
            )
            return
        masthead(state, say)
        with st.container(key="top", horizontal=True, gap="small"):
            point = library.atlas().coverage(edition=state.edition, rule=state.rule)
            once(
                "frame.title",
                lambda: st.html(title_html(page.key, point, state, say)),
                page.key,
                of=("edition", "rule", "province", "place", "review"),
            )
            with st.container(key="bar", horizontal=True, gap="small"):
                bar(state, page.controls, say)


@cache
def _style() -> str:
    fonts = f'@import url("app/static/vendor/{FONT}/fonts.css");\n'
    return fonts + with_variables(STYLE.read_text(encoding="utf-8"))


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


def notices(speak: Words) -> None:
    """Say what the address asked for and could not be given."""
    for problem in session.problems():
        st.warning(problem_text(problem, speak), icon=":material/info:")
        register = library.atlas().register
        for heir in problem.successors:
            if problem.name == "province":
                label = province_name(heir, point().date, speak)
            else:
                born = register.lives().at[heir, "valid_from"]
                label = register.full_name(heir, born, speak.lang)
            st.button(
                label,
                key=f"heir_{heir}",
                on_click=session.change,
                kwargs={problem.name: heir},
            )


def problem_text(problem: Problem, speak: Words) -> str:
    """Return one notice as a sentence; the value is data and is shown as plain code."""
    value = plain(problem.value[:40])
    key = f"notice.{problem.name}_ended" if problem.successors else f"notice.{problem.name}"
    if problem.name in {"edition", "province", "place", "whatif"}:
        return speak(key, value=value, used=problem.used)
    labels = {
        "rule": "rule.{}",
        "layer": "map.layer.{}",
        "view": "map_page.view.{}",
        "section": "trends.section.{}",
        "gap": "gaps.section.{}",
    }
    label = labels.get(problem.name, "param.plain").format(problem.used)
    used = words(problem.used)("language") if problem.name == "lang" else speak(label)
    return speak("notice.other", value=value, used=used, name=speak(f"param.{problem.name}"))


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
    sources = "; ".join(library.atlas().publishers_of(edition, say.lang))
    if since:
        sources = say("footer.series", first=since, last=edition)
    foot(date, sources, rules, say)
