"""A page's bytes: PNG, SVG or PDF, with its description inside and nothing that changes."""

from __future__ import annotations

import html
import io
import json
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np

from figures.print.page.embedded_font import FAMILY, font_face
from figures.print.page.named_paths import apart, thinned
from figures.print.page.palette_png import png_bytes
from figures.print.page.typesetting import tagged_pdf
from store.errors import InputError

if TYPE_CHECKING:
    from figures.print.page.canvas import Canvas

SALT = "learning-city-atlas"
"""Fixed, so that the names inside an SVG repeat."""

FORMATS = ("png", "svg", "pdf")

TEMPLATE = Path(__file__).with_name("picture.typ")
"""What sets a picture as a PDF: the drawn page, whole, with its description."""

WRITING = threading.RLock()
"""matplotlib's settings belong to the process; two readers' pictures are written in turn."""


def require_format(form: str) -> str:
    """Return a format's name.

    Raises
    ------
    InputError
        If the atlas does not write it; lists those it does.
    """
    if form not in FORMATS:
        raise InputError.one(
            "format",
            value=repr(form),
            expected=" | ".join(FORMATS),
            next_step="Choose one of them.",
        )
    return form


def page_bytes(page: Canvas, form: str, title: str, alt: str, lang: str) -> bytes:
    """Return a page as a file's bytes, with its description inside.

    Parameters
    ----------
    page
        The drawn page.
    form
        One of `FORMATS`.
    title, alt
        What the picture is, and what it shows in words.
    lang
        The language of both.

    Raises
    ------
    InputError
        If there is no such format.
    """
    require_format(form)
    if form == "png":
        return _png(page, title, alt, lang)
    words = tuple(CONTROL.sub("", one) for one in (title, alt, lang))
    drawn = _svg(page)
    if form == "svg":
        return _finish_svg(page, drawn, words).encode()
    return _pdf(page, drawn, words)


def _settings(page: Canvas) -> dict[Any, Any]:
    return {
        "svg.hashsalt": SALT,
        "svg.fonttype": "none",
        "hatch.linewidth": 0.9 * page.unit_pt,
    }


def _png(page: Canvas, title: str, alt: str, lang: str) -> bytes:
    with WRITING, mpl.rc_context(_settings(page)):
        drawn: Any = page.figure.canvas
        drawn.draw()
        pixels = np.asarray(drawn.buffer_rgba())
    return png_bytes(pixels, page.size.dpi, title, alt, lang)


def _svg(page: Canvas) -> str:
    """Return the page as matplotlib writes it, its outlines shortened and named."""
    out = io.BytesIO()
    facts: dict[str, Any] = {"Date": None, "Creator": SALT}
    with WRITING, mpl.rc_context(_settings(page)):
        page.figure.savefig(out, format="svg", metadata=facts)
    text = thinned(CONTROL.sub("", out.getvalue().decode()))  # XML knows none of them
    return apart(text, page.groups, page.names)


def _pdf(page: Canvas, drawn: str, words: tuple[str, ...]) -> bytes:
    """Return the drawn page as a tagged PDF (PDF/UA-1), its text as text and its fonts inside."""
    theme = page.theme
    width, height = (72 * side for side in page.figure.get_size_inches())
    facts = dict(zip(("title", "alt", "lang"), words, strict=True))
    known = {**facts, "width": width, "height": height, "font": theme.family}
    beside = {"page.svg": drawn.encode(), "facts.json": json.dumps(known).encode()}
    return tagged_pdf(TEMPLATE, beside, theme)


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def _finish_svg(page: Canvas, text: str, words: tuple[str, ...]) -> str:
    """Return the SVG with its name for readers and the syllables it uses as a font inside."""
    title, alt, lang = words
    faces = font_face(page.theme, "".join(page.texts))
    opening = (
        f' role="img" xml:lang="{lang}" aria-labelledby="picture-title picture-description">\n'
        f' <title id="picture-title">{html.escape(title)}</title>\n'
        f' <desc id="picture-description">{html.escape(alt)}</desc>\n'
        f" <style>{faces}</style>"
    )
    at = text.index(">", text.index("<svg "))
    text = text[:at] + opening + text[at + 1 :]
    own = f"'{page.theme.family}'"
    return text.replace(own, f"'{FAMILY}', {own}, 'Malgun Gothic'")
