"""Simplify the coverage, never the polygons: shared borders stay shared, in the bytes sent.

Simplifying polygons one by one tears gaps between neighbours; rounding the coordinates of a good
simplification crosses its lines again. So the borders are simplified together, put on the grid
of the decimals that will be sent, cut where they cross there (snap rounding), and the faces
between them are given back to their places. What comes out is valid as written, not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import geopandas as gpd
import shapely

from geo.crs import GEOGRAPHIC, METRIC, require_crs

if TYPE_CHECKING:
    import numpy.typing as npt

RESIDUE_M2 = 10_000
"""Parts and holes below this (one hectare) are drawing residue, unless protected."""

PROTECTED = {
    "Dokdo, Seodo (독도 서도)": (131.8648, 37.2421),
    "Dokdo, Dongdo (독도 동도)": (131.8696, 37.2396),
    "Ulleungdo (울릉도)": (130.8660, 37.5000),
}
"""Points (longitude, latitude) whose part is kept and asserted, whatever its size."""

PROTECTED_REACH_M = 300
"""How far a protected point may lie from its part: drawings differ by as much."""


class SimplifyError(RuntimeError):
    """A simplification lost a place or a protected part, or is not valid as it would be sent."""


@dataclass(frozen=True)
class Simplified:
    """A simplified coverage and what it left out.

    Parameters
    ----------
    places
        Index as in the source, EPSG:4326, coordinates rounded to the digits asked for.
    dropped_parts
        Number of parts left out as drawing residue.
    dropped_area_m2
        Their area in the source, square metres.
    filled_holes
        Number of holes closed as drawing residue.
    collapsed_parts
        Number of kept parts that vanished on the grid of the decimals.
    absent
        Names in `PROTECTED` that the source itself does not draw.
    """

    places: gpd.GeoDataFrame
    dropped_parts: int
    dropped_area_m2: float
    filled_holes: int
    collapsed_parts: int
    absent: tuple[str, ...]


def simplify_places(places: gpd.GeoDataFrame, tolerance_m: float, digits: int) -> Simplified:
    """Simplify a coverage so that it is valid in the decimals that are sent.

    The rule for parts: a part stays if its area in the source is at least `RESIDUE_M2`, if it is
    the largest of its place, or if a point in `PROTECTED` lies in it; the rest is drawing residue
    and is left out and counted. Holes between places smaller than that are closed.

    Parameters
    ----------
    places
        A valid coverage of polygons in EPSG:5179, one row for each place.
    tolerance_m
        Tolerance in metres: the square root of the area of the triangles that may go
        (Visvalingam-Whyatt, on borders shared by two places once).
    digits
        Decimals of a degree in the result; 4 are about 10 m, 5 about 1 m.

    Returns
    -------
    Simplified
        The places in EPSG:4326 and what was left out. The same input gives the same bytes.

    Raises
    ------
    ValueError
        If the places are in another coordinate system or are not a valid coverage.
    SimplifyError
        If a place or a protected part is lost, or the result is not valid.
    """
    require_crs(places)
    if not (places.geometry.is_valid.all() and shapely.coverage_is_valid(places.geometry)):
        raise ValueError("Needs a valid coverage; see geo.files.repair.repair_coverage.")
    # Where several triangles are equally small the order decides which goes: fix it.
    parts = places.geometry.sort_index().explode(index_parts=False)
    guarded, absent = _protected_parts(parts)
    keep = _kept(parts, guarded)
    kept = parts.loc[keep]
    smooth = shapely.coverage_simplify(kept.to_numpy(), tolerance_m)
    drawn = gpd.GeoSeries(smooth, crs=METRIC).to_crs(GEOGRAPHIC).to_numpy()
    faces = snapped_faces(drawn, digits)
    owner, filled = _owners(faces, drawn)
    owned = owner >= 0
    lost = np.setdiff1d(np.arange(len(kept)), owner[owned])
    labels = pd.Index(kept.index.to_numpy()[owner[owned]], name=places.index.name)
    simple = _joined(faces[owned], labels)
    _require_whole(simple, places, kept, guarded[keep], lost, digits)
    return Simplified(
        simple,
        int((~keep).sum()),
        float(parts.loc[~keep].area.sum()),
        filled,
        len(lost),
        absent,
    )


def dissolve_provinces(simplified: gpd.GeoDataFrame, province_of: pd.Series) -> gpd.GeoDataFrame:
    """Return provinces made of simplified places, so that their borders coincide.

    Parameters
    ----------
    simplified
        The places of a `Simplified`, EPSG:4326.
    province_of
        Province code by the index of the places, on one date.

    Returns
    -------
    geopandas.GeoDataFrame
        Index `province_code`, sorted.

    Raises
    ------
    ValueError
        If the places are in another coordinate system or one has no province.
    """
    require_crs(simplified, GEOGRAPHIC)
    codes = province_of.reindex(simplified.index)
    if codes.isna().any():
        raise ValueError(f"No province for {', '.join(map(str, codes.index[codes.isna()]))}.")
    shapes = gpd.GeoDataFrame(
        {"province_code": codes.to_numpy()},
        geometry=simplified.geometry.to_numpy(),
        crs=simplified.crs,
    )
    return shapes.dissolve("province_code", method="coverage").sort_index()


def _protected_parts(parts: gpd.GeoSeries) -> tuple[npt.NDArray[np.bool_], tuple[str, ...]]:
    """Return which parts hold a protected point, and the points that no part holds."""
    lonlat = gpd.GeoSeries(gpd.points_from_xy(*zip(*PROTECTED.values(), strict=True)))
    points = lonlat.set_crs(GEOGRAPHIC).to_crs(METRIC).to_numpy()
    tree = shapely.STRtree(parts.to_numpy())
    pairs = tree.query_nearest(points, max_distance=PROTECTED_REACH_M, all_matches=False)
    guarded = np.zeros(len(parts), dtype=bool)
    guarded[pairs[1]] = True
    found = set(pairs[0].tolist())
    return guarded, tuple(name for i, name in enumerate(PROTECTED) if i not in found)


def _kept(parts: gpd.GeoSeries, guarded: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which parts stay by the rule."""
    areas = parts.area.reset_index(drop=True)
    largest = areas.groupby(parts.index.to_numpy()).idxmax().to_numpy()
    keep: npt.NDArray[np.bool_] = (areas >= RESIDUE_M2).to_numpy() | guarded
    keep[largest] = True
    return keep


