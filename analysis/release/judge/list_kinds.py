"""What a list of names is a list of, where its names tell it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.facts.places import members
from analysis.release.judge.counts import year_of
from analysis.release.measures import registry
from analysis.release.model import CARRIED, FIRM, Reading, When

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.name_roles import ListReading
    from analysis.release.read.names.places import Mention

SEJONG, SEJONG_CITY = "29", "29010"
"""Sejong is a province and a place at once."""
PROVINCIAL = frozenset({"consortium", "consortia", "supported", "funded"})
"""Measures whose recipients may be provinces."""
FEW, MANY = 3, 5
"""Names of which all but one, or most, are right: what they are of is borne out."""
MOST = 0.75
"""Share of a stated number from which a list with 등 counts as one that names them all."""
BY_NAMES = ("new", "special", "consortium", "excellent")
"""Measures whose names tell a list of them from any other."""
ITEM_GAP = 8
"""Characters between two items of a list at most."""


def recipients(mention: Mention) -> set[str]:
    """Return whom a name may mean in a table of recipients."""
    if mention.is_province:
        return {mention.province, SEJONG_CITY} if mention.province == SEJONG else {mention.province}
    if SEJONG_CITY in mention.units:
        return {*mention.units, SEJONG}
    return set(mention.units)


def keys_of(measure: str) -> tuple[str, ...]:
    """Return the lists of the data that a measure may mean."""
    like = registry()[measure].like
    if measure == "supported":
        return ("special", "special+consortium")  # the joint ones are among both
    if measure == "funded":
        return like
    return (measure,)


def confirmed(book: FactBook, draft: Draft, entries: list[ListReading]) -> set[int]:
    """Return where lists start that are items of one list whose names bear out what it is of."""
    found: set[int] = set()
    run: list[ListReading] = []
    for entry in [*filter(_of_places, entries), None]:
        between = draft.plain[run[-1].names.end : entry.names.start] if run and entry else ""
        if run and (entry is None or not _beside(draft, run[-1], entry, between)):
            names = [m for item in run for m in item.names.mentions]
            hits = sum(hits_of(book, item) for item in run)
            if len(run) > 1 and borne_out(hits, len(names)):
                found |= {item.names.start for item in run}
            run = []
        if entry is not None and entry.readings:
            run.append(entry)
    return found


def _of_places(entry: ListReading) -> bool:
    """Return whether a list can be of its measure: provinces alone only say where places lie."""
    provinces = all(m.is_province for m in entry.names.mentions)
    return not provinces or any(r.measure in PROVINCIAL for r in entry.readings[:1])


def _beside(draft: Draft, one: ListReading, other: ListReading, between: str) -> bool:
    """Return whether two lists are parts of one: items, or clauses of a sentence on one thing."""
    if len(between) <= ITEM_GAP and re.search(r"[▲△▶◆■□●○◇•*·\n-]", between):
        return True
    same = (
        one.readings[:1]
        and other.readings[:1]
        and (one.readings[0].measure == other.readings[0].measure)
    )
    return bool(same) and draft.page.sentence(one.names.start) == draft.page.sentence(
        other.names.start
    )


def borne_out(hits: int, names: int) -> bool:
    """Return whether the names of a list, or figures of a row, bear out what it is of."""
    if names >= MANY and hits >= MOST * names:
        return True
    return names >= FEW and hits >= names - 1


def hits_of(book: FactBook, entry: ListReading) -> int:
    """Return how many names of a list are in it by its first reading."""
    reading = entry.readings[0]
    year, _ = year_of(book, reading.when, reading.measure)
    found = [
        members(book, key, year)
        for key in keys_of(reading.measure)
        if registry()[reading.measure].derivable
    ]
    inside = set().union(*(one[0] for one in found if one))
    return sum(bool(recipients(m) & inside) for m in entry.names.mentions)


def listed(reading: Reading) -> bool:
    """Return whether the data list who is of a measure."""
    return registry()[reading.measure].derivable and reading.measure not in {
        "municipalities",
        "provinces",
        "growth",
        "others",
    }


def chosen(book: FactBook, entry: ListReading) -> ListReading:
    """Return a list under the reading that its names bear out, where none is firm."""
    if not entry.readings and not entry.slots.whole:
        return _by_names(book, entry)
    ways = [r for r in entry.readings if listed(r)]
    if len(ways) < 2 or entry.readings[0].strength == FIRM:  # noqa: PLR2004  # a choice
        return entry
    count = len(entry.names.mentions)
    hits = [hits_of(book, replace(entry, readings=(one,))) for one in ways]
    # Who was reviewed holds who is excellent: it is taken only where nothing else is.
    likely = [n - (one.measure == "reviewed") / 2 for one, n in zip(ways, hits, strict=True)]
    best = math.ceil(max(likely))
    if not borne_out(best, count) and best < count:
        return entry
    first = ways[likely.index(max(likely))]
    return replace(entry, readings=(first, *(r for r in ways if r is not first)))


def _by_names(book: FactBook, entry: ListReading) -> ListReading:
    """Return a list that nothing is said of under what its names are: `list.by-names`.

    Three names, all but one of which one list of the data holds, are hardly names of another.
    """
    count = len(entry.names.mentions)
    if count < FEW:
        return entry
    own = int(book.edition)
    ways = [Reading(key, strength=CARRIED, rule="list.by-names") for key in BY_NAMES]
    ways += [
        Reading("new", when=When("year", year), strength=CARRIED, rule="list.by-names")
        for year in book.editions
        if year < own
    ]
    hits = [hits_of(book, replace(entry, readings=(one,))) for one in ways]
    best = max(hits)
    first = ways[hits.index(best)]
    return replace(entry, readings=(first,)) if borne_out(best, count) else entry
