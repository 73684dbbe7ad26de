"""Build what the browser fetches: shapes, the map's book, its script and its style.

The bundle's folder carries the hash of its bytes, so a browser may keep it for ever, and the
same input gives the same folder. A bundle is written beside the old one and becomes current by
one rename; a build that is cut short leaves the old one in place.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.atlas import Atlas
from analysis.renewals.schedule import Rules
from exports.build.shapes import collection, epochs, province_lines, stretches, tile_book
from figures.web.map_data import web_book
from figures.web.map_layers import layer_book
from geo.files.boundaries import load_boundaries
from geo.files.boundary_set import Options
from geo.shapes.by_date import cut_places, places_on, read_parts
from geo.shapes.contiguity import land_neighbours
from geo.shapes.simplify import simplify_places
from store.checksums import check_sums
from store.errors import InputError
from store.folders import BUILD, DATA, ROOT, STATIC
from store.journal import JOURNAL
from store.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

BUILT = STATIC / "built"
STORE = BUILD
SCRIPTS = ROOT / "figures" / "web" / "scripts"
BOUNDARIES = DATA / "boundaries" / "kostat_2018"

SCRIPT_ORDER = (
    *("data", "classes", "ink", "shapes", "patches"),
    *("panels", "tooltip", "keys", "main"),
)
"""The script's parts, each using only those before it."""

COUNTRY_TOLERANCE_M = 400
COUNTRY_DIGITS = 4
FINE_TOLERANCE_M = 80
FINE_DIGITS = 5
"""Levels of detail: metres of tolerance in EPSG:5179, decimals of a degree in the bytes sent."""

INPUT_FOLDERS = ("data", "store", "geo", "analysis", "figures", "exports", "locale")
"""A change in any of these makes a new build."""


@dataclass(frozen=True)
class Built:
    """A finished build.

    Parameters
    ----------
    bundle
        Name of the folder under `static/built`.
    inputs
        Fingerprint of all it was made from.
    data_hash
        Of the atlas's tables.
    """

    bundle: str
    inputs: str
    data_hash: str

    @property
    def places(self) -> Path:
        """The cleaned places, EPSG:5179, for the server's own use."""
        return STORE / self.bundle / "places.parquet"

    @property
    def neighbours(self) -> Path:
        """Who borders on whom, from the first day of each stretch of time."""
        return STORE / self.bundle / "neighbours.json"


def fingerprint(root: Path = ROOT, seen: Atlas | None = None) -> str:
    """Return a hash over every file that a build is made from.

    Parameters
    ----------
    root
        The project's folder.
    seen
        What the public sees; by default what it sees now.
    """
    digest = hashlib.sha256()
    for folder in INPUT_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            # What is taken in counts from its hour on, as part of the public's atlas below.
            private = path.name == Path(JOURNAL).name
            if path.is_file() and path.suffix not in {".pyc", ".ttf"} and not private:
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    # An edition that goes online changes what the public may fetch, though no file changed.
    seen = seen or Atlas.load()
    digest.update(",".join([*seen.editions, seen.data_hash]).encode())
    return digest.hexdigest()[:16]


def current() -> Built | None:
    """Return the current build, or None when there is none or its inputs have changed."""
    pointer = STORE / "current.json"
    if not pointer.exists():
        return None
    found = Built(**json.loads(pointer.read_text(encoding="utf-8")))
    whole = (BUILT / found.bundle / "atlas.json").exists() and found.places.exists()
    return found if whole and found.inputs == fingerprint() else None


