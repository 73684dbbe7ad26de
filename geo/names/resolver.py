"""Find the place that people mean by a name or a code, and never guess between two.

Thirty of 250 boundary features share seven names, and 고성군 exists twice; a text that may mean
several places is an error that lists them. Data are joined on `unit_id`, never on names: this
module serves people's text and the one-time intake of lists that come with names only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.names.codes import Codes, digits_of
from geo.names.keys import key_of, normalise, words_of
from geo.names.provinces import label_on
from geo.names.suggestions import Suggestions
from geo.names.vocabulary import Found, vocabularies_of
from store.errors import AmbiguousPlaceError, UnknownPlaceError

if TYPE_CHECKING:
    from geo.names.vocabulary import Vocabulary
    from geo.places.register import Register

PLACE, AMBIGUOUS, DISTRICT, PROVINCE, UNKNOWN = (
    "place",
    "ambiguous",
    "district",
    "province",
    "unknown",
)
"""What a text may turn out to be."""

ASIDE = re.compile(r"\(([^()]*)\)")
REMEMBERED = 50_000
"""How many texts a resolver remembers; a long list repeats its names."""


@dataclass(frozen=True)
class Reading:
    """What a text means.

    Parameters
    ----------
    kind
        "place", "ambiguous", "district" (of a city, which is in `units`), "province", "unknown".
    units
        The place; all candidates where ambiguous; the cities of a district.
    provinces
        Codes of the provinces that the text may mean besides.
    """

    kind: str
    units: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A place that a search offers.

    Parameters
    ----------
    unit_id
        A place that lives on the day asked, or the one found where it has no heir.
    label
        Its Korean and English name on that day.
    former
        The place that was found, by its name, where this one is its heir; else blank.
    """

    unit_id: str
    label: str
    former: str = ""


