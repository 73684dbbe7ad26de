"""한눈에 Overview: the headline, the map, the provinces and the trend on one screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from figures.charts.small_trend import trend_mark, trend_svg
from views.parts import shell
from views.parts.card import card
from views.parts.frame import lead, phrases
from views.parts.frame.phrases import province_name
from views.parts.map_panel import map_panel
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    import pandas as pd

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

BY = ("edition", "rule", "province")
"""What the figures beside the map depend on."""

MAP_HEIGHT = 830
WALL_HEIGHT = 920


def headline(point: Coverage, say: Words) -> None:
    """Draw the figure of the country, or of the province chosen with the country beside it."""
    chosen = session.state().province
    count = point.province(chosen) if chosen else point.nation
    name = province_name(chosen, point.date, say) if chosen else say("nation")
    beside = say(
        "headline.beside",
        counts=phrases.counts(point.nation, say),
        share=phrases.share(point.nation, say),
    )
    told = beside if chosen else lead.both_rules(point.edition, say)
    st.html(
        f'<div class="headline">'
        f'<div class="headline-date">{escape(name)} · {escape(say.date(point.date))}</div>'
        f'<div class="headline-share">{escape(phrases.share(count, say))}</div>'
        f'<div class="headline-counts">{escape(phrases.counts(count, say))}'
        f"<span>{escape(say('headline.unit'))}</span></div>"
        f"<p>{escape(told)}</p></div>"
    )


def place_pills(units: list[str], point: Coverage, say: Words, key: str, title: str) -> None:
    """Offer places as pills that open their card."""
    register = library.atlas().register
    widget = f"pills_{key}"
    chosen = session.state().place
    st.session_state[widget] = chosen if chosen in units else None
    st.pills(
        title,
        units,
        key=widget,
        format_func=lambda unit: register.full_name(unit, point.date, say.lang),
        on_change=_choose_place,
        args=(widget,),
    )


def own(units: list[str], point: Coverage) -> list[str]:
    """Return those of some places that lie in the province chosen; all of them without one."""
    chosen = session.state().province
    return [u for u in units if not chosen or point.states.at[u, "province_code"] == chosen]


def remaining(point: Coverage, say: Words) -> None:
    """List the municipalities without a designation, province by province."""
    rest = point.remaining()
    rest = rest[rest.index.isin(own(list(rest.index), point))]
    title = escape(say.plural("overview.rest", len(rest)))
    name, province = (
        ("name_ko", "province_short_ko") if say.lang == "ko" else ("name_en", "province_en")
    )
    lines = [
        f"<dt>{escape(str(group[province].iloc[0]))} <b>{len(group)}</b></dt>"
        f"<dd>{escape(', '.join(group[name]))}</dd>"
        for _, group in rest.groupby("province_code")
    ]
    st.html(f'<h2 class="small">{title}</h2><dl class="remaining">{"".join(lines)}</dl>')


def _choose_place(widget: str) -> None:
    session.change(place=st.session_state[widget] or "")


def province_rows(point: Coverage, say: Words) -> list[tuple[str, str, str, str, float | None]]:
    """Return code, name, counts, share text and share of each province, highest share first."""
    rows = []
    for code, row in point.provinces.iterrows():
        count = point.province(str(code))
        name = row["province_short_ko"] if say.lang == "ko" else row["province_en"]
        shown = say.count_range(count.at_least, count.at_most)
        counts = f"{shown} / {count.of}" if count.of else shown
        share = say.percent_range(count.share_at_least, count.share_at_most)
        rows.append((str(code), str(name), counts, share, count.share_at_least))
    return sorted(rows, key=lambda row: (row[4] is None, -(row[4] or 0.0), row[0]))


def province_table(point: Coverage, say: Words) -> None:
    """Draw the provinces as a table with bars; a province without a share shows a dash."""
    chosen = session.state().province
    nation = point.nation
    rows = province_rows(point, say)
    top = max([1.0, *[row[4] or 0.0 for row in rows]])
    lines = []
    for code, name, counts, share, value in rows:
        current = ' aria-current="true"' if code == chosen else ""
        bar = "" if value is None else f" style=--w:{value / top * 100:.1f}%"
        lines.append(
            f"<tr{current}><th scope=row>{escape(name)}<td>{escape(counts)}<td>{escape(share)}"
            f"<td{bar}>"
        )
    head = "".join(
        f"<th scope=col>{escape(say(key))}"
        for key in ("table.province", "table.counts", "table.share", "table.bar")
    )
    mark = (nation.share_at_least or 0.0) / top * 100
    national = say.percent_range(nation.share_at_least, nation.share_at_most)
    caption = escape(say("table.caption", share=national))
    st.html(
        f'<table class="provinces" style="--mark:{mark:.1f}%"><caption>{caption}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def trend(history: pd.DataFrame, edition: str, say: Words) -> None:
    """Draw the small trend chart; only its mark changes with the edition, and is sent again."""
    with st.container(key="small_trend", gap=None):
        theme = shell.theme()
        first, last = history["edition"].iloc[[0, -1]]
        title = say("trend.title", first=first, last=last)
        drawn = once("overview.trend", lambda: trend_svg(history, say, theme), of=("rule",))
        st.html(f"<h2>{escape(title)}</h2>{drawn}<p>{escape(say('trend.legend'))}</p>")
        st.html(trend_mark(history, edition, say, theme))


def page() -> None:
    """Draw the page."""
    say, point, state = shell.speak(), shell.point(), session.state()
    left, middle, right = st.columns([1.05, 1.75, 1.2], gap="medium")
    with middle:
        map_panel(
            say,
            library.built().bundle,
            height=WALL_HEIGHT if state.present else MAP_HEIGHT,
            parts=("legend", "strip", "insets", *(("wall",) if state.present else ())),
            key="overviewwall" if state.present else "overviewmap",
        )
    with left:
        once("overview.headline", lambda: headline(point, say), of=BY)
        if state.place:
            card(point, state.place, say)
        else:
            fresh = own(library.atlas().new_in(point.edition), point)
            place_pills(fresh, point, say, "new", say.plural("overview.new", len(fresh)))
            once("overview.remaining", lambda: remaining(point, say), of=("edition", "province"))
    with right:
        once("overview.provinces", lambda: province_table(point, say), of=BY)
        trend(library.history(state.rule), state.edition, say)
    shell.footer(point)


page()
