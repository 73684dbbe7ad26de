"""Which count of the data a figure of a release states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release import vocabulary
from analysis.release.compare import DIFFERS, compare
from analysis.release.facts import CONSORTIA, Facts, Value
from analysis.release.pairs import half_known_pair, known_pair
from analysis.release.ratios import (
    counts_the_rest,
    counts_the_rest_before,
    of_a_group,
    part_and_whole,
)
from analysis.release.shares import names_strict, province_share, provinces_of
from analysis.release.tokens import SHARE

if TYPE_CHECKING:
    from analysis.release.found import Counted, Reading
    from analysis.release.page import Page
    from analysis.release.tokens import Token

_IN_TEN = re.compile(
    r"(?:열|10)\s*(?:곳|개)?\s*(?:도시|지역|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구|지자체|기초\S{0,5})?\s*(?:중|가운데)\s*(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|[1-9])(?!\d)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|[1-9])\s+"
    r"(?:in|out of)\s+(?:every\s+)?(?:ten|10)\b",
    re.IGNORECASE,
)
"""A way of speaking, no figure of the data: "eight in ten"."""

_LAST_YEAR = re.compile(r"(?:지난해|작년|전년)(?:에는|엔|에)?\s*$|\blast year,?\s*$", re.IGNORECASE)
_JOINT = re.compile(r"컨소시엄|연합체|consorti", re.IGNORECASE)
_PROVINCES = re.compile(r"시\s*[·ㆍ]?\s*도|provinc")
OF_A_YEAR = frozenset({"", vocabulary.TOTAL, vocabulary.BEFORE, vocabulary.NEW})
"""Roles that the data know for other years than the edition's."""


def count_value(reading: Reading, count: Counted, facts: Facts) -> Value | None:
    """Return the figure of the data that a count states; None where they have none.

    Parameters
    ----------
    reading
        The release.
    count
        One of its counts.
    facts
        What the data say about the edition.
    """
    pair = known_pair(reading, facts, count.token)
    if pair is None and not count.province:
        pair = half_known_pair(reading, facts, count.token)
    ratio = part_and_whole(reading.page, count.token)
    if pair and ratio:
        return pair[ratio.index(count.token)]
    if of_a_group(reading.page, count.token):
        return None
    if not count.province and _in_ten(reading.page, count.token):
        return None
    year = count.year or _last_year(reading.page, count, facts)
    if year and year != int(facts.edition):
        return _of_year(count, year, facts)
    if count.province and count.role not in {vocabulary.CONSORTIUM, vocabulary.PROVINCES}:
        values = [_of_province(count, name, facts) for name in (count.province, *count.each)]
        wrong = (v for v in values if v is None or compare(count.token, v)[0] == DIFFERS)
        return next(wrong, values[0])
    return _of_nation(reading.page, count, facts)


def transition_values(
    reading: Reading, ends: tuple[Token, Token], facts: Facts
) -> tuple[Value | None, Value | None] | None:
    """Return both ends of a change that is a province's, or of who is left out.

    None where it is the country's. "도내 평생학습도시가 14곳에서 15곳으로" is a province's.
    """
    first, _ = ends
    share = first.kind == SHARE
    if not share and counts_the_rest_before(reading.page, first):
        counts = facts.counts
        return counts.get(vocabulary.REMAINING_BEFORE), counts[vocabulary.REMAINING]
    provinces = provinces_of(reading, first)
    if len(provinces) != 1 or provinces[0] not in facts.provinces:
        return None
    code = provinces[0]
    if share:
        return province_share(code, facts.provinces_before), province_share(code, facts.provinces)
    then = facts.provinces_before.get(code)
    return then and then[0], facts.provinces[code][0]


def _in_ten(page: Page, token: Token) -> bool:
    """Return whether a figure is part of "eight in ten"."""
    start, end = page.sentence(token.start)
    return any(
        match.start() + start <= token.start < match.end() + start
        for match in _IN_TEN.finditer(page.plain[start:end])
    )


def _last_year(page: Page, count: Counted, facts: Facts) -> int:
    """Return the year before when new places are said to be of it: "지난해에는 3곳"."""
    lead = page.plain[max(0, count.token.start - 10) : count.token.start]
    new = count.role == vocabulary.NEW and _LAST_YEAR.search(lead)
    return int(facts.edition) - 1 if new else 0


def _of_year(count: Counted, year: int, facts: Facts) -> Value | None:
    """Return the total, or the number of new places, of another year."""
    both = facts.totals(year)
    if both is None or count.role not in OF_A_YEAR:
        return None
    total, new = both
    # "2024년에는 3곳": no figure can be taken for both.
    return new if count.role == vocabulary.NEW or count.token.high == new.high else total


def _of_province(count: Counted, province: str, facts: Facts) -> Value | None:
    """Return a province's learning cities, or its municipalities where the words say all."""
    if province not in facts.provinces:
        return None
    cities, of, new = facts.provinces[province]
    if count.role == vocabulary.NEW:
        return new
    if count.role == vocabulary.REMAINING and of.high:
        formula = f"{of.formula} - {cities.formula}"
        return Value(of.low - cities.high, of.high - cities.low, formula)
    if count.role == vocabulary.MUNICIPALITIES or not of.high:
        return of if of.high else cities
    return cities


def _of_nation(page: Page, count: Counted, facts: Facts) -> Value | None:
    """Return the country's figure of a count's role."""
    counts, role, token = facts.counts, count.role, count.token
    if role == vocabulary.MUNICIPALITIES and token.high == counts[vocabulary.TOTAL].high:
        # "195개 시·군·구 (전국 226개 시·군·구)": the cities are municipalities as well.
        role = vocabulary.TOTAL
    if role == vocabulary.GROWTH and token.high == counts[vocabulary.NEW].high:
        # "Eight more": whoever lapsed meanwhile, eight are new.
        role = vocabulary.NEW
    if role == vocabulary.BEFORE and counts_the_rest(page, token):
        role = vocabulary.REMAINING_BEFORE
    both = token.high == counts[vocabulary.TOTAL].high
    if role == vocabulary.TOTAL and names_strict(page, token) and not both:
        role = vocabulary.STRICT
    if role == vocabulary.CONSORTIUM and CONSORTIA in counts:
        near = page.plain[max(0, token.start - 14) : token.end + 14]
        if _JOINT.search(near) and not _PROVINCES.search(near):
            return counts[CONSORTIA]
    return counts.get(role)
