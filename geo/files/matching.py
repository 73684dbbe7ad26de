"""Find out which place each feature of a boundary file is, and prove it by several signs.

The two code systems of Korea collide: 11110 is Nowon-gu to Statistics Korea (KOSTAT) and
Jongno-gu to the Ministry of the Interior (MOIS). Names beside the codes decide, and settle the
encoding; where they are missing, garbled or foreign, the official shapes decide; where there are
no codes, names and shapes do. A feature whose signs contradict each other is no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.files.codebook import Entry, agrees, entries_of
from geo.files.levels import Surplus, settle_levels
from geo.files.refusals import by_codes_alone, no_signs, unproven
from geo.files.signs import (
    GARBLED,
    NAME_HINTS,
    PROOF_SHARE,
    PROVINCE_CODE,
    SYSTEMS,
    Column,
    Reading,
    code_readings,
    columns_of,
    named_readings,
    names_alone,
    units_named,
)
from geo.names.resolver import PROVINCE, Resolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.files.reading.readers import RawLayer
    from geo.files.whereabouts import Reference
    from geo.places.register import Register

PLACE_SHARE = 0.9
"""Least share of features that must lie where their code says, where names prove nothing."""


@dataclass(frozen=True)
class Notice:
    """Something a user should know of a file that was read nevertheless.

    Parameters
    ----------
    kind
        What it is about, one word.
    text
        The sentence.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Matching:
    """Which place each feature is.

    Parameters
    ----------
    features
        One row for each feature, in the file's order: code, name, unit_id (blank where the
        register does not know the code or the signs contradict each other) and surplus (why a
        feature is left out although it is understood; blank for the others).
    code_system
        "kostat", "mois", or "names" where only names were read.
    encoding
        The encoding in which the names are the register's.
    notices
        What was not as it should be.
    """

    features: pd.DataFrame
    code_system: str
    encoding: str | None
    notices: tuple[Notice, ...] = ()


def match_features(
    layer: RawLayer,
    register: Register,
    reference: Reference | None = None,
    homes: Sequence[str] = (),
) -> Matching:
    """Match the features of a layer with the places of the register.

    Parameters
    ----------
    layer
        Features as read.
    register
        Codes, names and changes of places.
    reference
        The official shapes; without them codes and names alone decide.
    homes
        The place in which each feature lies, from `Reference.homes`; empty without.

    Raises
    ------
    InputError
        If no column holds codes or names, if no sign proves a reading, or if it is a layer of
        another level.
    """
    places = register.places
    entries = {system: entries_of(system, register.codes, places) for system in SYSTEMS}
    resolver = Resolver(register, str(places["valid_from"].max()))
    columns = columns_of(layer)
    bases = code_readings(columns, entries)
    proof = _Proof(layer, entries, resolver, reference, tuple(homes))
    best, notices = proof.of_codes(bases, columns)
    if best is None:
        best, notices = proof.of_names(columns)
    if best is None:
        raise no_signs(layer.name, columns, resolver)
    features, more = proof.assign(best)
    features, surplus = settle_levels(features, best, entries.get(best.system, {}), resolver)
    notices += more + _surplus_notices(surplus)
    return Matching(features, best.system, best.encoding, tuple(notices))


