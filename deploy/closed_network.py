"""Everything a closed network copies in, in one archive: `python -m deploy.closed_network FILE`.

The project as it is tracked, the wheels for a system like this one, and what the build made, each
file with its SHA-256 in `SHA256SUMS`. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = "atlas"
BESIDE = ("wheels", "build", "static/built")
"""What is no part of the record, and saves the closed machine the work or the way."""

NEVER = frozenset({".streamlit/secrets.toml"})
"""What belongs to one installation."""


def tracked(root: Path) -> list[Path]:
    """Return the project's files: what git tracks; without git, all but what is made."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607  # as the reader's own shell finds it
            cwd=root,
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        left_out = {".venv", ".git", "logs", *BESIDE}
        found = (path for path in root.rglob("*") if path.is_file())
        return [
            path
            for path in found
            if not any(str(path.relative_to(root)).startswith(f"{one}/") for one in left_out)
        ]
    return [root / name for name in done.stdout.decode().split("\0") if name]


def gathered(root: Path) -> list[Path]:
    """Return every file of the archive, sorted.

    Raises
    ------
    FileNotFoundError
        If the wheels are missing; the message says what to do.
    """
    if not any((root / "wheels").glob("*.whl")):
        raise FileNotFoundError("No wheels were found: run `make wheels` first.")
    found = set(tracked(root))
    for folder in BESIDE:
        found |= {path for path in (root / folder).rglob("*") if path.is_file()}
    return sorted(
        path for path in found if path.is_file() and path.relative_to(root).as_posix() not in NEVER
    )


def write(out: Path, root: Path = ROOT) -> int:
    """Write the archive; return how many files it holds.

    Parameters
    ----------
    out
        A name that ends in .tar.
    root
        The project's folder.
    """
    files = [path for path in gathered(root) if path != out]
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.making")
    sums = []
    with tarfile.open(beside, "w", format=tarfile.PAX_FORMAT) as archive:
        for path in files:
            name, data = path.relative_to(root).as_posix(), path.read_bytes()
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
            _add(archive, name, data, executable=bool(path.stat().st_mode & 0o100))
        _add(archive, "SHA256SUMS", "".join(sums).encode(), executable=False)
    beside.replace(out)
    return len(files)


def _add(archive: tarfile.TarFile, name: str, data: bytes, *, executable: bool) -> None:
    """Add a file without what differs from machine to machine: time, owner, rights."""
    entry = tarfile.TarInfo(f"{TOP}/{name}")
    entry.size, entry.mode = len(data), 0o755 if executable else 0o644
    archive.addfile(entry, io.BytesIO(data))


def main() -> None:
    """Write the archive and say what is in it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    try:
        count = write(options.out)
    except FileNotFoundError as fault:
        parser.error(str(fault))
    size = options.out.stat().st_size // 1_000_000
    sys.stdout.write(f"{options.out}: {count} files, {size} MB\n")


if __name__ == "__main__":
    main()
