"""브리핑 Briefing: pictures and documents of the edition, with a preview beside the choices."""

from __future__ import annotations

import base64
import io
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st
from PIL import Image

from exports.content import Content, stem
from exports.docx import build_docx
from exports.facts import gather
from exports.gallery import Gallery
from exports.hwpx import build_hwpx
from exports.pdf import build_pdf
from exports.pptx import build_pptx
from exports.xlsx import build_xlsx
from figures.pictures import TEMPLATE_NAMES, most_left_out
from figures.pictures.output import FORMATS
from figures.pictures.size import SIZES
from figures.theme import load_theme
from views import library, session, shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.language import Words

KEPT = 3
"""How many editions' pictures stay drawn; a canvas takes a few megabytes."""

PREVIEW = 1400
"""Longest side of the preview, pixels."""

MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS: dict[str, tuple[str, Callable[[Content, Gallery], bytes]]] = {
    "pptx": (f"{OFFICE}.presentationml.presentation", build_pptx),
    "hwpx": ("application/hwp+zip", build_hwpx),
    "docx": (f"{OFFICE}.wordprocessingml.document", build_docx),
    "pdf": ("application/pdf", build_pdf),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", lambda content, _gallery: build_xlsx(content)),
}


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def gallery(edition: str, rule: str, data_hash: str) -> Gallery:  # noqa: ARG001  # part of the key
    """Return the pictures of an edition, shared by every session."""
    return Gallery(gather(library.atlas(), edition, rule, library.regional()), load_theme())


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
    template, size, province = order
    with st.spinner(say("briefing.drawing")):
        drawn = shown.picture(template, say.lang, size, province)
        data = shown.file(template, say.lang, size, "png", province)
    with Image.open(io.BytesIO(data)) as whole:
        small = whole.convert("RGB")
    small.thumbnail((PREVIEW, PREVIEW))
    out = io.BytesIO()
    small.save(out, format="PNG")
    source = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
    st.html(
        f'<img src="{source}" alt="{escape(drawn.text.alt)}" '
        'style="max-width:100%;max-height:80vh;border:1px solid #8888">'
    )
    with st.expander(say("briefing.alt")):
        st.markdown(escape(drawn.text.alt))


def picture_buttons(shown: Gallery, order: tuple[str, str, str], say: Words) -> None:
    """Offer the picture in each format; a file is made when it is asked for."""
    template, size, province = order
    name = f"{template}-{shown.facts.edition}-{say.lang}-{size}"
    row = st.container(horizontal=True, gap="small")
    for form in FORMATS:
        row.download_button(
            form.upper(),
            partial(shown.file, template, say.lang, size, form, province),
            f"{name}.{form}",
            MIME[form],
            key=f"briefing_{form}",
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
            help=say("briefing.download", form=form.upper()),
        )
    st.markdown(f"###### {say('briefing.pack')}")
    st.caption(say("briefing.pack.text"))
    st.code(
        f"python atlas.py pack --edition {shown.facts.edition} -o pack.zip",
        language="bash",
        wrap_lines=True,
    )


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    shown = gallery(point.edition, point.rule, library.atlas().data_hash)
    left, right = st.columns([0.8, 2.4], gap="large")
    with left:
        order = chosen(shown, say)
        picture_buttons(shown, order, say)
        document_buttons(shown, say)
    with right:
        preview(shown, order, say)
    shell.footer(point)


page()
