"""Indicator: the course of a province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.places.indicators.indicator import COURSE, Indicator

if TYPE_CHECKING:
    from analysis.places.indicators.indicator import ProvinceFacts


def trend(facts: ProvinceFacts) -> dict[str, list[float]]:
    """Return each province's certain share 0-1 at each edition at which it had one."""
    found: dict[str, list[float]] = {str(code): [] for code in facts.point.provinces.index}
    for then in facts.points:
        for code, course in found.items():
            if code in then.provinces.index:
                share = then.province(code).share_at_least
                if share is not None:
                    course.append(share)
    return found


TREND = Indicator("trend", trend, COURSE)
