"""Indicator: how many places of a province are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import COUNT, Indicator

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def new(facts: ProvinceFacts) -> dict[str, int]:
    """Return how many places were awarded at the edition; none is 0."""
    fresh = facts.point.states.loc[facts.atlas.new_in(facts.edition), "province_code"]
    return {str(code): int(count) for code, count in fresh.value_counts().items()}


NEW = Indicator("new", new, COUNT)
