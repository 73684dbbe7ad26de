"""Vintages: the official boundary files of several years, and which of them answers for a day.

Every map is drawn from one base file, so that a border that did not move is the same line on
every day; where the base lacks a border of another time, pieces of it are cut along the lines of
the vintage that drew it. What another vintage draws otherwise without a change of law was only
redrawn: coasts, land won from the sea, finer lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import geopandas as gpd
import shapely

from geo.crs import METRIC, require_crs
from geo.shapes.by_date import holders_on
from store.folders import DATA
from store.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.register import Register


@dataclass(frozen=True)
class Vintage:
    """An official boundary file of one time.

    Parameters
    ----------
    key
        Also its folder in data/boundaries.
    day
        The day whose places it draws, ISO.
    file
        In its folder.
    """

    key: str
    day: str
    file: str


BASE = "kostat_2018"
"""The vintage that every map is drawn from."""

VINTAGES: Registry[Vintage] = Registry(
    "boundary vintage",
    [
        Vintage("kostat_2010", "2010-11-01", "sigungu_2010.parquet"),
        Vintage("kostat_2015", "2015-11-01", "sigungu_2015.parquet"),
        Vintage(BASE, "2018-12-24", "bnd_sigungu_00_2018.shp"),
        Vintage("kostat_2020", "2020-11-01", "sigungu_2020.parquet"),
    ],
)
"""By time. Another is a folder with its files, SOURCES.md and checksums, and a line here."""


def nearest(day: str, leaving_out: str = "") -> Vintage:
    """Return the vintage whose day lies nearest.

    Parameters
    ----------
    day
        ISO.
    leaving_out
        Key of a vintage that does not count.

    Examples
    --------
    >>> nearest("2009-06-30").key, nearest("2023-03-06").key
    ('kostat_2010', 'kostat_2020')
    """
    wanted = pd.Timestamp(day)
    others = [one for one in VINTAGES.values() if one.key != leaving_out]
    return min(others, key=lambda one: abs(pd.Timestamp(one.day) - wanted))


def read_vintage(key: str, register: Register, root: Path = DATA) -> gpd.GeoSeries:
    """Return the places of a vintage, index `unit_id`, EPSG:5179, a clean coverage.

    Parameters
    ----------
    key
        Of `VINTAGES`.
    register
        Its codes say which place each feature belongs to.
    root
        The data folder.
    """
    vintage = VINTAGES.require(key)
    path = root / "boundaries" / key / vintage.file
    frame = (
        gpd.read_parquet(path)
        if path.suffix == ".parquet"
        else gpd.read_file(path, engine="pyogrio", columns=["SIGUNGU_CD"]).set_crs(
            METRIC, allow_override=True
        )
    )
    require_crs(frame)
    codes = register.codes[register.codes["system"] == "kostat"].set_index("code")["unit_id"]
    shapes = shapely.coverage_clean(shapely.make_valid(frame.geometry.to_numpy()))
    units = frame["SIGUNGU_CD"].map(codes)
    whole = gpd.GeoDataFrame({"unit_id": units.to_numpy()}, geometry=shapes, crs=METRIC)
    return whole.dissolve("unit_id", method="coverage").geometry


@dataclass(frozen=True)
class Answer:
    """Which file answers for a day.

    Parameters
    ----------
    day
        ISO.
    places
        How many places the map of the day has.
    cut
        Key of another file, or of the base, to the places whose borders of that day were drawn
        along its lines; of all others the base has the border.
    approximate
        The places whose border of that day was only assumed.
    """

    day: str
    places: int
    cut: dict[str, tuple[str, ...]]
    approximate: tuple[str, ...]


def answer_for(
    day: str, pieces: pd.DataFrame, territory: pd.DataFrame, register: Register
) -> Answer:
    """Return which file answers for a day.

    Parameters
    ----------
    day
        ISO, from 2001 on.
    pieces, territory
        The tables.
    register
        The places through time.
    """
    holders = holders_on(territory, register, day)
    cut: dict[str, list[str]] = {}
    for _, group in pieces[pieces["cut"] == "1"].groupby("unit_2018"):
        held = holders.loc[group["piece"], "unit_id"]
        if len(set(held)) > 1:  # else the border between the pieces is no border on this day
            for source, unit in zip(group["drawn_from"], held, strict=True):
                cut.setdefault(source, []).append(str(unit))
    rough = holders[holders["accuracy"] == "approximate"]["unit_id"]
    return Answer(
        day,
        len(register.on(day)),
        {source: tuple(sorted(set(units))) for source, units in sorted(cut.items())},
        tuple(sorted(set(rough))),
    )


def changes_between(register: Register, first: str, second: str) -> pd.DataFrame:
    """Return the rows of the register's changes after one day, up to another, in either order."""
    low, high = sorted((first, second))
    days = register.changes["effective_date"]
    return register.changes[(days > low) & (days <= high)].sort_values("effective_date")


