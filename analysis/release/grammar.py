"""What a figure is about: the words around it, in Korean and English, weighed.

Each role has its words. Words in the figure's own phrase weigh most, then those of its sentence,
then the heading, the table's heads and the sentence before. How far the figure is from what is
expected of a role only decides between roles that the words leave open; it never makes a role.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from analysis.release import vocabulary
from analysis.release.ratios import part_and_whole
from analysis.release.vocabulary import (
    FUNDED,
    GROWTH,
    MUNICIPALITIES,
    TOTAL,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.release.page import Page
    from analysis.release.tokens import Token

STRONG = 0.7
"""A word of this weight settles the phrase; the other side of the figure is then not asked."""

PRIOR = 0.8

PRIOR_CAP = 4.0

WEAK = 1.2
"""Below this weight of words a role is only believed when the figure is near what it should be."""

NEAR = 0.35

ABSURD = 1.5
"""A factor of four and a half: no slip of the pen, unless the figure's own phrase says so."""

SURE = 4.5

PARAGRAPH = 400
"""Characters before a sentence in which it may have been said that cities are counted."""


def score(text: str, role: str) -> float:
    """Return the weight of a role's words in a text."""
    return max(
        (weight for pattern, weight in vocabulary.WORDS[role] if pattern.search(text)), default=0.0
    )


def prior(value: float, expected: float | None) -> float:
    """Return how much a figure speaks against a role, from 0 for the expected figure."""
    if not expected or value <= 0:
        return PRIOR_CAP / 2
    return min(PRIOR_CAP, PRIOR * abs(math.log(value / expected)))


def phrases(page: Page, token: Token) -> tuple[str, str]:
    """Return the words of a figure's own phrase, before and after it.

    The phrase ends at the next mark, verb or figure; a bracket right before the figure belongs to
    what stands before it: "New cities (7)".
    """
    start, end = page.sentence(token.start)
    left_edge, right_edge = page.figures_beside(token)
    left_edge, right_edge = max(start, left_edge), min(end, right_edge)
    left = page.plain[left_edge : token.start]
    opened = re.search(r"[(:：]\s*(?:총|약|total of|a total of)?\s*$", left)
    head = left[: opened.start()] if opened else left
    cut = [m.end() for m in vocabulary.LEFT_STOP.finditer(head)]
    left = head[cut[-1] :] if cut else head
    stop = vocabulary.NP_STOP.search(page.plain[token.end : right_edge] + " ")
    right = page.plain[token.end : right_edge]
    return left, right[: stop.start()] if stop else right


def counts_places(page: Page, token: Token) -> bool:
    """Return whether a figure counts places, not programmes, people or pages."""
    left, right = phrases(page, token)
    if token.kind == "count" and token.word:
        return _korean_counts_places(page, token, left)
    behind = page.plain[token.end : token.end + 80]
    if vocabulary.NOUN_EN.match(behind) and vocabulary.NOUN_EN.match(right + " "):
        return True
    if vocabulary.NOUN_KO.match(right):
        return True
    if page.in_row(token.start):
        head, column, _ = page.cells(token.start)
        return bool(vocabulary.CITY_HEAD.search(f"{head} {column}"))
    if vocabulary.LEADS.search(left) or _in_ratio(page, token):
        start, end = page.sentence(token.start)
        return bool(vocabulary.ABOUT_CITIES.search(page.plain[max(0, start - PARAGRAPH) : end]))
    labels = page.plain[max(0, token.start - 3) : token.start].rstrip()[-1:] in tuple("(:：")
    return labels and bool(vocabulary.CITY_LABEL.search(left))


def _korean_counts_places(page: Page, token: Token, left: str) -> bool:
    """Return whether a Korean figure with its counter counts places: 7곳, 7개 시군, 신규 7개."""
    if part_and_whole(page, token):
        return True
    after = page.plain[token.end : token.end + 40]
    if token.word in vocabulary.PLACE_COUNTERS:
        return not vocabulary.PER_ONE.match(after)
    if token.word != "개" or vocabulary.PER_ONE.match(after):
        return False
    if vocabulary.NOUN_KO.match(after) or vocabulary.GROWN_KO.match(after):
        return True
    head, column, _ = page.cells(token.start)
    known = vocabulary.LEFT_KO.search(f"{left[-30:]} {column} {head}")
    return bool(vocabulary.OPEN_KO.match(after)) and bool(known)


def _in_ratio(page: Page, token: Token) -> bool:
    """Return whether a figure stands in "195 of 226", "195/226" or before its share."""
    after = page.plain[token.end : token.end + 30]
    before = page.plain[max(0, token.start - 6) : token.start]
    return bool(
        part_and_whole(page, token)
        or vocabulary.OVER.match(after)
        or vocabulary.UNDER.search(before)
        or vocabulary.WITH_SHARE.match(after)
    )


