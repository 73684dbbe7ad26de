"""The folium map on a page: draws it once, restyles it after, and hears what is picked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit_folium import st_folium

from figures.web.folium_map import MapState, atlas_map, map_update
from views.parts import pictures
from views.reader import audience, session

if TYPE_CHECKING:
    from figures.words.language import Words

STATIC = "../../app/static"
"""From the component's frame to the static folder, under any base path."""

HEARD = "map_heard"

STATUS, SIZE = "national-status", "slide"
DRAWN = {"new": "new-cities", "gap": "gap-map"}
"""Layer to the picture that stands for it before an edition's hour; for all others the status."""


def _hear(key: str) -> None:
    """Take a message of the map into the state; each message counts once."""
    message: dict[str, Any] = st.session_state.get(key) or {}
    if not message or message.get("sequence") == st.session_state.get(HEARD):
        return
    st.session_state[HEARD] = message.get("sequence")
    wishes = {name: str(message[name]) for name in ("place", "edition") if name in message}
    if wishes.get("place") == session.state().place:
        wishes["place"] = ""  # a second click lets go
    session.change(**wishes)


def map_panel(speak: Words, bundle: str, *, height: int, parts: tuple[str, ...], key: str) -> None:
    """Draw the map in the state of the session.

    Parameters
    ----------
    speak
        The words of the page.
    bundle
        The built bundle's folder name.
    height
        In pixels.
    parts
        What stands in the frame beside the map; see `figures.web.folium_map.PARTS`.
    key
        Of the component; without underscores, which streamlit-folium strips.
    """
    state = session.state()
    if state.edition in audience.hidden():
        # What the browser's map fetches is served to anybody, so it never holds this edition.
        order = ("tile-map" if state.view == "tiles" else DRAWN.get(state.layer, STATUS), SIZE, "")
        pictures.picture(pictures.gallery(state.edition, state.rule), order, state.lang)
        st.caption(speak("embargo.map"))
        return
    theme = st.context.theme.type or "light"
    shown = MapState(
        lang=state.lang,
        edition=state.edition,
        rule=state.rule,
        layer=state.layer,
        province=state.province or None,
        place=state.place or None,
        view=state.view,
        theme=theme,
    )
    st_folium(
        atlas_map(STATIC, bundle, parts, speak("map_failed"), height=height),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=map_update(shown),
        on_change=lambda: _hear(key),
    )
