"""The charts of waiting times and of the estimate of what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from figures.charts.chart_parts import DASHES, layered, legend, year_axis
from figures.style.palette import INKS, SERIES

if TYPE_CHECKING:
    from analysis.coverage.forecast import Forecast
    from figures.words.language import Words


def survival_chart(
    curves: pd.DataFrame, names: dict[str, str], speak: Words, theme: str, height: int = 340
) -> alt.LayerChart:
    """Return survival curves with their 95 % limits.

    Parameters
    ----------
    curves
        From `analysis.coverage.survival.curves`.
    names
        Label of each group.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    data = curves.assign(name=curves["group"].map(names))
    labels = list(names.values())
    scale = alt.Scale(domain=labels, range=list(SERIES[theme][: len(labels)]))
    key = legend(labels, symbolType="stroke", symbolSize=900, symbolStrokeWidth=2, symbolOpacity=1)
    colour = alt.Color("name:N", scale=scale, legend=key)
    x = alt.X("time:Q", title=speak("trends.survival.axis_x"), scale=alt.Scale(domain=[0, 26]))
    y = alt.Y(
        "share:Q",
        title=speak("trends.survival.axis_y"),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%"),
    )
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.15, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour
    )
    line = base.mark_line(strokeWidth=2, interpolate="step-after").encode(
        x=x,
        y=y,
        color=colour,
        strokeDash=alt.StrokeDash(
            "name:N",
            scale=alt.Scale(domain=labels, range=list(DASHES[: len(labels)])),
            legend=key,
        ),
        tooltip=[
            alt.Tooltip("name:N", title=speak("trends.group")),
            alt.Tooltip("time:Q", title=speak("trends.survival.axis_x"), format=".1f"),
            alt.Tooltip("share:Q", title=speak("trends.survival.axis_y"), format=".1%"),
            alt.Tooltip("at_risk:Q", title=speak("trends.survival.at_risk")),
        ],
    )
    return layered([band, line], height, speak("trends.survival.alt"), theme)


def forecast_chart(
    observed: pd.DataFrame, ahead: Forecast, speak: Words, theme: str, height: int = 340
) -> alt.LayerChart:
    """Return what was, and the estimate as a dashed line with its interval.

    Parameters
    ----------
    observed
        A result of `analysis.coverage.counting.history` under `strict`.
    ahead
        From `analysis.coverage.forecast.forecast`.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    ink, colour = INKS[theme], SERIES[theme][0]
    past = observed.assign(year=observed["edition"].astype(int))
    past["share"] = (past["at_least"] + past["at_most"]) / 2 / past["of"]
    past["kind"] = speak("trends.forecast.observed")
    share = ahead.designated / ahead.of
    start = {"year": ahead.base_year, **{f"share_{n}": share for n in ("low", "median", "high")}}
    start |= dict.fromkeys(("low", "median", "high"), ahead.designated)
    future = pd.concat([pd.DataFrame([start]), ahead.paths], ignore_index=True)
    future["kind"] = speak("trends.forecast.estimate")
    future["interval"] = [
        f"{low:.1%} – {high:.1%}"
        for low, high in zip(future["share_low"], future["share_high"], strict=True)
    ]
    x = year_axis("year:Q", speak, 2000.5, float(future["year"].max()) + 0.5)
    y = alt.Y(
        "share:Q",
        title=speak("rule.strict"),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%"),
    )
    solid = (
        alt.Chart(past)
        .mark_line(color=colour, strokeWidth=2, point=True)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("kind:N", title=" "),
                alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
                alt.Tooltip("share:Q", title=speak("rule.strict"), format=".1%"),
            ],
        )
    )
    tooltip = [
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("share_median:Q", title=speak("rule.strict"), format=".1%"),
        alt.Tooltip("interval:N", title=speak("trends.forecast.interval")),
    ]
    base = alt.Chart(future)
    band = base.mark_area(color=colour, opacity=0.18).encode(
        x=x, y=alt.Y("share_low:Q"), y2=alt.Y2("share_high:Q"), tooltip=tooltip
    )
    dashed = base.mark_line(color=colour, strokeWidth=2, strokeDash=[5, 4]).encode(
        x=x, y=alt.Y("share_median:Q"), tooltip=tooltip
    )
    label = (
        alt.Chart(future.tail(1))
        .mark_text(align="right", dy=20, color=ink.text, fontSize=13)
        .encode(x=x, y=alt.Y("share_median:Q"), text=alt.Text("kind:N"))
    )
    return layered([band, solid, dashed, label], height, speak("trends.forecast.alt"), theme)
