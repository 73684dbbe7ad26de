"""Programme: a place is newly designated."""

from __future__ import annotations

from analysis.programmes.kinds.kind import OnMap, Programme

NEW_DESIGNATION = Programme("new_designation", OnMap("fund_new", "N", "new", 1), of_cities=True)
