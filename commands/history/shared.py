"""The atlas through time, as these commands ask it."""

from __future__ import annotations

from analysis.atlas import Atlas
from analysis.timeline import Timeline


def load() -> Timeline:
    """Return the atlas through time."""
    return Timeline.load(Atlas.load())
