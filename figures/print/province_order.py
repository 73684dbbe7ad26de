"""The provinces as pictures and tables list them, and how many places are new in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figures.print.facts import Facts


def by_share(facts: Facts) -> list[str]:
    """Return province codes, highest share first, those without a share last."""
    shares = {
        str(c): facts.point.province(str(c)).share_at_least for c in facts.point.provinces.index
    }
    return sorted(shares, key=lambda c: (shares[c] is None, -(shares[c] or 0.0), c))


def new_by_province(facts: Facts) -> dict[str, int]:
    """Return how many places are new in each province."""
    owner = facts.places["province_code"]
    counted: dict[str, int] = {}
    for unit in facts.new:
        if unit in owner.index:
            counted[str(owner.loc[unit])] = counted.get(str(owner.loc[unit]), 0) + 1
    return counted
