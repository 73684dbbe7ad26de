"""The search of places: what a reader types leads to a place, or to the few it may mean."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import streamlit as st

from geo.names.resolver import Resolver
from views.parts.plain import plain
from views.reader import library, session

if TYPE_CHECKING:
    from figures.words.language import Words
    from views.reader.state import ViewState

BOX = "place_search"
ASKED = "place_search_asked"
"""What was typed that is no label, until it is answered."""

FOUND = "place_search_found"
"""Set when a place was chosen, until the page is one that shows it."""

WITH_CARD = ("", "map")
"""Pages that open a place's card for any place."""


@st.cache_resource(show_spinner=False)
def former_names() -> dict[str, list[str]]:
    """Return the names that each place no longer bears, those of the places it absorbed included.

    So 마산 and 청원군 are found where their people live today.
    """
    register = library.atlas().register
    rows = register.places.sort_values("valid_from")
    borne = {
        str(unit): list(dict.fromkeys(group["name_ko"])) for unit, group in rows.groupby("unit_id")
    }
    found: dict[str, list[str]] = {}
    for unit, names in borne.items():
        absorbed = [one for before in register.predecessors(unit) for one in borne.get(before, ())]
        former = [*names[:-1], *(name for name in absorbed if name not in names)]
        found[unit] = list(dict.fromkeys(former))
    return found


@st.cache_resource(show_spinner=False)
def ministry_codes() -> dict[str, list[str]]:
    """Return the codes of the Ministry of the Interior by place."""
    codes = library.atlas().register.codes
    found: dict[str, list[str]] = defaultdict(list)
    mine = codes[(codes["system"] == "mois") & (codes["level"] != "district")]
    for code, unit in mine[["code", "unit_id"]].itertuples(index=False):
        found[str(unit)].append(str(code))
    return found


@st.cache_resource(show_spinner=False)
def labels(date: str, lang: str) -> dict[str, str]:
    """Return what a place is found by on a date: province, names of every time, codes."""
    register = library.atlas().register
    other = "en" if lang == "ko" else "ko"
    found = {}
    for unit in register.on(date).index:
        parts = [register.full_name(unit, date, lang), register.full_name(unit, date, other)]
        former = former_names().get(str(unit))
        parts += [f"({', '.join(former)})"] if former else []
        codes = dict.fromkeys([str(unit), *ministry_codes().get(str(unit), [])])
        found[str(unit)] = " · ".join([*parts, " ".join(codes)])
    return found


@st.cache_resource(show_spinner=False, max_entries=8)
def _resolver(date: str, key: str) -> Resolver:  # noqa: ARG001  # the key
    return Resolver(library.atlas().register, date)


def box(state: ViewState, say: Words) -> None:
    """Draw the search box; it is empty again once it has led somewhere."""
    date = library.atlas().edition_date(state.edition)
    names = labels(date, say.lang)
    st.session_state[BOX] = None
    st.selectbox(
        say("picker.label"),
        list(names),
        key=BOX,
        format_func=lambda unit: names.get(unit, unit),
        placeholder=say("picker.placeholder"),
        label_visibility="collapsed",
        accept_new_options=True,
        on_change=_choose,
    )
    if st.session_state.pop(FOUND, False) and st.session_state[session.PAGE] not in WITH_CARD:
        st.switch_page("views/pages/map.py")


def _choose() -> None:
    wanted = st.session_state[BOX]
    if not wanted:
        return
    st.session_state.pop(ASKED, None)
    date = library.atlas().edition_date(session.state().edition)
    if wanted in library.atlas().register.on(date).index:
        _open(wanted)
        return
    found = _resolver(date, library.key()).offer(wanted)
    if len(found) == 1:
        _open(found[0].unit_id)
    else:
        st.session_state[ASKED] = wanted


def _open(unit: str) -> None:
    st.session_state.pop(ASKED, None)
    st.session_state[FOUND] = True
    session.change(place=unit)


def offers(say: Words) -> None:
    """Offer what a text may mean that is no single place, or say that it means none."""
    asked = st.session_state.get(ASKED)
    if not asked:
        return
    date = library.atlas().edition_date(session.state().edition)
    register = library.atlas().register
    found = _resolver(date, library.key()).offer(asked)
    shown = plain(asked[:40])
    if not found:
        st.warning(say("picker.nothing", text=shown), icon=":material/search:")
        return
    st.caption(say("picker.several", text=shown))
    with st.container(horizontal=True, key="search_offers"):
        for one in found:
            st.button(
                plain(register.full_name(one.unit_id, date, say.lang)),
                key=f"offer_{one.unit_id}",
                on_click=_open,
                args=(one.unit_id,),
            )
