"""The outlines of a day's places as a file that every browser fetches once.

Places are no secret, so the file is the same for every reader; what a place is, and of which
class, is never in it. Its name is the hash of its bytes, and a browser keeps it for good.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from exports.build.bundle import OUTLINES
from store.files import oldest_first, write_file
from store.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

LAST = 64
"""Files that stay; the ones written longest ago go first, and are written again when asked for."""


def publish_outlines(features: Mapping[str, Any]) -> str:
    """Write the outlines, and return their address from any page, under any base path.

    Parameters
    ----------
    features
        From `figures.charts.gap_charts.map_features`.
    """
    values = [
        {"type": "Feature", "unit_id": unit, "geometry": shape} for unit, shape in features.items()
    ]
    data = json.dumps({"type": "FeatureCollection", "features": values}, separators=(",", ":"))
    name = f"{hashlib.sha256(data.encode()).hexdigest()[:12]}.json"
    path = OUTLINES / name
    if not path.exists():
        write_file(path, data.encode())
        for old in oldest_first(OUTLINES.glob("*.json"))[:-LAST]:
            old.unlink(missing_ok=True)
    return f"app/{path.relative_to(ROOT).as_posix()}"
