"""Take an edition in: the proposal on the state as it is, in words, and its approval."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analysis import clock
from analysis.coverage.ledger import check_events
from analysis.editions.editing import Book, apply, approve, proposal_hash, standing
from analysis.editions.editing import undo as undo_entry
from analysis.intake.proposing import Proposal, Stamps, propose, require_answers
from exports.journal import append
from figures.words.language import words
from geo.places.register import Register
from store.errors import InputError
from store.folders import DATA
from store.journal import read_journal
from store.tables import read_table, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.coverage.counting import Count
    from store.journal import Entry


def read_book(root: Path = DATA) -> tuple[Book, list[Entry]]:
    """Return the tables with every official edition, and the journal.

    Raises
    ------
    InputError
        If a table is wrong or the journal's chain is broken.
    """
    entries = read_journal(root)
    base = Book(read_tables(root), read_table("funding", root), read_table("programme_lists", root))
    return apply(base, standing(entries).adopted), entries


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON: what it adds and changes, and what is open."""
    return {
        "edition": proposal.content["edition"],
        "proposal": proposal_hash(proposal.content),
        "added": proposal.added,
        "unchanged": proposal.unchanged,
        "gone": proposal.gone,
        "before": asdict(proposal.before),
        "after": asdict(proposal.after),
        "questions": [asdict(question) for question in proposal.questions],
        "unreconciled": [
            {
                "text": claim.text, "kind": claim.kind, "stated": claim.stated,
                "computed": claim.computed, "verdict": claim.verdict,
            }
            for claim in proposal.unreconciled
        ],
        "content": proposal.content,
    }  # fmt: skip


def as_table(proposal: Proposal, lang: str) -> str:
    """Return a proposal as a readable change."""
    speak = words(lang)
    row = proposal.content["edition_row"]

    def count(name: str, point: Count) -> str:
        return speak(
            name,
            count=speak.count_range(point.at_least, point.at_most),
            of=speak.number(point.of),
            share=speak.percent_range(point.share_at_least, point.share_at_most),
        )

    lines = [
        speak("ingest.title", edition=row["edition"], hash=proposal_hash(proposal.content)),
        speak(
            "ingest.stamps",
            briefed=row["briefed_at"] or "—",
            online=row["online_at"],
            paper=row["paper_on"] or "—",
        ),
        count("ingest.before", proposal.before),
        count("ingest.after", proposal.after),
        speak("ingest.added", count=len(proposal.added)),
        *(f"  + {name} ({unit})" for unit, name in proposal.added.items()),
        speak("ingest.gone", count=len(proposal.gone)),
        *(f"  - {name} ({unit})" for unit, name in proposal.gone.items()),
        speak("ingest.unchanged", count=speak.number(proposal.unchanged)),
        speak("ingest.questions", count=len(proposal.questions)),
        *(
            f"  ? {q.text}: {speak(f'ingest.question.{q.kind}')} {q.detail} "
            f"[{q.key}={' | '.join(q.choices)}]"
            for q in proposal.questions
        ),
        speak("ingest.unreconciled", count=len(proposal.unreconciled)),
        *(f"  ✗ {c.text}: {c.stated} ≠ {c.computed}" for c in proposal.unreconciled),
    ]
    return "\n".join(lines)


def content_table(content: dict[str, Any], lang: str, root: Path = DATA) -> str:
    """Return what an approved proposal holds, as its second approver must see it.

    Parameters
    ----------
    content
        As the journal keeps it.
    lang
        "ko" or "en".
    root
        The data folder, for the places' names.
    """
    speak = words(lang)
    row = content["edition_row"]
    register = Register.from_tables(read_tables(root))
    events = [
        f"  + {register.full_name(one['unit_id'], row['announced_to'], lang)} "
        f"({one['unit_id']}, {speak('event.' + one['kind'])})"
        for one in content["events"]
    ]
    return "\n".join(
        [
            speak("ingest.title", edition=row["edition"], hash=proposal_hash(content)),
            speak(
                "ingest.stamps",
                briefed=row["briefed_at"] or "—",
                online=row["online_at"],
                paper=row["paper_on"] or "—",
            ),
            speak("ingest.added", count=len(events)),
            *events,
            speak("ingest.funding", count=len(content["funding"])),
        ]
    )


def take_in(text: str, stamps: Stamps, answers: dict[str, str], root: Path = DATA) -> Proposal:
    """Return the proposal that a release makes on the state as it is."""
    book, _ = read_book(root)
    return propose(text, book, read_table("renewal_rules", root), stamps, answers)


def record(proposal: Proposal, who: str, root: Path = DATA) -> Entry:
    """Write an approval, checked against the state as it is.

    Raises
    ------
    InputError
        If a question is open, the ledger would contradict itself, or the approval is refused;
        nothing is written then.
    """
    require_answers(proposal)
    book, entries = read_book(root)
    after = apply(book, [proposal.content])
    check_events(after.tables.events, Register.from_tables(after.tables))
    return append(approve(entries, proposal.content, who, clock.stamp()), root)


def confirm(edition: str, who: str, root: Path = DATA) -> Entry:
    """Write the second approval of an edition that waits for it, as its first approver left it.

    Raises
    ------
    InputError
        If no such edition waits, the ledger would contradict itself, or the approval is refused;
        nothing is written then.
    """
    book, entries = read_book(root)
    pending = standing(entries).pending
    if edition not in pending:
        raise InputError.one(
            "the journal",
            value=f"edition {edition}",
            expected="an edition that waits for its second approval: "
            + (", ".join(sorted(pending)) or "none"),
            next_step="Look at the page again; someone may have been faster.",
        )
    content = pending[edition]["proposal"]
    after = apply(book, [content])
    check_events(after.tables.events, Register.from_tables(after.tables))
    return append(approve(entries, content, who, clock.stamp()), root)


def take_back(edition: str, who: str, root: Path = DATA) -> Entry:
    """Write that an edition, or its first approval, is taken back.

    Raises
    ------
    InputError
        If the journal holds no such edition, or a later one stands on it.
    """
    entries = read_journal(root)
    return append(undo_entry(entries, edition, who, clock.stamp()), root)
