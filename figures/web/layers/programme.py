"""Layer: what each place is funded under in the edition's year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.programmes.grants import PROVINCE
from analysis.programmes.kinds import map_classes
from analysis.programmes.kinds.kind import OnMap
from analysis.renewals.map_classes import funded_places, programme_classes
from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import as_status
from figures.words.won import won_range

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment, Sentences
    from figures.words.language import Words

OTHERS = (
    OnMap("fund_province", "P", "uncertain", 0),
    OnMap("fund_none", "-", "not_designated", 0),
    OnMap("fund_unknown", "?", "no_data", 0),
)
"""Classes of places with no programme of their own, last in the legend."""


def drawn_as() -> dict[str, str]:
    """Return each class and the status of the palette it is drawn as, in the legend's order."""
    return {one.name: one.drawn_as for one in (*map_classes(), *OTHERS)}


def classes() -> tuple[MapClass, ...]:
    """Return the classes, as the programmes page draws them too."""
    return tuple(
        MapClass(one.name, one.letter, as_status(one.drawn_as)) for one in (*map_classes(), *OTHERS)
    )


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return each place's class by its programmes, or its province's."""
    return programme_classes(moment.book, moment.register, moment.edition, moment.date)


def lines(moment: Moment, sentences: Sentences) -> dict[str, list[int]]:
    """Return each grant that reaches a place as a line of its tooltip."""
    rows = moment.book.funding[moment.book.funding["year"] == moment.edition]
    return {
        unit: [_money_line(row, sentences) for row in mine.to_dict("records")]
        for unit, mine in funded_places(rows, moment.register, moment.date).items()
    }


def _money_line(row: dict[str, Any], sentences: Sentences) -> int:
    def said(say: Words) -> str:
        name = say(f"programme.{row['programme']}")
        if row["recipient_kind"] == PROVINCE:
            name = say("layer.programme.of_province", programme=name)
        return f"{name}: {won_range(say, row)}"

    return sentences.number(said)


PROGRAMME = Layer("programme", classes, class_of, lines=lines, late=True)
