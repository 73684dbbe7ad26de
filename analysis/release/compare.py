"""Compare a printed figure with a computed one, at the precision it is printed in."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from analysis.release.tokens import DATE, MONEY, SHARE, TIME, rounding_step

if TYPE_CHECKING:
    from analysis.release.facts import Value
    from analysis.release.tokens import Token

AGREES = "agrees"
ROUNDED = "rounded"
DIFFERS = "differs"
UNDERIVABLE = "underivable"
AMBIGUOUS = "ambiguous"
VERDICTS = (AGREES, ROUNDED, DIFFERS, UNDERIVABLE, AMBIGUOUS)
"""Agrees; agrees after rounding; differs; cannot be derived; ambiguous."""

_NOISE = 1e-9
ROUND_MONEY = 0.06
"""How far a round figure may lie from the computed one: "around 100" is not 90."""


def plain(token: Token) -> Any:
    """Return a figure as a report prints it: a whole number where it is one, a span as text."""
    if token.kind in {DATE, TIME}:
        return token.iso
    if token.value != token.high:
        return f"{_tidy(token.value)}-{_tidy(token.high)}"
    return _tidy(token.high)


def _tidy(value: float) -> float | int:
    value = round(value, 4)
    return int(value) if float(value).is_integer() else value


def rounded(value: float, step: float) -> set[float]:
    """Return a value rounded to a step, half up and half to even: both are in use."""
    size = Decimal(str(step))
    exact = Decimal(repr(value)) / size
    return {
        float(exact.quantize(Decimal(1), mode) * size) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }


def compare(token: Token, value: Value | None) -> tuple[str, Any]:
    """Return the verdict on a figure, and the computed figure.

    A computed figure that is open agrees at its bounds; between them nothing can be said.

    Parameters
    ----------
    token
        The figure as printed.
    value
        The figure of the data, or None where they have none.
    """
    if value is None:
        return UNDERIVABLE, None
    low, high = value.low, value.high
    computed: Any = _tidy(low) if low == high else f"{_tidy(low)}-{_tidy(high)}"
    if token.value != token.high:
        spans = {(low, high), *value.spans}
        same = any(_same(token.value, a) and _same(token.high, b) for a, b in spans)
        inside = low < high and low <= token.value and token.high <= high
        return (AGREES if same else UNDERIVABLE if inside else DIFFERS), computed
    stated = token.high
    if _same(stated, low) and _same(stated, high):
        return AGREES, computed
    if token.kind == MONEY and (_same(stated, low) or _same(stated, high)):
        return AGREES, computed
    step = rounding_step(token)
    if token.kind in {MONEY, SHARE} or token.about:
        near = rounded(low, step) | rounded(high, step)
        close = token.kind == SHARE or abs(stated - high) <= ROUND_MONEY * high
        if close and any(_same(stated, other) for other in near):
            return ROUNDED, computed
    return (UNDERIVABLE if low < stated < high or _bound(token, low, high) else DIFFERS), computed


def _bound(token: Token, low: float, high: float) -> bool:
    """Return whether a count stands at a bound of an open figure."""
    return low < high and (_same(token.high, low) or _same(token.high, high))


def _same(first: float, second: float) -> bool:
    return abs(first - second) <= _NOISE * max(1.0, abs(first), abs(second))
