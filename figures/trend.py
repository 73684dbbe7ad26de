"""The small trend chart: new learning cities a year, the running total, and what was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt

from figures.palette import INKS, SERIES, STATUS_STYLES

if TYPE_CHECKING:
    import pandas as pd

    from figures.language import Words


def trend_chart(
    history: pd.DataFrame, edition: str, speak: Words, theme: str, *, height: int
) -> alt.LayerChart:
    """Return the chart of a history.

    Parameters
    ----------
    history
        A result of `analysis.coverage.history`; uncertain totals are drawn as a bar from the
        least to the most.
    edition
        The edition shown, marked by a rule.
    speak
        The words of the chart.
    theme
        "light" or "dark".
    height
        In pixels.
    """
    ink, series = INKS[theme], SERIES[theme]
    data = history.copy()
    data["year"] = data["edition"].astype(int)
    for column in ("new_printed", "total_printed"):
        data[column] = data[column].astype(float)
    data["range"] = [
        speak.count_range(low, high)
        for low, high in zip(data["at_least"], data["at_most"], strict=True)
    ]
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[2000.4, int(data["year"].max()) + 0.6], nice=False),
        axis=alt.Axis(format="d", grid=False, values=[2001, 2006, 2011, 2016, 2021, 2026]),
    )
    total = alt.Axis(title=speak("trend.total"), grid=True, tickCount=4)
    tooltip = [
        alt.Tooltip("edition:N", title=speak("trend.edition")),
        alt.Tooltip("new:Q", title=speak("trend.new")),
        alt.Tooltip("range:N", title=speak("trend.total")),
        alt.Tooltip("total_printed:Q", title=speak("trend.printed")),
    ]
    base = alt.Chart(data)
    layers = [
        base.mark_bar(size=9, color=STATUS_STYLES[theme]["new"].fill).encode(
            x=x, y=alt.Y("new:Q", axis=total), tooltip=tooltip
        ),
        base.mark_line(color=series[0], strokeWidth=2).encode(
            x=x, y=alt.Y("at_least:Q", axis=total)
        ),
        base.mark_rule(color=series[0], strokeWidth=5, opacity=0.5).encode(
            x=x, y="at_least:Q", y2="at_most:Q", tooltip=tooltip
        ),
        base.mark_point(color=ink.text, shape="diamond", size=38, filled=False).encode(
            x=x, y="total_printed:Q", tooltip=tooltip
        ),
        base.transform_filter(alt.datum.edition == edition)
        .mark_rule(color=ink.accent, strokeDash=[4, 3])
        .encode(x=x),
        base.transform_filter(alt.datum.edition == edition)
        .mark_text(color=ink.accent, align="right", dx=-5, y=10, fontWeight="bold")
        .encode(x=x, text="range:N"),
    ]
    return cast("alt.LayerChart", alt.layer(*layers)).properties(
        height=height, description=speak("trend.alt", edition=edition)
    )
