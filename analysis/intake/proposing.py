"""Propose what an edition's release adds: new places, programmes, amounts, totals.

Nothing is guessed: a bare name that several places bear, a name that none bears, and a place that
was designated before are questions, and a proposal with an open question cannot be approved.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from analysis.coverage.counting import coverage
from analysis.coverage.ledger import DESIGNATED, FIRST_AWARD, status_on
from analysis.editions.editing import Book, apply
from analysis.programmes.grants import PLACE, PROVINCE
from analysis.release import vocabulary
from analysis.release.check import check_release, check_year
from analysis.release.deriving import facts_of
from analysis.release.facts import PROGRAMME_OF, Facts
from analysis.release.found import Expected, Reading
from analysis.release.naming import Names
from analysis.release.reading import read_release
from analysis.release.tokens import SHARE
from analysis.release.vocabulary import LIST_ROLES, NEW
from geo.places.register import Register
from store.errors import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.coverage.counting import Count
    from analysis.release.claims import Claim
    from analysis.release.naming import Mention

SEJONG, SEJONG_CITY = "29", "29010"
"""Sejong is a province and a place at once."""
HALF = 50
"""Percent; coverage has been above it for years, so a smaller share is another."""
AWARD = "award"
SKIP = "skip"


@dataclass(frozen=True)
class Question:
    """Something only a person can decide.

    Parameters
    ----------
    key
        What to answer to: the passage, or a `unit_id`.
    kind
        `ambiguous`, `unknown`, or `again` for a place that was designated before.
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
        How many places stay learning cities, and which are no longer.
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
    rules: pd.DataFrame,
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
    rules
        The rules of re-designation.
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
    before = facts_of(book, register, rules, last)
    reading = _read(text, names, before)
    _check_edition(reading, before, edition)
    draft = _Draft(book, register, stamps, names, answers or {}, text)
    content = _content(draft, reading)
    return _compare(draft, content, rules, last)


def _read(text: str, names: Names, before: Facts) -> Reading:
    """Return the reading: first as last year would have it, then with the list's own length."""
    old = before.expected()
    first = read_release(text, names, old)
    new = max((len(e.names.mentions) for e in first.lists if e.role == NEW), default=0)
    special = max(
        (len(e.names.mentions) for e in first.lists if e.role == vocabulary.SPECIAL), default=0
    )
    counts = dict(old.counts)
    total = counts[vocabulary.TOTAL]
    counts |= {
        vocabulary.BEFORE: total,
        vocabulary.TOTAL: total + new,
        vocabulary.GROWTH: max(new, 1),
    }
    counts[vocabulary.NEW] = new or counts.get(vocabulary.NEW, 5)
    if special:
        counts[vocabulary.SPECIAL] = special
        counts[vocabulary.FUNDED] = special + counts[vocabulary.NEW]
    return read_release(text, names, Expected(counts, old.each, old.sums))


def _check_edition(reading: Reading, before: Facts, edition: str) -> None:
    check_year(reading, replace(before, edition=edition))


def _mentions(reading: Reading, role: str) -> list[Mention]:
    """Return the names of a role: its longest list, or its lists together where they differ."""
    found: list[Mention] = []
    for entry in sorted(reading.lists, key=lambda e: -len(e.names.mentions)):
        if entry.role != role or entry.partial:
            continue
        if len(entry.names.mentions) == 1 and entry.stated is None:
            continue
        known = {(m.units, m.province) for m in found}
        new = [m for m in entry.names.mentions if (m.units, m.province) not in known]
        if not found or len(new) == len(entry.names.mentions):
            found += new
    return sorted(found, key=lambda m: m.start)


def _content(draft: _Draft, reading: Reading) -> dict[str, Any]:
    """Return the rows that a reading adds."""
    events: list[dict[str, str]] = []
    funding: list[dict[str, str]] = []
    lists: list[dict[str, str]] = []
    for role in LIST_ROLES:
        mentions = _mentions(reading, role)
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
            stated = next((str(int(c.token.value)) for c in reading.counts if c.role == role), "")
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
        if mention.is_province and role == vocabulary.CONSORTIUM:
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


def _amount(reading: Reading, role: str) -> tuple[str, str, str]:
    """Return what one recipient of a role gets: bounds and certainty."""
    plain = reading.page.plain
    for paid in reading.amounts:
        if paid.role != role or not paid.each:
            continue
        token = paid.token
        low, high = str(round(token.value)), str(round(token.high))
        lead = plain[max(0, token.start - 12) : token.start]
        if re.search(r"최대|up to|at most", lead):
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


def _edition_row(draft: _Draft, reading: Reading) -> dict[str, str]:
    """Return the edition with its figures as printed."""

    def stated(role: str) -> str:
        return next((str(int(c.token.value)) for c in reading.counts if c.role == role), "")

    total = next(
        (str(int(after.value)) for _, after in reading.transitions if after.kind != SHARE), ""
    )
    share = next(
        (t for t in reading.page.tokens if t.kind == SHARE and t.value > HALF), None
    )  # coverage is far above half
    return {
        "edition": draft.edition, "announced_from": draft.stamps.date,
        "announced_to": draft.stamps.date, "new_printed": stated(NEW),
        "total_printed": total or stated(vocabulary.TOTAL),
        "municipalities_printed": stated(vocabulary.MUNICIPALITIES),
        "rate_printed": f"{share.value:g}" if share else "",
        "briefed_at": draft.stamps.briefed_at, "online_at": draft.stamps.online_at,
        "paper_on": draft.stamps.paper_on, "source_id": draft.source, "note": "",
    }  # fmt: skip


def _compare(draft: _Draft, content: dict[str, Any], rules: pd.DataFrame, last: str) -> Proposal:
    """Return the proposal with the state before and after, and what does not reconcile."""
    after_book = apply(draft.book, [content])
    tables, register = after_book.tables, draft.register
    old = coverage(draft.book.tables.events, register, draft.book.tables.editions, edition=last)
    new = coverage(tables.events, register, tables.editions, edition=draft.edition)
    was, now = _cities(old.states), _cities(new.states)
    facts = facts_of(after_book, register, rules, draft.edition)
    report = check_release(draft.text, facts, draft.names)
    label = register.full_name
    return Proposal(
        content=content,
        added={unit: label(unit, draft.stamps.date) for unit in sorted(now - was)},
        unchanged=len(now & was),
        gone={unit: label(unit, old.date) for unit in sorted(was - now)},
        before=old.nation,
        after=new.nation,
        questions=tuple(draft.questions),
        unreconciled=tuple(c for c in report.claims if c.verdict in {"differs", "ambiguous"}),
    )


def _cities(states: pd.DataFrame) -> set[str]:
    return set(states.index[states["at_least"] == 1])


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
