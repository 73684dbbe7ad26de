"""A page's bytes: PNG, SVG or PDF, with its description inside and nothing that changes."""

from __future__ import annotations

import html
import io
import threading
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from PIL.PngImagePlugin import PngInfo

from figures.print.page.embedded_font import FAMILY, font_face
from store.errors import InputError

if TYPE_CHECKING:
    from figures.print.page.canvas import Canvas

SALT = "learning-city-atlas"
"""Fixed, so that the names inside an SVG repeat."""

FORMATS = ("png", "svg", "pdf")

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
    settings: dict[Any, Any] = {
        "svg.hashsalt": SALT,
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "hatch.linewidth": 0.9 * page.unit_pt,
    }
    out = io.BytesIO()
    facts: dict[str, str | None]
    extra: dict[str, Any] = {}
    if form == "png":
        info = PngInfo()
        info.add_itxt("Title", title, lang)
        info.add_itxt("Description", alt, lang)
        facts = {}  # the picture's own info takes its place
        extra = {"dpi": page.size.dpi, "pil_kwargs": {"pnginfo": info, "compress_level": 6}}
    elif form == "pdf":
        facts = {"Title": title, "Subject": alt, "Creator": SALT, "CreationDate": None}
    else:
        facts = {"Title": title, "Description": alt, "Date": None, "Language": lang}
    with WRITING, mpl.rc_context(settings):
        page.figure.savefig(out, format=form, metadata=dict(facts) or None, **extra)
    if form != "svg":
        return out.getvalue()
    return _finish_svg(page, out.getvalue().decode(), (title, alt, lang)).encode()


def _finish_svg(page: Canvas, text: str, words: tuple[str, str, str]) -> str:
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