def weigh(page: Page, token: Token, roles: tuple[str, ...]) -> dict[str, float]:
    """Return, for each role, the weight of the words around a figure."""
    left, right = phrases(page, token)
    start, end = page.sentence(token.start)
    clause_start, clause_end = page.clause(token.start)
    clause = page.plain[clause_start:clause_end]
    sentence = page.plain[start:end]
    before = page.before(token.start)
    heading = page.heading(token.start)
    head, column, own = page.cells(token.start)
    korean = bool(re.search("[가-힣]", page.plain[max(0, token.start - 3) : token.end + 3]))
    near, far = (left[-40:], right) if korean else (right, left[-40:])
    first = {role: score(near, role) for role in roles}
    # English says what it counts behind the figure, Korean mostly before it.
    second = {role: 0.0 if max(first.values()) > STRONG else score(far, role) for role in roles}
    weights = {}
    for role in roles:
        weights[role] = (
            3.0 * max(first[role], second[role])
            + 1.0 * score(clause, role)
            + 1.0 * _nearness(sentence, token.start - start, token.end - start, role)
            + 0.6 * score(before, role)
            + 0.8 * score(heading, role)
            + 2.5 * max(score(head, role), score(column, role), score(own, role))
        )
    if FUNDED in weights and (
        vocabulary.BOTH_KO.search(page.plain[max(start, token.start - 30) : token.start])
        or vocabulary.BOTH_EN.match(page.plain[token.end : token.end + 50])
    ):
        # "신규와 특성화 24개", "the 24 new and specialised cities": neither alone.
        weights[FUNDED] += 4.0
    if FUNDED in weights and vocabulary.PAID_TO.search(
        page.plain[max(start, token.start - 24) : token.start]
    ):
        weights[FUNDED] += 1.5
    _weigh_ratio(page, token, weights, (left, right))
    follows = page.plain[token.end : token.end + 12]
    if GROWTH in weights and (
        vocabulary.GROWN_KO.match(follows) or vocabulary.GROWN_EN.match(follows)
    ):
        # "7개 늘어", "seven more": what grew by it, whatever stands before.
        weights[GROWTH] += 3.0
    return weights


def _weigh_ratio(
    page: Page, token: Token, weights: dict[str, float], beside: tuple[str, str]
) -> None:
    """Add what only the two sides of a figure together say: a whole, or a part of one."""
    left, right = beside
    if MUNICIPALITIES not in weights:
        return
    if vocabulary.EVERY_KIND.match(page.plain[token.end : token.end + 40]):
        weights[MUNICIPALITIES] += 4.0
        weights[TOTAL] = 0.0
    if vocabulary.BECOME.match(page.plain[token.end : token.end + 12]):
        # "7곳이 새로 지정돼 195곳이 됐다": what it came to, whoever joined before.
        weights[TOTAL] += 3.0
    if vocabulary.GROWN_TO.match(page.plain[token.end : token.end + 12]):
        weights[vocabulary.NEW] = weights[GROWTH] = 0.0
    if vocabulary.WHOLE_KO.search(left) and vocabulary.BASIC.match(right):
        weights[MUNICIPALITIES] += 3.0
    if vocabulary.CITY.match(right) or re.search(r"학습\s*도시\s*(?:는|가|수|총)*\s*$", left):
        weights[MUNICIPALITIES] = 0.0
    after = page.plain[token.end : token.end + 30]
    before = page.plain[max(0, token.start - 6) : token.start]
    if vocabulary.OVER.match(after) or vocabulary.WITH_SHARE.match(after):
        weights[TOTAL] += 2.0
    if vocabulary.UNDER.search(before):
        weights[MUNICIPALITIES] += 2.0


def _nearness(sentence: str, start: int, end: int, role: str) -> float:
    """Return the weight of a role's nearest word in a sentence, less for each step away."""
    best = 0.0
    for pattern, weight in vocabulary.WORDS[role]:
        for match in pattern.finditer(sentence):
            away = max(start - match.end(), match.start() - end, 0)
            # What a clause says of its subject follows it; the next subject's words come later.
            best = max(best, weight * max(0.3, 1.5 - away / 60))
    return best


def _absurd(value: float, expected: float | None) -> bool:
    """Return whether a figure is so far from a role's that it must be about something else."""
    return bool(expected) and value > 0 and abs(math.log(value / (expected or 1))) > ABSURD


def choose(
    weights: Mapping[str, float], value: float, expected: Mapping[str, float]
) -> tuple[str, float]:
    """Return the role that a figure most likely has, and the weight of the words for it.

    Returns
    -------
    :
        An empty role when the words name none, or name one so faintly that a figure far from
        what that role would have is more likely about something else.
    """
    found = {
        role: weight - prior(value, expected.get(role))
        for role, weight in weights.items()
        if weight > 0 and (weight >= SURE or not _absurd(value, expected.get(role)))
    }
    if not found:
        return "", 0.0
    role = max(found, key=lambda name: (found[name], name))
    weight = weights[role]
    wanted = expected.get(role)
    far = not wanted or value <= 0 or abs(math.log(value / wanted)) > NEAR
    if weight < WEAK and far:
        return "", weight
    return role, weight


OTHERS = (
    vocabulary.NEW,
    vocabulary.SPECIAL,
    vocabulary.FUNDED,
    vocabulary.CONSORTIUM,
    vocabulary.REMAINING,
)


def exactly(page: Page, token: Token, role: str, expected: Mapping[str, float]) -> str:
    """Return the role whose expected figure this exactly is, if its sentence speaks of that one.

    Where a sentence tells of several groups the words beside a figure may be another's.
    """
    if not role or expected.get(role) == token.value:
        return role
    start, end = page.sentence(token.start)
    said, before = page.plain[start:end], page.before(token.start)
    fits = (
        other
        for other in OTHERS
        if expected.get(other) == token.value and _told(said, before, other)
    )
    return next(fits, role)


def _told(said: str, before: str, role: str) -> bool:
    """Return whether a sentence speaks of a role; both groups together are their sum."""
    if role == FUNDED and score(said, vocabulary.NEW):
        return bool(score(said, FUNDED) and score(f"{before} {said}", vocabulary.SPECIAL)) or bool(
            score(said, vocabulary.SPECIAL)
        )
    return score(said, role) > STRONG
