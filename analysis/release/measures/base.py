"""What a measure is: its key, its named rules with their words and examples, how it is computed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from analysis.release.model import Answer, Slots

OWN, SAID, TOPIC, ADVERB, CARRIED_IN, CARRIED, ABOVE = 4.0, 3.4, 3.2, 2.8, 2.0, 1.6, 1.2
"""How close the words stand: the figure's own phrase, what is said of it, the subject, the rest of
its clause, the rest of its sentence, the sentence before, the heading above."""
FIRM_FROM = ADVERB
"""From here on the words stand in the figure's own clause."""

PARTS = {
    "own": ("own",), "noun": ("own", "head"), "head": ("head",), "said": ("predicate",),
    "topic": ("topic",), "predicate": ("head", "predicate"), "lead": ("clause", "own"), "counted": ("own", "head"), "clause": ("clause", "topic"), "whole": ("whole",), "particle": ("particle",),
    "near": ("clause", "topic", "whole", "own", "head", "predicate"), "sentence": ("sentence",),
    "previous": ("previous",), "heading": ("heading",), "column": ("column",), "row": ("row",),
}  # fmt: skip
"""What a rule may look at, as the slots that are joined for it."""


class Source(Protocol):
    """Who answers questions of numbers; see `analysis.release.facts.book.FactBook`."""

    def count(self, measure: str, scope: str, year: int, rule: str) -> Answer | None:
        """Return how many there are of a measure after a year's announcement."""


@dataclass(frozen=True)
class Rule:
    """A named rule: where which words must stand for a figure to be of a measure.

    Parameters
    ----------
    name
        Its name, in reports and tests.
    lang
        "ko" or "en".
    weight
        How close its words stand; see the constants of this module.
    where
        Part of the surroundings to a pattern that must be found there; see `PARTS`.
    unless
        The same for what must not be found.
    example
        A passage that it serves, the figure in ⟦ ⟧.
    places
        Whether the rule itself says that places are counted, whatever noun stands beside.
    """

    name: str
    lang: str
    weight: float
    where: dict[str, str]
    example: str
    unless: dict[str, str] = field(default_factory=dict)
    places: bool = False

    @cached_property
    def _where(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(part, re.compile(words, re.IGNORECASE)) for part, words in self.where.items()]

    @cached_property
    def _unless(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(part, re.compile(words, re.IGNORECASE)) for part, words in self.unless.items()]

    def match(self, slots: Slots) -> str | None:
        """Return the words that say so, or None."""
        said = []
        for part, words in self._where:
            found = words.search(part_of(slots, part))
            if not found:
                return None
            said.append(found[0].strip())
        if any(words.search(part_of(slots, part)) for part, words in self._unless):
            return None
        return " … ".join(dict.fromkeys(w for w in said if w))


def part_of(slots: Slots, part: str) -> str:
    """Return the words of a part of the surroundings."""
    names = PARTS[part]
    if part == "counted":
        # The noun alone, without the clause that describes it.
        return f"{slots.own[-9:]} {slots.head}"
    if part == "lead" and slots.own and slots.clause.endswith(slots.own):
        return slots.clause
    if len(names) == 1:
        return str(getattr(slots, names[0]))
    return " ".join(str(getattr(slots, name)) for name in names)


@dataclass(frozen=True)
class Measure:
    """Something a figure of a release can count.

    Parameters
    ----------
    key
        Its name in readings; its words on screen stand under `release.measure.<key>`.
    rules
        Its named rules in both languages.
    programme
        The programme whose recipients it counts, empty where it counts none.
    derivable
        Whether the data can answer it at all.
    like
        Measures that the same words may mean as well.
    """

    key: str
    rules: tuple[Rule, ...]
    programme: str = ""
    derivable: bool = True
    like: tuple[str, ...] = ()

    def value(self, source: Source, scope: str, year: int, rule: str) -> Answer | None:
        """Return what the data say of it.

        Parameters
        ----------
        source
            Who answers.
        scope
            A province's code, or "" for the nation.
        year
            The year of the announcement.
        rule
            The counting rule.
        """
        return source.count(self.key, scope, year, rule) if self.derivable else None
