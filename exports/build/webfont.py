"""Cut the Korean font into the pieces a browser fetches.

A whole Korean font weighs megabytes, and a page shows a few hundred of its syllables. The
cut has three tiers:

``core``
    every character the atlas itself shows: its message catalogues, its register, its
    symbols, and the everyday syllables of Korean. Every page fetches it.
``common``
    what is left of the 2,350 syllables of KS X 1001, the character set of Korean office work.
``rare``
    what is left of the 11,172 syllables of Unicode.

No character is in two pieces. The stylesheet declares the rare pieces first and the core
last, each with a plain range: a browser asks the last declared face first and goes on to an
earlier one only for what that face lacks (CSS Fonts Module, "Font style matching", composite
faces). Ranges that name single syllables would weigh 66 KB instead of a few hundred bytes,
and Streamlit sends its font table with every rerun.

Run it again when a test says that the core lacks a character::

    python -m exports.build.webfont

It writes the pieces, their stylesheet and their licence, and prints the tables that belong
in ``.streamlit/config.toml``. The same fonts and texts give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

from store.folders import ROOT, STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOURCES = (
    ROOT / "figures" / "style" / "fonts" / "Pretendard-Regular.ttf",
    ROOT / "figures" / "style" / "fonts" / "Pretendard-Bold.ttf",
)
"""The whole fonts, one a weight; print pictures embed the same files."""

OUTPUT = STATIC / "vendor" / "pretendard-1.3.9"
"""Where the pieces go; the name says which release they were cut from."""

FAMILY = "Learning City Sans"
"""What the pieces are called, in CSS and in their own name tables.

The licence reserves the name Pretendard for the font as its author released it, and counts a
subset or another format as a modified version (OFL 1.1, condition 3).
"""

SERVED_FROM = "app/static/vendor"
"""Where Streamlit serves the vendor folder: relative, so that a base path keeps working."""

TEXTS = (
    "locale/*/LC_MESSAGES/*.po",
    "data/municipalities/**/*.csv",
    "data/designations/**/*.csv",
    "data/editions/**/*.csv",
)
"""Files whose every character is in the core, as globs from the project's folder."""

UNSHOWN = ("data/municipalities/hanja.csv",)
"""Files among them that no page shows: names in Hanja are recognised in a text, never written,
and the whole font has none of their characters."""

SYMBOLS = (
    "\u00a0\u2009\u200b\u202f\u2011\u2060←↑→↓↔↕↗↘▲▼△▽▶◀▷◁●○◎■□◆◇★☆✓✕✗✔ŎŏŬŭ"
    "–—―…‥·•‘’“”‹›«»×÷−±≤≥≠≈≒∞√∑∆%‰°′″²³№※†‡§¶©®™₩€⏸⏵⏹"
    "「」『』《》〈〉【】〔〕、。・〜～（），．：；？！％＋－／㎞㎡㎢㎏㎜㎝㈜℃"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
)
"""Symbols an interface or a Korean document uses; those the font lacks are passed over."""

EVERYDAY = ROOT / "figures" / "style" / "fonts" / "everyday.txt"
"""The most used syllables: the seven most used slices of the font's own web release."""

SYLLABLES = range(0xAC00, 0xD7A4)
"""The Hangul syllables of Unicode."""

RARE_PIECES = 7
COMMON_PIECES = 2

FEATURES = ("ccmp", "kern", "locl", "mark", "mkmk", "tnum")
"""OpenType features kept: those of plain text, and digits of one width for tables.

``calt`` is left out: it turns ``->`` into an arrow, and a figure should stay as typed.
"""

NAMES_KEPT = (0, 5, 7, 13, 14)
"""Name records kept: copyright, version, trademark, licence and where to read it."""

NAME_FAMILY, NAME_STYLE, NAME_ID, NAME_FULL, NAME_POSTSCRIPT, NAME_DESCRIPTION = 1, 2, 3, 4, 6, 10

