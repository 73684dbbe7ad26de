"""The verdict on a count: a firm reading is held to, others can only make it agree."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.release.facts.known import rank, well_known
from analysis.release.facts.places import review_rule
from analysis.release.judge.compare import compare, computed, plain
from analysis.release.measures import registry
from analysis.release.model import (
    AGREES,
    AMBIGUOUS,
    CARRIED,
    DIFFERS,
    FIRM,
    NATION,
    OPEN,
    ROUNDED,
    UNDERIVABLE,
    Answer,
    Claim,
    Reading,
    When,
)

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.counts import Figure
    from analysis.release.read.draft import Draft

STANDING = frozenset({"total", "municipalities", "undesignated"})
"""Measures of what stands on a day; the others are of one announcement."""
NATIONAL = frozenset({"reviewed", "funded"})
"""Measures that are said of the nation whoever speaks."""
POSITIVE = {AGREES, ROUNDED}
_OVER = re.compile(r"^[^.,\d]{0,8}?(?:이상|넘|여\s*(?:곳|개)|초과|남짓)")
_OVER_EN = re.compile(r"(?:more than|over|at least|upwards of)\s*$", re.IGNORECASE)
_UNDER = re.compile(r"^[^.,\d]{0,8}?(?:미만|이하|못\s*미|채\s*안)")
_UNDER_EN = re.compile(r"(?:less than|fewer than|under|nearly|almost|close to)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Option:
    """One reading's answer and the verdict that it leads to."""

    reading: Reading
    measure: str
    scope: str
    answer: Answer | None
    verdict: str
    off: float = 0.0


def year_of(book: FactBook, when: When, measure: str = "") -> tuple[int, bool]:
    """Return the year a time means, and whether what stood before it is meant."""
    own = int(book.edition)
    if when.rule == "time.earlier" and measure not in STANDING:
        return own, False
    if (
        when.offset == -1
        and measure in STANDING
        and book.standing(own, before=True) == book.standing(own - 1)
    ):
        return own, True  # last year's state is what this announcement was added to
    if when.kind == "before":
        return when.year or own, True
    if when.kind == "year" and when.offset:
        return own + when.offset, False
    return (when.year or own), False


def bound_of(draft: Draft, start: int, end: int) -> str:
    """Return whether a figure is only said to be a limit."""
    before, after = draft.plain[max(0, start - 16) : start], draft.plain[end : end + 14]
    if _OVER.match(after) or _OVER_EN.search(before):
        return "over"
    return "under" if _UNDER.match(after) or _UNDER_EN.search(before) else ""


def options(book: FactBook, draft: Draft, figure: Figure, reading: Reading) -> list[Option]:
    """Return what a reading's own variants come to: other scopes, other measures of like words."""
    measure = registry()[reading.measure]
    keys = measure.like or (measure.key,)
    if measure.like and measure.key not in {"supported", "funded"}:
        keys = (measure.key, *measure.like)
    bound = bound_of(draft, figure.token.start, figure.token.end)
    found = []
    whens = [reading.when, *([reading.when.other] if reading.when.other else [])]
    # "192 of the 226": what is counted among the municipalities leaves the three beside them out.
    among = measure.key == "total" and re.search(
        r"기초|지자체|자치|municipal|local gov|시·군", figure.slots.whole
    )
    rules = (reading.counting, "strict") if among else (reading.counting,)
    for when, scope, key, rule in itertools.product(whens, reading.scopes, keys, rules):
        year, before = year_of(book, when, measure.key)
        if key == "rank":
            answer = rank(book, scope, year)
        else:
            known = measure.derivable
            answer = book.count(key, scope, year, rule, before=before) if known else None
        off = abs(figure.token.high - answer.high) if answer else 0.0
        verdict = compare(figure.token, answer, bound)
        found.append(Option(reading, key, scope, answer, verdict, off))
    return found


def best_of(found: list[Option]) -> Option:
    """Return the option that agrees, else the one that is nearest, else the first."""
    for option in found:
        if option.verdict in POSITIVE:
            return option
    return min((o for o in found if o.answer), key=lambda o: o.off, default=found[0])


