"""What the data say about an edition: every figure a release may print, with its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.programmes import grants as money
from analysis.release import vocabulary
from analysis.release.found import Expected

if TYPE_CHECKING:
    from collections.abc import Callable


PROGRAMME_OF = {
    vocabulary.NEW: money.NEW,
    vocabulary.SPECIAL: money.SPECIAL,
    vocabulary.CONSORTIUM: money.CONSORTIUM,
    vocabulary.INCENTIVE: money.INCENTIVE,
}

CONSORTIA = "consortia"
"""Consortia, a joint one of several cities counted once; beside the provinces among them."""

TABLE_EVENTS = "designations/events.csv"

TABLE_FUNDING = "designations/funding.csv"

TABLE_PLACES = "municipalities/places.csv"

TABLE_EDITIONS = "editions/editions.csv"

TABLE_RULES = "designations/renewal_rules.csv"

Row = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """A figure of the data.

    Parameters
    ----------
    low, high
        Its bounds, equal when nothing is open.
    formula
        How it was computed, in words and figures.
    rows
        The rows behind it: table, key and name of each.
    spans
        Bounds that single rows print, when a release may print those.
    """

    low: float
    high: float
    formula: str
    rows: list[Row] = field(default_factory=list)
    spans: frozenset[tuple[float, float]] = frozenset()


@dataclass(frozen=True)
class Facts:
    """An edition's figures.

    Parameters
    ----------
    edition, date
        The edition and the day of its announcement.
    previous
        The edition before it, empty for the first.
    counts
        Role to figure.
    shares
        "official", "strict", "units" and "before" to percent.
    members
        Role to the recipients named in it, `unit_id` or province code.
    each, sums
        Role to won.
    totals
        From a year to the official total of its edition and its number of new places; None where
        there was no announcement, or it came later than this edition.
    provinces
        Province code to its learning cities, its municipalities and its new learning cities.
    provinces_before
        The same at the edition before; empty for the first.
    stamps
        "online", "paper", "briefed", "announced" to ISO date, and the first and third's hours
        under "online_at" and "briefed_at".
    first_year, rule_year
        The years of the first award and of the re-designation rule.
    rules
        "first" and "interval" to years.
    labels
        Recipient to its name in both languages.
    homes
        `unit_id` to the code of its province on the day.
    """

    edition: str
    date: str
    previous: str
    counts: dict[str, Value]
    shares: dict[str, Value]
    members: dict[str, dict[str, Row]]
    each: dict[str, Value]
    sums: dict[str, Value]
    totals: Callable[[int], tuple[Value, Value] | None]
    provinces: dict[str, tuple[Value, Value, Value]]
    provinces_before: dict[str, tuple[Value, Value, Value]]
    stamps: dict[str, str]
    first_year: int
    rule_year: int
    rules: dict[str, Value]
    labels: dict[str, str]
    homes: dict[str, str]

    def expected(self) -> Expected:
        """Return the figures as what a release of this edition will roughly say."""
        return Expected(
            {role: value.high for role, value in self.counts.items()},
            {role: value.high for role, value in self.each.items()},
            {role: value.high for role, value in self.sums.items()},
        )
