"""The chart of the calendar page, and the map of what changed between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from figures.charts.chart_parts import OUTLINE, inked, layered, legend, outline_of
from figures.style.palette import INKS, SERIES, STATUS_STYLES

if TYPE_CHECKING:
    import pandas as pd

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
        y=alt.Y("sum(places):Q"), text=alt.Text("sum(places):Q")
    )
    return layered([bars, sums], height, speak("renewal.alt"), theme)


def class_map(  # noqa: PLR0913  # what a map needs
    outlines: str,
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
    outlines
        Address of the outlines of the date shown; see `exports.build.outlines`.
    classes
        Index `unit_id`: `label` (the class in words) and `name` of every place of that date.
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
    frame = classes[["label", "name"]].rename_axis("unit_id").reset_index()
    frame["width"] = [HEAVY_PX if styles[label] in HEAVY else LIGHT_PX for label in frame["label"]]
    counts = frame["label"].value_counts()
    # The legend counts each class; a class without a place is no part of it.
    counted = {label: f"{label} ({counts[label]})" for label in styles if label in counts}
    frame["class"] = frame["label"].map(counted)
    palette = STATUS_STYLES[theme]
    labels = list(counted.values())
    inks = [styles[label] for label in counted]
    colours = [palette[one].fill if one in palette else one for one in inks]
    # Metres on a plane: a globe's projection would care which way round a ring runs.
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=frame.to_dict("records")))
        .mark_geoshape(stroke=INKS[theme].border)
        .transform_lookup("unit_id", outline_of(outlines), as_=OUTLINE)
        .encode(
            shape=alt.Shape(f"{OUTLINE}:G"),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=labels, range=colours),
                legend=legend(labels, symbolType="square", symbolSize=170, symbolStrokeWidth=1),
            ),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("label:N", title=" "),
            ],
        )
        .project(type="identity", reflectY=True)
        .properties(height=height, description=alt_text)
    )
    return inked(chart, theme)  # type: ignore[no-any-return]  # altair
