"""The small trend: new learning cities a year, the running total, and what was printed.

Drawn as SVG text rather than with a chart library: it stands on the first page, where a
library's scripts would compete with the map for the reader's first second.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from figures.style.palette import INKS, SERIES, STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from figures.words.language import Words

WIDTH, HEIGHT = 520, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 12, 20
BAR = 9
YEAR_TICKS = 5
TOTAL_STEP = 50


class _Plane:
    """Where a year and a count stand, in pixels of the drawing."""

    def __init__(self, history: pd.DataFrame) -> None:
        self.first, self.last = int(history["edition"].iloc[0]), int(history["edition"].iloc[-1])
        self.top = float(history["at_most"].max()) * 1.06

    def x(self, year: float) -> float:
        """Return the middle of a year."""
        span = self.last - self.first + 1
        return round(LEFT + (year - self.first + 0.5) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """Return the height of a count."""
        return round(TOP + (1 - value / self.top) * (HEIGHT - TOP - BOTTOM), 1)


def trend_svg(history: pd.DataFrame, speak: Words, theme: str) -> str:
    """Return the chart of a history as an SVG picture; the same for every edition shown.

    The page lets no SVG element through, so the drawing is an image, and the years are pointed
    at through unseen strips above it, each with its figures as a title.

    Parameters
    ----------
    history
        A result of `analysis.coverage.counting.history`; an uncertain total is a bar from the
        least to
        the most.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    """
    ink, plane = INKS[theme], _Plane(history)
    rows = history.to_dict("records")
    parts = [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{plane.y(v)}" y2="{plane.y(v)}" '
        f'stroke="{ink.line}"/>'
        f'<text x="{LEFT - 5}" y="{plane.y(v) + 4}" text-anchor="end">{v}</text>'
        for v in range(0, int(plane.top) + 1, TOTAL_STEP)
    ]
    parts += [
        f'<text x="{plane.x(year)}" y="{HEIGHT - 5}" text-anchor="middle">{year}</text>'
        for year in range(plane.first, plane.last + 1, YEAR_TICKS)
    ]
    line = " ".join(f"{plane.x(int(row['edition']))},{plane.y(row['at_least'])}" for row in rows)
    parts.append(
        f'<polyline points="{line}" fill="none" stroke="{SERIES[theme][0]}" stroke-width="2"/>'
    )
    parts += [_year(row, plane, theme) for row in rows]
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'fill="{ink.muted}" font-size="12" font-family="sans-serif">{"".join(parts)}</svg>'
    )
    packed = base64.b64encode(drawing.encode()).decode()
    spots = "".join(_spot(row, plane, speak) for row in rows)
    alt = escape(speak("trend.alt"), quote=True)
    picture = f'<img alt="{alt}" src="data:image/svg+xml;base64,{packed}">'
    return f'<div class="trend">{picture}{spots}</div>'


def course_img(shares: list[float], theme: str) -> str:
    """Return a course of shares, percent, as a small line on a scale from 0 to 100; empty for none.

    Parameters
    ----------
    shares
        One an edition, oldest first.
    theme
        "light" or "dark".
    """
    if len(shares) < 2:  # noqa: PLR2004  # a point is no course
        return ""
    points = " ".join(
        f"{i / (len(shares) - 1) * 76 + 2:.1f},{22 - share / 100 * 20:.1f}"
        for i, share in enumerate(shares)
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 24">'
        f'<path d="M2 22H78" stroke="{INKS[theme].line}"/>'
        f'<polyline points="{points}" fill="none" stroke="{SERIES[theme][0]}" stroke-width="2"/>'
        "</svg>"
    )
    packed = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="" src="data:image/svg+xml;base64,{packed}">'


def trend_mark(history: pd.DataFrame, edition: str, speak: Words, theme: str) -> str:
    """Return the rule and the total of one edition, to be laid over `trend_svg`."""
    plane = _Plane(history)
    row = history[history["edition"] == edition].iloc[0]
    at = plane.x(int(edition)) / WIDTH
    total = speak.count_range(row["at_least"], row["at_most"])
    side = "right" if at > 1 / 4 else "left"
    return (
        f'<div class="trend-mark {side}" style="left:{at:.2%};color:{INKS[theme].selected}">'
        f"{escape(total)}</div>"
    )


def _spot(row: dict[Hashable, Any], plane: _Plane, speak: Words) -> str:
    """Return the strip of one year, with its figures as a title."""
    said = [
        f"{row['edition']}: {speak('trend.new')} {row['new']}",
        f"{speak('trend.total')} {speak.count_range(row['at_least'], row['at_most'])}",
    ]
    if not pd.isna(row["total_printed"]):
        said.append(f"{speak('trend.printed')} {int(row['total_printed'])}")
    left = plane.x(int(row["edition"])) / WIDTH
    return f'<i style="left:{left:.2%}" title="{escape(" · ".join(said), quote=True)}"></i>'


def _year(row: dict[Hashable, Any], plane: _Plane, theme: str) -> str:
    """Return one year: its bar, its range and its printed total."""
    new, at, y = STATUS_STYLES[theme]["new"].fill, plane.x(int(row["edition"])), plane.y
    drawn = (
        f'<rect x="{at - BAR / 2}" width="{BAR}" y="{y(row["new"])}" '
        f'height="{round(y(0) - y(row["new"]), 1)}" fill="{new}"/>'
    )
    if row["at_least"] != row["at_most"]:
        drawn += (
            f'<line x1="{at}" x2="{at}" y1="{y(row["at_least"])}" y2="{y(row["at_most"])}" '
            f'stroke="{SERIES[theme][0]}" stroke-width="5" opacity=".55"/>'
        )
    if not pd.isna(row["total_printed"]):
        up = y(row["total_printed"])
        drawn += (
            f'<path d="M{at} {up - 4}l4 4l-4 4l-4 -4z" fill="none" stroke="{INKS[theme].text}"/>'
        )
    return drawn
