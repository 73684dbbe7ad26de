"""지원 사업 Programmes: who is funded under what, how much, and how certain that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.programmes.grants import (
    select,
    total,
    totals,
    with_names,
)
from analysis.programmes.kinds import PROGRAMMES, city_programmes
from analysis.renewals.map_classes import programme_classes
from figures.charts.calendar_charts import class_map
from figures.web.layers.programme import drawn_as
from figures.words.won import money_text, won_range
from views.parts import pictures, shell
from views.parts.downloads import buttons, notes
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words


def summary(year: str, say: Words) -> None:
    """Draw the year's programmes with their money, and the two totals a release prints."""
    book = library.atlas().book
    rows = select(book.funding, year=year)
    cities = rows[rows["programme"].isin(city_programmes())]
    st.markdown(
        say("programmes.cities", count=len(cities), money=money_text(say, total(cities)))
        + "  \n"
        + say("programmes.all", money=money_text(say, total(rows)))
    )
    sums = totals(rows, book.lists)
    st.table(
        pd.DataFrame(
            {
                say("programmes.programme"): [
                    say(f"programme.{name}") for name in sums["programme"]
                ],
                say("programmes.count"): [say.number(count) for count in sums["recipients"]],
                say("programmes.amount"): [
                    money_text(say, total(rows[rows["programme"] == name]))
                    for name in sums["programme"]
                ],
                say("programmes.list"): [say(f"programmes.list.{state}") for state in sums["list"]],
            }
        ).set_index(say("programmes.programme"))
    )
    if "partial" in set(sums["list"]):
        st.caption(say("programmes.partial.note"))


def recipients(year: str, date: str, chosen: str, say: Words) -> pd.DataFrame:
    """Return the recipients in words: programme, province, name, amount, source."""
    atlas = library.atlas()
    rows = select(atlas.book.funding, year=year)
    if chosen:
        rows = rows[rows["programme"] == chosen]
    named = with_names(rows, atlas.register, date)
    if session.state().province:
        named = named[named["province_code"] == session.state().province]
    end = "ko" if say.lang == "ko" else "en"
    return pd.DataFrame(
        {
            say("programmes.programme"): [say(f"programme.{p}") for p in named["programme"]],
            say("programmes.province"): named[f"province_{end}"],
            say("programmes.recipient"): named[f"name_{end}"],
            say("programmes.amount"): [won_range(say, row) for row in named.to_dict("records")],
            say("programmes.source.column"): [
                atlas.publishers(cited, say.lang) for cited in named["source_id"]
            ],
        }
    )


def picture(year: str, date: str, say: Words) -> None:
    """Draw the funded places; a province's consortium is told from a place's own money."""
    atlas = library.atlas()
    units = atlas.register.on(date).index
    classes = programme_classes(atlas.book, atlas.register, year, date)
    of_unit = [classes[str(unit)] for unit in units]
    shown = {name: look for name, look in drawn_as().items() if name in set(of_unit)}
    reached = sum(name not in {"fund_none", "fund_unknown"} for name in of_unit)
    frame = pd.DataFrame(
        {
            "label": [say(f"map.class.{name}") for name in of_unit],
            "name": [atlas.register.full_name(str(unit), date, say.lang) for unit in units],
        },
        index=units,
    )
    pictures.altair_chart(
        class_map(
            library.outlines(date).address,
            frame,
            {say(f"map.class.{name}"): look for name, look in shown.items()},
            say("programmes.map.alt", year=year, count=say.number(reached)),
            shell.theme(),
        )
    )


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    _draw(say, point)
    shell.footer(point)


def _draw(say: Words, point: Coverage) -> None:
    st.caption(say("programmes.intro"))
    funding = library.atlas().book.funding
    if point.edition not in set(funding["year"]):
        st.info(say("programmes.none"))
        return
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        once("programmes.summary", lambda: summary(point.edition, say), of=("edition",))
        given = [name for name in PROGRAMMES if name in _programmes_of(point.edition)]
        chosen = session.state().programme if session.state().programme in given else ""
        st.session_state["programmes_programme"] = chosen or None
        st.pills(
            say("programmes.programme"),
            given,
            format_func=lambda name: say(f"programme.{name}"),
            key="programmes_programme",
            label_visibility="collapsed",
            on_change=lambda: session.change(
                programme=st.session_state["programmes_programme"] or ""
            ),
        )
        table = once(
            "programmes.recipients",
            lambda: recipients(point.edition, point.date, chosen, say),
            chosen,
            of=("edition", "province"),
        )
        if table.empty:
            st.info(say("programmes.none"))
        else:
            once(
                "programmes.list",
                lambda: st.dataframe(table, hide_index=True),
                chosen,
                of=("edition", "province"),
            )
            about = notes(say, point.date, point.edition)
            name = f"programmes-{point.edition}"
            buttons(table, about, say, name, f"atlas-{name}-{say.lang}")
    with right:
        once(
            "programmes.map",
            lambda: picture(point.edition, point.date, say),
            of=("edition",),
        )


def _programmes_of(year: str) -> set[str]:
    rows = select(library.atlas().book.funding, year=year)
    return set(rows["programme"])


page()
