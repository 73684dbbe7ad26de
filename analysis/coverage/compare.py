"""Two dates side by side: what joined the list, what left it, province by province."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coverage.counting import Count, count_places, count_provinces
from analysis.coverage.ledger import DESIGNATED, LEFT_THE_LIST, NOT_DESIGNATED, status_on
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.places.register import Register

JOINED, LEFT, STAYED, CARRIED_ON, ENDED, OPEN, NEITHER = (
    "joined",
    "left",
    "stayed",
    "carried_on",
    "ended",
    "open",
    "neither",
)
CHANGES = (JOINED, LEFT, STAYED, CARRIED_ON, ENDED, OPEN, NEITHER)
"""What became of a place between two dates.

`joined`, `left`, `stayed`, `neither`: it existed on both and was, or was not, a learning city.
`carried_on`: it was made in between and carries on the title of those it was made of.
`ended`: it was a learning city and no longer exists. `open`: uncertain on one of the dates, or
waiting for a ruling.
"""


@dataclass(frozen=True)
class Comparison:
    """What changed between two dates.

    Parameters
    ----------
    before, after
        ISO dates, in order.
    rule
        The counting rule of the counts.
    places
        Every place of either date, index `unit_id`: `change` (one of `CHANGES`), `name_ko`,
        `name_en`, `province_code`, `province_short_ko`, `province_en`, `kind` and
        `since_from`, `since_to`, as on the later date on which it existed.
    provinces
        Index `province_code`, the provinces of either date: names, `joined`, `left`, and
        `at_least_before`, `at_most_before`, `of_before`, the same `_after` (Int64, missing for
        a province that did not exist).
    territory
        Rows of the register's `changes` after the first date, up to the second.
    count_before, count_after
        The national counts.
    """

    before: str
    after: str
    rule: str
    places: pd.DataFrame
    provinces: pd.DataFrame
    territory: pd.DataFrame
    count_before: Count
    count_after: Count

    def of(self, change: str) -> pd.DataFrame:
        """Return the places with one kind of change."""
        return self.places[self.places["change"] == change]


def _change(
    old: str | None, new: str | None, register: Register, unit: str, past: pd.DataFrame
) -> str:
    """Return what became of one place; None stands for a date on which it did not exist."""
    if {old, new} - {DESIGNATED, NOT_DESIGNATED, None} - LEFT_THE_LIST:
        return OPEN
    if new is None:
        return ENDED if old == DESIGNATED else NEITHER
    if old is None:
        parents = past.reindex(list(register.predecessors(unit)))["status"]
        inherited = new == DESIGNATED and bool((parents == DESIGNATED).any())
        return CARRIED_ON if inherited else JOINED if new == DESIGNATED else NEITHER
    if new == DESIGNATED:
        return STAYED if old == DESIGNATED else JOINED
    return LEFT if old == DESIGNATED else NEITHER


def compare(  # noqa: PLR0913  # the options are named, and each has its default
    events: pd.DataFrame,
    register: Register,
    before: str,
    after: str,
    rule: str = "official",
    *,
    states_of: Callable[[str], pd.DataFrame] | None = None,
) -> Comparison:
    """Return what changed between two dates.

    Parameters
    ----------
    events, register
        The ledger and the places through time.
    before, after
        ISO dates, the earlier one first.
    rule
        The counting rule of the counts; which places joined or left does not depend on it.
    states_of
        Gives the states of a date where they are kept already; by default they are computed.

    Raises
    ------
    InputError
        If the dates are not in order.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> atlas = Atlas.load()
    >>> found = compare(atlas.tables.events, atlas.register, "2022-12-31", "2023-03-06")
    >>> len(found.of("joined"))
    7
    >>> found.count_before.designated, found.count_after.designated
    (188, 195)
    """
    if after <= before:
        raise InputError.one(
            "dates",
            value=f"{before} to {after}",
            expected="an earlier and a later date",
            next_step="Name the earlier one first.",
        )
    of = states_of or partial(status_on, events, register)
    old, new = of(before), of(after)
    units = old.index.union(new.index)
    status_old, status_new = old["status"].to_dict(), new["status"].to_dict()
    names = ["name_ko", "name_en", "province_code", "province_short_ko", "province_en", "kind"]
    shown = pd.concat([new, old[~old.index.isin(new.index)]]).loc[units]
    places = shown[[*names, "since_from", "since_to"]].assign(
        change=[
            _change(status_old.get(unit), status_new.get(unit), register, unit, old)
            for unit in units
        ]
    )
    changes = register.changes
    between = (changes["effective_date"] > before) & (changes["effective_date"] <= after)
    return Comparison(
        before=before,
        after=after,
        rule=rule,
        places=places,
        provinces=_provinces(old, new, places, rule),
        territory=changes[between].sort_values("effective_date"),
        count_before=count_places(old, rule),
        count_after=count_places(new, rule),
    )


def _provinces(
    old: pd.DataFrame, new: pd.DataFrame, places: pd.DataFrame, rule: str
) -> pd.DataFrame:
    """Return each province's counts on both dates and how many of its places joined and left."""
    counts = ["at_least", "at_most", "of"]
    first, second = count_provinces(old, rule), count_provinces(new, rule)
    names = ["province_ko", "province_short_ko", "province_en"]
    frame = second[names].combine_first(first[names])
    for suffix, counted in (("before", first), ("after", second)):
        part = counted[counts].reindex(frame.index).astype("Int64")
        frame = frame.join(part.add_suffix(f"_{suffix}"))
    for change in (JOINED, LEFT):
        tally = places.loc[places["change"] == change, "province_code"].value_counts()
        frame[change] = tally.reindex(frame.index).fillna(0).astype(int)
    return frame.sort_index()
