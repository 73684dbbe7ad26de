"""The ledger of designations: what happened to which place, when, and since when that is known.

An event has an interval, `date_from` to `date_to`, because not every day is known; a place's
state on a date is the set of states the events leave open. Where that set has more than one
member the place is uncertain, and every total over it is a range.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from store.errors import InputError

if TYPE_CHECKING:
    from geo.places.names import Resolver
    from geo.places.register import Register
    from store.errors import Fault

DESIGNATED = "designated"
NOT_DESIGNATED = "not_designated"
LAPSED = "lapsed"
UNCERTAIN = "uncertain"
RULING_NEEDED = "ruling_needed"
STATUSES = (DESIGNATED, NOT_DESIGNATED, LAPSED, UNCERTAIN, RULING_NEEDED)

LEADS_TO = {
    "designated": DESIGNATED,
    "redesignated": DESIGNATED,
    "redesignated_excellent": DESIGNATED,
    "deferred": DESIGNATED,
    "ruled_designated": DESIGNATED,
    "lapsed": LAPSED,
    "cancelled": LAPSED,
    "ruled_not_designated": NOT_DESIGNATED,
}
"""The state each kind of event leaves a place in; a deferral keeps the title for now."""

FIRST_AWARD = "designated"
RULINGS = frozenset({"ruled_designated", "ruled_not_designated"})

_NEVER = "9999-12-31"


@dataclass(frozen=True)
class PlaceState:
    """What is known of one place on one date.

    Parameters
    ----------
    status
        One of `STATUSES`.
    possible
        The states that the events leave open.
    since_from, since_to
        The interval of the designation in force, ISO dates; empty when there is none.
    confidence
        Of the event that decides, "high" when none does.
    """

    status: str
    possible: frozenset[str]
    since_from: str
    since_to: str
    confidence: str


_NOTHING = PlaceState(NOT_DESIGNATED, frozenset({NOT_DESIGNATED}), "", "", "")
_OPEN = PlaceState(RULING_NEEDED, frozenset({DESIGNATED, NOT_DESIGNATED}), "", "", "")


def events_from_list(
    designations: pd.DataFrame, editions: pd.DataFrame, resolver: Resolver
) -> pd.DataFrame:
    """Return the first award of each listed place as an event; names become `unit_id` here.

    Parameters
    ----------
    designations
        The published list, one row a place, names only.
    editions
        One row an announcement; an award happens within its announcement's interval.
    resolver
        Turns a province and a name into a `unit_id`.

    Returns
    -------
    :
        Columns of the `events` table, in `unit_id` order. A row without a year takes the bounds
        of its source's reconciliation: after 2005, by the announcement of 2014.
    """
    bounds = editions.set_index("edition")[["announced_from", "announced_to"]]
    no_year = (bounds.loc["2006", "announced_from"], bounds.loc["2014", "announced_to"])
    rows = []
    for row in designations.to_dict("records"):
        start, end = tuple(bounds.loc[row["year"]]) if row["year"] else no_year
        rows.append(
            {
                "unit_id": resolver.resolve(
                    f"{row['current_province_ko']} {row['current_municipality_ko']}"
                ),
                "kind": FIRST_AWARD,
                "date_from": start,
                "date_to": end,
                "known_since": end,
                "confidence": row["confidence"],
                "source_id": row["source_id"],
                "note": row["note"],
            }
        )
    return pd.DataFrame(rows).sort_values("unit_id", ignore_index=True)


def check_events(events: pd.DataFrame, register: Register) -> None:
    """Refuse events that contradict the register or each other.

    Raises
    ------
    InputError
        Listing each event that may lie outside its place's life, that was known before it
        happened, or that does not follow from what the place was: a second award while it holds
        the first, a review or a lapse without a title, a ruling where none is needed.
    """
    lives = register.lives()
    faults: list[Fault] = []
    by_unit: dict[str, list[dict[str, str]]] = defaultdict(list)
    origins = {day: _origins(register, day) for day in events["date_to"].unique()}
    ordered = events.assign(settled_on=events["date_to"]).sort_values(["date_from", "date_to"])
    lived = dict(zip(lives.index, lives.itertuples(index=False, name=None), strict=True))
    for index, event in zip(ordered.index, ordered.to_dict("records"), strict=True):
        unit, day = event["unit_id"], event["date_to"]
        born, died = lived[unit]
        found: tuple[str, str, str] | None
        if event["date_from"] < born or (died and day > died):
            found = (
                f"{event['kind']} of {unit} on {_interval(event)}",
                f"a date in the place's life, {born} to {died or 'today'}",
                "Correct the date, or name the place that existed then.",
            )
        elif event["known_since"] < event["date_from"]:
            found = (
                f"{event['kind']} of {unit} on {_interval(event)}, known {event['known_since']}",
                "a day in known_since on or after date_from",
                "Enter the day on which the source told of it.",
            )
        else:
            before = _state(unit, day, by_unit, origins[day])
            found = _out_of_turn(event, before)
        if found:
            value, expected, next_step = found
            faults += InputError.one(
                "designations/events.csv",
                where=f"row {int(str(index)) + 2}",
                value=value,
                expected=expected,
                next_step=next_step,
            ).faults
        by_unit[unit].append(event)
    if faults:
        raise InputError(faults)


def _interval(event: dict[str, str]) -> str:
    """Return the days on which an event may have happened, in short."""
    return " to ".join(dict.fromkeys([event["date_from"], event["date_to"]]))


def _out_of_turn(event: dict[str, str], before: PlaceState) -> tuple[str, str, str] | None:
    """Return what is wrong with an event after a state: the value, what was expected, a step."""
    kind, unit = event["kind"], event["unit_id"]
    said = f"{kind} of {unit} on {_interval(event)}, {before.status} before"
    if kind == FIRST_AWARD:
        if before.possible != {DESIGNATED}:
            return None
        return (
            f"{unit} designated again on {event['date_from']}",
            "one award, or a lapse between two",
            "Remove the second row, or add the lapse.",
        )
    if kind in RULINGS:
        if before.status == RULING_NEEDED:
            return None
        step = "Remove the ruling, or enter the merger or split that it answers in changes.csv."
        return said, "a place whose title waits for a ruling", step
    if DESIGNATED in before.possible:
        return None
    step = "Enter the award first, or correct the place or the day."
    return said, "a place that is, or may be, a learning city", step


def status_on(
    events: pd.DataFrame, register: Register, date: str, known_on: str | None = None
) -> pd.DataFrame:
    """Return the state of every place on a date.

    Parameters
    ----------
    events
        The ledger.
    register
        The places through time.
    date
        ISO date in question.
    known_on
        ISO date up to which events are known; by default all that is known today.

    Returns
    -------
    :
        The register's columns of that date plus `status`, `since_from`, `since_to`,
        `confidence`, `at_least` and `at_most` (0 or 1 each: whether the place certainly or
        possibly is a learning city); index `unit_id`.
    """
    places = register.on(date)
    known = _known(events, known_on)
    by_unit: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in known[known["date_from"] <= date].sort_values("date_from").to_dict("records"):
        by_unit[row["unit_id"]].append(row)
    origins = _origins(register, date)
    states = {unit: _state(unit, date, by_unit, origins) for unit in places.index}
    frame = pd.DataFrame(
        {
            "status": [states[unit].status for unit in places.index],
            "since_from": [states[unit].since_from for unit in places.index],
            "since_to": [states[unit].since_to for unit in places.index],
            "confidence": [states[unit].confidence for unit in places.index],
            "at_least": [int(states[u].possible == {DESIGNATED}) for u in places.index],
            "at_most": [int(DESIGNATED in states[u].possible) for u in places.index],
        },
        index=places.index,
    )
    return places.join(frame)


def _known(events: pd.DataFrame, known_on: str | None) -> pd.DataFrame:
    """Return the events known on a day, each with the day from which it is settled.

    An award is known when it is announced. Where the year of an award was not found, whether it
    was known on a day inside its bounds is as open as the award itself.
    """
    if known_on is None:
        return events.assign(settled_on=events["date_to"])
    open_award = (
        (events["kind"] == FIRST_AWARD)
        & (events["date_from"] <= known_on)
        & (events["known_since"] > known_on)
    )
    settled = events["date_to"].mask(open_award, _NEVER)
    return events.assign(settled_on=settled)[(events["known_since"] <= known_on) | open_award]


@dataclass(frozen=True)
class _Origin:
    """A change of territory: when, from which places, and what it means for the heir's title."""

    date: str
    parents: tuple[str, ...]
    inherits: bool
    carries_on: bool
    """Whether the heir was one of the parents and lives on."""


