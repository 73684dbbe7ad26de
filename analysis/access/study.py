"""How far people are from a place to learn: by area, municipality, province, status, nation.

People stand at one point of their census area (2020), their number brought to the municipality's
population of the date. Distance is a straight line on one land mass; an area whose land mass has
no place is out of reach, whatever the line. A travel matrix replaces both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.access import measures
from analysis.access.travel import quickest
from analysis.coverage.ledger import DESIGNATED
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.access.measures import Links
    from store.errors import Fault

TABLES = ("census_areas", "libraries", "schools", "courses")

PLACES = {
    "public": ("libraries", ("public",)),
    "small": ("libraries", ("small",)),
    "schools": ("schools", ("elementary", "middle", "high")),
}
"""What counts as a place to learn: the table and its kinds. Pharmacies never do."""

DEFAULT_PLACES = "public"
WITHIN_KM = (1, 2, 5, 10)
WITHIN_MINUTES = (5, 10, 20, 30)
FAR_KM = 5
"""Beyond it a place is called far in the sentences."""

PER = 100_000
"""Scores are places for so many people."""

QUARTER = 0.25
"""Share of municipalities that are called nearest, and farthest, by their mean distance."""

STATUSES = ("designated", "not_designated", "open")


@dataclass(frozen=True)
class Access:
    """How far the people of a date are from a kind of place.

    Parameters
    ----------
    areas
        Index `area_code`: `unit_id`, `province_code`, `kind`, `status` (one of `STATUSES`),
        `municipality` (bool), `people` (of the date), `cost` (metres or minutes, infinite where
        nothing is reached), `score` (places for 100,000 people).
    limits
        The distances (metres) or minutes that shares are given for.
    places
        How many places were measured to.
    without_coordinates
        How many more there are that have no coordinates.
    by_minutes
        Whether a travel matrix was used.
    incomplete
        Municipalities with places that have no coordinates, or with none on record: their
        figures are the worst that may be.
    """

    areas: pd.DataFrame
    limits: tuple[float, ...]
    places: int
    without_coordinates: int
    by_minutes: bool
    incomplete: frozenset[str] = frozenset()

    @property
    def complete(self) -> pd.DataFrame:
        """The areas of municipalities whose places all have coordinates."""
        return self.areas[~self.areas["unit_id"].isin(self.incomplete)]

    def summary(self, frame: pd.DataFrame | None = None) -> dict[str, Any]:
        """Return the figures of some areas, of all by default.

        Returns
        -------
        :
            `people`; `within` (limit to share of people, 0-1); `beyond_far` (share beyond 5 km,
            None by minutes); `mean` and `median` weighted by people, in km or minutes (the mean
            over those who reach a place; the median is None where half reach none); `unreached`
            (people without a place over land); `score`; `gini` of the score.
        """
        rows = self.areas if frame is None else frame
        people, cost = rows["people"].to_numpy(), rows["cost"].to_numpy()
        total = float(people.sum())
        reached = np.isfinite(cost)
        unit = 1.0 if self.by_minutes else 1_000.0
        some = float(people[reached].sum())
        median = measures.weighted_quantile(cost, people)
        score = rows["score"].to_numpy()
        within = {limit: float(people[cost <= limit].sum()) / total for limit in self.limits}
        return {
            "people": round(total),
            "within": within,
            "beyond_far": None if self.by_minutes else 1 - within[FAR_KM * 1_000.0],
            "mean": float((people * cost)[reached].sum()) / some / unit if some else None,
            "median": median / unit if np.isfinite(median) else None,
            "unreached": round(total - some),
            "score": float((people * score).sum()) / total * PER,
            "gini": measures.gini(score, people),
        }

    def table(self, *by: str) -> pd.DataFrame:
        """Return the figures of each group of areas, one row a group, index `by`."""
        rows = {}
        for key, frame in self.areas.groupby(list(by), sort=True):
            found = self.summary(frame)
            within = {f"within_{limit:g}": share for limit, share in found.pop("within").items()}
            rows[key if len(by) > 1 else key[0]] = found | within
        index = (
            pd.MultiIndex.from_tuples(list(rows), names=list(by))
            if len(by) > 1
            else pd.Index(list(rows), name=by[0])
        )
        return pd.DataFrame(list(rows.values()), index=index)

    def disagreements(self) -> pd.DataFrame:
        """Return the municipalities where designation and access do not go together.

        Returns
        -------
        :
            Index `unit_id`: `mean` (km or minutes), `beyond_far`, `people`, `why`: "far"
            (designated, and among the farthest quarter of municipalities by mean distance, or
            reaching none) or "near" (not designated, and among the nearest quarter). A
            municipality of `incomplete` is never called far.
        """
        inside = self.areas[self.areas["municipality"]]
        found = replace(self, areas=inside).table("unit_id")
        status = inside.groupby("unit_id")["status"].first()
        mean = pd.to_numeric(found["mean"]).fillna(np.inf)
        far = mean >= mean.quantile(1 - QUARTER, interpolation="higher")
        near = mean <= mean.quantile(QUARTER, interpolation="lower")
        why = pd.Series("", index=found.index)
        known = ~found.index.isin(self.incomplete)
        why[far & known & (status == "designated")] = "far"
        why[near & (status == "not_designated")] = "near"
        columns = ["people", "mean", "beyond_far"]
        shown = found[columns].assign(why=why)[why != ""]
        return shown.assign(_mean=mean).sort_values(["why", "_mean"]).drop(columns="_mean")

    def lorenz(self) -> tuple[Any, Any]:
        """Return the Lorenz curve of the score: shares of people and of access."""
        return measures.lorenz(self.areas["score"].to_numpy(), self.areas["people"].to_numpy())


def points_of(frame: pd.DataFrame) -> measures.Points:
    """Return the points of a table with `x`, `y` and `land`, all text."""
    return measures.Points(
        frame["x"].to_numpy(dtype=float),
        frame["y"].to_numpy(dtype=float),
        frame["land"].to_numpy(dtype=float).astype(np.int64),
    )


def learning_places(
    tables: Mapping[str, pd.DataFrame], kind: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places of a kind that have coordinates, and those that have none.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    if kind not in PLACES:
        raise InputError.one(
            "places", value=repr(kind), expected=" | ".join(PLACES), next_step="Choose one of them."
        )
    name, kinds = PLACES[kind]
    rows = tables[name][tables[name]["kind"].isin(kinds)]
    there = rows["x"] != ""
    return rows[there].reset_index(drop=True), rows[~there].reset_index(drop=True)


def people_of(areas: pd.DataFrame, states: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """Return the census areas with their people of a date and the status of their place.

    Parameters
    ----------
    areas
        The `census_areas` table.
    states
        From `analysis.coverage.ledger.status_on`, every place of the date.
    population
        People of each place on the date.

    Raises
    ------
    InputError
        If a place of the date has no area, or an area no place: the areas are those of 2020, and
        later splits of municipalities are not theirs.
    """
    units = set(areas["unit_id"])
    odd = sorted(units.symmetric_difference(states.index))
    if odd:
        raise InputError.one(
            "access",
            value=", ".join(odd[:10]),
            expected="the municipalities that the census areas of 2020 make up",
            next_step="Choose an edition from 2015 to 2026.",
        )
    persons = areas["persons"].astype(float)
    counted = persons.groupby(areas["unit_id"]).transform("sum")
    scaled = persons / counted * areas["unit_id"].map(population).astype(float)
    mine = states.loc[areas["unit_id"]]
    status = np.where(
        mine["at_least"] != mine["at_most"],
        "open",
        np.where(mine["status"] == DESIGNATED, "designated", "not_designated"),
    )
    return pd.DataFrame(
        {
            "unit_id": areas["unit_id"].to_numpy(),
            "province_code": mine["province_code"].to_numpy(),
            "kind": mine["kind"].to_numpy(),
            "municipality": mine["is_municipality"].to_numpy(dtype=bool),
            "status": status,
            "people": scaled.to_numpy(),
        },
        index=pd.Index(areas["area_code"], name="area_code"),
    )


def measure(
    people: pd.DataFrame,
    areas: pd.DataFrame,
    places: pd.DataFrame,
    without: pd.DataFrame,
    travel: Links | None = None,
) -> Access:
    """Return how far people are from places.

    Parameters
    ----------
    people
        From `people_of`.
    areas
        The `census_areas` table, in the same order.
    places
        From `learning_places`, perhaps with some added.
    without
        The places that have no coordinates.
    travel
        Links of a travel matrix; by default straight lines on one land mass.
    """
    heads, supply = people["people"].to_numpy(), np.ones(len(places))
    if travel is None:
        here, there = points_of(areas), points_of(places)
        cost = measures.nearest(here, there)
        links = measures.links_within(here, there, measures.CATCHMENT[-1][0])
        score = measures.floating_catchment(heads, supply, links)
        limits = tuple(km * 1_000.0 for km in WITHIN_KM)
    else:
        cost = quickest(travel, len(people))
        score = measures.floating_catchment(heads, supply, travel, measures.BY_MINUTES)
        limits = tuple(map(float, WITHIN_MINUTES))
    blank = set(people["unit_id"]) - set(places["unit_id"])
    return Access(
        areas=people.assign(cost=cost, score=score),
        limits=limits,
        places=len(places),
        without_coordinates=len(without),
        by_minutes=travel is not None,
        incomplete=frozenset(blank | (set(without["unit_id"]) - {""})),
    )


def lonlat_of(texts: Iterable[str]) -> list[tuple[float, float]]:
    """Return longitude and latitude of each "128.59,38.20".

    Raises
    ------
    InputError
        With every text that is no such pair.
    """
    found: list[tuple[float, float]] = []
    faults: list[Fault] = []
    for text in texts:
        try:
            lon, lat = map(float, text.split(","))
            found.append((lon, lat))
        except ValueError:
            faults += InputError.one(
                "add",
                value=repr(text),
                expected="longitude,latitude in degrees",
                next_step="Write 128.59,38.20.",
            ).faults
    if faults:
        raise InputError(faults)
    return found


def added(places: pd.DataFrame, areas: pd.DataFrame, at: list[tuple[float, float]]) -> pd.DataFrame:
    """Return places with some more at given points, each on the land of the nearest area.

    Parameters
    ----------
    places, areas
        As for `measure`.
    at
        Longitude and latitude of each new place, degrees.

    Raises
    ------
    InputError
        If a point does not lie in Korea.
    """
    from geo.crs import KOREA  # noqa: PLC0415  # pulls pyproj in
    from geo.shapes.positions import in_metres  # noqa: PLC0415  # the same

    west, south, east, north = KOREA
    for lon, lat in at:
        if not (west <= lon <= east and south <= lat <= north):
            raise InputError.one(
                "add",
                value=f"{lon},{lat}",
                expected=f"longitude {west} to {east}, latitude {south} to {north}",
                next_step="Give longitude first, in degrees: 128.59,38.20.",
            )
    here = points_of(areas)
    rows = []
    for n, (lon, lat) in enumerate(at, 1):
        x, y = in_metres(lon, lat)
        closest = int(np.argmin((here.x - x) ** 2 + (here.y - y) ** 2))
        rows.append(
            {
                "place_id": f"new-{n}",
                "unit_id": areas["unit_id"].iloc[closest],
                "x": x,
                "y": y,
                "land": here.land[closest],
            }
        )
    return pd.concat([places, pd.DataFrame(rows)], ignore_index=True)