def _json(value: object) -> bytes:
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
    book = web_book(
        atlas.tables,
        register,
        units,
        tiles=grids,
        # Only the base map's own borders; the others come with the shapes of their time.
        province_lines=[one for time in others if _within(day, time) for one in time["lines"]],
    )
    rules = Rules.from_table(atlas.table("renewal_rules"))
    files: dict[str, Any] = {
        "atlas.json": _json(book),
        "layers.json": _json(layer_book(atlas.book, register, units, rules)),
        "shapes.json": _json(collection(country, COUNTRY_DIGITS)),
        "epochs.json": _json(others),
        "atlas-map.js": script(),
        "page.js": (SCRIPTS / "page.js").read_bytes(),
        "shell.css": (SCRIPTS / "shell.css").read_bytes(),
        "atlas-map.css": (SCRIPTS / "map.css").read_bytes(),
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
        files[f"fine-{code}.json"] = _json(collection(wanted, FINE_DIGITS))
    return Made(files, {first: land_neighbours(shapes) for first, shapes in maps.items()})


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


class Prepared(NamedTuple):
    """A bundle that is made and not yet written anywhere.

    Parameters
    ----------
    built
        What it will be.
    made
        Its files and borders.
    places
        The cleaned places, EPSG:5179.
    """

    built: Built
    made: Made
    places: gpd.GeoDataFrame


def prepare(atlas: Atlas, say: Callable[[str], None] = lambda _: None) -> Prepared:
    """Make a bundle in memory; nothing is written.

    Parameters
    ----------
    atlas
        Only what it holds is in the bundle.
    say
        Told, step by step, what is being done.

    Raises
    ------
    InputError
        If the boundary file or a table is not what it should be.
    """
    inputs = fingerprint(seen=atlas)
    say("check the boundary file's checksums")
    check_sums(BOUNDARIES)
    say("read, repair and dissolve the boundaries")
    read = load_boundaries(BOUNDARIES, atlas.register, Options(strict=True))
    say("simplify the coverage and write the book")
    made = public_files(atlas, cut_places(read.places, read_table("pieces"), read_parts()))
    digest = hashlib.sha256()
    for name, content in sorted(made.files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return Prepared(Built(digest.hexdigest()[:12], inputs, atlas.data_hash), made, read.places)


def publish(ready: Prepared, seen: Atlas) -> Built:
    """Write a bundle where the server's readers fetch it, and make it the current one.

    Parameters
    ----------
    ready
        The bundle.
    seen
        What the public sees at this moment.

    Raises
    ------
    InputError
        If it holds what the public may not see at this moment; nothing is written then.
    """
    built = ready.built
    if built.data_hash != seen.data_hash:
        raise InputError.one(
            "the bundle",
            value="made from other editions than the public sees now",
            expected="the public's editions at this moment",
            next_step="Build it again.",
        )
    _place(BUILT / built.bundle, ready.made.files)
    STORE.mkdir(exist_ok=True)
    (STORE / built.bundle).mkdir(exist_ok=True)
    _write_frame(ready.places, built.places)
    _write(built.neighbours, _json(ready.made.borders))
    _write(STORE / "current.json", _json(asdict(built)))
    _sweep(built.bundle)
    return built


def build(say: Callable[[str], None] = lambda _: None) -> Built:
    """Build the bundle and make it the current one.

    Parameters
    ----------
    say
        Told, step by step, what is being done.

    Raises
    ------
    InputError
        If the boundary file or a table is not what it should be; nothing is written then.
    """
    say("read the tables")
    seen = Atlas.load()
    ready = prepare(seen, say)
    say("write the bundle")
    return publish(ready, seen)


def _place(folder: Path, files: dict[str, bytes]) -> None:
    """Write a folder under another name, then rename it into place."""
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    for name, content in files.items():
        (made / name).write_bytes(content)
    made.chmod(0o755)
    try:
        made.rename(folder)
    except OSError:
        # Another process was faster with the same bytes.
        shutil.rmtree(made)
        if not folder.exists():
            raise


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it into place."""
    beside = path.with_name(f".{path.name}.making")
    beside.write_bytes(content)
    beside.replace(path)


def _write_frame(frame: gpd.GeoDataFrame, path: Path) -> None:
    beside = path.with_name(f".{path.name}.making")
    frame.to_parquet(beside)
    beside.replace(path)


def _sweep(keep: str) -> None:
    """Remove bundles that are neither current nor the one before; open pages may still ask."""
    folders = [path for path in BUILT.iterdir() if path.is_dir() and path.name != keep]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in folders[1:]:
        shutil.rmtree(old)
        shutil.rmtree(STORE / old.name, ignore_errors=True)
