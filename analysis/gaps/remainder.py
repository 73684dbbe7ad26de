"""The remainder: every municipality without a designation, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.ledger import FIRST_AWARD
from analysis.places.context import PER
from geo.shapes.neighbours import by_land

if TYPE_CHECKING:
    from analysis.places.people import Population
    from geo.places.names import Resolver
    from geo.shapes.neighbours import Nearness

CONFIRMED, INFERRED = "confirmed", "inferred"
OPEN = "open"
BASES = (CONFIRMED, "inferred_strong", INFERRED, "inferred_weak", OPEN)
"""How sure "not designated" is: an award that came later or a failed application shows it; a
search that found nothing speaks for it; it is what the elimination of all others leaves; or the
place may be a learning city after all."""

LIST_DATE = "2023-03-06"
"""The day for which the list of places without a designation was put together."""

FACILITIES = ("libraries", "schools", "pharmacies")

SIZES = {"under_50k": 50_000, "50k_100k": 100_000, "100k_300k": 300_000, "over_300k": None}
"""Population size classes by their upper bound, not included."""


KINDS = ("gu", "si", "gun")
DEPOPULATION = ("depopulating", "of_interest", "other")
GROUPINGS = {"kind": KINDS, "depopulation": DEPOPULATION, "size": tuple(SIZES)}
"""What municipalities are grouped by, and the groups in their order."""


def undesignated(states: pd.DataFrame) -> pd.Series:
    """Return whether each place is a municipality that is not certainly a learning city."""
    return states["is_municipality"] & (states["at_least"] == 0)


def listed_bases(listed: pd.DataFrame, resolver: Resolver) -> pd.Series:
    """Return how the list of 2023 knows each of its places, by `unit_id`; names end here."""
    units = [
        resolver.resolve(f"{province} {place}")
        for province, place in zip(listed["province_ko"], listed["municipality_ko"], strict=True)
    ]
    return pd.Series(listed["status"].to_numpy(), index=units, name="basis")


def bases(states: pd.DataFrame, date: str, events: pd.DataFrame, listed: pd.Series) -> pd.Series:
    """Return how sure "not designated" is of each place of the remainder, one of `BASES`.

    From the day of the list on, what the list says; before it, an award that came later shows
    that there was none yet; otherwise what the list says, and inference where it says nothing.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    date
        ISO date of the states.
    events
        The ledger.
    listed
        From `listed_bases`.
    """
    awards = events[(events["kind"] == FIRST_AWARD) & (events["date_from"] > date)]
    later = set(awards["unit_id"])
    units = states.index[undesignated(states)]
    found = []
    for unit in units:
        on_list = listed.get(unit)
        if states.at[unit, "at_most"] == 1:
            found.append(OPEN)
        elif on_list is not None and (date >= LIST_DATE or unit not in later):
            found.append(str(on_list))
        else:
            found.append(CONFIRMED if unit in later else INFERRED)
    return pd.Series(found, index=units, name="confidence", dtype="str")


def size_class(total: pd.Series) -> pd.Series:
    """Return the size class of each population, a key of `SIZES`; missing stays missing."""
    bounds = [0, *(bound for bound in SIZES.values() if bound), np.inf]
    return pd.cut(total, bounds, right=False, labels=list(SIZES)).astype("object")


def grouped(states: pd.DataFrame, about: pd.DataFrame, total: pd.Series) -> pd.DataFrame:
    """Return the municipalities whose state is certain, with the groups of `GROUPINGS`.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    about
        From `analysis.places.context.context`; a place it does not know has no depopulation status.
    total
        People by `unit_id`; a place without has no size.

    Returns
    -------
    :
        Rows of `states` with `depopulation`, `size` and `depopulating` (bool or missing).
    """
    inside = states[states["is_municipality"] & (states["at_least"] == states["at_most"])]
    known = about.reindex(inside.index)
    status = pd.Series("other", index=inside.index, dtype="object")
    status[known["of_interest"].fillna(value=False)] = "of_interest"
    status[known["depopulating"].fillna(value=False)] = "depopulating"
    status[known["depopulating"].isna()] = None
    return inside.assign(
        depopulation=status,
        size=size_class(total.reindex(inside.index)),
        depopulating=known["depopulating"],
    )


def gap_table(  # noqa: PLR0913  # each is a table of its own
    states: pd.DataFrame,
    near: Nearness,
    confidence: pd.Series,
    about: pd.DataFrame,
    *,
    population: Population | None,
    ages: Population | None,
) -> pd.DataFrame:
    """Return the remainder with all that an analyst asks of it, in `unit_id` order.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`, all places of the date.
    near
        Of the same places.
    confidence
        From `bases`.
    about
        From `analysis.places.context.context`; places it does not know have no values.
    population, ages
        From `analysis.places.people.nearest_population`; None where there is none, and no values
        then.
        The share of the old is old by all of `ages`, one series above and below the line.

    Returns
    -------
    :
        Index `unit_id`; the names, `kind` and `status` of `states`; `population`, `people_65`,
        `share_65` (0-1); `size` (a key of `SIZES`); the columns of `about`;
        `<facility>_per_10k`; `neighbours` and `learning_neighbours` (by land),
        `neighbours_since` (years of the neighbours' designation in force, oldest first, a
        range where the year is open); `border_m` and `centre_m` to the learning city nearest by
        either measure, `nearest_border` and `nearest_centre` (its `unit_id`); `confidence`.
    """
    names = ["province_code", "province_ko", "province_short_ko", "province_en"]
    names += ["name_ko", "name_en", "kind", "status", "at_most"]
    table = states.loc[undesignated(states), names]
    total = population.people["total"] if population else pd.Series(dtype=float)
    table = table.assign(population=total.reindex(table.index))
    table["size"] = size_class(table["population"])
    old = ages.people["age_65_up"] if ages else pd.Series(dtype=float)
    everyone = ages.people["total"] if ages else pd.Series(dtype=float)
    table["people_65"] = old.reindex(table.index)
    table["share_65"] = table["people_65"] / everyone.reindex(table.index)
    table = table.join(about)
    for facility in FACILITIES:
        table[f"{facility}_per_10k"] = table[facility] / table["population"] * PER
    return table.join(_surroundings(table.index, states, near)).join(confidence)


def _surroundings(units: pd.Index, states: pd.DataFrame, near: Nearness) -> pd.DataFrame:
    """Return the neighbours of places and the learning cities nearest to them."""
    rows, land = near.places(units), by_land(near)
    learning = states.index[states["at_least"] == 1]
    cities = near.places(learning)
    found: dict[str, list[object]] = {
        "neighbours": [int(land[row].sum()) for row in rows],
        "learning_neighbours": [int(land[row, cities].sum()) for row in rows],
        "neighbours_since": [_years(states.loc[learning[land[row, cities]]]) for row in rows],
    }
    for name, distances in (("border", near.border_m), ("centre", near.between_centres_m)):
        found[f"{name}_m"], found[f"nearest_{name}"] = [], []
        for row in rows:
            apart = distances[row, cities]
            at = int(apart.argmin()) if len(apart) else None
            found[f"{name}_m"].append(float(apart[at]) if at is not None else np.nan)
            found[f"nearest_{name}"].append(learning[at] if at is not None else None)
    return pd.DataFrame(found, index=units)


def _years(cities: pd.DataFrame) -> str:
    """Return the years in which designations in force began, "2003;2006-2014"."""
    spans = sorted(
        (row.since_from[:4], row.since_to[:4]) for row in cities.itertuples() if row.since_from
    )
    return ";".join(first if first == last else f"{first}-{last}" for first, last in spans)
