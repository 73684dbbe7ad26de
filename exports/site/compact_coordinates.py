"""Coordinates as short texts, for the one file that must stay small.

A line is a chain of steps in ten-thousandths of a degree, each a number in base 32 (the encoded
polyline idea, in an alphabet that neither JSON nor HTML escapes). Nothing is rounded: what is not a
whole number of steps stays as it was. `sitefiles/site.js` reads it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

STEPS = 10_000
"""To a degree."""

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DIGIT, MORE = 31, 32
"""The bits of a digit, and the one that says another follows."""

COORDINATES = "coordinates"


def compact_json(path: Path) -> bytes:
    """Return a JSON file whose `coordinates` hold a text for every line or ring."""
    document = _compact(json.loads(path.read_bytes()))
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _compact(value: Any) -> Any:
    """Return a JSON value with the lines below every `coordinates` as texts."""
    if isinstance(value, dict):
        return {
            key: _lines(inner) if key == COORDINATES else _compact(inner)
            for key, inner in value.items()
        }
    return [_compact(inner) for inner in value] if isinstance(value, list) else value


def _lines(value: Any) -> Any:
    """Return nested coordinates with each line as a text, where that loses nothing."""
    if not isinstance(value, list) or not value or not isinstance(value[0], list):
        return value
    if isinstance(value[0][0], list):
        return [_lines(inner) for inner in value]
    steps = [[round(number * STEPS) for number in point] for point in value]
    if [[number / STEPS for number in point] for point in steps] != value:
        return value
    at, out = (0, 0), []
    for x, y in steps:
        out += [_number(x - at[0]), _number(y - at[1])]
        at = (x, y)
    return "".join(out)


def _number(step: int) -> str:
    """Return a whole number as signs: its last bit tells below zero, five bits a sign."""
    left = step * 2 if step >= 0 else -step * 2 - 1
    out = ""
    while left > DIGIT:
        out += SIGNS[left & DIGIT | MORE]
        left >>= 5
    return out + SIGNS[left]
