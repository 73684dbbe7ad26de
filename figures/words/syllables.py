"""Romanised names cut where Korean syllables end, so that a line never breaks inside one."""

from __future__ import annotations

import re
from itertools import pairwise

FIRST, LAST = 0xAC00, 0xD7A3
"""The block of Korean syllables in Unicode."""

FINALS, VOWELS = 28, 21
SILENT = 11
"""The initial ㅇ, which has no letter of its own."""

NG = (1, 2, 21, 24)
"""Finals that may sound, and so be written, as ng: ㄱ ㄲ ㅇ ㅋ."""

VOWEL = re.compile(r"yae|yeo|wae|ae|ya|eo|ye|wa|oe|yo|wo|we|wi|yu|eu|ui|[aeiou]")


def syllables(korean: str, romanised: str) -> list[str]:
    """Return a romanised name's syllables; the whole name where the two do not match.

    Parameters
    ----------
    korean, romanised
        The same name in both scripts, without its kind: 청주 and Cheongju.
    """
    signs = [ord(sign) - FIRST for sign in korean]
    if not signs or not all(0 <= sign <= LAST - FIRST for sign in signs):
        return [romanised]
    vowels = list(VOWEL.finditer(romanised.lower()))
    if len(vowels) != len(signs):
        return [romanised]
    cuts = [0]
    for i in range(len(signs) - 1):
        start, end = vowels[i].end(), vowels[i + 1].start()
        between = romanised[start:end].lower()
        final = signs[i] % FINALS
        silent = signs[i + 1] // FINALS // VOWELS == SILENT
        if not final:
            taken = 0
        elif silent:
            taken = len(between)
        else:
            taken = 2 if between.startswith("ng") and final in NG else 1
        cuts.append(start + min(taken, len(between)))
    return [romanised[a:b] for a, b in zip(cuts, [*cuts[1:], len(romanised)], strict=True)]


def lines(parts: list[str]) -> list[str]:
    """Return syllables on the lines that fill a square with the largest letters, with hyphens.

    Parameters
    ----------
    parts
        The syllables.
    """
    best, largest = ["".join(parts)], _size(["".join(parts)])
    for count in range(2, min(MOST_LINES, len(parts)) + 1):
        for ends in _ways(len(parts), count):
            rows = ["".join(parts[a:b]) for a, b in pairwise(ends)]
            rows = [*(f"{row}-" for row in rows[:-1]), rows[-1]]
            if _size(rows) > largest + WORTH:
                best, largest = rows, _size(rows)
    return best


MOST_LINES = 3
LETTER, LEADING = 0.56, 1.2
"""Width of a letter and height of a line, in font sizes."""

ENOUGH = 0.3
"""Font size, in sides of the square, beyond which a name grows no more."""

WORTH = 0.015
"""What a further line must add to the size."""


def _size(rows: list[str]) -> float:
    """Return the font size at which rows fill a square of side 1."""
    return min(ENOUGH, 0.92 / LETTER / max(map(len, rows)), 0.92 / LEADING / len(rows))


def _ways(parts: int, count: int) -> list[list[int]]:
    """Return every way to part a row of parts into so many lines, as the ends of the lines."""
    if count == 1:
        return [[0, parts]]
    return [[*rest, parts] for last in range(count - 1, parts) for rest in _ways(last, count - 1)]
