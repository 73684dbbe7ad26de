"""The charts of what was: new designations, totals, coverage; each with a text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from figures.palette import INKS, SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures.language import Words

DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 1])
"""One for each colour of a series: lines differ by more than colour."""

COUNTING = ("ministry", "press", "city", "council")
SHAPES = ("diamond", "square", "triangle-up", "cross")


def year_axis(field: str, speak: Words, first: float, last: float) -> alt.X:
    """Return a plain axis of years."""
    return alt.X(
        field,
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", grid=False, tickMinStep=1, title=speak("trends.year")),
    )


def top_legend(columns: int = 0) -> alt.Legend:
    """Return a legend without a title above the chart."""
    return alt.Legend(title=None, orient="top", columns=columns, labelLimit=260, symbolLimit=40)


def layered(layers: Sequence[Any], height: int, description: str) -> alt.LayerChart:
    """Return layers as one chart with its height in pixels and its text alternative."""
    # Altair 6 types a layer of facets too; there are none here.
    chart: Any = alt.layer(*layers).properties(height=height, description=description)
    return chart  # type: ignore[no-any-return]


def new_chart(
    new: pd.DataFrame, names: dict[str, str], speak: Words, theme: str, height: int = 240
) -> alt.Chart:
    """Return new designations a year as stacked bars.

    Parameters
    ----------
    new
        From `analysis.trends.new_by`, awards with a year only.
    names
        Label of each group, in the order of the legend.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    height
        In pixels.
    """
    data = new.assign(name=new["group"].map(names), year=new["year"].astype(int))
    colours = SERIES[theme]
    few = len(names) <= len(colours)
    scale = (
        alt.Scale(domain=list(names.values()), range=list(colours[: len(names)]))
        if few
        else alt.Scale(domain=list(names.values()), scheme="tableau20")
    )
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_bar(stroke=INKS[theme].paper, strokeWidth=0.6)
        .encode(
            x=alt.X("year:O", title=speak("trends.year"), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("sum(new):Q", title=speak("trends.new.axis")),
            color=alt.Color("name:N", scale=scale, legend=top_legend(0 if few else 9)),
            order=alt.Order("name:N"),
            tooltip=[
                alt.Tooltip("year:O", title=speak("trends.year")),
                alt.Tooltip("name:N", title=speak("trends.group")),
                alt.Tooltip("sum(new):Q", title=speak("trends.new.axis")),
            ],
        )
        .properties(height=height, description=speak("trends.new.alt"))
    )
    return chart


def total_chart(
    trend: Sequence[dict[str, Any]],
    marks: pd.DataFrame,
    speak: Words,
    theme: str,
    height: int = 260,
) -> alt.LayerChart:
    """Return the running total as a range, with every printed total as a mark upon it.

    Parameters
    ----------
    trend
        From `analysis.trends.trend`.
    marks
        From `analysis.trends.printed_marks`; a mark with an explanation shows it on hover.
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
    why = points[f"explanation_{speak.lang}"]
    points["why"] = why.where(why != "", speak("trends.total.agrees"))
    who = [speak(f"counted_by.{one}") for one in COUNTING]
    x = year_axis("year:Q", speak, 2000.5, float(data["year"].max()) + 0.5)
    axis = alt.Y("total_max:Q", title=speak("trends.total.axis"))
    base = alt.Chart(data)
    band = base.mark_area(color=colour, opacity=0.28, interpolate="step-after").encode(
        x=x, y=axis, y2="total_min:Q"
    )
    tip = [
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("range:N", title=speak("trends.total.range")),
    ]
    line = base.mark_line(color=colour, strokeWidth=2, interpolate="step-after").encode(
        x=x, y="total_min:Q", tooltip=tip
    )
    printed = (
        alt.Chart(points)
        .mark_point(size=58, filled=False, strokeWidth=1.8, color=ink.text)
        .encode(
            x=x,
            y="total:Q",
            shape=alt.Shape(
                "who:N", scale=alt.Scale(domain=who, range=list(SHAPES)), legend=top_legend()
            ),
            color=alt.condition(
                f"datum.why == {speak('trends.total.agrees')!r}",
                alt.value(ink.text),
                alt.value(ink.accent),
            ),
            tooltip=[
                alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
                alt.Tooltip("total:Q", title=speak("trends.total.printed")),
                alt.Tooltip("printed_in:Q", title=speak("trends.total.printed_in"), format="d"),
                alt.Tooltip("who:N", title=speak("trends.total.by")),
                alt.Tooltip("why:N", title=speak("trends.total.why")),
            ],
        )
    )
    return layered([band, line, printed], height, speak("trends.total.alt"))


