"""Go through a publication before it comes: on a copy, with everything that it will need."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.editing import standing, verify
from analysis.editions.embargo import online_at
from exports.build.bundle import BUILT, INPUT_FOLDERS, STORE
from store.errors import InputError
from store.files import require_place
from store.folders import DATA, LOGS, ROOT
from store.journal import head, journal_path, read_journal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.journal import Entry

ROOM_MEGABYTES = 500
"""Free on every disk that is written to: bundles, statistics and logs take a fifth of it."""

SERVER = "views.server"
SECONDS = 600

AT_MOMENT = """
import datetime as dt, sys
from analysis import clock
clock.source = lambda: dt.datetime.fromisoformat(sys.argv[1])
from exports.build import bundle
print(bundle.build().bundle)
"""
"""Publishes what the public sees at a moment, in whatever copy of the project it runs."""


@dataclass(frozen=True)
class Point:
    """One thing that was looked at.

    Parameters
    ----------
    what
        In a word or two.
    well
        Whether the publication can go ahead as far as this is concerned.
    said
        What was found.
    """

    what: str
    well: bool
    said: str


def rehearse(edition: str, root: Path = DATA) -> list[Point]:
    """Return what was looked at, in the order in which it will matter.

    Parameters
    ----------
    edition
        An edition that is official.
    root
        The data folder.

    Raises
    ------
    InputError
        If there is no such edition, or the journal does not hold.
    """
    entries = read_journal(root)
    faults = verify(entries)
    if faults:
        raise InputError(faults)
    whole = Atlas.whole(root, entries)
    if edition not in whole.editions:
        waits = ", ".join(standing(entries).pending)
        raise InputError.one(
            "--edition",
            value=f"edition {edition}",
            expected="an official edition" + (f" ({waits} is not yet)" if waits else ""),
            next_step="Take it in and have it approved by two people first.",
        )
    rows = whole.tables.editions
    row = rows[rows["edition"] == edition].to_dict("records")[0]
    moment = online_at(row)
    return [
        _approvals(edition, entries),
        _moment(moment),
        *_changes(whole, edition, moment),
        *_places(),
        _room(),
        _processes(),
        _publication(moment, root),
        Point("journal", well=True, said=f"anchor {len(entries)}:{head(entries)}"),
    ]


def _approvals(edition: str, entries: list[Entry]) -> Point:
    names = [str(one["who"]) for one in entries if str(one["edition"]) == edition][-2:]
    if edition not in standing(entries).adoptions:
        return Point("approvals", well=True, said="came with the tables")
    return Point("approvals", well=True, said=" and ".join(names))


def _moment(moment: dt.datetime) -> Point:
    left = moment - clock.now()
    here = moment.astimezone(clock.SEOUL)
    now = clock.now().astimezone(clock.SEOUL)
    said = f"{here:%Y-%m-%d %H:%M} in Seoul; this machine's clock says {now:%Y-%m-%d %H:%M:%S}"
    days, seconds = divmod(max(0, int(left.total_seconds())), 86_400)
    until = f", {days} days and {seconds // 3600} h {seconds % 3600 // 60} min from now"
    return Point("moment", well=True, said=said + (until if left.total_seconds() > 0 else ", past"))


def _changes(whole: Atlas, edition: str, moment: dt.datetime) -> Iterator[Point]:
    before, after = whole.public(moment - dt.timedelta(microseconds=1)), whole.public(moment)
    gone = sorted(set(before.editions) - set(after.editions))
    new = [one for one in after.editions if one not in before.editions]
    yield Point(
        "editions",
        well=not gone and edition in new,
        said=f"{', '.join(new) or 'none'} appears, {', '.join(gone) or 'none'} goes",
    )
    for when, atlas in (("before", before), ("after", after)):
        found = atlas.coverage(edition=atlas.editions[-1]).nation
        count = f"{found.at_least}" + (
            f"-{found.at_most}" if found.at_most > found.at_least else ""
        )
        said = f"{count} of {found.of}, as of {atlas.editions[-1]}"
        yield Point(f"headline {when}", well=True, said=said)


def _places() -> Iterator[Point]:
    """Yield each folder that will be written to, and whether this account may."""
    for what, path in (("bundles", BUILT), ("build", STORE), ("logs", LOGS)):
        try:
            require_place(path / "rehearsal")
        except InputError as error:
            yield Point(f"folder of {what}", well=False, said=str(error))
        else:
            yield Point(f"folder of {what}", well=True, said=f"{path.name} is writable")
    journal = journal_path()
    if journal.exists():
        well = os.access(journal, os.R_OK)
        yield Point("folder of journal", well=well, said="readable" if well else "not readable")


def _room() -> Point:
    free = min(shutil.disk_usage(path).free for path in (ROOT, tempfile.gettempdir())) // 1_000_000
    return Point("disk", well=free >= ROOM_MEGABYTES, said=f"{free:,} MB free of {ROOM_MEGABYTES}")


def _processes() -> Point:
    """Return the server's processes on this machine, as far as this account sees them."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "cwd"]):
        command = process.info["cmdline"] or []
        if SERVER in command and Path(process.info["cwd"] or "/") == ROOT:
            found.append(str(process.info["pid"]))
    said = f"{len(found)} of the server: {', '.join(found)}" if found else "no server runs here now"
    return Point("processes", well=True, said=said)


def _publication(moment: dt.datetime, root: Path) -> Point:
    """Publish in a copy, in a process of its own, as the server will."""
    with tempfile.TemporaryDirectory(prefix="atlas-rehearsal-") as folder:
        copy = Path(folder)
        for name in INPUT_FOLDERS:
            hidden = shutil.ignore_patterns("__pycache__", "*.lock")
            shutil.copytree(root if name == "data" else ROOT / name, copy / name, ignore=hidden)
        try:
            run = subprocess.run(  # noqa: S603  # our own program
                [sys.executable, "-c", AT_MOMENT, moment.isoformat()],
                cwd=copy,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Point("publication", well=False, said=f"not done after {SECONDS} s")
        if run.returncode:
            last = (run.stderr.strip().splitlines() or ["no word"])[-1]
            return Point("publication", well=False, said=last)
        bundle = copy / "static" / "built" / run.stdout.strip()
        files = [path for path in bundle.iterdir() if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1_000_000
        said = f"bundle {bundle.name}: {len(files)} files, {size:.1f} MB"
        return Point("publication", well=bool(files), said=said)
