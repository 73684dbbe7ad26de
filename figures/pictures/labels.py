"""Names beside a map, joined to their places by lines; no two names ever overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.pictures.size import spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from figures.pictures.canvas import Canvas
    from figures.printmap import Box

Point = tuple[float, float]
LEAST_GAP = 1.25
"""Between two lines of names, in font sizes."""


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
    page: Canvas, labels: Sequence[Label], columns: tuple[Box, Box], size: float
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
    """
    ordered = sorted(labels, key=lambda label: (label.point[0], label.point[1], label.key))
    if columns[0][2] <= 0 or columns[1][2] <= 0:
        sides = [[], ordered] if columns[0][2] <= 0 else [ordered, []]
    else:
        half = len(ordered) // 2
        sides = [ordered[:half], ordered[half:]]
    placed: list[Placed] = []
    for side, (box, members) in enumerate(zip(columns, sides, strict=True)):
        if members:
            placed += _column(page, members, box, size, left=side == 0)
    return placed


def _column(
    page: Canvas, labels: list[Label], box: Box, size: float, *, left: bool
) -> list[Placed]:
    """Return one column of names in the order of their places, from the top."""
    x, y, width, height = box
    lines = max(len(label.text.split("\n")) for label in labels)
    size = min(size, height / len(labels) / LEAST_GAP / lines)
    own = min(page.fitted(line, size, width, bold=True) for line in _lines(labels))
    tall = own * lines
    labels = _untangled(sorted(labels, key=lambda item: (item.point[1], item.key)), box, left=left)
    wanted = sorted(label.point[1] - tall / 2 for label in labels)
    tops = spread(wanted, tall * LEAST_GAP, y, y + height - tall * 1.15)
    placed = []
    for label, top in zip(labels, tops, strict=True):
        taken = max(page.text_width(line, own, bold=True) for line in _lines([label]))
        start = x + width - taken if left else x
        placed.append(Placed(label, (start, top, taken, tall * 1.15), own, left))
    return placed


def _lines(labels: Sequence[Label]) -> list[str]:
    return [line for label in labels for line in label.text.split("\n")]


def _untangled(labels: list[Label], box: Box, *, left: bool) -> list[Label]:
    """Return names reordered until no two of their lines cross."""
    x, y, width, height = box
    edge = x + width if left else x
    step = height / len(labels)
    slots = [(edge, y + (i + 0.5) * step) for i in range(len(labels))]
    labels = list(labels)
    # Each exchange of two crossing lines makes the sum of their lengths smaller, so this ends.
    changed = True
    while changed:
        changed = False
        for i in range(len(labels)):
            for j in range(i + 1, len(labels)):
                if crosses(slots[i], labels[i].point, slots[j], labels[j].point):
                    labels[i], labels[j] = labels[j], labels[i]
                    changed = True
    return labels


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
    gap = 7.0
    for item in placed:
        x, y = item.anchor
        start = x + gap if item.left else x - gap
        elbow = start + (gap * 2 if item.left else -gap * 2)
        px, py = item.label.point
        page.line((start, elbow, px), (y, y, py), colour=ink.paper, width=3.2)
        page.line((start, elbow, px), (y, y, py), colour=ink.text, width=1.2)
    for item in placed:
        px, py = item.label.point
        page.dots([px], [py], size=8, fill=fills[item.label.key], edge=ink.text)
        x, y, width, height = item.box
        lines = item.label.text.split("\n")
        for i, line in enumerate(lines):
            at = y + i * height / len(lines)
            side = x + width if item.left else x
            align = "right" if item.left else "left"
            page.text(side, at, line, item.size, bold=bold, align=align)
