"""Propose what an edition's release adds: new places, programmes, amounts, totals.

Nothing is guessed: a bare name that several places bear, a name that none bears, and a place that
was designated before are questions, and a proposal with an open question cannot be approved.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.coverage.compare import CARRIED_ON, JOINED, LEFT, STAYED, compare
from analysis.coverage.counting import coverage
from analysis.coverage.ledger import DESIGNATED, FIRST_AWARD, status_on
from analysis.editions.editing import Book, apply
from analysis.programmes.grants import PLACE, PROVINCE
from analysis.release.facts.book import FactBook
from analysis.release.facts.money import PROGRAMME_OF
from analysis.release.judge.check import report_on
from analysis.release.judge.editions import TITLE_LINES
from analysis.release.model import FIRM, OPEN
from analysis.release.read.names.name_roles import PART, REST
from analysis.release.read.names.places import Names
from analysis.release.read.numbers import DATE, YEAR
from analysis.release.read.reading import read
from geo.places.register import Register
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.coverage.counting import Count
    from analysis.release.model import Claim
    from analysis.release.read.names.name_roles import ListReading
    from analysis.release.read.names.places import Mention
    from analysis.release.read.reading import DraftReading

SEJONG, SEJONG_CITY = "29", "29010"
"""Sejong is a province and a place at once."""
AWARD = "award"
SKIP = "skip"
NAMES = "names"
NEW = "new"
ROLES = (NEW, "special", "consortium", "excellent")
"""What a release may list, by the measures that a reading gives."""


@dataclass(frozen=True)
class Question:
    """Something only a person can decide.

    Parameters
    ----------
    key
        What to answer to: the passage, or a `unit_id`.
    kind
        `ambiguous`, `unknown`, `again` for a place that was designated before, `length` for a
        list whose printed number is another, or `role` for one whose role is not said firmly.
    text
        The passage.
    choices
        The answers there are.
    detail
        What is known.
    """

    key: str
    kind: str
    text: str
    choices: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a release would add, and what it would change.

    Parameters
    ----------
    content
        The rows to add, as they go into the journal.
    added
        The new places, `unit_id` to name.
    unchanged, gone
        How many places stay learning cities, those that carry on a title after a change of
        territory included, and which are no longer. A place that ended is not among them.
    before, after
        The official count at the edition before and with this one.
    questions
        What is still open.
    unreconciled
        Claims of the release that the proposed state does not bear out.
    """

    content: dict[str, Any]
    added: dict[str, str]
    unchanged: int
    gone: dict[str, str]
    before: Count
    after: Count
    questions: tuple[Question, ...]
    unreconciled: tuple[Claim, ...]


@dataclass(frozen=True)
class Stamps:
    """When an edition is briefed, online and on paper.

    Parameters
    ----------
    date
        The day of the announcement, ISO.
    online_at, briefed_at
        ISO times in Seoul with "+09:00"; the first is when the public sees the edition.
    paper_on
        ISO date, empty when unknown.
    """

    date: str
    online_at: str
    briefed_at: str = ""
    paper_on: str = ""


def check_stamps(stamps: Stamps) -> None:
    """Refuse times that are malformed, not Seoul's, or out of order.

    Raises
    ------
    InputError
        With every such time.
    """
    faults: list[Fault] = []
    for name in ("online_at", "briefed_at"):
        text = getattr(stamps, name)
        if name == "briefed_at" and not text:
            continue
        try:
            seoul = dt.datetime.fromisoformat(text).utcoffset() == dt.timedelta(hours=9)
        except ValueError:
            seoul = False
        if not seoul or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00", text):
            faults += _fault(name, text, "2024-03-12T12:00:00+09:00").faults
    for name in ("date", "paper_on"):
        text = getattr(stamps, name)
        if name == "paper_on" and not text:
            continue
        try:
            dt.date.fromisoformat(text)
        except ValueError:
            faults += _fault(name, text, "2024-03-12").faults
    if not faults and stamps.online_at[:10] < stamps.date:
        faults += _fault("online_at", stamps.online_at, f"not before {stamps.date}").faults
    if faults:
        raise InputError(faults)


def _fault(where: str, value: str, expected: str) -> InputError:
    return InputError.one(
        "the edition",
        where=where,
        value=repr(value),
        expected=expected,
        next_step="Give it in Seoul time.",
    )


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


