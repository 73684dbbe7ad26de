"""What all readers share: the atlas and the built bundle, read once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.atlas import Atlas
from analysis.timeline import Timeline
from exports import bundle

if TYPE_CHECKING:
    import pandas as pd

    import geopandas as gpd

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
def timeline() -> Timeline:
    """Return the atlas through time; read-only, shared by every session."""
    return Timeline.load(atlas())


@st.cache_resource(show_spinner=False)
def pieces() -> gpd.GeoDataFrame:
    """Return the pieces of the country simplified together, for small maps; EPSG:5179."""
    import geopandas as gpd  # noqa: PLC0415  # only a map of another date needs it

    from geo.crs import METRIC  # noqa: PLC0415  # the same
    from geo.history import cut_places, read_parts  # noqa: PLC0415  # the same
    from geo.simplify import simplify_places  # noqa: PLC0415  # the same
    from geo.tables import read_table  # noqa: PLC0415  # the same

    places = gpd.read_parquet(built().places)
    whole = cut_places(places, read_table("pieces"), read_parts())
    return simplify_places(whole, PIECES_TOLERANCE_M, PIECES_DIGITS).places.to_crs(METRIC)
