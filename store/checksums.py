"""Hold data files against the checksums that came with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from store.errors import Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path

LIST = "checksums.sha256"


def check_sums(folder: Path) -> int:
    """Compare every file named in a folder's list with its checksum; return how many there are.

    Parameters
    ----------
    folder
        Holds `checksums.sha256`, lines of digest and file name as sha256sum writes them.

    Raises
    ------
    InputError
        Naming every file that is missing or differs; or if there is no list.
    """
    faults: list[Fault] = []
    listing = folder / LIST
    if not listing.exists():
        raise InputError.one(
            str(listing),
            value="no file",
            expected="the checksums of the files beside it",
            next_step="Restore it from the project.",
        )
    lines = listing.read_text(encoding="ascii").splitlines()
    pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
    for digest, name in pairs:
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"
        if found != digest:
            faults.append(
                Fault(
                    str(path),
                    "",
                    found if found == "no file" else f"SHA-256 {found[:12]}…",
                    f"SHA-256 {digest[:12]}…",
                    "Restore the file from the project; it must stay as its publisher made it.",
                )
            )
    if faults:
        raise InputError(faults)
    return len(pairs)
