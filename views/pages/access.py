"""접근성 Access: how far people are from a place to learn, and whether designation follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.access.study import DEFAULT_PLACES, PLACES, lonlat_of
from exports.answers.access_table import BY, figures_by, limit_text, shown
from figures.charts.access_charts import far_classes, lorenz_chart
from figures.charts.calendar_charts import class_map
from figures.words.language import NO_VALUE
from store.errors import InputError
from views.parts import pictures, shell
from views.parts.downloads import notes, table_behind
from views.parts.plain import plain
from views.reader import library

if TYPE_CHECKING:
    from analysis.access.study import Access
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

SENTENCE = {"gun": ("gun_yes", "gun_no"), "gu": ("gu_yes", "gu_no")}
"""Kinds of municipality that the sentence compares, by designation."""

STATUSES = ("designated", "not_designated")


def about(point: Coverage, say: Words) -> list[tuple[str, str]]:
    """Return what a file of the page's figures must say of itself."""
    return [*notes(say, point.date, point.edition), (say("note.source"), say("access.source"))]


def sentence(found: Access, kind: str, say: Words) -> str:
    """Return what the figures say: the nation, and town and country by designation."""
    nation = say.percent(found.summary()["beyond_far"])
    by = figures_by(found, "kind_status")["beyond_far"]
    fields = {}
    for unit, names in SENTENCE.items():
        for name, status in zip(names, STATUSES, strict=True):
            if (unit, status) not in by.index:
                return say("access.sentence.plain", kind=say(f"access.kind.{kind}"), nation=nation)
            fields[name] = say.percent(by[unit, status])
    return say("access.sentence", kind=say(f"access.kind.{kind}"), nation=nation, **fields)


def figures(found: Access, point: Coverage, say: Words) -> None:
    """Draw the table of figures by the groups chosen."""
    by = st.segmented_control(
        say("access.by"),
        [one for one in BY if one != "area"],
        default="kind_status",
        required=True,
        format_func=lambda one: say(f"access.by.{one}"),
        key="access_by",
    )
    table = shown(found, by or "kind_status", library.atlas().register, point.date, say)
    st.dataframe(table, hide_index=True)
    st.caption(say("access.method"))
    table_behind(table, about(point, say), say, "access")


def picture(found: Access, kind: str, point: Coverage, say: Words) -> None:
    """Draw the share of people who are far, by municipality."""
    register = library.atlas().register
    units = register.on(point.date).index
    far = figures_by(found, "municipality")["beyond_far"].reindex(units)
    label, colours = far_classes(far, say, shell.theme())
    names = [register.full_name(str(unit), point.date, say.lang) for unit in units]
    st.markdown(f"##### {say('access.map.title')}")
    nation = say.percent(found.summary()["beyond_far"])
    alt = say("access.map.alt", kind=say(f"access.kind.{kind}"), nation=nation)
    frame = pd.DataFrame({"label": label, "name": names}, index=units)
    address = library.outlines(point.date).address
    pictures.altair_chart(class_map(address, frame, colours, alt, shell.theme(), height=520))


def disagreements(found: Access, point: Coverage, say: Words) -> None:
    """List the municipalities where designation and access do not go together."""
    st.markdown(f"##### {say('access.disagree.title')}")
    st.caption(say("access.disagree.intro"))
    rows = found.disagreements()
    courses = library.reaching().courses(point.edition)
    register = library.atlas().register
    table = pd.DataFrame(
        {
            say("access.by.municipality"): [
                register.full_name(str(unit), point.date, say.lang) for unit in rows.index
            ],
            say("access.col.why"): [say(f"access.disagree.{why}") for why in rows["why"]],
            say("access.col.mean"): [
                NO_VALUE if pd.isna(one) else say("access.km", value=say.number(one, 2))
                for one in rows["mean"]
            ],
            say("access.col.courses"): [
                NO_VALUE if pd.isna(one) else say.number(one, 1)
                for one in courses.reindex(rows.index)
            ],
        }
    )
    st.dataframe(table, hide_index=True)
    st.caption(say("access.courses", missing=int(courses.isna().sum())))
    table_behind(table, about(point, say), say, "access-disagreements")


def what_if(found: Access, kind: str, point: Coverage, say: Words) -> None:
    """Say what one place more would change."""
    st.markdown(f"##### {say('access.whatif.title')}")
    text = st.text_input(say("access.whatif.point"), key="access_point", max_chars=200)
    if not text:
        return
    try:
        at = lonlat_of(one for one in text.split(";") if one.strip())
        gained = library.reaching().gained(point.edition, kind, at)
    except InputError as error:
        st.text(str(error))
        return
    for limit, people in gained.items():
        near = limit_text(found, limit, say)
        st.markdown(say("access.whatif.gained", limit=near, people=say.number(people)))


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    _draw(say, point)
    shell.footer(point)


def _draw(say: Words, point: Coverage) -> None:
    kind = st.segmented_control(
        say("access.kind"),
        list(PLACES),
        default=DEFAULT_PLACES,
        required=True,
        format_func=lambda one: say(f"access.kind.{one}"),
        key="access_places",
    )
    try:
        counted = library.reaching().population(point.edition)
        found = library.reaching().access(point.edition, kind or DEFAULT_PLACES)
    except InputError:
        st.info(say("access.none"))
        return
    kind = kind or DEFAULT_PLACES
    st.markdown(plain(sentence(found, kind, say)))
    st.caption(
        say("access.intro", population=say.date(counted.date))
        + " "
        + say(
            "access.missing",
            without=say.number(found.without_coordinates),
            places=say.number(found.places),
            units=len(found.incomplete),
        )
    )
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        figures(found, point, say)
        disagreements(found, point, say)
    with right:
        picture(found, kind, point, say)
        index = found.summary()["gini"]
        st.markdown(f"##### {say('access.lorenz.title', gini=say.number(index, 3))}")
        pictures.altair_chart(lorenz_chart(found.lorenz(), index, say, shell.theme()))
        what_if(found, kind, point, say)


page()
