"""격차 Gaps: who is left out, whom it touches, does it cluster, what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.gaps.remainder import GROUPINGS
from analysis.places.people import AGES, TOTAL
from figures.charts.gap_charts import PICK, gap_map, outside_chart
from views.pages.gaps_page import gap_clusters, gap_groups, gap_inequality, gap_next, gap_scenarios
from views.pages.gaps_page.gap_list import read_columns, shown_table, styled
from views.pages.gaps_page.gap_parts import (
    about,
    classes_of,
    dates_line,
    figures_table,
    files,
    take_map,
)
from views.parts import pictures, preparing, shell
from views.parts.card import card
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.parts.reading.reading_table import Choice, reading_table
from views.reader import library, session
from views.reader.answers import once
from views.reader.state import GAP_SECTIONS

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words


def filtered(table: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Draw the filters and return what they leave; the bar's province is one of them."""
    state = session.state()
    st.session_state["gaps_kinds"] = [one for one in state.kinds.split(",") if one]
    st.session_state["gaps_depopulating"] = bool(state.depopulating)
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    kinds = left.pills(
        say("gaps.filter.kind"),
        GROUPINGS["kind"],
        selection_mode="multi",
        format_func=lambda one: say(f"gaps.kind.{one}"),
        key="gaps_kinds",
        on_change=_take_filters,
    )
    only = right.toggle(
        say("gaps.filter.depopulating"), key="gaps_depopulating", on_change=_take_filters
    )
    province = state.province
    if province:
        table = table[table["province_code"] == province]
    if kinds:
        table = table[table["kind"].isin(kinds)]
    return table[table["depopulating"].fillna(value=False).astype(bool)] if only else table


def _take_filters() -> None:
    kinds = [one for one in GROUPINGS["kind"] if one in st.session_state["gaps_kinds"]]
    only = "1" if st.session_state["gaps_depopulating"] else ""
    session.change(kinds=",".join(kinds), depopulating=only)


def _listed(table: pd.DataFrame, point: Coverage, say: Words) -> None:
    """Draw the table of municipalities, whose names open cards, with its files."""
    units = [str(unit) for unit in table.index]
    frame = once(
        "gaps.list", lambda: shown_table(table, point, say), " ".join(units), of=("edition",)
    )
    st.caption(say("gaps.hint.card"))
    reading_table(
        read_columns(frame, say),
        "gaps",
        say.plural("gaps.remainder.title", len(units)),
        Choice("place", units, session.state().place),
    )
    with st.expander(say("gaps.all_columns")):
        once(
            "gaps.all_columns",
            lambda: st.dataframe(styled(frame, say), hide_index=True),
            " ".join(units),
            of=("edition",),
        )
    files(frame, point, say, "gaps")


def remainder(point: Coverage, say: Words) -> None:
    """List and map the municipalities without a designation."""
    everything = library.regional().gaps(point.edition)
    st.markdown(f"#### {say.plural('gaps.remainder.title', len(everything))}")
    st.caption(say("gaps.remainder.intro", date=say.date(point.date)))
    sure = int((everything["status"] != "uncertain").sum())
    if sure < len(everything):
        st.caption(say("gaps.remainder.open", low=sure, high=len(everything)))
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        table = filtered(everything, say)
        if table.empty:
            st.info(say("gaps.remainder.none"))
        else:
            _listed(table, point, say)
        st.caption(plain(dates_line(point.edition, say)))
        st.caption(say("gaps.remainder.residual"))
    with right:
        place = session.state().place
        if place in point.states.index:
            card(point, place, say)
        map_key = f"gaps_map_{place}"
        pictures.vega_lite_chart(
            spec=once(
                "gaps.map",
                lambda: _map(point, len(everything), place, say),
                of=("edition", "place"),
            ),
            on_select=lambda: take_map(map_key),
            selection_mode=PICK,
            key=map_key,
        )
        pictures.png_button("gap-map", say)
    gap_next.advisers(point, say)


def _map(point: Coverage, count: int, place: str, say: Words) -> dict[str, Any]:
    """Return the map of the places left out, with the one whose card is open ringed."""
    classes, styles = classes_of(point, say)
    return gap_map(
        library.outlines(point.date).address,
        classes,
        styles,
        say("gaps.map.alt", date=say.date(point.date), count=count),
        shell.theme(),
        picked=place,
    )


def people(point: Coverage, say: Words) -> None:
    """Say how many people live outside a learning city, by province and age."""
    regional = library.regional()
    population = regional.population_if_any(point.edition)
    st.markdown(f"#### {say('gaps.people.title')}")
    if population is None:
        st.info(say("gaps.no_population"))
        return
    nation = regional.reach(point.edition)
    strict = library.atlas().coverage(edition=point.edition, rule="strict").nation
    st.markdown(
        say(
            "gaps.people.sentence",
            outside=say.number(nation.outside),
            share=say.percent(nation.share_outside),
            date=say.date(population.date),
        )
    )
    st.markdown(
        say(
            "gaps.people.weighted",
            plain=say.percent_range(strict.share_at_least, strict.share_at_most),
            weighted=say.percent(nation.share_inside),
        )
    )
    groups = {name: say.number(count) for name, count in vars(nation).items()}
    st.caption(say("gaps.people.sum", **groups, everyone=say.number(nation.everyone)))
    left, right = st.columns(2, gap="medium")
    with left:
        shown = once(
            "gaps.people.provinces",
            lambda: _people_by_province(point.edition, say),
            of=("edition",),
        )
        table_behind(shown, about(point, say), say, "gap-people", kept_for="", of=("edition",))
    with right:
        ages(point, say)