def settled(reading: Reading) -> bool:
    """Return whether a reading is firm in all its dimensions."""
    scoped = reading.scope_strength == FIRM or reading.measure in NATIONAL
    return reading.strength == FIRM and scoped and reading.when.strength != OPEN


def count_claim(book: FactBook, draft: Draft, figure: Figure) -> Claim:
    """Return the claim that a number makes; what no slip explains is read wrongly, not written so.

    Parameters
    ----------
    book
        The data, opened at the edition.
    draft
        The draft.
    figure
        The number and its readings.
    """
    claim = _claimed(book, draft, figure)
    if claim.verdict == DIFFERS and figure.readings and _otherwise_counted(book, draft, figure):
        return replace(claim, verdict=AMBIGUOUS)
    sure = bool(figure.readings) and settled(figure.readings[0])
    slip = claim.verdict != DIFFERS or plausible(book, figure.token.high, claim.computed, sure=sure)
    return claim if slip else replace(claim, verdict=AMBIGUOUS)


_BESIDE = re.compile(r"세종|제주|서귀포|Sejong|Jeju|these three|그 셋", re.IGNORECASE)
"""Who is counted in or left out by a rule of counting."""


def _otherwise_counted(book: FactBook, draft: Draft, figure: Figure) -> bool:
    """Return whether a figure is right by another rule of counting, where those three are named."""
    first = figure.readings[0]
    left, right = draft.page.sentence(figure.token.start)
    if first.measure not in STANDING or not _BESIDE.search(
        draft.page.before(left) + draft.plain[left:right]
    ):
        return False
    ways = [replace(first, counting=rule) for rule in ("strict", "units")]
    return any(best_of(options(book, draft, figure, way)).verdict in POSITIVE for way in ways)


CLOSE, NEAR, FAR, FEW = 1.25, 1.6, 4.0, 3
"""Times by which a slip is off at most, where its scope is not said and where it is, and one figure
taken for another; a slip in small ones."""


def plausible(book: FactBook, stated: float, right: Any, *, sure: bool) -> bool:
    """Return whether somebody may have written one figure for another: near it, or well known.

    Where its scope or time is not sure, only a slip counts.
    """
    if not isinstance(right, int | float):
        return True
    times = max(stated, right) / max(1, min(stated, right))
    if abs(stated - right) <= FEW or times <= (NEAR if sure else CLOSE):
        return True
    return sure and times < FAR and stated in well_known(book)


def _claimed(book: FactBook, draft: Draft, figure: Figure) -> Claim:
    """Return the claim that a number makes by its readings."""
    if figure.listed and figure.listed == figure.token.high:
        answer = Answer(figure.listed, figure.listed, "names listed")
        reading = figure.readings[0] if figure.readings else Reading("listed")
        return _claim(
            draft,
            figure,
            Option(reading, reading.measure, NATION, answer, AGREES),
            AGREES,
            CARRIED,
            reading,
        )
    if not figure.readings:
        return _mark(book, draft, figure) or _claim(draft, figure, None, UNDERIVABLE, OPEN)
    first = figure.readings[0]
    if not registry()[first.measure].derivable and first.strength == FIRM:
        return _claim(draft, figure, None, UNDERIVABLE, FIRM, first)
    own = options(book, draft, figure, first)
    best = best_of(own)
    if best.verdict in POSITIVE:
        strength = FIRM if settled(first) else CARRIED
        return _claim(draft, figure, best, best.verdict, strength, first)
    if _some_of(figure, best):
        return _claim(draft, figure, best, AMBIGUOUS, OPEN, first)
    if settled(first):
        verdict = best.verdict
        if (
            re.search(r"넘[어었은]|돌파|passed|exceeded", figure.slots.predicate)
            and verdict == DIFFERS
        ):
            verdict = AMBIGUOUS  # a mark that was passed at some time
        if verdict == DIFFERS and any(
            o.verdict in {AMBIGUOUS, UNDERIVABLE} and o.answer for o in own
        ):
            verdict = AMBIGUOUS
        return _claim(draft, figure, best, verdict, FIRM, first)
    if (
        first.strength == FIRM
        and first.measure != "supported"
        and all(o.answer is not None and o.verdict == DIFFERS for o in own)
        # Whatever scope and time are meant, none of them has this figure.
        and not any(
            _agrees_elsewhere(book, draft, figure, reading) for reading in figure.readings[1:]
        )
    ):
        return _claim(draft, figure, best, DIFFERS, FIRM, first)
    return _unsettled(book, draft, figure, best)


