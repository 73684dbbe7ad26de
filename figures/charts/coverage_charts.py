"""Coverage over time: the rules on one scale, how far apart they are, and each province."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from figures.charts.chart_parts import DASHES, POINTS, layered, year_axis
from figures.style.palette import INKS, SERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from figures.words.language import Words

SIGNS = {"circle": "●", "diamond": "◆", "triangle-up": "▲"}
"""The shape of a line's points, as a letter beside its name."""

LABELS_FROM, LABELS_STEP = 0.42, 0.1
"""Shares at which the names stand: below the lines there is room on every width."""

WIDTH, HEIGHT = 200, 104
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 8, 18


def rule_shares(histories: Mapping[str, pd.DataFrame], speak: Words) -> pd.DataFrame:
    """Return every rule's share at every edition, with how it is said.

    Parameters
    ----------
    histories
        By rule: a result of `analysis.coverage.counting.history`; the first is what others are
        held to.
    speak
        The words of the chart.

    Returns
    -------
    :
        Columns `rule` (in words), `year`, `low`, `high` (0-1), `apart` (percentage points from
        the first rule, by the certain counts), `counts` and `share` (in words).
    """
    frames = []
    first: pd.Series | None = None
    for rule, frame in histories.items():
        one = frame.assign(rule=speak(f"rule.{rule}"), year=frame["edition"].astype(int))
        one["low"], one["high"] = one["at_least"] / one["of"], one["at_most"] / one["of"]
        first = one["low"] if first is None else first
        one["apart"] = (one["low"] - first) * 100
        one["counts"] = [
            f"{speak.count_range(row.at_least, row.at_most)} / {row.of}" for row in one.itertuples()
        ]
        one["share"] = [
            speak.percent_range(low, high)
            for low, high in zip(one["low"], one["high"], strict=True)
        ]
        frames.append(one)
    return pd.concat(frames, ignore_index=True)


def _tooltip(speak: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("year:Q", title=speak("trends.year"), format="d"),
        alt.Tooltip("rule:N", title=speak("trends.rule")),
        alt.Tooltip("counts:N", title=speak("table.counts")),
        alt.Tooltip("share:N", title=speak("trends.coverage.axis")),
    ]


def _looks(rules: Sequence[str], theme: str) -> dict[str, alt.SchemaBase]:
    """Return colour, dash and shape of each rule's line; all three say the same."""
    count = len(rules)
    colour = alt.Scale(domain=list(rules), range=list(SERIES[theme][:count]))
    dash = alt.Scale(domain=list(rules), range=list(DASHES[:count]))
    shape = alt.Scale(domain=list(rules), range=list(POINTS[:count]))
    return {
        "color": alt.Color("rule:N", scale=colour, legend=None),
        "strokeDash": alt.StrokeDash("rule:N", scale=dash, legend=None),
        "shape": alt.Shape("rule:N", scale=shape, legend=None),
    }


def coverage_chart(
    histories: dict[str, pd.DataFrame], speak: Words, theme: str, height: int = 360
) -> alt.LayerChart:
    """Return coverage over time under each rule from 0 to 100 %, each line named in the chart.

    The rules are about one percentage point apart: `apart_chart` shows by how much.

    Parameters
    ----------
    histories
        By rule: a result of `analysis.coverage.counting.history`.
    speak, theme, height
        The words of the chart, "light" or "dark", pixels.
    """
    data = rule_shares(histories, speak)
    rules = list(dict.fromkeys(data["rule"]))
    last = int(data["year"].max())
    x = year_axis("year:Q", speak, 2000.5, last + 0.5)
    scale = alt.Scale(domain=[0, 1])
    y = alt.Y(
        "high:Q",
        title=speak("trends.coverage.axis"),
        scale=scale,
        axis=alt.Axis(format=".0%"),
    )
    looks = _looks(rules, theme)
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.2).encode(x=x, y=y, y2=alt.Y2("low:Q"), color=looks["color"])
    line = base.mark_line(strokeWidth=2).encode(
        x=x, y=alt.Y("low:Q"), color=looks["color"], strokeDash=looks["strokeDash"]
    )
    point = base.mark_point(size=26, filled=True).encode(
        x=x, y=alt.Y("low:Q"), color=looks["color"], shape=looks["shape"], tooltip=_tooltip(speak)
    )
    names = data[data["year"] == last].sort_values("low", ascending=False).reset_index()
    names["at"] = [LABELS_FROM - LABELS_STEP * i for i in range(len(names))]
    signs = dict(zip(rules, SIGNS.values(), strict=True))
    names["label"] = [f"{signs[row.rule]} {row.rule} {row.share}" for row in names.itertuples()]
    label = (
        alt.Chart(names)
        .mark_text(align="right", fontSize=13, fontWeight="bold")
        .encode(x=x, y=alt.Y("at:Q", scale=scale), text=alt.Text("label:N"), color=looks["color"])
    )
    return layered([band, line, point, label], height, speak("trends.coverage.alt"), theme)


