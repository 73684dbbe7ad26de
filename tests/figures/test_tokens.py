"""One file of colours: no other file names one, and what is made from it says what it says."""

from __future__ import annotations

import re
import tomllib

import pytest
from helpers import ROOT, sources

from figures.style import palette
from figures.style.tokens import THEMES, TOKENS, TOKENS_FILE, variables, with_variables

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?=[;\"' ,)])")

NO_INK = {
    "exports/formats/hangul/fixed.py": {"#000000"},
    "exports/formats/hangul/styles.py": {"#000000", "#999999", "#C0C0C0"},
    "figures/web/scripts/map.css": {"#333"},
    "figures/web/scripts/shapes.js": {"#fff"},
    "figures/style/theme.toml": set(),
}
"""Values that a format asks for and nothing shows, a stroke that is set anew before it is seen,
and the line of who asks for more contrast."""

STYLED = [
    *sources("figures", "exports", "views", "commands", "analysis"),
    *(path for path in (ROOT / "figures" / "web").rglob("*") if path.suffix in {".css", ".js"}),
    *(path for path in (ROOT / "exports").rglob("*") if path.suffix in {".css", ".js"}),
]


def test_no_other_file_names_a_colour():
    """A colour is changed in tokens.toml alone: code, scripts and style sheets name none."""
    found = {}
    for path in STYLED:
        name = path.relative_to(ROOT).as_posix()
        colours = set(COLOUR.findall(path.read_text(encoding="utf-8"))) - NO_INK.get(name, set())
        if colours:
            found[name] = colours
    assert found == {}


@pytest.mark.parametrize("theme", THEMES)
def test_palette_and_variables_are_the_tokens(theme):
    """The Python palette and the variables of the style sheets are what the file says."""
    own = tomllib.loads(TOKENS_FILE.read_text(encoding="utf-8"))[theme]
    assert vars(palette.INKS[theme]) == own["ink"]
    assert variables()[f"{theme}-muted"] == own["ink"]["muted"]
    assert variables()[f"{theme}-designated"] == palette.STATUS_STYLES[theme]["designated"].fill
    assert set(own["status"]) == set(TOKENS["light"]["status"])


@pytest.mark.parametrize("name", ["scripts/map.css", "page/shell.css"])
def test_style_sheets_use_colours_that_there_are(name):
    """Each variable of a theme that a style sheet uses has its value before it, and no other."""
    text = (ROOT / "figures" / "web" / name).read_text(encoding="utf-8")
    made = with_variables(text)
    used = set(re.findall(r"var\(--((?:light|dark)-[a-z_-]+)\)", text))
    assert used
    assert set(re.findall(r"--((?:light|dark)-[a-z_-]+):", made.split("\n", 1)[0])) == used
    with pytest.raises(KeyError):
        with_variables("p { color: var(--light-plaid) }")


def test_the_dashboards_own_theme_has_the_colours_of_the_tokens():
    """Streamlit reads its colours from its own file; they are those of the atlas."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ]
    assert theme["light"]["primaryColor"] == TOKENS["light"]["ink"]["accent"]
    dark = TOKENS["dark"]["ink"]
    assert theme["dark"] == {
        "primaryColor": dark["accent"],
        "backgroundColor": dark["paper"],
        "secondaryBackgroundColor": dark["panel"],
        "textColor": dark["text"],
    }
