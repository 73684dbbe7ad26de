"""What an indicator of a province is, and what it may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage

COUNT, RANK, SHARE, POINTS, COURSE = "count", "rank", "share", "points", "course"
"""How a value is meant: a whole number; a place in an order; a share 0-1; percentage points with
their sign; shares 0-1 at one edition after the other. The last but one and what stands before
it, from the rank on, may be missing."""

MAY_MISS = frozenset({RANK, SHARE, POINTS})


@dataclass(frozen=True)
class ProvinceFacts:
    """An edition under a counting rule, as an indicator sees it.

    Parameters
    ----------
    atlas
        The atlas.
    edition, rule
        What is shown.
    """

    atlas: Atlas
    edition: str
    rule: str

    @cached_property
    def point(self) -> Coverage:
        """Coverage at the edition."""
        return self.atlas.coverage(edition=self.edition, rule=self.rule)

    @cached_property
    def points(self) -> list[Coverage]:
        """Coverage at every edition up to this one, oldest first."""
        known = [one for one in self.atlas.editions if one <= self.edition]
        return [self.atlas.coverage(edition=one, rule=self.rule) for one in known]

    def shares_at(self, edition: str | None) -> dict[str, float | None]:
        """Return each province's share at another edition; empty where there is none."""
        if edition is None:
            return {}
        point = self.atlas.coverage(edition=edition, rule=self.rule)
        return {str(code): point.province(str(code)).share for code in point.provinces.index}


@dataclass(frozen=True)
class Indicator:
    """A figure of each province.

    Parameters
    ----------
    key
        Its column in `analysis.places.provinces.province_summary`; the catalogues name it
        `table.<key>`.
    of
        Gives the figure of each province, by code; one that does not apply is left out or None.
    form
        How it is meant: COUNT, RANK, SHARE, POINTS or COURSE.
    in_table
        Whether the table of the provinces shows it.
    leads
        Whether it stands before the province's name.
    fields
        What its name says besides.
    """

    key: str
    of: Callable[[ProvinceFacts], Mapping[str, Any]]
    form: str
    in_table: bool = True
    leads: bool = False
    fields: Mapping[str, object] = field(default_factory=dict)


def distance(now: float | None, then: float | None) -> float | None:
    """Return how far one share lies above another, percentage points; None where one is open."""
    return None if now is None or then is None else (now - then) * 100
