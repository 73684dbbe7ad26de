"""The colours as they stand in `tokens.toml`, and as variables of a style sheet."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

TOKENS_FILE = Path(__file__).resolve().parent / "tokens.toml"
TOKENS: dict[str, Any] = tomllib.loads(TOKENS_FILE.read_text(encoding="utf-8"))
THEMES = ("light", "dark")

USED = re.compile(r"var\(--((?:light|dark)-[a-z_-]+)\)")
"""A variable of a style sheet that is a colour of a theme."""


def variables() -> dict[str, str]:
    """Return every variable's value: `light-muted`, `dark-sea`, `light-designated` (its fill)."""
    found: dict[str, str] = {}
    for theme in THEMES:
        own = TOKENS[theme]
        found |= {f"{theme}-{name}": colour for name, colour in own["ink"].items()}
        found |= {f"{theme}-{name}": colour for name, colour in own["surface"].items()}
        found |= {f"{theme}-{name}": look["fill"] for name, look in own["status"].items()}
    return found


def with_variables(style: str) -> str:
    """Return a style sheet with the colours it uses before it.

    Parameters
    ----------
    style
        Its text; a colour of a theme is `var(--light-muted)`.

    Raises
    ------
    KeyError
        If it uses a colour that there is not.
    """
    known = variables()
    used = sorted(set(USED.findall(style)))
    block = "".join(f"--{name}:{known[name]};" for name in used)
    return f":root{{{block}}}\n{style}" if used else style
