"""Make shapes valid and the coverage clean, put districts together, and say what changed.

Drawn files have rings that cross themselves and neighbours that overlap by a hair. Repair may
move a place by no more than `MAX_MOVE` of its area; more is a fault of the file, not a repair.
Everything here works in EPSG:5179.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import geopandas as gpd
import shapely

from geo.crs import METRIC, require_crs
from store.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

MAX_MOVE = 1e-3
"""Largest share of a place's area by which cleaning may change it (0.1 %)."""


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
    valid
        Whether every shape is valid and no two places overlap or gape along a border.
    invalid_edges_km
        Length of border between features that stays inconsistent after cleaning, kilometres.
    """

    places: gpd.GeoDataFrame
    repaired: tuple[Repair, ...]
    moved: float
    valid: bool
    invalid_edges_km: float


def polygons_only(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return valid shapes without the points and lines that `make_valid` leaves over.

    What crossed itself falls apart into polygons and stray lines; a line has no area to lose.
    """
    valid = shapely.make_valid(shapes)
    kinds = shapely.get_type_id(valid)
    mixed = ~np.isin(kinds, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    result: npt.NDArray[np.object_] = valid.copy()
    for i in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapely.get_parts([valid[i]]))
        areas = [part for part in parts if part.geom_type == "Polygon"]
        # Two polygons of a collection may share an edge, which a MultiPolygon must not.
        result[i] = shapely.union_all(areas) if areas else shapely.Polygon()
    return result


def repair_coverage(features: gpd.GeoDataFrame, file: str) -> Coverage:
    """Return the places of a layer as a clean coverage, with what was repaired.

    Parameters
    ----------
    features
        Polygons in EPSG:5179 with text columns code, name, unit_id; features without a unit_id
        take part in the cleaning of borders and are then left out.
    file
        The file's name, for messages.

    Raises
    ------
    InputError
        If a feature has no area, or if cleaning would move a place by more than `MAX_MOVE`.
    ValueError
        If the features are not in EPSG:5179.
    """
    require_crs(features)
    drawn = _in_fixed_order(features)
    before = drawn.geometry.to_numpy()
    valid = polygons_only(before)
    _require_area(drawn, valid, file)
    clean = shapely.coverage_clean(valid)
    repaired = _repairs(drawn, before, valid)
    matched = (drawn["unit_id"] != "").to_numpy()
    places = _dissolve(drawn.loc[matched], clean[matched])
    moves = _moves(places, drawn.loc[matched, "unit_id"], valid[matched])
    _require_small_moves(moves, file)
    return Coverage(
        places,
        repaired,
        float(moves.max()) if len(moves) else 0.0,
        bool(places.geometry.is_valid.all() and shapely.coverage_is_valid(places.geometry)),
        float(shapely.length(shapely.coverage_invalid_edges(clean)).sum()) / 1000,
    )


def _in_fixed_order(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features sorted by content, so that the order of a file changes nothing."""
    keyed = features.assign(_first=features.geometry.to_wkb())
    return keyed.sort_values(["unit_id", "code", "name", "_first"]).drop(columns="_first")


def _require_area(features: gpd.GeoDataFrame, shapes: npt.NDArray[np.object_], file: str) -> None:
    faults = [
        Fault(
            file,
            f"feature {features.index[i] + 1}",
            f"{features['code'].iloc[i]} {features['name'].iloc[i]} without an area",
            "a polygon with an inside",
            "Draw or remove it.",
        )
        for i in np.flatnonzero(shapely.is_empty(shapes))
    ]
    if faults:
        raise InputError(faults)


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


def _moves(
    places: gpd.GeoDataFrame, units: pd.Series, shapes: npt.NDArray[np.object_]
) -> pd.Series:
    """Return, for each place, the share of its area that cleaning changed, 0-1."""
    valid = gpd.GeoSeries(shapes, index=units.to_numpy(), crs=METRIC)
    drawn = valid.area
    # Only where a place has several features can their drawing overlap within it.
    for unit_id in set(valid.index[valid.index.duplicated()]):
        drawn.loc[unit_id] = shapely.area(shapely.union_all(valid.loc[unit_id].to_numpy()))
    drawn = drawn.loc[~drawn.index.duplicated()].reindex(places.index)
    return (places.area - drawn).abs() / drawn


def _require_small_moves(moves: pd.Series, file: str) -> None:
    faults = [
        Fault(
            file,
            f"place {unit_id}",
            f"a shape that cleaning would change by {move:.2%} of its area",
            f"at most {MAX_MOVE:.1%}",
            "It overlaps its neighbours or crosses itself badly: correct it in the file.",
        )
        for unit_id, move in moves.items()
        if move > MAX_MOVE
    ]
    if faults:
        raise InputError(faults)