def coverage_chart(
    histories: dict[str, pd.DataFrame], speak: Words, theme: str, height: int = 240
) -> alt.LayerChart:
    """Return coverage over time under each rule, a band where it is a range.

    Parameters
    ----------
    histories
        By rule: a result of `analysis.coverage.history`.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    data = pd.concat(
        [frame.assign(rule=speak(f"rule.{rule}")) for rule, frame in histories.items()],
        ignore_index=True,
    )
    data["year"] = data["edition"].astype(int)
    data["low"], data["high"] = data["at_least"] / data["of"], data["at_most"] / data["of"]
    data["share"] = [
        speak.percent_range(low, high) for low, high in zip(data["low"], data["high"], strict=True)
    ]
    data["counts"] = [
        f"{speak.count_range(row.at_least, row.at_most)} / {row.of}" for row in data.itertuples()
    ]
    rules = [speak(f"rule.{rule}") for rule in histories]
    x = year_axis("year:Q", speak, 2000.5, float(data["year"].max()) + 0.5)
    y = alt.Y(
        "high:Q",
        title=speak("trends.coverage.axis"),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%"),
    )
    colour = alt.Color(
        "rule:N",
        scale=alt.Scale(domain=rules, range=list(SERIES[theme][: len(rules)])),
        legend=top_legend(),
    )
    dash = alt.StrokeDash(
        "rule:N",
        scale=alt.Scale(domain=rules, range=list(DASHES[: len(rules)])),
        legend=top_legend(),
    )
    tooltip = [
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("rule:N", title=speak("trends.rule")),
        alt.Tooltip("counts:N", title=speak("table.counts")),
        alt.Tooltip("share:N", title=speak("trends.coverage.axis")),
    ]
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.2).encode(x=x, y=y, y2="low:Q", color=colour)
    line = base.mark_line(strokeWidth=2).encode(x=x, y="low:Q", color=colour, strokeDash=dash)
    point = base.mark_point(size=22, filled=True).encode(
        x=x, y="low:Q", color=colour, tooltip=tooltip
    )
    return layered([band, line, point], height, speak("trends.coverage.alt"))


def province_chart(
    shares: pd.DataFrame, order: Sequence[str], speak: Words, theme: str, columns: int = 6
) -> alt.FacetChart:
    """Return one small chart a province, all on one scale.

    Parameters
    ----------
    shares
        From `analysis.trends.by_province` with a column `name`; provinces without a
        municipality are left out.
    order
        The names, in reading order.
    speak, theme
        The words of the chart, "light" or "dark".
    columns
        Charts a row.
    """
    data = shares[shares["of"] > 0].copy()
    data["year"] = data["edition"].astype(int)
    data["low"], data["high"] = data["at_least"] / data["of"], data["at_most"] / data["of"]
    data["counts"] = [
        f"{speak.count_range(row.at_least, row.at_most)} / {row.of}" for row in data.itertuples()
    ]
    top = max(1.0, float(data["high"].max()))
    colour = SERIES[theme][0]
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[2001, int(data["year"].max())], nice=False),
        axis=alt.Axis(format="d", values=[2001, 2013, 2026], grid=False),
    )
    y = alt.Y(
        "high:Q",
        title=None,
        scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(format=".0%", values=[0, 0.5, 1.0]),
    )
    base = alt.Chart().encode(x=x)
    layers = alt.layer(
        base.mark_area(color=colour, opacity=0.25, interpolate="step-after").encode(
            y=y, y2="low:Q"
        ),
        base.mark_line(color=colour, strokeWidth=1.8, interpolate="step-after").encode(
            y="low:Q",
            tooltip=[
                alt.Tooltip("name:N", title=speak("table.province")),
                alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
                alt.Tooltip("counts:N", title=speak("table.counts")),
                alt.Tooltip("low:Q", title=speak("trends.coverage.axis"), format=".1%"),
            ],
        ),
        data=data,
    ).properties(width=120, height=70)
    chart: alt.FacetChart = layers.facet(
        facet=alt.Facet("name:N", sort=list(order), title=None), columns=columns
    ).properties(description=speak("trends.provinces.alt"))
    return chart
