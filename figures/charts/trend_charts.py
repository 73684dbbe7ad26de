"""The charts of new designations and totals; each with a text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from figures.charts.chart_parts import layered, legend, year_axis
from figures.style.palette import INKS, SERIES, classes, text_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures.words.language import Words

COUNTING = ("ministry", "press", "city", "council")
SHAPES = ("diamond", "square", "triangle-up", "cross")

ROOM_FOR_NUMBERS = 480
"""Pixels of width from which the parts of a bar hold a number."""

MATRIX_CLASSES = 5
ROW, BELOW = 22, 62
"""Pixels of a row of the matrix, and of the axis below its rows."""


def new_chart(
    new: pd.DataFrame, names: dict[str, str], speak: Words, theme: str, height: int = 400
) -> alt.LayerChart:
    """Return new designations a year as stacked bars, with numbers where they have room.

    Parameters
    ----------
    new
        From `analysis.coverage.trends.new_by`, awards with a year only.
    names
        Label of each group, in the order of the legend and of the stack, from the ground up.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    height
        In pixels.
    """
    ink, colours = INKS[theme], SERIES[theme][: len(names)]
    data = _by_year(new, names).assign(
        rank=lambda frame: frame["group"].map({group: i for i, group in enumerate(names)})
    )
    labels = list(names.values())
    x = _years(data, speak)
    y = alt.Y("new:Q", stack="zero", title=speak("trends.new.axis"))
    tooltip = [
        alt.Tooltip("year:O", title=speak("trends.year")),
        alt.Tooltip("name:N", title=speak("trends.group")),
        alt.Tooltip("new:Q", title=speak("trends.new.axis")),
    ]
    base = alt.Chart(data).encode(x=x, order=alt.Order("rank:Q"))
    bars = base.mark_bar(stroke=ink.paper, strokeWidth=1).encode(
        y=y,
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=labels, range=list(colours)),
            legend=legend(labels, symbolType="square"),
        ),
        tooltip=tooltip,
    )
    # A segment of one holds no number, but stays in the stack: left out before, every number above
    # it would stand a segment too low.
    room = alt.ExprRef(expr=f"width < {ROOM_FOR_NUMBERS} || datum.new < 2 ? 0 : 1")
    numbers = base.mark_text(color=text_on(colours[0]), fontSize=11, opacity=room).encode(
        y=alt.Y("new:Q", stack="zero", bandPosition=0.5),
        detail=alt.Detail("name:N"),
        text=alt.Text("new:Q"),
    )
    sums = (
        alt.Chart(data.groupby("year", as_index=False)["new"].sum())
        .mark_text(dy=-8, color=ink.text, fontSize=11, fontWeight="bold")
        .encode(x=x, y=alt.Y("new:Q"), text=alt.Text("new:Q"))
    )
    return layered([bars, numbers, sums], height, speak("trends.new.alt"), theme)


def new_matrix(
    new: pd.DataFrame, names: dict[str, str], speak: Words, theme: str
) -> alt.LayerChart:
    """Return new designations a year as a table of numbers, a row a province.

    Seventeen colours cannot be told apart; a row with a name can, and the number stands in it.

    Parameters
    ----------
    new, names, speak, theme
        As of `new_chart`.
    """
    data = _by_year(new, names)
    most = int(data["new"].max())
    scale = classes("coverage", MATRIX_CLASSES, theme)
    data["class"] = [min(count, MATRIX_CLASSES) - 1 for count in data["new"]]
    data["ink"] = [text_on(scale[i]) for i in data["class"]]
    labels = list(names.values())
    base = alt.Chart(data).encode(
        x=_years(data, speak),
        y=alt.Y(
            "name:N",
            title=None,
            scale=alt.Scale(domain=labels),
            axis=alt.Axis(labelOverlap=False, labelLimit=0),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=speak("trends.group")),
            alt.Tooltip("year:O", title=speak("trends.year")),
            alt.Tooltip("new:Q", title=speak("trends.new.axis")),
        ],
    )
    cells = base.mark_rect(stroke=INKS[theme].paper, strokeWidth=1).encode(
        color=alt.Color(
            "class:O",
            scale=alt.Scale(domain=list(range(MATRIX_CLASSES)), range=list(scale)),
            legend=None,
        )
    )
    numbers = base.mark_text(fontSize=11).encode(
        text=alt.Text("new:Q"), color=alt.Color("ink:N", scale=None, legend=None)
    )
    said = speak("trends.new.matrix_alt", most=most)
    return layered([cells, numbers], ROW * len(labels) + BELOW, said, theme)


def _by_year(new: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return one row a year and group, with its label."""
    data = new.assign(name=new["group"].map(names), year=new["year"].astype(int))
    return data.groupby(["year", "group", "name"], as_index=False)["new"].sum()


