"""Read a release: each figure with its role, each list with its role and stated length.

Reading needs only words and, to decide between roles that the words leave open, roughly what is
expected of each role. It is shared by the check, which expects the data's figures, and by the
intake of a new edition, which expects last year's.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release import grammar, vocabulary
from analysis.release.amounts import paid
from analysis.release.anchors import listed, merged, roles_from_lists
from analysis.release.found import Counted, Expected, Reading
from analysis.release.namelists import lists_of
from analysis.release.page import Page
from analysis.release.ratios import counts_the_rest, part_and_whole
from analysis.release.tokens import BARE, COUNT, MONEY, SHARE, YEAR, Token
from analysis.release.whose import (
    province_around,
    province_beside,
    province_of_row,
    provinces_each,
    under_subject,
)

if TYPE_CHECKING:
    from analysis.release.naming import NameList, Names

COUNT_ROLES = tuple(vocabulary.WORDS)
OF_A_PROVINCE = frozenset({"", vocabulary.TOTAL, vocabulary.REMAINING})
"""Roles under which a province's figure may count who is left out."""

_ARROW = re.compile(
    r"^\s*+(?:개소|개|곳|군데|cities|places)?\s*+(?:시|도시|지역)?\s*+"
    r"(?:\(\s*+(?:년)?\s*+\)|\b(?:in|as of)\b)?\s*+"
    r"(?:→|->|=>|⇒|➔|➡|에서|\bto\b|\|)\s*+(?:(?:총|약|\()\s*+)?$",
    re.IGNORECASE,
)


_BY = re.compile(r"\s*+(?:곳|개)?\s*+(?:이|가)\s*+(?:줄|늘|감소|증가|추가)")
_YEAR_COLUMN = re.compile(r"\W*(20\d\d)\s*(?:년(?:도|판)?|edition)?\W*", re.IGNORECASE)
_CHANGE_COLUMN = re.compile(r"증감|증가|변화|전년\s*대비|\bchange\b|\bdifference\b", re.IGNORECASE)
"""Head of a column of differences: what the row counts is not what they count."""

_BY_KIND = re.compile(
    r"(?:^|[\s,(])(?:시|군|구|자치구)(?:가|이|는|은)?\s*$|(?:외(?:에)?|나머지)\s*$"
)
"""Before a figure of one kind of place, or of all but one: "군이 6곳", "종로구 외 21곳"."""

_COLUMNS = {
    vocabulary.REMAINING: re.compile(r"미지정|남은|not designated|undesignated", re.IGNORECASE),
    vocabulary.NEW: re.compile(r"신규|\bnew\b", re.IGNORECASE),
    vocabulary.TOTAL: re.compile(r"학습\s*도시|지정|learning|designated", re.IGNORECASE),
    vocabulary.MUNICIPALITIES: re.compile(
        r"기초|시\s*[·ㆍ]?\s*군|자치단체|지자체|전체|municipalit|\ball\b", re.IGNORECASE
    ),
}
"""Heads of a table's columns, in the order in which they are asked."""

NEAR = 40
"""Characters between the two figures of a transition at most."""


def read_release(text: str, names: Names, expected: Expected) -> Reading:
    """Return what a release says.

    Parameters
    ----------
    text
        The release, from `documents.text_of` or `documents.clean`.
    names
        The places' names on the edition's day.
    expected
        Roughly what it will say.
    """
    page = Page(text)
    transitions = find_transitions(page)
    in_transition = {token for pair in transitions for token in pair}
    lists = under_subject(page, merged(page, lists_of(page.plain, names)), names)
    counts = [
        _counted(page, token, expected, lists)
        for token in page.tokens
        if token.kind in {COUNT, BARE} and token not in in_transition
        and grammar.counts_places(page, token)
    ]  # fmt: skip
    found = listed(page, lists, counts)
    counts = roles_from_lists(_as_their_neighbours(page, counts), found)
    amounts = [paid(page, token, counts, expected) for token in page.tokens if token.kind == MONEY]
    return Reading(page, counts, transitions, found, amounts)


def find_transitions(page: Page) -> list[tuple[Token, Token]]:
    """Return the pairs of figures that say "from … to …": 188 (2022) → 195 (2023)."""
    figures = [t for t in page.tokens if t.kind in {COUNT, BARE, SHARE}]
    years = [token for token in page.tokens if token.kind == YEAR]
    found = []
    for first, second in itertools.pairwise(figures):
        between = list(page.plain[first.end : second.start])
        for token in years:
            if first.end <= token.start and token.end <= second.start:
                for at in range(token.start - first.end, token.end - first.end):
                    between[at] = " "
        # "41곳에서 7곳이 줄었다": by how much, not to what.
        by = _BY.match(page.plain[second.end : second.end + 12])
        same = not by and (first.kind == SHARE) == (second.kind == SHARE)
        written = "".join(between)
        row = "|" in written and not re.search(r"[→⇒➔]|->", written)
        if same and not row and len(between) < NEAR and _ARROW.match(written):  # pairs stand close
            found.append((first, second))
    return found


