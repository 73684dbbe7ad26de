"""Coordinate systems of Korean boundary files: which one a file is in, and whether that is true.

Coordinates are x (easting or longitude) first, always. Distances and areas are taken in
EPSG:5179 only; functions that need it call `require_crs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import pyproj
import shapely

from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    import geopandas as gpd

METRIC = "EPSG:5179"
"""Korea 2000 / Unified CS, metres: the one system the atlas measures in."""

GEOGRAPHIC = "EPSG:4326"
"""Longitude and latitude in degrees: the one system the atlas draws on the web in."""

CANDIDATES = {
    "EPSG:5179": "Korea 2000 / Unified CS",
    "EPSG:5174": "Korean 1985 / Modified Central Belt",
    "EPSG:5181": "Korea 2000 / Central Belt",
    "EPSG:5186": "Korea 2000 / Central Belt 2010",
    "EPSG:4326": "longitude and latitude",
}
"""The systems that Korean second-level boundary files come in."""

KOREA = (124.5, 33.0, 132.0, 38.7)
"""West, south, east and north of the Republic of Korea in degrees, with about 10 km to spare.

Baengnyeongdo lies at 124.6, Marado at 33.1, Dokdo at 131.87 and Goseong at 38.61. The margin is
smaller than the 100 km between the false northings of EPSG:5181 and EPSG:5186, so the extent of
a nationwide file tells these two apart.
"""

LARGEST_DEGREE = 360
"""No place of Korea has both metres below this in any system."""

Bounds = tuple[float, float, float, float]


def require_crs(frame: gpd.GeoDataFrame | gpd.GeoSeries, needed: str = METRIC) -> None:
    """Raise unless the frame is in the coordinate system a function needs.

    Raises
    ------
    ValueError
        If the frame has another coordinate system, or none.
    """
    if frame.crs is None or frame.crs != pyproj.CRS.from_user_input(needed):
        found = "no coordinate system" if frame.crs is None else describe(frame.crs)
        raise ValueError(f"Needs {needed}; found {found}. Convert with .to_crs({needed!r}) first.")


def describe(crs: pyproj.CRS) -> str:
    """Return a system as "EPSG:5179" where it has a number, else its name."""
    for code in CANDIDATES:
        if crs == pyproj.CRS.from_user_input(code):
            return code
    epsg = crs.to_epsg(min_confidence=60)
    return f"EPSG:{epsg}" if epsg is not None else str(crs.name)


def parse_crs(text: str, file: str) -> pyproj.CRS:
    """Return the coordinate system a user named, e.g. "EPSG:5186" or "5186".

    Raises
    ------
    InputError
        If no system goes by that name.
    """
    try:
        return pyproj.CRS.from_user_input(f"EPSG:{text}" if text.isdigit() else text)
    except pyproj.exceptions.CRSError as error:
        raise InputError.one(
            file,
            where="option --crs",
            value=repr(text),
            expected="a coordinate system",
            next_step=f"Use one of {', '.join(CANDIDATES)}.",
        ) from error


def lonlat_bounds(bounds: npt.NDArray[np.float64], crs: pyproj.CRS) -> npt.NDArray[np.float64]:
    """Return rows of (x min, y min, x max, y max) as degrees; rows out of reach become infinite."""
    with np.errstate(invalid="ignore"):
        transformer = pyproj.Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)
        corners = [
            transformer.transform(bounds[:, i], bounds[:, j]) for i in (0, 2) for j in (1, 3)
        ]
    x = np.array([corner[0] for corner in corners])
    y = np.array([corner[1] for corner in corners])
    return np.column_stack([x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)])


def over_korea(bounds: npt.NDArray[np.float64], crs: pyproj.CRS) -> npt.NDArray[np.bool_]:
    """Return, for each row of bounds, whether it lies over Korea when read in this system."""
    west, south, east, north = KOREA
    try:
        degrees = lonlat_bounds(bounds, crs)
    except pyproj.exceptions.ProjError:  # a damaged or a vertical system puts nothing anywhere
        return np.zeros(len(bounds), dtype=bool)
    inside: npt.NDArray[np.bool_] = (
        np.isfinite(degrees).all(axis=1)
        & (degrees[:, 0] >= west)
        & (degrees[:, 1] >= south)
        & (degrees[:, 2] <= east)
        & (degrees[:, 3] <= north)
    )
    return inside


def candidates_by_extent(total: Bounds) -> list[str]:
    """Return the systems in which an extent lies over Korea, best known first.

    Degrees read as metres would be a spot near a false origin, which for the central belts lies
    in the Yellow Sea within the extent of Korea: numbers of that size are degrees.
    """
    row = np.array([total], dtype=float)
    if np.abs(row).max() <= LARGEST_DEGREE:
        return [GEOGRAPHIC] if over_korea(row, pyproj.CRS.from_user_input(GEOGRAPHIC))[0] else []
    return [code for code in CANDIDATES if over_korea(row, pyproj.CRS.from_user_input(code))[0]]


def resolve_crs(frame: gpd.GeoDataFrame, file: str, asked: str | None = None) -> pyproj.CRS:
    """Return the coordinate system of a frame as read, proven by where it puts the features.

    Parameters
    ----------
    frame
        Features as read; `frame.crs` is what the file declares, or None.
    file
        The file's name, for messages.
    asked
        The system the user named; it outranks what the file declares.

    Raises
    ------
    InputError
        If no system is known and the extent fits several or none, or if the known one does not
        put every feature over Korea.
    """
    bounds = frame.geometry.bounds.to_numpy(dtype=float)
    total = _total(bounds)
    if asked is not None:
        crs = parse_crs(asked, file)
    elif frame.crs is not None:
        crs = pyproj.CRS.from_user_input(frame.crs)
    else:
        crs = _by_extent(total, file)
    inside = over_korea(bounds, crs)
    if not inside.any():
        raise _nowhere(total, file, crs, asked=asked is not None)
    if not inside.all():
        raise InputError(_strays(bounds, inside, file, crs))
    return _with_datum(crs, file)


def _with_datum(crs: pyproj.CRS, file: str) -> pyproj.CRS:
    """Return the registered system, whose datum shift is known.

    A .prj carries no shift. For the global ellipsoid that costs nothing; on Bessel's, which lies
    some 300 m off, a system that no register knows would move the country unseen.
    """
    code = describe(crs)
    if code.startswith("EPSG:"):
        return pyproj.CRS.from_user_input(code)
    if crs.ellipsoid is not None and "bessel" in crs.ellipsoid.name.casefold():
        raise InputError.one(
            file,
            where="coordinate system",
            value=f"{code} on Bessel's ellipsoid, without a datum that is known",
            expected="a registered system, which says how it lies to today's",
            next_step="If it is the Modified Central Belt, name it: --crs EPSG:5174.",
        )
    return crs


def _total(bounds: npt.NDArray[np.float64]) -> Bounds:
    low, high = bounds.min(axis=0), bounds.max(axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])


def _words(total: Iterable[float]) -> str:
    return ", ".join(f"{value:.6g}" for value in total)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"{code} ({CANDIDATES[code]})" for code in codes)


def _by_extent(total: Bounds, file: str) -> pyproj.CRS:
    """Return the only system that puts an extent over Korea.

    EPSG:5174 and EPSG:5181 lie some 300 m apart, which no extent can tell: such a file has two
    answers, and picking one would shift the country by a street or two.
    """
    codes = candidates_by_extent(total)
    if len(codes) == 1:
        return pyproj.CRS.from_user_input(codes[0])
    if codes:
        raise InputError.one(
            file,
            where="coordinate system",
            value=f"none declared (no .prj), and an extent ({_words(total)}) that fits several",
            expected=f"one of {_listed(codes)}",
            next_step=f"Ask the publisher which it is and name it, e.g. --crs {codes[0]}.",
        )
    raise _nowhere(total, file, None, asked=False)


def _nowhere(total: Bounds, file: str, crs: pyproj.CRS | None, *, asked: bool) -> InputError:
    """Return the error for coordinates that do not lie over Korea."""
    said = "none declared" if crs is None else describe(crs)
    fits = candidates_by_extent(total)
    swapped = candidates_by_extent((total[1], total[0], total[3], total[2]))
    if fits:
        step = f"The extent fits {_listed(fits)}: name the right one, e.g. --crs {fits[0]}."
    elif GEOGRAPHIC in swapped:
        step = "Latitude and longitude are swapped: write longitude first."
    else:
        step = "Check that this is a boundary file of Korea, and in which system it was saved."
    return InputError.one(
        file,
        where="option --crs" if asked else "coordinate system",
        value=f"{said} with an extent of ({_words(total)})",
        expected=f"coordinates over Korea, within ({_words(KOREA)}) degrees",
        next_step=step,
    )


def _strays(
    bounds: npt.NDArray[np.float64], inside: npt.NDArray[np.bool_], file: str, crs: pyproj.CRS
) -> list[Fault]:
    """Return one fault for each feature that lies outside Korea."""
    degrees = lonlat_bounds(bounds, crs)
    return [
        Fault(
            file,
            f"feature {row + 1}",
            f"an extent of ({_words(degrees[row])}) degrees",
            f"coordinates over Korea, within ({_words(KOREA)}) degrees",
            "Correct or remove the feature.",
        )
        for row in np.flatnonzero(~inside)
    ]


def to_metric(frame: gpd.GeoDataFrame, crs: pyproj.CRS) -> gpd.GeoDataFrame:
    """Return the features in EPSG:5179, two-dimensional, read in the system given."""
    flat = frame.set_geometry(shapely.force_2d(frame.geometry.to_numpy()), crs=None)
    return flat.set_crs(crs, allow_override=True).to_crs(METRIC)
