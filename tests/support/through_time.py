"""The atlas through time, read once for all the modules that ask it questions."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from analysis.atlas import Atlas
from analysis.timeline import Timeline

ATLAS = Atlas.load()
TIMELINE = Timeline.load(ATLAS)
EVENTS, REGISTER, EDITIONS = ATLAS.tables.events, ATLAS.register, ATLAS.tables.editions

TODAY = "2026-11-23"
DAYS = st.dates(dt.date(2001, 1, 1), dt.date.fromisoformat(TODAY)).map(dt.date.isoformat)
