"""Template: the country with each new city named beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.country_map import far_boxes, far_islands, national_map, status_looks
from figures.print.map_parts import MAP_RATIO, standing
from figures.print.page.labels import Label, draw_labels, place_labels
from figures.print.page.layout import CARD, TALL, frame, legend, map_words, shape, status_entries
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the map of the new cities."""
    say = words(lang)
    fields = texts.nation(facts, say)
    title = (
        say.plural("picture.new.title", len(facts.new), year=facts.edition)
        if facts.new
        else say("picture.new.none", year=facts.edition)
    )
    return Text(
        title,
        say("picture.new.subtitle", **fields),
        say("picture.new.alt", names=texts.names(facts, facts.new, lang)),
    )


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the country with each new city named beside the map."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
    looks = status_looks(page, facts)
    card, narrow = shape(page) == CARD, shape(page) == TALL
    size = 21.0 if card or narrow else 27.0
    foot = legend(page, status_entries(page, facts, lang), (x, y), 17 if card else 20, width)
    height -= foot - y
    y = foot
    across = min(height * MAP_RATIO, width * 0.62)
    left = x + (width - across) / 2
    words_on_map = map_words(lang)
    shown = national_map(page, facts, (left, y, across, height), looks, words_on_map)
    # A narrow page has room for a name on two lines only: province, place.
    split = "\n" if narrow else " "
    labels = [
        Label(
            unit,
            facts.name(unit, lang).replace(" ", split, 1),
            shown.at(*standing(facts, unit)),
        )
        for unit in facts.new
    ]
    side = (width - across) / 2 - 30
    columns = (x, y, side, height), (x + width - side, y, side, height)
    placed = place_labels(page, labels, columns, size, far_boxes(page, shown, words_on_map))
    style = page.theme.styles["new"]
    draw_labels(page, placed, {label.key: style.fill for label in labels}, bold=True)
    far_islands(page, facts, looks, shown, words_on_map)


NEW_CITIES = Template.of_country("new-cities", draw, written)
