"""The charts and the map of the gaps page; each with a text alternative."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

import shapely

from figures.charts.chart_parts import (
    OUTLINE,
    above,
    either,
    inked,
    layered,
    legend,
    outline_of,
    settings,
)
from figures.style.palette import INKS, SERIES, STATUS_STYLES, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from figures.words.language import Words

PICK = "pick"
"""Name of the selection of a clickable chart; its rows carry `unit_id`."""

PICKED_PX, HEAVY_PX, LIGHT_PX = 2.6, 1.0, 0.3
GRID_M = 100
"""Maps are drawn on this grid, metres, and counted in its steps: finer than a pixel."""

ASSUMED_DASH = [5, 3]
"""Whatever is assumed and not so is drawn in this dash."""

PLAIN = frozenset({"designated", "held", "outside", "does_not_apply"})
"""Statuses drawn with a thin outline; the others are what the page is about."""


def map_features(shapes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the outlines of places by `unit_id`, in steps of the maps' grid; worth keeping.

    Parameters
    ----------
    shapes
        Places of a date, EPSG:5179, index `unit_id`.
    """
    steps = shapely.transform(shapes.geometry.to_numpy(), lambda xy: xy / GRID_M)
    whole = shapely.set_precision(steps, 1.0, mode="pointwise")
    return {
        str(unit): json.loads(shapely.to_geojson(shape), parse_float=lambda text: int(float(text)))
        for unit, shape in zip(shapes.index, whole, strict=True)
    }


def gap_map(  # noqa: PLR0913  # what a map needs
    outlines: str,
    classes: pd.DataFrame,
    styles: Mapping[str, str],
    alt_text: str,
    theme: str,
    *,
    assumed: str = "",
    picked: str = "",
    height: int = 560,
) -> dict[str, Any]:
    """Return a clickable map of places in classes, as a Vega-Lite specification.

    Parameters
    ----------
    outlines
        Address of the outlines of the date shown; see `exports.build.outlines`.
    classes
        Index `unit_id`: `label` (the class in words), `name` and `note` (both for the tooltip).
    styles
        Label of each class, in the order of the legend, to a status of the palette, or to a
        colour of its own.
    alt_text
        The text alternative.
    theme
        "light" or "dark".
    assumed
        The label of the class that is an assumption, drawn dashed; empty for none.
    picked
        The `unit_id` whose card is open, ringed heavily; empty for none.
    height
        In pixels.
    """
    ink = INKS[theme]
    looks = {
        label: STATUS_STYLES[theme].get(one) or Style(one, ink.border, ink.text)
        for label, one in styles.items()
    }
    data = [
        {
            "unit_id": row.Index,
            "name": row.name,
            "label": row.label,
            "note": row.note,
            "words": f"{row.name}: {row.label}",
            "width": _outline(row.Index == picked, styles[row.label]),
            "stroke": ink.text if row.Index == picked else looks[row.label].stroke,
            "dash": row.label == assumed,
        }
        for row in classes.itertuples()
    ]
    # Heavy outlines go on top.
    data.sort(key=lambda one: (one["width"], one["unit_id"]))
    labels = list(styles)
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_geoshape()
        .transform_lookup("unit_id", outline_of(outlines), as_=OUTLINE)
        .encode(
            shape=alt.Shape(f"{OUTLINE}:G"),
            color=alt.Color(
                "label:N",
                scale=alt.Scale(domain=labels, range=[one.fill for one in looks.values()]),
                legend=legend(labels),
            ),
            stroke=alt.Stroke("stroke:N", scale=None, legend=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            # What a screen reader hears of a place; Vega would read out every channel.
            description="words:N",
            strokeDash=either(alt.StrokeDashValue, "datum.dash", ASSUMED_DASH, [1, 0]),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("note:N", title=" "),
            ],
        )
        .add_params(alt.selection_point(name=PICK, fields=["unit_id"], toggle=False))
        .project(type="identity", reflectY=True)
        .properties(height=height, description=alt_text)
    )
    drawn = chart.to_dict(validate=False) | {"data": {"values": data}, "config": settings(theme)}
    # Altair keeps the rows apart by a name; a page that is told of a name nobody uses fails.
    drawn.pop("datasets", None)
    return drawn


def _outline(picked: bool, status: str) -> float:  # noqa: FBT001  # one of two facts of a place
    if picked:
        return PICKED_PX
    return LIGHT_PX if status in PLAIN else HEAVY_PX


def interval_chart(
    table: pd.DataFrame, names: Mapping[str, str], speak: Words, theme: str
) -> alt.LayerChart:
    """Return coverage of groups as points with their intervals.

    Parameters
    ----------
    table
        From `analysis.gaps.contrasts.coverage_by`.
    names
        Label of each group, in order.
    speak, theme
        The words of the chart; "light" or "dark".
    """
    data = table[table["of"] > 0].reset_index()
    data["name"] = data["group"].map(names)
    data["counts"] = [f"{row.designated}/{row.of}" for row in data.itertuples()]
    y = alt.Y("name:N", sort=list(names.values()), title=None)
    axis = alt.Axis(format="%", title=speak("gaps.chart.coverage"))
    base = alt.Chart(data)
    tooltip = [
        alt.Tooltip("name:N", title=speak("gaps.col.group")),
        alt.Tooltip("counts:N", title=speak("gaps.col.designated")),
        alt.Tooltip("share:Q", format=".1%", title=speak("gaps.chart.coverage")),
        alt.Tooltip("low:Q", format=".1%", title="95% ↓"),
        alt.Tooltip("high:Q", format=".1%", title="95% ↑"),
    ]
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
    bars = base.mark_rule(strokeWidth=3, color=SERIES[theme][0]).encode(
        y=y, x=x, x2=alt.X2("high:Q"), tooltip=tooltip
    )
    points = base.mark_point(size=90, filled=True, color=INKS[theme].accent).encode(
        y=y, x=alt.X("share:Q"), tooltip=tooltip
    )
    text = base.mark_text(dy=-11, color=INKS[theme].text).encode(
        y=y, x=alt.X("share:Q"), text=alt.Text("counts:N")
    )
    height = 42 * len(names) + 50
    return layered((bars, points, text), height, speak("gaps.chart.groups_alt"), theme)


