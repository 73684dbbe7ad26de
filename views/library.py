"""What all readers share: the atlas and the built bundle, read once a process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis import people
from analysis.atlas import Atlas
from analysis.timeline import Timeline
from exports import bundle
from exports.regional import load_regional
from geo.errors import InputError
from geo.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

    import geopandas as gpd

    from analysis.regional import Regional

PIECES_TOLERANCE_M, PIECES_DIGITS = 700, 4


@st.cache_resource(show_spinner=False)
def atlas() -> Atlas:
    """Return the atlas; read-only, shared by every session."""
    return Atlas.load()


@st.cache_resource(show_spinner=False)
def built() -> bundle.Built:
    """Return the built bundle, making it first when there is none or its inputs changed."""
    found = bundle.current()
    return found if found is not None else bundle.build()


@st.cache_resource(show_spinner=False)
def history(rule: str) -> pd.DataFrame:
    """Return coverage at every edition under a rule."""
    return atlas().history(rule)


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
def timeline() -> Timeline:
    """Return the atlas through time; read-only, shared by every session."""
    return Timeline.load(atlas())


@st.cache_resource(show_spinner=False)
def regional() -> Regional:
    """Return the regional analysis with the clusters of every edition; read-only, shared."""
    return load_regional(atlas(), with_clusters=True)


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
