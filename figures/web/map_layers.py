"""The layers as the browser is given them: a letter a place, classes in order, sentences.

Classes and sentences are worked out here, in Python, for every edition; the browser looks them
up. What a layer says of an edition is what was known on its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.coverage.rules import RULES
from figures.web.layers import LAYERS
from figures.web.layers.layer import Moment, Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.editions.editing import Book
    from analysis.renewals.rules import Rules
    from figures.web.layers.layer import Layer
    from geo.places.register import Register


class LayerBooks(NamedTuple):
    """What the browser is given.

    Parameters
    ----------
    first
        Every layer by key: its classes, and unless it comes late all it shows.
    late
        What the layers show that are fetched when one is first chosen, and their sentences.
    """

    first: dict[str, Any]
    late: dict[str, Any]


def layer_books(book: Book, register: Register, units: Sequence[str], rules: Rules) -> LayerBooks:
    """Return what each layer shows, by edition.

    Parameters
    ----------
    book
        The ledger and the programmes; only the editions it holds are told of.
    register
        The places through time.
    units
        The places that are drawn, in the order of the letters.
    rules
        The rules of review.
    """
    sentences = Sentences()
    made: dict[str, Any] = {key: {} for key in LAYERS}
    for edition in book.tables.editions["edition"]:
        moment = Moment(book, register, rules, edition)
        for key, layer in LAYERS.items():
            made[key][edition] = _edition(layer, moment, units, sentences)
    first: dict[str, Any] = {}
    late: dict[str, Any] = {}
    for key, layer in LAYERS.items():
        first[key] = {
            "order": [one.name for one in layer.classes()],
            "late": layer.late,
            "of_provinces": layer.of_provinces,
        }
        shown = {
            "classes": {one.letter: one.name for one in layer.classes()},
            "editions": made[key],
        }
        if layer.late:
            late[key] = shown
        else:
            first[key] |= shown
    return LayerBooks(first, {**late, "texts": sentences.lists()})


def _edition(
    layer: Layer, moment: Moment, units: Sequence[str], sentences: Sentences
) -> dict[str, Any]:
    """Return a layer's letters, by rule where the rule decides, and its lines."""
    names = {one.name: one.letter for one in layer.classes()}

    def letters(rule: str) -> str:
        classes: Mapping[str, str] = layer.class_of(moment, rule)
        return "".join(names[classes[unit]] if unit in classes else " " for unit in units)

    found: dict[str, Any] = {
        "letters": {rule: letters(rule) for rule in RULES} if layer.by_rule else letters("")
    }
    if layer.late:
        told = layer.lines(moment, sentences)
        found["lines"] = {unit: said for unit, said in told.items() if said}
    return found
