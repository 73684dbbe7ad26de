"""The sizes a picture may have, and the arithmetic of placing things on it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN_DPI = 96
PRINT_DPI = 300


@dataclass(frozen=True)
class Size:
    """A page.

    Parameters
    ----------
    width, height
        In pixels of the PNG.
    dpi
        Pixels an inch.
    short
        The short side in design units.
    """

    width: int
    height: int
    dpi: int = SCREEN_DPI
    short: int = 1080

    @property
    def design(self) -> tuple[float, float]:
        """Width and height in design units."""
        scale = self.short / min(self.width, self.height)
        return self.width * scale, self.height * scale


SIZES = {
    "slide": Size(1920, 1080),
    "a4-portrait": Size(2480, 3508, PRINT_DPI),
    "a4-landscape": Size(3508, 2480, PRINT_DPI),
    "square": Size(1080, 1080),
    "card": Size(1200, 630, short=630),
}
LEAST_PIXELS, MOST_PIXELS = 480, 8000
SMALL = 900
"""A page with a shorter short side is designed as a card."""


def page_size(text: str) -> Size:
    """Return a named size, or a custom one such as 1600x900.

    Raises
    ------
    InputError
        If it is neither, or too small or large to draw, or more than 3 : 1.
    """
    if text in SIZES:
        return SIZES[text]
    found = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if found:
        width, height = int(found[1]), int(found[2])
        low, high = sorted((width, height))
        if low >= LEAST_PIXELS and high <= MOST_PIXELS and high <= 3 * low:
            return Size(width, height, short=630 if low < SMALL else 1080)
    raise InputError.one(
        "size",
        value=repr(text),
        expected=", ".join(SIZES)
        + f", or WIDTHxHEIGHT with sides of {LEAST_PIXELS} to {MOST_PIXELS} pixels, 3:1 at most",
        next_step="Choose one of them, e.g. slide or 1600x900.",
    )


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions as near as possible to those wanted, in order, at least `gap` apart.

    Parameters
    ----------
    wanted
        In ascending order.
    gap
        Least distance; it shrinks when there is no room for it.
    low, high
        The range.
    """
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    # Pool adjacent violators: isotonic regression of the positions less their own gaps.
    blocks: list[list[float]] = []
    for i, value in enumerate(wanted):
        blocks.append([min(max(value - i * gap, low), high - (count - 1) * gap), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, size = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + mean * size) / (before[1] + size)
            before[1] += size
    flat = [mean for mean, size in blocks for _ in range(int(size))]
    return [value + i * gap for i, value in enumerate(flat)]


def nice_ceiling(value: float) -> float:
    """Return a round number at or above a value: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    return float(next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value))
