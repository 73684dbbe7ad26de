"""Indicator: what changed since an earlier edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import POINTS, Indicator, distance

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


YEARS_BACK = 5
"""The longer of the two comparisons looks this many years back."""


def edition_before(editions: list[str], edition: str, years: int) -> str | None:
    """Return the edition in force so many years earlier, or None before the first."""
    wanted = str(int(edition) - years)
    earlier = [known for known in editions if known <= wanted]
    return earlier[-1] if earlier else None


def _change(facts: ProvinceFacts, then: str | None) -> dict[str, float | None]:
    """Return each province's change since an edition, percentage points."""
    before = facts.shares_at(then)
    now = facts.shares_at(facts.edition)
    return {code: distance(share, before.get(code)) for code, share in now.items()}


def change_edition(facts: ProvinceFacts) -> dict[str, float | None]:
    """Return the change since the edition before."""
    return _change(facts, facts.atlas.previous(facts.edition))


def change_years(facts: ProvinceFacts) -> dict[str, float | None]:
    """Return the change since the edition in force some years back."""
    return _change(facts, edition_before(facts.atlas.editions, facts.edition, YEARS_BACK))


CHANGE_EDITION = Indicator("change_edition", change_edition, POINTS)
CHANGE_YEARS = Indicator("change_years", change_years, POINTS, fields={"years": YEARS_BACK})
