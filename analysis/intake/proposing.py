"""Propose what an edition's release adds: new places, programmes, amounts, totals.

Nothing is guessed: a bare name that several places bear, a name that none bears, and a place that
was designated before are questions, and a proposal with an open question cannot be approved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.coverage.compare import CARRIED_ON, JOINED, LEFT, STAYED, compare
from analysis.coverage.counting import coverage
from analysis.coverage.ledger import DESIGNATED, FIRST_AWARD, status_on
from analysis.editions.editing import Book, apply
from analysis.intake.proposal import AWARD, NAMES, SKIP, Proposal, Question
from analysis.intake.roles import (
    NEW,
    ROLES,
    amount_of,
    lists_in_role,
    mentions_in_role,
    numbers_beside,
    stated_number,
)
from analysis.intake.stamps import Stamps, check_stamps
from analysis.programmes.grants import PLACE, PROVINCE
from analysis.release.facts.book import FactBook
from analysis.release.facts.money import PROGRAMME_OF
from analysis.release.judge.check import report_on
from analysis.release.judge.editions import TITLE_LINES
from analysis.release.model import FIRM
from analysis.release.read.names.places import Names
from analysis.release.read.numbers import DATE, YEAR
from analysis.release.read.reading import read
from geo.places.register import Register
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.release.model import Claim
    from analysis.release.read.names.places import Mention
    from analysis.release.read.reading import DraftReading

SEJONG, SEJONG_CITY = "29", "29010"
"""Sejong is a province and a place at once."""


@dataclass
class _Draft:
    """A proposal in the making."""

    book: Book
    register: Register
    stamps: Stamps
    names: Names
    answers: dict[str, str]
    text: str
    questions: list[Question] = field(default_factory=list)

    @property
    def edition(self) -> str:
        return self.stamps.date[:4]

    @property
    def source(self) -> str:
        return f"release-{self.edition}"

    def unit(self, mention: Mention) -> str | None:
        """Return the place a name means, by itself or by answer; else ask."""
        passage = self.text[mention.start : mention.end]
        if len(mention.units) == 1:
            return mention.units[0]
        answer = self.answers.get(passage)
        if answer in mention.units or (answer and mention.unknown and answer != SKIP):
            if answer in set(self.register.on(self.stamps.date).index):
                return answer
        elif answer == SKIP:
            return None
        places = self.register.on(self.stamps.date)
        choices = tuple(unit for unit in mention.units if unit in places.index)
        detail = ", ".join(
            f"{unit} {self.register.full_name(unit, self.stamps.date)}" for unit in choices
        )
        kind = "ambiguous" if mention.units else "unknown"
        self.questions.append(Question(passage, kind, passage, (*choices, SKIP), detail))
        return None


def propose(
    text: str,
    book: Book,
    tables: Mapping[str, pd.DataFrame],
    stamps: Stamps,
    answers: dict[str, str] | None = None,
) -> Proposal:
    """Return what a release would add.

    Parameters
    ----------
    text
        The release, from `documents.text_of` or `documents.clean`.
    book
        The tables with all editions so far.
    tables
        The other tables that a check asks; see `FactBook`.
    stamps
        When the edition is announced, online and on paper.
    answers
        Question key to answer: a `unit_id`, `award` or `skip`.

    Raises
    ------
    InputError
        If the times are wrong, the edition exists, or the release is of another year or names no
        new place.
    """
    check_stamps(stamps)
    edition = stamps.date[:4]
    editions = book.tables.editions
    last = str(editions["edition"].iloc[-1])
    if edition <= last:
        raise InputError.one(
            "the edition", value=edition, expected=f"a year after {last}",
            next_step="Take the later editions back first, or check the date.",
        )  # fmt: skip
    register = Register.from_tables(book.tables)
    names = Names(register, stamps.date)
    reading = read(text, names)
    _check_edition(reading, edition)
    draft = _Draft(book, register, stamps, names, answers or {}, text)
    content = _content(draft, reading)
    return _compare(draft, content, tables, last, reading)


def _check_edition(reading: DraftReading, edition: str) -> None:
    """Refuse a release whose own day and title name another year, and never this one."""
    page = reading.draft.page
    first = [line.end for line in page.lines if line.kind != "blank"][:TITLE_LINES]
    named = [
        int(d.token.iso[:4]) if d.token.kind == DATE else int(d.token.value)
        for d in reading.dated
        if (d.token.kind == DATE and d.token.iso[:4].isdigit())
        or (d.token.kind == YEAR and first and d.token.start < first[-1])
    ]
    if named and int(edition) not in named:
        best = max(named, key=named.count)
        raise InputError.one(
            "the release", value=f"a release of {best}", expected=f"one of {edition}",
            next_step=f"Choose edition {best}, or the right file.",
        )  # fmt: skip


def _doubts(draft: _Draft, reading: DraftReading, role: str, named: int) -> None:
    """Ask where a list's printed number is another, or its role is not said firmly."""
    stated = stated_number(reading, role)
    if stated is None and (beside := numbers_beside(reading, role)) and named not in beside:
        stated = beside[0]
    if stated is not None and named and stated != named:
        key = f"length:{role}"
        if draft.answers.get(key) != NAMES:
            detail = f"{role}: {stated} printed, {named} named"
            draft.questions.append(Question(key, "length", role, (NAMES,), detail))
    firm = (
        any(e.readings[0].strength == FIRM for e in lists_in_role(reading, role)) or stated == named
    )
    if named and not firm:
        key = f"role:{role}"
        if draft.answers.get(key) != NAMES:
            passage = draft.text[lists_in_role(reading, role)[0].names.start :][:60]
            draft.questions.append(Question(key, "role", passage, (NAMES,), role))


