"""Names beside a map, joined to their places by lines; no two names ever overlap."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from figures.print.page.size import spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from figures.print.country_map import Box
    from figures.print.page.canvas import Canvas

Point = tuple[float, float]
LEAST_GAP = 1.25
"""Between two lines of names, in font sizes."""

GAP = 7.0
"""Between a name and its line."""

ELBOW = GAP * 3
"""Where a line turns from its name to its place."""

CLEAR_STEPS = 60
"""Heights tried for a name whose line runs through what is to be kept clear."""

DOT = 8.0
"""Of the mark at a place, points."""


@dataclass(frozen=True)
class Label:
    """A name beside a map.

    Parameters
    ----------
    key
        What it names.
    text
        The name, on one line or more.
    point
        The place it names, on the page.
    """

    key: str
    text: str
    point: Point


@dataclass(frozen=True)
class Placed:
    """A name that has found its place.

    Parameters
    ----------
    label
        The name.
    box
        Where it stands.
    size
        Of its text.
    left
        Whether it stands on the left side, its text ending at the map.
    """

    label: Label
    box: Box
    size: float
    left: bool

    @property
    def anchor(self) -> Point:
        """Where its line starts."""
        x, y, width, height = self.box
        return (x + width if self.left else x), y + height / 2


def place_labels(
    page: Canvas,
    labels: Sequence[Label],
    columns: tuple[Box, Box],
    size: float,
    clear: Sequence[Box] = (),
) -> list[Placed]:
    """Return names in two columns, left and right of a map, none overlapping another.

    Parameters
    ----------
    page
        Measures the text.
    labels
        The names and their points.
    columns
        The boxes on the left and right; a box without width is not used.
    size
        Of the text, made smaller where a column is too short or narrow for it.
    clear
        Boxes that no line runs through, where that can be had.
    """
    ordered = sorted(labels, key=lambda label: (label.point[0], label.point[1], label.key))
    if columns[0][2] <= 0 or columns[1][2] <= 0:
        sides = [[], ordered] if columns[0][2] <= 0 else [ordered, []]
    else:
        half = len(ordered) // 2
        sides = [ordered[:half], ordered[half:]]
    used = [(box, members) for box, members in zip(columns, sides, strict=True) if members]
    size = min([size, *(_fitting(page, members, box, size) for box, members in used)])
    return [
        one
        for box, members in used
        for one in _column(page, members, box, size, clear, left=members is sides[0])
    ]


def _fitting(page: Canvas, labels: list[Label], box: Box, size: float) -> float:
    """Return the size at which a column of names fits its box, both ways."""
    _, _, width, height = box
    lines = max(len(label.text.split("\n")) for label in labels)
    size = min(size, height / len(labels) / LEAST_GAP / lines)
    return min(page.fitted(line, size, width, bold=True) for line in _lines(labels))


def _column(  # noqa: PLR0913  # one column, its parts named
    page: Canvas,
    labels: list[Label],
    box: Box,
    size: float,
    clear: Sequence[Box],
    *,
    left: bool,
) -> list[Placed]:
    """Return one column of names in the order of their places, from the top."""
    x, y, width, height = box
    tall = size * max(len(label.text.split("\n")) for label in labels)
    wanted = sorted(label.point[1] - tall / 2 for label in labels)
    tops = spread(wanted, tall * LEAST_GAP, y, y + height - tall * 1.15)
    edge = x + width + ELBOW if left else x - ELBOW
    slots = [(edge, top + tall * 1.15 / 2) for top in tops]
    labels = _untangled(sorted(labels, key=lambda item: (item.point[1], item.key)), slots)
    if clear:
        slots = _cleared(labels, slots, clear, tall * LEAST_GAP, (y, y + height))
        tops = [middle - tall * 1.15 / 2 for _, middle in slots]
    placed = []
    for label, top in zip(labels, tops, strict=True):
        taken = max(page.text_width(line, size, bold=True) for line in _lines([label]))
        start = x + width - taken if left else x
        placed.append(Placed(label, (start, top, taken, tall * 1.15), size, left))
    return placed


def _lines(labels: Sequence[Label]) -> list[str]:
    return [line for label in labels for line in label.text.split("\n")]


def _untangled(labels: list[Label], slots: list[Point]) -> list[Label]:
    """Return names reordered until no two of their lines cross or run over another's place."""
    labels = list(labels)
    pairs = list(combinations(range(len(labels)), 2))
    # Each exchange of two crossing lines makes the sum of their lengths smaller, so this ends.
    changed = True
    while changed:
        changed = False
        for i, j in pairs:
            if crosses(slots[i], labels[i].point, slots[j], labels[j].point):
                labels[i], labels[j] = labels[j], labels[i]
                changed = True
    best = _troubles(labels, slots)
    for i, j in pairs:
        if best == 0:
            break
        labels[i], labels[j] = labels[j], labels[i]
        now = _troubles(labels, slots)
        if now < best:
            best = now
        else:
            labels[i], labels[j] = labels[j], labels[i]
    return labels


