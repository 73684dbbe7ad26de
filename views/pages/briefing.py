"""브리핑 Briefing: pictures and documents of the edition, with a preview beside the choices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from exports.brief.content import Content, stem
from exports.formats.format import DOCUMENTS
from exports.formats.registry import FORMATS
from exports.release.files import DRAFT_FILES, draft_name
from exports.release.writing import draft_of
from figures.print import most_left_out
from figures.print.page.output import FORMATS as PICTURE_FORMATS
from figures.print.page.size import SIZES
from figures.print.templates import TEMPLATES
from figures.style.theme import load_theme
from store.errors import InputError
from views.parts import packing, pictures, shell
from views.parts.plain import plain
from views.reader import access, library, session

if TYPE_CHECKING:
    from exports.brief.gallery import Gallery
    from figures.words.language import Words
    from views.parts.drawing import Desk

MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def chosen(shown: Gallery, say: Words) -> tuple[str, str, str]:
    """Draw the choices and return template, size and province code."""
    state = session.state()
    st.session_state["briefing_template"] = state.picture or next(iter(TEMPLATES))
    st.session_state["briefing_size"] = state.size or next(iter(SIZES))
    template = st.radio(
        say("briefing.picture"),
        list(TEMPLATES),
        format_func=lambda name: say(f"briefing.template.{name}"),
        key="briefing_template",
        on_change=session.bound,
        args=("picture", "briefing_template"),
    )
    size = st.selectbox(
        say("briefing.size"),
        list(SIZES),
        format_func=lambda name: say(f"briefing.size.{name}"),
        key="briefing_size",
        on_change=session.bound,
        args=("size", "briefing_size"),
    )
    if not TEMPLATES[template].of_province:
        return template, size, ""
    codes = [str(code) for code in shown.facts.point.provinces.index]
    wished = session.state().province
    start = wished if wished in codes else most_left_out(shown.facts)
    province = st.selectbox(
        say("briefing.province"),
        codes,
        index=codes.index(start),
        format_func=lambda code: shown.facts.province_name(code, say.lang),
    )
    return template, size, province


def preview(desk: Desk, order: tuple[str, str, str], say: Words) -> None:
    """Draw the picture small, with its description for readers who cannot see it."""
    try:
        with st.spinner(say("briefing.drawing")):
            alt = pictures.picture(desk, order, say.lang)
    except InputError as fault:  # the queue is full, or the drawing took too long
        st.error(plain(str(fault)))
        return
    with st.expander(say("briefing.alt")):
        st.markdown(plain(alt))


def picture_buttons(desk: Desk, order: tuple[str, str, str], say: Words) -> None:
    """Offer the picture in each format; a file is made when it is asked for."""
    template, size, province = order
    st.markdown(f"###### {say('briefing.picture')}")
    name = f"{template}-{desk.facts.edition}-{say.lang}-{size}"
    row = st.container(horizontal=True, gap="small")
    for form in PICTURE_FORMATS:
        row.download_button(
            form.upper(),
            partial(desk.file, template, say.lang, size, form, province),
            f"{name}.{form}",
            MIME[form],
            key=f"briefing_{form}",
            on_click="ignore",
            help=say("briefing.download", form=form.upper()),
        )


def document_buttons(desk: Desk, say: Words) -> None:
    """Offer the documents; each is made when it is asked for."""
    st.markdown(f"###### {say('briefing.documents')}")
    st.caption(say("briefing.documents.text"))
    content = Content(desk.facts, say.lang)
    row = st.container(horizontal=True, gap="small")
    for form in FORMATS.values():
        if form.folder == DOCUMENTS:
            row.download_button(
                form.key.upper(),
                partial(desk.document, say.lang, form.key),
                f"{stem(content)}.{form.key}",
                form.mime,
                key=f"briefing_document_{form.key}",
                on_click="ignore",
                help=say("briefing.download", form=form.key.upper()),
            )
    draft_buttons(desk, say)


def draft_buttons(desk: Desk, say: Words) -> None:
    """Offer the draft of the edition's release; it is written when it is asked for."""
    st.markdown(f"###### {say('draft.file')}")
    st.caption(say("draft.page.text"))
    edition, lang = desk.facts.edition, say.lang
    atlas, embargo = library.atlas(), access.embargoes()

    def write(form: str) -> bytes:
        theme = load_theme()
        return DRAFT_FILES[form].build(draft_of(atlas, edition, lang, theme, embargo), theme)

    row = st.container(horizontal=True, gap="small")
    for form, one in DRAFT_FILES.items():
        row.download_button(
            form.upper(),
            partial(write, form),
            draft_name(edition, lang, form),
            one.mime,
            key=f"briefing_draft_{form}",
            on_click="ignore",
            help=say("briefing.download", form=form.upper()),
        )


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    shown, desk = pictures.gallery(point.edition, point.rule)
    # A phone stacks the columns in this order: what is chosen, how it looks, what to take away.
    choices, middle, files = st.columns([0.8, 2.2, 0.8], gap="medium")
    with choices:
        order = chosen(shown, say)
    with middle:
        preview(desk, order, say)
    with files:
        picture_buttons(desk, order, say)
        document_buttons(desk, say)
        parts, wanted = packing.offer(desk, say)
        room = st.container()
    shell.footer(point)
    if wanted:  # last of all, so that the page stands while the pack is made
        with room:
            packing.make(desk, parts, say)


page()
