"""Write files so that nobody ever finds half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


PUBLIC, PRIVATE = 0o644, 0o600
"""Who may read a file on this machine: everybody, or its owner."""


@contextmanager
def written_beside(path: Path, mode: int = PUBLIC) -> Iterator[Path]:
    """Give a temporary name beside a file's place, of nobody else's; rename it at the end.

    For libraries that write files themselves. What fails leaves nothing behind.

    Parameters
    ----------
    path
        The file's place.
    mode
        Who may read it, once it is there.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def oldest_first(paths: Iterable[Path]) -> list[Path]:
    """Return files by the time they were written; what another process removed is left out."""
    found = []
    for path in paths:
        try:
            found.append((path.stat().st_mtime, path))
        except FileNotFoundError:
            continue
    return [path for _, path in sorted(found)]


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside its place, then rename it.

    Raises
    ------
    InputError
        If it cannot be written; nothing is left behind then.
    """
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        expected = "a place to write to, with room for the file"
        raise unwritable(path, error, expected) from None


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside its place, then rename it; an empty folder may be there already.

    Raises
    ------
    InputError
        If the folder holds files already or cannot be written; nothing is left behind then.
    """
    require_free(folder)
    made: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except OSError as error:
        if made is not None:
            _remove(made)
        expected = "a place to write to, with room for all files"
        raise unwritable(folder, error, expected) from None


def require_free(folder: Path) -> None:
    """Refuse a folder that exists and holds something.

    Raises
    ------
    InputError
        Naming one of the files there.
    """
    if folder.is_file():
        found = "a file"
    elif folder.is_dir() and any(folder.iterdir()):
        found = f"other files, e.g. {min(path.name for path in folder.iterdir())}"
    else:
        return
    raise InputError.one(
        str(folder),
        value=found,
        expected="a new or empty folder",
        next_step="Name another folder, or empty this one yourself.",
    )


def require_place(path: Path) -> None:
    """Refuse a place that cannot be written to, before anything is drawn for it.

    Raises
    ------
    InputError
        Naming what stands in the way; folders above that were missing are made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise unwritable(path, error, "a place to write to") from None


def unwritable(
    path: Path, error: OSError, expected: str = "a place to write to, with room for the file"
) -> InputError:
    """Return the error for a disk that is full, read-only or gone, and why it refused."""
    return InputError.one(
        str(path),
        value=error.strerror or str(error) or type(error).__name__,
        expected=expected,
        next_step="Choose another folder or make room; nothing was written.",
    )


def _remove(folder: Path) -> None:
    """Remove a folder made here; what cannot go (a full or vanished disk) is left hidden."""
    import shutil  # noqa: PLC0415  # only when something went wrong

    shutil.rmtree(folder, ignore_errors=True)
