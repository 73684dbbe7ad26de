"""What a briefing is of: the facts of an edition, in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.words.language import Words, words

if TYPE_CHECKING:
    from figures.print.facts import Facts


@dataclass(frozen=True)
class Subject:
    """What a briefing's tables and sentences are made from.

    Parameters
    ----------
    facts
        Where every number comes from.
    lang
        The language.
    """

    facts: Facts
    lang: str

    @property
    def say(self) -> Words:
        """The words of the language."""
        return words(self.lang)
