"""What the charts share: axes of years, legends that wrap, ink with enough contrast."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import altair as alt

from figures.style.palette import INKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 1])
"""One for each colour of a series: lines differ by more than colour."""

POINTS = ("circle", "diamond", "triangle-up", "square", "cross")
"""One for each colour of a series, for the same reason."""

LETTER_PX, WIDE_LETTER_PX = 7.2, 12.6
"""Width of a Latin and of a Korean letter of a legend, at its 13 pixels."""

OUTLINE = "outline"
"""Field of a map's rows that holds the place's outline."""

SYMBOL_PX = 44
"""A legend's symbol with the space around it."""


def year_axis(field: str, speak: Any, first: float, last: float) -> alt.X:
    """Return a plain axis of years."""
    return alt.X(
        field,
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", grid=False, tickMinStep=1, title=speak("trends.year")),
    )


def either(channel: type[Any], test: str, then: Any, otherwise: Any) -> Any:
    """Return one of two values of a channel, by a test of each row.

    Channels are written as their own classes throughout, never as bare text or `alt.value`: of
    those Altair asks all of its classes which one they mean, an eightieth of a second each time.

    Parameters
    ----------
    channel
        Such as `altair.ColorValue`.
    test
        An expression, such as "datum.chosen".
    then, otherwise
        The values.
    """
    return channel(otherwise, condition={"test": test, "value": then})


def fixed(channel: type[Any], value: Any) -> Any:
    """Return a channel that has one value for all rows; see `either`."""
    return channel(value)


def outline_of(address: str) -> alt.LookupData:
    """Return where a map's rows find their outlines by `unit_id`: a file, fetched once.

    Parameters
    ----------
    address
        From `exports.build.outlines.publish_outlines`.
    """
    source = alt.UrlData(url=address, format=alt.JsonDataFormat(property="features"))
    return alt.LookupData(data=source, key="unit_id")


def text_px(text: str) -> float:
    """Return how wide a text of a legend stands, in pixels."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return wide * WIDE_LETTER_PX + (len(text) - wide) * LETTER_PX


def legend(labels: Iterable[str], **more: Any) -> alt.Legend:
    """Return a legend above the chart, in as many columns as the chart's width has room for.

    The width is known only in the browser, where it changes as a phone is turned: the columns
    are an expression of it, and no label is ever cut off.

    Parameters
    ----------
    labels
        Every text of the legend.
    more
        Further settings of `altair.Legend`.
    """
    names = list(labels)
    widest = max(map(text_px, names), default=0) + SYMBOL_PX
    columns = alt.ExprRef(expr=f"max(1, min({len(names)}, floor(width / {widest:.0f})))")
    return alt.Legend(title=None, orient="top", columns=columns, labelLimit=0, **more)


def layered(layers: Sequence[Any], height: int, description: str, theme: str) -> alt.LayerChart:
    """Return layers as one chart with its height in pixels and its text alternative."""
    # Altair 6 types a layer of facets too; there are none here.
    chart: Any = alt.layer(*layers).properties(height=height, description=description)
    return inked(chart, theme)  # type: ignore[no-any-return]  # altair


def inked(chart: Any, theme: str) -> Any:
    """Return a chart in the page's own ink."""
    return chart.configure(**settings(theme))


def settings(theme: str) -> dict[str, dict[str, Any]]:
    """Return the settings of a chart in the page's own ink; the default grey is too pale."""
    ink = INKS[theme]
    return {
        "axis": {
            "labelColor": ink.muted,
            "titleColor": ink.muted,
            "gridColor": ink.line,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelColor": ink.text, "labelFontSize": 13},
        "view": {"strokeWidth": 0},
    }


def above(title: str, number: str | None = None) -> alt.Axis:
    """Return an upright axis with its title lying above it, where there is room for a long one.

    Parameters
    ----------
    title
        What is measured.
    number
        D3's format of the numbers; None for the default.
    """
    return alt.Axis(
        title=title,
        format=number or alt.Undefined,
        titleAngle=0,
        titleAlign="left",
        titleBaseline="bottom",
        titleX=0,
        titleY=-8,
    )
