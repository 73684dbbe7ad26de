"""What would change it: scenarios, the best next places, and whom to ask. Assumptions, dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.best_next import GOALS, NEARBY, PROVINCES, WITHIN_KM, BestNext
from analysis.similar import TRAITS
from analysis.whatif import check, decode, encode, named_places
from figures.gap_charts import PICK, curve_chart, gap_map
from figures.language import NO_VALUE
from geo.errors import InputError
from geo.names import Resolver
from views import library, session, shell
from views.downloads import table_behind
from views.gap_parts import about, classes_of, names_of

if TYPE_CHECKING:
    from analysis.clusters import Clusters
    from analysis.coverage import Coverage
    from analysis.whatif import Scenario
    from figures.language import Words

KEPT = 64
"""Answers kept for all readers together."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _scenario(edition: str, rule: str, scenario: str) -> tuple[Scenario, Clusters]:
    regional = library.regional()
    units = decode(scenario)
    return regional.what_if(units, edition, rule), regional.clusters(edition, units)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _best(edition: str, k: int, goal: str, within_km: float) -> BestNext:
    return library.regional().best_next(edition, k, goal, within_km)


def _possible(point: Coverage) -> tuple[list[str], list[str]]:
    """Return the places of the reader's scenario that can be assumed, and those that cannot."""
    good: list[str] = []
    bad: list[str] = []
    for unit in decode(session.state().whatif):
        try:
            check(point.states, [unit], point.date)
        except InputError:
            bad.append(unit)
        else:
            good.append(unit)
    return good, bad


def _take_list() -> None:
    session.change(whatif=encode(st.session_state["whatif_list"]))


def _toggle_map() -> None:
    """Put the place that was clicked into the scenario, or take it out."""
    picked = st.session_state["whatif_map"].selection.get(PICK) or []
    if picked:
        units = set(decode(session.state().whatif)) ^ {picked[0]["unit_id"]}
        session.change(whatif=encode(units))


def _take_names(date: str) -> None:
    """Add the names that were pasted; what is wrong with them is said on the page."""
    atlas = library.atlas()
    text = st.session_state["whatif_names"]
    try:
        units = named_places([text], Resolver(atlas.register, date))
        check(atlas.coverage(date=date).states, units, date)
    except InputError as error:
        st.session_state["whatif_fault"] = str(error)
        return
    st.session_state["whatif_names"] = ""
    session.change(whatif=encode([*decode(session.state().whatif), *units]))


def whatif(point: Coverage, say: Words) -> None:
    """Let the reader assume designations and see what would change."""
    st.warning(say("gaps.whatif.label"), icon="✏️")
    units, dropped = _possible(point)
    if dropped:
        there = [unit for unit in dropped if unit in point.states.index]
        st.info(say("gaps.whatif.dropped", names=names_of(there, point, say)))
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _choose(point, units, say)
        if units:
            _answer(point, units, say)
        else:
            st.info(say("gaps.whatif.empty"))
    with right:
        _assumed_map(point, units, say, "whatif_map")


def _choose(point: Coverage, units: list[str], say: Words) -> None:
    """Draw the three ways in: the list, pasted names, and a way to clear."""
    register = library.atlas().register
    free = point.states[point.states["is_municipality"] & (point.states["at_least"] == 0)].index
    st.session_state["whatif_list"] = units
    st.multiselect(
        say("gaps.whatif.pick"),
        list(free),
        key="whatif_list",
        format_func=lambda unit: register.full_name(unit, point.date, say.lang),
        on_change=_take_list,
    )
    st.text_area(say("gaps.whatif.paste"), key="whatif_names", height=80)
    add, clear = st.columns(2)
    add.button(
        say("gaps.whatif.add"),
        key="whatif_add",
        on_click=_take_names,
        args=(point.date,),
        width="stretch",
    )
    clear.button(
        say("gaps.whatif.clear"),
        key="whatif_clear",
        on_click=session.change,
        kwargs={"whatif": ""},
        width="stretch",
        disabled=not units,
    )
    fault = st.session_state.pop("whatif_fault", "")
    if fault:
        st.error(f"`{fault.replace('`', chr(39))}`")


