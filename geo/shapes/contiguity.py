"""Who borders on whom, by land."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd


def land_neighbours(places: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Return the places that share a border with each, be it at one point (queen contiguity).

    Parameters
    ----------
    places
        A valid coverage, index `unit_id`, in any coordinate system: only shared borders count.

    Returns
    -------
    :
        `unit_id` to its neighbours in code order; islands have none.
    """
    one, other = places.sindex.query(places.geometry, predicate="intersects")
    units = [str(unit) for unit in places.index]
    found: dict[str, list[str]] = {unit: [] for unit in units}
    for a, b in zip(one, other, strict=True):
        if a != b:
            found[units[a]].append(units[b])
    return {unit: sorted(near) for unit, near in found.items()}
