"""Indicator: how many municipalities of a province are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import COUNT, Indicator

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def remaining(facts: ProvinceFacts) -> dict[str, int]:
    """Return how many municipalities are not certainly learning cities; none is 0."""
    left = facts.point.remaining()["province_code"].value_counts()
    return {str(code): int(count) for code, count in left.items()}


REMAINING = Indicator("remaining", remaining, COUNT)
