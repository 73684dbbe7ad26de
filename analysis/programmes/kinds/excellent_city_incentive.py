"""Programme: a city with an excellent review is rewarded."""

from __future__ import annotations

from analysis.programmes.kinds.kind import OnMap, Programme

EXCELLENT_CITY_INCENTIVE = Programme(
    "excellent_city_incentive", OnMap("fund_incentive", "I", "ruling_needed", 4)
)
