"""A page to draw on, measured in design units.

Design units are the pixels of a page whose short side is 1,080 (630 for a small card), so that a
template looks the same on a slide and in print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as MplPath

from figures.print.page.drawing_font import measure, register
from figures.print.page.named_paths import GROUP
from figures.style.palette import BACK_DIAGONAL, CROSS, DIAGONAL, DOTS, HORIZONTAL, SOLID, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from figures.print.page.size import Size
    from figures.style.theme import Theme

ASCENT = 0.8
"""From the top of a line of text to its baseline, in font sizes."""

LINE = 1.32
"""From one baseline to the next, in font sizes."""

MARKS = 3
"""How often a watermark stands on a page, so that no part of it can be cut out without one."""

MARK_ANGLE, MARK_ALPHA = 16, 0.12
"""Degrees, and how much of the ink: seen at a glance, and what lies below stays readable."""

HATCHES = {
    SOLID: None,
    DIAGONAL: "////",
    BACK_DIAGONAL: "\\\\\\\\",
    DOTS: "....",
    CROSS: "xxx",
    HORIZONTAL: "----",
}
DASHES: dict[str, Any] = {"solid": "-", "dashed": (0, (4, 2)), "dotted": (0, (1, 1.5))}


class Canvas:
    """A page in design units, origin at the top left.

    Parameters
    ----------
    size
        The page.
    theme
        The house style.
    """

    def __init__(self, size: Size, theme: Theme) -> None:
        self.size, self.theme = size, theme
        self.width, self.height = size.design
        inches = (size.width / size.dpi, size.height / size.dpi)
        self.unit_pt = 72 * inches[0] / self.width
        self.figure = Figure(figsize=inches, dpi=size.dpi, facecolor=theme.ink.paper)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.set_autoscale_on(False)
        for font in (theme.regular, theme.bold):
            register(str(font))
        self.texts: list[str] = []
        self.names: dict[str, str] = {}
        self.groups: list[dict[str, int]] = []
        self._order = 1.0

    def _next(self) -> float:
        """Return the drawing order of the next thing: what comes later lies on top."""
        self._order += 0.001
        return self._order

    # -- text ----------------------------------------------------------------------------------

    def text_width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is."""
        font = measure(str(self.theme.bold if bold else self.theme.regular))
        return float(font.getlength(text)) * size / 100

    def text(  # noqa: PLR0913  # where, what and how
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: str = "left",
    ) -> None:
        """Write one line whose top is at `y`."""
        self.axes.text(
            x,
            y + ASCENT * size,
            text,
            fontfamily=self.theme.family,
            fontweight="bold" if bold else "normal",
            fontsize=size * self.unit_pt,
            color=colour or self.theme.ink.text,
            ha=align,
            va="baseline",
            parse_math=False,
            zorder=self._next(),
        )
        self.texts.append(text)

    def across(self, text: str) -> None:
        """Write a pale text several times across the whole page; nothing when it is empty."""
        if not text:
            return
        width = self.text_width(text, 1.0, bold=True)
        size = min(self.height / 9, self.width * 0.62 / width)
        for i in range(MARKS):
            self.axes.text(
                self.width / 2,
                self.height * (i + 0.5) / MARKS,
                text,
                fontfamily=self.theme.family,
                fontweight="bold",
                fontsize=size * self.unit_pt,
                color=self.theme.ink.text,
                alpha=MARK_ALPHA,
                ha="center",
                va="center",
                rotation=MARK_ANGLE,
                parse_math=False,
                zorder=self._next(),
            )
        self.texts.append(text)

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Return a text as lines no wider than `width`; a long word is cut, never dropped."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            tried = f"{line} {word}".strip()
            if self.text_width(tried, size, bold=bold) <= width:
                line = tried
                continue
            if line:
                lines.append(line)
            while self.text_width(word, size, bold=bold) > width and len(word) > 1:
                fits = next(
                    n
                    for n in range(len(word) - 1, 0, -1)
                    if n == 1 or self.text_width(word[:n], size, bold=bold) <= width
                )
                lines.append(word[:fits])
                word = word[fits:]  # noqa: PLW2901  # the rest of it is the next word
            line = word
        return [*lines, line] if line else lines

    def paragraph(  # noqa: PLR0913  # where, what and how
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        width: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        lines: int = 0,
        smallest: float = 0.6,
    ) -> float:
        """Write a text over several lines and return where the next thing starts.

        Parameters
        ----------
        x, y, text, size, width, bold, colour
            Where, what and how.
        lines
            At most so many lines, by a smaller size down to `smallest` of it; 0 for any number.
        smallest
            The least share of the size.
        """
        wrapped = self.wrap(text, width, size, bold=bold)
        least = size * smallest
        while lines and len(wrapped) > lines and size > least:
            size *= 0.95
            wrapped = self.wrap(text, width, size, bold=bold)
        for line in wrapped:
            self.text(x, y, line, size, bold=bold, colour=colour)
            y += size * LINE
        return y

    def fitted(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """Return the size at which a text fits a width on one line."""
        taken = self.text_width(text, size, bold=bold)
        return size if taken <= width else size * width / taken

    # -- shapes --------------------------------------------------------------------------------

    def rect(
        self,
        box: tuple[float, float, float, float],
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        radius: float = 0.0,
    ) -> None:
        """Draw a box: x, y, width, height."""
        x, y, w, h = box
        look: dict[str, Any] = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": width * self.unit_pt,
            "zorder": self._next(),
        }
        if radius:
            style = f"round,pad=0,rounding_size={radius}"
            self.axes.add_artist(FancyBboxPatch((x, y), w, h, boxstyle=style, **look))
        else:
            self.axes.add_artist(Rectangle((x, y), w, h, **look))

    def styled_rect(self, box: tuple[float, float, float, float], style: Style) -> None:
        """Draw a box in the style of a status."""
        x, y, w, h = box
        self.axes.add_artist(Rectangle((x, y), w, h, **self.look(style)))

    def look(self, style: Style, width: float | None = None) -> dict[str, Any]:
        """Return matplotlib's settings for a style."""
        return {
            "facecolor": style.fill,
            "edgecolor": style.stroke,
            "hatch": HATCHES[style.hatch],
            "linestyle": DASHES[style.dash],
            "linewidth": (style.width if width is None else width) * self.unit_pt,
            "zorder": self._next(),
        }

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str,
        width: float = 1.0,
        dash: str = "solid",
    ) -> None:
        """Draw a line through points."""
        self.axes.add_artist(
            Line2D(
                list(xs),
                list(ys),
                color=colour,
                linewidth=width * self.unit_pt,
                linestyle=DASHES[dash],
                solid_capstyle="butt",
                solid_joinstyle="round",
                zorder=self._next(),
            )
        )

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], *, size: float, fill: str, edge: str = ""
    ) -> None:
        """Draw round dots of a diameter."""
        self.axes.add_artist(
            Line2D(
                list(xs),
                list(ys),
                linestyle="none",
                marker="o",
                markersize=size * self.unit_pt,
                markerfacecolor=fill,
                markeredgecolor=edge or self.theme.ink.paper,
                markeredgewidth=1.2 * self.unit_pt,
                zorder=self._next(),
            )
        )

    def path(self, path: MplPath, transform: Any, clip: Any = None, **look: Any) -> None:
        """Draw a path in its own coordinates under a transform into design units."""
        patch = PathPatch(path, transform=transform + self.axes.transData, **look)
        if "zorder" not in look:
            patch.set_zorder(self._next())
        self.axes.add_artist(patch)
        if clip is not None:
            x, y, w, h = clip
            patch.set_clip_path(Rectangle((x, y), w, h, transform=self.axes.transData))

    def places(
        self, shapes: Mapping[str, MplPath], transform: Any, clip: Any = None, **look: Any
    ) -> None:
        """Draw several places in one look; an SVG has each as a path with its name."""
        whole = MplPath.make_compound_path(*shapes.values())
        gid = f"{GROUP}{len(self.groups)}"
        codes = {unit: np.asarray(path.codes) for unit, path in shapes.items()}
        move = int(MplPath.MOVETO)
        self.groups.append({unit: int((found == move).sum()) for unit, found in codes.items()})
        self.path(whole, transform, clip, gid=gid, **look)

    def image(self, picture: Any, box: tuple[float, float, float, float]) -> None:
        """Place a picture in a box: x, y, width, height."""
        x, y, w, h = box
        self.axes.imshow(picture, extent=(x, x + w, y + h, y), aspect="auto", zorder=self._next())
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
