"""The small trend: new learning cities a year, the running total, and what was printed.

Drawn as SVG text rather than with a chart library: it stands on the first page, where a
library's scripts would compete with the map for the reader's first second.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from figures.palette import INKS, SERIES, STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.language import Words

    Scale = Callable[[float], float]

WIDTH, HEIGHT = 520, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 12, 20
BAR = 9
YEAR_TICKS = 5
TOTAL_STEP = 50


def trend_svg(history: pd.DataFrame, edition: str, speak: Words, theme: str) -> str:
    """Return the chart of a history as an SVG element.

    Parameters
    ----------
    history
        A result of `analysis.coverage.history`; an uncertain total is a bar from the least to
        the most.
    edition
        The edition shown, marked by a rule and its total.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    """
    ink, series = INKS[theme], SERIES[theme]
    rows: list[dict[str, Any]] = [
        {**row, "year": int(row["edition"])} for row in history.to_dict("records")
    ]
    years: list[int] = [row["year"] for row in rows]
    top = float(max(row["at_most"] for row in rows)) * 1.06

    def x(year: float) -> float:
        span = years[-1] - years[0] + 1
        return round(LEFT + (year - years[0] + 0.5) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(v)}" y2="{y(v)}" stroke="{ink.line}"/>'
        f'<text x="{LEFT - 5}" y="{y(v) + 4}" text-anchor="end">{v}</text>'
        for v in range(0, int(top) + 1, TOTAL_STEP)
    ]
    parts += [
        f'<text x="{x(year)}" y="{HEIGHT - 5}" text-anchor="middle">{year}</text>'
        for year in range(years[0], years[-1] + 1, YEAR_TICKS)
    ]
    line = " ".join(f"{x(row['year'])},{y(row['at_least'])}" for row in rows)
    parts.append(f'<polyline points="{line}" fill="none" stroke="{series[0]}" stroke-width="2"/>')
    parts += [_year(row, x, y, speak, theme) for row in rows]
    parts += [_mark(row, x, y, ink.accent, speak) for row in rows if row["edition"] == edition]
    alt = escape(speak("trend.alt", edition=edition), quote=True)
    return (
        f'<svg class="trend" role="img" aria-label="{alt}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'fill="{ink.muted}" font-size="12">{"".join(parts)}</svg>'
    )


def _year(row: dict[str, Any], x: Scale, y: Scale, speak: Words, theme: str) -> str:
    """Return one year: its bar, its range and its printed total, with all of it as a title."""
    new, at = STATUS_STYLES[theme]["new"].fill, x(row["year"])
    total = speak.count_range(row["at_least"], row["at_most"])
    said = [
        f"{row['edition']}: {speak('trend.new')} {row['new']}",
        f"{speak('trend.total')} {total}",
    ]
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
        said.append(f"{speak('trend.printed')} {int(row['total_printed'])}")
        up = y(row["total_printed"])
        drawn += (
            f'<path d="M{at} {up - 4}l4 4l-4 4l-4 -4z" fill="none" stroke="{INKS[theme].text}"/>'
        )
    # A wide, unseen target, so that the year is easy to point at.
    reach = (
        f'<rect x="{at - BAR}" width="{2 * BAR}" y="{TOP}" height="{HEIGHT - TOP}" opacity="0"/>'
    )
    return f"<g><title>{escape(' · '.join(said))}</title>{drawn}{reach}</g>"


def _mark(row: dict[str, Any], x: Scale, y: Scale, accent: str, speak: Words) -> str:
    """Return the rule and the total of the edition shown."""
    at, total = x(row["year"]), speak.count_range(row["at_least"], row["at_most"])
    side = "end" if at > WIDTH / 4 else "start"
    return (
        f'<line x1="{at}" x2="{at}" y1="{TOP}" y2="{y(0)}" stroke="{accent}" '
        f'stroke-dasharray="4 3"/><text x="{at + (-6 if side == "end" else 6)}" '
        f'y="{max(TOP + 10, y(row["at_most"]) - 8)}" text-anchor="{side}" font-weight="700" '
        f'font-size="14" fill="{accent}">{total}</text>'
    )
