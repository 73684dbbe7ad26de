"""What a layer of the map is, and what it may look at.

A layer puts every place into one class at every edition. That happens here, in Python, once;
the browser is given a letter a place and the classes' colours, and draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.coverage.counting import (
    count_provinces,
    edition_date,
    new_in,
)
from analysis.coverage.ledger import DESIGNATED, status_on
from figures.style.palette import place_status
from figures.words.language import LANGUAGES, Words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analysis.editions.editing import Book
    from analysis.renewals.rules import Rules
    from figures.style.palette import Style
    from geo.places.register import Register


@dataclass(frozen=True)
class MapClass:
    """One class of a layer.

    Parameters
    ----------
    name
        Its key; the catalogues name it `map.class.<name>`, and there "{year}" is the edition
        shown and "{next}" the year after. A class that several layers show looks alike on all.
    letter
        Stands for it in the built files; unique within its layer, and no blank.
    look
        Theme to how it is drawn.
    """

    name: str
    letter: str
    look: Callable[[str], Style]


class Sentences:
    """Sentences in every language, each kept once and named by its number."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], int] = {}

    def number(self, said: Callable[[Words], str]) -> int:
        """Return the number of a sentence."""
        pair = tuple(said(words(lang)) for lang in LANGUAGES)
        return self._known.setdefault(pair, len(self._known))

    def lists(self) -> dict[str, list[str]]:
        """Return every sentence by language, in order of its number."""
        return {lang: [pair[i] for pair in self._known] for i, lang in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Moment:
    """An edition as a layer sees it: what was known on its day.

    Parameters
    ----------
    book
        The ledger and the programmes.
    register
        The places through time.
    rules
        The rules of review.
    edition
        The announcement's year.
    """

    book: Book
    register: Register
    rules: Rules
    edition: str

    @cached_property
    def date(self) -> str:
        """The day of the announcement, ISO."""
        return edition_date(self.book.tables.editions, self.edition)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Every place's state, see `analysis.coverage.ledger.status_on`."""
        return status_on(self.book.tables.events, self.register, self.date)

    @cached_property
    def keys(self) -> dict[str, str]:
        """Each place's status with its shades: "new", "outside", "weak" of the designated."""
        events = self.book.tables.events
        fresh = set(new_in(events, self.book.tables.editions, self.edition))
        awards = events[events["kind"] == DESIGNATED]
        doubted = set(awards.loc[awards["confidence"] == "low", "unit_id"])
        found = {}
        for unit, status, counts in zip(
            self.states.index, self.states["status"], self.states["is_municipality"], strict=True
        ):
            key = place_status(status, is_new=unit in fresh, is_municipality=bool(counts))
            found[str(unit)] = "weak" if key == DESIGNATED and unit in doubted else key
        return found

    def province_counts(self, rule: str) -> dict[str, tuple[int, int, int]]:
        """Return certain, possible and below the line of each place's province."""
        counts = count_provinces(self.states, rule)
        triples = {
            str(row.Index): (int(row.at_least), int(row.at_most), int(row.of))
            for row in counts.itertuples()
        }
        return {str(unit): triples[code] for unit, code in self.states["province_code"].items()}


def _no_lines(_moment: Moment, _sentences: Sentences) -> dict[str, list[int]]:
    return {}


@dataclass(frozen=True)
class Layer:
    """What the map can be coloured by.

    Parameters
    ----------
    key
        Its name in addresses and files; the catalogues name it `map.layer.<key>`, and a note
        under its legend `map.note.<key>`.
    classes
        Gives its classes, in the order of the legend.
    class_of
        Gives the class of each place that exists at an edition, under a counting rule.
    by_rule
        Whether the class depends on the counting rule.
    lines
        Gives the numbers of the sentences that the tooltip says of a place; of a late layer only.
    late
        Whether it comes in a file of its own, fetched when such a layer is first chosen.
    of_provinces
        Whether it tells of provinces: its legend counts these, not the places in them.
    on_site
        Whether the site without a server offers it.
    picture
        The template that stands for it before an edition's hour.
    """

    key: str
    classes: Callable[[], tuple[MapClass, ...]]
    class_of: Callable[[Moment, str], Mapping[str, str]]
    by_rule: bool = False
    lines: Callable[[Moment, Sentences], Mapping[str, list[int]]] = _no_lines
    late: bool = False
    of_provinces: bool = False
    on_site: bool = False
    picture: str = "national-status"