def _people_by_province(edition: str, say: Words) -> pd.DataFrame:
    """Draw the people outside a learning city by province; return all that is counted."""
    regional = library.regional()
    table = regional.people(edition)
    name = "province_short_ko" if say.lang == "ko" else "province_en"
    names = table.drop_duplicates("province_code").set_index("province_code")[name]
    rows = []
    for code, province in names.items():
        one = regional.reach(edition, TOTAL, str(code))
        rows.append((province, one.inside, one.open, one.outside, one.beside, one.share_outside))
    frame = pd.DataFrame(rows, columns=["province", "inside", "open", "outside", "beside", "share"])
    st.markdown(f"##### {say('gaps.people.provinces')}")
    bars = frame[frame["outside"] > 0][["province", "outside", "share"]]
    pictures.altair_chart(
        outside_chart(bars.rename(columns={"outside": "people"}), say, shell.theme())
    )
    shown = frame.rename(columns={one: say(f"gaps.col.{one}") for one in frame.columns[:-1]})
    shown[say("gaps.col.share_outside")] = (frame["share"].astype(float) * 100).round(1)
    return shown.drop(columns="share")


def ages(point: Coverage, say: Words) -> None:
    """Say how many people of each age live outside a learning city."""
    regional = library.regional()
    counted = regional.population_if_any(point.edition, ages=True)
    if counted is None:
        return
    st.markdown(f"##### {say('gaps.people.ages')}")
    once("gaps.people.ages", lambda: _ages(point.edition, say), of=("edition",))
    series = say(f"gaps.series.{counted.series}")
    st.caption(say("gaps.people.age_note", date=say.date(counted.date), series=series))
    st.caption(say("gaps.people.age_provinces"))
    table = once(
        "gaps.people.ages.table",
        lambda: _ages_by_province(point.edition, say),
        of=("edition",),
    )
    table_behind(table, about(point, say), say, "gap-ages", kept_for="", of=("edition",))


def _ages(edition: str, say: Words) -> None:
    """Draw the people of each age in and outside a learning city."""
    regional = library.regional()
    found = {age: regional.reach(edition, age, ages=True) for age in (TOTAL, *AGES)}
    shown = {
        say("gaps.col.group"): [say(f"gaps.age.{age}") for age in found],
        say("gaps.col.inside"): [say.number(one.inside) for one in found.values()],
        say("gaps.col.outside"): [say.number(one.outside) for one in found.values()],
        say("gaps.col.share_outside"): [say.percent(one.share_outside) for one in found.values()],
    }
    figures_table(pd.DataFrame(shown), "ages")


def _ages_by_province(edition: str, say: Words) -> pd.DataFrame:
    """Return the people of each age in and outside a learning city, by province."""
    regional = library.regional()
    table = regional.people(edition, ages=True)
    name = "province_short_ko" if say.lang == "ko" else "province_en"
    names = table.drop_duplicates("province_code").set_index("province_code")[name]
    rows = []
    for code, province in names.items():
        for age in (TOTAL, *AGES):
            one = regional.reach(edition, age, str(code), ages=True)
            share = None if one.share_outside is None else round(one.share_outside * 100, 1)
            counts = (one.inside, one.open, one.outside, one.beside, share)
            rows.append((province, say(f"gaps.age.{age}"), *counts))
    columns = ("province", "group", "inside", "open", "outside", "beside", "share_outside")
    return pd.DataFrame(rows, columns=[say(f"gaps.col.{one}") for one in columns])


DRAW = {
    "remainder": remainder,
    "people": people,
    "groups": gap_groups.groups,
    "clusters": gap_clusters.clusters,
    "inequality": gap_inequality.inequality,
    "whatif": gap_scenarios.whatif,
    "next": gap_next.best_next,
}

BY_THE_BAR = frozenset({"whatif"})
"""Sections that count by the rule of the bar; the remainder is of municipalities only."""


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    if not library.regional_ready():
        preparing.show(say)
        shell.footer(point)
        return
    st.session_state["gaps_section"] = session.state().gap
    st.segmented_control(
        say("page.gaps"),
        GAP_SECTIONS,
        format_func=lambda one: say(f"gaps.section.{one}"),
        key="gaps_section",
        label_visibility="collapsed",
        on_change=session.bound,
        args=("gap", "gaps_section"),
    )
    section = session.state().gap
    DRAW[section](point, say)
    shell.footer(point, rule="" if section in BY_THE_BAR else "strict")


page()
