"""Pictures on a page: drawn by the server, and charts; before an edition's hour with its mark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast

import streamlit as st
from streamlit import runtime

from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from figures.charts.chart_marks import marked
from figures.print.embargo import watermark
from figures.style.theme import load_theme
from figures.words.language import words
from views.parts.drawing import Desk
from views.reader import access, library, session

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.atlas import Atlas
    from analysis.regional import Regional
    from figures.print.embargo import Embargo
    from figures.words.language import Words

PNG_SIZE = "slide"

KEPT = 3
"""How many editions' pictures stay drawn; a canvas takes a few megabytes."""

PREVIEWS = 64
"""Pictures kept drawn for all readers together; one takes a third of a megabyte."""

PREVIEW = 1400
"""Longest side of a picture on a page, pixels."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _gallery(
    edition: str,
    rule: str,
    key: str,  # part of the key
    hours: str,  # the same: at the hour the mark goes, though the data stay
    _embargo: tuple[Embargo, ...],
    _atlas: Atlas,
    _regional: Regional | None,
) -> tuple[Gallery, Desk]:
    facts = gather(_atlas, edition, rule, _regional, _embargo)
    shown = Gallery(facts, load_theme())
    return shown, Desk(f"{edition} {rule} {key} {hours}", shown)


@st.cache_resource(show_spinner=False, max_entries=PREVIEWS)
def _small(gallery: str, order: tuple[str, str, str], lang: str, _desk: Desk) -> tuple[bytes, str]:  # noqa: ARG001  # the key
    template, size, province = order
    return _desk.preview(template, lang, size, province, PREVIEW)


def gallery(edition: str, rule: str) -> tuple[Gallery, Desk]:
    """Return the pictures of an edition and where they are drawn.

    Both are shared by every session that sees the same.
    """
    return _galleries(edition, rule)()


def _galleries(edition: str, rule: str) -> Callable[[], tuple[Gallery, Desk]]:
    """Return what gives the gallery later, when nobody knows any more whose page asked."""
    embargo = access.embargoes()
    regional = library.regional() if library.regional_ready() else None
    key, atlas = library.key(), library.atlas()
    return lambda: _gallery(edition, rule, key, repr(embargo), embargo, atlas, regional)


def png_button(template: str, say: Words, province: str = "") -> None:
    """Offer what a page shows as a picture for print, drawn when it is asked for.

    Parameters
    ----------
    template
        One of `figures.print.templates.TEMPLATES`.
    say
        The words of the page.
    province
        Of a picture of one province.
    """
    state = session.state()
    shown = _galleries(state.edition, state.rule)
    lang = say.lang
    st.download_button(
        say("png.view", name=say(f"briefing.template.{template}")),
        lambda: shown()[1].file(template, lang, PNG_SIZE, "png", province),
        f"{template}-{state.edition}-{lang}.png",
        "image/png",
        key=f"png_{template}",
        on_click="ignore",
    )


def picture(desk: Desk, order: tuple[str, str, str], lang: str) -> str:
    """Draw a picture small, and return its description for readers who cannot see it.

    Parameters
    ----------
    desk
        From `gallery`.
    order
        Template, size and province.
    lang
        "ko" or "en".
    """
    small, alt = _small(desk.key, order, lang, desk)
    # A file of this session: whoever may see the page may fetch it, and a browser does so once.
    place = "/".join(("picture", *order, lang))
    address = runtime.get_instance().media_file_mgr.add(small, "image/png", place)
    st.html(
        f'<img src="{escape(address.lstrip("/"))}" alt="{escape(alt)}" '
        'style="max-width:100%;max-height:80vh;border:1px solid #8888">'
    )
    return alt


def mark() -> str:
    """Return the watermark of what this reader sees; empty for the public."""
    return watermark(access.embargoes(), words(session.state().lang))


class Unchecked:
    """A chart that Streamlit takes as it is.

    Held against Vega-Lite's schema it takes twice as long to send; the pages' tests do that.

    Parameters
    ----------
    whole
        The chart.
    """

    def __init__(self, whole: Any) -> None:
        self.whole = whole

    def to_dict(self) -> dict[str, Any]:
        """Return the chart's specification."""
        return cast("dict[str, Any]", self.whole.to_dict(validate=False))


def altair_chart(chart: Any, **options: Any) -> Any:
    """Draw an Altair chart as Streamlit does, with the mark where there is one."""
    text = mark()
    if not text:
        return st.altair_chart(cast("Any", Unchecked(chart)), **options)
    title: Any = getattr(chart, "title", None)
    if hasattr(title, "to_dict"):
        title = title.to_dict()
    own = {"title": title} if isinstance(title, str | dict) else {}
    copied = chart.copy(deep=False)
    copied.title = marked(own, text)["title"]
    return st.altair_chart(cast("Any", Unchecked(copied)), **options)


def vega_lite_chart(*, spec: dict[str, Any], **options: Any) -> Any:
    """Draw a Vega-Lite chart as Streamlit does, with the mark where there is one."""
    return st.vega_lite_chart(spec=marked(spec, mark()), **options)
