"""What all readers share: the atlas and the built bundle, read once a process."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import streamlit as st

from analysis import people
from analysis.atlas import Atlas
from analysis.embargo import hidden_editions, next_change, public_atlas
from analysis.timeline import Timeline
from exports import bundle
from exports.regional import is_ready, load_regional
from geo.errors import InputError
from geo.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

    import geopandas as gpd

    from analysis.regional import Regional

SEOUL = ZoneInfo("Asia/Seoul")

PIECES_TOLERANCE_M, PIECES_DIGITS = 700, 4


@st.cache_resource(show_spinner=False)
def _whole() -> Atlas:
    return Atlas.load()


@st.cache_resource(show_spinner=False)
def _cut(hidden: tuple[str, ...], _now: dt.datetime) -> Atlas:  # noqa: ARG001  # the key
    """Return the public's atlas; kept by which editions are hidden."""
    return public_atlas(_whole(), _now)


def atlas() -> Atlas:
    """Return the atlas as the public may see it now; read-only, shared by every session.

    An edition appears at its hour in every process and open session, at their next run.
    """
    now = dt.datetime.now(SEOUL)
    if now >= _horizon["until"]:
        editions = _whole().tables.editions
        _horizon["hidden"] = tuple(hidden_editions(editions, now))
        _horizon["until"] = next_change(editions, now) or dt.datetime.max.replace(tzinfo=SEOUL)
    return _cut(_horizon["hidden"], now) if _horizon["hidden"] else _whole()


_horizon: dict[str, Any] = {"until": dt.datetime.min.replace(tzinfo=SEOUL), "hidden": ()}
"""Which editions are hidden, and until when that holds; nothing is worked out between."""


def today() -> str:
    """Return the day it is in Seoul, ISO."""
    return dt.datetime.now(SEOUL).date().isoformat()


@st.cache_resource(show_spinner=False)
def _built(hidden: tuple[str, ...]) -> bundle.Built:  # noqa: ARG001  # the key of what is kept
    found = bundle.current()
    return found if found is not None else bundle.build()


def built() -> bundle.Built:
    """Return the built bundle, making it first when there is none or its inputs changed."""
    atlas()
    return _built(_horizon["hidden"])


@st.cache_resource(show_spinner=False)
def _history(rule: str, hidden: tuple[str, ...]) -> pd.DataFrame:  # noqa: ARG001  # the key
    return atlas().history(rule)


def history(rule: str) -> pd.DataFrame:
    """Return coverage at every edition under a rule."""
    atlas()
    return _history(rule, _horizon["hidden"])


@st.cache_resource(show_spinner=False)
def _borders() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(
        built().neighbours.read_text(encoding="utf-8")
    )
    return found


def neighbours(unit: str, date: str) -> list[str]:
    """Return the places that bordered on one, by land, on a date."""
    borders = _borders()
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


@st.cache_resource(show_spinner=False)
def _timeline(hidden: tuple[str, ...]) -> Timeline:  # noqa: ARG001  # the key
    return Timeline.load(atlas())


def timeline() -> Timeline:
    """Return the atlas through time; read-only, shared by every session."""
    atlas()
    return _timeline(_horizon["hidden"])


_ready: dict[tuple[str, ...], bool] = {}
"""The editions hidden when the statistics of the others were last found ready."""


def regional_ready() -> bool:
    """Return whether the statistics of the gaps page are made; once they are, they stay."""
    atlas()
    hidden = _horizon["hidden"]
    if not _ready.get(hidden):
        _ready[hidden] = is_ready(atlas())
    return _ready[hidden]


@st.cache_resource(show_spinner=False)
def _regional(hidden: tuple[str, ...]) -> Regional:  # noqa: ARG001  # the key
    return load_regional(atlas(), with_clusters=True)


def regional() -> Regional:
    """Return the regional analysis with the clusters of every edition; read-only, shared."""
    atlas()
    return _regional(_horizon["hidden"])


@st.cache_resource(show_spinner=False)
def outlines(date: str) -> dict[str, Any]:
    """Return the outlines of the places of a date, for the clickable maps."""
    from figures.gap_charts import map_features  # noqa: PLC0415  # only the gaps page needs it
    from geo.history import places_on  # noqa: PLC0415  # the same

    return map_features(places_on(pieces(), timeline().territory, atlas().register, date))


@st.cache_resource(show_spinner=False)
def pieces() -> gpd.GeoDataFrame:
    """Return the pieces of the country simplified together, for small maps; EPSG:5179."""
    import geopandas as gpd  # noqa: PLC0415  # only a map of another date needs it

    from geo.crs import METRIC  # noqa: PLC0415  # the same
    from geo.history import cut_places, read_parts  # noqa: PLC0415  # the same
    from geo.simplify import simplify_places  # noqa: PLC0415  # the same

    places = gpd.read_parquet(built().places)
    whole = cut_places(places, read_table("pieces"), read_parts())
    return simplify_places(whole, PIECES_TOLERANCE_M, PIECES_DIGITS).places.to_crs(METRIC)
