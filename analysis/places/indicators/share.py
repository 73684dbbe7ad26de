"""Indicator: the share of a province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import SHARE as FORM
from analysis.places.indicators.indicator import Indicator

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def share(facts: ProvinceFacts) -> dict[str, float | None]:
    """Return each province's share 0-1; None for a range and where none applies."""
    return facts.shares_at(facts.edition)


SHARE = Indicator("share", share, FORM)
