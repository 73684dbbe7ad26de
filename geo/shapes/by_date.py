"""Boundaries by date: which place held which piece of the country, and the map of any day.

A piece is a part of the country that was never divided since 2001: most are a place of 2018,
the rest are what changed hands. Pieces are cut once from the boundaries of 2018, so a border
that did not move is the same line on every date, and a merger conserves territory by
construction. Who held a piece on a date is a table.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import geopandas as gpd
import shapely

from geo.crs import METRIC, require_crs
from geo.places.register import FIRST_DAY, valid_on
from store.errors import Fault, InputError
from store.folders import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.register import Register

PARTS = "boundaries/pieces/parts.geojson"
TERRITORY = "boundaries/pieces/territory.csv"

EDGE_M = 60
"""Near a place's outline its parts were drawn otherwise: their border is led straight to the
nearest corner of the outline from this many metres inside."""

EXACT, APPROXIMATE = "exact", "approximate"


def read_parts(root: Path = DATA) -> gpd.GeoSeries:
    """Return the drawn parts of places that were divided, by piece, EPSG:5179."""
    frame = gpd.read_file(root / PARTS, engine="pyogrio")
    frame = frame.set_crs(METRIC, allow_override=True)
    return frame.set_index("piece").geometry.sort_index()


def cut_places(
    places: gpd.GeoDataFrame, pieces: pd.DataFrame, parts: gpd.GeoSeries
) -> gpd.GeoDataFrame:
    """Cut the places of 2018 into pieces.

    Parameters
    ----------
    places
        The places of the boundary file of 2018, index `unit_id`: a valid coverage, EPSG:5179.
    pieces
        The `pieces` table.
    parts
        From `read_parts`.

    Returns
    -------
    :
        Index `piece` (the key of the piece, or the `unit_id` of a place that was never
        divided), sorted; EPSG:5179, a valid coverage of the same area.
    """
    require_crs(places)
    found = {str(unit): shape for unit, shape in places.geometry.items()}
    for row in pieces[pieces["cut"] == "0"].itertuples():
        found[row.piece] = found.pop(row.unit_2018)
    for unit, rows in pieces[pieces["cut"] == "1"].groupby("unit_2018"):
        found |= cut(found.pop(str(unit)), parts.loc[list(rows["piece"])])
    frame = gpd.GeoDataFrame({"geometry": found.values()}, index=list(found), crs=METRIC)
    frame.index.name = "piece"
    return frame.sort_index()


def cut(shape: shapely.Geometry, parts: gpd.GeoSeries) -> dict[str, shapely.Geometry]:
    """Return a shape cut along the borders between its drawn parts.

    Parameters
    ----------
    shape
        A polygon, EPSG:5179.
    parts
        What it is made of, drawn otherwise: only the borders between them count.

    Returns
    -------
    :
        The pieces by the parts' index; together exactly the shape, and no new corner on its
        outline.
    """
    faces = shapely.get_parts(
        shapely.polygonize(
            shapely.get_parts(
                shapely.union_all([shape.boundary, *_cutting_lines(shape, parts.to_numpy())])
            )
        )
    )
    inside = faces[shapely.contains(shape, shapely.point_on_surface(faces))]
    drawn = parts.to_numpy()
    shared = np.array([shapely.area(shapely.intersection(face, drawn)) for face in inside])
    apart = np.array([shapely.distance(face, drawn) for face in inside])
    # An islet that no part draws goes to the part that lies nearest.
    owner = np.where(shared.max(axis=1) > 0, shared.argmax(axis=1), apart.argmin(axis=1))
    return {
        str(piece): shapely.union_all(inside[owner == number])
        for number, piece in enumerate(parts.index)
    }


def _cutting_lines(
    shape: shapely.Geometry, drawn: np.ndarray[tuple[int], np.dtype[np.object_]]
) -> list[shapely.Geometry]:
    """Return the borders between parts, each led to a corner of the shape's outline."""
    borders = [
        shapely.intersection(one.boundary, other.boundary)
        for number, one in enumerate(drawn)
        for other in drawn[number + 1 :]
    ]
    strings = [line for border in borders for line in _strings(border)]
    if not strings:
        return []
    core = shapely.buffer(shape, -EDGE_M)
    inner = shapely.intersection(shapely.union_all(strings), core)
    lines = _strings(inner)
    corners = shapely.multipoints(shapely.get_coordinates(shape.boundary))
    ends = [shapely.Point(line.coords[at]) for line in lines for at in (0, -1)]
    free = [end for end in ends if sum(end.equals(other) for other in ends) == 1]
    led = [shapely.shortest_line(end, corners) for end in free]
    return [*lines, *led]


def _strings(geometry: shapely.Geometry) -> list[shapely.Geometry]:
    """Return the lines in a geometry, joined end to end where they meet."""
    lines = [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
    return list(shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))) if lines else []