def _answer(point: Coverage, units: list[str], say: Words) -> None:
    """Draw the figures as they are and as assumed."""
    regional = library.regional()
    scenario, after = _scenario(point.edition, point.rule, encode(units))
    before = regional.clusters(point.edition)
    sides = (scenario.before, scenario.after)
    rows = [
        (
            say("gaps.whatif.coverage"),
            *(
                f"{say.count_range(one.nation.at_least, one.nation.at_most)} / {one.nation.of} = "
                f"{say.percent_range(one.nation.share_at_least, one.nation.share_at_most)}"
                for one in sides
            ),
        )
    ]
    if scenario.before.reach and scenario.after.reach:
        both = (scenario.before.reach, scenario.after.reach)
        rows += [
            (say("gaps.whatif.share_inside"), *(say.percent(one.share_inside) for one in both)),
            (say("gaps.whatif.outside"), *(say.number(one.outside) for one in both)),
        ]
    ginis = (one.gini[0] if one.gini[0] == one.gini[1] else None for one in sides)
    rows.append(
        (
            say("gaps.whatif.gini"),
            *(NO_VALUE if one is None else say.number(one, 4) for one in ginis),
        )
    )
    rows.append(
        (say("gaps.whatif.clusters"), *(names_of(one.found, point, say) for one in (before, after)))
    )
    rows += _province_rows(scenario, say)
    frame = pd.DataFrame(
        rows, columns=[say("gaps.col.measure"), say("gaps.col.before"), say("gaps.col.after")]
    )
    st.dataframe(frame, hide_index=True)
    population = regional.population_if_any(point.edition)
    if scenario.people_gained is not None and population:
        people, date = say.number(scenario.people_gained), say.date(population.date)
        st.markdown(f"**{say('gaps.whatif.gained', people=people, date=date)}**")
    st.caption(say("gaps.whatif.link"))
    title = say("gaps.whatif.title", date=say.date(point.date), names=names_of(units, point, say))
    notes = [(say("gaps.whatif.label"), title), *about(point, say)]
    table_behind(frame, notes, say, "what-if")


def _province_rows(scenario: Scenario, say: Words) -> list[tuple[str, ...]]:
    """Return the provinces that change, both sides."""
    before, after = scenario.before.provinces, scenario.after.provinces
    name = "province_short_ko" if say.lang == "ko" else "province_en"
    rows = []
    for code in before.index[before["at_least"] != after["at_least"]]:
        cells = [
            f"{one.at[code, 'at_least']} / {one.at[code, 'of']} = "
            f"{say.percent(one.at[code, 'at_least'] / one.at[code, 'of'])}"
            for one in (before, after)
        ]
        rows.append((say("gaps.whatif.province", province=before.at[code, name]), *cells))
    return rows


def _assumed_map(
    point: Coverage, units: list[str], say: Words, key: str, label: str = "assumed"
) -> None:
    """Draw the map with what is assumed, dashed; a click puts a place in or takes it out."""
    classes, styles = classes_of(point, say)
    shown = say(f"gaps.map.{label}")
    looks = dict(styles)
    looks[say("gaps.map.not_designated")] = "not_designated"
    classes.loc[units, "label"] = shown
    drawn = gap_map(
        library.outlines(point.date),
        classes,
        {shown: "new", **looks} if units else looks,
        say(
            "gaps.map.alt",
            date=say.date(point.date),
            count=int((point.states["at_least"] == 0).sum()),
        ),
        shell.theme(),
        assumed=shown,
    )
    if key == "whatif_map":
        st.vega_lite_chart(spec=drawn, on_select=_toggle_map, selection_mode=PICK, key=key)
    else:
        st.vega_lite_chart(spec=drawn, key=key)


