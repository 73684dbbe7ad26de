"""Bring the published list of programmes in: names become keys, remarks become bounds.

The list prints amounts in many ways: "about 30 million won each", "up to", two bounds, or two
sources that differ. Its remarks say which; this module turns them into intervals once, and a
test holds the stored table against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.programmes.grants import PLACE, PROVINCE
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from geo.places.names import Resolver
    from geo.places.register import Register

_MILLION = 1_000_000
_RANGE = re.compile(r"(\d+)-(\d+) million won (?:each|per consortium)")
_OTHER = re.compile(r"prints (\d+) million for")
_ABOUT_EACH = re.compile(r"says about (\d+) million won each")
_CONSORTIUM_OF = re.compile(r"one consortium of (.+?);")
_GROUP_OF = re.compile(r"printed as one group of (.+?);")


def _amount(row: dict[str, str]) -> tuple[str, str, str]:
    """Return lower bound, upper bound and certainty of one printed amount, from its note."""
    note = row["note"]
    printed = row["amount_krw"]
    if not printed:
        bounds = _RANGE.search(note)
        # "50-90 million, new designation included" bounds another sum than this programme's.
        if bounds and "included" not in note:
            return str(int(bounds[1]) * _MILLION), str(int(bounds[2]) * _MILLION), "range"
        return "", "", "unknown"
    other = _OTHER.search(note)
    first = _ABOUT_EACH.search(note)
    if other and first:
        both = sorted((int(other[1]) * _MILLION, int(first[1]) * _MILLION))
        return str(both[0]), str(both[1]), "disputed"
    if "up to" in note:
        return "0", printed, "up_to"
    return printed, printed, "about" if "about" in note else "exact"


def _shared_by(row: dict[str, str]) -> str:
    """Return the group that shares one amount, or nothing when the amount is the row's own."""
    found = _CONSORTIUM_OF.search(row["note"]) or _GROUP_OF.search(row["note"])
    return f"{row['year']}: {found[1]}" if found else ""


def funding_from_list(
    programmes: pd.DataFrame, resolver: Resolver, provinces: pd.DataFrame
) -> pd.DataFrame:
    """Return the published list of programmes with keys for names and bounds for amounts.

    Parameters
    ----------
    programmes
        The list as gathered: `year`, `programme`, `recipient_province_ko`,
        `recipient_municipality_ko`, `amount_krw`, `source_id`, `note`; all text.
    resolver
        Turns a province and a name into a `unit_id`.
    provinces
        The provinces through time, for recipients that are provinces.

    Returns
    -------
    :
        The columns of the `funding` table, in the order of the list.
    """
    codes = dict(zip(provinces["name_ko"], provinces["province_code"], strict=True))
    rows = []
    for row in programmes.to_dict("records"):
        province, name = row["recipient_province_ko"], row["recipient_municipality_ko"]
        low, high, certainty = _amount(row)
        rows.append(
            {
                "year": row["year"],
                "programme": row["programme"],
                "recipient_kind": PLACE if name else PROVINCE,
                "recipient_id": resolver.resolve(f"{province} {name}") if name else codes[province],
                "low_krw": low,
                "high_krw": high,
                "certainty": certainty,
                "shared_by": _shared_by(row),
                "source_id": row["source_id"],
                "note": row["note"],
            }
        )
    return pd.DataFrame(rows)


def check_funding(funding: pd.DataFrame, register: Register) -> None:
    """Refuse rows whose recipient the register does not hold or whose bounds are crossed.

    Raises
    ------
    InputError
        With every such row.
    """
    places = set(register.places["unit_id"])
    provinces = set(register.provinces["province_code"])
    faults: list[Fault] = []
    for index, row in enumerate(funding.to_dict("records")):
        known = provinces if row["recipient_kind"] == PROVINCE else places
        where = f"row {index + 2}"
        if row["recipient_id"] not in known:
            faults += InputError.one(
                "designations/funding.csv",
                where=where,
                value=f"{row['recipient_kind']} {row['recipient_id']}",
                expected="a unit_id of places.csv or a province_code of provinces.csv",
                next_step="Correct the recipient.",
            ).faults
        blank = (row["low_krw"] == "") or (row["high_krw"] == "")
        crossed = not blank and int(row["low_krw"]) > int(row["high_krw"])
        if blank != (row["certainty"] == "unknown") or crossed:
            faults += InputError.one(
                "designations/funding.csv",
                where=where,
                value=f"{row['low_krw']}-{row['high_krw']} as {row['certainty']}",
                expected="both bounds in order, or neither and 'unknown'",
                next_step="Correct the amount.",
            ).faults
    if faults:
        raise InputError(faults)
