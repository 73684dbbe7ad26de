"""Finding a place: by any of its names or its code, or province by province."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from views.reader import library, session

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words


@st.cache_resource(show_spinner=False)
def former_names() -> dict[str, list[str]]:
    """Return the names each place no longer bears."""
    rows = library.atlas().register.places.sort_values("valid_from")
    return {
        str(unit): list(dict.fromkeys(group["name_ko"]))[:-1]
        for unit, group in rows.groupby("unit_id")
    }


@st.cache_resource(show_spinner=False)
def labels(date: str, lang: str) -> dict[str, str]:
    """Return what a place is found by on a date: province, both names, former names, code."""
    register = library.atlas().register
    other = "en" if lang == "ko" else "ko"
    found = {}
    for unit in register.on(date).index:
        parts = [register.full_name(unit, date, lang), register.full_name(unit, date, other)]
        parts += [f"({', '.join(former_names()[unit])})"] if former_names()[unit] else []
        found[str(unit)] = " · ".join([*parts, str(unit)])
    return found


def place_picker(point: Coverage, say: Words, key: str) -> None:
    """Draw the search box; with a province chosen it lists that province's places only."""
    state = session.state()
    names = labels(point.date, say.lang)
    units = list(names)
    if state.province:
        owner = point.states["province_code"]
        units = [unit for unit in units if owner[unit] == state.province]
        if state.place and state.place not in units:
            units.append(state.place)
    st.session_state[key] = state.place or None
    st.selectbox(
        say("picker.label"),
        units,
        key=key,
        format_func=names.__getitem__,
        placeholder=say.plural("picker.placeholder", len(units)),
        on_change=_choose,
        args=(key,),
    )


def _choose(key: str) -> None:
    session.change(place=st.session_state[key] or "")
