"""Who waited when: one table cut for every start says the same as each start worked out alone."""

from __future__ import annotations

import pytest
from through_time import EDITIONS, EVENTS, REGISTER

from analysis.coverage.ledger import status_on
from analysis.coverage.person_years import Ledger, person_years

SHARED = Ledger(EVENTS, REGISTER, EDITIONS)


def alone(through):
    """Return who waited at which announcement and what came of it, state by state, from none."""
    known = EDITIONS.loc[EDITIONS["edition"] <= through, ["edition", "announced_to"]]
    days = list(known.itertuples(index=False, name=None))
    rows, had = [], set()
    for at, (edition, day) in enumerate(days):
        states = status_on(EVENTS, REGISTER, day, days[-1][1])
        states = states[states["is_municipality"]]
        living = set(states.index)
        if at + 1 < len(days):
            living = set(REGISTER.on(days[at + 1][1]).query("is_municipality").index)
        for unit, row in states.iterrows():
            if unit not in had:
                awarded = row["at_least"] == 1
                gone = row["at_least"] == 0 and unit not in living
                rows.append((unit, int(edition), awarded, gone, row["kind"]))
        had = set(states.index[states["at_least"] == 1])
    return rows


@pytest.mark.parametrize("through", ["2014", "2026"])
def test_one_table_serves_every_start(through):
    """Rows shared between starts are those of a start that knows only what was known then."""
    for other in ("2013", "2015", "2019"):
        person_years(SHARED, other)
    rows = person_years(SHARED, through)
    columns = ["unit_id", "stop", "awarded", "merged_away", "kind"]
    assert list(rows[columns].itertuples(index=False, name=None)) == alone(through)
