"""브리핑 Briefing: pictures and documents of the edition, with a preview beside the choices."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from exports.brief.content import Content, stem
from exports.formats.docx import build_docx
from exports.formats.hwpx import build_hwpx
from exports.formats.pdf import build_pdf
from exports.formats.pptx import build_pptx
from exports.formats.xlsx import build_xlsx
from figures.print import TEMPLATE_NAMES, most_left_out
from figures.print.page.output import FORMATS
from figures.print.page.size import SIZES
from views.parts import pictures, shell
from views.reader import session

if TYPE_CHECKING:
    from collections.abc import Callable

    from exports.brief.gallery import Gallery
    from figures.words.language import Words

MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS: dict[str, tuple[str, Callable[[Content, Gallery], bytes]]] = {
    "pptx": (f"{OFFICE}.presentationml.presentation", build_pptx),
    "hwpx": ("application/hwp+zip", build_hwpx),
    "docx": (f"{OFFICE}.wordprocessingml.document", build_docx),
    "pdf": ("application/pdf", build_pdf),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", lambda content, _gallery: build_xlsx(content)),
}


def chosen(shown: Gallery, say: Words) -> tuple[str, str, str]:
    """Draw the choices and return template, size and province code."""
    template = st.radio(
        say("briefing.picture"),
        TEMPLATE_NAMES,
        format_func=lambda name: say(f"briefing.template.{name}"),
        key="briefing_template",
    )
    size = st.selectbox(
        say("briefing.size"),
        list(SIZES),
        format_func=lambda name: say(f"briefing.size.{name}"),
        key="briefing_size",
    )
    if template != "province":
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


def preview(shown: Gallery, order: tuple[str, str, str], say: Words) -> None:
    """Draw the picture small, with its description for readers who cannot see it."""
    with st.spinner(say("briefing.drawing")):
        alt = pictures.picture(shown, order, say.lang)
    with st.expander(say("briefing.alt")):
        st.markdown(escape(alt))


def picture_buttons(shown: Gallery, order: tuple[str, str, str], say: Words) -> None:
    """Offer the picture in each format; a file is made when it is asked for."""
    template, size, province = order
    st.markdown(f"###### {say('briefing.picture')}")
    name = f"{template}-{shown.facts.edition}-{say.lang}-{size}"
    row = st.container(horizontal=True, gap="small")
    for form in FORMATS:
        row.download_button(
            form.upper(),
            partial(shown.file, template, say.lang, size, form, province),
            f"{name}.{form}",
            MIME[form],
            key=f"briefing_{form}",
            on_click="ignore",
            help=say("briefing.download", form=form.upper()),
        )


def document_buttons(shown: Gallery, say: Words) -> None:
    """Offer the documents; each is made when it is asked for."""
    st.markdown(f"###### {say('briefing.documents')}")
    st.caption(say("briefing.documents.text"))
    content = Content(shown.facts, say.lang)
    row = st.container(horizontal=True, gap="small")
    for form, (mime, build) in DOCUMENTS.items():
        row.download_button(
            form.upper(),
            partial(build, content, shown),
            f"{stem(content)}.{form}",
            mime,
            key=f"briefing_document_{form}",
            on_click="ignore",
            help=say("briefing.download", form=form.upper()),
        )
    st.markdown(f"###### {say('briefing.pack')}")
    st.caption(say("briefing.pack.text"))
    st.code(
        f"python atlas.py pack --edition {shown.facts.edition} -o pack.zip",
        language=None,
        wrap_lines=True,
    )


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    shown = pictures.gallery(point.edition, point.rule)
    # A phone stacks the columns in this order: what is chosen, how it looks, what to take away.
    choices, middle, files = st.columns([0.8, 2.2, 0.8], gap="medium")
    with choices:
        order = chosen(shown, say)
    with middle:
        preview(shown, order, say)
    with files:
        picture_buttons(shown, order, say)
        document_buttons(shown, say)
    shell.footer(point)


page()
