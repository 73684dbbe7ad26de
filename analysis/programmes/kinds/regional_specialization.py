"""Programme: a learning city gets money for a project of its own kind."""

from __future__ import annotations

from analysis.programmes.kinds.kind import OnMap, Programme

REGIONAL_SPECIALIZATION = Programme(
    "regional_specialization", OnMap("fund_special", "S", "designated", 2), of_cities=True
)
