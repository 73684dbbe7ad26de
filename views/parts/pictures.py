"""Pictures on a page: drawn by the server, and charts; before an edition's hour with its mark."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st
from PIL import Image

from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from figures.charts.chart_marks import marked
from figures.print.embargo import watermark
from figures.style.theme import load_theme
from figures.words.language import words
from views.reader import access, library, session

if TYPE_CHECKING:
    from figures.print.embargo import Embargo

KEPT = 3
"""How many editions' pictures stay drawn; a canvas takes a few megabytes."""

PREVIEW = 1400
"""Longest side of a picture on a page, pixels."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _gallery(
    edition: str,
    rule: str,
    key: str,  # noqa: ARG001  # part of the key
    hours: str,  # noqa: ARG001  # the same: at the hour the mark goes, though the data stay
    _embargo: tuple[Embargo, ...],
) -> Gallery:
    regional = library.regional() if library.regional_ready() else None
    facts = gather(library.atlas(), edition, rule, regional, _embargo)
    return Gallery(facts, load_theme())


def gallery(edition: str, rule: str) -> Gallery:
    """Return the pictures of an edition, shared by every session that sees the same."""
    embargo = access.embargoes()
    return _gallery(edition, rule, library.key(), repr(embargo), embargo)


def picture(shown: Gallery, order: tuple[str, str, str], lang: str) -> str:
    """Draw a picture small, and return its description for readers who cannot see it.

    Parameters
    ----------
    shown
        From `gallery`.
    order
        Template, size and province.
    lang
        "ko" or "en".
    """
    template, size, province = order
    drawn = shown.picture(template, lang, size, province)
    data = shown.file(template, lang, size, "png", province)
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
    return drawn.text.alt


def mark() -> str:
    """Return the watermark of what this reader sees; empty for the public."""
    return watermark(access.embargoes(), words(session.state().lang))


def altair_chart(chart: Any, **options: Any) -> Any:
    """Draw an Altair chart as Streamlit does, with the mark where there is one."""
    text = mark()
    if not text:
        return st.altair_chart(chart, **options)
    title: Any = getattr(chart, "title", None)
    if hasattr(title, "to_dict"):
        title = title.to_dict()
    own = {"title": title} if isinstance(title, str | dict) else {}
    copied = chart.copy(deep=False)
    copied.title = marked(own, text)["title"]
    return st.altair_chart(copied, **options)


def vega_lite_chart(*, spec: dict[str, Any], **options: Any) -> Any:
    """Draw a Vega-Lite chart as Streamlit does, with the mark where there is one."""
    return st.vega_lite_chart(spec=marked(spec, mark()), **options)
