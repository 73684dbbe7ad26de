"""The chart of the calendar page, and the map of what changed between two dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import altair as alt

import shapely

from figures.charts.chart_parts import inked, layered, legend
from figures.style.palette import INKS, SERIES, STATUS_STYLES

if TYPE_CHECKING:
    import pandas as pd

    import geopandas as gpd

    from figures.words.language import Words

CHANGE_STATUS = {
    "joined": "new",
    "left": "lapsed",
    "stayed": "designated",
    "carried_on": "outside",
    "open": "ruling_needed",
    "ended": "does_not_apply",
    "neither": "not_designated",
}
"""Which status's style a change is drawn in."""

HEAVY = frozenset({"new", "lapsed", "ruling_needed", "outside"})
"""Statuses outlined heavily on the map of change, so that it does not hang on colour alone."""

HEAVY_PX, LIGHT_PX = 2.2, 0.4


def due_chart(due: pd.DataFrame, speak: Words, theme: str, height: int = 300) -> alt.LayerChart:
    """Return reviews due by year and group, each bar with its number.

    Parameters
    ----------
    due
        Columns `year`, `group` (a label) and `places`.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    groups = list(dict.fromkeys(due["group"]))
    base = alt.Chart(due).encode(
        x=alt.X("year:O", title=speak("renewal.year"), axis=alt.Axis(labelAngle=0))
    )
    bars = base.mark_bar().encode(
        y=alt.Y("places:Q", title=speak("renewal.places")),
        color=alt.Color(
            "group:N",
            scale=alt.Scale(domain=groups, range=list(SERIES[theme][: len(groups)])),
            legend=legend(groups, symbolType="square"),
        ),
        tooltip=[
            alt.Tooltip("year:O", title=speak("renewal.year")),
            alt.Tooltip("group:N", title=speak("renewal.group")),
            alt.Tooltip("places:Q", title=speak("renewal.places")),
        ],
    )
    sums = base.mark_text(dy=-8, color=INKS[theme].text, fontSize=12, fontWeight="bold").encode(
        y="sum(places):Q", text="sum(places):Q"
    )
    return layered([bars, sums], height, speak("renewal.alt"), theme)


def class_map(  # noqa: PLR0913  # what a map needs
    shapes: gpd.GeoDataFrame,
    classes: pd.DataFrame,
    styles: dict[str, str],
    alt_text: str,
    theme: str,
    *,
    height: int = 620,
) -> alt.Chart:
    """Return a still map of places in classes.

    Parameters
    ----------
    shapes
        Places of the date shown, EPSG:5179, index `unit_id`.
    classes
        Index `unit_id`: `label` (the class in words) and `name` of every place in `shapes`.
    styles
        Label of each class, in the order of the legend, to a status of the palette, or to a
        colour of its own.
    alt_text
        The text alternative.
    theme
        "light" or "dark".
    height
        In pixels.
    """
    frame = shapes[["geometry"]].join(classes[["label", "name"]], how="inner")
    frame["width"] = [HEAVY_PX if styles[label] in HEAVY else LIGHT_PX for label in frame["label"]]
    counts = frame["label"].value_counts()
    # The legend counts each class; a class without a place is no part of it.
    counted = {label: f"{label} ({counts[label]})" for label in styles if label in counts}
    frame["class"] = frame["label"].map(counted)
    whole = frame.set_geometry(shapely.set_precision(frame.geometry, 1.0, mode="pointwise"))
    data = json.loads(whole.to_json(drop_id=True, to_wgs84=False))["features"]
    palette = STATUS_STYLES[theme]
    labels = list(counted.values())
    inks = [styles[label] for label in counted]
    colours = [palette[one].fill if one in palette else one for one in inks]
    # Metres on a plane: a globe's projection would care which way round a ring runs.
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=data))
        .mark_geoshape(stroke=INKS[theme].border)
        .encode(
            color=alt.Color(
                "properties.class:N",
                scale=alt.Scale(domain=labels, range=colours),
                legend=legend(labels, symbolType="square", symbolSize=170, symbolStrokeWidth=1),
            ),
            strokeWidth=alt.StrokeWidth("properties.width:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("properties.name:N", title=" "),
                alt.Tooltip("properties.label:N", title=" "),
            ],
        )
        .project(type="identity", reflectY=True)
        .properties(height=height, description=alt_text)
    )
    return inked(chart, theme)  # type: ignore[no-any-return]