def _mark(book: FactBook, draft: Draft, figure: Figure) -> Claim | None:
    """Return the claim of the points below which a title is deferred: 60점에 못 미치면 유예."""
    left, right = draft.page.sentence(figure.token.start)
    after = draft.plain[figure.token.end : right]
    if figure.token.word != "점" or not (
        re.match(r"\s*(?:에|을|를)?\s*(?:미만|못|넘지|아래|밑|미달|이상)", after)
        and re.search(r"유예|재지정|평가|자격", draft.plain[left:right])
    ):
        return None
    answer = review_rule(book, "deferred_below_points")
    verdict = AGREES if figure.token.high == answer.low else DIFFERS
    return Claim(
        draft.text[figure.token.start : figure.token.end], figure.token.start, figure.token.end,
        "rule", plain(figure.token), computed(answer), answer.formula, verdict, answer.rows,
        "deferred_below_points", FIRM,
    )  # fmt: skip


def _some_of(figure: Figure, best: Option) -> bool:
    """Return whether a figure is some of the very number asked for: 우수 도시 5곳 중 2곳."""
    if best.answer is None or best.scope or figure.token.high >= best.answer.low:
        return False
    return f"{best.answer.low:g}" in re.findall(r"\d+", figure.slots.whole)


def _agrees_elsewhere(book: FactBook, draft: Draft, figure: Figure, reading: Reading) -> bool:
    """Return whether another reading of the figure's own clause agrees."""
    if not registry()[reading.measure].derivable or reading.strength == OPEN:
        return False
    return best_of(options(book, draft, figure, reading)).verdict in POSITIVE


def _unsettled(book: FactBook, draft: Draft, figure: Figure, best: Option) -> Claim:
    """Return the claim of a figure whose best reading is not firm and does not agree."""
    known = best if best.answer is not None else None
    for reading in figure.readings[1:]:
        if not registry()[reading.measure].derivable:
            continue
        other = best_of(options(book, draft, figure, reading))
        if other.verdict in POSITIVE:
            # A reading as near as the first may be meant; a worse one is only possible.
            near = reading.strength == CARRIED and figure.readings[0].strength != FIRM
            verdict = other.verdict if near else AMBIGUOUS
            return _claim(draft, figure, other, verdict, CARRIED if near else OPEN, reading)
        known = known or (other if other.answer is not None else None)
    if known is None or known.verdict == UNDERIVABLE:
        return _claim(draft, figure, known, UNDERIVABLE, OPEN, figure.readings[0])
    return _claim(draft, figure, known, AMBIGUOUS, OPEN, figure.readings[0])


def _claim(
    draft: Draft, figure: Figure, option: Option | None, verdict: str, strength: str,
    reading: Reading | None = None,
) -> Claim:  # fmt: skip
    token = figure.token
    text = draft.text[token.start : token.end]
    answer = option.answer if option else None
    kind = "count" if reading is not None else "number"
    measure = option.measure if option else reading.measure if reading else ""
    when = reading.when if reading else When()
    said = (
        f"{measure}" + (f", {option.scope}" if option and option.scope else "") if measure else ""
    )
    if said and (when.year or when.offset or when.kind == "before"):
        said += f", {when.kind} {when.year or when.offset or ''}".rstrip()
    return Claim(
        text, token.start, token.end, kind, plain(token) if reading is not None else text,
        computed(answer) if answer else None, answer.formula if answer else "", verdict,
        answer.rows if answer else [], said, strength,
    )  # fmt: skip
