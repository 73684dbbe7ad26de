"""Template: each province's share at two announcements, ten years apart where there are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import CARD, frame, shape
from figures.print.page.size import spread
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas

ROOM = 0.24
"""Of the width, for the names at either end."""

Slope = tuple[str, float, float]
"""A province's code, and its share before and now."""


def slopes(facts: Facts) -> list[Slope]:
    """Return the provinces whose share is known on both dates, the highest of now first."""
    if facts.earlier is None:
        return []
    found = []
    for code in map(str, facts.point.provinces.index):
        if code not in facts.earlier.provinces.index:
            continue
        before = facts.earlier.province(code).share
        now = facts.point.province(code).share
        if before is not None and now is not None:
            found.append((code, before, now))
    return sorted(found, key=lambda row: (-row[2], row[0]))


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the slopes."""
    say = words(lang)
    if facts.earlier is None:
        only = {"date": say.date(facts.date)}
        first = say("picture.slope.first", **only)
        return Text(say("picture.slope.title_first"), first, first)
    ends = {
        "before": texts.share_text(facts.earlier.nation, say),
        "now": texts.share_text(facts.point.nation, say),
        "from": say.date(facts.earlier.date),
        "to": say.date(facts.date),
    }
    rows = "; ".join(
        f"{facts.province_name(code, lang)} {say.percent(a)} → {say.percent(b)}"
        for code, a, b in slopes(facts)
    )
    return Text(
        say("picture.slope.title", **ends),
        say("picture.slope.subtitle", **ends),
        say("picture.slope.alt", **ends, rows=rows),
    )


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw a line a province between two dates, named at both ends; the nation is the thick one."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
    say, ink = words(lang), page.theme.ink
    rows = slopes(facts)
    if facts.earlier is None or not rows:
        return
    known = (facts.earlier.nation.share, facts.point.nation.share)
    if None not in known:
        rows.append(("", known[0] or 0.0, known[1] or 0.0))
    names = {code: facts.province_name(code, lang) if code else say("nation") for code, *_ in rows}
    size = min(15.0 if shape(page) == CARD else 24.0, height / (len(rows) + 2) / 1.3)
    dates = (say.date(facts.earlier.date), say.date(facts.date))
    room = max(width * ROOM, *(page.text_width(one, size, bold=True) for one in dates))
    left, right = x + room, x + width - room
    shares = [share for _, a, b in rows for share in (a, b)]
    low, high = min(shares), max(shares)
    top, base = y + size * 2.6, y + height - size

    def up(share: float) -> float:
        return base - (base - top) * (share - low) / max(high - low, 0.05)

    for at, date, align in ((left, dates[0], "right"), (right, dates[1], "left")):
        page.text(at, y, date, size, bold=True, align=align)
        page.line((at, at), (top, base), colour=ink.line, width=1.5)
    strong = page.theme.styles["designated"].fill
    for code, before, now in sorted(rows, key=lambda row: row[0] == ""):
        nation = not code
        colour = ink.national if nation else strong
        page.line((left, right), (up(before), up(now)), colour=colour, width=5 if nation else 2)
        page.dots([left, right], [up(before), up(now)], size=12 if nation else 9, fill=colour)
    limits = (top - size * 0.6, base + size * 0.6)
    for side, at in enumerate((left, right)):
        ends = [((before, now)[side], names[code], not code) for code, before, now in rows]
        _name_ends(page, [(say.percent(a), up(a), n, strong) for a, n, strong in ends], at, room,
                   size, limits)  # fmt: skip


def _name_ends(  # noqa: PLR0913, PLR0917  # the names and where they stand
    page: Canvas,
    ends: list[tuple[str, float, str, bool]],
    at: float,
    room: float,
    size: float,
    limits: tuple[float, float],
) -> None:
    """Write who ends where, equal shares together, a thin line to what had to move."""
    ink = page.theme.ink
    left = at < page.width / 2
    groups: dict[tuple[str, bool], tuple[float, list[str]]] = {}
    for percent, height, name, nation in sorted(ends, key=lambda end: (end[1], end[2])):
        groups.setdefault((percent, nation), (height, []))[1].append(name)
    lines: list[tuple[str, float, float, bool]] = []
    for (percent, nation), (height, names) in groups.items():
        text = f"{', '.join(names)} {percent}" if left else f"{percent} {', '.join(names)}"
        parts = page.wrap(text, room - size * 2, size, bold=nation)
        middle = (len(parts) - 1) / 2
        for i, part in enumerate(parts):
            lines.append((part, height + (i - middle) * size * 1.2, height, nation))
    lines.sort(key=lambda line: line[1])
    middles = spread([line[1] for line in lines], size * 1.2, *limits)
    side, align = (-1, "right") if left else (1, "left")
    for (text, _, height, nation), middle in zip(lines, middles, strict=True):
        page.line((at + side * size * 0.4, at + side * size * 1.3), (height, middle),
                  colour=ink.line, width=1.2)  # fmt: skip
        colour = ink.national if nation else ink.text
        page.text(at + side * size * 1.6, middle - size * 0.6, text, size, bold=nation,
                  colour=colour, align=align)  # fmt: skip


SLOPE = Template.of_country("slope", draw, written)
