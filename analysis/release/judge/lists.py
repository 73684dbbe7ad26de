"""The verdict on a list of names: who is in it wrongly, who is missing where it is whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.release.facts.places import award_years, members
from analysis.release.judge.counts import settled, year_of
from analysis.release.judge.list_kinds import (
    MANY,
    MOST,
    PROVINCIAL,
    SEJONG,
    SEJONG_CITY,
    borne_out,
    keys_of,
    listed,
    recipients,
)
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
)
from analysis.release.read.names.name_roles import PART, REST, WHOLE, ListReading
from analysis.release.read.names.places import NameList

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.places import Mention


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
    if reading is None or not listed(reading):
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
    for key in keys_of(reading.measure):
        found = members(book, key, year)
        if found is None:
            continue
        inside, whole = found
        wrong = [m for m in mentions if m.units or m.is_province if not recipients(m) & inside]
        if not wrong or key == keys_of(reading.measure)[-1]:
            return _claims(book, draft, entry, reading, inside, whole=whole, sure=sure)
    return []


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
        mentions = tuple(m for m in mentions if not m.is_province or recipients(m) & inside)
    if not mentions:
        return []
    entry = replace(entry, names=NameList(mentions))
    firm = _firm(reading)
    # A list most of whose names are of another kind is another list.
    hits = sum(bool(recipients(m) & inside) for m in mentions)
    plausible = hits * 2 >= len(mentions) or (firm and len(mentions) == 1)
    firm = firm or sure or borne_out(hits, len(mentions))
    plausible = plausible or sure
    claims = []
    for mention in mentions:
        clear = mention.is_province or len(mention.units) == 1
        hit = bool(recipients(mention) & inside)
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
    named = set().union(*(recipients(m) for m in mentions))
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