STYLES = {400: "Regular", 700: "Bold"}
"""Style names of the weights, as the OS/2 table numbers them."""


@dataclass(frozen=True)
class Piece:
    """One part of the cut.

    Parameters
    ----------
    name
        Tier, and a number where a tier has several pieces.
    characters
        The code points in the piece, ascending.
    css_range
        The ``unicode-range`` it is declared with.
    """

    name: str
    characters: tuple[int, ...]
    css_range: str

    def filename(self, weight: int) -> str:
        """Name the file that holds this piece in one weight."""
        return f"{FAMILY.lower().replace(' ', '-')}-{weight}-{self.name}.woff2"


def read_texts(root: Path = ROOT) -> set[int]:
    """Collect the characters of the catalogues, the register and everyday Korean.

    Parameters
    ----------
    root
        The project's folder. Files that do not exist yet count as empty.

    Returns
    -------
    characters
        Code points; control characters and the byte-order mark are left out.
    """
    unshown = {root / name for name in UNSHOWN}
    shown = {path for pattern in TEXTS for path in root.glob(pattern)} - unshown
    files = [EVERYDAY, *shown]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return {ord(character) for character in set(text) if character.isprintable()}


def is_common(codepoint: int) -> bool:
    """Say whether a Hangul syllable is one of the 2,350 of KS X 1001.

    Parameters
    ----------
    codepoint
        A syllable; the codec spells out all others in eight bytes.
    """
    return len(chr(codepoint).encode("euc_kr")) == len(b"\xb0\xa1")


def cut(available: Iterable[int], texts: Iterable[int]) -> list[Piece]:
    """Divide a font's characters into pieces, in the order of their declaration.

    Parameters
    ----------
    available
        Code points the source font has.
    texts
        Code points the atlas shows, beyond Latin letters and symbols.

    Returns
    -------
    pieces
        Rare, then common, then the core, since a browser asks the last one first. No code
        point is in two pieces; each is within the range its piece is declared with.
    """
    has = set(available)
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    jamo = range(0x3131, 0x3164)  # searching by first consonant: ㄱ, ㄴ, ㄷ
    core = has & {*latin, *jamo, *map(ord, SYMBOLS), *texts}
    rare = [point for point in SYLLABLES if not is_common(point)]
    common = [point for point in SYLLABLES if is_common(point)]
    return [
        *_tier("rare", rare, RARE_PIECES, has - core),
        *_tier("common", common, COMMON_PIECES, has - core),
        Piece("core", tuple(sorted(core)), "U+0-10FFFF"),
    ]


def _tier(name: str, points: Sequence[int], count: int, left: set[int]) -> list[Piece]:
    """Divide a tier into pieces whose ranges fill the syllable block.

    The borders follow from the whole tier, not from what the core leaves of it: the
    configuration that names them stays true when the core grows.
    """
    size = -(-len(points) // count)
    starts = [SYLLABLES[0], *points[size::size], SYLLABLES[-1] + 1]
    return [
        Piece(
            f"{name}-{number}",
            tuple(point for point in points if start <= point < end and point in left),
            f"U+{start:X}-{end - 1:X}",
        )
        for number, (start, end) in enumerate(pairwise(starts), start=1)
    ]


def build_woff2(source: Path, piece: Piece) -> bytes:
    """Make the font file of one piece.

    Parameters
    ----------
    source
        The whole font, TrueType.
    piece
        Which characters to keep.

    Returns
    -------
    woff2
        The file's bytes; the same source and piece give the same bytes.
    """
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = list(NAMES_KEPT)
    options.name_languages = [0x409]
    options.hinting = False
    options.drop_tables += ["DSIG"]
    buffer = io.BytesIO()
    with TTFont(source, recalcTimestamp=False, lazy=True) as font:
        version = font["name"].getDebugName(5)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=piece.characters)
        subsetter.subset(font)
        style = STYLES[font["OS/2"].usWeightClass]
        names = {
            NAME_FAMILY: FAMILY,
            NAME_STYLE: style,
            NAME_ID: f"{FAMILY} {style} {piece.name}; {version}",
            NAME_FULL: f"{FAMILY} {style}",
            NAME_POSTSCRIPT: f"{FAMILY.replace(' ', '')}-{style}",
            NAME_DESCRIPTION: f"Part of Pretendard, {version}, renamed as its licence asks.",
        }
        for name_id, text in names.items():
            font["name"].setName(text, name_id, 3, 1, 0x409)
        font.flavor = "woff2"
        font.save(buffer)
    return buffer.getvalue()


