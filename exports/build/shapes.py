"""Shapes as the browser reads them: compact GeoJSON with a box and a centre a place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from geo.places.lives import day_before
from geo.shapes.by_date import first_days
from geo.shapes.tiles import tile_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    import geopandas as gpd

    from geo.places.register import Register


def _rounded(values: Any, digits: int) -> list[float]:
    return [round(float(value), digits) for value in values]


def collection(places: gpd.GeoDataFrame, digits: int) -> dict[str, Any]:
    """Return places as a GeoJSON feature collection, RFC 7946.

    Parameters
    ----------
    places
        Index `unit_id`, EPSG:4326, coordinates already rounded.
    digits
        Decimals of the coordinates, boxes and centres.
    """
    features = []
    points = places.geometry.representative_point()
    for unit, geometry in places.geometry.items():
        point = points.at[unit]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "unit_id": unit,
                    "centre": _rounded((point.x, point.y), digits),
                },
                "bbox": _rounded(geometry.bounds, digits),
                "geometry": json.loads(shapely.to_geojson(geometry)),
            }
        )
    return {
        "type": "FeatureCollection",
        "bbox": _rounded(places.total_bounds, digits),
        "features": features,
    }


def province_lines(
    register: Register, map_of: Callable[[str], gpd.GeoDataFrame], dates: list[str]
) -> list[dict[str, Any]]:
    """Return the borders between provinces, once for each stretch of time they held.

    Parameters
    ----------
    register
        Which province a place belongs to on a date.
    map_of
        Gives the simplified places of a date, so that the lines lie on the map's own edges.
    dates
        ISO dates in order; the borders are taken on each.

    Returns
    -------
    :
        `from`, `to` (first and last date of `dates` with these borders) and `geometry`.
    """
    found: list[dict[str, Any]] = []
    shapes, owners = None, None
    for date in dates:
        places, owner = map_of(date), register.on(date)["province_code"]
        if places is shapes and owner.equals(owners):
            found[-1]["to"] = date
            continue
        shapes, owners = places, owner
        found.append({"from": date, "to": date, "geometry": _borders(places, owner)})
    return found


def _borders(places: gpd.GeoDataFrame, owner: pd.Series) -> dict[str, Any]:
    provinces = places[["geometry"]].dissolve(by=owner.reindex(places.index), method="coverage")
    outlines = provinces.geometry.boundary
    lines = [
        outlines.iloc[i].intersection(outlines.iloc[j])
        for i in range(len(outlines))
        for j in range(i + 1, len(outlines))
        if outlines.iloc[i].intersects(outlines.iloc[j])
    ]
    parts = [
        part for line in lines for part in shapely.get_parts(line) if part.geom_type == "LineString"
    ]
    geometry: dict[str, Any] = json.loads(
        shapely.to_geojson(shapely.line_merge(shapely.MultiLineString(parts)))
    )
    return geometry


def tile_book(places: pd.DataFrame, shapes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the tile grid: its size, a cell for each place and one for each province's name.

    Parameters
    ----------
    places
        A result of `Register.on`.
    shapes
        Index `unit_id`, EPSG:4326.
    """
    points = shapes.to_crs("EPSG:5179").geometry.representative_point()
    layout = tile_layout(places, {unit: (p.x, p.y) for unit, p in points.items()})
    titles: dict[str, tuple[int, int]] = {}
    for unit, (column, row) in layout.items():
        code = places.at[unit, "province_code"]
        best = titles.get(code)
        # The first cell of a block's top row carries the province's name.
        if best is None or (row, column) < (best[1], best[0]):
            titles[code] = (column, row)
    return {
        "columns": max(column for column, _ in layout.values()) + 1,
        "rows": max(row for _, row in layout.values()) + 1,
        "cells": {unit: list(cell) for unit, cell in layout.items()},
        "titles": {code: list(cell) for code, cell in titles.items()},
    }


def stretches(territory: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the stretches of time in which no border moved: first and last day, ISO.

    The last day of the last stretch is empty: it still lasts.
    """
    days = first_days(territory)
    before = [day_before(day) for day in days[1:]]
    return list(zip(days, [*before, ""], strict=True))


def epochs(
    maps: Mapping[str, gpd.GeoDataFrame],
    times: list[tuple[str, str]],
    base: gpd.GeoDataFrame,
    digits: int,
) -> list[dict[str, Any]]:
    """Return what other times draw otherwise than the base map.

    Parameters
    ----------
    maps
        First day of a stretch of time to the simplified places of then, EPSG:4326.
    times
        First and last day of each stretch, from `stretches`.
    base
        The base map's places, dissolved from the same pieces.
    digits
        Decimals of the coordinates.

    Returns
    -------
    :
        One object a stretch of time: `from`, `to`, `features` (places that the base map lacks
        or draws otherwise) and `hidden` (places of the base map that must give way).
    """
    found = []
    for first, last in times:
        then = maps[first]
        common = base.index.intersection(then.index)
        same = shapely.equals(
            base.loc[common].geometry.to_numpy(), then.loc[common].geometry.to_numpy()
        )
        moved = common[~same]
        new = then.index.difference(base.index)
        shown = then.loc[moved.union(new)]
        features = collection(shown, digits)["features"] if len(shown) else []
        hidden = sorted(base.index.difference(then.index).union(moved))
        found.append({"from": first, "to": last, "features": features, "hidden": hidden})
    return found
