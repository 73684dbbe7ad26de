"""The years as a line: the running total, what was new, and the milestones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from figures.print import texts
from figures.print.page.layout import CARD, frame, shape
from figures.print.page.size import nice_ceiling
from figures.words.language import words

if TYPE_CHECKING:
    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.words.language import Words

Across = Callable[[int], float]
Up = Callable[[float], float]
"""A year's and a number's place on the page."""

MILESTONE = 100
"""The running total that the trend marks when it is passed."""

FEW_YEARS = 6
"""So few years are all named on the axis; of more, every fifth."""


def milestone(facts: Facts) -> dict[str, Any] | None:
    """Return the first edition that certainly has `MILESTONE` cities, or None before it."""
    passed = facts.history[facts.history["at_least"] >= MILESTONE]
    return None if passed.empty else dict(passed.iloc[0])


def trend(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the running total over the editions, new awards below, the milestones marked."""
    x, y, width, height = frame(page, facts, texts.trend(facts, lang), lang)
    say = words(lang)
    card = shape(page) == CARD
    size = 17.0 if card else 23.0
    history = facts.history
    ranged = bool((history["at_least"] != history["at_most"]).any())
    note = size * 2.2 if ranged else 0.0
    years = [int(edition) for edition in history["edition"]]
    first, last = years[0], max(years[-1], years[0] + 1)
    left = page.text_width("000", size) + 22
    right = page.text_width(say("picture.trend.marked", year="2026", count="206"), size, bold=True)
    area = (x + left, y + size * 1.8, width - left - right * 0.72, height - size * 3.6 - note)
    top = nice_ceiling(float(history["at_most"].max()))
    if float(history["at_most"].max()) < top * 0.85 and top >= MILESTONE:
        top = 50.0 * -(-float(history["at_most"].max()) // 50)

    def across(year: int) -> float:
        return area[0] + area[2] * (year - first + 0.5) / (last - first + 1)

    def up(value: float) -> float:
        return area[1] + area[3] * (1 - value / top)

    _grid(page, area, top, up, (x, y, say("picture.trend.total"), size))
    _new_bars(page, facts, say, across, up, size)
    _totals(page, facts, across, up)
    _marks(page, facts, say, across, up, size)
    base = area[1] + area[3] + size * 0.5
    for year in sorted({*range(first, last + 1, 1 if last - first < FEW_YEARS else 5), years[-1]}):
        if year == years[-1] or years[-1] - year > 1:
            page.text(across(year), base, str(year), size, align="center")
    if ranged:
        page.text(x, y + height - size * 1.2, say("picture.trend.range"), size * 0.8,
                  colour=page.theme.ink.muted)  # fmt: skip


def _grid(
    page: Canvas, area: Box, top: float, up: Up, title: tuple[float, float, str, float]
) -> None:
    ink = page.theme.ink
    x, y, label, size = title
    page.text(x, y, label, size, colour=ink.muted)
    step = nice_ceiling(top / 5)
    value = 0.0
    while value <= top + 1e-9:
        page.line((area[0], area[0] + area[2]), (up(value),) * 2, colour=ink.line, width=1.2)
        page.text(area[0] - 12, up(value) - size * 0.6, f"{value:.0f}", size, colour=ink.muted,
                  align="right")  # fmt: skip
        value += step


def _new_bars(page: Canvas, facts: Facts, say: Words, across: Across, up: Up, size: float) -> None:  # noqa: PLR0913, PLR0917  # one drawing
    width = (across(2002) - across(2001)) * 0.55
    style = page.theme.styles["new"]
    for row in facts.history.to_dict("records"):
        at, new = across(int(row["edition"])), float(row["new"])
        page.rect((at - width / 2, up(new), width, up(0) - up(new)), fill=style.fill,
                  edge=style.stroke, width=0.8)  # fmt: skip
    left, top, swatch = across(int(facts.history["edition"].iloc[0])), up(0) * 0.55, size * 1.1
    page.rect((left, top, swatch, swatch), fill=style.fill, edge=style.stroke, width=0.8)
    page.text(left + swatch * 1.5, top, say("picture.trend.new"), size)


def _totals(page: Canvas, facts: Facts, across: Across, up: Up) -> None:
    colour = page.theme.styles["designated"].fill
    rows = facts.history.to_dict("records")
    xs = [across(int(row["edition"])) for row in rows]
    middles = [up((row["at_least"] + row["at_most"]) / 2) for row in rows]
    page.line(xs, middles, colour=colour, width=4)
    for at, row in zip(xs, rows, strict=True):
        if row["at_least"] != row["at_most"]:
            page.line((at, at), (up(row["at_least"]), up(row["at_most"])), colour=colour, width=9)
    sure = [(at, up(row["at_least"])) for at, row in zip(xs, rows, strict=True)
            if row["at_least"] == row["at_most"]]  # fmt: skip
    page.dots([at for at, _ in sure], [to for _, to in sure], size=11, fill=colour)


def _marks(page: Canvas, facts: Facts, say: Words, across: Across, up: Up, size: float) -> None:  # noqa: PLR0913, PLR0917  # one drawing
    """Mark the edition shown, and the first edition with a hundred."""
    ink = page.theme.ink
    rows = facts.history.to_dict("records")
    last = rows[-1]
    text = say("picture.trend.marked", year=last["edition"],
               count=say.count_range(int(last["at_least"]), int(last["at_most"])))  # fmt: skip
    at, to = across(int(last["edition"])), up((last["at_least"] + last["at_most"]) / 2)
    page.line((at, at), (to, up(0)), colour=ink.accent, width=2, dash="dashed")
    page.dots([at], [to], size=17, fill=ink.accent)
    page.text(at, to - size * 2.0, text, size * 1.2, bold=True, colour=ink.accent, align="center")
    row = milestone(facts)
    if row is not None and row["edition"] != last["edition"]:
        at, to = across(int(row["edition"])), up((row["at_least"] + row["at_most"]) / 2)
        label = say("picture.trend.hundred", year=row["edition"])
        page.dots([at], [to], size=15, fill=ink.paper, edge=ink.text)
        page.text(at - 16, to - size * 1.4, label, size, align="right")
