"""Layers that mix levels: provinces beside municipalities, cities beside their districts, parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.files.codebook import Entry, names_district
from geo.files.signs import PROVINCE_CODE, Reading
from geo.names.resolver import DISTRICT, PROVINCE

if TYPE_CHECKING:
    import pandas as pd

    from geo.names.resolver import Resolver

SHOWN = 5


@dataclass(frozen=True)
class Surplus:
    """Features that are understood but are not one feature for each place.

    Parameters
    ----------
    what
        What they are.
    rows
        Their numbers in the file, from 1.
    done
        What became of them.
    """

    what: str
    rows: tuple[int, ...]
    done: str

    def __str__(self) -> str:
        """Return the sentence."""
        shown = ", ".join(str(row) for row in self.rows[:SHOWN])
        more = f" and {len(self.rows) - SHOWN} more" if len(self.rows) > SHOWN else ""
        return f"{len(self.rows)} {self.what} (features {shown}{more}): {self.done}."


def settle_levels(
    features: pd.DataFrame, reading: Reading, entries: dict[str, Entry], resolver: Resolver
) -> tuple[pd.DataFrame, list[Surplus]]:
    """Return the features with a column `surplus`, and what was found beside the places.

    Parameters
    ----------
    features
        code, name, unit_id of each feature.
    reading
        How they were read.
    entries
        What the register knows of the codes; empty where only names were read.
    resolver
        Reads names.
    """
    surplus = [""] * len(features)
    found: list[Surplus] = []
    provinces = [
        row
        for row, (code, name, unit) in enumerate(features.itertuples(index=False))
        if not unit and _is_province(code, name, resolver)
    ]
    for row in provinces:
        surplus[row] = "province"
    if provinces:
        found.append(
            Surplus("provinces", tuple(row + 1 for row in provinces), "left out, another level")
        )
    if reading.third:
        rows = tuple(range(1, len(features) + 1))
        count = features["unit_id"].nunique() - ("" in set(features["unit_id"]))
        done = f"put together to {count} places by the first five digits"
        found.append(Surplus("features of the third level (읍면동)", rows, done))
        return features.assign(surplus=surplus), found
    doubled, parts = [], []
    matched = features[features["unit_id"] != ""]
    for _, group in matched.groupby("unit_id"):
        districts = [
            int(str(row))
            for row, code, name in group[["code", "name"]].itertuples()
            if _is_district(entries, code, name, resolver)
        ]
        whole = [row for row in group.index if row not in districts]
        if whole and districts:
            doubled += districts
        if len(whole) > 1:
            parts += whole
    for row in doubled:
        surplus[row] = "district"
    if doubled:
        done = "left out, their cities stand beside them as a whole"
        found.append(Surplus("districts", tuple(row + 1 for row in sorted(doubled)), done))
    if parts:
        done = "put together, several rows of one place"
        found.append(Surplus("parts of places", tuple(row + 1 for row in sorted(parts)), done))
    kept = features["unit_id"].where([not why for why in surplus], "")
    return features.assign(unit_id=kept, surplus=surplus), found


def _is_province(code: str, name: str, resolver: Resolver) -> bool:
    if name:
        kind = resolver.read(name).kind
        return kind == PROVINCE or bool(PROVINCE_CODE.fullmatch(code))
    return bool(PROVINCE_CODE.fullmatch(code))


def _is_district(entries: dict[str, Entry], code: str, name: str, resolver: Resolver) -> bool:
    """Say whether a feature is an administrative district, by its code or its name."""
    if code in entries:
        return names_district(entries[code], name)
    return bool(name) and resolver.read(name).kind == DISTRICT
