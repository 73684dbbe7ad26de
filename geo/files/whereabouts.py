"""Where places are: the official shapes that say whether a file's shapes lie where they should.

A shape's home is the place whose official shape holds a point well inside it. The homes prove
which code system a file uses when names are missing, and find shapes that carry another place's
code; the offsets of whole places from the official ones find a file that lies beside itself, as
one on Bessel's ellipsoid does when it is read as if on today's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import geopandas as gpd
import pyogrio
import shapely

from geo.crs import METRIC, require_crs
from store.folders import DATA

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from geo.places.register import Register

OFFICIAL = "boundaries/kostat_2018/bnd_sigungu_00_2018.shp"
"""The official shapes that others are held against."""

OFFSHORE_M = 5000
"""How far from every official shape an islet may lie and still belong to the nearest."""

SAME_AREA = 0.03
"""Largest difference in area, as a share, of two drawings of one place."""

HALF = 0.5
"""Share of a shape's area that must lie in its place's official shape."""

SHIFT_M = 100
"""Offset beyond which all places together do not lie where the official ones do."""

FEWEST = 5
"""Fewest places from which an offset of all is taken."""


@dataclass(frozen=True)
class Offset:
    """How far the places of a file lie from the official ones, taken together.

    Parameters
    ----------
    east_m, north_m
        Median offset.
    places
        How many places it was taken from.
    """

    east_m: float
    north_m: float
    places: int

    @property
    def distance_m(self) -> float:
        """How far, metres."""
        return float(np.hypot(self.east_m, self.north_m))

    def __str__(self) -> str:
        """Return the offset in words."""
        return (
            f"{self.distance_m:.0f} m ({self.east_m:+.0f} m east, {self.north_m:+.0f} m north), "
            f"median of {self.places} places"
        )


@dataclass(frozen=True)
class Reference:
    """The official shapes.

    Parameters
    ----------
    shapes
        One row for each official feature: unit_id, geometry; EPSG:5179.
    register
        Tells which places took over from which.
    """

    shapes: gpd.GeoDataFrame
    register: Register

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes.geometry.to_numpy())

    def homes(self, shapes: npt.NDArray[np.object_]) -> list[str]:
        """Return, for each shape, the place in which it lies; blank where far from any."""
        inside = shapely.point_on_surface(_drawn(shapes))
        found = [""] * len(shapes)
        pairs = self._tree.query_nearest(inside, max_distance=OFFSHORE_M, all_matches=False)
        units = self.shapes["unit_id"].to_numpy()
        for row, official in pairs.T:
            found[row] = str(units[official])
        return found

    def fits(self, unit_id: str, home: str) -> bool:
        """Say whether a place may have its shape in a home: the same, or its kin by law."""
        return unit_id == home or home in self._kin[unit_id]

    @cached_property
    def _kin(self) -> dict[str, set[str]]:
        kin: dict[str, set[str]] = defaultdict(set)
        changes = self.register.changes
        moved = changes[changes["kind"].isin(["created", "merged", "split"])]
        for row in moved.to_dict("records"):
            family = {*row["from_units"].split(";"), *row["to_units"].split(";")}
            for unit in family:
                kin[unit] |= family
        return kin

    def holds(self, unit_id: str, shape: shapely.Geometry) -> bool:
        """Say whether most of a shape lies in the official shapes of a place or its kin."""
        return self.share(unit_id, shape) > HALF

    def share(self, unit_id: str, shape: shapely.Geometry) -> float:
        """Return how much of a shape's area lies in a place or its kin, 0-1."""
        family = self._kin[unit_id] | {unit_id}
        own = self.shapes.geometry[self.shapes["unit_id"].isin(family).to_numpy()].to_numpy()
        if shape is None or not len(own):
            return 0.0
        valid = shapely.make_valid(shape)
        area = float(shapely.area(valid))
        return float(shapely.area(shapely.intersection(valid, own)).sum()) / area if area else 0.0

    def distance_m(self, shape: shapely.Geometry, unit_id: str) -> float:
        """Return how far a shape lies from the official shape of a place; infinite without one."""
        own = self.shapes.geometry[(self.shapes["unit_id"] == unit_id).to_numpy()]
        return float(own.distance(shape).min()) if len(own) else float("inf")

    @cached_property
    def _measures(self) -> pd.DataFrame:
        return _measures(self.shapes["unit_id"], self.shapes.geometry.to_numpy())

    def offset(self, units: pd.Series, shapes: npt.NDArray[np.object_]) -> Offset | None:
        """Return how far shapes lie from the official ones, or None where too few compare.

        Parameters
        ----------
        units
            The place of each shape; districts of a city count together.
        shapes
            EPSG:5179.
        """
        mine = _measures(units[units != ""], shapes[(units != "").to_numpy()])
        both = mine.join(self._measures.add_suffix("_official"), how="inner")
        both = both[(both["area"] / both["area_official"] - 1).abs() < SAME_AREA]
        if len(both) < FEWEST:
            return None
        east = float((both["x"] - both["x_official"]).median())
        north = float((both["y"] - both["y_official"]).median())
        return Offset(east, north, len(both))


def _drawn(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return shapes from which a point inside can be taken.

    A crossing is cut off, not mended: to say where a shape lies that is enough, in a thirtieth of
    the time.
    """
    valid = shapely.is_valid(shapes)
    drawn: npt.NDArray[np.object_] = shapes.copy()
    drawn[~valid] = shapely.buffer(shapes[~valid], 0)
    return drawn


def _measures(units: pd.Series, shapes: npt.NDArray[np.object_]) -> pd.DataFrame:
    """Return area and centroid of places, index unit_id, weighted where a place has parts."""
    areas, centres = shapely.area(shapes), shapely.centroid(shapes)
    frame = pd.DataFrame(
        {
            "area": areas,
            "x": shapely.get_x(centres) * areas,
            "y": shapely.get_y(centres) * areas,
        }
    )
    total = frame.groupby(units.to_numpy()).sum()
    return total.assign(x=total["x"] / total["area"], y=total["y"] / total["area"])


def read_reference(register: Register, root: Path = DATA) -> Reference:
    """Return the official shapes of 2018 with their places.

    Parameters
    ----------
    register
        Its codes say which place each official feature belongs to.
    root
        The data folder.
    """
    frame = pyogrio.read_dataframe(root / OFFICIAL, columns=["SIGUNGU_CD"], encoding="CP949")
    codes = register.codes[register.codes["system"] == "kostat"].set_index("code")["unit_id"]
    shapes = gpd.GeoDataFrame(
        {"unit_id": frame["SIGUNGU_CD"].map(codes)},
        geometry=_drawn(frame.geometry.to_numpy()),
        crs=METRIC,
    )
    require_crs(shapes)
    return Reference(shapes, register)