def _content(draft: _Draft, reading: DraftReading) -> dict[str, Any]:
    """Return the rows that a reading adds."""
    events: list[dict[str, str]] = []
    funding: list[dict[str, str]] = []
    lists: list[dict[str, str]] = []
    for role in ROLES:
        mentions = mentions_in_role(reading, role)
        _doubts(draft, reading, role, len(mentions))
        recipients = _recipients(draft, mentions, role)
        if role == NEW:
            events = _awards(draft, recipients)
            kept = {row["unit_id"] for row in events}
            recipients = [(kind, key) for kind, key in recipients if key in kept]
            if not mentions:
                raise InputError.one(
                    "the release", value="no list of new places",
                    expected="the names of the new learning cities",
                    next_step="Give the release that names them.",
                )  # fmt: skip
        amount = amount_of(reading, role)
        funding += [_funding(draft, role, kind, key, amount) for kind, key in recipients]
        if recipients:
            printed = stated_number(reading, role)
            stated = "" if printed is None else str(printed)
            lists.append(
                {
                    "year": draft.edition, "programme": PROGRAMME_OF[role], "state": "complete",
                    "recipients_printed": stated, "note": "",
                }
            )  # fmt: skip
    return {
        "edition": draft.edition,
        "edition_row": _edition_row(draft, reading),
        "events": events,
        "funding": funding,
        "lists": lists,
        "source": {
            "source_id": draft.source, "title": f"Press release of edition {draft.edition}",
            "publisher": "Ministry of Education", "publisher_ko": "교육부",
            "url": "taken in from a file",
            "date": draft.stamps.date, "what_it_supports": f"edition {draft.edition}",
            "url_note": "taken in with two approvals",
        },
    }  # fmt: skip


def _recipients(draft: _Draft, mentions: list[Mention], role: str) -> list[tuple[str, str]]:
    """Return the recipients that names mean: provinces where the programme is the provinces'."""
    found: list[tuple[str, str]] = []
    for mention in mentions:
        if mention.is_province and role == "consortium":
            found.append((PROVINCE, mention.province))
        elif mention.is_province and mention.province == SEJONG:
            found.append((PLACE, SEJONG_CITY))
        else:
            unit = draft.unit(mention)
            if unit is not None:
                found.append((PLACE, unit))
    return list(dict.fromkeys(found))


