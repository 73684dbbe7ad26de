"""What all readers share: the atlas and the built bundle, read once a process."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from analysis import clock
from analysis.access.asking import Reaching
from analysis.places import people
from exports.build.statistics import is_ready, load_regional, load_timeline
from store.errors import InputError
from store.tables import read_table
from views.reader import audience
from views.reader.publication import KEPT

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    import geopandas as gpd

    from analysis.atlas import Atlas
    from analysis.regional import Regional
    from analysis.timeline import Timeline
    from exports.build.bundle import Built
    from views.reader.publication import View

PIECES_TOLERANCE_M, PIECES_DIGITS = 700, 4

DAYS = 64
"""Days whose outlines are known at a time."""


def atlas() -> Atlas:
    """Return the atlas as this reader may see it now; read-only, shared.

    An edition appears at its hour in every process and open session.
    """
    return audience.view().atlas


def key() -> str:
    """Return what everything made from `atlas` is kept under."""
    return audience.view().key


def now() -> dt.datetime:
    """Return this instant, or the moment an editor chose to look at."""
    return audience.moment() or clock.now()


def today() -> str:
    """Return the day it is in Seoul for this reader, ISO."""
    return now().astimezone(clock.SEOUL).date().isoformat()


def prepare(moment: dt.datetime) -> None:
    """Make ready, without writing anything that is served, what the public sees at a moment.

    Parameters
    ----------
    moment
        When the next edition goes online.
    """
    audience.bundles().prepare(audience.publication().view_at(moment))


def built() -> Built:
    """Return the public's bundle, making it first when there is none or its inputs changed.

    It is the public's for editors too: nothing of an edition before its hour is ever served from
    a file.
    """
    return audience.bundles().of(audience.public())


@st.cache_resource(show_spinner=False, max_entries=KEPT * 3)
def _history(rule: str, key: str, _atlas: Atlas) -> pd.DataFrame:  # noqa: ARG001  # the key
    return _atlas.history(rule)


def history(rule: str) -> pd.DataFrame:
    """Return coverage at every edition under a rule."""
    return _history(rule, *audience.view())


@st.cache_resource(show_spinner=False)
def _borders(bundle: str) -> dict[str, dict[str, list[str]]]:  # noqa: ARG001  # the key
    found: dict[str, dict[str, list[str]]] = json.loads(
        built().neighbours.read_text(encoding="utf-8")
    )
    return found


def neighbours(unit: str, date: str) -> list[str]:
    """Return the places that bordered on one, by land, on a date."""
    borders = _borders(built().bundle)
    return borders[max(first for first in borders if first <= date)][unit]


@st.cache_resource(show_spinner=False)
def _counts() -> pd.DataFrame:
    tables = {name: read_table(name) for name in people.TABLES}
    return people.populations(tables, atlas().tables.codes)


@st.cache_resource(show_spinner=False)
def population(date: str) -> people.Population | None:
    """Return the count nearest to a date on exactly its places, or None where there is none."""
    try:
        return people.nearest_population(_counts(), atlas().register.on(date).index, date)
    except InputError:
        return None


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _timeline(key: str, _atlas: Atlas) -> Timeline:  # noqa: ARG001  # the key
    return load_timeline(_atlas)


def timeline() -> Timeline:
    """Return the atlas through time; read-only, shared by every session."""
    return _timeline(*audience.view())


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _regional(key: str, _atlas: Atlas) -> Regional:  # noqa: ARG001  # the key
    return load_regional(_atlas, with_clusters=True)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _reaching(key: str, _atlas: Atlas) -> Reaching:  # noqa: ARG001  # the key
    return Reaching.load(_atlas)


def reaching() -> Reaching:
    """Return how far people are from places to learn; read-only, shared by every session."""
    return _reaching(*audience.view())


class Readiness:
    """Whether the statistics of the gaps page are made, by view; once they are, they stay.

    Looking takes as long as drawing a page, and everybody who waits makes it look: so it looks
    every `LOOK_SECONDS` at most.
    """

    def __init__(self) -> None:
        self._ready: set[str] = set()
        self._looked: dict[str, float] = {}

    def of(self, view: View) -> bool:
        """Return whether they are ready for a view."""
        now_s = time.monotonic()
        if view.key not in self._ready and self._looked.get(view.key, 0.0) + LOOK_SECONDS <= now_s:
            self._looked[view.key] = now_s
            if is_ready(view.atlas):
                self._ready.add(view.key)
        return view.key in self._ready


LOOK_SECONDS = 2.0


@cache
def _readiness() -> Readiness:
    return Readiness()


def regional_ready() -> bool:
    """Return whether the statistics of the gaps page are made for what this reader sees."""
    return _readiness().of(audience.view())


def regional() -> Regional:
    """Return the regional analysis with the clusters of every edition; read-only, shared."""
    return _regional(*audience.view())


class Outlines(NamedTuple):
    """The outlines of the places of a date.

    Parameters
    ----------
    address
        Of the file that a browser fetches.
    rough
        The places whose boundary of that date is approximate.
    """

    address: str
    rough: tuple[str, ...]


@st.cache_resource(show_spinner=False, max_entries=DAYS)
def outlines(date: str) -> Outlines:
    """Return the outlines of the places of a date, for the maps of pages."""
    from exports.build.outlines import publish_outlines  # noqa: PLC0415  # geopandas is slow to import
    from figures.charts.gap_charts import map_features  # noqa: PLC0415  # the same
    from geo.shapes.by_date import places_on  # noqa: PLC0415  # the same

    shapes = places_on(pieces(), timeline().territory, atlas().register, date)
    rough = tuple(str(unit) for unit in shapes.index[shapes["accuracy"] == "approximate"])
    return Outlines(publish_outlines(map_features(shapes)), rough)


@st.cache_resource(show_spinner=False)
def pieces() -> gpd.GeoDataFrame:
    """Return the pieces of the country simplified together, for small maps; EPSG:5179."""
    import geopandas as gpd  # noqa: PLC0415  # only a map of another date needs it

    from geo.crs import METRIC  # noqa: PLC0415  # the same
    from geo.shapes.by_date import cut_places, read_parts  # noqa: PLC0415  # the same
    from geo.shapes.simplify import simplify_places  # noqa: PLC0415  # the same

    places = gpd.read_parquet(built().places)
    whole = cut_places(places, read_table("pieces"), read_parts())
    return simplify_places(whole, PIECES_TOLERANCE_M, PIECES_DIGITS).places.to_crs(METRIC)
