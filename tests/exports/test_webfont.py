"""The web font: what its pieces hold, weigh and say about themselves."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exports.build import webfont

WEIGHTS = {400: webfont.SOURCES[0], 700: webfont.SOURCES[1]}
VENDOR = webfont.OUTPUT.parent
RANGE = re.compile(r"U\+([0-9A-F]+)-([0-9A-F]+)")


@cache
def characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def pieces() -> list[webfont.Piece]:
    return webfont.cut(characters(webfont.SOURCES[0]), webfont.read_texts())


@pytest.mark.parametrize("weight", WEIGHTS)
def test_core_has_every_character_the_atlas_shows(weight):
    """The core holds each character of catalogues and register that the whole font has."""
    shown = webfont.read_texts() | set(map(ord, webfont.SYMBOLS)) | set(range(0x20, 0x7F))
    core = characters(webfont.OUTPUT / pieces()[-1].filename(weight))
    lacking = "".join(map(chr, sorted((shown & characters(WEIGHTS[weight])) - core)))
    assert not lacking, f"run python -m exports.build.webfont; the core lacks {lacking}"


def test_whole_font_has_every_letter_the_atlas_shows():
    """No text of catalogues or register needs a letter or syllable the whole font lacks."""
    letters = {point for point in webfont.read_texts() if chr(point).isalpha()}
    assert letters <= characters(webfont.SOURCES[0])


@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_character_is_in_two_pieces_and_no_syllable_in_none(weight):
    """The pieces are disjoint and together hold every Hangul syllable of the whole font."""
    held = [characters(webfont.OUTPUT / piece.filename(weight)) for piece in pieces()]
    together = frozenset().union(*held)
    assert sum(map(len, held)) == len(together)
    assert together >= characters(WEIGHTS[weight]).intersection(webfont.SYLLABLES)
    assert len(together.intersection(webfont.SYLLABLES)) == 11_172


def test_declared_ranges_of_a_tier_do_not_overlap_and_hold_their_pieces():
    """Within a tier the ranges are disjoint, and each covers all its piece has."""
    taken = {}
    for piece in pieces():
        first, last = (int(end, 16) for end in RANGE.fullmatch(piece.css_range).groups())
        assert set(piece.characters) <= set(range(first, last + 1)), piece.name
        tier = piece.name.partition("-")[0]
        assert first > taken.get(tier, -1), piece.name
        taken[tier] = last
    assert list(taken) == ["rare", "common", "core"]


def test_configuration_stays_true_when_the_core_grows():
    """The declared ranges do not depend on which syllables the core takes."""
    whole = characters(webfont.SOURCES[0])
    ranges = [piece.css_range for piece in pieces()]
    assert [piece.css_range for piece in webfont.cut(whole, map(ord, "가갸뷁쀍힣"))] == ranges


def test_stylesheet_and_configuration_name_every_file_in_order():
    """The stylesheet and the printed tables name each piece, last the core of each weight."""
    wanted = [piece.filename(weight) for weight in WEIGHTS for piece in pieces()]
    css = (webfont.OUTPUT / "fonts.css").read_text(encoding="utf-8")
    assert re.findall(r'url\("([^"]+)"\)', css) == wanted
    assert css == webfont.format_css(pieces(), list(WEIGHTS))
    faces = tomllib.loads(webfont.format_config(pieces(), list(WEIGHTS)))["theme"]["fontFaces"]
    assert [Path(face["url"]).name for face in faces] == wanted
    assert sorted(path.name for path in webfont.OUTPUT.glob("*.woff2")) == sorted(wanted)


def test_core_is_light_and_no_piece_is_heavy():
    """Both core files together stay under 300 KB and every piece under 120 KB."""
    sizes = {path.name: path.stat().st_size for path in webfont.OUTPUT.glob("*.woff2")}
    assert sum(size for name, size in sizes.items() if "core" in name) <= 300_000
    assert max(sizes.values()) <= 120_000


def test_same_source_and_piece_give_the_same_bytes():
    """Cutting a piece twice gives one file."""
    piece = webfont.Piece("core", tuple(map(ord, "평생학습도시")), "U+0-10FFFF")
    source = webfont.SOURCES[0]
    assert webfont.build_woff2(source, piece) == webfont.build_woff2(source, piece)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_pieces_do_not_use_the_reserved_name(weight):
    """A piece calls itself by its own family name and still carries copyright and licence."""
    with TTFont(webfont.OUTPUT / pieces()[-1].filename(weight), lazy=True) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        assert font["OS/2"].usWeightClass == weight
    assert names[1] == webfont.FAMILY
    assert not any("Pretendard" in names.get(name_id, "") for name_id in (1, 3, 4, 6, 16))
    assert "Kil Hyung-jin" in names[0]
    assert "SIL Open Font License" in names[13]


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        (webfont.OUTPUT / "OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"),
        (webfont.SOURCES[0].parent / "OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"),
        (VENDOR / "leaflet-1.9.4" / "LICENSE", "BSD 2-Clause License"),
    ],
)
def test_licence_lies_beside_the_files(licence, words):
    """Each vendored folder carries the licence its files are under."""
    assert words in licence.read_text(encoding="utf-8")


def test_vendored_files_name_no_missing_source_map():
    """No vendored script points the browser at a source map that is not there."""
    for script in VENDOR.rglob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8"), script.name
