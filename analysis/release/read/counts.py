"""What a number counts, by the named rules of the measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.release.measures import registry
from analysis.release.measures import words as w
from analysis.release.measures.base import FIRM_FROM
from analysis.release.model import CARRIED, FIRM, NATION, OPEN, Reading, When
from analysis.release.read.counted import OTHER, UNSAID, counts_places
from analysis.release.read.dates.times import time_of
from analysis.release.read.numbers import NTH
from analysis.release.read.scopes import scope_of

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.draft import Draft
    from analysis.release.read.numbers import Token

NEAR = 0.25
"""Rules whose weights differ by less compete; what they say is not firm."""


@dataclass(frozen=True)
class Figure:
    """A number with what it may count.

    Parameters
    ----------
    token
        The number.
    slots
        The words around it.
    counts
        Whether it counts places.
    readings
        Best first; empty where nothing was understood.
    listed
        The length of the list that it refers back to, 0 where there is none.
    """

    token: Token
    slots: Slots
    counts: str
    readings: tuple[Reading, ...] = ()
    listed: int = 0

    @property
    def best(self) -> Reading | None:
        """The best reading."""
        return self.readings[0] if self.readings else None


def written_to(draft: Draft, token: Token) -> int:
    """Return where a number ends with its counter: 여섯 곳."""
    counter = (
        re.match(rf"\s*{re.escape(token.word)}", draft.plain[token.end :][:8])
        if token.word
        else None
    )
    inside = draft.plain[token.start : token.end].rstrip().endswith(token.word)
    return token.end + counter.end() if counter and not inside else token.end


def count_figure(draft: Draft, token: Token) -> Figure:
    """Return what a number may count.

    Parameters
    ----------
    draft
        The draft.
    token
        A count or a bare number.
    """
    slots = draft.slots(token.start, written_to(draft, token))
    if token.word == NTH:
        return Figure(token, slots, UNSAID, _rank(draft, token, slots))
    counts = counts_places(draft, token, slots)
    if counts == OTHER:
        return Figure(token, slots, counts)
    readings = readings_of(draft, token.start, token.end, slots)
    if token.start in draft.pairs and not draft.pairs[token.start][2]:
        readings = tuple(_weaker(r) for r in readings)  # what leads in is the sentence before
    if counts == UNSAID and not draft.page.in_row(token.start):
        says = {rule.name for m in registry().values() for rule in m.rules if rule.places}
        readings = tuple(r if r.rule in says else _weaker(r) for r in readings)
    return Figure(token, slots, counts, readings)


def _rank(draft: Draft, token: Token, slots: Slots) -> tuple[Reading, ...]:
    """Return which city in turn somebody became: `rank.nth`, 도내 13번째 평생학습도시가 됐다."""
    left, right = draft.page.sentence(token.start)
    said = draft.plain[left:right] + draft.page.before(left)
    if not re.search(rf"{w.CITY}|(?<!재)지정|가운데|중\s", said) or re.search(w.REVIEW, slots.head):
        return ()
    scopes, scope_strength, _ = scope_of(draft, token.start, token.end, slots)
    when = When(strength=CARRIED)
    return (Reading("rank", scopes, when, FIRM, "rank.nth", scope_strength=scope_strength),)


def _weaker(reading: Reading) -> Reading:
    return replace(reading, strength=OPEN if reading.strength != FIRM else CARRIED)


def readings_of(draft: Draft, start: int, end: int, slots: Slots) -> tuple[Reading, ...]:
    """Return the readings of a figure or list, best first: rules compete by how near they stand."""
    lang = draft.lang(start)
    found: dict[str, tuple[float, str, str]] = {}
    for key, measure in registry().items():
        for rule in measure.rules:
            if rule.lang != lang or rule.weight <= found.get(key, (0.0,))[0]:
                continue
            words = rule.match(slots)
            if words is not None:
                found[key] = (rule.weight, rule.name, words)
    for key in _over(draft, start, end):
        found[key] = (OVER, f"{key}.over", "")
    if start in draft.pairs:
        found.pop("consortium", None)  # 광역: 세종 1, 제주 2 are no recipients
    if not found:
        return ()
    scopes, scope_strength, _ = scope_of(draft, start, end, slots)
    when = time_of(draft, start, end)
    order = sorted(found.items(), key=lambda item: -item[1][0])
    top = order[0][1][0]
    rivals = [key for key, (weight, _, _) in order if weight > top - NEAR]
    # "One of them", "the one place": a single thing is rarely a count.
    alone = re.fullmatch(
        r"(?:한|1|one|하나)\s*(?:곳|개|군데)?", draft.text[start:end].strip(), re.IGNORECASE
    )
    firm = top >= FIRM_FROM and len(rivals) == 1 and not alone
    left, _ = draft.page.sentence(start)
    counting = _counting(slots, draft.plain[max(left, start - 40) : start])
    return tuple(
        Reading(
            key, scopes or (NATION,), when,
            (FIRM if firm and key == order[0][0] else CARRIED if weight >= FIRM_FROM or (top < FIRM_FROM and key == order[0][0]) else OPEN),
            name, words, counting, scope_strength=scope_strength,
        )
        for key, (weight, name, words) in order
    )  # fmt: skip


OVER = 5.0
"""Weight of a figure over or under a stroke: 강원 17/18, 206 ÷ 226."""


def _over(draft: Draft, start: int, end: int) -> list[str]:
    """Return what a figure counts that is divided by the next, or divides the one before it."""
    line = draft.page.line(start)
    before, after = draft.plain[line.start : start], draft.plain[end : line.end]
    over = re.match(r"\s*(?:곳|개)?\s*[/÷]\s*\d+", after)
    under = re.search(r"\d+\s*(?:곳|개)?\s*[/÷]\s*$", before)
    head = before[: under.start()] if under else before
    behind = after[over.end() :] if over else after
    whole = re.match(r"\s*(?:곳|개)?\s*=\s*[\d.]+\s*%", behind)
    said = whole or any(m.is_province and head.rstrip().endswith(
        draft.plain[m.start : m.end]) for m in draft.mentions_in(line.start, start))  # fmt: skip
    return [key for key, here in (("total", over), ("municipalities", under)) if here and said]


_LEFT_OUT = re.compile(
    r"(?:세종|제주|행정시)[^.,]{0,24}(?:제외|빼|뺀|뺐)|strictly|엄밀히|leav\w+ out|(?:excluding|without|leaving out|not counting)[^.,]{0,24}(?:Sejong|Jeju)",
    re.IGNORECASE,
)
_COUNTED_IN = re.compile(
    r"(?:세종|제주|행정시)[^.]{0,24}(?:포함|넣|합(?:쳐|해|하))|(?:including|counting|with) (?:Sejong|Jeju)",
    re.IGNORECASE,
)


def _counting(slots: Slots, lead: str = "") -> str:
    """Return the counting rule that the words name; the Ministry's where they name none."""
    near = f"{lead} {slots.clause} {slots.own} {slots.head} {slots.predicate} {slots.topic}"
    if _LEFT_OUT.search(near):
        return "strict"
    return "units" if _COUNTED_IN.search(near) else "official"
