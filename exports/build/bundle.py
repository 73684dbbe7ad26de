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
from typing import TYPE_CHECKING, NamedTuple

from analysis.atlas import Atlas
from exports.build.map_files import BOUNDARIES, Made, json_bytes, public_files
from geo.files.boundaries import load_boundaries
from geo.shapes.by_date import cut_places, read_parts
from store.checksums import check_sums
from store.errors import InputError
from store.folders import BUILD, ROOT, STATIC
from store.journal import JOURNAL
from store.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

BUILT = STATIC / "built"
STORE = BUILD

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
    read = load_boundaries(BOUNDARIES, atlas.tables.codes, atlas.tables.places, strict=True)
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
    _write(built.neighbours, json_bytes(ready.made.borders))
    _write(STORE / "current.json", json_bytes(asdict(built)))
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
