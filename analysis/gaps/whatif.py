"""What if: coverage, people and inequality had some places been designated on a day.

An assumption, never a forecast and never a fact: whatever comes from here carries the places it
assumes, and is drawn dashed and labelled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.coverage.counting import Count, count_places, count_provinces
from analysis.gaps.inequality import inequality_range
from analysis.places import people as living
from store.errors import AmbiguousPlaceError, Fault, InputError, UnknownPlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.places.people import Population, Reach
    from geo.places.names import Resolver

INPUT = "what-if"
SEPARATOR = "."
"""Between the places of a scenario in an address."""


def encode(units: Iterable[str]) -> str:
    """Return a scenario as an address carries it: `unit_id`s in code order."""
    return SEPARATOR.join(sorted(set(units)))


def decode(text: str) -> list[str]:
    """Return the `unit_id`s of a scenario in an address; anything else is left to `check`."""
    return [part for part in text.split(SEPARATOR) if part]


def named_places(names: Iterable[str], resolver: Resolver) -> list[str]:
    """Return the `unit_id`s that names mean, in code order, each once.

    Parameters
    ----------
    names
        One text a name, or several in one text, parted by line ends, commas, semicolons or tabs.
    resolver
        Turns a name into a place.

    Raises
    ------
    InputError
        Listing every name that is unknown or may mean several places.
    """
    found: set[str] = set()
    faults: list[Fault] = []
    for text in names:
        for name in filter(None, (part.strip() for part in re.split(r"[\n\r,;\t]", text))):
            try:
                found.add(resolver.resolve(name))
            except AmbiguousPlaceError as error:
                faults.append(
                    Fault(
                        INPUT,
                        "",
                        repr(name),
                        f"one of {', '.join(error.candidates)}",
                        "Put the province before the name.",
                    )
                )
            except UnknownPlaceError as error:
                faults.append(Fault(INPUT, "", repr(name), "the name of a place", str(error)))
    if faults:
        raise InputError(faults)
    return sorted(found)


def check(states: pd.DataFrame, units: Sequence[str], date: str) -> None:
    """Refuse a scenario that assumes what is so already, or what cannot be.

    Raises
    ------
    InputError
        Listing every place that does not exist on the date, is no municipality, or holds a
        designation already; and when there is no place at all.
    """
    faults = []
    if not units:
        faults.append(Fault(INPUT, "", "no place", "at least one place", "Name a municipality."))
    for unit in units:
        if unit not in states.index:
            problem = ("no place of that day", f"a municipality of {date}")
        elif states.at[unit, "at_least"] == 1:
            problem = ("a learning city already", f"a place without a designation on {date}")
        elif not states.at[unit, "is_municipality"]:
            problem = ("no municipality", "one of the municipalities that are counted")
        else:
            continue
        label = _label(states, unit)
        faults.append(Fault(INPUT, label, problem[0], problem[1], "Leave it out."))
    if faults:
        raise InputError(faults)


def _label(states: pd.DataFrame, unit: str) -> str:
    if unit not in states.index:
        return unit
    row = states.loc[unit]
    return f"{row['province_short_ko']} {row['name_ko']} ({unit})"


def assume(states: pd.DataFrame, units: Sequence[str], date: str) -> pd.DataFrame:
    """Return the states of a day as if some places had been designated.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    units
        The places assumed.
    date
        ISO date of the states, for the message.

    Returns
    -------
    :
        As `states`, the places assumed with `status` "assumed" and certain; the input is left
        as it is.

    Raises
    ------
    InputError
        As from `check`.
    """
    check(states, units, date)
    after = states.copy()
    after.loc[list(units), ["at_least", "at_most"]] = 1
    after.loc[list(units), ["status", "confidence"]] = ["assumed", ""]
    return after


@dataclass(frozen=True)
class Side:
    """The figures of one side of a scenario.

    Parameters
    ----------
    nation
        The national count.
    provinces
        As `analysis.coverage.counting.Coverage.provinces`.
    reach
        People within and without; None where no population fits the date.
    gini
        Gini between provinces, the least and the most it can be; municipalities weighted by
        their people where there are figures, else each counted once. None at 0 %.
    """

    nation: Count
    provinces: pd.DataFrame
    reach: Reach | None
    gini: tuple[float | None, float | None]


@dataclass(frozen=True)
class Scenario:
    """What would be if some places were designated.

    Parameters
    ----------
    units
        The places assumed, in code order.
    date, rule
        The day and counting rule of both sides.
    before, after
        The figures as they are and as assumed.
    states
        The states as assumed.
    people_gained
        People of the places assumed; None where no population fits the date.
    """

    units: tuple[str, ...]
    date: str
    rule: str
    before: Side
    after: Side
    states: pd.DataFrame
    people_gained: int | None


def _side(states: pd.DataFrame, rule: str, population: Population | None) -> Side:
    weights = population.people[living.TOTAL] if population else None
    low, high = inequality_range(states, weights)
    return Side(
        nation=count_places(states, rule),
        provinces=count_provinces(states, rule),
        reach=living.reach(living.people(states, population)) if population else None,
        gini=(low["gini"], high["gini"]),
    )


def what_if(
    states: pd.DataFrame,
    units: Sequence[str],
    *,
    date: str,
    rule: str,
    population: Population | None,
) -> Scenario:
    """Return what would be if some places had been designated on a day.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    units
        The places assumed.
    date, rule
        ISO date of the states and counting rule.
    population
        The people of the same places, or None.

    Raises
    ------
    InputError
        As from `check`.
    """
    units = list(dict.fromkeys(units))
    after = assume(states, units, date)
    gained = None
    if population:
        gained = int(population.people.loc[units, living.TOTAL].sum())
    return Scenario(
        units=tuple(sorted(units)),
        date=date,
        rule=rule,
        before=_side(states, rule, population),
        after=_side(after, rule, population),
        states=after,
        people_gained=gained,
    )
