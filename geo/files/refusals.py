"""What is said of a layer whose signs prove nothing, and the one way left to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.files.codebook import Entry, as_code
from geo.files.signs import CODE_HINTS, PROOF_SHARE, SYSTEMS, THIRD_LEVEL, Column, Reading
from geo.names.resolver import PROVINCE, Resolver
from store.errors import InputError, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.files.reading.readers import RawLayer


MOST_PROVINCES = 40
"""Most features of a layer of provinces, islands apart; more are something else in provinces."""


def unproven(file: str, best: Reading, named: Sequence[Reading]) -> InputError:
    """Return the error for codes beside names that are not theirs."""
    count = len(best.codes)
    shown = sorted(named, key=lambda reading: reading.rank, reverse=True)[:6]
    return InputError.one(
        file,
        where=f"columns {best.column} and {best.name_column}",
        value="; ".join(_told(reading, count) for reading in shown),
        expected=f"names that are the register's for {PROOF_SHARE:.0%} of the codes",
        next_step="Check codes and names; if the names look garbled, name their encoding, "
        "e.g. --encoding CP949.",
        reason=reason("unproven", column=best.column, names=best.name_column, of=count),
    )


def _told(reading: Reading, count: int) -> str:
    read_as = f", read as {reading.encoding}" if reading.encoding else ""
    return (
        f"{reading.column} as {SYSTEMS[reading.system]} with {reading.name_column}{read_as}: "
        f"{reading.fits} of {count} names agree"
    )


def by_codes_alone(
    candidates: Sequence[Reading], layer: RawLayer, register: dict[str, dict[str, Entry]]
) -> Reading:
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
        reason=reason("which_codes"),
    )


def _provinces(values: Sequence[Any], resolver: Resolver) -> int:
    """Return how many different cells of a column name a province."""
    return sum(isinstance(v, str) and resolver.read(v).kind == PROVINCE for v in set(values))


def no_signs(name: str, columns: Sequence[Column], resolver: Resolver) -> InputError:
    """Return the error for a layer in which no column says which second-level place it is."""
    third = [
        column
        for column, values in columns
        if column in CODE_HINTS and all(THIRD_LEVEL.fullmatch(as_code(v)) for v in values)
    ]
    first = [
        column
        for column, values in columns
        if _provinces(values, resolver) > PROOF_SHARE * len(set(values))
    ]
    listed = ", ".join(column for column, _ in columns) or "none"
    value = f"no known codes in {listed}"
    told = reason("no_codes", columns=listed)
    step = "Give the second-level layer (시군구) with its code column, or with the Korean names."
    rows = max((len(values) for _, values in columns), default=0)
    if first and rows > MOST_PROVINCES:
        others = ", ".join(column for column, _ in columns if column not in first) or "none"
        value = (
            f"{rows} features with a province ({first[0]}) but nothing that names a municipality "
            f"(in {others}), such as electoral districts or points of interest"
        )
        told = reason("no_municipalities", rows=rows, column=first[0])
    elif first:
        value = f"a layer of provinces (시도, column {first[0]})"
        step = "Give the second-level layer (시군구): provinces cannot be divided into it."
        told = reason("provinces_only", column=first[0])
    elif third:
        value = f"third-level codes in {third[0]}"
        told = reason("third_level", column=third[0])
    return InputError.one(
        name,
        where="columns",
        value=value,
        expected="second-level codes, e.g. SIGUNGU_CD 11010 (KOSTAT) or SIG_CD 11110 (MOIS)",
        next_step=step,
        reason=told,
    )
