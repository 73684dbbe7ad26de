"""Make shapes valid and the coverage clean, put districts together, and say what changed.

Drawn files have rings that cross themselves and neighbours that overlap by a hair. Repair may
change a place's area by a limit that the user can raise; beyond it the file is refused, with the
neighbour and the spot. Everything here works in EPSG:5179.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import geopandas as gpd
import shapely

from geo.crs import METRIC, require_crs
from geo.files import gaps as strips
from geo.files.moves import Move, moves_of, refused_moves
from store.errors import Fault, InputError, reason

if TYPE_CHECKING:
    import numpy.typing as npt

MAX_MOVE = 1e-2
"""Largest share of a place's area by which cleaning may change it, unless told otherwise (1 %)."""

BUILD_MOVE = 1e-3
"""The same for the atlas's own boundaries: more stops the build (0.1 %)."""

NOTED_MOVE = 1e-3
"""Share of a place's area beyond which a change is told (0.1 %)."""


SAME_AREA = 1e-9
"""Share of an area within which two figures of it are the same."""


@dataclass(frozen=True)
class Repair:
    """What was wrong with a feature and what became of it.

    Parameters
    ----------
    code, name
        The feature, as in the file.
    unit_id
        The place it belongs to, blank where unmatched.
    why
        Why the shape was not valid, and where (EPSG:5179).
    parts_before, parts_after
        Number of polygons.
    area_change_m2
        Area after less area before, square metres.
    """

    code: str
    name: str
    unit_id: str
    why: str
    parts_before: int
    parts_after: int
    area_change_m2: float


@dataclass(frozen=True)
class Coverage:
    """A clean coverage of places.

    Parameters
    ----------
    places
        One row for each place, index `unit_id`, sorted, EPSG:5179.
    repaired
        The features that were not valid.
    moved
        Largest share of a place's area that cleaning changed, 0-1.
    moves
        The places that changed by more than `NOTED_MOVE`, with neighbour and spot.
    gaps
        The strips between places that belong to none; empty where they were closed.
    closed
        How many were closed.
    valid
        Whether every shape is valid, no two places overlap and none gape along a border.
    invalid_edges_km
        Length of border between features that stays inconsistent after cleaning, kilometres.
    without_area
        Features left out because they have no area, of places that have others.
    """

    places: gpd.GeoDataFrame
    repaired: tuple[Repair, ...]
    moved: float
    moves: tuple[Move, ...]
    gaps: tuple[strips.Gap, ...]
    closed: int
    valid: bool
    invalid_edges_km: float
    without_area: int = 0