def _cleared(
    labels: list[Label],
    slots: list[Point],
    clear: Sequence[Box],
    gap: float,
    reach: tuple[float, float],
) -> list[Point]:
    """Return slots moved up or down until no line runs through a box that is to be kept clear.

    A name that moves pushes its neighbours along, so that none comes to stand on another.
    """
    low, high = reach[0] + gap / 2, reach[1] - gap / 2
    steps = [low + (high - low) * i / CLEAR_STEPS for i in range(CLEAR_STEPS + 1)]

    def cost(tried: list[Point]) -> tuple[int, int, float]:
        lines = list(zip(tried, (label.point for label in labels), strict=True))
        through = sum(runs_through(*line, box) for line in lines for box in clear)
        away = sum(abs(slot[1] - point[1]) for slot, point in lines)
        # No box is worth two lines that cross.
        crossed, over_places = divmod(_troubles(labels, tried), len(lines) ** 2)
        return crossed, through * len(lines) ** 2 + over_places, away

    def moved(i: int, middle: float) -> list[Point]:
        wanted = [middle if j == i else slot[1] for j, slot in enumerate(slots)]
        order = sorted(range(len(wanted)), key=wanted.__getitem__)
        placed = spread([wanted[j] for j in order], gap, low, high)
        heights = dict(zip(order, placed, strict=True))
        return [(slots[j][0], heights[j]) for j in range(len(slots))]

    for _ in labels:
        if not any(cost(slots)[:2]):
            break
        tries = [moved(i, middle) for i in range(len(labels)) for middle in steps]
        slots = min([slots, *tries], key=cost)
    return slots


def runs_through(a: Point, b: Point, box: Box) -> bool:
    """Return whether the line from a to b runs through a box."""
    x, y, width, height = box
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    inside = any(x < px < x + width and y < py < y + height for px, py in (a, b))
    return inside or any(
        crosses(a, b, one, other)
        for one, other in ((corners[0], corners[2]), (corners[1], corners[3]))
    )


def _troubles(labels: list[Label], slots: list[Point]) -> int:
    """Return how many lines run over another place; a crossing weighs more than all of them."""
    lines = [(slot, label.point) for slot, label in zip(slots, labels, strict=True)]
    return sum(
        len(lines) ** 2 * crosses(*one, *other) + near(*one, other[1]) + near(*other, one[1])
        for one, other in combinations(lines, 2)
    )


def near(a: Point, b: Point, place: Point) -> bool:
    """Return whether the line from a to b runs over a place's dot."""
    along = (b[0] - a[0], b[1] - a[1])
    length = math.hypot(*along)
    if not length:
        return False
    share = ((place[0] - a[0]) * along[0] + (place[1] - a[1]) * along[1]) / length**2
    off = abs((place[0] - a[0]) * along[1] - (place[1] - a[1]) * along[0]) / length
    return 0 < share < 1 and off < DOT / 2 + 1


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether the lines from a to b and from c to d cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def draw_labels(
    page: Canvas, placed: Sequence[Placed], fills: Mapping[str, str], *, bold: bool = False
) -> None:
    """Draw names, their lines and a dot at each place.

    Parameters
    ----------
    page, placed
        Where.
    fills
        Label key to the dot's colour.
    bold
        Whether the names are.
    """
    ink = page.theme.ink
    for item in placed:
        x, y = item.anchor
        start = x + GAP if item.left else x - GAP
        elbow = x + ELBOW if item.left else x - ELBOW
        px, py = item.label.point
        page.line((start, elbow, px), (y, y, py), colour=ink.paper, width=3.2)
        page.line((start, elbow, px), (y, y, py), colour=ink.text, width=1.2)
    for item in placed:
        px, py = item.label.point
        page.dots([px], [py], size=DOT, fill=fills[item.label.key], edge=ink.text)
        x, y, width, height = item.box
        lines = item.label.text.split("\n")
        for i, line in enumerate(lines):
            at = y + i * height / len(lines)
            side = x + width if item.left else x
            align = "right" if item.left else "left"
            page.text(side, at, line, item.size, bold=bold, align=align)
