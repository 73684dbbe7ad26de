"""All names of places, districts and provinces as keys, in one reading.

Built once from the register. A name is taken apart rather than looked up whole: a province before
or behind, then a place or a district, so that every way to write one goes with every way to write
the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from geo.names.keys import READINGS, key_of, words_of
from geo.names.provinces import province_names
from geo.names.romanise import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.places.register import Register

KINDS_KO = "시군구"
KINDS_HANJA = "市郡區"
SEJONG = ("세종시", "세종", "Sejong", "Sejong-si", "世宗市", "世宗")
FRAGMENT = 2
"""Fewest letters of a district's name that, behind its city's, still mean it: 창원 합포."""


@dataclass(frozen=True)
class Meaning:
    """A place that a name means, in one state of its life."""

    unit_id: str
    province: str
    valid_from: str
    valid_to: str
    bare: bool
    """Whether the name may stand without its province; 'Jung' may not."""

    def on(self, date: str) -> bool:
        """Say whether the place bears the name on a day; ISO dates compare as text."""
        return self.valid_from <= date and (not self.valid_to or date <= self.valid_to)


@dataclass
class Found:
    """What a key may mean."""

    meanings: set[Meaning] = field(default_factory=set)
    districts: set[str] = field(default_factory=set)
    provinces: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Say whether the key means anything."""
        return bool(self.meanings or self.districts or self.provinces)


class Vocabulary:
    """The keys of one reading.

    Parameters
    ----------
    register
        Places, provinces, codes and names in Chinese characters.
    reading
        0 exact, 1 and 2 coarser; see `geo.names.keys`.
    """

    def __init__(self, register: Register, reading: int) -> None:
        self.names: dict[str, set[Meaning]] = defaultdict(set)
        self.districts: dict[str, set[str]] = defaultdict(set)
        self.provinces: dict[str, set[str]] = defaultdict(set)
        self.province_of: dict[str, set[str]] = defaultdict(set)
        self._reading = reading
        for code, words in province_names(register.provinces):
            self.provinces[key_of(words, reading)].add(code)
        hanja = {
            (unit, name.replace(" ", "")): text
            for unit, name, text in register.hanja[["unit_id", "name_ko", "hanja"]].itertuples(
                index=False
            )
        }
        cities = self._add_places(register, hanja)
        self._add_districts(register, hanja, cities)
        self._lengths = sorted({len(key) for key in self.provinces}, reverse=True)

    def _key(self, text: str) -> str:
        return key_of(words_of(text), self._reading)

    def _add_places(
        self, register: Register, hanja: dict[tuple[str, str], str]
    ) -> dict[str, set[str]]:
        """Add every state of every place; return the keys of the names of each."""
        cities: dict[str, set[str]] = defaultdict(set)
        for row in register.places.itertuples():
            unit, province = str(row.unit_id), str(row.province_code)
            self.province_of[unit].add(province)
            forms = [*korean_forms(row.name_ko), *english_forms(row.name_en)]
            forms += hanja_forms(hanja.get((unit, row.name_ko), ""))
            if row.kind == "special_city":
                # Sejong is a province and a place at once: 세종시, 세종, Sejong.
                forms += [
                    (name, True) for name in ("세종시", "세종", "Sejong", "Sejong-si", "世宗市")
                ]
            for name, bare in forms:
                key = self._key(name)
                self.names[key].add(Meaning(unit, province, row.valid_from, row.valid_to, bare))
                if bare:
                    cities[unit].add(key)
        return cities

    def _add_districts(
        self,
        register: Register,
        hanja: dict[tuple[str, str], str],
        cities: dict[str, set[str]],
    ) -> None:
        parts: dict[str, set[str]] = defaultdict(set)
        listed = register.codes[register.codes["level"] == "district"][["unit_id", "name_ko"]]
        written = register.hanja[register.hanja["level"] == "district"][["unit_id", "name_ko"]]
        for frame in (listed, written):
            for unit, name in frame.itertuples(index=False):
                _, _, own = name.partition("시")
                if own.strip():
                    parts[unit].add(own.strip())
        for unit, owns in parts.items():
            city = next(iter(register.places.loc[register.places["unit_id"] == unit, "name_ko"]))
            for own in sorted(owns):
                self._add_district(unit, own, hanja.get((unit, city + own), ""), cities[unit])
            self._add_fragments(unit, owns, cities[unit])

    def _add_district(self, unit: str, own: str, chinese: str, cities: set[str]) -> None:
        """Add a district alone and with its city before or behind."""
        english = f"{romanise(own[:-1]).capitalize()}-{romanise(own[-1])}"
        chinese = chinese.rpartition("市")[2]
        for name, bare in (*korean_forms(own), *english_forms(english), *hanja_forms(chinese)):
            key = self._key(name)
            if bare:
                self.districts[key].add(unit)
            for city in cities:
                self.districts[city + key].add(unit)
                self.districts[key + city].add(unit)

    def _add_fragments(self, unit: str, owns: Iterable[str], cities: set[str]) -> None:
        """Add ends of districts' names that only one district of the city has."""
        ends: dict[str, set[str]] = defaultdict(set)
        for own in owns:
            stem = own[:-1]
            for start in range(1, len(stem) - FRAGMENT + 1):
                for end in (stem[start:], own[start:]):
                    ends[end].add(own)
        for (end, owners), city in product(ends.items(), cities):
            if len(owners) == 1:
                self.districts[city + end].add(unit)

    def find(self, key: str) -> Found:
        """Return all that a key may mean, whole or with a province before or behind."""
        found = Found(provinces=set(self.provinces.get(key, ())))
        found.meanings = {one for one in self.names.get(key, ()) if one.bare}
        found.districts = set(self.districts.get(key, ()))
        for codes, rest in self.split(key):
            found.meanings |= {one for one in self.names.get(rest, ()) if one.province in codes}
            found.districts |= {
                unit for unit in self.districts.get(rest, ()) if self.province_of[unit] & codes
            }
        return found

    def split(self, key: str) -> Iterator[tuple[set[str], str]]:
        """Yield each way to take a province off a key: its codes, and what is left."""
        for length in self._lengths:
            if length < len(key):
                codes = self.provinces.get(key[:length])
                if codes is not None:
                    yield codes, key[length:]
                codes = self.provinces.get(key[-length:])
                if codes is not None:
                    yield codes, key[:-length]