def changed_in_law(
    territory: pd.DataFrame, register: Register, first: str, second: str
) -> frozenset[str]:
    """Return the places that gave or took ground by law between two days."""
    before, after = (holders_on(territory, register, day)["unit_id"] for day in (first, second))
    both = pd.concat([before, after], axis=1, keys=["before", "after"])
    moved = both[both["before"] != both["after"]]
    return frozenset(str(unit) for unit in [*moved["before"], *moved["after"]])


def differences(drawn: gpd.GeoSeries, official: gpd.GeoSeries) -> pd.DataFrame:
    """Return how far the places of a day are drawn otherwise than an official file has them.

    Parameters
    ----------
    drawn
        The places of a day, index `unit_id`, EPSG:5179, from `geo.shapes.by_date.places_on`.
    official
        From `read_vintage`, of the same places.

    Returns
    -------
    :
        Index `unit_id`: `area_km2` (official), `differs_km2` (symmetric difference), `share` of
        the official area, `inland_km2` (the part of the difference that lies in another place of
        the other drawing; the rest is coast and water).
    """
    require_crs(drawn)
    require_crs(official)
    both = drawn.index.intersection(official.index)
    mine, theirs = drawn.loc[both], official.loc[both]
    more, less = mine.difference(theirs), theirs.difference(mine)
    inland = _within(more, official) + _within(less, drawn)
    area = theirs.area
    differs = more.area + less.area
    frame = pd.DataFrame(
        {
            "area_km2": area / 1e6,
            "differs_km2": differs / 1e6,
            "share": differs / area,
            "inland_km2": inland / 1e6,
        },
        index=both,
    )
    return frame.rename_axis("unit_id").sort_index()


def _within(
    strips: gpd.GeoSeries, places: gpd.GeoSeries
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how much of each place's strips lies in another place, square metres."""
    found = np.zeros(len(strips))
    tree = shapely.STRtree(places.to_numpy())
    shapes = strips.to_numpy()
    for row, near in tree.query(shapes, predicate="intersects").T:
        if places.index[near] != strips.index[row]:
            found[row] += shapely.area(shapely.intersection(shapes[row], places.iloc[near]))
    return found


def divided(whole: shapely.Geometry, drawn: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return a shape divided among what another file draws in it.

    Parameters
    ----------
    whole
        A place as the base file draws it, EPSG:5179.
    drawn
        Parts of it, whole places of another file: of each the largest piece within counts, and
        what is left over along the outline goes to the part it borders on most.

    Returns
    -------
    :
        A coverage of `whole`, one polygon for each part.
    """
    cores = [
        max(shapely.get_parts(shapely.intersection(whole, shape)), key=shapely.area)
        for shape in drawn
    ]
    clean = shapely.coverage_clean(np.array(cores))
    owned = [[shape] for shape in clean]
    for strip in shapely.get_parts(shapely.difference(whole, shapely.union_all(clean))):
        shared = shapely.length(shapely.intersection(strip, clean))
        apart = shapely.distance(strip, clean)
        owner = shared.argmax() if shared.max() > 0 else apart.argmin()
        owned[int(owner)].append(strip)
    shapes = shapely.coverage_clean(np.array([shapely.union_all(own) for own in owned]))
    return gpd.GeoSeries(shapes, index=drawn.index, crs=METRIC)
