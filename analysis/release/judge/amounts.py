"""The verdict on an amount: to each recipient of a programme, or to all of them together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.judge.compare import compare, computed, plain
from analysis.release.judge.counts import POSITIVE, bound_of, settled, year_of
from analysis.release.measures import registry
from analysis.release.model import (
    AMBIGUOUS,
    CARRIED,
    DIFFERS,
    FIRM,
    OPEN,
    UNDERIVABLE,
    Answer,
    Claim,
    Reading,
)
from analysis.release.read.amounts import EACH, TOTAL, Paid

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.draft import Draft

SAID = frozenset(
    {
        "payee.sentence",
        "payee.these",
        "payee.behind",
        "payee.counted",
        "payee.named",
    }
)
"""Rules by which an amount's payees are named beside it."""
GROUPS = (
    ("new", "special"),
    ("new", "special", "consortium"),
    ("special", "consortium"),
    ("new", "consortium"),
)
"""Programmes whose money a release adds up."""


def _keys(measure: str) -> tuple[str, ...]:
    like = registry()[measure].like
    if measure in {"supported", "funded"}:
        return tuple(key for key in like if "+" not in key)
    return (measure,)


def _answers(book: FactBook, reading: Reading, per: str) -> list[tuple[str, Answer | None]]:
    """Return what the data say to a reading of an amount, each variant with its kind."""
    year, before = year_of(book, reading.when)
    year = year - 1 if before else year
    found: list[tuple[str, Answer | None]] = []
    if per in {EACH, ""}:
        found += [(EACH, book.money.each(key, year)) for key in _keys(reading.measure)]
    if per in {TOTAL, ""}:
        found += [(TOTAL, book.money.together((key,), year)) for key in _keys(reading.measure)]
    return found


def _sure(reading: Reading) -> bool:
    """Return whether whom an amount goes to is firm; an amount for each has no scope."""
    return settled(replace(reading, scope_strength=FIRM) if reading.per != TOTAL else reading)


def amount_claim(book: FactBook, draft: Draft, paid: Paid) -> Claim:
    """Return the claim that an amount makes."""
    if paid.alien or not paid.readings:
        sums = [] if paid.alien else _groups(book, Reading("funded"))
        return _together(draft, paid, sums)
    first = paid.readings[0]
    bound = bound_of(draft, paid.token.start, paid.token.end)
    own = [(kind, a, compare(paid.token, a, bound)) for kind, a in _answers(book, first, first.per)]
    for kind, answer, verdict in own:
        if verdict in POSITIVE:
            return _claim(draft, paid, first, kind, answer, verdict)
    left, right = draft.page.sentence(paid.token.start)
    told = _ALL_TOLD.search(draft.plain[left:right])
    several = len(paid.readings) > 1 or first.strength != FIRM or told
    if first.per == TOTAL or (not first.per and several):
        for answer in _groups(book, first):
            verdict = compare(paid.token, answer, bound)
            if verdict in POSITIVE:
                return _claim(draft, paid, first, TOTAL, answer, verdict)
    known = next(((k, a, v) for k, a, v in own if a is not None), None)
    local = any(scope for scope in first.scopes) or bool(draft.home[0])
    if known and _sure(first) and known[2] != UNDERIVABLE:
        said = first.per == EACH or (first.per == TOTAL and not local)
        if said or (not first.per and first.rule in {"payee.part", "payee.label"}):
            return _claim(draft, paid, first, *known)
    ways = [a for r in paid.readings for _, a in _answers(book, r, r.per)]
    if (
        first.per != TOTAL
        and known
        and all(a is not None and compare(paid.token, a, bound) == DIFFERS for a in ways)
        and all(r.rule in SAID for r in paid.readings)
        and not _PAYEE_UNREAD.search(
            draft.plain[max(left, paid.token.start - 24) : paid.token.start]
        )
    ):
        return _claim(draft, paid, first, *known)  # wrong for every payee that is named
    for reading in paid.readings[1:]:
        for kind, answer in _answers(book, reading, reading.per):
            verdict = compare(paid.token, answer, bound)
            if verdict in POSITIVE:
                near = first.strength != FIRM and reading.strength == CARRIED and known is None
                return _claim(draft, paid, reading, kind, answer, verdict if near else AMBIGUOUS)
    if known is None or known[2] == UNDERIVABLE or (local and first.per != EACH):
        return _claim(draft, paid, first, first.per or EACH, None, UNDERIVABLE)
    kind, answer, verdict = known
    return _claim(draft, paid, first, kind, answer, AMBIGUOUS if verdict == DIFFERS else verdict)


def _groups(book: FactBook, reading: Reading) -> list[Answer]:
    year, _ = year_of(book, reading.when)
    found = [book.money.together(group, year) for group in GROUPS]
    return [answer for answer in found if answer is not None]


def _together(draft: Draft, paid: Paid, sums: list[Answer]) -> Claim:
    reading = Reading("funded", per=TOTAL)
    bound = bound_of(draft, paid.token.start, paid.token.end)
    if not draft.home[0]:
        for answer in sums:
            verdict = compare(paid.token, answer, bound)
            if verdict in POSITIVE:
                return _claim(draft, paid, reading, TOTAL, answer, verdict)
        left, right = draft.page.sentence(paid.token.start)
        if sums and not paid.alien and _OF_SCHEME.search(draft.plain[left:right]):
            return _claim(draft, paid, reading, TOTAL, sums[0], AMBIGUOUS)
    return _claim(draft, paid, reading, TOTAL, None, UNDERIVABLE)


_PAYEE_UNREAD = re.compile(
    r"[가-힣](?:시|군|구)\s*(?:에|은|는|각)?\s*(?:각|각각|약)?\s*$|\bones?\s+(?:about|some|around)?\s*$",
    re.IGNORECASE,
)
"""Someone is named right before an amount, whom no rule knows as a payee: 서구 2200만 원."""
_ALL_TOLD = re.compile(r"\btotal of\b|\bin all\b|모두|합쳐|통틀어", re.IGNORECASE)
_OF_SCHEME = re.compile(
    r"(?:운영비|국비|금액|사업비|예산)[^.]{0,30}(?:모두|총|합|규모|약)|(?:모두|총|합)[^.]{0,30}(?:운영비|국비|금액|사업비)"
    r"|\btotal\b[^.]{0,40}(?:fund|subsid|won)",
    re.IGNORECASE,
)


def _claim(
    draft: Draft, paid: Paid, reading: Reading, kind: str, answer: Answer | None, verdict: str
) -> Claim:
    token = paid.token
    strength = FIRM if settled(reading) and reading.per else CARRIED if answer else OPEN
    return Claim(
        draft.text[token.start : token.end], token.start, token.end,
        "amount" if kind == EACH else "sum", plain(token), computed(answer) if answer else None,
        answer.formula if answer else "", verdict, answer.rows if answer else [],
        f"{reading.measure}, {kind}", strength,
    )  # fmt: skip
