"""The best next places and whom to ask, on the gaps page; an answer to a goal, no ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.gaps.best_next import GOALS, NEARBY, PROVINCES, WITHIN_KM, BestNext
from analysis.gaps.similar import TRAITS
from analysis.gaps.whatif import encode
from figures.charts.gap_charts import curve_chart
from figures.words.language import NO_VALUE
from store.errors import InputError
from views.pages.gaps_page.gap_parts import about, files, names_of
from views.pages.gaps_page.gap_scenarios import KEPT, assumed_map
from views.parts import pictures, shell
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

DIGITS = 3
"""Of a distance between places in their traits."""


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _best(key: str, edition: str, k: int, goal: str, within_km: float) -> BestNext:  # noqa: ARG001  # the key
    return library.regional().best_next(edition, k, goal, within_km)


def best_next(point: Coverage, say: Words) -> None:
    """Let the reader ask which k places would do most for a goal."""
    regional = library.regional()
    st.warning(f"{say('gaps.whatif.label')} {say('gaps.next.no_ranking')}", icon="✏️")
    if regional.population_if_any(point.edition) is None:
        st.info(say("gaps.no_population"))
        return
    most = int((point.states["is_municipality"] & (point.states["at_most"] == 0)).sum())
    columns = st.columns([2, 1, 1], vertical_alignment="bottom")
    st.session_state["next_goal"] = session.state().goal
    goal = columns[0].segmented_control(
        say("gaps.next.goal"),
        GOALS,
        format_func=lambda one: say(f"gaps.next.goal.{one}"),
        key="next_goal",
        on_change=session.bound,
        args=("goal", "next_goal"),
    )
    k = columns[1].number_input(say("gaps.next.k"), 1, max(most, 1), min(5, most), key="next_k")
    within = WITHIN_KM
    if goal == NEARBY:
        within = columns[2].number_input(
            say("gaps.next.km"), 1.0, 200.0, WITHIN_KM, 5.0, key="next_km"
        )
    goal = goal or GOALS[0]
    try:
        found = _best(library.key(), point.edition, int(k), goal, float(within))
    except InputError as error:
        st.error(plain(str(error)))
        return
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _best_answer(point, found, say)
    with right:
        assumed_map(point, list(found.best.units), say, "next_map", "chosen")


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
            st.markdown(f"**{say(f'gaps.next.{key}')}**: {plain(names)}  \n{gain}")
    if found.goal != PROVINCES:
        st.caption(say("gaps.next.at_stake", gain=say.number(found.at_stake)))
    st.markdown(f"##### {say('gaps.next.curve')}")
    asked = f"{found.goal} {found.k} {found.within_m}"
    once("gaps.next.curve", lambda: _curve(found, say), asked, of=("edition",))
    frame = found.curve.rename(
        columns={one: say(f"gaps.col.{one}") for one in ("k", "gain", "people")}
    )
    remarks = [(title, say("gaps.next.no_ranking")), *about(point, say)]
    table_behind(frame, remarks, say, "next", kept_for=asked, of=("edition",))
    st.button(
        say("gaps.next.as_whatif"),
        key="next_as_whatif",
        on_click=session.change,
        kwargs={"whatif": encode(found.best.units), "gap": "whatif"},
    )
    st.caption(say("gaps.next.how"))
    population = library.regional().population_if_any(point.edition)
    if population is not None:
        st.caption(say("gaps.next.people_on", date=say.date(population.date)))


def _curve(found: BestNext, say: Words) -> None:
    """Draw what each further place would add."""
    pictures.altair_chart(
        curve_chart(
            found.curve,
            found.k,
            say(f"gaps.next.gain.{found.goal}"),
            say,
            shell.theme(),
            percent=found.goal == PROVINCES,
        )
    )


def _similar(unit: str, point: Coverage, say: Words) -> pd.DataFrame:
    """List and return the learning cities most like a place."""
    register = library.atlas().register
    found = library.regional().similar(unit, point.edition)
    frame = pd.DataFrame(
        {
            say("gaps.col.place"): [
                register.full_name(one, point.date, say.lang) for one in found.index
            ],
            say("gaps.col.distance"): found["distance"].round(DIGITS),
            **{say(f"gaps.trait.{name}"): found[name].round(DIGITS) for name in TRAITS},
        }
    )
    st.dataframe(
        frame.style.format(f"{{:.{DIGITS}f}}", subset=list(frame.columns[1:]), na_rep=NO_VALUE),
        hide_index=True,
    )
    return frame


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
    frame = once("gaps.similar", lambda: _similar(unit, point, say), unit, of=("edition",))
    st.caption(say("gaps.similar.how"))
    files(frame, point, say, "similar")
