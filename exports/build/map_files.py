"""The files that the map fetches: shapes, its book, its script and its style."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.renewals.rules import Rules
from exports.build.shapes import collection, epochs, province_lines, stretches, tile_book
from figures.style.tokens import with_variables
from figures.web.map_data import web_book
from figures.web.map_layers import layer_books
from figures.web.page_words import page_script
from geo.shapes.by_date import places_on
from geo.shapes.contiguity import land_neighbours
from geo.shapes.simplify import simplify_places
from store.errors import InputError
from store.folders import BOUNDARIES, ROOT
from store.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from analysis.atlas import Atlas

SCRIPTS = ROOT / "figures" / "web" / "scripts"
PAGE = ROOT / "figures" / "web" / "page"

SCRIPT_ORDER = (
    *("data", "classes", "ink", "layout", "view", "shapes", "names", "patches"),
    *("panels", "tooltip", "controls", "keys", "room", "main"),
)
"""The script's parts, each using only those before it."""

COUNTRY_TOLERANCE_M = 400
COUNTRY_DIGITS = 4
FINE_TOLERANCE_M = 80
FINE_DIGITS = 5
"""Levels of detail: metres of tolerance in EPSG:5179, decimals of a degree in the bytes sent."""


def json_bytes(value: object) -> bytes:
    """Return a value as JSON whose bytes repeat: sorted, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def script() -> bytes:
    """Return the map's script, its parts joined in order."""
    parts = [(SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPT_ORDER]
    return "\n".join(parts).encode()


class Made(NamedTuple):
    """What a build makes.

    Parameters
    ----------
    files
        Every file of the bundle by name.
    borders
        First day of each stretch of time to who bordered on whom; stays on the server.
    """

    files: dict[str, bytes]
    borders: dict[str, dict[str, list[str]]]


def public_files(atlas: Atlas, pieces: gpd.GeoDataFrame) -> Made:
    """Return every file of the bundle, and who borders on whom at each time.

    Parameters
    ----------
    atlas
        Only what it holds reaches the browser.
    pieces
        The cleaned pieces of the country, EPSG:5179, from `geo.shapes.by_date.cut_places`.
    """
    register, territory = atlas.register, read_table("territory")
    day = atlas.edition_date(atlas.editions[-1])
    now = register.on(day)
    coarse = _simple(pieces, COUNTRY_TOLERANCE_M, COUNTRY_DIGITS)
    # One dissolve a stretch of time: no border moves within it.
    times = stretches(territory)
    maps = {first: places_on(coarse, territory, register, first) for first, _ in times}

    def map_of(date: str) -> gpd.GeoDataFrame:
        return maps[max(first for first in maps if first <= date)]

    country = map_of(day)[["geometry"]]
    others = epochs(maps, times, country, COUNTRY_DIGITS)
    drawn = {f["properties"]["unit_id"] for time in others for f in time["features"]}
    units = sorted(set(country.index) | drawn)
    grids = [
        {"from": first, "to": last, **tile_book(register.on(first), maps[first])}
        for first, last in times
    ]
    lines = province_lines(register, map_of, atlas.editions_dates())
    for time in others:
        time["lines"] = [one for one in lines if _within(one["from"], time)]
    rules = Rules.from_table(atlas.table("renewal_rules"), atlas.table("review_sizes"))
    layers = layer_books(atlas.book, register, units, rules)
    book = web_book(
        atlas.tables,
        register,
        units,
        tiles=grids,
        # Only the base map's own borders; the others come with the shapes of their time.
        province_lines=[one for time in others if _within(day, time) for one in time["lines"]],
        layers=layers.first,
    )
    files: dict[str, Any] = {
        "atlas.json": json_bytes(book),
        "layers.json": json_bytes(layers.late),
        "shapes.json": json_bytes(collection(country, COUNTRY_DIGITS)),
        "epochs.json": json_bytes(others),
        "atlas-map.js": script(),
        "page.js": page_script(),
        "shell.css": _style(PAGE / "shell.css"),
        "atlas-map.css": _style(SCRIPTS / "map.css"),
    }
    fine = places_on(_simple(pieces, FINE_TOLERANCE_M, FINE_DIGITS), territory, register, day)[
        ["geometry"]
    ]
    index = fine.sindex
    for code, group in now.groupby("province_code"):
        own = fine.loc[fine.index.intersection(group.index)]
        # Neighbours come along, so that no coarse border meets a fine one inside the view.
        touching = index.query(own.geometry.union_all(), predicate="intersects")
        wanted = fine.iloc[sorted(set(touching))]
        files[f"fine-{code}.json"] = json_bytes(collection(wanted, FINE_DIGITS))
    return Made(files, {first: land_neighbours(shapes) for first, shapes in maps.items()})


def _style(path: Path) -> bytes:
    """Return a style sheet with the colours it uses."""
    return with_variables(path.read_text(encoding="utf-8")).encode()


def _within(day: str, time: dict[str, Any]) -> bool:
    """Return whether a day lies in a stretch of time; an empty end still lasts."""
    return bool(time["from"] <= day and (not time["to"] or day <= time["to"]))


def _simple(places: gpd.GeoDataFrame, tolerance_m: float, digits: int) -> gpd.GeoDataFrame:
    """Return the simplified places, refusing a boundary set that lacks Ulleungdo or Dokdo."""
    simple = simplify_places(places, tolerance_m, digits)
    if simple.absent:
        raise InputError.one(
            str(BOUNDARIES),
            value=f"nothing at {', '.join(map(str, simple.absent))}",
            expected="the protected islands, Ulleungdo and both parts of Dokdo",
            next_step="Use a boundary file that draws them.",
        )
    return simple.places
