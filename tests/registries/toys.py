"""One toy of each kind that people add, as a stranger would write it; words are in `locale/`."""

from __future__ import annotations

from analysis.coverage.rules.rule import Rule
from analysis.places.indicators.indicator import COUNT, Indicator
from analysis.programmes.kinds.kind import OnMap, Programme
from exports.formats.format import Format
from figures.print.page.layout import frame
from figures.print.template import Template
from figures.print.texts import Text
from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import as_status
from figures.words.language import words

ODD = MapClass("toy_odd", "o", as_status("designated"))
EVEN = MapClass("toy_even", "e", as_status("new"))


def by_code(moment, _rule):
    """Return whether each place's code is odd."""
    return {unit: (ODD if int(unit) % 2 else EVEN).name for unit in moment.states.index}


LAYER = Layer("toy", lambda: (ODD, EVEN), by_code, on_site=True)


def districts(states):
    """Return which places are districts."""
    return states["kind"] == "gu"


RULE = Rule("toy", above=districts, below=districts)


def as_text(content, _gallery):
    """Return the briefing as plain text."""
    return "\n".join([content.title, *content.section("headline").paragraphs]).encode()


FORMAT = Format.of_document("txt", "text/plain", as_text)


def written(facts, lang):
    """Return the toy card's texts."""
    return Text(words(lang)("toy.card.title", year=facts.edition), "", "a toy")


def draw(page, facts, lang):
    """Draw the edition and nothing else."""
    x, y, _width, _height = frame(page, facts, written(facts, lang), lang)
    page.text(x, y, facts.edition, 80)


TEMPLATE = Template.of_country("toy-card", draw, written)

PROGRAMME = Programme("toy_programme", OnMap("fund_toy", "T", "does_not_apply", 6))

INDICATOR = Indicator(
    "toy",
    lambda facts: {
        str(code): len(row["province_ko"]) for code, row in facts.point.provinces.iterrows()
    },
    COUNT,
)