def year_beside(page: Page, token: Token) -> int:
    """Return the year written right beside a figure: 188 (2022), 2022년 188개."""
    for other in page.tokens:
        if other.kind != YEAR:
            continue
        after = page.plain[token.end : other.start] if other.start >= token.end else None
        if after is not None and re.fullmatch(
            r"\s*+(?:개소|개|곳|cities)?\s*+(?:\(|\bin\s|,\s*+as of\s)\s*+", after
        ):
            return int(other.value)
        before = page.plain[other.end : token.start] if other.end <= token.start else None
        if before is not None and re.fullmatch(
            r"\s*+(?:년)?(?:에|에는|의|:|\))?\s*+(?:총\s*+)?", before
        ):
            return int(other.value)
    column = _YEAR_COLUMN.fullmatch(page.cells(token.start)[1])
    return int(column[1]) if column else 0


def _counted(page: Page, token: Token, expected: Expected, lists: list[NameList]) -> Counted:
    weights = grammar.weigh(page, token, COUNT_ROLES)
    inside = province_around(page, token, lists)
    each = provinces_each(page, token, lists)
    province = each[0] if each else province_beside(page, token, lists) or inside
    ratio = part_and_whole(page, token)
    if ratio:
        part, whole = ratio
        province = province or province_beside(page, whole if token == part else part, lists)
        _weigh_part(weights, is_part=token == part)
    role, weight = grammar.choose(weights, token.value, expected.counts)
    role = grammar.exactly(page, token, role, expected.counts)
    wanted = expected.counts
    if role == vocabulary.UNITS and vocabulary.TOTAL in wanted:
        # "세종 1곳, 제주 2곳을 포함하면 195곳": the cities, not the places they are taken from.
        away = abs(token.value - wanted[vocabulary.UNITS])
        if away > abs(token.value - wanted[vocabulary.TOTAL]):
            role = vocabulary.TOTAL
    if province and ratio:
        role = vocabulary.MUNICIPALITIES if token == ratio[1] else vocabulary.TOTAL
    elif inside:
        role = vocabulary.MUNICIPALITIES
    elif province and role in {vocabulary.CONSORTIUM, vocabulary.PROVINCES}:
        start, end = page.clause(token.start)
        # A heading "by province" does not make each province's figure one of provinces.
        role = role if grammar.score(page.plain[start:end], role) else ""
    _, column, _ = page.cells(token.start)
    if _CHANGE_COLUMN.search(column) or _BY_KIND.search(
        page.plain[max(0, token.start - 12) : token.start]
    ):
        return Counted(token, "", 0, "", weight)
    of_row = province_of_row(page, token, lists)
    if of_row and column:
        province = province or of_row
        role = _role_of_column(column) or role
    elif province and role in OF_A_PROVINCE and counts_the_rest(page, token):
        role = vocabulary.REMAINING
    return Counted(token, role, year_beside(page, token), province, weight, each[1:])


def _weigh_part(weights: dict[str, float], *, is_part: bool) -> None:
    """Weigh a figure as the part or the whole that it is."""
    if is_part:
        # Whom the whole counts says nothing of the part.
        weights[vocabulary.MUNICIPALITIES] = 0.0
        weights[vocabulary.TOTAL] += 2.0
    else:
        weights[vocabulary.MUNICIPALITIES] += 3.0
        weights[vocabulary.TOTAL] = 0.0


def _as_their_neighbours(page: Page, counts: list[Counted]) -> list[Counted]:
    """Return counts in which a province's bare figure counts what the province's before it does.

    "신규 지정은 충남 2곳, 강원·충북 각 1곳": the verb or noun is said once.
    """
    told: list[Counted] = []
    for count in counts:
        start, _ = page.sentence(count.token.start)
        before = [c for c in told if c.province and start <= c.token.start]
        if count.province and not count.role and before:
            told.append(replace(count, role=before[-1].role))
        else:
            told.append(count)
    return told


def _role_of_column(column: str) -> str:
    """Return what a table's column counts, by its head; empty when the head does not say."""
    return next((role for role, words in _COLUMNS.items() if words.search(column)), "")
