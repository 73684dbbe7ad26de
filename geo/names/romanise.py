"""Romanise Hangul by the Revised Romanisation of Korean (2000), names of places only.

Administrative districts have no English name in the register; this gives them one.
"""

from __future__ import annotations

INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s"]
INITIALS += ["ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
VOWELS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"]
VOWELS += ["oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"]
FINALS += ["p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]
LIAISON = {1: "g", 4: "n", 7: "d", 8: "r", 16: "m", 17: "b", 19: "s", 22: "j", 25: "t"}
"""Finals that move over to a following vowel, and what they sound like there."""

FIRST, LAST = 0xAC00, 0xD7A3
SILENT, RIEUL, NASALS = 11, 5, (2, 6)
NASALISED = {"k": "ng", "t": "n", "p": "m"}


def romanise(text: str) -> str:
    """Return Hangul in Latin letters; sounds between syllables are written as they are spoken."""
    syllables = [_parts(sign) for sign in text if FIRST <= ord(sign) <= LAST]
    written = []
    for place, (initial, vowel, final) in enumerate(syllables):
        before = syllables[place - 1][2] if place else 0
        after = syllables[place + 1][0] if place + 1 < len(syllables) else None
        written.append(_start(initial, before) + VOWELS[vowel] + _end(final, after))
    return "".join(written)


def _parts(sign: str) -> tuple[int, int, int]:
    number = ord(sign) - FIRST
    return number // 588, number // 28 % 21, number % 28


def _start(initial: int, before: int) -> str:
    sound = FINALS[before]
    if initial == RIEUL and sound in {"n", "l"}:
        return "l"
    if initial == RIEUL and sound:
        return "n"
    if initial == SILENT:
        return LIAISON.get(before, "")
    return INITIALS[initial]


def _end(final: int, after: int | None) -> str:
    sound = FINALS[final]
    if after == SILENT and final in LIAISON:
        return ""
    if after == RIEUL and sound == "n":
        return "l"
    if after is not None and (after in NASALS or after == RIEUL):
        return NASALISED.get(sound, sound)
    return sound
