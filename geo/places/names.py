"""Find the place that people mean by a name, and never guess between two.

Thirty of 250 boundary features share seven names, and 고성군 exists twice; a bare name that may
mean several places is an error that lists them. Data are joined on `unit_id`, never on names:
this module serves people's text and the one-time intake of lists that come with names only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.errors import AmbiguousPlaceError, UnknownPlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.places.register import Register

SUFFIX_KO = re.compile(r"(특별자치시|특별자치도|특별시|광역시|통합특별시|[시군구도])$")
SUFFIX_EN = re.compile(r"-?(si|gun|gu|do)$")
ENGLISH_WORDS = {"city": "si", "county": "gun", "district": "gu"}


def normalise(text: str) -> str:
    """Return a name as a key: compatibility form, lower case, no spaces, hyphens or commas."""
    words = unicodedata.normalize("NFKC", text).casefold().replace("-", " ").split()
    words = [ENGLISH_WORDS.get(word.strip(",."), word) for word in words]
    # What is left may compose anew once the signs between are gone.
    return unicodedata.normalize("NFC", re.sub(r"[\s,.'’()·/]", "", "".join(words)))


def _aliases(name_ko: str, name_en: str) -> set[str]:
    """Return the forms of one name: full, and without its suffix where that is two letters up."""
    forms = {name_ko, name_en, SUFFIX_EN.sub("", name_en.casefold())}
    bare = SUFFIX_KO.sub("", name_ko)
    if len(bare) > 1:
        forms.add(bare)
    return {normalise(form) for form in forms}


@dataclass(frozen=True)
class _Meaning:
    unit_id: str
    current: bool


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
    _with_province: dict[str, set[_Meaning]] = field(default_factory=lambda: defaultdict(set))
    _bare: dict[str, set[_Meaning]] = field(default_factory=lambda: defaultdict(set))
    _districts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        """Build the two indexes once."""
        provinces = self.register.provinces
        by_code = {
            code: _province_aliases(rows) for code, rows in provinces.groupby("province_code")
        }
        for row in self.register.places.itertuples():
            # ISO dates compare as text.
            current = row.valid_from <= self.date and (
                not row.valid_to or self.date <= row.valid_to
            )
            meaning = _Meaning(row.unit_id, current)
            names = _aliases(row.name_ko, row.name_en)
            if row.kind == "special_city":
                # Sejong is a province and a place at once: 세종시, 세종, Sejong.
                names |= {"세종시", "세종", "sejong", "sejongsi"}
            for name in names:
                self._bare[name].add(meaning)
            for province in by_code[row.province_code]:
                for name in names:
                    self._with_province[province + name].add(meaning)
                    self._with_province[name + province].add(meaning)
        codes = self.register.codes
        for row in codes[codes["level"] == "district"].itertuples():
            self._districts[normalise(row.name_ko)].add(row.unit_id)

    def resolve(self, text: str) -> str:
        """Return the `unit_id` that a text means.

        Parameters
        ----------
        text
            Province and name in Korean or English, in either order ("경남 고성군",
            "Gyeongnam Goseong-gun"), a name that only one place bears, a former name
            ("인천 남구"), or a `unit_id`.

        Raises
        ------
        AmbiguousPlaceError
            If several places go by the name; lists them.
        UnknownPlaceError
            If none does.
        """
        key = normalise(text)
        if key.isdigit():
            if key in set(self.register.places["unit_id"]):
                return key
            raise UnknownPlaceError(text, "No place has this unit_id; see places.csv.")
        for index in (self._with_province, self._bare):
            if key in index:
                return self._choose(text, index[key])
        raise UnknownPlaceError(text, self._hint(key))

    def search(self, text: str, limit: int = 12) -> list[str]:
        """Return the places whose name, former name or code contains a text, best first.

        Parameters
        ----------
        text
            Any part of a name, with or without its province; or the start of a `unit_id`.
        limit
            At most so many.
        """
        key = normalise(text)
        if not key:
            return []
        if key.isdigit():
            ids = sorted(set(self.register.places["unit_id"]))
            return [unit for unit in ids if unit.startswith(key)][:limit]
        ranked: dict[str, tuple[int, int]] = {}
        for index in (self._bare, self._with_province):
            for name, meanings in index.items():
                if key not in name:
                    continue
                rank = 0 if name == key else 1 if name.startswith(key) else 2
                for meaning in meanings:
                    order = (rank, 0 if meaning.current else 1)
                    ranked[meaning.unit_id] = min(ranked.get(meaning.unit_id, order), order)
        return sorted(ranked, key=lambda unit: (ranked[unit], unit))[:limit]

    def _choose(self, text: str, meanings: Iterable[_Meaning]) -> str:
        current = {meaning.unit_id for meaning in meanings if meaning.current}
        units = current or {meaning.unit_id for meaning in meanings}
        if len(units) == 1:
            return next(iter(units))
        # Asked about an earlier year, the text may mean a place that was called so then.
        every = sorted({meaning.unit_id for meaning in meanings})
        raise AmbiguousPlaceError(text, [self.label(unit) for unit in every])

    def label(self, unit_id: str) -> str:
        """Return a place's Korean and English name on its last day that is not after `date`."""
        rows = self.register.places
        mine = rows[rows["unit_id"] == unit_id].sort_values("valid_from")
        past = mine[mine["valid_from"] <= self.date]
        row = (past if len(past) else mine).iloc[-1]
        day = self.date if not row["valid_to"] else min(self.date, row["valid_to"])
        day = max(day, row["valid_from"])
        korean = self.register.full_name(unit_id, day, "ko")
        return f"{korean} ({self.register.full_name(unit_id, day, 'en')})"

    def _hint(self, key: str) -> str:
        """Return why a text is no place: an administrative district names its city."""
        cities = {
            unit
            for name, units in self._districts.items()
            if key in (name, *_tails(name))
            for unit in units
        }
        if cities:
            owners = ", ".join(sorted(self.label(unit) for unit in cities))
            return f"It is an administrative district of {owners}; name the city."
        return ""


def _tails(name: str) -> Iterator[str]:
    """Yield the district's own name, '장안구' of '수원시장안구'."""
    city, found, rest = name.partition("시")
    if found and city and rest:
        yield rest


def _province_aliases(rows: object) -> set[str]:
    """Return every form of a province's names, former ones included."""
    forms: set[str] = set()
    for row in rows.itertuples():  # type: ignore[attr-defined]  # a pandas frame
        forms |= _aliases(row.name_ko, row.name_en) | _aliases(row.short_ko, row.short_en)
        forms.add(normalise(row.name_en.split()[0]))
    return forms
