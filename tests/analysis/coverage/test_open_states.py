"""Who is open, a learning city, or neither: every statistic stands on the same places."""

from __future__ import annotations

import pytest
from through_time import ATLAS, EVENTS, REGISTER, TIMELINE

from analysis.coverage.survival import waiting_times
from analysis.gaps.inequality import possible
from analysis.gaps.remainder import undesignated


@pytest.mark.parametrize("edition", ATLAS.editions)
def test_every_statistic_asks_the_same_places(edition, regional):
    """At each edition waits, forecast, gaps, contrasts and inequality agree on who is what."""
    states = ATLAS.coverage(edition).states
    inside = states[states["is_municipality"]]
    certain = set(inside.index[inside["at_least"] == 1])
    gaps = set(inside.index) - certain
    assert (states["at_least"] == states["at_most"]).all()
    day = ATLAS.edition_date(edition)
    ledger = TIMELINE.waits.states(day, "9999-12-31")
    assert set(ledger.index[ledger["at_least"] == 1]) == certain
    assert set(states.index[undesignated(states)]) == gaps
    grouped = regional._municipalities(edition)
    assert set(grouped.index[grouped["status"] != "designated"]) == gaps
    ways = list(possible(states))
    assert len(ways) == 1
    assert set(ways[0].index[ways[0] == 1]) == certain
    rows = TIMELINE.person_years()
    waited = rows[rows["stop"] == int(edition)]
    # Who held the title at the announcement before and lost it since waits from the next one on.
    before = max((one for one in ATLAS.editions if one < edition), default=edition)
    held = ATLAS.coverage(before).states.query("at_least == 1").index
    assert set(waited.loc[~waited["awarded"], "unit_id"]) == gaps - set(held)
    times = waiting_times(EVENTS, REGISTER, day)
    assert set(times.index[~times["designated"]]) & set(inside.index) <= gaps
    assert certain - set(times.index[times["designated"]]) <= set(
        times.index.symmetric_difference(inside.index)
    )
