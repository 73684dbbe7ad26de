"""Programmes and money: who is funded under what, how much, and how certain that is.

A recipient is a place (its `unit_id`) or a province (its two-digit code). An amount is an
interval in won: most releases print "about" or "up to", two sources may differ, and some print
nothing. Totals over amounts are intervals too, and say how many recipients have no amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from store.errors import InputError

if TYPE_CHECKING:
    from geo.places.register import Register

NEW = "new_designation"
SPECIAL = "regional_specialization"
CONSORTIUM = "consortium"
INCENTIVE = "excellent_city_incentive"
PROGRAMMES = (NEW, SPECIAL, CONSORTIUM, INCENTIVE)
"""The programmes, in the order a release names them."""

CITY_PROGRAMMES = (NEW, SPECIAL)
"""The programmes whose recipients a release adds up as "learning cities"."""

CERTAINTIES = ("exact", "about", "up_to", "range", "disputed", "unknown")
"""How an amount is known. `about`: printed as a round figure; `up_to`: only the ceiling is
printed; `range`: two bounds are printed; `disputed`: two sources differ; `unknown`: not printed."""

PROVINCE = "province"
PLACE = "place"

COMPLETE = "complete"
PARTIAL = "partial"


@dataclass(frozen=True)
class Money:
    """A sum in won whose parts are not all known exactly.

    Parameters
    ----------
    low, high
        Bounds over the amounts that are known.
    recipients
        How many rows were added up.
    unknown
        How many of them have no printed amount; the true total is then larger than `low`.
    certainty
        The weakest certainty among the parts, one of `CERTAINTIES`.
    """

    low: int
    high: int
    recipients: int
    unknown: int
    certainty: str

    @property
    def open_ended(self) -> bool:
        """Whether an amount is missing, so that `high` is no upper bound."""
        return self.unknown > 0


def select(
    funding: pd.DataFrame,
    *,
    year: str | None = None,
    programme: str | None = None,
    province_units: set[str] | None = None,
) -> pd.DataFrame:
    """Return the rows of a year, a programme and a set of recipients; None leaves one open.

    Raises
    ------
    InputError
        If there is no such programme, or the year has no row.
    """
    if programme is not None and programme not in PROGRAMMES:
        raise InputError.one(
            "programme",
            value=repr(programme),
            expected=" | ".join(PROGRAMMES),
            next_step="Choose one of them.",
        )
    found = funding
    if year is not None:
        found = found[found["year"] == str(year)]
        if found.empty:
            raise InputError.one(
                "edition",
                value=repr(str(year)),
                expected="one of " + ", ".join(sorted(set(funding["year"]))),
                next_step="No programme is recorded for other years.",
            )
    if programme is not None:
        found = found[found["programme"] == programme]
    if province_units is not None:
        found = found[found["recipient_id"].isin(province_units)]
    return found


def total(rows: pd.DataFrame) -> Money:
    """Return what some rows add up to; an amount that a group shares counts once."""
    own = rows[rows["shared_by"] == ""]
    shared = rows[rows["shared_by"] != ""].drop_duplicates(["programme", "shared_by"])
    counted = pd.concat([own, shared])
    known = counted[counted["certainty"] != "unknown"]
    weakest = max(rows["certainty"], key=CERTAINTIES.index, default="exact")
    return Money(
        low=int(known["low_krw"].astype(int).sum()),
        high=int(known["high_krw"].astype(int).sum()),
        recipients=len(rows),
        unknown=int((rows["certainty"] == "unknown").sum()),
        certainty=weakest,
    )


def totals(funding: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row a year and programme, with its money and whether its list is complete.

    Parameters
    ----------
    funding
        Rows of the `funding` table.
    lists
        Rows of the `programme_lists` table.

    Returns
    -------
    :
        Columns `year`, `programme`, `recipients`, `low_krw`, `high_krw`, `unknown`,
        `certainty`, `list` (`complete` or `partial`).
    """
    state = lists.set_index(["year", "programme"])["state"].to_dict()
    rows = []
    for (year, programme), group in funding.groupby(["year", "programme"]):
        money = total(group)
        rows.append(
            {
                "year": year,
                "programme": programme,
                "recipients": money.recipients,
                "low_krw": money.low,
                "high_krw": money.high,
                "unknown": money.unknown,
                "certainty": money.certainty,
                "list": state.get((year, programme), PARTIAL),
            }
        )
    frame = pd.DataFrame(rows)
    order = {name: index for index, name in enumerate(PROGRAMMES)}
    return frame.sort_values(
        ["year", "programme"],
        key=lambda column: column.map(order) if column.name == "programme" else column,
        ignore_index=True,
    )


def with_names(rows: pd.DataFrame, register: Register, date: str) -> pd.DataFrame:
    """Return rows with the recipient's province and name on a date, in both languages.

    Parameters
    ----------
    rows
        Rows of the `funding` table.
    register
        The places through time.
    date
        ISO date whose names are shown; a place that has ended shows its last name.

    Returns
    -------
    :
        The rows, index kept, plus `province_code`, `province_ko`, `province_en`, `name_ko`,
        `name_en`; a province's own name stands in `name_*` too.
    """
    places = register.on(date)
    provinces = register.provinces_on(date)
    lives = register.lives()
    found = []
    for row in rows.to_dict("records"):
        key = row["recipient_id"]
        if row["recipient_kind"] == PROVINCE:
            state = provinces if key in provinces.index else _last_provinces(register)
            one = state.loc[key]
            code, names = key, (one["short_ko"], one["short_en"], one["name_ko"], one["short_en"])
        else:
            last = lives.loc[key, "valid_to"]
            one = places.loc[key] if key in places.index else register.on(last).loc[key]
            code = one["province_code"]
            names = (
                one["province_short_ko"], one["province_en"], one["name_ko"], one["name_en"]
            )  # fmt: skip
        found.append((code, *names))
    columns = ["province_code", "province_ko", "province_en", "name_ko", "name_en"]
    return rows.join(pd.DataFrame(found, columns=columns, index=rows.index))


def _last_provinces(register: Register) -> pd.DataFrame:
    """Return the last state of every province, index `province_code`."""
    return (
        register.provinces.sort_values("valid_from")
        .drop_duplicates("province_code", keep="last")
        .set_index("province_code")
    )


def of_place(funding: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    """Return what one place was funded under, latest first, for its card."""
    mine = funding[(funding["recipient_kind"] == PLACE) & (funding["recipient_id"] == unit_id)]
    return mine.sort_values(["year", "programme"], ascending=[False, True], ignore_index=True)
