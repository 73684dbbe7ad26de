"""Outlines in an SVG: one named path a place, each point as far as paper can show it.

matplotlib writes six decimals and one path for all places of a colour. A tenth of a point is a
thirtieth of a millimetre, and who opens the file in a drawing programme looks for a place by name.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TENTHS = 10
"""Steps a point: a thirtieth of a millimetre."""

MANY = 24
"""Points from which a path is an outline; a mark or a rule keeps its decimals."""

GROUP = "places-"
"""What the names of groups of places begin with."""

OUTLINE = re.compile(r'(<path d=")(M [^"CQ]*)(")')
HATCH = re.compile(r"<pattern.*?</pattern>", re.DOTALL)
DECIMALS = re.compile(r"(\.\d\d)\d+")
BETWEEN = re.compile(r" ?\n([A-Z]) ")
PLACES = re.compile(rf'<g id="{GROUP}(\d+)">\s*<path d="([^"]*)"([^>]*?)/>\s*</g>')


def thinned(text: str) -> str:
    """Return an SVG whose outlines and hatches have no more decimals than can be seen."""
    text = HATCH.sub(lambda found: BETWEEN.sub(r"\1", DECIMALS.sub(r"\1", found[0])), text)
    return OUTLINE.sub(lambda found: f"{found[1]}{_short(found[2])}{found[3]}", text)


def apart(text: str, groups: Sequence[Mapping[str, int]], names: Mapping[str, str]) -> str:
    """Return an SVG with each place's outline as a path of its own, named.

    Parameters
    ----------
    text
        The SVG; group i of places has the name `places-i`.
    groups
        Of each group its places in the order drawn, with the number of rings.
    names
        Place to the name a reader knows it by.
    """
    seen: Counter[str] = Counter()

    def separate(found: re.Match[str]) -> str:
        rings = [f"M{ring}" for ring in found[2].split("M")[1:]]
        paths = []
        for unit, count in groups[int(found[1])].items():
            seen[unit] += 1
            name = f"place-{unit}" + (f"-{seen[unit]}" if seen[unit] > 1 else "")
            mine, rings = rings[:count], rings[count:]
            title = html.escape(names.get(unit, unit))
            paths.append(f'<path id="{name}" d="{"".join(mine)}"><title>{title}</title></path>')
        inside = "\n".join(paths)
        return f'<g id="{GROUP}{found[1]}"{found[3]}>\n{inside}\n</g>'

    return PLACES.sub(separate, text)


def _short(path: str) -> str:
    """Return a path's rings as steps from point to point."""
    rings = path.split("M")[1:]
    if path.count("L") < MANY:
        return path
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: str) -> str:
    points = np.array(ring.replace("L", " ").replace("z", " ").split(), dtype=float).reshape(-1, 2)
    steps = np.rint(points * TENTHS).astype(int)
    moves = np.diff(steps, axis=0)
    moves = moves[moves.any(axis=1)]
    start = f"M{_tenth(int(steps[0][0]))} {_tenth(int(steps[0][1]))}"
    if not len(moves):
        moves = np.array([[1, 0]])  # an islet smaller than a step is still a dot
    line = " ".join(map(_tenth, moves.ravel().tolist())).replace(" -", "-")
    return f"{start}l{line}{'z' if 'z' in ring else ''}"


@cache
def _tenth(steps: int) -> str:
    """Return a number of tenths as the shortest decimal."""
    sign, (whole, rest) = "-" if steps < 0 else "", divmod(abs(steps), TENTHS)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
