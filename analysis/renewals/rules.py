"""The rules of re-designation, read from their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

METROPOLITAN, PROVINCIAL_CITY, COUNTY = "metropolitan", "provincial_city", "county"
REVIEW_GROUPS = (METROPOLITAN, PROVINCIAL_CITY, COUNTY)
HORIZON = 2035
"""The last year schedules are computed for."""


@dataclass(frozen=True)
class Rules:
    """The rules of review, read from their table.

    Parameters
    ----------
    first_after
        Full calendar years between the year of an award and the first review.
    interval
        Years from one review to the next.
    first_turn
        The first year each group is reviewed in.
    skipped_turns
        Turns that an excellent city leaves out.
    skip_from
        First year of an excellent outcome that counts for this.
    deferred_below
        Points below which a city is deferred.
    cancelled_after
        Deferrals in a row that end the designation.
    passed
        Review group and year in which all that were reviewed passed, to their printed number.
    """

    first_after: int
    interval: int
    first_turn: Mapping[str, int]
    skipped_turns: int
    skip_from: int
    deferred_below: int
    cancelled_after: int
    passed: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def from_table(cls, table: pd.DataFrame, sizes: pd.DataFrame | None = None) -> Rules:
        """Return the rules of a `renewal_rules` table.

        With the `review_sizes` table it knows the reviews that everyone passed, too.
        """
        value = table.set_index(["rule", "review_group"])["value"].astype(int)
        skip = table[table["rule"] == "excellent_skips_turns"].iloc[0]
        return cls(
            first_after=int(value["first_review_after_years", "all"]),
            interval=int(value["interval_years", "all"]),
            first_turn={group: int(value["first_turn", group]) for group in REVIEW_GROUPS},
            skipped_turns=int(skip["value"]),
            skip_from=int(skip["from_year"]),
            deferred_below=int(value["deferred_below_points", "all"]),
            cancelled_after=int(value["cancelled_after_deferrals", "all"]),
            passed={} if sizes is None else _all_passed(sizes),
        )

    def turns(self, group: str, last: int = HORIZON) -> range:
        """Return the years in which a group is reviewed."""
        return range(self.first_turn[group], last + 1, self.interval)

    def first_review(self, group: str, award_year: int) -> int:
        """Return the year of the first review after an award."""
        ready = award_year + self.first_after + 1
        return next(turn for turn in self.turns(group, HORIZON + 50) if turn >= ready)


def _all_passed(sizes: pd.DataFrame) -> dict[tuple[str, int], int]:
    """Return the reviews of which a page says that all passed, with how many those were."""
    rows = sizes[(sizes["all_passed"] == "1") & (sizes["main"] == "1")]
    return {
        (group, int(year)): int(printed)
        for group, year, printed in zip(
            rows["review_group"], rows["year"], rows["printed"], strict=True
        )
    }
