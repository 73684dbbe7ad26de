"""Serve the atlas of this folder a day before an hour, or at it: `embargoed.py PORT`.

It is a day before it until a file named `struck` lies in the folder.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from future_edition import HOUR, adopt  # noqa: E402  # its folder is named above

from analysis import clock  # noqa: E402  # the same

STRUCK = ROOT / "struck"


def source() -> dt.datetime:
    """Return the hour, or the same hour a day before."""
    return HOUR if STRUCK.exists() else HOUR - dt.timedelta(days=1)


if __name__ == "__main__":
    adopt(ROOT / "data")
    clock.source = source

    from views.server import app

    app.LATER_SECONDS = 3_600.0  # none of its readers opens the page that this is for
    port = int(sys.argv[1])
    app.app.run(config={"server.port": port, "browser.serverPort": port})
