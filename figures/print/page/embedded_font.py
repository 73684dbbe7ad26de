"""The syllables a picture uses, as a font inside its SVG.

A picture's text stays text, and a reader without the font sees the same page. The licence keeps
the font's own name for the whole font, so the piece inside the picture has another.
"""

from __future__ import annotations

import base64
import io
import logging
from functools import cache
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from pathlib import Path

    from figures.style.theme import Theme

FAMILY = "Learning City Sans"


def font_face(theme: Theme, text: str) -> str:
    """Return the style sheet that brings the syllables of a text in two weights."""
    signs = "".join(sorted(set(text)))
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{piece(font, signs)})}}"
        for weight, font in ((400, theme.regular), (700, theme.bold))
    )


@cache
def piece(font: Path, signs: str) -> str:
    """Return a font cut down to some signs, base64; the same signs give the same text."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 13, 14]  # copyright, names and licence stay inside
    options.recalc_timestamp = False
    out = io.BytesIO()
    with TTFont(io.BytesIO(_outlines(font)), lazy=True, recalcTimestamp=False) as opened:
        cutter = subset.Subsetter(options)
        cutter.populate(text=signs)
        cutter.subset(opened)
        for record in opened["name"].names:
            if record.nameID in {1, 4}:
                record.string = FAMILY
        opened.save(out)
    return base64.b64encode(out.getvalue()).decode()


@cache
def _outlines(font: Path) -> bytes:
    """Return a font without the tables that no picture reads, and without names of glyphs.

    Cutting those down, or only looking into them, is most of the time that a cut takes.
    """
    out = io.BytesIO()
    with TTFont(font, lazy=True, recalcTimestamp=False) as opened:
        for table in ("GSUB", "GPOS", "GDEF", "DSIG"):
            if table in opened:
                del opened[table]
        opened["post"].formatType = 3.0
        opened.save(out)
    return out.getvalue()
