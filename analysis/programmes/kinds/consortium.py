"""Programme: a province is funded for places that work together."""

from __future__ import annotations

from analysis.programmes.kinds.kind import OnMap, Programme

CONSORTIUM = Programme("consortium", OnMap("fund_consortium", "C", "lapsed", 5))
