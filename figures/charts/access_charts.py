"""The charts of the access page."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from figures.charts.chart_parts import layered
from figures.style.palette import INKS, SERIES, classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from figures.words.language import Words

BANDS = (0.0, 0.01, 0.10, 0.25, 0.50, 1.0)
"""Ends of the classes of the share of people far away, 0-1."""

POINTS = 200
"""Points of a Lorenz curve that are drawn."""


def far_classes(shares: pd.Series, speak: Words, theme: str) -> tuple[pd.Series, dict[str, str]]:
    """Return the class of each share in words, and the colour of each class, least first."""
    percents = [f"{100 * end:g}" for end in BANDS]
    labels = [
        speak("access.map.class", low=low, high=high) for low, high in itertools.pairwise(percents)
    ]
    at = np.searchsorted(BANDS[1:-1], shares.to_numpy(dtype=float), side="right")
    colours = classes("coverage", len(labels), theme)
    return pd.Series([labels[i] for i in at], index=shares.index), dict(
        zip(labels, colours, strict=True)
    )


def lorenz_chart(
    curve: tuple[Sequence[float] | npt.NDArray[np.float64], ...],
    index: float,
    speak: Words,
    theme: str,
    height: int = 300,
) -> alt.LayerChart:
    """Return the Lorenz curve of access beside the line of equality.

    Parameters
    ----------
    curve
        Shares of people and of access, from `analysis.access.measures.lorenz`.
    index
        The Gini index, for the text alternative.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    people, access = (np.asarray(one) for one in curve)
    at = np.linspace(0, 1, POINTS)
    data = pd.DataFrame({"people": at, "access": np.interp(at, people, access)})
    share = alt.Axis(format=".0%")
    x = alt.X("people:Q", title=speak("access.lorenz.people"), axis=share)
    y = alt.Y("access:Q", title=speak("access.lorenz.access"), axis=share)
    line = alt.Chart(data).mark_line(color=SERIES[theme][0], strokeWidth=2).encode(x=x, y=y)
    equal = (
        alt.Chart(pd.DataFrame({"people": [0, 1], "access": [0, 1]}))
        .mark_line(color=INKS[theme].border, strokeDash=[4, 4])
        .encode(x=x, y=y)
    )
    alt_text = speak("access.lorenz.alt", gini=speak.number(index, 3))
    return layered([equal, line], height, alt_text, theme)
