"""The verdict on a list of names: who is in it wrongly, who is missing where it is whole."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.release.facts.places import award_years, members
from analysis.release.judge.counts import settled, year_of
from analysis.release.measures import registry
from analysis.release.measures import words as w
from analysis.release.model import (
    AGREES,
    AMBIGUOUS,
    CARRIED,
    DIFFERS,
    FIRM,
    OPEN,
    UNDERIVABLE,
    Claim,
    Reading,
    When,
)
from analysis.release.read.names.name_roles import PART, REST, WHOLE, ListReading
from analysis.release.read.names.places import NameList

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.places import Mention

SEJONG, SEJONG_CITY = "29", "29010"
"""Sejong is a province and a place at once."""
PROVINCIAL = frozenset({"consortium", "consortia", "supported", "funded"})
"""Measures whose recipients may be provinces."""
MOST = 0.75
"""Share of a stated number from which a list with 등 counts as one that names them all."""
FEW, MANY = 3, 5
"""Names of which all but one, or most, are right: what they are of is borne out."""
BY_NAMES = ("new", "special", "consortium", "excellent")
"""Measures whose names tell a list of them from any other."""
ITEM_GAP = 8
"""Characters between two items of a list at most."""


def _recipients(mention: Mention) -> set[str]:
    """Return whom a name may mean in a table of recipients."""
    if mention.is_province:
        return {mention.province, SEJONG_CITY} if mention.province == SEJONG else {mention.province}
    if SEJONG_CITY in mention.units:
        return {*mention.units, SEJONG}
    return set(mention.units)


def _keys(measure: str) -> tuple[str, ...]:
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
            hits = sum(_hits(book, item) for item in run)
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


def _hits(book: FactBook, entry: ListReading) -> int:
    reading = entry.readings[0]
    year, _ = year_of(book, reading.when, reading.measure)
    found = [
        members(book, key, year)
        for key in _keys(reading.measure)
        if registry()[reading.measure].derivable
    ]
    inside = set().union(*(one[0] for one in found if one))
    return sum(bool(_recipients(m) & inside) for m in entry.names.mentions)


def list_claims(
    book: FactBook, draft: Draft, entry: ListReading, *, sure: bool = False
) -> list[Claim]:
    """Return the claims of a list: its own, where it has several names, and one for each name.

    Parameters
    ----------
    book
        The data, opened at the edition.
    draft
        The draft.
    entry
        The list.
    sure
        Whether the lists beside it bear out what it is of.
    """
    reading = next(iter(entry.readings), None)
    if reading is None or not _listed(reading):
        return []
    year, before = year_of(book, reading.when, reading.measure)
    counted = sum(
        bool(re.match(r"\s*(?:\d|\((?:19|20)\d\d\))", draft.plain[m.end : m.end + 8]))
        for m in entry.names.mentions
    )
    if counted * 2 > len(entry.names.mentions):
        return []  # each name has a figure or year of its own: 세종 1, 관악구 (2004)
    if before or (reading.measure == "total" and not settled(reading)):
        return []
    mentions = entry.names.mentions
    if all(m.is_province for m in mentions) and reading.measure not in {
        "consortium",
        "supported",
        "funded",
    }:
        return []
    for key in _keys(reading.measure):
        found = members(book, key, year)
        if found is None:
            continue
        inside, whole = found
        wrong = [m for m in mentions if m.units or m.is_province if not _recipients(m) & inside]
        if not wrong or key == _keys(reading.measure)[-1]:
            return _claims(book, draft, entry, reading, inside, whole=whole, sure=sure)
    return []


def _listed(reading: Reading) -> bool:
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
    ways = [r for r in entry.readings if _listed(r)]
    if len(ways) < 2 or entry.readings[0].strength == FIRM:  # noqa: PLR2004  # a choice
        return entry
    count = len(entry.names.mentions)
    hits = [_hits(book, replace(entry, readings=(one,))) for one in ways]
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
    hits = [_hits(book, replace(entry, readings=(one,))) for one in ways]
    best = max(hits)
    first = ways[hits.index(best)]
    return replace(entry, readings=(first,)) if borne_out(best, count) else entry


def _firm(reading: Reading) -> bool:
    return settled(reading) or (reading.strength == FIRM and reading.when.strength != OPEN)


def _claims(
    book: FactBook,
    draft: Draft,
    entry: ListReading,
    reading: Reading,
    inside: set[str],
    *,
    whole: bool,
    sure: bool,
) -> list[Claim]:
    mentions = entry.names.mentions
    if reading.measure not in PROVINCIAL:
        # A province among places only says where they lie.
        mentions = tuple(m for m in mentions if not m.is_province or _recipients(m) & inside)
    if not mentions:
        return []
    entry = replace(entry, names=NameList(mentions))
    firm = _firm(reading)
    # A list most of whose names are of another kind is another list.
    hits = sum(bool(_recipients(m) & inside) for m in mentions)
    plausible = hits * 2 >= len(mentions) or (firm and len(mentions) == 1)
    firm = firm or sure or borne_out(hits, len(mentions))
    plausible = plausible or sure
    claims = []
    for mention in mentions:
        clear = mention.is_province or len(mention.units) == 1
        hit = bool(_recipients(mention) & inside)
        if mention.unknown:
            # A name that nobody bears, in a list that says that it is whole and firm.
            misspelt = (
                firm and whole and hits and entry.extent == WHOLE and entry.stated is not None
            )
            verdict = (
                DIFFERS if misspelt and hits + 1 == len(mentions) == len(inside) else UNDERIVABLE
            )
        elif not clear and (_carries(mentions) or len(set(mention.units) & inside) > 1):
            verdict = AMBIGUOUS
        elif hit:
            verdict = AGREES if firm or plausible else AMBIGUOUS
        elif not clear:
            verdict = AMBIGUOUS
        elif not whole and not _elsewhere(book, reading, mention):
            verdict = UNDERIVABLE
        else:
            verdict = DIFFERS if firm and plausible else AMBIGUOUS if plausible else UNDERIVABLE
        if len(mentions) == 1 and mention.is_province and verdict == DIFFERS:
            verdict = UNDERIVABLE
        lone = len(mentions) == 1 and not sure
        if lone and verdict == DIFFERS and not _said_of_cities(draft, mention):
            verdict = AMBIGUOUS  # selected, but for what
        if len(mentions) == 1 and not firm:
            carried = reading.strength == CARRIED
            doubted = carried and clear and whole and reading.rule != "list.in-force"
            verdict = AGREES if hit and carried else AMBIGUOUS if doubted else UNDERIVABLE
        claims.append(_place(book, draft, mention, reading, verdict, hit=hit))
    if len(mentions) == 1:
        return claims
    return [
        _whole(
            book, draft, entry, reading, inside, [c.verdict for c in claims], whole=whole, firm=firm
        ),
        *claims,
    ]


def _said_of_cities(draft: Draft, mention: Mention) -> bool:
    """Return whether a lone name's sentence, or the one before, says what it was selected for."""
    left, right = draft.page.sentence(mention.start)
    said, before = draft.plain[left:right], draft.page.before(left)
    return bool(_NEW.search(said) or _OTHER_KINDS.search(said)) or bool(
        _NEW.search(before) and not _OTHER_KINDS.search(before)
    )


