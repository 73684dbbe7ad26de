"""Compare a printed figure with a computed one, at the precision it is printed in."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from analysis.release.model import AGREES, AMBIGUOUS, DIFFERS, ROUNDED, UNDERIVABLE
from analysis.release.read.numbers import BARE, DATE, FRACTION, MONEY, SHARE, TIME, rounding_step

if TYPE_CHECKING:
    from analysis.release.model import Answer
    from analysis.release.read.numbers import Token

_NOISE = 1e-9
NEAR_FRACTION, FAR_FRACTION = 2.5, 8.0
"""Points by which "a third" may lie off, and from which it is plainly another."""
ROUND_MONEY = 0.06
"""How far a round figure may lie from the computed one: "around 100" is not 90."""


def plain(token: Token) -> Any:
    """Return a figure as a report prints it: a whole number where it is one, a span as text."""
    if token.kind in {DATE, TIME}:
        return token.iso
    if token.value != token.high:
        return f"{tidy(token.value)}-{tidy(token.high)}"
    return tidy(token.high)


def tidy(value: float) -> float | int:
    """Return a figure without needless decimals."""
    value = round(value, 4)
    return int(value) if float(value).is_integer() else value


def rounded(value: float, step: float) -> set[float]:
    """Return a value rounded to a step, half up and half to even: both are in use."""
    size = Decimal(str(step))
    exact = Decimal(repr(value)) / size
    return {
        float(exact.quantize(Decimal(1), mode) * size) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }


def computed(answer: Answer) -> Any:
    """Return an answer as a report prints it."""
    if answer.low == answer.high:
        return tidy(answer.low)
    return f"{tidy(answer.low)}-{tidy(answer.high)}"


def compare(token: Token, answer: Answer | None, bound: str = "") -> str:
    """Return the verdict on a figure.

    Parameters
    ----------
    token
        The figure as printed.
    answer
        What the data say, or None where they have nothing.
    bound
        "over" or "under" where the figure is only said to be a limit.
    """
    if answer is None:
        return UNDERIVABLE
    low, high = answer.low, answer.high
    if token.value != token.high:
        return _spans(token, answer)
    stated = token.high
    if (same(stated, low) and same(stated, high)) or any(same(stated, v) for v in answer.also):
        return AGREES
    if token.kind == MONEY and (same(stated, low) or same(stated, high)):
        return AGREES
    if bound:
        holds = high > stated if bound == "over" else low < stated
        near = abs(stated - high) <= 0.15 * high
        return ROUNDED if holds and near else AMBIGUOUS
    if token.word == FRACTION:
        off = abs(stated - high)
        return ROUNDED if off <= NEAR_FRACTION else AMBIGUOUS if off <= FAR_FRACTION else DIFFERS
    step = rounding_step(token)
    decimal = token.kind == BARE and token.step < 1
    if token.kind in {MONEY, SHARE} or token.about or decimal:
        near_values = rounded(low, step) | rounded(high, step)
        close = token.kind == SHARE or decimal or abs(stated - high) <= ROUND_MONEY * high
        if close and any(same(stated, other) for other in near_values):
            return ROUNDED
    if any(same(stated, value) for value in answer.doubtful):
        return AMBIGUOUS
    if low < high and low <= stated <= high:
        return UNDERIVABLE
    return UNDERIVABLE if answer.open else DIFFERS


def _spans(token: Token, answer: Answer) -> str:
    spans = {(answer.low, answer.high), *answer.spans}
    if any(same(token.value, a) and same(token.high, b) for a, b in spans):
        return AGREES
    inside = token.value < answer.low and answer.high < token.high
    partly = answer.low < answer.high and answer.low <= token.value and token.high <= answer.high
    return AMBIGUOUS if inside else UNDERIVABLE if partly or answer.open else DIFFERS


def same(first: float, second: float) -> bool:
    """Return whether two figures are one."""
    return abs(first - second) <= _NOISE * max(1.0, abs(first), abs(second))
