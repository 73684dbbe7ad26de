"""What the register knows of a code: its place, and the names a feature with it may carry."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.places.names import normalise

PROVINCE_PREFIX = re.compile(r"^\D*?(특별자치시|특별자치도|통합특별시|특별시|광역시|도)(?=.)")


@dataclass(frozen=True)
class Entry:
    """What the register knows of one code.

    Parameters
    ----------
    unit_id
        The place it belongs to.
    district
        Whether it is an administrative district of a city.
    names
        Normalised names that a feature with this code may carry.
    district_names
        Those among them that name a district.
    """

    unit_id: str
    district: bool
    names: frozenset[str]
    district_names: frozenset[str]


def entries_of(system: str, codes: pd.DataFrame, places: pd.DataFrame) -> dict[str, Entry]:
    """Return the register's entry of each code of a system."""
    own: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    for frame in (codes.loc[codes["level"] == "municipality"], places):
        for unit_id, name in zip(frame["unit_id"], frame["name_ko"], strict=True):
            own[unit_id].add(normalise(name))
    districts = codes.loc[codes["level"] == "district"]
    for unit_id, name in zip(districts["unit_id"], districts["name_ko"], strict=True):
        parts[unit_id] |= _district_names(normalise(name), own[unit_id])
    entries = {}
    rows = codes.loc[codes["system"] == system, ["code", "unit_id", "level", "name_ko"]]
    for code, unit_id, level, name in rows.itertuples(index=False):
        district = level == "district"
        named = _district_names(normalise(name), own[unit_id]) if district else parts[unit_id]
        entries[code] = Entry(
            unit_id, district, frozenset(own[unit_id] | named), frozenset(named - own[unit_id])
        )
    return entries


def _district_names(name: str, cities: set[str]) -> set[str]:
    """Return a district's name with and without its city: '수원시장안구', '장안구'."""
    return {name} | {name[len(c) :] for c in cities if name.startswith(c) and name != c}


def as_code(value: Any) -> str:
    """Return a cell as a code: five digits of a ten-digit MOIS code that ends in five zeros.

    A spreadsheet or a driver may have turned codes into numbers; these come back as digits.
    """
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip().removesuffix(".0")
    return text[:5] if re.fullmatch(r"\d{5}0{5}", text) else text


def agrees(entry: Entry | None, name: str) -> bool:
    """Say whether a name is one the register has for a code, with or without its province."""
    if entry is None:
        return False
    key = normalise(name)
    return key in entry.names or PROVINCE_PREFIX.sub("", key, count=1) in entry.names


def names_district(entry: Entry, name: str) -> bool:
    """Say whether a feature with this code and name is a district of a city."""
    key = normalise(name)
    return entry.district or PROVINCE_PREFIX.sub("", key, count=1) in entry.district_names