_NEW = re.compile(f"{w.CITY}|{w.EN_CITY}|{w.NEW}|{w.EN_NEW}", re.IGNORECASE)
_OTHER_KINDS = re.compile(
    f"{w.SPECIAL}|{w.EN_SPECIAL}|{w.CONSORTIUM}|{w.EN_CONSORTIUM}|{w.EXCELLENT}|excellen|{w.LINKED}|{w.COURSES}",
    re.IGNORECASE,
)


def _carries(mentions: tuple[Mention, ...]) -> bool:
    """Return whether the names of a list carry their provinces: one without is a question."""
    places = [m for m in mentions if not m.is_province]
    return len(places) > 2 and sum(m.own_province for m in places) * 3 >= len(places) * 2  # noqa: PLR2004  # a list


def _elsewhere(book: FactBook, reading: Reading, mention: Mention) -> bool:
    """Return whether a place is known to have been named in another year."""
    if reading.measure != "new" or len(mention.units) != 1:
        return False
    answer = award_years(book, mention.units[0])
    year = year_of(book, reading.when)[0]
    return answer is not None and answer.low == answer.high and year not in answer.also


def _whole(  # one value a fact of the list
    book: FactBook, draft: Draft, entry: ListReading, reading: Reading, inside: set[str],
    verdicts: list[str], *, whole: bool, firm: bool,
) -> Claim:  # fmt: skip
    """Return the claim of the list as such."""
    names = entry.names
    mentions = names.mentions
    stated = int(entry.stated.token.value) if entry.stated and entry.extent != REST else None
    missing = _missing(book, entry, reading, inside, stated) if whole else []
    if DIFFERS in verdicts:
        verdict = DIFFERS
    elif AMBIGUOUS in verdicts:
        verdict = AMBIGUOUS
    elif UNDERIVABLE in verdicts:
        verdict = UNDERIVABLE
    elif missing and firm:
        verdict = DIFFERS
    else:
        verdict = AGREES
    text = draft.text[names.start : names.end]
    computed: dict[str, Any] = {
        "names": len(inside),
        "missing": [book.name(u) for u in missing[:12]],
    }
    computed["not_in_data"] = [
        draft.text[m.start : m.end] for m, v in zip(mentions, verdicts, strict=True) if v == DIFFERS
    ]
    return Claim(
        text, names.start, names.end, "list", {"length": stated, "names": len(mentions)}, computed,
        f"{reading.measure} in {year_of(book, reading.when)[0]}", verdict, [], reading.measure,
        FIRM if firm else CARRIED,
    )  # fmt: skip