def _lists(reading: DraftReading, role: str) -> list[ListReading]:
    """Return the lists of a role, the longest first: none that is a part of another."""
    found = [
        entry for entry in reading.lists
        if entry.readings
        and _role(entry.readings[0].measure) == role
        and entry.readings[0].strength != OPEN
        and not entry.readings[0].when.year
        and entry.extent != REST
        and (
            len(entry.names.mentions) > 1
            or entry.stated is not None
            or entry.readings[0].strength == FIRM
        )
    ]  # fmt: skip
    return sorted(found, key=lambda e: (-len(e.names.mentions), e.names.start))


def _role(measure: str) -> str:
    """Return the role of a measure: both types of the specialised programme are one."""
    return {"linked": "special", "courses": "special", "supported": "special"}.get(measure, measure)


def _mentions(reading: DraftReading, role: str) -> list[Mention]:
    """Return the names of a role: its longest list, or its lists together where they differ."""
    found: list[Mention] = []
    for entry in _lists(reading, role):
        if entry.extent == PART and found:
            continue
        known = {(m.units, m.province) for m in found}
        new = [m for m in entry.names.mentions if (m.units, m.province) not in known]
        if not found or len(new) == len(entry.names.mentions):
            found += new
    return sorted(found, key=lambda m: m.start)


def _stated(reading: DraftReading, role: str) -> int | None:
    """Return the number that the release prints for a role."""
    for entry in _lists(reading, role):
        if entry.stated is not None and entry.stated.counts != "other":
            return int(entry.stated.token.high)
    for figure in reading.figures:
        best = figure.best
        if (
            best
            and _role(best.measure) == role
            and best.strength == FIRM
            and best.when.kind == "edition"
        ):
            return int(figure.token.high)
    return None


def _doubts(draft: _Draft, reading: DraftReading, role: str, named: int) -> None:
    """Ask where a list's printed number is another, or its role is not said firmly."""
    stated = _stated(reading, role)
    if stated is not None and named and stated != named:
        key = f"length:{role}"
        if draft.answers.get(key) != NAMES:
            detail = f"{role}: {stated} printed, {named} named"
            draft.questions.append(Question(key, "length", role, (NAMES,), detail))
    firm = any(e.readings[0].strength == FIRM for e in _lists(reading, role)) or stated == named
    if named and not firm:
        key = f"role:{role}"
        if draft.answers.get(key) != NAMES:
            passage = draft.text[_lists(reading, role)[0].names.start :][:60]
            draft.questions.append(Question(key, "role", passage, (NAMES,), role))


def _content(draft: _Draft, reading: DraftReading) -> dict[str, Any]:
    """Return the rows that a reading adds."""
    events: list[dict[str, str]] = []
    funding: list[dict[str, str]] = []
    lists: list[dict[str, str]] = []
    for role in ROLES:
        mentions = _mentions(reading, role)
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
        amount = _amount(reading, role)
        funding += [_funding(draft, role, kind, key, amount) for kind, key in recipients]
        if recipients:
            printed = _stated(reading, role)
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


def _amount(reading: DraftReading, role: str) -> tuple[str, str, str]:
    """Return what one recipient of a role gets: bounds and certainty."""
    plain = reading.draft.plain
    for paid in reading.amounts:
        if paid.alien or not paid.readings:
            continue
        first = paid.readings[0]
        if _role(first.measure) != role or first.per == "total" or first.strength == OPEN:
            continue
        token = paid.token
        low, high = str(round(token.value)), str(round(token.high))
        lead, after = (
            plain[max(0, token.start - 12) : token.start],
            plain[token.end : token.end + 4],
        )
        if re.search(r"최대|up to|at most", lead) or re.match(r"\s*이내", after):
            return "0", high, "up_to"
        if low != high:
            return low, high, "range"
        return low, high, "about" if token.about else "exact"
    return "", "", "unknown"


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

    def stated(measure: str) -> str:
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
        "announced_to": draft.stamps.date, "new_printed": stated(NEW),
        "total_printed": stated("total"), "municipalities_printed": stated("municipalities"),
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


def require_answers(proposal: Proposal) -> None:
    """Refuse a proposal that still has open questions.

    Raises
    ------
    InputError
        Listing each question with its choices.
    """
    faults = [
        fault
        for question in proposal.questions
        for fault in InputError.one(
            "the release",
            where=question.text,
            value=f"{question.kind}: {question.detail}".rstrip(": "),
            expected="an answer: " + " | ".join(question.choices),
            next_step=f"Give --answer '{question.key}=…'.",
        ).faults
    ]
    if faults:
        raise InputError(faults)