@dataclass(frozen=True)
class _Proof:
    """The signs of one layer held against each other."""

    layer: RawLayer
    entries: dict[str, dict[str, Entry]]
    resolver: Resolver
    reference: Reference | None
    homes: tuple[str, ...]

    def of_codes(
        self, bases: Sequence[Reading], columns: Sequence[Column]
    ) -> tuple[Reading | None, list[Notice]]:
        """Return the reading of codes that names or places prove; None where there are none."""
        if not bases:
            return None, []
        readings = list(named_readings(bases, columns, self.layer, self.entries, self.resolver))
        named = [r for r in readings if r.fits or r.name_column in NAME_HINTS]
        best = max(named, key=lambda reading: reading.rank, default=None)
        if best is not None and self._proven(best, named):
            return best, []
        by_place = self._by_place(bases)
        if by_place is not None:
            told = "no names" if best is None else f"names that agree for {best.fits} of them only"
            text = (
                f"{by_place.column} is read as {SYSTEMS[by_place.system]} because the shapes lie "
                f"where its codes say: {len(by_place.codes)} features, {told}."
            )
            return by_place, [Notice("names", text)]
        if best is None:
            return by_codes_alone(bases, self.layer, self.entries), []
        raise unproven(self.layer.name, best, named)

    def _proven(self, best: Reading, named: Sequence[Reading]) -> bool:
        """Say whether names prove a reading, and no other as well."""
        rivals = [r for r in named if r.fits == best.fits and not best.third]
        same = all(self._units(r) == self._units(best) for r in rivals)
        return best.fits >= PROOF_SHARE * len(best.codes) and same

    def _units(self, reading: Reading) -> list[str]:
        known = self.entries[reading.system]
        return [known[code].unit_id if code in known else "" for code in reading.codes]

    def _by_place(self, bases: Sequence[Reading]) -> Reading | None:
        """Return the reading whose codes say where the shapes lie, where one does."""
        if self.reference is None or not self.homes:
            return None
        shares = {}
        for base in bases:
            known = [(u, h) for u, h in zip(self._units(base), self.homes, strict=True) if u]
            right = sum(self.reference.fits(unit, home) for unit, home in known)
            shares[base] = right / len(known)
        best = max(bases, key=lambda base: (shares[base], base.rank))
        return best if shares[best] >= PLACE_SHARE else None

    def of_names(self, columns: Sequence[Column]) -> tuple[Reading | None, list[Notice]]:
        """Return the reading of names that says of most features which place they are."""
        readings = names_alone(columns, self.layer, self.resolver)
        if not readings:
            return None, []
        best = max(readings, key=lambda reading: (self._sure(reading), reading.rank))
        if self._sure(best) < PROOF_SHARE * len(best.names):
            return None, []
        text = f"No codes: places are told by their names in {best.name_column}"
        where = " and by where they lie." if self.homes else "."
        return best, [Notice("codes", text + where)]

    def _sure(self, reading: Reading) -> int:
        return sum(bool(self._one(name, row)) for row, name in enumerate(reading.names))

    def _one(self, name: str, row: int) -> str:
        """Return the one place that a name means, where the shape lies decides among several."""
        units = units_named(self.resolver, name)
        if self.reference is not None and self.homes:
            home = self.homes[row]
            units = tuple(u for u in units if self.reference.fits(u, home)) or units
            units = (home,) if home in units else units
        return units[0] if len(units) == 1 else ""

    def assign(self, best: Reading) -> tuple[pd.DataFrame, list[Notice]]:
        """Return code, name and place of each feature, with what did not agree."""
        names = best.names or tuple("" for _ in best.codes)
        units, told = [], []
        for row, (code, name) in enumerate(zip(best.codes, names, strict=True)):
            unit, why = self._place(best, code, name, row)
            units.append(unit)
            if why:
                told.append(f"feature {row + 1} ({code} {name}): {why}")
        features = pd.DataFrame({"code": best.codes, "name": names, "unit_id": units}, dtype=str)
        return features, [Notice("signs", text) for text in told]

    def _place(self, best: Reading, code: str, name: str, row: int) -> tuple[str, str]:
        """Return the place of one feature, and in words which of its signs was not followed."""
        if best.system == "names":
            return self._one(name, row), ""
        entry = self.entries[best.system].get(code)
        if entry is None:
            named = self.homes and not self._is_province(code, name)
            unit = self._one(name, row) if named else ""
            return unit, unit and f"no known code; taken for {unit} by its name"
        meant = units_named(self.resolver, name)
        silent = not best.names or not name or GARBLED.match(name) is not None
        if silent or best.third or agrees(entry, name, meant):
            return entry.unit_id, ""
        return self._by_home(entry.unit_id, meant, row)

    def _by_home(self, coded: str, meant: tuple[str, ...], row: int) -> tuple[str, str]:
        """Return the place of a feature whose code and name differ: the one it lies in."""
        home = self.homes[row] if self.homes else ""
        if self.reference is None or not home:
            return "", ""
        if self.reference.fits(coded, home):
            return coded, f"another name; it lies where its code says, in {home}"
        other = [unit for unit in meant if self.reference.fits(unit, home)]
        if len(other) == 1:
            return other[0], f"another place's code; it lies where its name says, in {home}"
        return "", ""

    def _is_province(self, code: str, name: str) -> bool:
        """Say whether a feature is a whole province."""
        return bool(PROVINCE_CODE.fullmatch(code)) or (
            bool(name) and self.resolver.read(name).kind == PROVINCE
        )


def _surplus_notices(surplus: Sequence[Surplus]) -> list[Notice]:
    return [Notice("level", str(one)) for one in surplus]
