"""Take an edition in: the proposal on the state as it is, and its approval in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import clock
from analysis.coverage.ledger import check_events
from analysis.editions.editing import Book, apply, approve, standing
from analysis.editions.editing import undo as undo_entry
from analysis.intake.proposal import Proposal, require_answers
from analysis.intake.proposing import propose
from analysis.release.judge.drafts import TABLES
from geo.places.register import Register
from store.errors import InputError
from store.folders import DATA
from store.journal import append, read_journal
from store.tables import read_table, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.intake.stamps import Stamps
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


def take_in(text: str, stamps: Stamps, answers: dict[str, str], root: Path = DATA) -> Proposal:
    """Return the proposal that a release makes on the state as it is."""
    book, _ = read_book(root)
    tables = {name: read_table(name, root) for name in TABLES}
    tables["printed_totals"] = book.tables.printed_totals
    return propose(text, book, tables, stamps, answers)


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
