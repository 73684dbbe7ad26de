"""Find out which place each feature of a boundary file is, and prove it.

The two code systems of Korea collide: 11110 is Nowon-gu to Statistics Korea (KOSTAT) and
Jongno-gu to the Ministry of the Interior (MOIS). A column's name is only a hint; what decides is
whether the names beside the codes are those in the register, and the same proof settles the
encoding. Features are joined by code, and only where the name agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.files.codebook import Entry, agrees, as_code, entries_of, names_district
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.files.readers import RawLayer

SYSTEMS = {"kostat": "KOSTAT (통계청)", "mois": "MOIS (행정안전부)"}
"""The code systems, by their key in the register."""

CODE_HINTS = {
    "sigungu_cd": "kostat",
    "adm_cd": "kostat",
    "code": "kostat",
    "sig_cd": "mois",
    "adm_cd2": "mois",
    "mois_code": "mois",
    "sgg_cd": "mois",
    "adm_sect_c": "mois",
}
"""What column names usually hold; used to break ties, never to decide."""

NAME_HINTS = frozenset({"sigungu_nm", "sig_kor_nm", "sgg_nm", "name", "name_ko", "adm_nm"})
"""Columns that hold Korean names; any other column may, if its text is in the register."""

PROOF_SHARE = 0.8
"""Least share of features whose name must be the register's for their code."""

CODE_SHARE = 0.5
"""Least share of features whose code a system must know to be considered."""

THIRD_LEVEL = re.compile(r"\d{7,8}|\d{10}")


@dataclass(frozen=True)
class Matching:
    """Which place each feature is.

    Parameters
    ----------
    features
        One row for each feature, in the file's order: code, name, unit_id (blank where the
        register does not know the code or the name does not agree).
    code_system
        "kostat" or "mois".
    encoding
        The encoding in which the names are the register's.
    """

    features: pd.DataFrame
    code_system: str
    encoding: str | None


@dataclass(frozen=True)
class _Reading:
    """One way to read the file, and how well it fits."""

    system: str
    column: str
    codes: tuple[str, ...]
    names: tuple[str, ...] = ()
    name_column: str = ""
    encoding: str | None = None
    fits: int = 0
    rank: tuple[int, ...] = ()


def match_features(layer: RawLayer, codes: pd.DataFrame, places: pd.DataFrame) -> Matching:
    """Match the features of a layer with the places of the register.

    Parameters
    ----------
    layer
        Features as read.
    codes
        The register's codes: system, code, unit_id, level, name_ko.
    places
        The register's places through time: unit_id, name_ko.

    Raises
    ------
    InputError
        If no column holds codes, if the names prove no reading, if codes without names fit both
        systems or neither, or if two features that are not districts are the same place.
    """
    register = {system: entries_of(system, codes, places) for system in SYSTEMS}
    columns = _columns(layer)
    candidates = _code_candidates(columns, register)
    if not candidates:
        raise _no_codes(layer.name, columns)
    readings = list(_readings(candidates, columns, layer, register))
    best = _proven(readings, len(layer.frame), layer.name, register)
    if best is None:
        best = _by_codes_alone(candidates, layer, register)
    features = _assign(best, register[best.system])
    faults = list(_repeated(features, register[best.system], layer.name))
    if faults:
        raise InputError(faults)
    return Matching(features, best.system, best.encoding)


