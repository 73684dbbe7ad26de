"""The site's charts as inline SVG: wide as the page, letters one size on every screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from figures.print.page.size import nice_ceiling
from figures.print.texts import count_text, share_text

if TYPE_CHECKING:
    from exports.brief.content import Content

LEFT, WIDE = 9.0, 76.0
"""Where the trend starts and how wide it is, percent of the chart."""

TOP, HIGH = 20, 240
"""The same from the top, pixels."""

YEARS = 5
"""Between the years named below the trend."""

NAMES, BARS = 22.0, 62.0
"""Room for the provinces' names and for their bars, percent."""

ROW = 24
"""Height of a bar with its gap, pixels."""


def trend_svg(content: Content) -> str:
    """Return the running total; the table beside it holds the numbers."""
    table = content.section("trend").table
    if table is None:
        return ""
    years = [int(str(year)) for year in table.column("edition")]
    low = [float(value or 0) for value in table.column("total_min")]
    high = [float(value or 0) for value in table.column("total_max")]
    first, last = years[0], max(years[-1], years[0] + 1)
    step = nice_ceiling(max(high) / 4)
    top = step * -(-max(high) // step)

    def across(year: int) -> float:
        return 100 * (year - first) / (last - first)

    def down(value: float) -> float:
        return 100 - 100 * value / top

    line = " ".join(
        f"{across(year):.2f},{down((a + b) / 2):.2f}"
        for year, a, b in zip(years, low, high, strict=True)
    )
    spans = "".join(
        f'<line x1="{across(year):.2f}" x2="{across(year):.2f}" y1="{down(a):.2f}" '
        f'y2="{down(b):.2f}" stroke="var(--fill)" stroke-width="7" '
        'vector-effect="non-scaling-stroke"/>'
        for year, a, b in zip(years, low, high, strict=True)
        if a != b
    )
    # The line is stretched to the page's width, its thickness and the letters are not.
    inner = (
        f'<svg x="{LEFT}%" y="{TOP}" width="{WIDE}%" height="{HIGH}" viewBox="0 0 100 100" '
        f'preserveAspectRatio="none" overflow="visible"><polyline points="{line}" fill="none" '
        f'stroke="var(--fill)" stroke-width="3" vector-effect="non-scaling-stroke"/>{spans}</svg>'
    )
    end = LEFT + WIDE * across(years[-1]) / 100 + 1
    total = count_text(content.facts.point.nation, content.say)
    height = TOP + HIGH * down((low[-1] + high[-1]) / 2) / 100 + 5
    label = escape(content.section("trend").title)
    return (
        f'<svg class="chart" height="{TOP + HIGH + 30}" role="img" aria-label="{label}">'
        f"{_grid(content, step, top)}{_years(years, first, last)}{inner}"
        f'<text x="{end:.2f}%" y="{height:.1f}" font-weight="700">{escape(total)}</text></svg>'
    )


def _grid(content: Content, step: float, top: float) -> str:
    """Return lines across the trend with their numbers."""
    parts = []
    for i in range(round(top / step) + 1):
        y = TOP + HIGH * (1 - i * step / top)
        parts.append(
            f'<line x1="{LEFT}%" x2="{LEFT + WIDE}%" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="var(--line)"/><text x="{LEFT - 1}%" y="{y + 5:.1f}" text-anchor="end">'
            f"{content.say.number(i * step)}</text>"
        )
    return "".join(parts)


def _years(years: list[int], first: int, last: int) -> str:
    """Return some years below the trend, the first and last among them."""
    named = [year for year in range(first, last + 1, YEARS) if last - year >= YEARS / 2]
    return "".join(
        f'<text x="{LEFT + WIDE * (year - first) / (last - first):.2f}%" y="{TOP + HIGH + 22}" '
        f'text-anchor="middle">{year}</text>'
        for year in [*named, years[-1]]
    )


def bars_svg(content: Content) -> str:
    """Return the provinces' shares; the table beside it holds the numbers."""
    table = content.section("provinces").table
    if table is None:
        return ""
    facts, say, rows = content.facts, content.say, []
    names, shares = table.column("province")[:-1], table.column("share_min")[:-1]
    for i, (name, share) in enumerate(zip(names, shares, strict=True)):
        y = 8 + i * ROW
        rows.append(
            f'<text x="{NAMES - 1}%" y="{y + 14}" text-anchor="end">{escape(str(name))}</text>'
        )
        if share is None:
            rows.append(f'<text x="{NAMES}%" y="{y + 14}">—</text>')
            continue
        width = BARS * min(1.0, float(share))
        rows.append(
            f'<rect x="{NAMES}%" y="{y}" width="{width:.2f}%" height="18" fill="var(--fill)"/>'
            f'<text x="{NAMES + width + 1:.2f}%" y="{y + 14}">{say.percent(float(share))}</text>'
        )
    title = content.section("provinces").title
    label = escape(f"{title}, {share_text(facts.point.nation, say)}")
    return (
        f'<svg class="chart" height="{16 + ROW * len(names)}" role="img" '
        f'aria-label="{label}">{"".join(rows)}</svg>'
    )
