"""The fonts that pages are measured and drawn with, as this process has them."""

from __future__ import annotations

import atexit
import hashlib
import logging
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib import font_manager
from PIL import ImageFont


@cache
def measure(path: str) -> ImageFont.FreeTypeFont:
    """Return a font to measure text with, 100 pixels high."""
    return ImageFont.truetype(path, 100, layout_engine=ImageFont.Layout.BASIC)


@cache
def register(path: str) -> None:
    """Make a font known to matplotlib once; a second copy would slow every look-up."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font_manager.fontManager.addfont(str(_without_substitutes(Path(path))))


@cache
def _folder() -> Path:
    """Return this process's own folder, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _without_substitutes(font: Path) -> Path:
    """Return a copy, for this process, without the table of substitute glyphs.

    No picture asks for them: "x" between figures stays the letter that was measured. The copies
    lie in one folder under names made from their contents.
    """
    content = hashlib.sha256(font.read_bytes()).hexdigest()
    copy = _folder() / f"{content[:16]}{font.suffix}"
    with TTFont(font, lazy=True, recalcTimestamp=False) as opened:
        if "GSUB" in opened:
            del opened["GSUB"]
        opened.save(copy)
    return copy