def _awards(draft: _Draft, recipients: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Return the awards of new places; a place that was designated before is a question."""
    events = draft.book.tables.events
    states = status_on(events, draft.register, draft.stamps.date)
    earlier = events[events["kind"] == FIRST_AWARD].groupby("unit_id")["date_to"].max()
    rows = []
    for kind, unit in recipients:
        if kind != PLACE:
            continue
        if unit in earlier.index:
            status = str(states.loc[unit, "status"])
            choices = (SKIP,) if status == DESIGNATED else (AWARD, SKIP)
            answer = draft.answers.get(unit)
            if answer not in choices:
                name = draft.register.full_name(unit, draft.stamps.date)
                detail = f"designated by {earlier[unit]}, now {status}"
                draft.questions.append(Question(unit, "again", name, choices, detail))
                continue
            if answer == SKIP:
                continue
        rows.append(
            {
                "unit_id": unit, "kind": FIRST_AWARD, "date_from": draft.stamps.date,
                "date_to": draft.stamps.date, "known_since": draft.stamps.date,
                "confidence": "high", "source_id": draft.source, "note": "",
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: row["unit_id"])


def _funding(
    draft: _Draft, role: str, kind: str, key: str, amount: tuple[str, str, str]
) -> dict[str, str]:
    return {
        "year": draft.edition, "programme": PROGRAMME_OF[role], "recipient_kind": kind,
        "recipient_id": key, "low_krw": amount[0], "high_krw": amount[1],
        "certainty": amount[2], "shared_by": "", "source_id": draft.source, "note": "",
    }  # fmt: skip


def _edition_row(draft: _Draft, reading: DraftReading) -> dict[str, str]:
    """Return the edition with its figures as printed."""

    def printed(measure: str) -> str:
        for figure in reading.figures:
            best = figure.best
            now = best is not None and best.when.kind == "edition" and best.scope_strength == FIRM
            if (
                best
                and now
                and best.measure == measure
                and best.strength == FIRM
                and not best.scopes[0]
            ):
                return str(int(figure.token.high))
        return ""

    shares = (
        s.token
        for s in reading.shares
        if s.readings
        and s.readings[0].strength == FIRM
        and s.readings[0].measure == "total"
        and s.readings[0].when.kind == "edition"
        and not s.readings[0].scopes[0]
    )
    share = next(shares, None)
    return {
        "edition": draft.edition, "announced_from": draft.stamps.date,
        "announced_to": draft.stamps.date, "new_printed": printed(NEW),
        "total_printed": printed("total"), "municipalities_printed": printed("municipalities"),
        "rate_printed": f"{share.value:g}" if share else "",
        "briefed_at": draft.stamps.briefed_at, "online_at": draft.stamps.online_at,
        "paper_on": draft.stamps.paper_on, "source_id": draft.source, "note": "",
    }  # fmt: skip


def _compare(
    draft: _Draft,
    content: dict[str, Any],
    tables: Mapping[str, pd.DataFrame],
    last: str,
    reading: DraftReading,
) -> Proposal:
    """Return the proposal with the state before and after, and what does not reconcile."""
    after_book = apply(draft.book, [content])
    after, register = after_book.tables, draft.register
    old = coverage(draft.book.tables.events, register, draft.book.tables.editions, edition=last)
    new = coverage(after.events, register, after.editions, edition=draft.edition)
    change = compare(after.events, register, old.date, new.date).places["change"]
    awarded = {row["unit_id"] for row in content["events"]}
    report = report_on(reading, FactBook(after_book, register, tables, draft.edition))
    label = register.full_name
    return Proposal(
        content=content,
        added={
            unit: label(unit, draft.stamps.date)
            for unit in sorted(awarded | set(change.index[change == JOINED]))
        },
        unchanged=int(change.isin([STAYED, CARRIED_ON]).sum()),
        gone={unit: label(unit, old.date) for unit in change.index[change == LEFT]},
        before=old.nation,
        after=new.nation,
        questions=tuple(draft.questions),
        unreconciled=tuple(c for c in report.claims if _apart(c)),
    )


def _apart(claim: Claim) -> bool:
    """Return whether a claim must be looked at; what says not even what it counts need not be."""
    return claim.verdict == "differs" or (claim.verdict == "ambiguous" and claim.strength != "open")
