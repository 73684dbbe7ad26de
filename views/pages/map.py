"""지도 Map: the layers, the time player, the tile grid and the card of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from figures.web.layers import DEFAULT_LAYER, LAYERS
from figures.web.layers.new import NEW
from views.parts import pictures, shell
from views.parts.card import card
from views.parts.map_panel import map_panel
from views.reader import library, session
from views.reader.state import VIEWS

if TYPE_CHECKING:
    from views.reader.state import ViewState

PROVINCE = "province"
"""The template of one province."""

MAP_HEIGHT = 850
WALL_HEIGHT = 985


def controls() -> None:
    """Draw what only the map has: its colours and its form."""
    say, state = shell.speak(), session.state()
    st.session_state["map_layer"] = state.layer
    st.session_state["map_view"] = state.view
    st.selectbox(
        say("map_page.layer"),
        list(LAYERS),
        key="map_layer",
        format_func=lambda layer: say(f"map.layer.{layer}"),
        on_change=session.bound,
        args=("layer", "map_layer"),
    )
    st.segmented_control(
        say("map_page.view"),
        VIEWS,
        key="map_view",
        format_func=lambda view: say(f"map_page.view.{view}"),
        on_change=session.bound,
        args=("view", "map_view"),
    )


def picture_of(state: ViewState) -> str:
    """Return the template for print that shows what the map shows; empty where there is none."""
    if state.layer == DEFAULT_LAYER:
        if state.view == "tiles":
            return "tile-map"
        return PROVINCE if state.province else "national-status"
    return LAYERS[state.layer].picture if state.layer == NEW.key else ""


def page() -> None:
    """Draw the page."""
    say, point, state = shell.speak(), shell.point(), session.state()
    if state.present:
        map_panel(
            say,
            library.built().bundle,
            height=WALL_HEIGHT,
            parts=("legend", "headline", "insets", "wall"),
            key="wallmap",
        )
        shell.footer(point)
        return
    wide, narrow = st.columns([2.7, 1], gap="medium")
    with wide:
        map_panel(
            say,
            library.built().bundle,
            height=MAP_HEIGHT,
            parts=("legend", "headline", "insets", "player", "address"),
            key="fullmap",
        )
    with narrow:
        controls()
        template = picture_of(state)
        if template:
            pictures.png_button(template, say, state.province if template == PROVINCE else "")
        if state.place:
            card(point, state.place, say)
        else:
            st.info(say("map_page.hint"), icon=":material/touch_app:")
    shell.footer(point)


page()
