"""Coverage: designated places divided by municipalities, on a date, under a counting rule.

The Ministry's figure counts Sejong, Jeju-si and Seogwipo-si above the line and leaves them out
below it; the other rules count the same places on both sides. A figure over uncertain
places is a range, and a share travels with its two counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coverage.ledger import FIRST_AWARD, status_on
from analysis.coverage.rules import DEFAULT_RULE, RULES
from geo.places.register import FIRST_DAY
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.places.register import Register

DEFAULT_EDITION = "2023"
"""The edition shown when nobody asks for another; the one setting to change."""


@dataclass(frozen=True)
class Count:
    """Two counts and the share between them.

    Parameters
    ----------
    at_least, at_most
        Learning cities that certainly and possibly count; equal when nothing is open.
    of
        Places below the line.
    """

    at_least: int
    at_most: int
    of: int

    @property
    def designated(self) -> int | None:
        """The number of learning cities, or None while it is a range."""
        return self.at_least if self.at_least == self.at_most else None

    @property
    def share_at_least(self) -> float | None:
        """Share 0-1 of the certain ones; None where nothing stands below the line."""
        return self.at_least / self.of if self.of else None

    @property
    def share_at_most(self) -> float | None:
        """Share 0-1 of the possible ones; None where nothing stands below the line."""
        return self.at_most / self.of if self.of else None

    @property
    def share(self) -> float | None:
        """The share 0-1, or None while it is a range or does not apply."""
        return self.share_at_least if self.at_least == self.at_most else None


@dataclass(frozen=True)
class Coverage:
    """Coverage of the nation and of each province.

    Parameters
    ----------
    edition
        The announcement in force.
    date
        ISO date the state is for.
    rule
        A key of `analysis.coverage.rules.RULES`.
    nation
        The national count.
    provinces
        Index `province_code`; columns `province_ko`, `province_short_ko`, `province_en`,
        `at_least`, `at_most`, `of`, `share` (0-1; missing where nothing stands below the line,
        and while the count is open).
    states
        Every place's state, from `analysis.coverage.ledger.status_on`.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> point = Atlas.load().coverage("2023")
    >>> point.province("37"), len(point.remaining())
    (Count(at_least=13, at_most=13, of=23), 34)
    """

    edition: str
    date: str
    rule: str
    nation: Count
    provinces: pd.DataFrame
    states: pd.DataFrame

    def province(self, code: str) -> Count:
        """Return one province's count."""
        return self._counts[code]

    @cached_property
    def _counts(self) -> dict[str, Count]:
        rows = self.provinces[["at_least", "at_most", "of"]].itertuples()
        return {str(code): Count(int(low), int(high), int(of)) for code, low, high, of in rows}

    def remaining(self) -> pd.DataFrame:
        """Return the municipalities that are not certainly learning cities, whatever the rule."""
        states = self.states
        return states[states["is_municipality"] & (states["at_least"] == 0)]

    def beside(self) -> list[str]:
        """Return the learning cities that are no municipalities, by `unit_id`."""
        states = self.states
        return list(states.index[~states["is_municipality"] & (states["at_least"] == 1)])


def count_places(states: pd.DataFrame, rule: str) -> Count:
    """Return the count of some places' states under a rule.

    Parameters
    ----------
    states
        Columns `at_least`, `at_most`, `is_municipality`.
    rule
        A key of `analysis.coverage.rules.RULES`.
    """
    counted = RULES.require(rule)
    above = states[counted.above(states)]
    below = int(counted.below(states).sum())
    return Count(int(above["at_least"].sum()), int(above["at_most"].sum()), below)


def count_provinces(states: pd.DataFrame, rule: str) -> pd.DataFrame:
    """Return each province's counts under a rule; see `Coverage.provinces` for the columns."""
    counted = RULES.require(rule)
    above, owner = counted.above(states), states["province_code"]
    names = ["province_ko", "province_short_ko", "province_en"]
    frame = states.drop_duplicates("province_code").set_index("province_code")[names].sort_index()
    for name, places in (
        ("at_least", states["at_least"].where(above, 0)),
        ("at_most", states["at_most"].where(above, 0)),
        ("of", counted.below(states)),
    ):
        frame[name] = places.astype("int64").groupby(owner).sum()
    share = frame["at_least"] / frame["of"].where(frame["of"] > 0)
    frame["share"] = share.where(frame["at_least"] == frame["at_most"])
    return frame


def edition_on(editions: pd.DataFrame, date: str) -> str:
    """Return the latest edition that was certainly announced by a date.

    Raises
    ------
    InputError
        If the date lies before the first announcement.
    """
    past = editions[editions["announced_to"] <= date]
    if past.empty:
        raise InputError.one(
            "date",
            value=date,
            expected=f"{editions['announced_to'].min()} or later",
            next_step="The first learning cities were announced in 2001.",
        )
    return str(past["edition"].max())


