"""Template: the country with every place's status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.country_map import status_looks
from figures.print.map_parts import MAP_RATIO, city_grid, whole_map
from figures.print.page.layout import CARD, WIDE, frame, legend, shape, status_entries
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import words
from figures.words.territory import METROPOLITAN

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the national map."""
    say = words(lang)
    rest = {
        "rest": say.number(len(facts.remaining)),
        "names": texts.names(facts, facts.remaining, lang),
    }
    fields = texts.nation(facts, say)
    return Text(
        say("picture.status.title"),
        say("picture.status.subtitle", **fields),
        say("picture.status.alt", **fields, **rest),
    )


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the country with every place's status, and its metropolitan cities enlarged."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
    looks = status_looks(page, facts)
    entries = status_entries(page, facts, lang)
    say = words(lang)
    if shape(page) in {WIDE, CARD}:
        across = min(height * MAP_RATIO, width * 0.6)
        whole_map(page, facts, (x, y, across, height), looks, lang)
        left, room = x + across + 36, width - across - 36
        big = 58 if shape(page) == CARD else 96
        page.text(left, y, texts.share_text(facts.point.nation, say), big, bold=True)
        fields = texts.nation(facts, say)
        counts = say("picture.count_of", **fields)
        below = page.paragraph(left, y + big * 1.2, counts, big * 0.36, room)
        size = 19 if shape(page) == CARD else 24
        foot = legend(page, entries, (left, below + size * 0.6), size, room)
        title = 22 if shape(page) == WIDE else 17
        page.text(left, foot + 14, say("picture.metro"), title, bold=True)
        top = foot + title + 30
        city_grid(page, facts, (left, top, room, y + height - top), looks, lang, columns=4)
        return
    foot = legend(page, entries, (x, y), 20, width)
    row = width / len(METROPOLITAN) + 24
    top = y + height - row
    whole_map(page, facts, (x, foot, width, top - foot - 12), looks, lang)
    city_grid(page, facts, (x, top, width, row), looks, lang, columns=len(METROPOLITAN))


NATIONAL_STATUS = Template.of_country("national-status", draw, written)