def format_css(pieces: Sequence[Piece], weights: Sequence[int]) -> str:
    """Write the stylesheet for pages of our own, with addresses relative to it.

    Parameters
    ----------
    pieces
        The cut, in the order of declaration.
    weights
        CSS font weights, one a source font.
    """
    rules = [
        f'@font-face {{\n  font-family: "{FAMILY}";\n  font-style: normal;\n'
        f"  font-weight: {weight};\n  font-display: swap;\n"
        f'  src: url("{piece.filename(weight)}") format("woff2");\n'
        f"  unicode-range: {piece.css_range};\n}}\n"
        for weight in weights
        for piece in pieces
    ]
    return (
        "/* Made by exports/build/webfont.py. The order matters: last declared, first asked. */\n"
        + ("".join(rules))
    )


def format_config(pieces: Sequence[Piece], weights: Sequence[int]) -> str:
    """Write the font tables for ``.streamlit/config.toml``.

    Parameters
    ----------
    pieces
        The cut, in the order of declaration.
    weights
        CSS font weights, one a source font.
    """
    return "\n".join(
        f'[[theme.fontFaces]]\nfamily = "{FAMILY}"\n'
        f'url = "{SERVED_FROM}/{OUTPUT.name}/{piece.filename(weight)}"\n'
        f'weight = "{weight}"\nstyle = "normal"\nunicodeRange = "{piece.css_range}"\n'
        for weight in weights
        for piece in pieces
    )


def write_webfont(sources: Sequence[Path] = SOURCES, output: Path = OUTPUT) -> str:
    """Write all pieces of all weights, their stylesheet and their licence.

    Parameters
    ----------
    sources
        Whole fonts of one family, one a weight, with the licence ``OFL.txt`` beside them.
    output
        The folder to fill; pieces of an earlier cut are removed from it.

    Returns
    -------
    config
        The tables for ``.streamlit/config.toml``.
    """
    output.mkdir(parents=True, exist_ok=True)
    for stale in output.glob("*.woff2"):
        stale.unlink()
    texts = read_texts()
    weights = []
    for source in sources:
        with TTFont(source, lazy=True) as font:
            weight, available = int(font["OS/2"].usWeightClass), set(font.getBestCmap())
        pieces = cut(available, texts)
        weights.append(weight)
        for piece in pieces:
            (output / piece.filename(weight)).write_bytes(build_woff2(source, piece))
    (output / "fonts.css").write_text(format_css(pieces, weights), encoding="utf-8")
    shutil.copyfile(sources[0].parent / "OFL.txt", output / "OFL.txt")
    return format_config(pieces, weights)


def main(arguments: Sequence[str] | None = None) -> None:
    """Cut the fonts named on the command line and print the configuration.

    Parameters
    ----------
    arguments
        Command-line words; those of the process if not given.
    """
    parser = argparse.ArgumentParser(prog="python -m exports.build.webfont", description=__doc__)
    parser.add_argument(
        "source_font",
        type=Path,
        nargs="*",
        default=SOURCES,
        help="whole TrueType fonts, all weights",
    )
    sys.stdout.write(write_webfont(parser.parse_args(arguments).source_font))


if __name__ == "__main__":
    main()
