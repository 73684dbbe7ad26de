"""The names that a misspelt one is nearest to."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from geo.names.keys import key_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.names.vocabulary import Vocabulary

NEAR = 75
"""Least likeness, 0-100: letters that agree among all, Hangul counted by its parts."""

FEWEST = 2
"""A key of fewer signs is near to everything."""


class Suggestions:
    """Find names by likeness.

    Parameters
    ----------
    vocabulary
        The exact reading of all names.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def _spelt(self) -> dict[str, set[str]]:
        """Each name that may stand alone by its letters, with the places it means."""
        found: dict[str, set[str]] = {}
        for key, meanings in self._vocabulary.names.items():
            units = {one.unit_id for one in meanings if one.bare}
            if units and len(key) >= FEWEST:
                found.setdefault(_letters(key), set()).update(units)
        return found

    def near(self, text: str, most: int = 3) -> list[str]:
        """Return the places whose names are nearest to a text, the likeliest first.

        Parameters
        ----------
        text
            What people wrote.
        most
            At most so many.
        """
        key = key_of(words_of(text))
        asked: list[tuple[set[str], str]] = [(set(), key), *self._vocabulary.split(key)]
        ranked = self._ranked(asked)
        if not ranked:
            # Where the province named has nothing alike, the name may lie in another.
            ranked = self._ranked([(set(), rest) for _, rest in asked])
        return sorted(ranked, key=lambda unit: (-ranked[unit], unit))[:most]

    def _ranked(self, asked: list[tuple[set[str], str]]) -> dict[str, float]:
        """Return places by their best likeness to any of the names asked for."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # only misspelt names need it

        ranked: dict[str, float] = {}
        for codes, rest in asked:
            if len(rest) < FEWEST:
                continue
            hits = process.extract(
                _letters(rest), self._spelt.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=20
            )
            for letters, score, _ in hits:
                for unit in self._allowed(self._spelt[letters], codes):
                    ranked[unit] = max(ranked.get(unit, 0.0), score)
        return ranked

    def _allowed(self, units: Iterable[str], codes: Iterable[str]) -> list[str]:
        """Return the places that lie in one of the provinces; all where none was named."""
        wanted = set(codes)
        within = self._vocabulary.province_of
        return [unit for unit in units if not wanted or within[unit] & wanted]


def _letters(key: str) -> str:
    """Return a key with Hangul taken apart, so that 숑 and 송 differ by one part of three."""
    return unicodedata.normalize("NFD", key)
