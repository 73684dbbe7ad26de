"""The palette: legible, and apart for every reader."""

from __future__ import annotations

import itertools

import pytest

from analysis.coverage.ledger import STATUSES as LEDGER_STATUSES
from figures.style import palette

# Machado, Oliveira & Fernandes (2009), severity 1.0.
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

NEVER_ONE_MAP = {"held", "not_designated"}
"""The quiet half of a map that is about who is left out, and of a map that is about who is not."""

FIVE_MEANINGS = ("new", "left_out", "due", "selected", "national")


def seen(colour: str, deficiency: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as a reader with a colour deficiency sees it."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in palette.rgb(colour)
    ]
    matrix = DEFICIENCIES[deficiency]
    r, g, b = (
        min(1, max(0, sum(k * c for k, c in zip(row, linear, strict=True)))) for row in matrix
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, deficiency: str) -> float:
    """Return the CIE76 colour difference for a reader."""
    pairs = zip(seen(one, deficiency), seen(other, deficiency), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@pytest.mark.parametrize("theme", palette.THEMES)
def test_every_status_of_the_ledger_has_a_style(theme):
    """A place of any status can be drawn, and the three outside the 226 apart from the rest."""
    assert set(LEDGER_STATUSES) < set(palette.STATUS_STYLES[theme])
    assert tuple(palette.STATUS_STYLES[theme]) == palette.STATUSES
    assert palette.place_status("designated", is_new=False, is_municipality=False) == "outside"
    assert palette.place_status("designated", is_new=True, is_municipality=True) == "new"
    assert palette.place_status("lapsed", is_new=True, is_municipality=True) == "lapsed"


@pytest.mark.parametrize("theme", palette.THEMES)
def test_text_reads_on_every_fill(theme):
    """Text reaches 4.5 : 1 on its fill, and outlines 3 : 1 on the page."""
    ink = palette.INKS[theme]
    for name, look in palette.STATUS_STYLES[theme].items():
        assert palette.contrast(look.text, look.fill) >= 4.5, name
        assert palette.contrast(look.stroke, ink.paper) >= 3, name
        assert look.hatch in palette.HATCHES
        assert look.dash in palette.DASHES
        if look.hatch != palette.SOLID:
            assert palette.contrast(look.stroke, look.fill) >= 3, name
    for colour in (ink.text, ink.muted, ink.accent, *palette.SERIES[theme]):
        for ground in (ink.paper, ink.panel):
            assert palette.contrast(colour, ground) >= 4.5, colour


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_statuses_stay_apart_for_every_reader(theme, deficiency):
    """Two statuses differ in pattern or outline, or clearly in colour for every kind of sight."""
    looks = palette.STATUS_STYLES[theme].items()
    for (one, a), (other, b) in itertools.combinations(looks, 2):
        if (a.hatch, a.dash) == (b.hatch, b.dash) and {one, other} != NEVER_ONE_MAP:
            assert distance(a.fill, b.fill, deficiency) >= 25, (one, other)


@pytest.mark.parametrize("theme", palette.THEMES)
def test_five_meanings_have_five_colours(theme):
    """New, left out, due, selected and national are apart for every sight, and on a grey print."""
    ink = palette.INKS[theme]
    colours = {
        one: palette.STATUS_STYLES[theme][one].fill
        if one in palette.STATUSES
        else getattr(ink, one)
        for one in FIVE_MEANINGS
    }
    for (one, a), (other, b) in itertools.combinations(colours.items(), 2):
        for deficiency in DEFICIENCIES:
            assert distance(a, b, deficiency) >= 25, (one, other, deficiency)
        assert abs(seen(a, "none")[0] - seen(b, "none")[0]) >= 10, (one, other, "grey")
    assert palette.contrast(ink.selected, ink.paper) >= 3
    left = palette.STATUS_STYLES[theme]["left_out"].fill
    held = palette.STATUS_STYLES[theme]["held"].fill
    assert abs(seen(left, "none")[0] - seen(held, "none")[0]) >= 20


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("scale", palette.SEQUENTIAL["light"])
def test_classes_follow_in_lightness(theme, scale):
    """Each class of a scale is one clear step lighter or darker, for every kind of sight."""
    colours = palette.SEQUENTIAL[theme][scale]
    for deficiency in DEFICIENCIES:
        steps = [
            seen(b, deficiency)[0] - seen(a, deficiency)[0] for a, b in itertools.pairwise(colours)
        ]
        assert all(step >= 5 for step in steps) or all(step <= -5 for step in steps), steps
    assert palette.classes(scale, 2, theme) == (colours[0], colours[-1])
    assert len(set(palette.classes(scale, 5, theme))) == 5
    assert all(palette.contrast(palette.text_on(c), c) >= 4.5 for c in colours)


@pytest.mark.parametrize("count", [1, 7])
def test_too_few_or_too_many_classes_are_refused(count):
    """A scale of one class or of more than a reader can tell apart is an error."""
    with pytest.raises(ValueError, match="count must be"):
        palette.classes("gap", count)