@dataclass(frozen=True)
class Resolver:
    """Turn people's text into a `unit_id`.

    Parameters
    ----------
    register
        The places and provinces through time.
    date
        The day on which names count as current; a former name is used only where no current
        one fits.
    """

    register: Register
    date: str
    _read: dict[str, Reading] = field(default_factory=dict, repr=False, compare=False)
    _parsed: dict[str, Found] = field(default_factory=dict, repr=False, compare=False)

    @property
    def _vocabularies(self) -> list[Vocabulary]:
        return vocabularies_of(self.register)

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self.register)

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self._vocabularies[0])

    @cached_property
    def _living(self) -> frozenset[str]:
        return frozenset(self.register.on(self.date).index)

    def read(self, text: str) -> Reading:
        """Return what a text means, without an error and without suggestions.

        Parameters
        ----------
        text
            Province and name in Korean, English or Chinese characters, in any usual spelling and
            order; a name that only one place bears; a former name; or a code of either system.
        """
        found = self._read.get(text)
        if found is None:
            found = self._interpret(text)
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            self._read[text] = found
        return found

    def resolve(self, text: str) -> str:
        """Return the `unit_id` that a text means.

        Parameters
        ----------
        text
            See `read`.

        Raises
        ------
        AmbiguousPlaceError
            If the text may mean several places; lists them.
        UnknownPlaceError
            If it means none: nothing, a province, or an administrative district, whose city is
            named.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> resolver = Atlas.load().resolver
        >>> resolver.resolve("Gyeongnam Goseong-gun")
        '38340'
        >>> resolver.resolve("고성군")
        Traceback (most recent call last):
            ...
        store.errors.AmbiguousPlaceError: '고성군' is ambiguous: it may mean 강원 고성군 ...
        """
        reading = self.read(text)
        if reading.kind == PLACE:
            return reading.units[0]
        if reading.kind == AMBIGUOUS:
            raise AmbiguousPlaceError(text, self.candidates(reading))
        raise UnknownPlaceError(text, self._hint(text, reading))

    def candidates(self, reading: Reading) -> list[str]:
        """Return the labels of all that a reading may mean."""
        named = [self.label(unit) for unit in reading.units]
        return named + [
            f"the province {label_on(self.register, code, self.date)}" for code in reading.provinces
        ]

    def search(self, text: str, limit: int = 12) -> list[str]:
        """Return the places whose name, former name or code contains a text, best first.

        Parameters
        ----------
        text
            Any spelling that `read` knows, any part of a name, with or without its province; or
            the start of a `unit_id`.
        limit
            At most so many.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> resolver = Atlas.load().resolver
        >>> [resolver.label(unit) for unit in resolver.search("고성")]
        ['강원 고성군 (Gangwon Goseong-gun)', '경남 고성군 (Gyeongnam Goseong-gun)']
        """
        if not normalise(text):
            return []
        reading = self.read(text)
        ranked = {unit: (0, 0 if unit in self._living else 1) for unit in reading.units}
        digits = digits_of(text)
        if digits:
            for unit in self.register.places["unit_id"]:
                if unit.startswith(digits):
                    ranked.setdefault(unit, (1, 0))
        else:
            self._rank_parts(key_of(words_of(text)), ranked)
        return sorted(ranked, key=lambda unit: (ranked[unit], unit))[:limit]

    def offer(self, text: str, limit: int = 12) -> list[Candidate]:
        """Return what a search for a text should offer, ended places by their heirs.

        Parameters
        ----------
        text
            See `search`.
        limit
            At most so many.
        """
        offered: dict[str, Candidate] = {}
        for unit in self.search(text, limit):
            for heir in self._heirs(unit):
                former = "" if heir == unit else self.label(unit)
                offered.setdefault(heir, Candidate(heir, self.label(heir), former))
        return list(offered.values())[:limit]

    def _heirs(self, unit: str) -> list[str]:
        """Return a place, or the heirs that live on the day in the place of one that ended."""
        if unit in self._living:
            return [unit]
        found: list[str] = []
        waiting, seen = [unit], {unit}
        while waiting:
            for heir in self.register.successors(waiting.pop(0)):
                if heir not in seen:
                    seen.add(heir)
                    (found if heir in self._living else waiting).append(heir)
        return found or [unit]

    def _rank_parts(self, key: str, ranked: dict[str, tuple[int, int]]) -> None:
        """Add the places with a name that contains a key; a rank is better the smaller it is."""
        if not key:
            return
        for name, meanings in self._vocabularies[0].names.items():
            if key in name:
                rank = 0 if name == key else 1 if name.startswith(key) else 2
                for meaning in meanings:
                    order = (rank, 0 if meaning.unit_id in self._living else 1)
                    best = ranked.get(meaning.unit_id, order)
                    ranked[meaning.unit_id] = min(best, order)

    def _interpret(self, text: str) -> Reading:
        digits = digits_of(text)
        if digits:
            units, districts = self._codes.find(digits)
            if len(units) == 1:
                return Reading(PLACE, tuple(units))
            if units:
                return Reading(AMBIGUOUS, tuple(sorted(units)))
            return Reading(DISTRICT if districts else UNKNOWN, tuple(sorted(districts)))
        found = self._find(text)
        if not found and "(" in text:
            found = self._without_aside(text)
        return self._chosen(found)

    def _find(self, text: str) -> Found:
        """Return what a text may mean in the first reading in which it means anything."""
        words = words_of(text)
        written = " ".join(words)
        if written not in self._parsed:
            if len(self._parsed) >= REMEMBERED:
                self._parsed.clear()
            self._parsed[written] = self._parse(words)
        return self._parsed[written]

    def _parse(self, words: list[str]) -> Found:
        for reading, vocabulary in enumerate(self._vocabularies):
            key = key_of(words, reading)
            found = vocabulary.find(key) if key else Found()
            if found or not key.isascii():
                return found
        return Found()

    def _without_aside(self, text: str) -> Found:
        """Return what a text means without a remark in brackets.

        A remark that names another place contradicts what stands before it, or the two would
        have been understood together: such a text means nothing. A part of the place, or what
        became of it, does not contradict.
        """
        found = self._find(ASIDE.sub(" ", text))
        units = {one.unit_id for one in found.meanings}
        kin = units | {heir for unit in units for heir in self.register.successors_by_law(unit)}
        for remark in map(self._find, ASIDE.findall(text)):
            named = {one.unit_id for one in remark.meanings} | remark.districts
            if remark.provinces or not named <= kin:
                return Found()
        return found

    def _chosen(self, found: Found) -> Reading:
        """Return the one place that bears the name on the day, or all that may be meant."""
        provinces = tuple(sorted(found.provinces))
        every = tuple(sorted({one.unit_id for one in found.meanings}))
        if not every:
            if found.districts:
                return Reading(DISTRICT, tuple(sorted(found.districts)))
            return Reading(PROVINCE if provinces else UNKNOWN, (), provinces)
        now = sorted({one.unit_id for one in found.meanings if one.on(self.date)}) or list(every)
        # Sejong is a province and a place at once: both are the one thing meant.
        own = {one.province for one in found.meanings if one.unit_id in self._special}
        rivals = tuple(code for code in provinces if code not in own)
        if len(now) == 1 and not rivals:
            return Reading(PLACE, (now[0],))
        # Asked about an earlier year, the text may mean a place that was called so then.
        return Reading(AMBIGUOUS, every, rivals)

    @cached_property
    def _special(self) -> frozenset[str]:
        places = self.register.places
        return frozenset(places.loc[places["kind"] == "special_city", "unit_id"])

    def label(self, unit_id: str) -> str:
        """Return a place's Korean and English name on its last day that is not after `date`.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> Atlas.load().resolver.label("32400")
        '강원 고성군 (Gangwon Goseong-gun)'
        """
        rows = self.register.places
        mine = rows[rows["unit_id"] == unit_id].sort_values("valid_from")
        past = mine[mine["valid_from"] <= self.date]
        row = (past if len(past) else mine).iloc[-1]
        day = self.date if not row["valid_to"] else min(self.date, row["valid_to"])
        day = max(day, row["valid_from"])
        korean = self.register.full_name(unit_id, day, "ko")
        return f"{korean} ({self.register.full_name(unit_id, day, 'en')})"

    def _hint(self, text: str, reading: Reading) -> str:
        """Return why a text is no place: a district names its city, a misspelling what is near."""
        named = ", ".join(self.candidates(reading))
        if reading.kind == DISTRICT:
            return f"It is an administrative district of {named}; name the city."
        if reading.kind == PROVINCE:
            return f"It is {named}; name a municipality of it."
        if digits_of(text):
            return "No place has this unit_id or official code; see places.csv and codes.csv."
        near = [self.label(unit) for unit in self._suggestions.near(text)]
        return f"Did you mean {' or '.join(near)}?" if near else ""
