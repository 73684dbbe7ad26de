"""The signs by which a feature tells which place it is: codes of either system, and names.

A column's name is only a hint; what counts is what it holds. Each column that may hold codes is
read in each system, each column that may hold names in each encoding, and names that stand in two
columns, province and place, are read together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from geo.files.codebook import Entry, agrees, as_code
from geo.names.resolver import PROVINCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.files.reading.readers import RawLayer
    from geo.names.resolver import Resolver

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
    "emd_cd": "mois",
}
"""What column names usually hold; used to break ties, never to decide."""

NAME_HINTS = frozenset({"sigungu_nm", "sig_kor_nm", "sgg_nm", "name", "name_ko", "adm_nm"})
"""Columns that hold Korean names; any other column may, if its text is in the register."""

CODE_SHARE = 0.5
"""Least share of features whose code a system must know to be considered."""

PROOF_SHARE = 0.8
"""Least share of features whose name must be the register's for their code."""

NAME_SHARE = 0.5
"""Least share of features whose name means something for a column to hold names."""

THIRD_LEVEL = re.compile(r"\d{7,8}|\d{10}")
PROVINCE_CODE = re.compile(r"\d{2}(?:000|0{8})?")
GARBLED = re.compile(r"^[?\ufffd\s]+$")

Column = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Reading:
    """One way to read a file's columns, and how well it fits.

    Parameters
    ----------
    system
        "kostat", "mois", or "names" where only names are read.
    column
        The column of the codes; blank without.
    codes
        Five-digit codes as read.
    third
        Whether they were cut from longer ones, of eup, myeon and dong.
    names
        The names as read; empty without.
    name_column
        Where they stand.
    encoding
        In which they were read.
    fits
        How many features have a name that the register has for their code.
    rank
        For choosing among readings, larger is better.
    """

    system: str
    column: str
    codes: tuple[str, ...]
    third: bool = False
    names: tuple[str, ...] = ()
    name_column: str = ""
    encoding: str | None = None
    fits: int = 0
    rank: tuple[int, ...] = ()


def columns_of(layer: RawLayer) -> list[Column]:
    """Return the attribute columns by lower-case name; two may differ in case only."""
    frame = layer.frame
    shape = list(frame.columns).index(frame.geometry.name)
    return [
        (str(name).casefold(), tuple(frame.iloc[:, i].tolist()))
        for i, name in enumerate(frame.columns)
        if i != shape
    ]


def code_readings(
    columns: Sequence[Column], register: dict[str, dict[str, Entry]]
) -> list[Reading]:
    """Return every column and system that may hold second-level codes, whole or cut."""
    found = []
    for column, values in columns:
        written = tuple(as_code(value) for value in values)
        third = [bool(THIRD_LEVEL.fullmatch(code)) for code in written]
        cut = sum(third) > CODE_SHARE * len(written)
        codes = tuple(
            code[:5] if cut and is_third else code
            for code, is_third in zip(written, third, strict=True)
        )
        for system in SYSTEMS:
            known = sum(code in register[system] for code in codes)
            if known and known >= CODE_SHARE * len(codes):
                hinted = int(CODE_HINTS.get(column) == system)
                rank = (int(not cut), len(set(codes)), known, hinted)
                found.append(Reading(system, column, codes, cut, rank=rank))
    return found


def name_columns(
    columns: Sequence[Column], layer: RawLayer
) -> Iterator[tuple[int, str | None, str, tuple[str, ...]]]:
    """Yield each column that holds text, in each encoding: order, encoding, column, names."""
    encodings = layer.encodings or (layer.encoding,)
    for (order, encoding), (column, values) in product(enumerate(encodings), columns):
        names = tuple(decode(value, encoding if layer.encodings else None) for value in values)
        if any(name and not GARBLED.match(name) for name in names):
            yield order, encoding, column, names


def decode(value: Any, encoding: str | None) -> str:
    """Return a cell as text; undecoded text is read in the encoding given."""
    if not isinstance(value, str):
        return ""
    if encoding is not None:
        # A field that is too short cuts the last syllable in half: one damaged name among many.
        return value.encode("ISO-8859-1", "replace").decode(encoding, "replace").strip()
    return str(value).strip()


def named_readings(
    bases: Sequence[Reading],
    columns: Sequence[Column],
    layer: RawLayer,
    register: dict[str, dict[str, Entry]],
    resolver: Resolver,
) -> Iterator[Reading]:
    """Yield every way to read names beside codes, with the number of features that agree."""
    for order, encoding, column, names in name_columns(columns, layer):
        meanings = [units_named(resolver, name) for name in names]
        for base in bases:
            if base.column == column:
                continue
            entries = register[base.system]
            meant = meanings
            if base.third:
                meant = [
                    units or units_named(resolver, name.rpartition(" ")[0])
                    for units, name in zip(meanings, names, strict=True)
                ]
            fits = sum(
                agrees(entries.get(code), name, units)
                for code, name, units in zip(base.codes, names, meant, strict=True)
            )
            yield replace(
                base,
                names=names,
                name_column=column,
                encoding=encoding,
                fits=fits,
                rank=(int(not base.third), fits, *base.rank[1:], int(column in NAME_HINTS), -order),
            )


def units_named(resolver: Resolver, name: str) -> tuple[str, ...]:
    """Return every place that a name may mean, a district's city included."""
    return resolver.read(name).units if name else ()


def names_alone(columns: Sequence[Column], layer: RawLayer, resolver: Resolver) -> list[Reading]:
    """Return the readings of a file by names: one column, or a province's and a place's together.

    Parameters
    ----------
    columns
        The file's columns.
    layer
        For its encodings.
    resolver
        Reads the names.
    """
    found = []
    texts = list(name_columns(columns, layer))
    provinces = [
        (encoding, column, names)
        for _, encoding, column, names in texts
        if sum(resolver.read(name).kind == PROVINCE for name in set(names))
        > NAME_SHARE * len(set(names))
    ]
    kinds = _kind_words(texts)
    for order, encoding, column, names in texts:
        ways = [("", names)]
        ways += [
            (head, tuple(f"{first} {name}" for first, name in zip(heads, names, strict=True)))
            for coded, head, heads in provinces
            if coded == encoding and head != column
        ]
        for head, texts_read in ways:
            for suffix, read in ((False, texts_read), (True, _suffixed(texts_read, kinds))):
                meanings = [units_named(resolver, name) for name in read]
                sure = sum(len(units) == 1 for units in meanings)
                known = sum(bool(units) for units in meanings)
                if read and known >= NAME_SHARE * len(read):
                    found.append(
                        Reading(
                            "names",
                            "",
                            tuple("" for _ in read),
                            names=tuple(read),
                            name_column=f"{head} and {column}" if head else column,
                            encoding=encoding,
                            fits=known,
                            rank=(known, sure, len(set(read)), int(not suffix), -order),
                        )
                    )
    return found


def _kind_words(texts: Sequence[tuple[int, str | None, str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the column that says Gu, Gun or Si for each feature, as world files have one."""
    for _, _, _, names in texts:
        words = {name.casefold() for name in names}
        if words and words <= {"gu", "gun", "si", "district", "county", "city", "시", "군", "구"}:
            return names
    return ()


def _suffixed(names: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return names with the kind of place behind them; nothing where the file does not say."""
    return tuple(f"{name}-{kind}" for name, kind in zip(names, kinds, strict=bool(kinds)))
