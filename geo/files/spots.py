"""The bad spots of a boundary file as layers, for people who correct it.

Everything here is in EPSG:5179.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio

from geo.crs import METRIC
from store.errors import InputError

if TYPE_CHECKING:
    from geo.files.gaps import Gap
    from geo.files.moves import Move


def faults_layers(moves: tuple[Move, ...], gaps: tuple[Gap, ...]) -> dict[str, gpd.GeoDataFrame]:
    """Return the overlaps and the gaps of a file as frames, those that there are.

    Parameters
    ----------
    moves
        Places that cleaning changes, with the shapes of the overlaps.
    gaps
        Strips between places.
    """
    layers = {}
    if moves:
        layers["overlaps"] = gpd.GeoDataFrame(
            {
                "unit_id": [move.unit_id for move in moves],
                "name": [move.name for move in moves],
                "neighbour": [move.neighbour for move in moves],
                "change_share": [move.share for move in moves],
                "overlap_m2": [move.area_m2 for move in moves],
            },
            geometry=[move.shape for move in moves],
            crs=METRIC,
        )
    if gaps:
        layers["gaps"] = gpd.GeoDataFrame(
            {
                "beside": [";".join(gap.units) for gap in gaps],
                "length_m": [gap.length_m for gap in gaps],
            },
            geometry=[gap.shape for gap in gaps],
            crs=METRIC,
        )
    return layers


def faults_geopackage(moves: tuple[Move, ...], gaps: tuple[Gap, ...]) -> bytes:
    """Return the bad spots as a GeoPackage with the layers `overlaps` and `gaps`.

    Parameters
    ----------
    moves, gaps
        See `faults_layers`.

    Raises
    ------
    InputError
        If there is no bad spot.
    """
    layers = faults_layers(moves, gaps)
    if not layers:
        raise InputError.one(
            "option --faults",
            value="a file without overlaps or gaps",
            expected="bad spots to write",
            next_step="Nothing needs correction: leave the option out.",
        )
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / "faults.gpkg"
        for name, frame in layers.items():
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG")
        return path.read_bytes()
