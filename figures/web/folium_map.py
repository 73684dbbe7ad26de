"""The interactive map: a folium map whose scripts, styles and shapes come from this machine.

`folium.Map` lists ten files on content networks; `OfflineMap` replaces the lists for itself only.
The map's own script fetches shapes and states once; afterwards a small element that carries the
state restyles what is drawn, so that changing the year sends a few hundred bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

LEAFLET = "leaflet-1.9.4"
FONT = "pretendard-1.3.9"
CENTRE = (36.1, 128.1)
"""Latitude and longitude in degrees; only until the shapes set the view."""

PARTS = ("legend", "strip", "headline", "insets", "player", "wall", "address")
"""What stands in the frame beside the map; "address" keeps where the reader looks in the page's."""


class OfflineMap(folium.Map):
    """A folium map that asks no other machine for anything.

    Parameters
    ----------
    static
        Address of the static folder as seen from the map's frame, no slash at the end.
    bundle
        The built bundle's folder name.
    """

    # The frame's own style sheet does what folium's header would; it goes over the wire with
    # every change, so it is as small as it can be.
    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id="{{ this.get_name() }}" ></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, "
        "{{ this.options|tojavascript }}).setView({{ this.location|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, static: str, bundle: str) -> None:
        super().__init__(
            location=CENTRE,
            zoom_start=7,
            tiles=None,
            zoom_snap=0,
            zoom_delta=0.5,
            min_zoom=4,
            max_zoom=13,
            attribution_control=False,
            # Leaflet's own keys focus the frame at the first click, which moves the page and
            # loses the click; the wheel belongs to the page; a second click lets a place go.
            keyboard=False,
            scroll_wheel_zoom=False,
            double_click_zoom=False,
            box_zoom=False,
            world_copy_jump=False,
        )
        built = f"{static}/built/{bundle}"
        # Set on the instance: the class's lists are shared by every map of the process.
        self.default_js = [
            ("leaflet", f"{static}/vendor/{LEAFLET}/leaflet.js"),
            ("atlas_map", f"{built}/atlas-map.js"),
        ]
        self.default_css = [
            ("leaflet_css", f"{static}/vendor/{LEAFLET}/leaflet.css"),
            ("atlas_font", f"{static}/vendor/{FONT}/fonts.css"),
            ("atlas_css", f"{built}/atlas-map.css"),
        ]


class _Start(MacroElement):
    """Start the map's script; holds nothing that changes, so the map is never built again."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Atlas.start({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "AtlasStart"
        self.config = as_script(config)


class _Update(MacroElement):
    """Hand the state to the map's script."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.atlas.update({{ this.state }});{% endmacro %}"
    )

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "AtlasUpdate"
        self.state = as_script(state)


class _Group(folium.FeatureGroup):
    """A feature group that holds no layer: it only carries the state."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = L.featureGroup();"
        "{% endmacro %}"
    )


@dataclass(frozen=True)
class MapState:
    """What the map shows; every value is a code, so no text from data reaches a script.

    Parameters
    ----------
    lang, theme
        "ko" or "en"; "light" or "dark".
    edition, rule, layer
        Of the list, of the counting and of the colours.
    province, place
        Codes of what is chosen, or None.
    view
        "map" or "tiles".
    """

    lang: str
    edition: str
    rule: str
    layer: str
    province: str | None = None
    place: str | None = None
    view: str = "map"
    theme: str = "light"


def as_script(value: object) -> str:
    """Return a value as JSON that is also safe inside a script element and a template string."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True)
    for sign in ("<", ">", "&", "`", "$", "'"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def atlas_map(
    static: str, bundle: str, parts: tuple[str, ...], failed: str, *, height: int
) -> OfflineMap:
    """Return the map without its state.

    Parameters
    ----------
    static, bundle
        See `OfflineMap`.
    parts
        Which of `PARTS` are drawn inside the map's frame.
    failed
        What to say when the shapes cannot be loaded.
    height
        Of the frame on a desk, pixels; a phone's frame is as tall as the country needs.
    """
    figure = OfflineMap(static, bundle)
    start(figure, base=f"{static}/built/{bundle}", parts=parts, failed=failed, height=height)
    return figure


def start(
    figure: OfflineMap, *, base: str, parts: tuple[str, ...], failed: str, height: int
) -> None:
    """Have a map's script begin; `base` is where its shapes are, the rest as for `atlas_map`."""
    config: dict[str, Any] = {"base": base, "parts": list(parts), "failed": failed}
    config["height"] = height
    _Start(config).add_to(figure)


def map_update(state: MapState) -> folium.FeatureGroup:
    """Return the element that restyles a drawn map to a state."""
    group = _Group(name="state", control=False)
    _Update(asdict(state)).add_to(group)
    return group