def best_next(point: Coverage, say: Words) -> None:
    """Let the reader ask which k places would do most for a goal."""
    regional = library.regional()
    st.warning(f"{say('gaps.whatif.label')} {say('gaps.next.no_ranking')}", icon="✏️")
    if regional.population_if_any(point.edition) is None:
        st.info(say("gaps.no_population"))
        return
    most = int((point.states["is_municipality"] & (point.states["at_most"] == 0)).sum())
    columns = st.columns([2, 1, 1], vertical_alignment="bottom")
    goal = columns[0].segmented_control(
        say("gaps.next.goal"),
        GOALS,
        default=GOALS[0],
        format_func=lambda one: say(f"gaps.next.goal.{one}"),
        key="next_goal",
    )
    k = columns[1].number_input(say("gaps.next.k"), 1, max(most, 1), min(5, most), key="next_k")
    within = WITHIN_KM
    if goal == NEARBY:
        within = columns[2].number_input(
            say("gaps.next.km"), 1.0, 200.0, WITHIN_KM, 5.0, key="next_km"
        )
    goal = goal or GOALS[0]
    try:
        found = _best(point.edition, int(k), goal, float(within))
    except InputError as error:
        st.error(str(error))
        return
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _best_answer(point, found, say)
    with right:
        _assumed_map(point, list(found.best.units), say, "next_map", "chosen")


def _gain(found: BestNext, gain: float, say: Words) -> str:
    return say.percent(gain) if found.goal == PROVINCES else say.number(gain)


def _best_answer(point: Coverage, found: BestNext, say: Words) -> None:
    """Draw the best set, the runner-up and the curve."""
    km = say.number((found.within_m or 0) / 1000, 1)
    title = say(f"gaps.next.title.{found.goal}", k=found.k, km=km, date=say.date(point.date))
    st.markdown(f"#### {title}")
    for key, choice in (("best", found.best), ("runner_up", found.runner_up)):
        if choice is not None:
            gain = f"{say(f'gaps.next.gain.{found.goal}')}: {_gain(found, choice.gain, say)}"
            names = names_of(choice.units, point, say)
            st.markdown(f"**{say(f'gaps.next.{key}')}**: {names}  \n{gain}")
    if found.goal != PROVINCES:
        st.caption(say("gaps.next.at_stake", gain=say.number(found.at_stake)))
    st.markdown(f"##### {say('gaps.next.curve')}")
    st.altair_chart(
        curve_chart(
            found.curve,
            found.k,
            say(f"gaps.next.gain.{found.goal}"),
            say,
            shell.theme(),
            percent=found.goal == PROVINCES,
        )
    )
    frame = found.curve.rename(
        columns={one: say(f"gaps.col.{one}") for one in ("k", "gain", "people")}
    )
    table_behind(frame, [(title, say("gaps.next.no_ranking")), *about(point, say)], say, "next")
    st.button(
        say("gaps.next.as_whatif"),
        key="next_as_whatif",
        on_click=session.change,
        kwargs={"whatif": encode(found.best.units), "gap": "whatif"},
    )
    st.caption(say("gaps.next.how"))


def advisers(point: Coverage, say: Words) -> None:
    """List the learning cities most like a place of the remainder."""
    regional = library.regional()
    register = library.atlas().register
    units = list(regional.gaps(point.edition).index)
    if not units:
        return
    st.markdown(f"##### {say('gaps.similar.title')}")
    chosen = session.state().place
    unit = st.selectbox(
        say("gaps.similar.pick"),
        units,
        index=units.index(chosen) if chosen in units else 0,
        format_func=lambda one: register.full_name(one, point.date, say.lang),
        key=f"similar_{chosen}_{point.edition}",
    )
    found = regional.similar(unit, point.edition)
    frame = pd.DataFrame(
        {
            say("gaps.col.place"): [
                register.full_name(one, point.date, say.lang) for one in found.index
            ],
            say("gaps.col.distance"): found["distance"].round(3),
            **{say(f"gaps.trait.{name}"): found[name].round(3) for name in TRAITS},
        }
    )
    st.dataframe(frame, hide_index=True)
    st.caption(say("gaps.similar.how"))
    table_behind(frame, about(point, say), say, "similar")
