"""The indicators of a province, one file each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.against_nation import AGAINST_NATION
from analysis.places.indicators.change import CHANGE_EDITION, CHANGE_YEARS
from analysis.places.indicators.new import NEW
from analysis.places.indicators.rank import RANK
from analysis.places.indicators.remaining import REMAINING
from analysis.places.indicators.share import SHARE
from analysis.places.indicators.trend import TREND
from store.registry import Registry

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import Indicator

INDICATORS: Registry[Indicator] = Registry(
    "indicator",
    (SHARE, RANK, AGAINST_NATION, CHANGE_EDITION, CHANGE_YEARS, NEW, REMAINING, TREND),
)
"""What is told of each province beside its counts, in the order of the table."""
