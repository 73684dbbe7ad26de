"""The map with everything inside: for a notebook or one file, with no server and no network.

It is a folium map like any other, so markers and layers can be added to it before it is shown.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure

from figures.web.folium_map import OfflineMap, map_update, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figures.web.folium_map import MapState

FRAME_PX = 640
"""Height of the frame in a notebook."""

FILLED = "html, body { margin: 0; } .folium-map { height: 100vh; }"
"""The map has its size before its script asks: shapes that lie inside are there at once."""

PARTS = ("legend", "insets", "player")

NO_SHAPES = '{"type":"FeatureCollection","features":[]}'
"""What a file that is not inside holds: the finer shapes of a province."""

ANSWER = """(function () {
  const files = {%(files)s};
  window.Atlas.fetchJson = (url) => Promise.resolve(files[url.split("/").pop()] || %(absent)s);
})();"""
"""Answers what the map's script asks for from the page itself."""


class _Text(Element):
    """A text in the page's head as it stands; branca would read it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_kwargs: Any) -> str:
        """Return the text."""
        return self._text


class InlineMap(OfflineMap):
    """A folium map that carries its scripts, styles and shapes.

    Parameters
    ----------
    state
        What it shows first.
    scripts, styles
        Texts of the scripts and style sheets, in their order.
    files
        The JSON files that the map's script asks for, by name.
    failed
        What to say when the shapes cannot be read.
    """

    def __init__(
        self,
        state: MapState,
        *,
        scripts: tuple[str, ...],
        styles: tuple[str, ...],
        files: Mapping[str, str],
        failed: str,
    ) -> None:
        super().__init__("", "")
        self.default_js = []
        self.default_css = []
        figure = Figure(height=f"{FRAME_PX}px")
        self.add_to(figure)
        data = ",".join(f"{json.dumps(name)}:{text}" for name, text in sorted(files.items()))
        answer = ANSWER % {"files": data, "absent": NO_SHAPES}
        # The one sequence that would end a script element early, wherever a text has it.
        whole = [text.replace("</script", "<\\/script") for text in (*scripts, answer)]
        inside = [f"<style>{text}</style>" for text in (FILLED, *styles)]
        inside += [f"<script>{text}</script>" for text in whole]
        head: Any = figure.header
        for at, text in enumerate(inside):
            head.add_child(_Text(text), name=f"atlas_{at}")
        start(self, base="", parts=PARTS, failed=failed, height=FRAME_PX)
        map_update(state).add_to(self)