def polygons_only(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return valid shapes without the points and lines that `make_valid` leaves over.

    What crossed itself falls apart into polygons and stray lines; a line has no area to lose.
    """
    wrong = ~shapely.is_valid(shapes)
    valid: npt.NDArray[np.object_] = shapes.copy()
    valid[wrong] = _made_valid(shapes[wrong])  # slow, and needless for the rest
    kinds = shapely.get_type_id(valid)
    mixed = ~np.isin(kinds, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    result: npt.NDArray[np.object_] = valid.copy()
    for i in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapely.get_parts([valid[i]]))
        areas = [part for part in parts if part.geom_type == "Polygon"]
        # Two polygons of a collection may share an edge, which a MultiPolygon must not.
        result[i] = shapely.union_all(areas) if areas else shapely.Polygon()
    return result


def _made_valid(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return what `make_valid` gives, ten times as fast for shapes that only touch themselves.

    A buffer of nothing keeps what is wound once and loses what is wound the other way or twice; the
    area as drawn counts each of these as often as it is wound. Where both agree there is none of
    it, and the two ways give the same region.
    """
    drawn = shapely.area(shapes)
    result: npt.NDArray[np.object_] = shapely.buffer(shapes, 0)
    crossed = np.abs(shapely.area(result) - drawn) > SAME_AREA * drawn
    result[crossed] = shapely.make_valid(shapes[crossed])
    return result


def repair_coverage(
    features: gpd.GeoDataFrame,
    file: str,
    *,
    max_move: float = MAX_MOVE,
    close_gaps: bool = False,
) -> Coverage:
    """Return the places of a layer as a clean coverage, with what was repaired.

    Parameters
    ----------
    features
        Polygons in EPSG:5179 with text columns code, name, unit_id; features without a unit_id
        take part in the cleaning of borders and are then left out.
    file
        The file's name, for messages.
    max_move
        Largest share of a place's area by which cleaning may change it, 0-1.
    close_gaps
        Whether strips between places are given to their neighbours.

    Raises
    ------
    MovedPlacesError
        If cleaning would change a place by more than `max_move`; it carries the spots.
    InputError
        If a feature has no area.
    ValueError
        If the features are not in EPSG:5179.
    """
    require_crs(features)
    drawn = _in_fixed_order(features)
    valid = polygons_only(drawn.geometry.to_numpy())
    left_out = _without_area(drawn, valid, file)
    drawn, valid = drawn.loc[~left_out], valid[~left_out]
    before = drawn.geometry.to_numpy()
    matched = (drawn["unit_id"] != "").to_numpy()
    clean = shapely.coverage_clean(valid)
    places = _dissolve(drawn.loc[matched], clean[matched])
    found = moves_of(places, drawn, valid, NOTED_MOVE)
    if found.largest > max_move:
        raise refused_moves(found, max_move, file)
    gaps = strips.gaps_of(places)
    closed = 0
    if close_gaps and gaps:
        clean = strips.close_gaps(clean, gaps)
        places = _dissolve(drawn.loc[matched], clean[matched])
        left = strips.gaps_of(places)
        closed, gaps = len(gaps) - len(left), left
    invalid_m = float(shapely.length(shapely.coverage_invalid_edges(clean)).sum())
    # What fits together district by district does so city by city.
    fits = invalid_m == 0 or bool(shapely.coverage_is_valid(places.geometry))
    sound = bool(places.geometry.is_valid.all()) and fits
    return Coverage(
        places,
        _repairs(drawn, before, valid),
        found.largest,
        found.noted,
        gaps,
        closed,
        sound and not gaps,
        invalid_m / 1000,
        int(left_out.sum()),
    )


def _in_fixed_order(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features sorted by content, so that the order of a file changes nothing."""
    keyed = features.assign(_first=features.geometry.to_wkb())
    return keyed.sort_values(["unit_id", "code", "name", "_first"]).drop(columns="_first")


def _without_area(
    features: gpd.GeoDataFrame, shapes: npt.NDArray[np.object_], file: str
) -> npt.NDArray[np.bool_]:
    """Return which features have no area: slivers beside the rest of their place, or of none.

    A place that would be left with nothing is a fault.
    """
    empty: npt.NDArray[np.bool_] = shapely.is_empty(shapes)
    units = features["unit_id"].to_numpy()
    drawn = set(units[~empty]) | {""}
    faults = [
        Fault(
            file,
            f"feature {features.index[i] + 1}",
            f"{features['code'].iloc[i]} {features['name'].iloc[i]} without an area",
            "a polygon with an inside",
            "Draw or remove it.",
            reason("no_inside", code=features["code"].iloc[i], name=features["name"].iloc[i]),
        )
        for i in np.flatnonzero(empty)
        if units[i] not in drawn
    ]
    if faults:
        raise InputError(faults)
    return empty


def _repairs(
    features: gpd.GeoDataFrame,
    before: npt.NDArray[np.object_],
    after: npt.NDArray[np.object_],
) -> tuple[Repair, ...]:
    """Return one record for each feature that was not valid."""
    rows: list[dict[str, Any]] = features[["code", "name", "unit_id"]].to_dict("records")
    return tuple(
        Repair(
            **rows[i],
            why=str(shapely.is_valid_reason(before[i])),
            parts_before=int(shapely.get_num_geometries(before[i])),
            parts_after=int(shapely.get_num_geometries(after[i])),
            area_change_m2=float(shapely.area(after[i]) - shapely.area(before[i])),
        )
        for i in np.flatnonzero(~shapely.is_valid(before))
    )


def _dissolve(features: gpd.GeoDataFrame, shapes: npt.NDArray[np.object_]) -> gpd.GeoDataFrame:
    """Put the districts of a city together; the rest stays as it is."""
    frame = gpd.GeoDataFrame(
        {"unit_id": features["unit_id"].to_numpy()}, geometry=shapes, crs=METRIC
    )
    return frame.dissolve("unit_id", method="coverage").sort_index()