def _columns(layer: RawLayer) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the attribute columns by lower-case name; two may differ in case only."""
    frame = layer.frame
    shape = list(frame.columns).index(frame.geometry.name)
    return [
        (str(name).casefold(), tuple(frame.iloc[:, i].tolist()))
        for i, name in enumerate(frame.columns)
        if i != shape
    ]


def _code_candidates(
    columns: Sequence[tuple[str, tuple[Any, ...]]], register: dict[str, dict[str, Entry]]
) -> list[_Reading]:
    """Return every column and system that may hold the codes."""
    found = []
    for (column, values), system in product(columns, SYSTEMS):
        codes = tuple(as_code(value) for value in values)
        known = sum(code in register[system] for code in codes)
        if known and known >= CODE_SHARE * len(codes):
            hinted = int(CODE_HINTS.get(column) == system)
            found.append(_Reading(system, column, codes, rank=(len(set(codes)), known, hinted)))
    return found


def _readings(
    candidates: Sequence[_Reading],
    columns: Sequence[tuple[str, tuple[Any, ...]]],
    layer: RawLayer,
    register: dict[str, dict[str, Entry]],
) -> Iterator[_Reading]:
    """Yield every way to read names beside codes, with the number of features that agree."""
    encodings = layer.encodings or (layer.encoding,)
    for (order, encoding), (column, values) in product(enumerate(encodings), columns):
        names = tuple(_decode(value, encoding if layer.encodings else None) for value in values)
        if not any(names):
            continue
        for base in candidates:
            if base.column == column:
                continue
            entries = register[base.system]
            pairs = zip(base.codes, names, strict=True)
            fits = sum(agrees(entries.get(code), name) for code, name in pairs)
            yield _Reading(
                base.system,
                base.column,
                base.codes,
                names,
                column,
                encoding,
                fits,
                (fits, *base.rank, int(column in NAME_HINTS), -order),
            )


def _decode(value: Any, encoding: str | None) -> str:
    """Return a cell as text; undecoded text is read in the encoding given."""
    if not isinstance(value, str):
        return ""
    if encoding is not None:
        # A field that is too short cuts the last syllable in half: one damaged name among many.
        return value.encode("ISO-8859-1", "replace").decode(encoding, "replace").strip()
    return str(value).strip()


def _units(reading: _Reading, register: dict[str, dict[str, Entry]]) -> list[str]:
    entries = register[reading.system]
    return [entries[code].unit_id if code in entries else "" for code in reading.codes]


def _proven(
    readings: Sequence[_Reading], count: int, name: str, register: dict[str, dict[str, Entry]]
) -> _Reading | None:
    """Return the reading that the names prove, or None where the file has no names."""
    named = [r for r in readings if r.fits or r.name_column in NAME_HINTS]
    if not named:
        return None
    best = max(named, key=lambda reading: reading.rank)
    rivals = [r for r in named if r.fits == best.fits]
    same = all(_units(r, register) == _units(best, register) for r in rivals)
    if best.fits >= PROOF_SHARE * count and same:
        return best
    shown = sorted(named, key=lambda reading: reading.rank, reverse=True)[:6]
    raise InputError.one(
        name,
        where=f"columns {best.column} and {best.name_column}",
        value="; ".join(_told(reading, count) for reading in shown),
        expected=f"names that are the register's for {PROOF_SHARE:.0%} of the codes",
        next_step="Check codes and names; if the names look garbled, name their encoding, "
        "e.g. --encoding CP949.",
    )


def _told(reading: _Reading, count: int) -> str:
    read_as = f", read as {reading.encoding}" if reading.encoding else ""
    return (
        f"{reading.column} as {SYSTEMS[reading.system]} with {reading.name_column}{read_as}: "
        f"{reading.fits} of {count} names agree"
    )


def _by_codes_alone(
    candidates: Sequence[_Reading], layer: RawLayer, register: dict[str, dict[str, Entry]]
) -> _Reading:
    """Return the only system that knows every code of a file without names."""
    unknown = {
        (r.column, r.system): [code for code in r.codes if code not in register[r.system]]
        for r in candidates
    }
    complete = [r for r in candidates if not unknown[r.column, r.system]]
    if len({r.system for r in complete}) == 1:
        return max(complete, key=lambda reading: reading.rank)
    told = "; ".join(
        f"{column} as {SYSTEMS[system]}: "
        + (f"{len(codes)} unknown ({', '.join(codes[:5])})" if codes else "all codes known")
        for (column, system), codes in unknown.items()
    )
    raise InputError.one(
        layer.name,
        where="code system",
        value=f"no names, and {told}",
        expected="one system that knows every code",
        next_step="Add a column with the Korean names (e.g. SIGUNGU_NM or SIG_KOR_NM): "
        "they decide between the candidates.",
    )


def _no_codes(name: str, columns: Sequence[tuple[str, tuple[Any, ...]]]) -> InputError:
    """Return the error for a layer in which no column holds second-level codes."""
    third = [
        column
        for column, values in columns
        if column in CODE_HINTS and all(THIRD_LEVEL.fullmatch(as_code(v)) for v in values)
    ]
    listed = ", ".join(column for column, _ in columns) or "none"
    return InputError.one(
        name,
        where="columns",
        value=f"third-level codes in {third[0]}" if third else f"no known codes in {listed}",
        expected="second-level codes, e.g. SIGUNGU_CD 11010 (KOSTAT) or SIG_CD 11110 (MOIS)",
        next_step="Give the second-level layer (시군구) with its code column.",
    )


def _assign(reading: _Reading, entries: dict[str, Entry]) -> pd.DataFrame:
    """Return code, name and place of each feature; no place where the name does not agree."""
    names = reading.names or tuple("" for _ in reading.codes)
    units = []
    for code, name in zip(reading.codes, names, strict=True):
        entry = entries.get(code)
        joined = entry is not None and (not reading.names or agrees(entry, name))
        units.append(entry.unit_id if entry is not None and joined else "")
    return pd.DataFrame({"code": reading.codes, "name": names, "unit_id": units}, dtype=str)


def _repeated(features: pd.DataFrame, entries: dict[str, Entry], file: str) -> Iterator[Fault]:
    """Yield the features that are one place twice without being districts of a city."""
    matched = features.loc[features["unit_id"] != ""]
    for unit_id, group in matched.groupby("unit_id"):
        whole = [
            (row, code, name)
            for row, code, name in group[["code", "name"]].itertuples()
            if not names_district(entries[code], name)
        ]
        if len(group) > 1 and whole:
            rows = ", ".join(str(row + 1) for row in group.index)
            yield Fault(
                file,
                f"features {rows}",
                f"place {unit_id} {len(group)} times ({whole[0][1]} {whole[0][2]})".rstrip(),
                "one feature for each place, or the districts of a city without the city",
                "Remove or merge the repeated features.",
            )
