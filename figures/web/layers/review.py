"""Layer: when each learning city's next review is due, by the rules of re-designation.

What is said of an edition is what was known on its day: outcomes that came later are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.coverage.ledger import DESIGNATED, LAPSED, RULING_NEEDED, UNCERTAIN, UNCOUNTED
from analysis.renewals.map_classes import due_class
from analysis.renewals.schedule import OUTCOMES, calendar
from figures.web.layers.layer import Layer, MapClass
from figures.web.layers.looks import as_status, of_scale

if TYPE_CHECKING:
    from analysis.renewals.schedule import Renewal
    from figures.web.layers.layer import Moment, Sentences

# What is due has a colour of its own; the later, the less ink.
CLASSES = (
    MapClass("review_now", "N", as_status("due")),
    MapClass("review_next", "X", of_scale("coverage", 4, 6)),
    MapClass("review_later", "L", of_scale("coverage", 1, 6)),
    MapClass("review_skips", "S", as_status("outside")),
    MapClass("review_open", "O", as_status("no_data")),
    MapClass("review_no_rule", "B", as_status("does_not_apply")),
    MapClass("uncertain", "U", as_status("uncertain")),
    MapClass("ruling_needed", "R", as_status("ruling_needed")),
    MapClass("lapsed", "A", as_status("lapsed")),
    MapClass("uncounted", "G", as_status("uncounted")),
    MapClass("not_designated", "-", as_status("not_designated")),
)

STATES = {
    DESIGNATED: "review_no_rule",
    **{one: one for one in (UNCERTAIN, RULING_NEEDED, LAPSED, UNCOUNTED)},
}
"""Class of a place that has no review, by its state; any other is no learning city."""


def _calendar(moment: Moment) -> dict[str, Renewal]:
    """Return the reviews as known on the day; none before the first rules."""
    if int(moment.date[:4]) < moment.rules.first_year:
        return {}
    events = moment.book.tables.events
    later = events["kind"].isin(OUTCOMES) & (events["date_to"] > moment.date)
    return calendar(events[~later], moment.register, moment.rules, moment.date)


def class_of(moment: Moment, _rule: str) -> dict[str, str]:
    """Return each learning city's class of review, and the state of the others."""
    states = moment.states["status"]
    found = {str(unit): STATES.get(state, "not_designated") for unit, state in states.items()}
    year = int(moment.date[:4])
    return found | {unit: due_class(one, year) for unit, one in _calendar(moment).items()}


def lines(moment: Moment, sentences: Sentences) -> dict[str, list[int]]:
    """Return what the tooltip says of each learning city."""
    return {unit: _lines(one, sentences) for unit, one in _calendar(moment).items()}


def _lines(one: Renewal, sentences: Sentences) -> list[int]:
    """Return the next review, the last one on record, and a later one that left no record."""
    said = []
    if one.next_review is not None:
        said.append(sentences.number(lambda say: say("layer.review.next", year=one.next_review)))
    if one.or_later is not None:
        said.append(sentences.number(lambda say: say("layer.review.or_later", year=one.or_later)))
    if one.outcomes:
        year, outcome = one.outcomes[-1]
        said.append(
            sentences.number(
                lambda say: say(
                    "layer.review.last", year=year, outcome=say(f"renewal.outcome.{outcome}")
                )
            )
        )
    if one.silent and (not one.outcomes or one.silent[-1] > one.outcomes[-1][0]):
        said.append(sentences.number(lambda say: say("layer.review.silent", year=one.silent[-1])))
    return said


REVIEW = Layer("review", lambda: CLASSES, class_of, lines=lines, late=True)
