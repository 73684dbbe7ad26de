"""The map's layers of second rank: next review and programmes, fetched when first chosen.

Classes and sentences are worked out here, in Python, for every edition; the browser looks them
up. What a layer says of an edition is what was known on its day: outcomes that came later are
left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.coverage.counting import edition_date
from analysis.coverage.ledger import DESIGNATED, LAPSED, RULING_NEEDED, UNCERTAIN, status_on
from analysis.programmes.grants import PROVINCE
from analysis.renewals.map_classes import DUE, due_class, funded_places, programme_classes
from analysis.renewals.schedule import OUTCOMES, calendar
from figures.words.language import LANGUAGES, Words, words
from figures.words.won import won_range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from analysis.editions.editing import Book
    from analysis.renewals.schedule import Renewal, Rules
    from geo.places.register import Register

STATES = {DESIGNATED: "review_no_rule", **{one: one for one in (UNCERTAIN, RULING_NEEDED, LAPSED)}}
"""Class of a place that has no review, by its state; any other is no learning city."""

LETTERS = {
    "review": {
        **dict(zip(DUE, "NXLSO", strict=True)),
        "review_no_rule": "B",
        UNCERTAIN: "U",
        RULING_NEEDED: "R",
        LAPSED: "A",
        "not_designated": "-",
    },
    "programme": {
        "fund_new": "N",
        "fund_special": "S",
        "fund_both": "B",
        "fund_incentive": "I",
        "fund_consortium": "C",
        "fund_province": "P",
        "fund_none": "-",
        "fund_unknown": "?",
    },
}
"""For each layer, one letter a class, so that an edition is one short text."""


class _Texts:
    """Sentences in both languages, each kept once and named by its number."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], int] = {}

    def number(self, said: Callable[[Words], str]) -> int:
        """Return the number of a sentence."""
        pair = tuple(said(words(lang)) for lang in LANGUAGES)
        return self._known.setdefault(pair, len(self._known))

    def lists(self) -> dict[str, list[str]]:
        """Return every sentence by language, in order of its number."""
        return {lang: [pair[i] for pair in self._known] for i, lang in enumerate(LANGUAGES)}


def layer_book(
    book: Book, register: Register, units: Sequence[str], rules: Rules
) -> dict[str, Any]:
    """Return what the layers of second rank show, by layer and edition.

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
    tables = book.tables
    texts = _Texts()
    found: dict[str, Any] = {
        layer: {"classes": {letter: name for name, letter in names.items()}, "editions": {}}
        for layer, names in LETTERS.items()
    }
    for edition in tables.editions["edition"]:
        date = edition_date(tables.editions, edition)
        reviews = _reviews(tables.events, register, rules, date, texts)
        funded = _funded(book, register, edition, date, texts)
        for layer, (classes, lines) in (("review", reviews), ("programme", funded)):
            letters = LETTERS[layer]
            found[layer]["editions"][edition] = {
                "letters": "".join(letters[classes[u]] if u in classes else " " for u in units),
                "lines": {unit: said for unit, said in lines.items() if said},
            }
    return {**found, "texts": texts.lists()}


def _reviews(
    events: pd.DataFrame, register: Register, rules: Rules, date: str, texts: _Texts
) -> tuple[dict[str, str], dict[str, list[int]]]:
    """Return each place's class of review on a day, and what is said of it."""
    states = status_on(events, register, date)["status"]
    classes = {str(unit): STATES.get(state, "not_designated") for unit, state in states.items()}
    if int(date[:4]) < min(rules.first_turn.values()):
        return classes, {}
    later = events["kind"].isin(OUTCOMES) & (events["date_to"] > date)
    found = calendar(events[~later], register, rules, date)
    lines = {}
    for unit, one in found.items():
        classes[unit] = due_class(one, int(date[:4]))
        lines[unit] = _review_lines(one, texts)
    return classes, lines


def _review_lines(one: Renewal, texts: _Texts) -> list[int]:
    """Return the next review, the last one on record, and a later one that left no record."""
    said = []
    if one.next_review is not None:
        said.append(texts.number(lambda say: say("layer.review.next", year=one.next_review)))
    if one.or_later is not None:
        said.append(texts.number(lambda say: say("layer.review.or_later", year=one.or_later)))
    if one.outcomes:
        year, outcome = one.outcomes[-1]
        said.append(
            texts.number(
                lambda say: say(
                    "layer.review.last", year=year, outcome=say(f"renewal.outcome.{outcome}")
                )
            )
        )
    if one.silent and (not one.outcomes or one.silent[-1] > one.outcomes[-1][0]):
        said.append(texts.number(lambda say: say("layer.review.silent", year=one.silent[-1])))
    return said


def _funded(
    book: Book, register: Register, edition: str, date: str, texts: _Texts
) -> tuple[dict[str, str], dict[str, list[int]]]:
    """Return each place's class of programme in an edition's year, and what is said of it."""
    rows = book.funding[book.funding["year"] == edition]
    lines = {
        unit: [_money_line(row, texts) for row in mine.to_dict("records")]
        for unit, mine in funded_places(rows, register, date).items()
    }
    return programme_classes(book, register, edition, date), lines


def _money_line(row: dict[str, Any], texts: _Texts) -> int:
    def said(say: Words) -> str:
        name = say(f"programme.{row['programme']}")
        if row["recipient_kind"] == PROVINCE:
            name = say("layer.programme.of_province", programme=name)
        return f"{name}: {won_range(say, row)}"

    return texts.number(said)
