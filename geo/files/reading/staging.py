"""Bring a user's file, folder or archive into a private folder, bounded and under our own names.

GDAL may write beside what it opens (an index for a shapefile, a journal for a GeoPackage), and an
archive may try to write anywhere. So nothing is opened where the user keeps it: each layer is
copied to `layer.<ending>` in a temporary folder, and no name from the input becomes a path.
"""

from __future__ import annotations

import lzma
import shutil
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from store.errors import Fault, InputError, reason

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 500_000_000
"""Most bytes of a layer with its companions, after decompression (about 30 times a usual file)."""

MAX_MEMBERS = 200
"""Most entries of an archive or a folder."""

MAX_RATIO = 200
"""Most bytes that one compressed byte may become; boundary files stay under 20."""

RATIO_FLOOR = 10_000_000
"""Bytes below which the ratio is not looked at."""

LAYER_ENDINGS = (
    *(".shp", ".topojson", ".geojson", ".json", ".gpkg", ".parquet", ".geoparquet", ".kml"),
    *(".fgb", ".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".csv", ".gml"),
)
"""Endings that a layer may have."""

MAX_LAYERS = 12
"""Most layers of one input that are looked at."""

COMPANIONS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""What a shapefile consists of; all else that lies beside it is left alone."""

CHUNK = 1 << 20

ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    *(RuntimeError, OSError, ValueError, IndexError, struct.error),
)
"""What a damaged archive makes the standard library raise."""


@dataclass(frozen=True)
class Staged:
    """A layer in the private folder.

    Parameters
    ----------
    path
        The layer's main file.
    name
        The input's name as the user gave it, for messages.
    layer
        The file's own name within a folder or archive of several; else blank.
    """

    path: Path
    name: str
    layer: str = ""

    def companion(self, ending: str) -> Path:
        """Return where the companion with this ending lies, whether it exists or not."""
        return self.path.with_suffix(ending)


def stage(path: Path, folder: Path) -> list[Staged]:
    """Copy the layers of a file, folder or archive into a private folder, each into its own.

    Parameters
    ----------
    path
        A layer, or a folder or a .zip with one or several.
    folder
        An empty folder that belongs to the caller.

    Raises
    ------
    InputError
        If there is no layer or too many, if a shapefile is incomplete, or if an archive is
        broken, locked, too large, or names a place outside itself.
    """
    name = path.name
    if path.is_dir():
        return _stage_folder(path, folder)
    if not path.is_file():
        raise InputError.one(
            name, value="no such file", expected="a boundary file", next_step="Check the path."
        )
    if path.stat().st_size == 0:
        raise _empty(name)
    if zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
        return _stage_archive(path, folder)
    if path.suffix.lower() in COMPANIONS[1:]:
        raise InputError.one(
            name,
            value="a companion of a shapefile",
            expected="the .shp itself",
            next_step="Give the .shp, its folder, or a .zip of them all.",
        )
    siblings = {entry.name: entry for entry in path.parent.iterdir() if entry.is_file()}
    return [_copy(_members_of(path.name, siblings), folder, name)]


def _empty(name: str) -> InputError:
    return InputError.one(
        name,
        value="an empty file (0 bytes)",
        expected="a boundary file",
        next_step="Download or copy it again.",
        reason=reason("empty_file"),
    )


def _stage_folder(path: Path, folder: Path) -> list[Staged]:
    entries = {entry.name: entry for entry in sorted(path.iterdir()) if entry.is_file()}
    if len(entries) > MAX_MEMBERS:
        raise _too_many(path.name, len(entries))
    layers = _layers(list(entries), path.name)
    members = [_members_of(layer, entries) for layer in layers]
    size = sum(source.stat().st_size for group in members for source in group.values())
    if size > MAX_BYTES:
        raise _too_large(path.name)
    return [
        _copy(group, _room(folder, number), path.name, layer if len(layers) > 1 else "")
        for number, (layer, group) in enumerate(zip(layers, members, strict=True))
    ]


def _room(folder: Path, number: int) -> Path:
    """Return a folder of its own for a layer."""
    room = folder / str(number)
    room.mkdir()
    return room


def _too_many(name: str, count: int) -> InputError:
    return InputError.one(
        name,
        value=f"{count} entries",
        expected=f"at most {MAX_MEMBERS}",
        next_step="Give the boundary file alone, with its companions.",
        reason=reason("many_entries", count=count, most=MAX_MEMBERS),
    )


def _layers(names: list[str], source: str) -> list[str]:
    """Return the names that are layers, or raise and list what there is."""
    layers = sorted(n for n in names if PurePosixPath(n).suffix.lower() in LAYER_ENDINGS)
    # A table without shapes beside real layers is no layer of its own.
    shaped = [name for name in layers if not name.lower().endswith(".csv")]
    layers = shaped or layers
    if 0 < len(layers) <= MAX_LAYERS:
        return layers
    if layers:
        raise InputError.one(
            source,
            value=f"{len(layers)} layers ({', '.join(layers[:MAX_LAYERS])}, …)",
            expected=f"at most {MAX_LAYERS}",
            next_step="Keep the second-level layer (시군구) and remove the others.",
            reason=reason("many_layers", count=len(layers)),
        )
    orphans = sorted(n for n in names if PurePosixPath(n).suffix.lower() in COMPANIONS)
    found = f"no layer, only {', '.join(orphans)}" if orphans else "no layer"
    raise InputError.one(
        source,
        value=found,
        expected=f"one file ending in {', '.join(LAYER_ENDINGS)}",
        next_step="Add the missing file." if orphans else "Check that this is a boundary file.",
        reason=reason("only_companions", files=", ".join(orphans))
        if orphans
        else reason("no_boundary_file", endings=", ".join(LAYER_ENDINGS)),
    )


def _members_of(layer: str, names: Mapping[str, Path]) -> dict[str, Path]:
    """Return the files that make up a layer by their lower-case ending."""
    main = PurePosixPath(layer)
    ending = main.suffix.lower()
    if ending != ".shp":
        return {ending: names[layer]}
    stem = str(main.with_suffix("")).casefold()
    return {
        PurePosixPath(name).suffix.lower(): source
        for name, source in names.items()
        if str(PurePosixPath(name).with_suffix("")).casefold() == stem
        and PurePosixPath(name).suffix.lower() in COMPANIONS
    }


def _copy(members: Mapping[str, Path], folder: Path, name: str, layer: str = "") -> Staged:
    size = sum(source.stat().st_size for source in members.values())
    if size > MAX_BYTES:
        raise _too_large(name)
    for ending, source in members.items():
        shutil.copyfile(source, folder / f"layer{ending}")
    return _staged(list(members), folder, name, layer)


def _staged(endings: list[str], folder: Path, name: str, layer: str = "") -> Staged:
    """Return the staged layer, or list what a shapefile lacks."""
    if ".shp" not in endings:
        return Staged(folder / f"layer{endings[0]}", name, layer)
    purpose = {
        ".dbf": "It holds codes and names",
        ".shx": "It is the index of the shapes",
    }
    faults = [
        Fault(
            name,
            "",
            f"a shapefile without its {ending}",
            f"the {ending} beside the .shp",
            f"{why}: copy it from where the .shp came from, or export the layer again.",
            reason("lacks_companion", ending=ending),
        )
        for ending, why in purpose.items()
        if ending not in endings
    ]
    if faults:
        raise InputError(faults)
    return Staged(folder / "layer.shp", name, layer)


def _too_large(name: str) -> InputError:
    return InputError.one(
        name,
        value="a layer that is too large or is compressed beyond belief",
        expected=f"at most {MAX_BYTES // 1_000_000} MB, and {MAX_RATIO} bytes from one",
        next_step="Give second-level boundaries only, or a simplified edition.",
        reason=reason("too_large", most=MAX_BYTES // 1_000_000),
    )


def _stage_archive(path: Path, folder: Path) -> list[Staged]:
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            infos = _safe_entries(archive, path.name)
            layers = _layers(list(infos), path.name)
            left = MAX_BYTES
            for number, layer in enumerate(layers):
                members = _members_of(layer, {name: Path(name) for name in infos})
                room = _room(folder, number)
                parts = {e: infos[m.as_posix()] for e, m in members.items()}
                left -= _unpack(archive, parts, room, path, left)
                found.append((list(members), room, layer if len(layers) > 1 else ""))
    except InputError:
        raise
    except ZIP_ERRORS as error:
        raise InputError.one(
            path.name,
            value=f"an archive that does not open ({error})",
            expected="a complete .zip without a password",
            next_step="Download it again, or unpack it and give the folder.",
            reason=reason("closed_archive"),
        ) from error
    return [_staged(endings, room, path.name, layer) for endings, room, layer in found]


def _safe_entries(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by name, after its names and counts were looked at."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _too_many(name, len(infos))
    faults = [
        Fault(
            name,
            "archive entry",
            repr(info.filename),
            "a name inside the archive",
            "Do not use this archive: it tries to write elsewhere.",
            reason("escaping_archive", entry=info.filename),
        )
        for info in infos
        if _escapes(info.filename)
    ]
    if faults:
        raise InputError(faults)
    return {
        info.filename: info
        for info in infos
        if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    }


def _escapes(filename: str) -> bool:
    """Say whether an entry's name points outside the archive, on any system."""
    parts = filename.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0]


def _unpack(
    archive: zipfile.ZipFile,
    members: Mapping[str, zipfile.ZipInfo],
    folder: Path,
    path: Path,
    left: int,
) -> int:
    """Write the members under our own names, counting bytes as they come, not as declared."""
    written = 0
    for ending, info in members.items():
        allowed = min(left - written, max(RATIO_FLOOR, MAX_RATIO * info.compress_size))
        with archive.open(info) as source, (folder / f"layer{ending}").open("wb") as target:
            written += _pour(source, target, allowed, path.name)
    return written


def _pour(source: IO[bytes], target: IO[bytes], allowed: int, name: str) -> int:
    written = 0
    while chunk := source.read(CHUNK):
        written += len(chunk)
        if written > allowed:
            raise _too_large(name)
        target.write(chunk)
    return written