def _origins(register: Register, date: str) -> dict[str, _Origin]:
    """Return, for each place made or enlarged up to a date, where its territory came from."""
    made: dict[str, _Origin] = {}
    moved = register.changes[
        register.changes["kind"].isin(["split", "merged"])
        & (register.changes["effective_date"] <= date)
    ].sort_values("effective_date")
    for row in moved.to_dict("records"):
        parents = tuple(row["from_units"].split(";"))
        inheriting = set(row["inherits"].split(";"))
        for child in row["to_units"].split(";"):
            made[child] = _Origin(
                row["effective_date"], parents, child in inheriting, child in parents
            )
    return made


def _state(
    unit: str,
    date: str,
    by_unit: dict[str, list[dict[str, str]]],
    origins: dict[str, _Origin],
) -> PlaceState:
    """Return one place's state: its own events, on top of what a change of territory left it."""
    own = by_unit.get(unit, [])
    if unit not in origins:
        return _fold(_NOTHING, own, date)
    origin = origins[unit]
    older = {key: value for key, value in origins.items() if value.date < origin.date}
    before = [_state(parent, origin.date, by_unit, older) for parent in origin.parents]
    if origin.carries_on:
        state = before[origin.parents.index(unit)]
        own = [event for event in own if event["date_to"] > origin.date]
    else:
        state = _NOTHING
    if DESIGNATED not in state.possible and any(DESIGNATED in past.possible for past in before):
        # A title that came with the territory is for a ruling, not for computation.
        state = _inherited(before) if origin.inherits and not origin.carries_on else _OPEN
    return _fold(state, own, date)


