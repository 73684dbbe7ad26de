"""Any day since 2001: what was true, as it is known now, beside what was known on that day."""

from __future__ import annotations

import datetime as dt
from functools import cache, partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.counting import count_places
from analysis.coverage.ledger import DESIGNATED, LAPSED, LEFT_THE_LIST, NOT_DESIGNATED, UNCOUNTED
from analysis.coverage.rules import RULES
from figures.charts.calendar_charts import class_map
from figures.style.palette import STATUSES
from figures.words.language import NO_VALUE
from geo.places.register import FIRST_DAY
from views.parts import pictures, shell
from views.parts.downloads import notes, table_behind
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Count
    from figures.words.language import Words

WIDGET = "any_day"
SETTLED = {DESIGNATED, NOT_DESIGNATED, *LEFT_THE_LIST}


def any_day(say: Words) -> None:
    """Ask for a day; draw the list of that day, as known now and as known then."""
    timeline = library.timeline()
    last = timeline.atlas.edition_date(session.state().edition)
    today = library.today()
    day = min(session.state().day or last, today)
    st.markdown(f"##### {say('trends.day.title')}")
    st.session_state[WIDGET] = dt.date.fromisoformat(day)
    told, drawn = st.columns([1, 1.1], gap="medium")
    with told:
        st.date_input(
            say("trends.day.pick"),
            key=WIDGET,
            min_value=dt.date.fromisoformat(FIRST_DAY),
            max_value=dt.date.fromisoformat(today),
            format="YYYY-MM-DD",
            on_change=_picked,
        )
        now, then = cache(partial(timeline.status, day)), cache(partial(timeline.status, day, day))
        once("day.counts", lambda: _counts(now(), then(), day, say), day, of=())
        once("day.open", lambda: _open(now(), then(), day, say), day, of=())
        places = once("day.places", lambda: _places(now(), then(), say), day, of=())
        table_behind(places, _about(day, say), say, f"day-{day}", kept_for="", of=())
    with drawn:
        once("day.map", lambda: _map(now(), day, say), day, of=())
    edition = timeline.edition_in_force(day) or timeline.atlas.editions[0]
    shell.footer_of(say.date(day), edition, *RULES)


def _picked() -> None:
    picked = st.session_state[WIDGET]
    if picked is not None:
        session.change(day=picked.isoformat())


def _about(day: str, say: Words) -> list[tuple[str, str]]:
    timeline = library.timeline()
    edition = timeline.edition_in_force(day) or timeline.atlas.editions[0]
    return notes(say, day, edition)


def _count(count: Count, say: Words) -> str:
    shares = say.percent_range(count.at_least / count.of, count.at_most / count.of)
    return f"{say.count_range(count.at_least, count.at_most)} / {say.number(count.of)} = {shares}"


def _counts(now: pd.DataFrame, then: pd.DataFrame, day: str, say: Words) -> None:
    """Say the counts under each rule, both ways, and what was printed of the announcement."""
    timeline = library.timeline()
    edition = timeline.edition_in_force(day)
    key = "cli.status.title" if edition else "cli.status.before"
    st.markdown(f"**{say(key, date=say.date(day), edition=edition)}**")
    if edition and day > timeline.atlas.edition_date(timeline.last_edition):
        st.caption(say("cli.status.later", date=say.date(day), edition=edition))
    table = pd.DataFrame(
        {
            say("trends.day.now"): [_count(count_places(now, rule), say) for rule in RULES],
            say("trends.day.then"): [_count(count_places(then, rule), say) for rule in RULES],
        },
        index=pd.Index([say(f"rule.{rule}") for rule in RULES], name=say("trends.rule")),
    )
    st.table(table, border="horizontal")
    marks = timeline.marks()
    said = marks[(marks["year"].astype(str) == edition) & (marks["printed_in"] <= int(day[:4]))]
    printed = ", ".join(
        f"{row.total} ({say(f'counted_by.{row.counted_by}')}, {row.printed_in})"
        for row in said.itertuples()
    )
    printed = plain(printed) or NO_VALUE
    st.markdown(f"{say('trends.day.printed', edition=edition or NO_VALUE)}: {printed}")


def _open(now: pd.DataFrame, then: pd.DataFrame, day: str, say: Words) -> None:
    """Name the places that are not settled, and those of which another thing was known then."""
    register = library.timeline().atlas.register

    def named(units: pd.Index, *frames: pd.DataFrame) -> str:
        return ", ".join(
            f"{register.full_name(str(unit), day, say.lang)} ("
            + " → ".join(say(f"status.{frame.at[unit, 'status']}") for frame in frames)
            + ")"
            for unit in units
        )

    for status in (LAPSED, UNCOUNTED):
        left = now.index[now["status"] == status]
        if len(left):
            st.markdown(f"**{say(f'cli.status.{status}')}** {plain(named(left, now))}")
    unsettled = now.index[~now["status"].isin(SETTLED)]
    if len(unsettled):
        st.markdown(f"**{say('trends.day.open')}**: {plain(named(unsettled, now))}")
    other = now.index[now["status"] != then["status"].reindex(now.index)]
    title = say("trends.day.learned")
    learned = plain(named(other, then, now))
    st.markdown(f"**{title}**: {learned or say('trends.day.nothing')}")


def _places(now: pd.DataFrame, then: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return every place of the day with its status both ways."""
    korean = say.lang == "ko"
    return pd.DataFrame(
        {
            "unit_id": now.index,
            say("table.province"): now["province_short_ko" if korean else "province_en"],
            say("renewal.place"): now["name_ko" if korean else "name_en"],
            say("trends.day.now"): [say(f"status.{one}") for one in now["status"]],
            say("trends.day.then"): [
                say(f"status.{one}") for one in then["status"].reindex(now.index)
            ],
        }
    )


def _map(now: pd.DataFrame, day: str, say: Words) -> None:
    """Draw the places of the day, within the borders of the day, by their status."""
    register = library.timeline().atlas.register
    outlines = library.outlines(day)
    states = now["status"].reindex(register.on(day).index)
    classes = pd.DataFrame(
        {
            "label": [say(f"status.{one}") for one in states],
            "name": [register.full_name(str(unit), day, say.lang) for unit in states.index],
        },
        index=states.index,
    )
    found = set(states)
    styles = {say(f"status.{one}"): one for one in STATUSES if one in found}
    alt = say("trends.day.alt", date=say.date(day))
    pictures.altair_chart(class_map(outlines.address, classes, styles, alt, shell.theme()))
    if outlines.rough:
        names = ", ".join(register.full_name(unit, day, say.lang) for unit in outlines.rough)
        st.caption(say("trends.boundary.approximate", names=plain(names)))
