"""Checks that no single table can pass alone: the list, the ledger and the print must agree.

Each check takes plain tables and returns every fault it finds, so that a keeper of the data sees
all that is wrong in one reading. `store.tables` checks the tables one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.coverage.conflicts import conflicts
from analysis.coverage.counting import coverage, new_in
from analysis.coverage.ledger import FIRST_AWARD, LEADS_TO, check_events, events_from_list
from analysis.coverage.trends import NO_YEAR, award_years
from store.errors import AtlasError, Fault, InputError
from store.schemas import SPECS

if TYPE_CHECKING:
    import pandas as pd

    from geo.places.names import Resolver
    from geo.places.register import Register

RENEWALS = ("redesignated", "redesignated_excellent", "deferred", "cancelled")
UNKNOWN_OUTCOME = "unknown"
COUNTS = ("new_designations", "cumulative_total")


def _fault(name: str, where: str, value: str, expected: str, next_step: str) -> Fault:
    return Fault(SPECS[name].path, where, value, expected, next_step)


def homeless_faults(register: Register) -> list[Fault]:
    """Return the places without a province."""
    days = sorted({*register.places["valid_from"], *register.provinces["valid_from"]})
    homeless: dict[str, str] = {}
    for day in days:
        places = register.on(day)
        for unit in places.index[places["province_ko"].isna()]:
            homeless.setdefault(str(unit), day)
    return [
        _fault(
            "places",
            f"place {unit}",
            f"a province that does not exist on {day}",
            "a province_code that provinces.csv holds on every day of the row",
            "Correct the code, or the province's days.",
        )
        for unit, day in homeless.items()
    ]


def event_faults(events: pd.DataFrame, register: Register, today: str) -> list[Fault]:
    """Return events that contradict the register or each other, or have not happened yet."""
    faults = [
        _fault(
            "events",
            f"row {int(str(index)) + 2}",
            f"{row['kind']} of {row['unit_id']} on {row['date_from']}",
            f"a day up to today, {today}",
            "Enter an event only once it has happened.",
        )
        for index, row in events[events["date_from"] > today].iterrows()
    ]
    try:
        check_events(events, register)
    except InputError as error:
        faults += error.faults
    return faults


def _key_of(resolver: Resolver, text: str) -> tuple[str, str]:
    """Return the `unit_id` a name means, or why it means none."""
    try:
        return resolver.resolve(text), ""
    except AtlasError as error:
        return "", str(error)


def list_faults(
    designations: pd.DataFrame, editions: pd.DataFrame, events: pd.DataFrame, resolver: Resolver
) -> list[Fault]:
    """Return where the ledger's awards are not those of the published list.

    The ledger holds each award of the list as it stands there. An award more is right only
    after a lapse of the same place, or in an edition that was taken in after the list ended.
    """
    faults: list[Fault] = []
    known = set(editions["edition"])
    sound = []
    units: dict[str, int] = {}
    for at, row in enumerate(designations.to_dict("records")):
        name = f"{row['current_province_ko']} {row['current_municipality_ko']}"
        unit, why = _key_of(resolver, name)
        where = f"row {at + 2}"
        if why:
            step = f"{why} Write it as places.csv does."
            faults.append(_fault("designations", where, repr(name), "one place", step))
        elif unit in units:
            expected = f"one row a place; row {units[unit]} has it"
            faults.append(_fault("designations", where, repr(name), expected, "Remove one."))
        elif row["year"] and row["year"] not in known:
            expected = "a year of editions.csv, or blank"
            step = "Correct the year, or add the edition."
            faults.append(_fault("designations", where, f"year {row['year']}", expected, step))
        else:
            sound.append(at)
        units.setdefault(unit, at + 2)
    wanted = events_from_list(designations.iloc[sound], editions, resolver)
    return faults + _award_faults(wanted, events)


def _award_faults(wanted: pd.DataFrame, events: pd.DataFrame) -> list[Fault]:
    end = max(wanted["date_to"], default="")
    columns = list(SPECS["events"].columns)
    listed = set(wanted[columns].itertuples(index=False, name=None))
    held = set(events[columns].itertuples(index=False, name=None))
    faults = [
        _fault(
            "events",
            f"place {row[0]}",
            "no such row",
            f"the award of designations.csv: {', '.join(row[1:5])}",
            "Enter the list's row unchanged.",
        )
        for row in sorted(listed - held)
    ]
    lapses = events[events["kind"].isin([k for k, to in LEADS_TO.items() if to == "lapsed"])]
    ended = lapses.groupby("unit_id")["date_from"].min()
    for index, row in events[events["kind"] == FIRST_AWARD].iterrows():
        if tuple(row[columns]) in listed or row["date_from"] > end:
            continue
        if ended.get(row["unit_id"], "9999") >= row["date_from"]:
            faults.append(
                _fault(
                    "events",
                    f"row {int(str(index)) + 2}",
                    f"{row['unit_id']} designated on {row['date_from']}",
                    "an award of designations.csv, or one after a lapse",
                    "Add it to the list, or remove it.",
                )
            )
    return faults


def renewal_faults(
    redesignations: pd.DataFrame, events: pd.DataFrame, resolver: Resolver
) -> list[Fault]:
    """Return where the ledger's re-designations are not those of the published outcomes."""
    faults = []
    listed: set[tuple[str, str, str]] = set()
    for at, row in enumerate(redesignations.to_dict("records")):
        unit, why = _key_of(resolver, f"{row['province_ko']} {row['municipality_ko']}")
        if why:
            step = "Write it as places.csv does."
            faults.append(_fault("redesignations", f"row {at + 2}", why, "one place", step))
        elif row["outcome"] != UNKNOWN_OUTCOME:
            listed.add((unit, row["year"], row["outcome"]))
    rows = events[events["kind"].isin(RENEWALS)]
    held = set(zip(rows["unit_id"], rows["date_to"].str[:4], rows["kind"], strict=True))
    expected = "the same outcomes in redesignations.csv and in the ledger"
    return faults + [
        _fault(
            "events" if outcome in held else "redesignations",
            f"place {outcome[0]}",
            f"{outcome[2]} in {outcome[1]}, in one table only",
            expected,
            "Enter it in the other, or remove it.",
        )
        for outcome in sorted(listed ^ held)
    ]


