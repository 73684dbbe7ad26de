"""The outlines of a day's places as a file that every browser fetches once.

Places are no secret, so the file is the same for every reader; what a place is, and of which
class, is never in it. Its name is the hash of its bytes, and a browser keeps it for good.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from exports.build.bundle import OUTLINES
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
        OUTLINES.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{name}.{os.getpid()}")
        beside.write_text(data, encoding="utf-8")
        beside.replace(path)
        for old in sorted(OUTLINES.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-LAST]:
            old.unlink(missing_ok=True)
    return f"app/{path.relative_to(ROOT).as_posix()}"