def edition_date(editions: pd.DataFrame, edition: str) -> str:
    """Return the last possible day of an edition's announcement, ISO.

    Raises
    ------
    InputError
        If there is no such edition; lists those there are.
    """
    found = editions[editions["edition"] == str(edition)]
    if found.empty:
        raise InputError.one(
            "edition",
            value=repr(edition),
            expected="one of " + ", ".join(editions["edition"]),
            next_step="No announcement was made in other years.",
        )
    return str(found.iloc[0]["announced_to"])


def iso_day(when: str | dt.date) -> str:
    """Return a day as text, ISO; of a `datetime` or `Timestamp` the day as it stands."""
    return when.strftime("%Y-%m-%d") if isinstance(when, dt.date) else str(when)


def check_date(date: str, today: str) -> None:
    """Refuse a date that is malformed, before the register, or in the future.

    Raises
    ------
    InputError
        Saying which of the three.
    """
    try:
        parsed = pd.Timestamp(date)
        well_formed = parsed.strftime("%Y-%m-%d") == date
    except ValueError:
        well_formed = False
    if not well_formed:
        raise InputError.one(
            "date", value=repr(date), expected="YYYY-MM-DD", next_step="Write it as 2023-03-06."
        )
    if not FIRST_DAY <= date <= today:
        raise InputError.one(
            "date",
            value=date,
            expected=f"a day from {FIRST_DAY} to today, {today}",
            next_step="The list begins in 2001, and nobody knows a later state.",
        )


def coverage(  # noqa: PLR0913  # the options are named, and each has its default
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    *,
    edition: str | None = None,
    date: str | None = None,
    rule: str = DEFAULT_RULE,
    known_on: str | None = None,
    states_of: Callable[[str], pd.DataFrame] | None = None,
) -> Coverage:
    """Return coverage on a date or at an edition, under a counting rule.

    Parameters
    ----------
    events
        The ledger of designations.
    register
        The places through time.
    editions
        One row an announcement.
    edition
        The edition's year. With `date`, the date must fall in that edition's time.
    date
        ISO date; by default the edition's announcement.
    rule
        A key of `analysis.coverage.rules.RULES`.
    known_on
        ISO date of knowledge; by default everything known today.
    states_of
        Gives the states of a date where they are kept already; by default they are computed.

    Raises
    ------
    InputError
        If the rule, edition or date is unknown, or date and edition contradict each other.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> atlas = Atlas.load()
    >>> tables = atlas.tables
    >>> point = coverage(tables.events, atlas.register, tables.editions, date="2007-12-31")
    >>> point.nation.at_least, point.nation.at_most, point.nation.share
    (76, 76, 0.33043478260869563)
    """
    RULES.require(rule)
    if edition is None and date is None:
        edition = DEFAULT_EDITION
    if date is None:
        date = edition_date(editions, str(edition))
    else:
        in_force = edition_on(editions, date)
        if edition is not None and str(edition) != in_force:
            edition_date(editions, str(edition))
            raise InputError.one(
                "date",
                value=f"{date} with edition {edition}",
                expected=f"a day on which edition {edition} was in force",
                next_step=f"On {date} edition {in_force} was; leave out one of the two.",
            )
        edition = in_force
    states = states_of(date) if states_of else status_on(events, register, date, known_on)
    return Coverage(
        edition=str(edition),
        date=date,
        rule=rule,
        nation=count_places(states, rule),
        provinces=count_provinces(states, rule),
        states=states,
    )


def new_in(events: pd.DataFrame, editions: pd.DataFrame, edition: str) -> list[str]:
    """Return the places first awarded, or awarded again, at an edition, as `unit_id`.

    Awards without a year belong to no edition and are left out.
    """
    row = editions[editions["edition"] == str(edition)].iloc[0]
    awards = events[events["kind"] == FIRST_AWARD]
    mine = (awards["date_from"] == row["announced_from"]) & (
        awards["date_to"] == row["announced_to"]
    )
    return sorted(awards.loc[mine, "unit_id"])


def history(
    events: pd.DataFrame,
    register: Register,
    editions: pd.DataFrame,
    rule: str = DEFAULT_RULE,
    *,
    states_of: Callable[[str], pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return coverage at every edition; the parameters are those of `coverage`.

    Returns
    -------
    :
        One row an edition, in order: `edition`, `date`, `new` (awards with a known year),
        `at_least`, `at_most`, `of`, `new_printed` and `total_printed` (Int64, missing where
        nothing was printed).
    """
    rows = []
    for edition in editions["edition"]:
        point = coverage(
            events, register, editions, edition=edition, rule=rule, states_of=states_of
        )
        rows.append(
            {
                "edition": edition,
                "date": point.date,
                "new": len(new_in(events, editions, edition)),
                "at_least": point.nation.at_least,
                "at_most": point.nation.at_most,
                "of": point.nation.of,
            }
        )
    frame = pd.DataFrame(rows)
    for column in ("new_printed", "total_printed"):
        frame[column] = pd.to_numeric(editions[column].to_numpy()).astype(float)
        frame[column] = frame[column].astype("Int64")
    return frame