def _missing(
    book: FactBook, entry: ListReading, reading: Reading, inside: set[str], stated: int | None
) -> list[str]:
    """Return who is missing from a list that says that it is whole."""
    mentions = entry.names.mentions
    named = set().union(*(_recipients(m) for m in mentions))
    scope = reading.scopes[0] if reading.scope_strength == FIRM else ""
    common = {m.province for m in mentions if m.province} if not scope else {scope}
    rest = sorted(
        u for u in inside if u not in named and not (u == SEJONG and SEJONG_CITY in named)
    )
    that = reading.when.rule == "time.that-year"  # those beside the one the text is of
    if that or entry.extent == REST or (len(mentions) < 3 and stated is None):  # noqa: PLR2004  # a list
        return []
    if scope:
        rest = [u for u in rest if book.home(u) == scope or u == scope]
    if stated is not None:
        short = stated - len(mentions)
        if entry.extent == PART and not (len(mentions) >= MANY and len(mentions) >= MOST * stated):
            return []
        return (
            rest if len(inside) == stated or (short > 0 and (scope or len(rest) == short)) else []
        )
    if entry.extent != WHOLE or (len(common) == 1 and not scope):
        return []
    close = len(mentions) >= MOST * len(inside)
    return rest if close and len(mentions) >= MANY else []


def _place(
    book: FactBook, draft: Draft, mention: Mention, reading: Reading, verdict: str, *, hit: bool
) -> Claim:
    text = draft.text[mention.start : mention.end]
    year, _ = year_of(book, reading.when)
    computed: Any = (
        {"place": text, "in_role": hit} if verdict in {AGREES, DIFFERS, AMBIGUOUS} else None
    )
    if verdict == AMBIGUOUS and len(mention.units) > 1:
        computed = [book.name(unit) for unit in mention.units]
    return Claim(
        text, mention.start, mention.end, "place",
        {"name": text, "role": reading.measure}, computed,
        f"{reading.measure} in {year}", verdict, [], reading.measure,
        FIRM if _firm(reading) else CARRIED,
    )  # fmt: skip
