"""The colours of the atlas: one palette for the web map, the print maps and the documents.

One colour has one meaning everywhere: new, not designated, due, selected and the national line are
five things. Patterns say how certain something is, and nothing else. Text colours reach 4.5 : 1
on their fill and outlines 3 : 1 on the page (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.style import tokens
from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

THEMES = tokens.THEMES
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


INKS = {theme: Ink(**TOKENS[theme]["ink"]) for theme in THEMES}
"""Values of the Korean government's design system (KRDS 1.1.0): gray, primary, point, danger."""

STATUS_STYLES: dict[str, dict[str, Style]] = {
    theme: {name: Style(**look) for name, look in TOKENS[theme]["status"].items()}
    for theme in THEMES
}
"""Theme, then status, to its style; the legend shows them in this order."""

STATUSES = tuple(STATUS_STYLES["light"])

SEQUENTIAL: dict[str, dict[str, tuple[str, ...]]] = {
    theme: {name: tuple(colours) for name, colours in TOKENS[theme]["scale"].items()}
    for theme in THEMES
}
"""Classes from the first to the last, each clearly lighter or darker than its neighbour."""

SERIES: dict[str, tuple[str, ...]] = {
    theme: tuple(TOKENS[theme]["series"]["colours"]) for theme in THEMES
}
"""Colours for lines and bars; label the lines directly, and vary the dash too."""

WHITE: str = TOKENS["document"]["white"]


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
    dark, light = INKS["light"].text, WHITE
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
