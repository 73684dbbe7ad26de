"""The tables that facts come from, as a report names them."""

from __future__ import annotations

from typing import Any

from analysis.release.model import Answer

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
