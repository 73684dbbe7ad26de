"""How far cleaning changed places, which neighbour they overlapped, and where.

Everything here works in EPSG:5179; spots are told in degrees as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import geopandas as gpd
import pyproj
import shapely

from geo.crs import GEOGRAPHIC, METRIC
from store.errors import Fault, InputError, reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd


HOPELESS = 0.2
"""Share of a place's area beyond which a change is no repair."""


@dataclass(frozen=True)
class Move:
    """A place that cleaning changed.

    Parameters
    ----------
    unit_id
        The place.
    share
        Change of its area as a share of it, 0-1.
    name
        What the file calls it.
    neighbour
        The place it overlapped most, key and name; blank where it only crossed itself.
    area_m2
        Of that overlap.
    spot
        Where: x and y in EPSG:5179.
    shape
        The overlap.
    drawn
        The place as drawn, and the neighbour.
    """

    unit_id: str
    share: float
    name: str
    neighbour: str
    area_m2: float
    spot: tuple[float, float]
    shape: shapely.Geometry
    drawn: tuple[shapely.Geometry, ...] = ()

    @property
    def lonlat(self) -> tuple[float, float]:
        """The spot as longitude and latitude."""
        east, north = pyproj.Transformer.from_crs(METRIC, GEOGRAPHIC, always_xy=True).transform(
            *self.spot
        )
        return round(float(east), 5), round(float(north), 5)

    def __str__(self) -> str:
        """Return the move as a sentence."""
        east, north = self.lonlat
        with_whom = (
            f"it overlaps {self.neighbour} by {self.area_m2 / 1e4:.2g} ha"
            if self.neighbour
            else "it crosses itself"
        )
        changed = f"{self.unit_id} {self.name} by {self.share:.2%} of its area"
        return f"{changed}: {with_whom} near {east}, {north}"


@dataclass(frozen=True)
class Moves:
    """What cleaning changed.

    Parameters
    ----------
    largest
        The largest share of a place's area that changed, 0-1.
    noted
        The places that changed more than the share asked for, the most changed first.
    """

    largest: float
    noted: tuple[Move, ...]


class MovedPlacesError(InputError):
    """Cleaning would change places by more than allowed.

    Parameters
    ----------
    faults
        One for each place.
    moves
        The same with their shapes, for a picture or a layer of faults.
    """

    def __init__(self, faults: Iterable[Fault], moves: tuple[Move, ...]) -> None:
        self.moves = moves
        super().__init__(faults)

    def __reduce__(self) -> tuple[Any, ...]:
        """Carry faults and moves from one process to another."""
        return MovedPlacesError, (self.faults, self.moves)


def moves_of(
    places: gpd.GeoDataFrame,
    features: gpd.GeoDataFrame,
    shapes: npt.NDArray[np.object_],
    noted: float,
) -> Moves:
    """Return how far cleaning changed the places.

    Parameters
    ----------
    places
        After cleaning, index `unit_id`.
    features
        Before: unit_id of each; blank for those that are no place.
    shapes
        Their shapes before cleaning, valid.
    noted
        Share from which a change is told with its neighbour and spot.
    """
    matched = (features["unit_id"] != "").to_numpy()
    units = features.loc[matched, "unit_id"]
    drawn = _drawn(units, shapes[matched])
    areas = gpd.GeoSeries(drawn, crs=METRIC).area.reindex(units.drop_duplicates())
    after = places.area.reindex(areas.index).fillna(0.0)
    shares = (after - areas).abs() / areas
    many = shares[shares > noted].sort_values(ascending=False)
    names = features.loc[matched].drop_duplicates("unit_id").set_index("unit_id")["name"].to_dict()
    found = tuple(_move(str(unit), float(share), drawn, names) for unit, share in many.items())
    return Moves(float(shares.max()) if len(shares) else 0.0, found)


def _drawn(units: pd.Series, shapes: npt.NDArray[np.object_]) -> gpd.GeoSeries:
    """Return each place as drawn: the union where it has several features."""
    series = gpd.GeoSeries(shapes, index=units.to_numpy(), crs=METRIC)
    several = set(series.index[series.index.duplicated()])
    whole = {unit: shapely.union_all(series.loc[unit].to_numpy()) for unit in several}
    single = series[~series.index.isin(several)]
    return gpd.GeoSeries({**single.to_dict(), **whole}, crs=METRIC)


def _move(unit: str, share: float, drawn: gpd.GeoSeries, names: dict[str, str]) -> Move:
    own = drawn.loc[unit]
    others = drawn.drop(unit)
    near = others.iloc[others.sindex.query(own, predicate="intersects")]
    overlaps = near.intersection(own)
    areas = overlaps.area
    name = names.get(unit, "")
    if not len(areas) or areas.max() == 0:
        return Move(unit, share, name, "", 0.0, _spot(own), own, (own,))
    other = str(areas.idxmax())
    shape = _largest(overlaps.loc[other])
    return Move(
        unit_id=unit,
        share=share,
        name=name,
        neighbour=f"{other} {names.get(other, '')}".strip(),
        area_m2=float(areas.max()),
        spot=_spot(shape),
        shape=shape,
        drawn=(own, drawn.loc[other]),
    )


def _spot(shape: shapely.Geometry) -> tuple[float, float]:
    """Return a point inside a shape."""
    point = shapely.point_on_surface(shape)
    return float(point.x), float(point.y)


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the largest part of an overlap."""
    parts = shapely.get_parts(shape)
    return max(parts, key=lambda part: part.area)


def refused_moves(found: Moves, max_move: float, file: str) -> MovedPlacesError:
    """Return the error that names each place, its neighbour and the spot.

    Parameters
    ----------
    found
        From `moves_of`.
    max_move
        What was allowed, 0-1.
    file
        The file's name.
    """
    beyond = tuple(move for move in found.noted if move.share > max_move)
    faults = [
        Fault(
            file,
            f"place {move.unit_id}",
            f"a shape that cleaning would change: {move}",
            f"at most {max_move:.2g} of the area ({max_move:.1%})",
            "Correct the overlap in the file (--faults FILE.gpkg marks it, --picture FILE.png "
            f"shows it){_allowing(move.share)}.",
            reason("moved", unit=move.unit_id, name=move.name, share=f"{move.share:.2%}"),
        )
        for move in beyond
    ]
    return MovedPlacesError(faults, beyond)


def _allowing(share: float) -> str:
    """Return the option that lets a change through; none for one that no repair should make."""
    return f", or allow it: --max-move {np.ceil(share * 100):.0f}%" if share < HOPELESS else ""