def holders_on(territory: pd.DataFrame, register: Register, date: str) -> pd.DataFrame:
    """Return who held each piece on a date.

    Parameters
    ----------
    territory
        The `territory` table.
    register
        The places through time; a place that is in no row of the table is its own piece.
    date
        ISO day.

    Returns
    -------
    :
        Index `piece`: `unit_id`, `accuracy` ("exact", or "approximate" where the border was
        drawn from later units).
    """
    divided = valid_on(territory, date).set_index("piece")[["unit_id", "accuracy"]]
    # A place that only took pieces in, or gave some away, keeps a core that is its own piece.
    divided_up = set(territory["unit_id"]) - _own_core(territory, register)
    own = [unit for unit in register.on(date).index if unit not in divided_up]
    rest = pd.DataFrame({"unit_id": own, "accuracy": EXACT}, index=own)
    return pd.concat([divided, rest]).rename_axis("piece").sort_index()


def _own_core(territory: pd.DataFrame, register: Register) -> set[str]:
    """Return the places of the table that hold more than the pieces in it.

    They are those with a day in their life on which the table gives them nothing.
    """
    lives = register.lives()
    found = set()
    for unit, rows in territory.groupby("unit_id"):
        born, died = lives.loc[unit]
        ends = set(rows["valid_to"])
        whole = rows["valid_from"].min() <= born and ("" in ends or max(ends) == died)
        if not whole:
            found.add(str(unit))
    return found


def territory_faults(territory: pd.DataFrame, register: Register) -> list[Fault]:
    """Return the rows that break the rule: on every day each piece has one holder, alive then."""
    lives = register.lives()
    faults = []
    ends: dict[str, str] = {}
    for index, row in territory.sort_values(["piece", "valid_from"]).iterrows():
        piece, unit = row["piece"], row["unit_id"]
        problems = []
        if unit not in lives.index:
            problems.append(f"{unit}, which is no place")
        else:
            born, died = lives.loc[unit]
            if row["valid_from"] < born or (
                died and (not row["valid_to"] or row["valid_to"] > died)
            ):
                problems.append(f"{piece} held by {unit} outside its life")
        expected = _next_day(ends[piece]) if piece in ends else FIRST_DAY
        if row["valid_from"] != expected:
            problems.append(f"{piece} from {row['valid_from']}, with {expected} to follow")
        ends[piece] = row["valid_to"]
        faults += [
            Fault(
                TERRITORY,
                f"row {int(str(index)) + 2}",
                problem,
                "one holder for each piece on every day from 2001, itself alive",
                "Correct the place or the days.",
            )
            for problem in problems
        ]
    return faults


def _next_day(date: str) -> str:
    """Return the day after an ISO date; after an open end there is none."""
    if not date:
        return "no day"
    return (dt.date.fromisoformat(date) + dt.timedelta(days=1)).isoformat()


def first_days(territory: pd.DataFrame) -> list[str]:
    """Return the days on which the map of the country changed, oldest first, from 2001 on."""
    return sorted(set(territory["valid_from"]) | {FIRST_DAY})


def places_on(
    pieces: gpd.GeoDataFrame, territory: pd.DataFrame, register: Register, date: str
) -> gpd.GeoDataFrame:
    """Return the boundaries of a date.

    Parameters
    ----------
    pieces
        From `cut_places`, or simplified together: borders must be shared to the last digit.
    territory
        The `territory` table.
    register
        The places through time.
    date
        ISO day from 2001 on.

    Returns
    -------
    :
        Index `unit_id`, exactly the places of the register on that day, sorted; `accuracy`;
        in the coordinate system of `pieces`.

    Raises
    ------
    InputError
        If a place of that day has no piece, or a piece no holder.
    """
    holders = holders_on(territory, register, date)
    frame = pieces[["geometry"]].join(holders, how="outer")
    lost = frame[frame["unit_id"].isna() | frame["geometry"].isna()]
    if len(lost):
        raise InputError.one(
            TERRITORY,
            value=", ".join(map(str, lost.index[:5])),
            expected=f"a holder for every piece on {date}, and a piece for every place",
            next_step="Add the rows, or build the pieces anew.",
        )
    # By the alphabet "approximate" is the least, so the least accurate piece decides.
    whole = gpd.GeoDataFrame(frame, crs=pieces.crs).dissolve(
        "unit_id", method="coverage", aggfunc={"accuracy": "min"}
    )
    return whole.sort_index()


def changed_between(
    territory: pd.DataFrame, register: Register, before: str, after: str
) -> list[str]:
    """Return the pieces that changed hands between two dates."""
    old = holders_on(territory, register, before)["unit_id"]
    new = holders_on(territory, register, after)["unit_id"].reindex(old.index)
    return sorted(old.index[old != new])
