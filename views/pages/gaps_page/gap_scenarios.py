"""What-if on the gaps page: assume designations, see what changes; labelled, and dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.gaps.inequality import PEOPLE, PLACES
from analysis.gaps.whatif import check, decode, encode, named_places
from figures.charts.gap_charts import PICK, gap_map
from figures.words.language import NO_VALUE
from geo.names.resolver import Resolver
from store.errors import InputError
from views.pages.gaps_page.gap_parts import about, classes_of, names_of
from views.parts import pictures, shell
from views.parts.downloads import buttons
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from analysis.gaps.clusters import Clusters
    from analysis.gaps.whatif import Scenario
    from figures.words.language import Words

KEPT = 64
"""Answers kept for all readers together."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _scenario(
    key: str,  # noqa: ARG001  # what is kept changes with it
    edition: str,
    rule: str,
    scenario: str,
) -> tuple[Scenario, Clusters]:
    regional = library.regional()
    units = decode(scenario)
    return regional.what_if(units, edition, rule), regional.clusters(edition, units)


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


def _toggle_map(key: str) -> None:
    """Put the place that was clicked into the scenario, or take it out."""
    picked = st.session_state[key].selection.get(PICK) or []
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
        st.info(say("gaps.whatif.dropped", names=plain(names_of(there, point, say))))
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _choose(point, units, say)
        if units:
            _answer(point, units, say)
        else:
            st.info(say("gaps.whatif.empty"))
    with right:
        assumed_map(point, units, say, "whatif_map")


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
        placeholder=say("gaps.whatif.none"),
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
        st.error(plain(fault))


def _answer(point: Coverage, units: list[str], say: Words) -> None:
    """Draw the figures as they are and as assumed."""
    regional = library.regional()
    scenario, after = _scenario(library.key(), point.edition, point.rule, encode(units))
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
    weighting = PEOPLE if scenario.before.reach else PLACES
    ginis = (one.gini[0] if one.gini[0] == one.gini[1] else None for one in sides)
    rows.append(
        (
            f"{say('gaps.whatif.gini')} ({say(f'gaps.weighting.{weighting}')})",
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
    buttons(frame, notes, say, "what-if", f"atlas-what-if-{say.lang}")


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


def assumed_map(
    point: Coverage, units: list[str], say: Words, key: str, label: str = "assumed"
) -> None:
    """Draw the map with what is assumed, dashed; a click puts a place in or takes it out."""
    drawn = once(
        "gaps.assumed.map",
        lambda: _assumed_spec(point, units, label, say),
        label,
        encode(units),
        of=("edition",),
    )
    if key == "whatif_map":
        # A map of its own for each scenario: a second click on a place is a choice again.
        key = f"{key}_{encode(units)}"
        pictures.vega_lite_chart(
            spec=drawn, on_select=lambda: _toggle_map(key), selection_mode=PICK, key=key
        )
    else:
        pictures.vega_lite_chart(spec=drawn, key=key)


def _assumed_spec(point: Coverage, units: list[str], label: str, say: Words) -> dict[str, Any]:
    """Return the map of the places left out with some assumed designated."""
    classes, styles = classes_of(point, say)
    shown = say(f"gaps.map.{label}")
    classes.loc[units, "label"] = shown
    return gap_map(
        library.outlines(point.date).address,
        classes,
        {shown: "new", **styles} if units else styles,
        say(
            "gaps.map.alt",
            date=say.date(point.date),
            count=len(library.regional().gaps(point.edition)),
        ),
        shell.theme(),
        assumed=shown,
    )