def outside_chart(rows: pd.DataFrame, speak: Words, theme: str) -> alt.Chart:
    """Return people outside a learning city by province as bars, most first.

    Parameters
    ----------
    rows
        Columns `province`, `people`, `share` (0-1).
    speak, theme
        The words of the chart; "light" or "dark".
    """
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_bar(color=STATUS_STYLES[theme]["left_out"].fill)
        .encode(
            y=alt.Y("province:N", sort="-x", title=None),
            x=alt.X("people:Q", title=speak("gaps.col.outside"), axis=alt.Axis(format=",d")),
            tooltip=[
                alt.Tooltip("province:N", title=speak("gaps.col.province")),
                alt.Tooltip("people:Q", format=",", title=speak("gaps.col.outside")),
                alt.Tooltip("share:Q", format=".1%", title=speak("gaps.chart.share_outside")),
            ],
        )
        .properties(height=26 * len(rows) + 40, description=speak("gaps.chart.people_alt"))
    )
    return inked(chart, theme)  # type: ignore[no-any-return]  # altair


def course_chart(
    course: pd.DataFrame, measure: str, names: Mapping[str, str], speak: Words, theme: str
) -> alt.LayerChart:
    """Return a measure of inequality over the editions, a band where it is open.

    Parameters
    ----------
    course
        From `analysis.regional.Regional.course`.
    measure
        One of `analysis.gaps.inequality.MEASURES`.
    names
        Label of each weighting, in the order of the legend.
    speak, theme
        The words of the chart; "light" or "dark".
    """
    low, high = f"{measure}_low", f"{measure}_high"
    data = course.dropna(subset=[low, high])
    data = pd.DataFrame(
        {
            "year": data["edition"].astype(int),
            "name": data["weighting"].map(names),
            "low": data[low].astype(float),
            "high": data[high].astype(float),
            "counted": data["population_date"],
        }
    )
    # No point stands inside an open range: nobody knows where in it the truth is.
    data["known"] = data["low"].where(np.isclose(data["low"], data["high"], rtol=0, atol=1e-9))
    labels = list(names.values())
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=labels, range=list(SERIES[theme][: len(labels)])),
        legend=legend(labels, symbolType="stroke", symbolOpacity=1),
    )
    x = alt.X("year:Q", title=None, axis=alt.Axis(format="d", grid=False, tickMinStep=1))
    y = alt.Y("low:Q", axis=above(speak(f"gaps.measure.{measure}")))
    base = alt.Chart(data)
    tooltip = [
        alt.Tooltip("year:Q", format="d", title=speak("gaps.col.edition")),
        alt.Tooltip("low:Q", format=".4f", title="↓"),
        alt.Tooltip("high:Q", format=".4f", title="↑"),
        alt.Tooltip("counted:N", title=speak("gaps.col.population_date")),
    ]
    band = base.mark_area(opacity=0.3).encode(x=x, y=y, y2=alt.Y2("high:Q"), color=colour)
    dash = alt.StrokeDash("name:N", legend=None)
    line = base.mark_line(point=True).encode(
        x=x, y=alt.Y("known:Q"), color=colour, strokeDash=dash, tooltip=tooltip
    )
    open_years = base.transform_filter("datum.known === null").mark_rule(strokeWidth=2)
    ranges = open_years.encode(x=x, y=y, y2=alt.Y2("high:Q"), color=colour, tooltip=tooltip)
    description = speak("gaps.chart.course_alt", measure=speak(f"gaps.measure.{measure}"))
    return layered((band, ranges, line), 300, description, theme)


def curve_chart(  # noqa: PLR0913  # what a chart needs
    curve: pd.DataFrame, k: int, title: str, speak: Words, theme: str, *, percent: bool
) -> alt.LayerChart:
    """Return what the best set of each size brings, dashed: it is an assumption.

    Parameters
    ----------
    curve
        Columns `k` and `gain`.
    k
        The size asked for, marked.
    title
        Of the axis of the gain.
    speak, theme
        The words of the chart; "light" or "dark".
    percent
        Whether the gain is a share 0-1.
    """
    axis = above(title, "%" if percent else ",d")
    x = alt.X("k:Q", title=speak("gaps.col.k"), axis=alt.Axis(tickMinStep=1, format="d"))
    y = alt.Y("gain:Q", axis=axis, scale=alt.Scale(zero=not percent))
    shown = ".1%" if percent else ","
    tooltip = [alt.Tooltip("k:Q", title="k"), alt.Tooltip("gain:Q", format=shown, title=title)]
    base = alt.Chart(curve)
    line = base.mark_line(strokeDash=ASSUMED_DASH, color=SERIES[theme][0], point=True).encode(
        x=x, y=y, tooltip=tooltip
    )
    mark = (
        alt.Chart(curve[curve["k"] == k])
        .mark_point(size=160, color=INKS[theme].selected, strokeWidth=2.5)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    return layered((line, mark), 280, speak("gaps.next.curve_alt"), theme)
