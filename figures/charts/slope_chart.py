"""Two dates as slopes: each province's share before and after, the nation beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from figures.charts.chart_parts import either, fixed, layered
from figures.style.palette import INKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.coverage.compare import Comparison
    from figures.words.language import Words

HEIGHT_PX = 420
LETTERS_PX = 15
"""Least distance between two labels, in pixels of the chart's height."""

ROOM = 0.25
"""How much higher than the shares alone the chart is, so that labels that share a line fit."""

LABEL_PX = 190
"""Room right of the slopes for a province's name and its two shares."""


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Return where labels of some values stand: in their order, none nearer than a gap.

    Runs of labels that touch share their middle, so that each stays as near to its value as its
    neighbours let it.

    Parameters
    ----------
    values
        Where each label would stand alone.
    gap
        The least distance between two labels, above 0.

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], 1.0)
    [0.5, 1.5, 5.0]
    """
    order = sorted(range(len(values)), key=lambda i: values[i])
    runs: list[tuple[float, list[int]]] = []  # the middle of a run, and who is in it
    for i in order:
        middle, members = values[i], [i]
        while runs and runs[-1][0] + gap * (len(runs[-1][1]) + len(members)) / 2 > middle:
            below, first = runs.pop()
            both = [*first, *members]
            middle = (below * len(first) + middle * len(members)) / len(both)
            members = both
        runs.append((middle, members))
    placed = [0.0] * len(values)
    for middle, members in runs:
        for n, i in enumerate(members):
            placed[i] = middle + gap * (n - (len(members) - 1) / 2)
    return placed


def slope_rows(found: Comparison, speak: Words) -> pd.DataFrame:
    """Return the slopes: a row a province with a known share on both dates, the nation last.

    Returns
    -------
    DataFrame
        `name`, `before`, `after` (shares 0-1), `label`, `nation` (whether it is the country).
    """
    rows = []
    for row in found.provinces.to_dict("records"):
        shares = []
        for when in ("before", "after"):
            low, high, of = (row[f"{one}_{when}"] for one in ("at_least", "at_most", "of"))
            known = not pd.isna(of) and of and low == high
            shares.append(low / of if known else None)
        name = row["province_short_ko" if speak.lang == "ko" else "province_en"]
        if None not in shares:
            rows.append((name, *shares, False))
    whole = (found.count_before.share, found.count_after.share)
    if None not in whole:
        rows.append((speak("slope.nation"), *whole, True))
    table = pd.DataFrame(rows, columns=["name", "before", "after", "nation"])
    return table.assign(
        label=[
            f"{row.name_} {speak.percent(row.before)} → {speak.percent(row.after)}"
            for row in table.rename(columns={"name": "name_"}).itertuples()
        ]
    )


def slope_chart(found: Comparison, speak: Words, theme: str) -> alt.LayerChart:
    """Return the slopes of the provinces and of the nation between two dates.

    Parameters
    ----------
    found
        The comparison.
    speak, theme
        The words of the chart, "light" or "dark".
    """
    ink = INKS[theme]
    rows = slope_rows(found, speak)
    shares = rows[["before", "after"]].to_numpy()
    low, high = shares.min(initial=1.0), shares.max(initial=0.0)
    # Labels that share a line reach beyond the shares, at most half their number either way.
    room = (high - low) * (1 + ROOM)
    rows["at"] = spread(list(rows["after"]), LETTERS_PX / HEIGHT_PX * room)
    ends_at = [min(low, rows["at"].min()), max(high, rows["at"].max())]
    scale = alt.Scale(domain=ends_at, nice=False, padding=8)
    width = alt.ExprRef(expr=f"max(60, width - {LABEL_PX})")
    colour = either(alt.ColorValue, "datum.nation", ink.national, ink.muted)
    thick = either(alt.StrokeWidthValue, "datum.nation", 3, 1.4)
    axis = alt.Axis(format=".0%", title=None, tickCount=5, grid=False)
    base = alt.Chart(rows)
    lines = base.mark_rule().encode(
        x=fixed(alt.XValue, 0),
        x2=fixed(alt.X2Value, width),
        y=alt.Y("before:Q", scale=scale, axis=axis),
        y2=alt.Y2("after:Q"),
        color=colour,
        strokeWidth=thick,
        tooltip=[alt.Tooltip("label:N", title=" ")],
    )
    ends = [
        base.mark_circle(size=36, opacity=1).encode(
            x=fixed(alt.XValue, at), y=alt.Y(f"{when}:Q", scale=scale), color=colour
        )
        for when, at in (("before", 0), ("after", width))
    ]
    labels = base.mark_text(align="left", fontSize=12).encode(
        x=fixed(alt.XValue, alt.ExprRef(expr=f"max(60, width - {LABEL_PX}) + 10")),
        y=alt.Y("at:Q", scale=scale),
        text=alt.Text("label:N"),
        color=either(alt.ColorValue, "datum.nation", ink.national, ink.text),
    )
    alternative = speak(
        "slope.alt",
        before=speak.date(found.before),
        after=speak.date(found.after),
        nation=rows["label"].iloc[-1] if len(rows) else "",
    )
    return layered([lines, *ends, labels], HEIGHT_PX, alternative, theme)