def _inherited(parents: list[PlaceState]) -> PlaceState:
    """Return what the legal successor carries on: the parents' state where they agree."""
    if all(parent.possible == {DESIGNATED} for parent in parents):
        return max(parents, key=lambda parent: parent.since_to)
    return _OPEN


def _fold(state: PlaceState, events: list[dict[str, str]], date: str) -> PlaceState:
    """Return the state after a place's events, oldest first, up to a date."""
    for event in events:
        if event["date_from"] > date:
            continue
        outcome = LEADS_TO[event["kind"]]
        certain = date >= event["settled_on"]
        possible = frozenset({outcome}) if certain else state.possible | {outcome}
        if outcome == DESIGNATED and DESIGNATED in state.possible and state.since_to:
            # A renewal confirms the title; it does not restart it. Where it was open, nobody
            # knows a start but the ruling's.
            since = (state.since_from, state.since_to)
            confidence = state.confidence or event["confidence"]
        elif outcome == DESIGNATED:
            since, confidence = (event["date_from"], event["date_to"]), event["confidence"]
        else:
            since, confidence = ("", ""), event["confidence"]
            if not certain:
                since = (state.since_from, state.since_to)
        status = next(iter(possible)) if len(possible) == 1 else UNCERTAIN
        state = PlaceState(status, possible, since[0], since[1], confidence)
    return state