def _years(data: pd.DataFrame, speak: Words) -> alt.X:
    """Return an axis with a place for every year, those without an award too."""
    years = list(range(int(data["year"].min()), int(data["year"].max()) + 1))
    return alt.X(
        "year:O",
        title=speak("trends.year"),
        scale=alt.Scale(domain=years),
        axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=4),
    )


def total_chart(
    trend: Sequence[dict[str, Any]],
    marks: pd.DataFrame,
    speak: Words,
    theme: str,
    height: int = 400,
) -> alt.LayerChart:
    """Return the running total as a range, with every printed total as a mark upon it.

    A mark that differs from the running total is filled.

    Parameters
    ----------
    trend
        From `analysis.coverage.trends.trend`.
    marks
        From `analysis.coverage.trends.printed_marks`; a mark with an explanation shows it on hover.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    ink, colour = INKS[theme], SERIES[theme][0]
    data = pd.DataFrame(list(trend))
    data["range"] = [
        speak.count_range(low, high)
        for low, high in zip(data["total_min"], data["total_max"], strict=True)
    ]
    points = marks.copy()
    points["who"] = [speak(f"counted_by.{one}") for one in points["counted_by"]]
    why = points[f"explanation_{speak.names}"]
    points["differs"] = why != ""
    points["why"] = why.where(why != "", speak("trends.total.agrees"))
    who = [speak(f"counted_by.{one}") for one in COUNTING]
    x = year_axis("year:Q", speak, 2000.5, float(data["year"].max()) + 0.5)
    axis = alt.Y("total_max:Q", title=speak("trends.total.axis"))
    base = alt.Chart(data)
    band = base.mark_area(color=colour, opacity=0.28, interpolate="step-after").encode(
        x=x, y=axis, y2=alt.Y2("total_min:Q")
    )
    tip = [
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("range:N", title=speak("trends.total.range")),
    ]
    line = base.mark_line(color=colour, strokeWidth=2, interpolate="step-after").encode(
        x=x, y=alt.Y("total_min:Q"), tooltip=tip
    )
    key = legend(who, symbolFillColor=ink.paper, symbolStrokeColor=ink.text)
    shape = alt.Scale(domain=who, range=list(SHAPES))
    tooltip = [
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("total:Q", title=speak("trends.total.printed")),
        alt.Tooltip("printed_in:Q", title=speak("trends.total.printed_in"), format="d"),
        alt.Tooltip("who:N", title=speak("trends.total.by")),
        alt.Tooltip("why:N", title=speak("trends.total.why")),
    ]
    printed = alt.Chart(points).encode(x=x, y=alt.Y("total:Q"), tooltip=tooltip)
    agrees = (
        printed.transform_filter("!datum.differs")
        .mark_point(size=64, strokeWidth=1.8, color=ink.text)
        .encode(shape=alt.Shape("who:N", scale=shape, legend=key))
    )
    differs = (
        printed.transform_filter("datum.differs")
        .mark_point(size=64, strokeWidth=1.8, color=ink.accent, filled=True)
        .encode(shape=alt.Shape("who:N", scale=shape, legend=key))
    )
    layers = [band, line, agrees, differs]
    return layered(layers, height, speak("trends.total.alt"), theme)
