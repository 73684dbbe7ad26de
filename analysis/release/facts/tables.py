"""The tables that facts come from, as a report names them, and answers that are kept."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from analysis.release.model import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE_EVENTS = "designations/events.csv"
TABLE_PLACES = "municipalities/places.csv"
TABLE_EDITIONS = "editions/editions.csv"
TABLE_RULES = "designations/renewal_rules.csv"
TABLE_SIZES = "designations/review_sizes.csv"
TABLE_REVIEWS = "designations/redesignations.csv"
TABLE_VALIDITIES = "designations/validities.csv"
TABLE_PRINTED = "editions/printed_totals.csv"


MINISTRY = "ministry"


NOWHERE = "?"
"""A scope that no question can be asked of."""


def added(parts: list[Answer]) -> Answer:
    """Return several answers added up."""
    rows: list[dict[str, Any]] = [row for part in parts for row in part.rows]
    also: set[float] = set()
    for index, part in enumerate(parts):
        rest = sum(other.high for k, other in enumerate(parts) if k != index)
        also |= {rest + value for value in part.also}
    formula = " + ".join(f"{part.high:g}" for part in parts)
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    return Answer(low, high, formula, rows, also=frozenset(also))


P = ParamSpec("P")
T = TypeVar("T")


def kept(answer: Callable[P, T]) -> Callable[P, T]:
    """Return a method whose answers are kept with its object: the data behind do not change.

    Parameters
    ----------
    answer
        The method; its arguments must be hashable.
    """

    @wraps(answer)
    def once(*args: P.args, **options: P.kwargs) -> T:
        held = vars(args[0]).setdefault("_kept", {})
        key = (answer.__name__, args[1:], tuple(sorted(options.items())))
        if key not in held:
            held[key] = answer(*args, **options)
        found: T = held[key]
        return found

    return once
