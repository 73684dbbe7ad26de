"""The verdict on a share: the counts of the data divided, or the counts beside it in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from analysis.release.judge.compare import compare, computed, plain
from analysis.release.judge.counts import POSITIVE, bound_of, year_of
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

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.draft import Draft
    from analysis.release.read.shares import Share

RULES = ("official", "strict", "units")


def share_answer(book: FactBook, reading: Reading, scope: str, rule: str) -> Answer | None:
    """Return a share in percent, or None where nothing stands below the line."""
    year, before = year_of(book, reading.when, "total")
    over = book.count(
        reading.measure,
        scope,
        year,
        "strict" if scope and rule == "official" else rule,
        before=before,
    )
    under = book.count("municipalities", scope, year, rule, before=before)
    if over is None or under is None or not under.high:
        return None
    low, high = 100 * over.low / under.high, 100 * over.high / under.low
    also = frozenset(
        100 * value / base
        for value in {*over.also, over.high}
        for base in {*under.also, under.high}
    )
    text = f"{over.high:g} / {under.high:g}, rule {rule}"
    return Answer(
        low, high, text, [*over.rows], also=also if over.also or under.also else frozenset()
    )


def rise_answer(book: FactBook, reading: Reading, scope: str, rule: str) -> Answer | None:
    """Return the points by which a share rose with the edition, as printed shares differ too."""
    when = reading.when
    last = replace(when, kind="before", offset=0)
    ways = [
        share_answer(book, replace(reading, measure="total", when=one), scope, rule)
        for one in (when, last)
    ]
    if not all(ways):
        return None
    now, then = (way.high for way in ways if way)
    printed = round(round(now, 1) - round(then, 1), 1)
    value = now - then
    return Answer(value, value, f"{now:.1f} - {then:.1f}", also=frozenset({printed}))


def share_claim(book: FactBook, draft: Draft, share: Share) -> Claim:
    """Return the claim that a share makes."""
    if not share.readings:
        return _claim(draft, share, None, None, UNDERIVABLE)
    reading = share.readings[0]
    bound = bound_of(draft, share.token.start, share.token.end)
    of = rise_answer if reading.measure == "rise" else share_answer
    found = [
        (scope, of(book, one, scope, one.counting))
        for one in share.readings
        for scope in one.scopes
    ]
    verdicts = [(a, compare(share.token, a, bound)) for _, a in found]
    for answer, verdict in verdicts:
        if verdict in POSITIVE and reading.strength != OPEN:
            return _claim(draft, share, reading, answer, verdict)
    known = next(((a, v) for a, v in verdicts if a is not None), None)
    others = [
        a
        for one in share.readings
        for rule, scope in product(RULES, one.scopes)
        for a in [of(book, one, scope, rule)]
        if a
    ]
    beside = _beside(share)
    for answer in [*others, *beside]:
        if compare(share.token, answer, bound) in POSITIVE:
            near = answer in beside and reading.strength != FIRM
            return _claim(
                draft,
                share,
                reading,
                answer,
                compare(share.token, answer, bound) if near else AMBIGUOUS,
            )
    if known is None or reading.strength == OPEN:
        return _claim(draft, share, reading, None, UNDERIVABLE)
    answer, verdict = known
    settled = (
        reading.strength == FIRM
        and reading.scope_strength == FIRM
        and reading.when.strength != OPEN
    )
    if verdict == DIFFERS and not (settled or _divides(answer, share)):
        verdict = AMBIGUOUS
    return _claim(draft, share, reading, answer, verdict)


def _divides(answer: Answer | None, share: Share) -> bool:
    """Return whether the very counts that a share divides stand in its sentence."""
    parts = re.match(r"(\d+) / (\d+)", answer.formula) if answer else None
    values = {f.token.high for f in share.beside}
    return parts is not None and {float(parts[1]), float(parts[2])} <= values


def _beside(share: Share) -> list[Answer]:
    """Return the shares that the counts of the same sentence give."""
    values = [f.token.high for f in share.beside]
    return [
        Answer(100 * a / b, 100 * a / b, f"{a:g} / {b:g}")
        for a in values for b in values if a < b and b
    ]  # fmt: skip


def _claim(
    draft: Draft, share: Share, reading: Reading | None, answer: Answer | None, verdict: str
) -> Claim:
    token = share.token
    strength = reading.strength if reading else OPEN
    if reading and reading.scope_strength != FIRM:
        strength = CARRIED
    return Claim(
        draft.text[token.start : token.end], token.start, token.end, "share", plain(token),
        computed(answer) if answer else None, answer.formula if answer else "", verdict,
        answer.rows if answer else [], f"share of {reading.measure}" if reading else "", strength,
    )  # fmt: skip
