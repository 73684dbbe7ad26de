"""The ordinary way to put a map of municipalities into Streamlit, as tutorials write it.

Read the shapefile, change its coordinates to degrees, colour a `folium.GeoJson`, hand it to
`st_folium`. What is read is cached, as tutorials do. The two apps differ in `tolerance` only.
"""

from __future__ import annotations

import os
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

import geopandas as gpd

DATA = Path(__file__).resolve().parents[2] / "data"
BOUNDARIES = DATA / "boundaries" / "kostat_2018" / "bnd_sigungu_00_2018.shp"


@st.cache_data
def read(tolerance: float | None) -> gpd.GeoDataFrame:
    """Return the 250 features with the year each was designated.

    Parameters
    ----------
    tolerance
        In degrees, for a simplification shape by shape; None for full resolution.
    """
    places = gpd.read_file(BOUNDARIES, encoding="cp949").to_crs(4326)
    codes = pd.read_csv(DATA / "municipalities" / "codes.csv", dtype=str)
    codes = codes[(codes["system"] == "kostat") & codes["seen_in"].str.contains("kostat_2018")]
    events = pd.read_csv(DATA / "designations" / "events.csv", dtype=str)
    events = events[events["kind"] == "designated"]
    first = events.groupby("unit_id")["date_from"].min().str[:4]
    units = places["SIGUNGU_CD"].map(codes.set_index("code")["unit_id"])
    places["year"] = units.map(first).astype("Int64")
    if tolerance is not None:
        places.geometry = places.geometry.simplify(tolerance)
    return places[["SIGUNGU_NM", "year", "geometry"]]


def at_no_cost(element: folium.Map) -> None:
    """Point the map's links at the benchmark's own stand-in for the content networks."""
    base = os.environ["CDN"]
    for name in ("default_js", "default_css"):
        links = [(key, f"{base}/{url.rsplit('/', 1)[-1]}") for key, url in getattr(element, name)]
        setattr(element, name, links)


def show(tolerance: float | None) -> None:
    """Draw the page."""
    year = st.selectbox("Year", list(range(2026, 2000, -1)), index=3)
    places = read(tolerance)
    shown = folium.Map(location=[36.1, 128.1], zoom_start=7, tiles=None)
    at_no_cost(shown)
    folium.GeoJson(
        places,
        style_function=lambda feature: {
            "fillColor": "#1f5fa8"
            if (feature["properties"]["year"] or 9999) <= year
            else "#eeeeee",
            "fillOpacity": 1,
            "color": "#ffffff",
            "weight": 0.6,
        },
        tooltip=folium.GeoJsonTooltip(["SIGUNGU_NM", "year"]),
    ).add_to(shown)
    # The benchmark tells by this line which year is drawn.
    shown.get_root().html.add_child(folium.Element(f'<p class="drawn">{year}</p>'))
    st_folium(shown, key=f"map{year}", height=800, use_container_width=True)
