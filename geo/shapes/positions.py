"""Positions that people give in degrees, as metres."""

from __future__ import annotations

import pyproj

from geo.crs import GEOGRAPHIC, METRIC


def in_metres(lon: float, lat: float) -> tuple[float, float]:
    """Return a longitude and latitude of WGS 84 as x and y in metres, EPSG:5179.

    Examples
    --------
    >>> x, y = in_metres(126.9779, 37.5663)
    >>> round(x, -3), round(y, -3)
    (954000.0, 1952000.0)
    """
    x, y = pyproj.Transformer.from_crs(GEOGRAPHIC, METRIC, always_xy=True).transform(lon, lat)
    return float(x), float(y)
