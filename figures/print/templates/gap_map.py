"""Template: who is left out, on the map and by name."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.country_map import status_looks
from figures.print.map_parts import MAP_RATIO, city_grid, whole_map
from figures.print.page.layout import CARD, WIDE, frame, legend, shape
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import words
from figures.words.territory import METROPOLITAN

if TYPE_CHECKING:
    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.style.palette import Style


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the map of who is left out."""
    say = words(lang)
    count = len(facts.remaining)
    fields = {
        "date": say.date(facts.date),
        "count": say.number(count),
        "of": say.number(facts.strict.nation.of),
    }
    alt = say(
        "picture.gap.alt", count=fields["count"], names=texts.names(facts, facts.remaining, lang)
    )
    return Text(
        say.plural("picture.gap.title", count),
        say("picture.gap.subtitle", **fields),
        alt,
        rule="strict",
    )


def gap_looks(facts: Facts, page: Canvas) -> dict[str, Style]:
    """Return styles that bring out who is left out; what is uncertain or lapsed keeps its own."""
    held = page.theme.styles["held"]
    table = dict.fromkeys(("designated", "weak", "new", "outside"), held) | {
        "not_designated": page.theme.styles["left_out"]
    }
    looks = status_looks(page, facts)
    return {
        drawn: table.get(facts.keys[facts.shown_as[drawn]], look)
        if drawn in facts.shown_as
        else look
        for drawn, look in looks.items()
    }


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw who is left out, with their number and names by province."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
    say = words(lang)
    looks = gap_looks(facts, page)
    used = set(facts.keys.values())
    lapsed = [
        (page.theme.styles[key], say(f"brief.status.{key}"))
        for key in ("lapsed", "uncounted", "uncertain", "ruling_needed")
        if key in used
    ]
    styles = page.theme.styles
    entries = [
        (styles["left_out"], say("picture.gap.left")),
        *lapsed,
        (styles["held"], say("picture.gap.designated")),
    ]
    small = 16.0 if shape(page) == CARD else 21.0
    if shape(page) in {WIDE, CARD}:
        across = min(height * MAP_RATIO, width * 0.52)
        whole_map(page, facts, (x, y, across, height), looks, lang)
        left, room = x + across + 36, width - across - 36
        foot = legend(page, entries, (left, y), small, room)
        cities = 210 if shape(page) == WIDE else 0
        rest = y + height - foot - 8 - cities
        _left_out_list(page, facts, (left, foot + 8, room, rest), lang)
        if cities:
            at = (left, y + height - cities + 20, room, cities - 20)
            city_grid(page, facts, at, looks, lang, columns=len(METROPOLITAN))
        return
    foot = legend(page, entries, (x, y), small, width)
    down = (y + height - foot) * 0.64
    whole_map(page, facts, (x, foot, width, down), looks, lang)
    rest = foot + down + 10
    _left_out_list(page, facts, (x, rest, width, y + height - rest), lang)


def _left_out_list(page: Canvas, facts: Facts, box: Box, lang: str) -> None:
    """Write the names by province, as large as the box allows, all of them."""
    x, y, width, height = box
    owner = facts.places["province_code"]
    rows = []
    for code, units in groupby(facts.remaining, key=lambda unit: str(owner.loc[unit])):
        mine = list(units)
        line = ", ".join(facts.short_name(unit, lang) for unit in mine)
        rows.append((f"{facts.province_name(code, lang)} {len(mine)}", line))
    rows.sort(key=lambda row: -int(row[0].rsplit(" ", 1)[1]))
    if not rows:
        return
    size = 30.0
    while size > 5:  # noqa: PLR2004  # a list of 200 names on a card: small, but whole
        lead = max(page.text_width(head, size, bold=True) for head, _ in rows) + size * 0.7
        wrapped = [page.wrap(line, width - lead, size) for _, line in rows]
        if (sum(len(lines) * 1.32 + 0.35 for lines in wrapped)) * size <= height:
            break
        size *= 0.96
    for (head, _), lines in zip(rows, wrapped, strict=True):
        page.text(x, y, head, size, bold=True)
        for line in lines:
            page.text(x + lead, y, line, size)
            y += size * 1.32
        y += size * 0.35


GAP_MAP = Template.of_country("gap-map", draw, written)