def edition_faults(
    events: pd.DataFrame, register: Register, editions: pd.DataFrame, explained: pd.DataFrame
) -> list[Fault]:
    """Return the printed figures of an edition that the ledger does not give.

    A printed figure is given when it is the ledger's, or lies within its range where the ledger
    is open. A denominator or a rate that is neither needs a row in `explained`; for a count of
    designations there is no excuse.
    """
    known = set(zip(explained["year"], explained["measure"], explained["printed"], strict=True))
    awards = award_years(events, editions)
    awards = events.loc[events["kind"] == FIRST_AWARD].merge(
        awards[awards["year"] == NO_YEAR],
        left_on=["unit_id", "date_to"],
        right_on=["unit_id", "date"],
    )
    faults = []
    for row in editions.to_dict("records"):
        edition = row["edition"]
        nation = coverage(events, register, editions, edition=edition).nation
        fresh = len(new_in(events, editions, edition))
        undated = _undated(awards, row["announced_from"], row["announced_to"])
        low, high = nation.share_at_least, nation.share_at_most
        for column, measure, least, most in (
            ("new_printed", "new_designations", fresh, fresh + undated),
            ("total_printed", "cumulative_total", nation.at_least, nation.at_most),
            ("municipalities_printed", "municipalities", nation.of, nation.of),
            (
                "rate_printed",
                "rate_percent",
                round(100 * (low or 0), 1),
                round(100 * (high or 0), 1),
            ),
        ):
            printed = row[column]
            if not printed or least <= float(printed) <= most:
                continue
            if measure in COUNTS or (edition, measure, printed) not in known:
                faults.append(
                    _fault(
                        "editions",
                        f"edition {edition}, column {column}",
                        printed,
                        f"{least}" if least == most else f"{least} to {most}",
                        "Correct the ledger, or explain the figure in explanations.csv.",
                    )
                )
    return faults


def _undated(awards: pd.DataFrame, start: str, end: str) -> int:
    """Return how many awards without a year may belong to an announcement."""
    return int(((awards["date_from"] <= end) & (awards["date_to"] >= start)).sum())


def printed_faults(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    printed_totals: pd.DataFrame,
    explanations: pd.DataFrame,
) -> list[Fault]:
    """Return printed figures that differ from the ledger and have no word about why."""
    rows = conflicts(events, register, editions, printed_totals, explanations)
    return [
        _fault(
            "printed_totals",
            f"year {row['year']}, {row['measure']}",
            str(row["printed"]),
            f"{row['computed_min']:g} to {row['computed_max']:g}, or an explanation",
            "Add a row to explanations.csv; it may say that nobody explained it.",
        )
        for row in rows[rows["explanation_en"] == ""].to_dict("records")
    ]


def remaining_faults(
    undesignated: pd.DataFrame,
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    resolver: Resolver,
) -> list[Fault]:
    """Return where the list of the undesignated of March 2023 is not what the ledger leaves."""
    remaining = set(coverage(events, register, editions, edition="2023").remaining().index)
    faults = []
    listed: set[str] = set()
    for at, row in enumerate(undesignated.to_dict("records")):
        unit, why = _key_of(resolver, f"{row['province_ko']} {row['municipality_ko']}")
        listed.add(unit)
        if why or unit not in remaining:
            faults.append(
                _fault(
                    "undesignated_2023",
                    f"row {at + 2}",
                    why or f"{row['province_ko']} {row['municipality_ko']}",
                    "a municipality that was not designated on 6 March 2023",
                    "Remove the row, or correct the ledger.",
                )
            )
    return faults + [
        _fault(
            "undesignated_2023",
            "",
            f"no row for {resolver.label(unit)}",
            "every municipality that the ledger leaves undesignated on 6 March 2023",
            "Add the row, or correct the ledger.",
        )
        for unit in sorted(remaining - listed)
    ]