def snapped_faces(shapes: npt.NDArray[np.object_], digits: int) -> npt.NDArray[np.object_]:
    """Return the faces between the borders of shapes once these lie on a grid of decimals.

    Borders that the grid brings together become one, and where they cross they get a corner in
    common (snap rounding; Hobby 1999, doi:10.1016/S0925-7721(99)00021-8). So the faces are valid
    and fit each other with the very coordinates that are written.
    """
    net = shapely.union_all(shapely.boundary(shapes), grid_size=10.0**-digits)
    faces = shapely.get_parts(shapely.polygonize([net]))
    rounded: npt.NDArray[np.object_] = shapely.transform(faces, lambda xy: np.round(xy, digits))
    return rounded


def _owners(
    faces: npt.NDArray[np.object_], shapes: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.intp], int]:
    """Return which shape each face belongs to, -1 for a hole, and the number of holes closed."""
    owner = np.full(len(faces), -1, dtype=np.intp)
    face, shape = shapely.STRtree(shapes).query(faces, predicate="intersects")
    shared = shapely.area(shapely.intersection(faces[face], shapes[shape]))
    # The last of the ascending overlaps is written last, so the largest stays.
    order = np.lexsort((shape, shared))
    most = np.zeros(len(faces))
    owner[face[order]] = shape[order]
    np.maximum.at(most, face, shared)
    holes = np.flatnonzero(most < 0.5 * shapely.area(faces))
    owner[holes] = -1
    metric = gpd.GeoSeries(faces[holes], crs=GEOGRAPHIC).to_crs(METRIC).area.to_numpy()
    residue = holes[metric < RESIDUE_M2]
    for hole in residue:
        owner[hole] = _longest_neighbour(hole, faces, owner)
    return owner, int((owner[residue] >= 0).sum())


def _longest_neighbour(
    hole: int, faces: npt.NDArray[np.object_], owner: npt.NDArray[np.intp]
) -> int:
    """Return the shape with which a hole has the longest border in common."""
    border = shapely.length(shapely.intersection(shapely.boundary(faces[hole]), faces))
    border[owner < 0] = -1.0
    return int(owner[int(np.argmax(border))])


def _joined(faces: npt.NDArray[np.object_], labels: pd.Index) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(geometry=faces, index=labels, crs=GEOGRAPHIC)
    return frame.dissolve(level=0, method="coverage").sort_index()


def _require_whole(  # noqa: PLR0913, PLR0917  # one look at everything the promise rests on
    simple: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    kept: gpd.GeoSeries,
    guarded: npt.NDArray[np.bool_],
    lost: npt.NDArray[np.intp],
    digits: int,
) -> None:
    """Raise unless every place and protected part is there and all is valid as sent."""
    gone = sorted(set(places.index) - set(simple.index))
    if gone:
        raise SimplifyError(f"Places vanish at {digits} digits: {', '.join(map(str, gone))}.")
    if guarded[lost].any():
        of = sorted(set(kept.index[lost[guarded[lost]]]))
        raise SimplifyError(f"A protected part vanishes at {digits} digits: {', '.join(of)}.")
    invalid = simple.index[~simple.geometry.is_valid]
    if len(invalid) or not shapely.coverage_is_valid(simple.geometry):
        what = ", ".join(map(str, invalid)) or "the coverage"
        raise SimplifyError(f"Not valid at {digits} digits: {what}.")
    xy = shapely.get_coordinates(simple.geometry)
    if np.abs(xy - np.round(xy, digits)).max() > 0:
        raise SimplifyError(f"Coordinates have more than {digits} digits.")
