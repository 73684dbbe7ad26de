"""Who waited at which announcement, and what came of it: one row a municipality and round.

Awards fall on announcements, so time is counted in rounds. A row runs from the round before
(`start`) to its own (`stop`) and carries what the place was on that day; kind, province and size
may change from row to row. A row ends in an award, in the place's own end before the next round
(merged away, which competes with an award), or in neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from analysis.coverage.ledger import status_on
from analysis.coverage.survival import province_group

if TYPE_CHECKING:
    from geo.places.register import Register

COLUMNS = ["unit_id", "start", "stop", "awarded", "merged_away", "kind", "province_group"]


_Known: TypeAlias = tuple[str, int, int]


@dataclass(frozen=True)
class Ledger:
    """The states of any day as they were known on any other, each worked out once.

    Parameters
    ----------
    events, register, editions
        The ledger, the places through time, and the announcements.
    """

    events: pd.DataFrame
    register: Register
    editions: pd.DataFrame
    _states: dict[_Known, pd.DataFrame] = field(default_factory=dict, repr=False)
    _parts: dict[tuple[object, ...], pd.DataFrame] = field(default_factory=dict, repr=False)
    _begun: dict[str, list[tuple[str, str]]] = field(default_factory=dict, repr=False)

    def states(self, date: str, known_on: str) -> pd.DataFrame:
        """Return the municipalities' states on a date, by what was known on another, ISO."""
        key = self._known(date, known_on)
        if key not in self._states:
            states = status_on(self.events, self.register, date, known_on)
            self._states[key] = states[states["is_municipality"]]
        return self._states[key]

    def _known(self, date: str, known_on: str) -> _Known:
        """Return what tells the states of a date apart: what is known, and what may be open.

        What is known only grows, so how many events it is says which.
        """
        if date not in self._begun:
            begun = self.events[self.events["date_from"] <= date]
            self._begun[date] = list(zip(begun["known_since"], begun["date_from"], strict=True))
        begun_by = self._begun[date]
        known = sum(since <= known_on for since, _ in begun_by)
        open_to = sum(since > known_on >= start for since, start in begun_by)
        return (date, known, open_to)

    def waited(
        self, day: str, before: str | None, after: str | None, known_on: str
    ) -> pd.DataFrame:
        """Return who waited at one announcement, and what came of it.

        Parameters
        ----------
        day, before, after
            The announcement, the one before and the one after; None where there is none.
        known_on
            Nothing that became known later plays a part.

        Returns
        -------
        :
            `COLUMNS` without `start` and `stop`. Worked out once for all that know the same.
        """
        known = [one and self._known(one, known_on) for one in (day, before, after)]
        key = tuple(known)
        if key not in self._parts:
            states = self.states(day, known_on)
            rows = states
            if before is not None:
                old = self.states(before, known_on)
                rows = states[~states.index.isin(old.index[old["at_least"] == 1])]
            living = rows.index if after is None else self.states(after, known_on).index
            self._parts[key] = pd.DataFrame(
                {
                    "unit_id": rows.index,
                    "awarded": (rows["at_least"] == 1).to_numpy(),
                    "merged_away": ((rows["at_least"] == 0) & ~rows.index.isin(living)).to_numpy(),
                    "kind": rows["kind"].to_numpy(),
                    "province_group": rows["province_code"].map(province_group).to_numpy(),
                }
            )
        return self._parts[key]

    def rounds(self, through: str) -> dict[int, str]:
        """Return the day of every announcement up to an edition, by year."""
        past = self.editions[self.editions["edition"] <= through]
        return dict(zip(past["edition"].astype(int), past["announced_to"], strict=True))

    def waiting(self, through: str) -> pd.DataFrame:
        """Return the municipalities that wait after an edition, as they were known then."""
        day = self.rounds(through)[int(through)]
        states = self.states(day, day)
        return states[states["at_least"] == 0]


def person_years(ledger: Ledger, through: str) -> pd.DataFrame:
    """Return one row for each municipality and round at which it waited.

    Parameters
    ----------
    ledger
        Knows every day.
    through
        The last edition; nothing that became known later plays a part.

    Returns
    -------
    :
        Columns `COLUMNS`: `start` and `stop` are years of rounds, `awarded` and `merged_away` say
        how the row ends. A place that lost its title waits again.
    """
    rounds = ledger.rounds(through)
    known_on = rounds[int(through)]
    years, days = list(rounds), list(rounds.values())
    starts = [min(rounds) - 1, *years[:-1]]
    parts = [
        ledger.waited(day, before, after, known_on)
        for day, before, after in zip(days, [None, *days[:-1]], [*days[1:], None], strict=True)
    ]
    sizes = [len(part) for part in parts]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(start=np.repeat(starts, sizes), stop=np.repeat(years, sizes))[COLUMNS]


def with_size(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Return rows with `log_people`, the logarithm of the people at the end of the year before.

    Parameters
    ----------
    rows
        Columns `unit_id`, `stop` and `kind`.
    counts
        Columns `unit_id`, `date` (ISO) and `total`, of one series.

    Returns
    -------
    :
        The rows. Before a place's first count its first count stands; a place that was never
        counted has the median of its kind.
    """
    year = counts["date"].str[:4].astype(int)
    known = counts.assign(year=year).pivot_table(index="unit_id", columns="year", values="total")
    span = range(
        min(int(known.columns.min()), int(rows["stop"].min()) - 1), int(rows["stop"].max())
    )
    filled = known.reindex(columns=list(span)).ffill(axis=1).bfill(axis=1)
    people = [
        filled.at[unit, stop - 1] if unit in filled.index else np.nan
        for unit, stop in zip(rows["unit_id"], rows["stop"], strict=True)
    ]
    log = pd.Series(np.log(np.array(people, dtype=float)), index=rows.index)
    return rows.assign(log_people=log.fillna(log.groupby(rows["kind"]).transform("median")))
