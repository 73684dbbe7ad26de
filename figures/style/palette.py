"""The colours of the atlas: one palette for the web map, the print maps and the documents.

Meaning never hangs on colour alone: each status has its own pair of fill and pattern, and the
accent of a new city is a heavier outline besides. Text colours reach 4.5 : 1 on their fill and
outlines 3 : 1 on the page (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

THEMES = ("light", "dark")
DEFAULT_THEME = "light"

SOLID, DIAGONAL, BACK_DIAGONAL, DOTS, CROSS, HORIZONTAL = (
    "none",
    "diagonal",
    "back_diagonal",
    "dots",
    "cross",
    "horizontal",
)
HATCHES = (SOLID, DIAGONAL, BACK_DIAGONAL, DOTS, CROSS, HORIZONTAL)
"""Names of the patterns; each renderer draws them in its own way."""

DASHES = ("solid", "dashed", "dotted")


@dataclass(frozen=True)
class Style:
    """How one meaning is drawn.

    Parameters
    ----------
    fill, stroke, text
        Hex colours: area, outline and pattern, and text that stands on the fill.
    hatch
        One of `HATCHES`, drawn in the outline's colour.
    width
        Outline in screen pixels at ordinary size.
    dash
        One of `DASHES`.
    """

    fill: str
    stroke: str
    text: str
    hatch: str = SOLID
    width: float = 0.6
    dash: str = "solid"


@dataclass(frozen=True)
class Ink:
    """The colours around the data.

    Parameters
    ----------
    paper, panel
        The page, and a panel upon it.
    text, muted
        Text, and text of the second rank; both legible on paper and panel.
    line, border
        Hairlines and grid; province outlines.
    accent
        The one colour for emphasis.
    """

    paper: str
    panel: str
    text: str
    muted: str
    line: str
    border: str
    accent: str


INKS = {
    "light": Ink(
        paper="#FFFFFF",
        panel="#F6F5F2",
        text="#1A1D21",
        muted="#565C64",
        line="#D9D7D2",
        border="#4A4F57",
        accent="#C8420A",
    ),
    "dark": Ink(
        paper="#14171B",
        panel="#1E2228",
        text="#F1F2F3",
        muted="#B4BAC2",
        line="#3A4048",
        border="#A9B0B9",
        accent="#FF9A5C",
    ),
}

STATUS_STYLES: dict[str, dict[str, Style]] = {
    "light": {
        "designated": Style("#1F5FA8", "#123C6C", "#FFFFFF"),
        "new": Style("#F28C28", "#7A2E00", "#1A1D21", width=1.8),
        "not_designated": Style("#F0ECE4", "#857D6F", "#1A1D21"),
        "lapsed": Style("#DCCFE6", "#6A4787", "#1A1D21", hatch=BACK_DIAGONAL),
        "uncertain": Style("#D5E5F5", "#1F5FA8", "#1A1D21", hatch=DOTS),
        "ruling_needed": Style("#FFF0B3", "#806000", "#1A1D21", hatch=CROSS),
        "outside": Style("#7FB2E5", "#123C6C", "#1A1D21", hatch=HORIZONTAL),
        "no_data": Style("#FFFFFF", "#767676", "#1A1D21", hatch=DIAGONAL),
        "does_not_apply": Style("#FFFFFF", "#767676", "#1A1D21", dash="dotted"),
    },
    "dark": {
        "designated": Style("#5B9BE0", "#CFE4FA", "#14171B"),
        "new": Style("#FFB25E", "#FFE9CF", "#14171B", width=1.8),
        "not_designated": Style("#2E2C29", "#A69D8D", "#F1F2F3"),
        "lapsed": Style("#45355A", "#CDB4E6", "#F1F2F3", hatch=BACK_DIAGONAL),
        "uncertain": Style("#22384F", "#8FC1F5", "#F1F2F3", hatch=DOTS),
        "ruling_needed": Style("#4D4210", "#F0D567", "#F1F2F3", hatch=CROSS),
        "outside": Style("#2F6299", "#BBDDFF", "#F1F2F3", hatch=HORIZONTAL),
        "no_data": Style("#14171B", "#9AA0A8", "#F1F2F3", hatch=DIAGONAL),
        "does_not_apply": Style("#14171B", "#9AA0A8", "#F1F2F3", dash="dotted"),
    },
}
"""Theme, then status, to its style; the legend shows them in this order."""

STATUSES = tuple(STATUS_STYLES["light"])

SEQUENTIAL: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        # Oldest awards are darkest: the longer a city has been one, the more ink.
        "year": ("#0B2F5B", "#1F5FA8", "#3F8FCB", "#74B8DA", "#AEDAE3", "#DDF0EA"),
        "coverage": ("#E4F0FA", "#BBD8EF", "#87B9E0", "#4F94CD", "#2169B0", "#0D3F7A"),
        "gap": ("#FDEEDC", "#FBD0A2", "#F7A863", "#E97B2E", "#BF5210", "#7F2F04"),
    },
    "dark": {
        "year": ("#DDF0FF", "#A5D1F5", "#6FADE3", "#4C8ECC", "#2A6299", "#1B4269"),
        "coverage": ("#17324D", "#1F4D7A", "#2F6DA8", "#5090CE", "#86B9E8", "#C6E1FA"),
        "gap": ("#3D2410", "#663613", "#964D17", "#C96C20", "#F09A50", "#FFD0A3"),
    },
}
"""Classes from the first to the last, each clearly lighter or darker than its neighbour."""

SERIES: dict[str, tuple[str, ...]] = {
    "light": ("#1F5FA8", "#C8420A", "#3B7A57", "#7A4FA3", "#7A6200"),
    "dark": ("#7DB4EE", "#FFA566", "#7FCBA0", "#C7A3EC", "#E3C95A"),
}
"""Colours for lines and bars; label the lines directly, and vary the dash too."""


def style(status: str, theme: str = DEFAULT_THEME) -> Style:
    """Return how a status is drawn.

    Raises
    ------
    KeyError
        If there is no such status or theme.
    """
    return STATUS_STYLES[theme][status]


def classes(scale: str, count: int, theme: str = DEFAULT_THEME) -> tuple[str, ...]:
    """Return the colours of two to six classes of a sequential scale, evenly picked.

    Parameters
    ----------
    scale
        A key of `SEQUENTIAL`.
    count
        How many classes.
    theme
        One of `THEMES`.

    Raises
    ------
    ValueError
        If fewer than two or more than six classes are asked for.
    """
    colours = SEQUENTIAL[theme][scale]
    most = len(colours)
    if not 2 <= count <= most:  # noqa: PLR2004  # one class is no scale
        raise ValueError(f"count must be 2 to {most}, not {count}")
    return tuple(colours[round(i * (most - 1) / (count - 1))] for i in range(count))


def text_on(fill: str) -> str:
    """Return the ink, dark or white, that reads better on a fill."""
    dark, light = INKS["light"].text, "#FFFFFF"
    return dark if contrast(dark, fill) >= contrast(light, fill) else light


def place_status(status: str, *, is_new: bool, is_municipality: bool) -> str:
    """Return the key of `STATUS_STYLES` for a place.

    Parameters
    ----------
    status
        The place's state, one of `analysis.coverage.ledger.STATUSES`.
    is_new
        Whether it was awarded at the edition shown.
    is_municipality
        Whether it is one of the municipalities below the line; a learning city that is not
        (Sejong, Jeju-si, Seogwipo-si) is drawn apart.
    """
    if status != "designated":
        return status
    if is_new:
        return "new"
    return "designated" if is_municipality else "outside"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours, 1-21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((luminance(rgb(one)), luminance(rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[float, float, float]:
    """Return a hex colour's three parts, 0-1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(parts: Sequence[float]) -> float:
    """Return the relative luminance of sRGB parts, 0-1 (IEC 61966-2-1)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]  # noqa: PLR2004  # the standard's own constant
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
