"""Take an edition in: approvals, the chain of entries, and the tables with what was taken in.

The published tables never change; an edition that two people approved stands in the journal and
is added to the tables whenever they are read. Taking an edition back is one more entry.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from store.errors import Fault, InputError
from store.journal import GENESIS, canonical, head, seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.journal import Entry
    from store.tables import Tables

APPROVED = "approved"
ADOPTED = "adopted"
UNDONE = "undone"
REFUSED = "refused"
ACTIONS = (APPROVED, ADOPTED, UNDONE, REFUSED)
"""First approval; second approval by another name, from which the edition is official; taken
back; an attempt that was turned away."""


def verify(entries: Sequence[Entry]) -> list[Fault]:
    """Return every entry that was changed, moved, inserted or removed from the middle.

    An end that was cut off leaves a shorter chain that holds; keep the head's hash elsewhere, as
    `audit` prints it, to notice that.
    """
    faults = []
    before = GENESIS
    for number, entry in enumerate(entries, 1):
        wrong = []
        if entry.get("prev") != before:
            wrong.append("it does not follow the entry before it")
        if entry.get("hash") != seal(entry)["hash"]:
            wrong.append("its content is not what its hash was made of")
        if entry.get("n") != number or entry.get("action") not in ACTIONS:
            wrong.append("its number or action is not what it should be")
        if wrong:
            faults.append(
                Fault(
                    "the journal",
                    f"entry {number}",
                    "; ".join(wrong),
                    "an unbroken chain",
                    "Restore the journal from a copy.",
                )
            )
        before = str(entry.get("hash"))
    return faults


def proposal_hash(proposal: dict[str, Any]) -> str:
    """Return the twelve hexadecimal digits by which a proposal is known."""
    return hashlib.sha256(canonical(proposal)).hexdigest()[:12]


@dataclass(frozen=True)
class Standing:
    """Where the editions of the journal stand.

    Parameters
    ----------
    adopted
        Proposals that two people approved and nobody took back, in order.
    pending
        Edition to the entry of its first approval.
    """

    adopted: tuple[dict[str, Any], ...]
    pending: dict[str, Entry]


def standing(entries: Sequence[Entry]) -> Standing:
    """Return what the journal's entries come to.

    Raises
    ------
    InputError
        If the chain is broken; a journal that was tampered with is not used.
    """
    faults = verify(entries)
    if faults:
        raise InputError(faults)
    adopted: dict[str, dict[str, Any]] = {}
    pending: dict[str, Entry] = {}
    for entry in entries:
        edition = str(entry["edition"])
        if entry["action"] == APPROVED:
            pending[edition] = entry
        elif entry["action"] == ADOPTED:
            adopted[edition] = entry["proposal"]
            pending.pop(edition, None)
        elif entry["action"] == UNDONE:
            adopted.pop(edition, None)
            pending.pop(edition, None)
    return Standing(tuple(adopted[key] for key in sorted(adopted)), pending)


def _name(who: str) -> str:
    """Return a name as two approvals are told apart by: form, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", who).casefold().split())


def approve(entries: Sequence[Entry], proposal: dict[str, Any], who: str, at: str) -> Entry:
    """Return the entry of an approval: the first one, or the second that makes it official.

    Parameters
    ----------
    entries
        The journal so far.
    proposal
        What is approved; a proposal that differs in anything starts again at the first approval.
    who
        The approver's name.
    at
        Now, ISO, in Seoul.

    Raises
    ------
    InputError
        If the name is empty, the same as the first one's, the edition is already official, or
        an edition that it was counted on has been taken back.
    """
    if not _name(who):
        raise _refusal("no name", "the approver's name", "Give --approve NAME.")
    state = standing(entries)
    edition = str(proposal["edition"])
    if edition in {str(done["edition"]) for done in state.adopted}:
        raise _refusal(
            f"edition {edition}, which is official already", "a new edition", "Take it back first."
        )
    first = state.pending.get(edition)
    same = first is not None and proposal_hash(first["proposal"]) == proposal_hash(proposal)
    if first is not None and same and _name(first["who"]) == _name(who):
        raise _refusal(
            f"a second approval by {who}",
            "a second, different name",
            "Ask a colleague to look at the change and approve it.",
        )
    return {
        "action": ADOPTED if same else APPROVED,
        "edition": edition,
        "who": who,
        "at": at,
        "proposal": proposal,
        "proposal_hash": proposal_hash(proposal),
        "prev": head(entries),
    }


def undo(entries: Sequence[Entry], edition: str, who: str, at: str) -> Entry:
    """Return the entry that takes an edition, or its first approval, back.

    Raises
    ------
    InputError
        If the journal holds no such edition, or a later one stands on it.
    """
    if not _name(who):
        raise _refusal("no name", "the editor's name", "Give --by NAME.")
    state = standing(entries)
    adopted = [str(done["edition"]) for done in state.adopted]
    if edition not in adopted and edition not in state.pending:
        raise _refusal(
            f"edition {edition}",
            "an edition of the journal: " + (", ".join([*adopted, *state.pending]) or "none"),
            "Editions that came with the atlas are not taken back here.",
        )
    later = [other for other in adopted if other > edition]
    if edition in adopted and later:
        raise _refusal(
            f"edition {edition}, on which {', '.join(later)} stands",
            "the latest edition",
            f"Take back {later[-1]} first.",
        )
    return {
        "action": UNDONE, "edition": edition, "who": who, "at": at, "prev": head(entries),
    }  # fmt: skip


def _refusal(value: str, expected: str, next_step: str) -> InputError:
    return InputError.one("the journal", value=value, expected=expected, next_step=next_step)


@dataclass(frozen=True)
class Book:
    """The tables with every official edition in them.

    Parameters
    ----------
    tables
        The tables that coverage stands on.
    funding, lists
        Programmes and money, and whether each list is complete.
    """

    tables: Tables
    funding: pd.DataFrame
    lists: pd.DataFrame


def with_tables(tables: Tables, proposals: Sequence[dict[str, Any]]) -> Tables:
    """Return the tables with proposals added; the frames given are not changed."""
    for proposal in proposals:
        events = _added(tables.events, proposal["events"])
        tables = replace(
            tables,
            events=events.sort_values(["unit_id", "date_from"], ignore_index=True),
            editions=_added(tables.editions, [proposal["edition_row"]]),
            sources=_added(tables.sources, [proposal["source"]]),
        )
    return tables


def with_funding(book: Book, proposals: Sequence[dict[str, Any]]) -> Book:
    """Return a book whose tables already hold the proposals, with their money added."""
    for proposal in proposals:
        book = replace(
            book,
            funding=_added(book.funding, proposal["funding"]),
            lists=_added(book.lists, proposal["lists"]),
        )
    return book


def apply(book: Book, proposals: Sequence[dict[str, Any]]) -> Book:
    """Return the book with proposals added; the frames given are not changed."""
    return with_funding(replace(book, tables=with_tables(book.tables, proposals)), proposals)


def _added(frame: pd.DataFrame, rows: Sequence[dict[str, str]]) -> pd.DataFrame:
    if not rows:
        return frame
    new = pd.DataFrame(rows, columns=list(frame.columns), dtype=frame.dtypes.iloc[0])
    return pd.concat([frame, new], ignore_index=True)
