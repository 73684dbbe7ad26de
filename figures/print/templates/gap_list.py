"""Template: who is left out, as a list with people and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from figures.print import texts
from figures.print.page.layout import CARD, TALL, frame, shape
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.words.language import Words

LEAST = {CARD: 12.0}
"""Below this size a list is cut, and says how many it leaves out."""

READABLE = 15.0
"""The same on a larger page."""

COLUMNS = {CARD: 3, TALL: 1}
SHARES = (0.56, 0.22, 0.22)
"""Of a column: the name, its people, its neighbours."""

MANY = 26
"""Rows from which a high page has two columns."""


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the list of who is left out."""
    say = words(lang)
    count = len(facts.remaining)
    people = facts.gaps["population"].sum(min_count=1)
    fields = {"date": say.date(facts.date), "of": say.number(facts.strict.nation.of)}
    known = not pd.isna(people)
    subtitle = say(
        "picture.gap_list.subtitle" if known else "picture.gap_list.subtitle_unknown",
        **fields,
        people=say.number(float(people)) if known else "",
    )
    return Text(
        say.plural("picture.gap.title", count),
        subtitle,
        say("picture.gap_list.alt", names=texts.names(facts, ordered(facts), lang)),
        rule="strict",
    )


def ordered(facts: Facts) -> list[str]:
    """Return who is left out, those with most people first, those never counted last."""
    people = facts.gaps["population"]
    return sorted(
        facts.remaining,
        key=lambda unit: (bool(pd.isna(people[unit])), -float(people[unit] or 0), unit),
    )


def row_of(facts: Facts, unit: str, say: Words) -> tuple[str, str, str]:
    """Return a place's name, its people, and how many of its neighbours are learning cities."""
    row = facts.gaps.loc[unit]
    people = NO_VALUE if pd.isna(row["population"]) else say.number(float(row["population"]))
    neighbours = int(row["neighbours"])
    beside = f"{int(row['learning_neighbours'])}/{neighbours}" if neighbours else NO_VALUE
    return facts.name(unit, say.lang), people, beside


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the list in columns, as many rows as can be read."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
    say, ink = words(lang), page.theme.ink
    rows = [row_of(facts, unit, say) for unit in ordered(facts)]
    if not rows:
        return
    kind = shape(page)
    columns = COLUMNS.get(kind, 2)
    if kind == TALL and len(rows) > MANY:
        columns = 2
    gap = 40.0
    across = (width - gap * (columns - 1)) / columns
    least = LEAST.get(kind, READABLE)
    lines = -(-len(rows) // columns)
    size = min(26.0, height / (lines + 1.6) / 1.45)
    size = min(size, *(page.fitted(row[0], size, across * SHARES[0]) for row in rows))
    note = ""
    if size < least:
        size = least
        lines = int(height / (size * 1.45) - 2.6)
        left_out = len(rows) - lines * columns
        if left_out > 0:
            rows = rows[: lines * columns]
            note = say.plural("picture.gap_list.more", left_out)
    step = height / (lines + 1.6 + bool(note))
    heads = [say(f"picture.gap_list.{key}") for key in ("name", "people", "neighbours")]
    for column in range(-(-len(rows) // lines)):
        at = x + column * (across + gap)
        _line(page, at, y, across, heads, size * 0.85, colour=ink.muted)
        for i, row in enumerate(rows[column * lines : (column + 1) * lines]):
            top = y + (i + 1.3) * step
            page.line((at, at + across), (top - step * 0.2,) * 2, colour=ink.line, width=1)
            fitted = page.fitted(row[0], size, across * SHARES[0])
            _line(page, at, top, across, row, min(size, fitted))
    if note:
        page.text(x, y + height - size * 1.2, note, size, colour=ink.muted)


def _line(  # noqa: PLR0913, PLR0917  # a row and where it stands
    page: Canvas,
    x: float,
    y: float,
    across: float,
    row: tuple[str, str, str] | list[str],
    size: float,
    colour: str | None = None,
) -> None:
    page.text(x, y, row[0], size, bold=colour is None, colour=colour)
    middle = x + across * (SHARES[0] + SHARES[1])
    for text, end, room in ((row[1], middle, SHARES[1]), (row[2], x + across, SHARES[2])):
        fits = page.fitted(text, size, across * room * 0.96)
        page.text(end, y, text, fits, colour=colour, align="right")


GAP_LIST = Template.of_country("gap-list", draw, written)
