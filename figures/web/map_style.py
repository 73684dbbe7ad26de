"""The palette as the browser needs it: one fill, outline and hatch for each class of each layer."""

from __future__ import annotations

from typing import Any

from figures.style import palette
from figures.style.tokens import THEMES, TOKENS
from figures.web.layers import LAYERS

PLACE_LINES: dict[str, str] = {theme: TOKENS[theme]["surface"]["place-line"] for theme in THEMES}
"""Between places: thin, and to be seen on the darkest fill and on the palest."""


def _class(style: palette.Style) -> dict[str, Any]:
    hatch = None if style.hatch == palette.SOLID else style.hatch
    dash = {"solid": None, "dashed": "6 3", "dotted": "1.5 3"}[style.dash]
    return {
        "fill": style.fill,
        "stroke": style.stroke,
        "text": style.text,
        "hatch": hatch,
        "weight": style.width,
        "dash": dash,
    }


def web_palette() -> dict[str, Any]:
    """Return, for each theme, the base colours and every class a layer can show.

    Raises
    ------
    ValueError
        If two layers draw a class of one name in two ways.
    """
    result: dict[str, Any] = {}
    for theme in palette.THEMES:
        ink = palette.INKS[theme]
        classes = {name: _class(style) for name, style in palette.STATUS_STYLES[theme].items()}
        for key, layer in LAYERS.items():
            for one in layer.classes():
                look = _class(one.look(theme))
                if classes.setdefault(one.name, look) != look:
                    raise ValueError(f"layer {key} draws {one.name} in a way of its own")
        result[theme] = {
            "classes": classes,
            "base": {
                "selected": ink.selected,
                "province_line": ink.paper,
                "place_line": PLACE_LINES[theme],
                "paper": ink.paper,
            },
        }
    return result