def korean_forms(name: str) -> list[tuple[str, bool]]:
    """Return the ways to write a Korean name, each with whether it may stand alone."""
    stem = name[:-1] if name[-1] in KINDS_KO else name
    forms = [(name, True)]
    if len(stem) > 1:
        forms.append((stem, True))
    if name[-1] == "시":
        # A city of half a million is called 특례시, a merged one 통합…시.
        forms += [(f"{stem}특례시", True), (f"통합{name}", True)]
    return forms


def english_forms(name: str) -> list[tuple[str, bool]]:
    """Return an English name and its stem; a stem of one syllable needs its province."""
    stem, found, _ = name.rpartition("-")
    if not found:
        return [(name, True)]
    return [(name, True), (stem, sum(sign in "aeiouwy" for sign in _vowels(stem)) > 1)]


def _vowels(stem: str) -> str:
    """Return one sign for each syllable of a Latin word."""
    signs, inside = "", False
    for letter in stem.casefold():
        vowel = letter in "aeiouwy"
        signs += "a" if vowel and not inside else ""
        inside = vowel
    return signs


def hanja_forms(name: str) -> list[tuple[str, bool]]:
    """Return the ways to write a name in Chinese characters."""
    if not name:
        return []
    stem = name[:-1] if name[-1] in KINDS_HANJA else name
    return [(name, True), *([(stem, True)] if len(stem) > 1 else [])]


def vocabularies_of(register: Register) -> list[Vocabulary]:
    """Return all readings of a register's names, the exact one first; built once a register."""
    if "vocabularies" not in register.kept:
        register.kept["vocabularies"] = [Vocabulary(register, n) for n in range(READINGS)]
    found: list[Vocabulary] = register.kept["vocabularies"]
    return found
