"""Indicator: how far a province lies above the nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import POINTS, Indicator, distance

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def against_nation(facts: ProvinceFacts) -> dict[str, float | None]:
    """Return each province's distance from the nation, percentage points."""
    nation = facts.point.nation.share
    return {code: distance(one, nation) for code, one in facts.shares_at(facts.edition).items()}


AGAINST_NATION = Indicator("against_nation", against_nation, POINTS, in_table=False)
