"""Coordinate systems of Korean boundary files: which one a file is in, and whether that is true.

Coordinates are x (easting or longitude) first, always. Distances and areas are taken in
EPSG:5179 only; functions that need it call `require_crs`.
"""

from __future__ import annotations

from dataclasses import dataclass
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

RARER = {
    "EPSG:5178": "Korean 1985 / Unified CS",
    "EPSG:4162": "longitude and latitude of Korean 1985, on Bessel's ellipsoid",
    "EPSG:5185": "Korea 2000 / West Belt 2010",
    "EPSG:5187": "Korea 2000 / East Belt 2010",
    "EPSG:32652": "WGS 84 / UTM zone 52N",
    "EPSG:32651": "WGS 84 / UTM zone 51N",
    "EPSG:3857": "web Mercator",
}
"""Systems that a file may be in when none of the usual ones fits, or lies beside the country."""

STRAY_SHARE = 0.2
"""Largest share of features outside Korea that are strays, not a wrong system."""

KOREA = (124.5, 33.0, 132.0, 38.7)
"""West, south, east and north of the Republic of Korea in degrees, with about 10 km to spare.

Baengnyeongdo lies at 124.6, Marado at 33.1, Dokdo at 131.87 and Goseong at 38.61. The margin is
smaller than the 100 km between the false northings of EPSG:5181 and EPSG:5186, so the extent of
a nationwide file tells these two apart.
"""
LARGEST_DEGREE = 360  # no place of Korea has both metres below this in any system

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

    Examples
    --------
    >>> parse_crs("EPSG:5179", "a file").name
    'KGD2002 / Unified CS'
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


@dataclass(frozen=True)
class Placed:
    """The systems that a frame may be in.

    Parameters
    ----------
    systems
        One where it is known; several where the extent fits them all.
    declared
        Whether the file or the user named the system.
    inside
        For each feature, whether the first system puts it over Korea.
    total
        The extent as read.
    """

    systems: tuple[pyproj.CRS, ...]
    declared: bool
    inside: npt.NDArray[np.bool_]
    total: Bounds


def place_frame(frame: gpd.GeoDataFrame, file: str, asked: str | None = None) -> Placed:
    """Return the systems in which a frame lies over Korea; a few features may stray.

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
        If the known system, or any, does not put the features over Korea.
    """
    bounds = frame.geometry.bounds.to_numpy(dtype=float)
    total = _total(bounds)
    if asked is not None:
        systems: tuple[pyproj.CRS, ...] = (parse_crs(asked, file),)
    elif frame.crs is not None:
        systems = (pyproj.CRS.from_user_input(frame.crs),)
    else:
        systems = _by_extent(bounds, file)
    inside = over_korea(bounds, systems[0])
    if not inside.any():
        raise _nowhere(total, file, systems[0], asked=asked is not None)
    if (~inside).mean() > STRAY_SHARE:
        raise InputError(_strays(bounds, inside, file, systems[0]))
    declared = asked is not None or frame.crs is not None
    return Placed(tuple(_with_datum(crs, file) for crs in systems), declared, inside, total)


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
    named = CANDIDATES | RARER
    return ", ".join(f"{code} ({named.get(code, code)})" for code in codes)


def _by_extent(bounds: npt.NDArray[np.float64], file: str) -> tuple[pyproj.CRS, ...]:
    """Return the systems that put an extent over Korea, the usual ones before the rarer.

    A feature that strays makes an extent that fits none: then the one in which most lie counts.
    """
    total = _total(bounds)
    codes = candidates_by_extent(total)
    if not codes and np.abs(np.array(total)).max() <= LARGEST_DEGREE:
        raise _nowhere(total, file, None, asked=False)
    codes = codes or [
        code for code in RARER if over_korea(np.array([total], dtype=float), _crs(code))[0]
    ]
    if not codes:
        shares = {code: over_korea(bounds, _crs(code)).mean() for code in (*CANDIDATES, *RARER)}
        best = max(shares.values())
        if best >= 1 - STRAY_SHARE:
            codes = [code for code, share in shares.items() if share == best]
    if not codes:
        raise _nowhere(total, file, None, asked=False)
    return tuple(_crs(code) for code in codes)


def _crs(code: str) -> pyproj.CRS:
    return pyproj.CRS.from_user_input(code)


def several_systems(placed: Placed, file: str) -> InputError:
    """Return the error for an extent that fits several systems.

    EPSG:5174 and EPSG:5181 lie some 300 m apart, which no extent can tell: such a file has two
    answers, and picking one would shift the country by a street or two.
    """
    codes = [describe(crs) for crs in placed.systems]
    return InputError.one(
        file,
        where="coordinate system",
        value=f"none declared (no .prj), and an extent ({_words(placed.total)}) that fits several",
        expected=f"one of {_listed(codes)}",
        next_step=f"Ask the publisher which it is and name it, e.g. --crs {codes[0]}.",
    )


def _nowhere(total: Bounds, file: str, crs: pyproj.CRS | None, *, asked: bool) -> InputError:
    """Return the error for coordinates that do not lie over Korea."""
    said = "none declared" if crs is None else describe(crs)
    fits = candidates_by_extent(total)
    swapped = candidates_by_extent((total[1], total[0], total[3], total[2]))
    twice = _converted_twice(total)
    if twice:
        step = (
            f"They lie where degrees come out that were taken for metres of {_listed([twice])}: "
            "the file was converted to degrees twice. Convert the original once."
        )
    elif fits:
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


def _converted_twice(total: Bounds) -> str:
    """Return the system as whose metres degrees of Korea were taken; blank where it was not so."""
    if np.abs(np.array(total)).max() > LARGEST_DEGREE:
        return ""
    west, south, east, north = KOREA
    for code in (*CANDIDATES, *RARER):
        crs = _crs(code)
        if crs.is_geographic:
            continue
        back = pyproj.Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True)
        x, y = back.transform(total[::2], total[1::2])
        if west <= min(x) and max(x) <= east and south <= min(y) and max(y) <= north:
            return code
    return ""


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
