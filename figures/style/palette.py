"""The colours of the atlas: one palette for the web map, the print maps and the documents.

One colour has one meaning everywhere: new, not designated, due, selected and the national line are
five things. Patterns say how certain something is, and nothing else. Text colours reach 4.5 : 1
on their fill and outlines 3 : 1 on the page (WCAG 2.2, 1.4.3 and 1.4.11).
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
        Of controls, of the keyboard's focus, and of emphasis in text.
    selected
        Of what the reader chose.
    national
        Of the line that stands for the whole country.
    """

    paper: str
    panel: str
    text: str
    muted: str
    line: str
    border: str
    accent: str
    selected: str
    national: str


INKS = {
    "light": Ink(
        paper="#FFFFFF",
        panel="#F4F5F6",
        text="#1E2124",
        muted="#58616A",
        line="#CDD1D5",
        border="#464C53",
        accent="#0B50D0",
        selected="#D63D4A",
        national="#1E2124",
    ),
    "dark": Ink(
        paper="#131416",
        panel="#1E2124",
        text="#F4F5F6",
        muted="#B1B8BE",
        line="#464C53",
        border="#B1B8BE",
        accent="#86AFF9",
        selected="#F48771",
        national="#F4F5F6",
    ),
}
"""Values of the Korean government's design system (KRDS 1.1.0): gray, primary, point, danger."""

STATUS_STYLES: dict[str, dict[str, Style]] = {
    "light": {
        "designated": Style("#063A74", "#8A949E", "#FFFFFF"),
        "new": Style("#FFB114", "#614100", "#1E2124", width=1.2),
        "not_designated": Style("#E6E8EA", "#6D7882", "#1E2124"),
        "lapsed": Style("#8A949E", "#464C53", "#1E2124"),
        "uncertain": Style("#D3EBFD", "#096AB3", "#1E2124", hatch=DOTS),
        "ruling_needed": Style("#FFF3DB", "#8A5C00", "#1E2124", hatch=CROSS),
        "outside": Style("#86AFF9", "#052561", "#1E2124"),
        "due": Style("#228738", "#122B18", "#FFFFFF"),
        "no_data": Style("#FFFFFF", "#6D7882", "#1E2124", hatch=DIAGONAL),
        "does_not_apply": Style("#FFFFFF", "#6D7882", "#1E2124", dash="dotted"),
    },
    "dark": {
        "designated": Style("#86AFF9", "#D8E5FD", "#131416"),
        "new": Style("#FFC95C", "#FFF3DB", "#131416", width=1.2),
        "not_designated": Style("#33363D", "#8A949E", "#F4F5F6"),
        "lapsed": Style("#8A949E", "#E6E8EA", "#131416"),
        "uncertain": Style("#03253F", "#5FB5F7", "#F4F5F6", hatch=DOTS),
        "ruling_needed": Style("#422C00", "#FFC95C", "#F4F5F6", hatch=CROSS),
        "outside": Style("#0B50D0", "#B1CEFB", "#FFFFFF"),
        "due": Style("#228738", "#D8EEDD", "#FFFFFF"),
        "no_data": Style("#131416", "#8A949E", "#F4F5F6", hatch=DIAGONAL),
        "does_not_apply": Style("#131416", "#8A949E", "#F4F5F6", dash="dotted"),
    },
}
"""Theme, then status, to its style; the legend shows them in this order."""

STATUSES = tuple(STATUS_STYLES["light"])

SEQUENTIAL: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        # Oldest awards are darkest: the longer a city has been one, the more ink.
        "year": ("#0B2F5B", "#1C589C", "#3F8FCB", "#74B8DA", "#AEDAE3", "#DDF0EA"),
        "coverage": ("#E4F0FA", "#BBD8EF", "#87B9E0", "#4F94CD", "#2169B0", "#0D3F7A"),
        "gap": ("#FDEEDC", "#FBD0A2", "#F7A863", "#E97B2E", "#BF5210", "#7F2F04"),
    },
    "dark": {
        "year": ("#DDF0FF", "#A5D1F5", "#6FADE3", "#4C8ECC", "#2A6299", "#1B4269"),
        "coverage": ("#17324D", "#1F4D7A", "#2F6DA8", "#5090CE", "#86B9E8", "#C6E1FA"),
        "gap": ("#3D2410", "#663613", "#964D17", "#CF7226", "#F09A50", "#FFD0A3"),
    },
}
"""Classes from the first to the last, each clearly lighter or darker than its neighbour."""

SERIES: dict[str, tuple[str, ...]] = {
    "light": ("#063A74", "#AB2B36", "#267337", "#39506C", "#8A5C00"),
    "dark": ("#86AFF9", "#E0858C", "#7EC88E", "#98ACC5", "#FFC95C"),
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
