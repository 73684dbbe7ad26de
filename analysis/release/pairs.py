"""Pairs of figures that the data know: 195 of 226, 13 of Gyeongbuk's 23, 34 left out of 226."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release import vocabulary
from analysis.release.facts import Value
from analysis.release.ratios import part_and_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.release.facts import Facts
    from analysis.release.found import Reading
    from analysis.release.tokens import Token

_OPENS = re.compile(r"\s*+[(（]\s*+")
_CLOSES = re.compile(r"\s*+(?:개|곳|municipalities)?\s*+(?:[(（]|,? or)\s*+", re.IGNORECASE)


def known_pair(reading: Reading, facts: Facts, token: Token) -> tuple[Value, Value] | None:
    """Return the part and the whole that a figure's ratio states, when the data know that pair.

    A pair names itself: no other words are needed to know what 13/23 is beside Gyeongbuk's name.
    """
    ratio = part_and_whole(reading.page, token)
    if ratio is None:
        return None
    part, whole = ratio
    for first, second in _pairs(reading, facts, part):
        if (first.low, first.high) == (part.value,) * 2 and second.high == whole.value:
            return first, second
    return None


def half_known_pair(reading: Reading, facts: Facts, token: Token) -> tuple[Value, Value] | None:
    """Return a province's learning cities and municipalities where a ratio has one of them right.

    "강원은 고성군이 지정되면서 18개 시군 중 16개": the 18 says whose 16 it means to be.
    """
    ratio = part_and_whole(reading.page, token)
    if ratio is None:
        return None
    part, whole = ratio
    start, end = reading.page.sentence(part.start)
    for entry in reading.lists:
        for mention in entry.names.mentions:
            code = mention.province
            if not (start <= mention.start < end and mention.is_province):
                continue
            if code in facts.provinces:
                cities, inside, _ = facts.provinces[code]
                if (part.value, part.value) == (cities.low, cities.high) or (
                    whole.value == inside.high
                ):
                    return cities, inside
    return None


def pair_beside(reading: Reading, facts: Facts, share: Token) -> tuple[Value, Value] | None:
    """Return the known pair that a share is written with: "86.3% (195/226)", "195/226 (86.3%)"."""
    page = reading.page
    for token in page.numbers[0]:
        after = token.start >= share.end and page.plain[share.end : token.start]
        before = token.end <= share.start and page.plain[token.end : share.start]
        if (after and _OPENS.fullmatch(after)) or (before and _CLOSES.fullmatch(before)):
            found = known_pair(reading, facts, token)
            if found:
                return found
    return None


def _pairs(reading: Reading, facts: Facts, part: Token) -> Iterator[tuple[Value, Value]]:
    """Yield the pairs a part may belong to: the country's, and those of provinces named near."""
    counts = facts.counts
    of = counts[vocabulary.MUNICIPALITIES]
    for role, whole in (
        (vocabulary.TOTAL, of),
        (vocabulary.STRICT, of),
        (vocabulary.TOTAL, counts[vocabulary.UNITS]),
        (vocabulary.REMAINING, of),
    ):
        yield counts[role], whole
    if vocabulary.BEFORE in counts:
        yield counts[vocabulary.BEFORE], of
    start, end = reading.page.sentence(part.start)
    for entry in reading.lists:
        for mention in entry.names.mentions:
            if start <= mention.start < end and mention.province in facts.provinces:
                cities, inside, _ = facts.provinces[mention.province]
                yield cities, inside
                rest = f"{inside.formula} - {cities.formula}"
                yield Value(inside.low - cities.high, inside.high - cities.low, rest), inside
