"""People, not polygons: how many live in learning cities and how many do not.

Two series exist and are never mixed: the registered population (전체), which totals are of, and
residents only (거주자), which ages are of until 2024. A figure names its series and its date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.places.context import numbers
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLES = ("population_registered", "population_registered_2026", "population_residents")
"""The tables that populations are read from."""

REGISTERED, RESIDENTS = "registered", "residents"

AGES = ("age_0_19", "age_20_64", "age_65_up")
"""Age groups that every source with ages has: young, adults of working age, 65 and over."""

TOTAL = "total"

INSIDE, OPEN, OUTSIDE, BESIDE = "inside", "open", "outside", "beside"
GROUPS = (INSIDE, OPEN, OUTSIDE, BESIDE)
"""Where people live: in a municipality that certainly is a learning city, in one that may be,
in one that is not, or beside the municipalities (Sejong, Jeju-si, Seogwipo-si)."""


@dataclass(frozen=True)
class Population:
    """The people of every place on one date.

    Parameters
    ----------
    date
        ISO date of the count.
    series
        `REGISTERED` or `RESIDENTS`.
    people
        Index `unit_id`: `total`, and the columns of `AGES` where they are known; `method`, how
        the total was obtained.
    """

    date: str
    series: str
    people: pd.DataFrame

    @property
    def has_ages(self) -> bool:
        """Whether every place has its age groups."""
        return bool(self.people[list(AGES)].notna().all(axis=None))


def populations(tables: Mapping[str, pd.DataFrame], codes: pd.DataFrame) -> pd.DataFrame:
    """Return every population there is, one row a place, date and series.

    Parameters
    ----------
    tables
        The tables named in `TABLES`, all text.
    codes
        The register's codes; a row of 2026 without a `unit_id` is found by its code there.

    Returns
    -------
    :
        Columns `series`, `date`, `unit_id`, `total`, those of `AGES`, `method`.
    """
    annual = tables["population_registered"]
    registered = pd.DataFrame(
        {
            "series": REGISTERED,
            "date": annual["ref_date"],
            "unit_id": annual["unit_id"],
            TOTAL: numbers(annual["pop_total"]),
            "method": annual["method"],
        }
    )
    by_age = tables["population_residents"]
    residents = pd.DataFrame(
        {
            "series": RESIDENTS,
            "date": by_age["ref_date"],
            "unit_id": by_age["unit_id"],
            TOTAL: numbers(by_age["residents_total"]),
            **_ages(by_age, "residents_total"),
            "method": "published",
        }
    )
    return pd.concat(
        [registered, _of_2026(tables["population_registered_2026"], codes), residents],
        ignore_index=True,
    )


def _ages(frame: pd.DataFrame, total: str) -> dict[str, pd.Series]:
    adults, old = numbers(frame["pop_20plus"]), numbers(frame["pop_65plus"])
    return dict(zip(AGES, (numbers(frame[total]) - adults, adults - old, old), strict=True))


def _of_2026(frame: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Return the count of August 2026 by place: districts summed, new units found by code."""
    mois = codes[codes["system"] == "mois"].set_index("code")["unit_id"]
    unit = frame["unit_id"].where(frame["unit_id"] != "", frame["mois_code_2026_07"].map(mois))
    by_unit = pd.DataFrame(
        {
            "date": frame["ref_date"],
            "unit_id": unit,
            TOTAL: numbers(frame["pop_total"]),
            **_ages(frame, "pop_total"),
        }
    )
    summed = by_unit.groupby(["date", "unit_id"], as_index=False).sum()
    return summed.assign(series=REGISTERED, method="published")


