"""Check a draft: read it, ask the data, and give every claim its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.release.judge.amounts import amount_claim
from analysis.release.judge.counts import count_claim, year_of
from analysis.release.judge.list_kinds import chosen, confirmed
from analysis.release.judge.lists import list_claims
from analysis.release.judge.relations import held_together, length_of
from analysis.release.judge.shares import share_claim
from analysis.release.judge.suggestions import with_suggestion
from analysis.release.judge.years import dated_claim
from analysis.release.model import AGREES, OPEN, ROUNDED, UNDERIVABLE, Claim, Report
from analysis.release.read.dates.dated import AWARD
from analysis.release.read.numbers import CONTACT

if TYPE_CHECKING:
    from analysis.release.facts.book import FactBook
    from analysis.release.read.reading import DraftReading


def report_on(
    reading: DraftReading,
    book: FactBook,
    data_hash: str = "",
    assumed: dict[str, Any] | None = None,
) -> Report:
    """Return the report on a draft that was read.

    Parameters
    ----------
    reading
        The draft.
    book
        The data, opened at the edition.
    data_hash
        Of the data.
    assumed
        Why it is held against this edition; see `Report`.
    """
    draft = reading.draft
    counts = [(figure, count_claim(book, draft, figure)) for figure in reading.figures]
    claims = held_together(draft, counts)
    agreed = {
        year_of(book, figure.readings[0].when)[0]
        for figure, claim in counts
        if figure.readings and claim.verdict in {AGREES, ROUNDED}
    }
    dated = {d.place.start for d in reading.dated if d.about == AWARD and d.place is not None}
    sure = confirmed(book, draft, reading.lists)
    for entry in reading.lists:
        if len(entry.names.mentions) == 1 and entry.names.start in dated:
            continue  # its year is the claim
        entry = chosen(book, entry)  # noqa: PLW2901  # the same list, understood
        found = list_claims(book, draft, entry, sure=entry.names.start in sure)
        claims += found
        claims = [length_of(claim, entry, found) for claim in claims]
        if found and found[0].verdict == AGREES:
            agreed.add(year_of(book, entry.readings[0].when)[0])
    claims += [amount_claim(book, draft, paid) for paid in reading.amounts]
    claims += [share_claim(book, draft, share) for share in reading.shares]
    claims += [dated_claim(book, draft, dated, agreed) for dated in reading.dated]
    claims += [
        Claim(
            draft.text[t.start : t.end], t.start, t.end, "contact",
            draft.text[t.start : t.end], None, "", UNDERIVABLE, [], "", OPEN,
        )
        for t in draft.tokens if t.kind == CONTACT
    ]  # fmt: skip
    claims = [with_suggestion(claim) for claim in claims]
    claims.sort(key=lambda claim: (claim.start, -claim.end, claim.kind))
    return Report(
        book.edition,
        draft.text,
        claims,
        assumed or {"edition": book.edition, "reason": "asked", "others": []},
        data_hash,
    )