def apart_chart(
    histories: dict[str, pd.DataFrame], speak: Words, theme: str, height: int = 360
) -> alt.LayerChart:
    """Return how many percentage points each rule lies from the first, each line named.

    Parameters
    ----------
    histories, speak, theme, height
        As of `coverage_chart`.
    """
    data = rule_shares(histories, speak)
    rules = list(dict.fromkeys(data["rule"]))
    last = int(data["year"].max())
    x = year_axis("year:Q", speak, 2000.5, last + 0.5)
    y = alt.Y(
        "apart:Q",
        title=speak("trends.apart.axis", rule=rules[0]),
        axis=alt.Axis(format="+.1f"),
        scale=alt.Scale(domain=[float(data["apart"].min()) - 0.35, 0.25], nice=False),
    )
    looks = _looks(rules, theme)
    tooltip = [
        *_tooltip(speak),
        alt.Tooltip("apart:Q", title=speak("trends.apart.points"), format="+.2f"),
    ]
    base = alt.Chart(data)
    line = base.mark_line(strokeWidth=2).encode(
        x=x, y=y, color=looks["color"], strokeDash=looks["strokeDash"]
    )
    point = base.mark_point(size=34, filled=True).encode(
        x=x, y=y, color=looks["color"], shape=looks["shape"], tooltip=tooltip
    )
    # Named a quarter of the way along, where the lines have parted and are nearly level.
    years = sorted(set(data["year"]))
    names = data[data["year"] == years[len(years) // 4]].sort_values("apart", ascending=False)
    signs = dict(zip(rules, SIGNS.values(), strict=True))
    names = names.assign(label=[f"{signs[one]} {one}" for one in names["rule"]])
    lowest = names["apart"] == names["apart"].min()
    parts = [
        alt.Chart(names[lowest == below])
        .mark_text(align="left", dy=14 if below else -12, fontSize=13, fontWeight="bold")
        .encode(x=x, y=alt.Y("apart:Q"), text=alt.Text("label:N"), color=looks["color"])
        for below in (True, False)
    ]
    return layered([line, point, *parts], height, speak("trends.apart.alt", rule=rules[0]), theme)


def province_multiples(
    shares: pd.DataFrame, nation: pd.DataFrame, speak: Words, theme: str, chosen: str = ""
) -> str:
    """Return one small picture a province, all on one scale, laid out as the page is wide.

    Each is an image with a text alternative, its name and its last counts in words above it: a
    chart library would need one drawing for all, of one width.

    Parameters
    ----------
    shares
        From `analysis.coverage.trends.by_province` with a column `name`; provinces without a
        municipality are left out.
    nation
        A result of `analysis.coverage.counting.history` under the same rule, drawn behind each.
    speak, theme
        The words of the chart, "light" or "dark".
    chosen
        Code of a province to mark; empty for none.
    """
    data = shares[shares["of"] > 0].assign(year=lambda frame: frame["edition"].astype(int))
    top = max(1.0, float((data["at_most"] / data["of"]).max()))
    first, last = int(data["year"].min()), int(data["year"].max())
    whole = nation.assign(year=nation["edition"].astype(int))

    def at(year: float, share: float) -> str:
        across = (year - first) / max(1, last - first) * (WIDTH - LEFT - RIGHT)
        return f"{LEFT + across:.1f},{TOP + (1 - share / top) * (HEIGHT - TOP - BOTTOM):.1f}"

    parts = []
    for code, rows in data.groupby("province_code", sort=False):
        end = rows.iloc[-1]
        counts = f"{speak.count_range(end['at_least'], end['at_most'])} / {end['of']}"
        share = speak.percent_range(end["at_least"] / end["of"], end["at_most"] / end["of"])
        ended = f"{end['year']}: " if end["year"] < last else ""
        drawing = _small(rows, whole, at, (first, last), theme)
        alt_text = speak(
            "trends.provinces.one_alt", name=end["name"], counts=counts, share=share,
            year=end["year"],
        )  # fmt: skip
        mark = " aria-current='true'" if code == chosen else ""
        parts.append(
            f"<figure{mark}><figcaption><b>{escape(end['name'])}</b> "
            f"<span>{ended}{counts} · {share}</span></figcaption>"
            f'<img alt="{escape(alt_text, quote=True)}" src="{drawing}"></figure>'
        )
    return f'<div class="multiples">{"".join(parts)}</div>'


def _small(
    rows: pd.DataFrame,
    nation: pd.DataFrame,
    at: Callable[[float, float], str],
    years: tuple[int, int],
    theme: str,
) -> str:
    """Return one small picture as the address of an image."""
    ink, colour = INKS[theme], SERIES[theme][0]
    first, last = years

    def steps(shares: Sequence[float], when: Sequence[int]) -> list[str]:
        found = []
        for i, (year, share) in enumerate(zip(when, shares, strict=True)):
            found.append(at(year, share))
            if i + 1 < len(when):
                found.append(at(when[i + 1], share))
        return found

    when = list(rows["year"])
    low = steps(list(rows["at_least"] / rows["of"]), when)
    high = steps(list(rows["at_most"] / rows["of"]), when)
    whole = steps(list(nation["at_least"] / nation["of"]), list(nation["year"]))
    grid = ""
    for share in (0.0, 0.5, 1.0):
        (left, y), right = at(first, share).split(","), at(last, share)
        grid += (
            f'<path d="M{left},{y}L{right}" stroke="{ink.line}"/>'
            f'<text x="{LEFT - 5}" y="{float(y) + 4}" text-anchor="end">{share:.0%}</text>'
        )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'fill="{ink.muted}" font-size="11" font-family="sans-serif">{grid}'
        f'<text x="{LEFT}" y="{HEIGHT - 3}">{first}</text>'
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 3}" text-anchor="end">{last}</text>'
        f'<polyline points="{" ".join(whole)}" fill="none" stroke="{ink.muted}" '
        'stroke-dasharray="3 3"/>'
        f'<polygon points="{" ".join([*low, *reversed(high)])}" fill="{colour}" opacity=".3"/>'
        f'<polyline points="{" ".join(low)}" fill="none" stroke="{colour}" stroke-width="2"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
