"""Indicator: the place of a province among those with a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.cards import province_ranks
from analysis.places.indicators.indicator import RANK as FORM
from analysis.places.indicators.indicator import Indicator

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def rank(facts: ProvinceFacts) -> dict[str, int]:
    """Return the place of each province that has a share, the highest first."""
    return province_ranks(facts.point)


RANK = Indicator("rank", rank, FORM, leads=True)
