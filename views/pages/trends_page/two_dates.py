"""Two editions side by side: lists, provinces and the map of what changed."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.compare import CARRIED_ON, CHANGES, ENDED, JOINED, LEFT, OPEN
from figures.charts.calendar_charts import CHANGE_STATUS, class_map
from figures.charts.slope_chart import slope_chart
from figures.words.language import NO_VALUE
from figures.words.territory import territory_texts
from views.parts import pictures, shell
from views.parts.downloads import buttons, notes
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.compare import Comparison
    from figures.words.language import Words


def two_dates(say: Words) -> None:
    """Compare two editions: lists, provinces and the map of the change."""
    timeline = library.timeline()
    editions = timeline.atlas.editions
    state = session.state()
    current = state.after or state.edition
    before = state.before or timeline.atlas.previous(current) or current
    after = current
    st.markdown(f"##### {say('trends.compare.title')}")
    for column, name, value in zip(
        st.columns(2), ("before", "after"), (before, after), strict=True
    ):
        widget = f"compare_{name}"
        st.session_state[widget] = value
        column.selectbox(
            say(f"trends.compare.{name}"),
            editions,
            key=widget,
            on_change=session.bound,
            args=(name, widget),
        )
    if editions.index(before) >= editions.index(after):
        st.info(say("trends.compare.order"))
        shell.footer(shell.point())
        return
    dates = [timeline.atlas.edition_date(one) for one in (before, after)]
    rule = session.state().rule
    found = cache(partial(timeline.compare, dates[0], dates[1], rule))
    by_rule = partial(once, of=("rule",))
    st.markdown(f"#### {by_rule('compare.headline', lambda: _headline(found(), say), *dates)}")
    lists, picture = st.columns([1, 1.1], gap="medium")
    with lists:
        once("compare.moved", lambda: _moved(found(), say), *dates, of=())
        st.markdown(f"###### {say('trends.compare.provinces', rule=say(f'rule.{rule}'))}")
        table = by_rule("compare.table", lambda: _change_table(found(), say), *dates)
        name = f"compare-{before}-{after}"
        about = notes(say, f"{dates[0]} → {dates[1]}", after, rule)
        buttons(table, about, say, name, f"atlas-{name}-{say.lang}")
    with picture:
        once("compare.map", lambda: _change_map(found(), say), *dates, of=())
        st.markdown(f"###### {say('slope.title', rule=say(f'rule.{rule}'))}")
        by_rule(
            "compare.slope",
            lambda: pictures.altair_chart(slope_chart(found(), say, shell.theme())),
            *dates,
        )
    shell.footer_of(" → ".join(map(say.date, dates)), after, rule)


def _headline(found: Comparison, say: Words) -> str:
    """Return the answer: the counts and shares of the nation on both days."""
    old, new = found.count_before, found.count_after
    return say(
        "trends.compare.headline",
        before=say.date(found.before),
        after=say.date(found.after),
        count_before=say.count_range(old.at_least, old.at_most),
        count_after=say.count_range(new.at_least, new.at_most),
        share_before=say.percent_range(old.share_at_least, old.share_at_most),
        share_after=say.percent_range(new.share_at_least, new.share_at_most),
    )


def _moved(found: Comparison, say: Words) -> None:
    """Name what joined, left, carried a title on or is open."""
    for change in (JOINED, LEFT):
        st.markdown(f"**{say.plural(f'trends.compare.{change}', len(found.of(change)))}**")
        st.markdown(plain(_names(found, change, say)) or NO_VALUE)
    for change in (CARRIED_ON, ENDED, OPEN):
        if len(found.of(change)):
            st.markdown(f"**{say(f'change.{change}')}**: {plain(_names(found, change, say))}")
    if len(found.territory):
        lines = territory_texts(found.territory, library.atlas().register, say)
        listed = "\n".join(f"- {plain(line)}" for line in lines)
        st.markdown(f"**{say('territory.title')}**\n\n{listed}")


def _names(found: Comparison, change: str, say: Words) -> str:
    register = library.atlas().register
    days = (found.after, found.before)
    return ", ".join(
        register.full_name(
            str(unit), next(d for d in days if unit in register.on(d).index), say.lang
        )
        for unit in found.of(change).index
    )


def _change_table(found: Comparison, say: Words) -> pd.DataFrame:
    """Draw and return each province's counts on both dates and what joined and left."""
    rows = found.provinces

    def counts(which: str) -> list[str]:
        columns = (rows[f"{name}_{which}"] for name in ("at_least", "at_most", "of"))
        return [
            NO_VALUE if pd.isna(of) else counts_text(int(low), int(high), int(of), say)
            for low, high, of in zip(*columns, strict=True)
        ]

    table = pd.DataFrame(
        {
            say("table.province"): rows["province_short_ko" if say.lang == "ko" else "province_en"],
            say("trends.compare.before"): counts("before"),
            say("trends.compare.after"): counts("after"),
            say("change.joined"): rows["joined"].astype(int),
            say("change.left"): rows["left"].astype(int),
        }
    )
    st.table(table.set_index(say("table.province")), border="horizontal")
    return table


def counts_text(low: int, high: int, of: int, say: Words) -> str:
    """Return "13 / 23"; where there is no municipality the count alone, as no rate applies."""
    designated = say.count_range(low, high)
    return f"{designated} / {say.number(of)}" if of else designated


def _change_map(found: Comparison, say: Words) -> None:
    """Draw the places of the later date in the class of their change."""
    register = library.timeline().atlas.register
    outlines = library.outlines(found.after)
    rows = found.places.loc[register.on(found.after).index]
    shown = [change for change in CHANGES if change in set(rows["change"])]
    classes = pd.DataFrame(
        {
            "label": [say(f"change.{change}") for change in rows["change"]],
            "name": [register.full_name(unit, found.after, say.lang) for unit in rows.index],
        },
        index=rows.index,
    )
    pictures.altair_chart(
        class_map(
            outlines.address,
            classes,
            {say(f"change.{change}"): CHANGE_STATUS[change] for change in shown},
            say(
                "trends.compare.map_alt",
                before=say.date(found.before),
                after=say.date(found.after),
            ),
            shell.theme(),
        )
    )
    if outlines.rough:
        names = ", ".join(
            register.full_name(unit, found.after, say.lang) for unit in outlines.rough
        )
        st.caption(say("trends.boundary.approximate", names=plain(names)))
