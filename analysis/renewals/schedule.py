"""Re-designation: when each learning city is reviewed, by rules that are data.

The rules (`renewal_rules.csv`) are printed: a first review once four full years have passed, then
every three, and the groups take turns. Outcomes are known for part of the cities only. So every
place has a schedule that the rules give, the outcomes that are on record, and a list of turns on
which the record is silent; where rule and record differ, both are kept.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.coverage.ledger import DESIGNATED, status_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from geo.places.register import Register

METROPOLITAN, PROVINCIAL_CITY, COUNTY = "metropolitan", "provincial_city", "county"
REVIEW_GROUPS = (METROPOLITAN, PROVINCIAL_CITY, COUNTY)
HORIZON = 2035
"""The last year schedules are computed for."""

OUTCOMES = ("redesignated", "redesignated_excellent", "deferred", "cancelled")
EXCELLENT, DEFERRED = "redesignated_excellent", "deferred"

METROPOLITAN_PROVINCES = frozenset({"11", "21", "22", "23", "24", "25", "26"})
"""Seoul and the six metropolitan cities."""

INTEGRATED_PROVINCE = "12"
"""Jeonnam-Gwangju, since July 2026: no printed rule says which group its places belong to."""


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
    """

    first_after: int
    interval: int
    first_turn: Mapping[str, int]
    skipped_turns: int
    skip_from: int
    deferred_below: int
    cancelled_after: int

    @classmethod
    def from_table(cls, table: pd.DataFrame) -> Rules:
        """Return the rules of a `renewal_rules` table."""
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
        )

    def turns(self, group: str, last: int = HORIZON) -> range:
        """Return the years in which a group is reviewed."""
        return range(self.first_turn[group], last + 1, self.interval)

    def first_review(self, group: str, award_year: int) -> int:
        """Return the year of the first review after an award."""
        ready = award_year + self.first_after + 1
        return next(turn for turn in self.turns(group, HORIZON + 50) if turn >= ready)


def review_group(province_code: str, kind: str, home_province: str = "") -> str:
    """Return the group a place is reviewed in.

    Parameters
    ----------
    province_code
        Its province on the day.
    kind
        Its kind on the day.
    home_province
        The province it belonged to before July 2026; decides within Jeonnam-Gwangju.
    """
    province = home_province if province_code == INTEGRATED_PROVINCE else province_code
    if province in METROPOLITAN_PROVINCES or kind == "special_city":
        # No page says when Sejong is reviewed; the 64 cities of 2024 fit only without it.
        return METROPOLITAN
    return COUNTY if kind == "gun" else PROVINCIAL_CITY


@dataclass(frozen=True)
class Renewal:
    """One learning city's place in the calendar.

    Parameters
    ----------
    unit_id, group
        The place and its review group.
    award_from, award_to
        First and last possible year of its award.
    outcomes
        Year and outcome of each review on record, oldest first.
    silent
        Past years in which the rules gave it a review and the record has none.
    schedule
        Years in which the rules give it a review, from the first one to `HORIZON`.
    next_review
        The first year of the schedule that is not past and has no outcome; None where the
        rules are silent.
    or_later
        The year it would be instead, had the turn before it, whose outcome is not on record,
        ended excellent; None where the record decides.
    trace
        The rules that gave it, in order: pairs of a rule's key and the numbers it used.
    """

    unit_id: str
    group: str
    award_from: int
    award_to: int
    outcomes: tuple[tuple[int, str], ...]
    silent: tuple[int, ...]
    schedule: tuple[int, ...]
    next_review: int | None
    or_later: int | None
    trace: tuple[tuple[str, Mapping[str, Any]], ...]


def group_is_assumed(province_code: str, kind: str) -> bool:
    """Return whether no printed rule names the group of a place: Sejong, Jeonnam-Gwangju."""
    return kind == "special_city" or province_code == INTEGRATED_PROVINCE


def renewal(  # noqa: PLR0913, PLR0917  # each is a fact of its own
    unit_id: str,
    group: str,
    award: tuple[int, int],
    outcomes: Sequence[tuple[int, str]],
    rules: Rules,
    year: int,
    *,
    group_assumed: bool = False,
) -> Renewal:
    """Return one place's schedule under the rules.

    Parameters
    ----------
    unit_id, group
        The place and its review group.
    award
        First and last possible year of the award.
    outcomes
        Year and outcome of each review on record.
    rules
        The rules.
    year
        The current year: later turns are to come, earlier ones are past.
    group_assumed
        Whether no printed rule names its group; the trace then says so.
    """
    first = rules.first_review(group, award[1])
    trace: list[tuple[str, dict[str, Any]]] = [
        ("award", {"first": award[0], "last": award[1]}),
        ("first_review", {"after": rules.first_after, "year": first, "group": group}),
    ]
    if group_assumed:
        trace.insert(1, ("group_assumed", {"group": group}))
    known = dict(sorted(outcomes))
    schedule, told = _turns(group, first, known, rules, year)
    trace += told
    due: int | None = next((turn for turn in schedule if turn >= year and turn not in known), None)
    deferrals = _deferrals_running(known)
    if deferrals:
        # No page says when a deferred city is reviewed again.
        due = None
        told_of = "deferred" if deferrals < rules.cancelled_after else "deferred_again"
        facts = {"year": max(known), "below": rules.deferred_below, "times": rules.cancelled_after}
        trace.append((told_of, facts))
    elif due is not None:
        trace.append(("next", {"year": due, "interval": rules.interval}))
    other = _if_excellent(due, schedule, known, rules)
    trace += [("or_later", other)] if other else []
    return Renewal(
        unit_id=unit_id,
        group=group,
        award_from=award[0],
        award_to=award[1],
        outcomes=tuple(known.items()),
        silent=tuple(turn for turn in schedule if turn < year and turn not in known),
        schedule=tuple(schedule),
        next_review=due,
        or_later=other.get("later"),
        trace=tuple(trace),
    )


