"""Serve the atlas of this folder a day before an hour, or at it: `embargoed.py PORT [bare]`.

It is a day before it until a file named `struck` lies in the folder; a file named `clock` says
another moment. While a file named `no-room` lies there, nothing can be published. `bare` takes no
edition in, and makes no statistics ahead: whoever starts it does the one and does not look at the
other.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from future_edition import HOUR, adopt  # noqa: E402  # its folder is named above

from analysis import clock  # noqa: E402  # the same
from exports.build import bundle  # noqa: E402  # the same
from store.journal import journal_path  # noqa: E402  # the same

STRUCK, CLOCK, NO_ROOM = ROOT / "struck", ROOT / "clock", ROOT / "no-room"

place = bundle._place  # what fails here is the disk


def place_if_there_is_room(folder: Path, files: dict[str, bytes]) -> None:
    """Write a bundle's folder, or fail as a full disk does."""
    if NO_ROOM.exists():
        raise OSError(28, "No space left on device")
    place(folder, files)


def source() -> dt.datetime:
    """Return the moment that a file says, the hour, or the same hour a day before."""
    if CLOCK.exists():
        return dt.datetime.fromisoformat(CLOCK.read_text())
    return HOUR if STRUCK.exists() else HOUR - dt.timedelta(days=1)


def no_statistics(*_given: object, **_options: object) -> None:
    """Make none."""


if __name__ == "__main__":
    bare = "bare" in sys.argv
    if not bare and not journal_path(ROOT / "data").exists():
        adopt(ROOT / "data")
    clock.source = source
    bundle._place = place_if_there_is_room  # the same

    from views.reader import bundles
    from views.server import app
    from views.server.middleware import request_log

    if bare:
        bundles.load_regional = no_statistics  # type: ignore[assignment]  # none
        bundles.load_timeline = no_statistics  # type: ignore[assignment]  # none
        request_log.begin()
    app.LATER_SECONDS = 3_600.0  # none of its readers opens the page that this is for
    port = int(sys.argv[1])
    app.app.run(config={"server.port": port, "browser.serverPort": port})
