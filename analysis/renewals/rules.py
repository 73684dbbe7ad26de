"""The rules of re-designation as data: each holds from a year on, until another row follows.

Of a rule with several rows (`interval_years` of 2020 and of 2028, say) the row in force decides:
of the interval, in the year of a review; of the wait before the first review, in the year of the
award; of what an outcome leads to, in the year of the outcome. Before its first row a rule is
taken to have been the same, but for the turns that an excellent city skips.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.errors import Fault, InputError
from store.schemas import SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

METROPOLITAN, PROVINCIAL_CITY, COUNTY = "metropolitan", "provincial_city", "county"
REVIEW_GROUPS = (METROPOLITAN, PROVINCIAL_CITY, COUNTY)
HORIZON = 2035
"""The last year schedules are computed for."""

BEYOND = HORIZON + 50
"""Where turns end that are asked for one by one."""

EVERY_GROUP = "all"
SINGLE = (
    *("first_review_after_years", "interval_years", "excellent_skips_turns"),
    *("deferred_below_points", "cancelled_after_deferrals"),
)
"""Rules that hold for every group."""

FIRST_TURN = "first_turn"
NEEDED = (
    *((rule, EVERY_GROUP) for rule in SINGLE),
    *((FIRST_TURN, group) for group in REVIEW_GROUPS),
)
"""What the table must give at least one row of: rule and group."""


@dataclass(frozen=True)
class Dated:
    """A rule's values, each from a year on.

    Parameters
    ----------
    steps
        First year and value, oldest first; at least one.

    Examples
    --------
    >>> interval = Dated(((2020, 3), (2028, 4)))
    >>> interval.at(2027), interval.at(2028), interval.at(2001)
    (3, 4, 3)
    """

    steps: tuple[tuple[int, int], ...]

    @property
    def since(self) -> int:
        """The first year the rule is printed for."""
        return self.steps[0][0]

    def at(self, year: int) -> int:
        """Return the value in force in a year; before the first, the first."""
        held = [value for start, value in self.steps if start <= year]
        return held[-1] if held else self.steps[0][1]


@dataclass(frozen=True)
class Rules:
    """The rules of review, read from their table.

    Parameters
    ----------
    first_after
        Full calendar years between the year of an award and the first review, by the award's.
    interval
        Years from one review to the next, by the year of the review.
    first_turn
        The first year each group is reviewed in; a later row begins the turns of its time anew.
    skipped_turns
        Turns that an excellent city leaves out, by the year of the outcome.
    skip_from
        First year of an excellent outcome that counts for this.
    deferred_below
        Points below which a city is deferred.
    cancelled_after
        Deferrals in a row that end the designation.
    passed
        Review group and year in which all that were reviewed passed, to their printed number.
    """

    first_after: Dated
    interval: Dated
    first_turn: Mapping[str, Dated]
    skipped_turns: Dated
    skip_from: int
    deferred_below: Dated
    cancelled_after: Dated
    passed: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def from_table(cls, table: pd.DataFrame, sizes: pd.DataFrame | None = None) -> Rules:
        """Return the rules of a `renewal_rules` table.

        With the `review_sizes` table it knows the reviews that everyone passed, too.

        Raises
        ------
        InputError
            With every rule that is missing or cannot be followed.
        """
        faults = rule_faults(table)
        if faults:
            raise InputError(faults)
        dated = {
            (str(rule), str(group)): Dated(
                tuple(sorted((int(row.from_year), int(row.value)) for row in rows.itertuples()))
            )
            for (rule, group), rows in table.groupby(["rule", "review_group"])
        }
        after, interval, skipped, below, cancelled = (dated[rule, EVERY_GROUP] for rule in SINGLE)
        return cls(
            first_after=after,
            interval=interval,
            first_turn={group: dated[FIRST_TURN, group] for group in REVIEW_GROUPS},
            skipped_turns=skipped,
            skip_from=skipped.since,
            deferred_below=below,
            cancelled_after=cancelled,
            passed={} if sizes is None else _all_passed(sizes),
        )

    @property
    def first_year(self) -> int:
        """The first year in which any group is reviewed."""
        return min(turn.steps[0][1] for turn in self.first_turn.values())

    def turns(self, group: str, last: int = HORIZON) -> list[int]:
        """Return the years in which a group is reviewed, up to a last one."""
        found: list[int] = []
        series = self.first_turn[group].steps
        for i, (start, turn) in enumerate(series):
            end = series[i + 1][0] if i + 1 < len(series) else last + 1
            while turn < end and turn <= last:
                if turn >= start:
                    found.append(turn)
                turn += self.interval.at(turn)  # noqa: PLW2901  # the first turn starts the row's
        return found

    def turn_before(self, group: str, year: int) -> int | None:
        """Return the last turn of a group before a year, or None before its first."""
        earlier = [turn for turn in self.turns(group, year - 1) if turn < year]
        return earlier[-1] if earlier else None

    def first_review(self, group: str, award_year: int) -> int:
        """Return the year of the first review after an award."""
        ready = award_year + self.first_after.at(award_year) + 1
        return next(turn for turn in self.turns(group, BEYOND) if turn >= ready)


def _all_passed(sizes: pd.DataFrame) -> dict[tuple[str, int], int]:
    """Return the reviews of which a page says that all passed, with how many those were."""
    rows = sizes[(sizes["all_passed"] == "1") & (sizes["main"] == "1")]
    return {
        (group, int(year)): int(printed)
        for group, year, printed in zip(
            rows["review_group"], rows["year"], rows["printed"], strict=True
        )
    }


def rule_faults(table: pd.DataFrame) -> list[Fault]:
    """Return what keeps a `renewal_rules` table from being followed.

    Parameters
    ----------
    table
        Its rows, all text.

    Returns
    -------
    :
        A fault for each rule without a row, each rule of a group that it does not know, and each
        interval of no years.
    """
    file = SPECS["renewal_rules"].path
    given = set(zip(table["rule"], table["review_group"], strict=True))
    faults = [
        Fault(file, "", f"no row {rule} for {group}", "at least one", "Add the row.")
        for rule, group in NEEDED
        if (rule, group) not in given
    ]
    for position, row in enumerate(table.to_dict("records")):
        where = f"row {position + 2}"
        if (row["rule"], row["review_group"]) not in NEEDED:
            known = " | ".join(group for rule, group in NEEDED if rule == row["rule"])
            faults.append(
                Fault(
                    file,
                    f"{where}, column review_group",
                    repr(row["review_group"]),
                    known,
                    "Give the rule for each group it is made for.",
                )
            )
        if row["rule"] == "interval_years" and int(row["value"]) < 1:
            faults.append(
                Fault(file, f"{where}, column value", row["value"], "1 or more", "Correct it.")
            )
    return faults