def _turns(
    group: str, first: int, known: Mapping[int, str], rules: Rules, year: int
) -> tuple[list[int], list[tuple[str, dict[str, Any]]]]:
    """Return the turns in which a place is reviewed, and what the record says of each."""
    schedule, skip = [], 0
    trace: list[tuple[str, dict[str, Any]]] = []
    for turn in rules.turns(group):
        if turn < first:
            continue
        if skip:
            skip -= 1
            trace.append(("skipped", {"year": turn}))
            continue
        schedule.append(turn)
        if turn in known:
            trace.append(("outcome", {"year": turn, "outcome": known[turn]}))
            if known[turn] == EXCELLENT and turn >= rules.skip_from:
                skip = rules.skipped_turns
            elif known[turn] == EXCELLENT:
                trace.append(("not_skipped", {"year": turn, "first": rules.skip_from}))
        elif turn < year:
            trace.append(("silent", {"year": turn}))
    trace += [
        ("out_of_turn", {"year": other, "outcome": outcome})
        for other, outcome in known.items()
        if other not in schedule
    ]
    return schedule, trace


def _deferrals_running(known: Mapping[int, str]) -> int:
    """Return how many of the last outcomes in a row were deferrals."""
    latest_first = (known[year] for year in sorted(known, reverse=True))
    return sum(1 for _ in itertools.takewhile(lambda outcome: outcome == DEFERRED, latest_first))


def _if_excellent(
    due: int | None, schedule: Sequence[int], known: Mapping[int, str], rules: Rules
) -> dict[str, int]:
    """Return the other year a review may be due in: the turn before may have been excellent.

    Empty where the record, or the year from which excellent cities skip a turn, decides.
    """
    before = (due or 0) - rules.interval
    if due is None or before not in schedule or before in known or before < rules.skip_from:
        return {}
    later = due + rules.interval * rules.skipped_turns
    return {"silent": before, "year": due, "later": later}


def _home_provinces(register: Register) -> dict[str, str]:
    """Return each place's last province before the integrated one; for a new place its parent's."""
    rows = register.places[register.places["province_code"] != INTEGRATED_PROVINCE]
    return dict(zip(rows["unit_id"], rows["province_code"], strict=True))


def outcomes_of(events: pd.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """Return the reviews on record by place, year and outcome, oldest first."""
    reviews = events[events["kind"].isin(OUTCOMES)].sort_values("date_from")
    found: dict[str, list[tuple[int, str]]] = {}
    for row in reviews.itertuples():
        found.setdefault(row.unit_id, []).append((int(row.date_from[:4]), row.kind))
    return found


def calendar(
    events: pd.DataFrame, register: Register, rules: Rules, date: str, year: int | None = None
) -> dict[str, Renewal]:
    """Return the calendar of every place that is a learning city on a date.

    Parameters
    ----------
    events, register
        The ledger and the places through time.
    rules
        The rules of review.
    date
        ISO day of the list. A place that waits for a ruling, or lapsed, has no review.
    year
        The current year, by default the date's: its turns and later ones are to come.

    Returns
    -------
    :
        By `unit_id`, in order. A place that carries on others' title has their outcomes too.
    """
    states = status_on(events, register, date)
    homes = _home_provinces(register)
    known = outcomes_of(events)
    ancestors = _ancestors(register)
    found = {}
    for row in states[states["status"] == DESIGNATED].itertuples():
        unit = str(row.Index)
        award = (int(row.since_from[:4]), int(row.since_to[:4]))
        record = [
            outcome
            for one in (unit, *ancestors.get(unit, ()))
            for outcome in known.get(one, [])
            if outcome[0] > award[1]
        ]
        group = review_group(row.province_code, row.kind, homes.get(unit, ""))
        found[unit] = renewal(
            unit,
            group,
            award,
            record,
            rules,
            year or int(date[:4]),
            group_assumed=group_is_assumed(row.province_code, row.kind),
        )
    return found


def _ancestors(register: Register) -> dict[str, tuple[str, ...]]:
    """Return, for each place that carries on titles after a split, whose they were."""
    splits = register.changes[register.changes["kind"] == "split"]
    return {
        heir: tuple(row["from_units"].split(";"))
        for row in splits.to_dict("records")
        for heir in row["inherits"].split(";")
        if heir
    }


def due_in(found: Mapping[str, Renewal], year: int) -> list[str]:
    """Return the places that the rules give a review in a year, past or to come."""
    return [unit for unit, one in found.items() if year in one.schedule]
