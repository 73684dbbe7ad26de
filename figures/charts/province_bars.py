"""Bars of the provinces with the national line, each with its two counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from figures.charts.chart_parts import either
from figures.style.palette import INKS, STATUS_STYLES

if TYPE_CHECKING:
    from figures.words.language import Words

ROW = 35
"""Pixels a bar takes: the height of a row of the table beside it."""


def province_bars(
    summary: pd.DataFrame, nation: float | None, speak: Words, theme: str, chosen: str
) -> alt.LayerChart:
    """Return a bar a province, sorted as the table is, clickable by province.

    Parameters
    ----------
    summary
        A result of `analysis.places.provinces.province_summary`; provinces without a share show a
        dash.
    nation
        The national share 0-1, or None while it is a range.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    chosen
        Province code drawn with the accent outline; empty for none.
    """
    ink = INKS[theme]
    data = summary.reset_index()[["province_code", "at_least", "at_most", "of", "share"]].copy()
    data["name"] = list(summary["short_ko" if speak.lang == "ko" else "name_en"])
    data["counts"] = [
        f"{speak.count_range(row.at_least, row.at_most)} / {row.of}"
        if row.of
        else speak.count_range(row.at_least, row.at_most)
        for row in data.itertuples()
    ]
    data["percent"] = [speak.percent(None if s != s else s) for s in data["share"]]  # noqa: PLR0124  # NaN
    data["label"] = data["counts"] + "  ·  " + data["percent"]
    data["chosen"] = data["province_code"] == chosen
    top = max(1.0, float(data["share"].max()))
    y = alt.Y("name:N", sort=list(data["name"]), title=None, axis=alt.Axis(labelLimit=150))
    x = alt.X(
        "share:Q",
        title=speak("table.share"),
        scale=alt.Scale(domain=[0, top * 1.28]),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1.0]),
    )
    tooltip = [
        alt.Tooltip("name:N", title=speak("table.province")),
        alt.Tooltip("counts:N", title=speak("table.counts")),
        alt.Tooltip("percent:N", title=speak("table.share")),
    ]
    pick = alt.selection_point(name="pick", fields=["province_code"], toggle=False)
    base = alt.Chart(data)
    bars = (
        base.mark_bar(cursor="pointer", height=20)
        .encode(
            y=y,
            x=x,
            tooltip=tooltip,
            color=alt.ColorValue(STATUS_STYLES[theme]["designated"].fill),
            stroke=either(alt.StrokeValue, "datum.chosen", ink.selected, "transparent"),
            strokeWidth=alt.StrokeWidthValue(3),
        )
        .add_params(pick)
    )
    # One column for all labels, right of every bar, so that none stands on the national line.
    labels = base.mark_text(align="left", color=ink.text, fontSize=12).encode(
        y=y, x=alt.datum(top * 1.03), text=alt.Text("label:N")
    )
    layers: list[alt.Chart] = [bars, labels]
    if nation is not None:
        line = alt.Chart(pd.DataFrame({"nation": [nation]})).mark_rule(
            color=ink.national, strokeDash=[5, 3], strokeWidth=2
        )
        layers.append(line.encode(x=alt.X("nation:Q")))
    return alt.LayerChart(
        layer=layers,
        height=ROW * len(data),
        description=speak("bars.alt", share=speak.percent(nation)),
    )