def _days(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def nearest_population(
    known: pd.DataFrame, units: Iterable[str], date: str, *, ages: bool = False
) -> Population:
    """Return the population counted nearest to a date on exactly the places of that date.

    A count on other places would have to be divided or added up by guess, so it is passed over.

    Parameters
    ----------
    known
        From `populations`.
    units
        The places of the date.
    date
        ISO date.
    ages
        Whether age groups are needed; then either series may serve, otherwise only
        `REGISTERED`.

    Raises
    ------
    InputError
        If no count has every place; names what the nearest lacks.
    """
    wanted = set(units)
    need = [TOTAL, *AGES] if ages else [TOTAL]
    candidates: list[tuple[int, str, str, pd.DataFrame]] = []
    for (series, day), rows in known.groupby(["series", "date"]):
        if ages or series == REGISTERED:
            candidates.append((_days(str(day), date), str(day), str(series), rows))
    candidates.sort(key=lambda one: one[:3])
    problem = "no count at all"
    for _, day, series, rows in candidates:
        whole = rows.dropna(subset=need)
        if whole.empty:
            continue
        found = set(whole["unit_id"])
        if found == wanted:
            people = whole.set_index("unit_id")[[TOTAL, *AGES, "method"]].sort_index()
            return Population(day, series, people)
        if problem == "no count at all":
            problem = _difference(day, wanted - found, found - wanted)
    raise InputError.one(
        "population",
        where=f"places of {date}",
        value=problem,
        expected="a population date with exactly the places of that day",
        next_step="Choose another date, or add the count to data/population; none is estimated.",
    )


def _difference(day: str, lacks: set[str], extra: set[str]) -> str:
    parts = [f"the nearest count, of {day}"]
    if lacks:
        parts.append(f"lacks {', '.join(sorted(lacks)[:8])}")
    if extra:
        parts.append(f"has {', '.join(sorted(extra)[:8])}, which did not exist")
    return " ".join(parts[:2]) + (f" and {parts[2]}" if len(parts) > 2 else "")  # noqa: PLR2004


def groups(states: pd.DataFrame) -> pd.Series:
    """Return in which of `GROUPS` each place's people are, by the states of a date."""
    group = pd.Series(OPEN, index=states.index)
    group[states["at_least"] == 1] = INSIDE
    group[states["at_most"] == 0] = OUTSIDE
    group[~states["is_municipality"]] = BESIDE
    return group


def people(states: pd.DataFrame, population: Population) -> pd.DataFrame:
    """Return how many people live where, by province.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`, on the places of the population.
    population
        The people of the same places.

    Returns
    -------
    :
        One row a province, group and age: `province_code`, `province_ko`, `province_short_ko`,
        `province_en`, `group` (one of `GROUPS`), `age` (`total` or one of `AGES`), `people`
        (whole people). Groups without a place have no row.
    """
    names = ["province_code", "province_ko", "province_short_ko", "province_en"]
    columns = [TOTAL, *(AGES if population.has_ages else ())]
    counted = states[names].assign(group=groups(states)).join(population.people[columns])
    long = counted.melt([*names, "group"], columns, var_name="age", value_name="people")
    found = long.groupby([*names, "group", "age"], as_index=False, sort=True)["people"].sum()
    return found.assign(people=found["people"].round().astype("int64"))


@dataclass(frozen=True)
class Reach:
    """People within and without, of one age group, in one province or the nation.

    Parameters
    ----------
    inside, open, outside, beside
        People by `GROUPS`.
    """

    inside: int
    open: int
    outside: int
    beside: int

    @property
    def everyone(self) -> int:
        """All people, those beside the municipalities included."""
        return self.inside + self.open + self.outside + self.beside

    @property
    def share_outside(self) -> float | None:
        """Share 0-1 of the municipalities' people who certainly live outside a learning city."""
        of = self.everyone - self.beside
        return self.outside / of if of else None

    @property
    def share_inside(self) -> float | None:
        """Share 0-1 of the municipalities' people who certainly live in a learning city.

        This is the coverage weighted by population.
        """
        of = self.everyone - self.beside
        return self.inside / of if of else None


def reach(table: pd.DataFrame, age: str = TOTAL, province: str = "") -> Reach:
    """Return the people of an age, of the nation or of a province code, from `people`."""
    rows = table[table["age"] == age]
    if province:
        rows = rows[rows["province_code"] == province]
    sums = rows.groupby("group")["people"].sum()
    return Reach(**{group: int(sums.get(group, 0)) for group in GROUPS})
