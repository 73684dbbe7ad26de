"""Build what the browser fetches: shapes, the map's book, its script and its style.

The bundle's folder carries the hash of its bytes, so a browser may keep it for ever, and the
same input gives the same folder. A bundle is written beside the old one and becomes current by
one rename; a build that is cut short leaves the old one in place.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.atlas import Atlas
from exports.build.map_files import Made, json_bytes, public_files
from geo.files.boundaries import load_boundaries
from geo.files.boundary_set import Options
from geo.files.repair import BUILD_MOVE
from geo.shapes.by_date import cut_places, read_parts
from store.checksums import check_sums
from store.errors import InputError
from store.files import require_place, unwritable, write_file
from store.folders import BOUNDARIES, BUILD, ROOT, STATIC
from store.journal import JOURNAL
from store.locks import locked
from store.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

BUILT = STATIC / "built"
OUTLINES = BUILT / "outlines"
"""Kept beside the bundles; see `exports.build.outlines`."""

STORE = BUILD

EDITIONS = "editions.json"
"""Beside what a bundle leaves with the server: of which editions it was made."""

MAKING = ".making-"
ABANDONED_SECONDS = 3_600.0

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

    def is_there(self) -> bool:
        """Return whether its files are where browsers fetch them, and the server's beside."""
        return (BUILT / self.bundle / "atlas.json").exists() and self.places.exists()

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
            private = path.name == Path(JOURNAL).name or path.name.startswith(".")
            if path.is_file() and path.suffix not in {".pyc", ".ttf"} and not private:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    # An edition that goes online changes what the public may fetch, though no file changed.
    seen = seen or Atlas.load()
    digest.update(",".join([*seen.editions, seen.data_hash]).encode())
    return digest.hexdigest()[:16]


def current(seen: Atlas | None = None) -> Built | None:
    """Return the current build, or None when there is none or its inputs have changed.

    Parameters
    ----------
    seen
        What the public sees; by default what it sees now.
    """
    try:
        found = Built(**json.loads((STORE / "current.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # none, or one that an accident left: it is made anew
    return found if found.is_there() and found.inputs == fingerprint(seen=seen) else None


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
    read = load_boundaries(BOUNDARIES, atlas.register, Options(strict=True, max_move=BUILD_MOVE))
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
    places = io.BytesIO()
    ready.places.to_parquet(places)
    try:
        STORE.mkdir(parents=True, exist_ok=True)
        # Several processes come to the same moment: one writes, the others find it written.
        with locked(STORE / "current.json"):
            _place(BUILT / built.bundle, ready.made.files)
            write_file(built.places, places.getvalue())
            write_file(built.neighbours, json_bytes(ready.made.borders))
            write_file(STORE / built.bundle / EDITIONS, json_bytes(seen.editions))
            # First: who dies after the mark leaves nothing public that was taken back.
            _take_back(built.bundle, set(seen.editions))
            # The last step: until here the state before is the current one.
            write_file(STORE / "current.json", json_bytes(asdict(built)))
            _sweep(built.bundle)
    except OSError as error:
        _forget(built.bundle)
        raise unwritable(BUILT, error) from None
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
    for folder in (BUILT, STORE):
        require_place(folder / "current.json")
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
    made = Path(tempfile.mkdtemp(prefix=MAKING, dir=folder.parent))
    try:
        for name, content in files.items():
            (made / name).write_bytes(content)
        made.chmod(0o755)
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        if not folder.exists():  # else another process was faster with the same bytes
            raise


def _forget(name: str) -> None:
    """Remove a bundle that did not become the current one: it may never come to be public."""
    try:
        marked = json.loads((STORE / "current.json").read_text(encoding="utf-8"))["bundle"]
    except (OSError, ValueError, TypeError, KeyError):
        marked = None
    if marked != name:
        _remove(BUILT / name)


def take_back(kept: Built, seen: Atlas) -> None:
    """Remove what browsers could fetch of editions that are not public, whoever left it there.

    Parameters
    ----------
    kept
        The bundle that is current.
    seen
        What the public sees at this moment.
    """
    with suppress(OSError), locked(STORE / "current.json"):
        _take_back(kept.bundle, set(seen.editions))


def _others(keep: str) -> list[Path]:
    """Return the folders of other bundles, the youngest first, half-made ones included."""
    stay = {keep, OUTLINES.name}
    found = [path for path in BUILT.iterdir() if path.is_dir() and path.name not in stay]
    return sorted(found, key=_age)


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(STORE / path.name, ignore_errors=True)


def _take_back(keep: str, editions: set[str]) -> None:
    """Remove bundles that hold an edition which is no longer public."""
    for path in _others(keep):
        if not path.name.startswith(MAKING) and not _editions_of(path.name) <= editions:
            _remove(path)


def _sweep(keep: str) -> None:
    """Remove bundles that are neither current nor the one before; open pages may still ask.

    What a process that died left half-made goes after a while.
    """
    spared = 0
    for path in _others(keep):
        half = path.name.startswith(MAKING)
        if (half and _age(path) > ABANDONED_SECONDS) or (not half and spared):
            _remove(path)
        spared += not half


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _editions_of(bundle: str) -> set[str]:
    """Return the editions a bundle was made of; where that is not known, one that no public has."""
    try:
        return set(json.loads((STORE / bundle / EDITIONS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {"unknown"}
