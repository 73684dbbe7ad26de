"""Layer: what each place is funded under in the edition's year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.programmes.grants import PROVINCE
from analysis.renewals.map_classes import funded_places, programme_classes
from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import as_status
from figures.words.won import won_range

if TYPE_CHECKING:
    from figures.web.layers.layer import Moment, Sentences
    from figures.words.language import Words

STYLES = {
    "fund_new": ("N", "new"),
    "fund_special": ("S", "designated"),
    "fund_both": ("B", "outside"),
    "fund_incentive": ("I", "ruling_needed"),
    "fund_consortium": ("C", "lapsed"),
    "fund_province": ("P", "uncertain"),
    "fund_none": ("-", "not_designated"),
    "fund_unknown": ("?", "no_data"),
}
"""Class to its letter, and to the status of the palette it is drawn as."""


def classes() -> tuple[MapClass, ...]:
    """Return the classes, as the programmes page draws them too."""
    return tuple(MapClass(name, one, as_status(look)) for name, (one, look) in STYLES.items())


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
