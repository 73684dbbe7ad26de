"""Serve the atlas with one place whose name tries to be a script: `hostile.py PORT UNIT`.

The bundle stays that of the clean names: the browser's copy of it is spoiled on its way.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from analysis import atlas
from exports.build import bundle

NAME = (
    "<script>window.top.ran=1</script><img src=x onerror=window.top.ran=2>${window.top.ran=3}`\"'"
)
"""As a publisher's file could hold it."""

clean = atlas.read_tables


def spoiled(*args: object) -> object:
    """Return the tables with the name in both languages."""
    tables = clean(*args)  # type: ignore[arg-type]  # handed through
    places = tables.places.copy()
    places.loc[places["unit_id"] == sys.argv[2], ["name_ko", "name_en"]] = NAME
    return replace(tables, places=places)


if __name__ == "__main__":
    ready = bundle.current() or bundle.build()
    bundle.current = lambda _atlas=None: ready  # type: ignore[assignment]  # this one always
    atlas.read_tables = spoiled  # type: ignore[assignment]  # the same but for a name

    from views.server import app  # after the change, which it reads at start

    app.LATER_SECONDS = 3_600.0  # none of its readers opens the page that this is for
    port = int(sys.argv[1])
    app.app.run(config={"server.port": port, "browser.serverPort": port})
