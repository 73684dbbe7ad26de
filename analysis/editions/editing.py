"""Take an edition in: approvals, the chain of entries, and the tables with what was taken in.

The published tables never change; an edition that two people approved stands in the journal and
is added to the tables whenever they are read. Taking an edition back is one more entry.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.editions.persons import identities, same_person, strange_letters
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

    Nor may an entry make an edition official that two people did not approve: a chain of right
    hashes is easily made by whoever can write the file.

    An end that was cut off leaves a shorter chain that holds; `audit --anchor` prints what to keep
    elsewhere, to notice that.
    """
    faults = []
    before = GENESIS
    waiting: dict[str, Entry] = {}
    for number, entry in enumerate(entries, 1):
        wrong = []
        if entry.get("prev") != before:
            wrong.append("it does not follow the entry before it")
        if entry.get("hash") != seal(entry)["hash"]:
            wrong.append("its content is not what its hash was made of")
        if entry.get("n") != number or entry.get("action") not in ACTIONS:
            wrong.append("its number or action is not what it should be")
        wrong += _unapproved(entry, waiting)
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


def _unapproved(entry: Entry, waiting: dict[str, Entry]) -> list[str]:
    """Return what is wrong with an entry by the rule of two people; keep what waits for a second.

    Parameters
    ----------
    entry
        The next one.
    waiting
        Edition to its first approval, from the entries before; changed in place.
    """
    action, edition, who = entry.get("action"), str(entry.get("edition")), entry.get("who")
    wrong = []
    if not isinstance(who, str) or not identities(who):
        wrong.append("nobody's name is on it")
    if action in {APPROVED, ADOPTED}:
        proposal = entry.get("proposal")
        if not isinstance(proposal, dict) or str(proposal.get("edition")) != edition:
            wrong.append("it holds no proposal of its edition")
        elif entry.get("proposal_hash") != proposal_hash(proposal):
            wrong.append("its proposal is not the one it names")
    if action == ADOPTED:
        first = waiting.pop(edition, None)
        if first is None or first.get("proposal_hash") != entry.get("proposal_hash"):
            wrong.append("nobody had approved this proposal before")
        elif same_person(str(first.get("who")), str(who)):
            wrong.append("both approvals are one person's")
    elif action == APPROVED:
        waiting[edition] = entry
    elif action == UNDONE:
        waiting.pop(edition, None)
    return wrong


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
    adoptions
        Edition to the hash of the entry by which it became official.
    """

    adopted: tuple[dict[str, Any], ...]
    pending: dict[str, Entry]
    adoptions: dict[str, str]


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
    adoptions: dict[str, str] = {}
    for entry in entries:
        edition = str(entry["edition"])
        if entry["action"] == APPROVED:
            pending[edition] = entry
        elif entry["action"] == ADOPTED:
            adopted[edition] = entry["proposal"]
            adoptions[edition] = entry["hash"]
            pending.pop(edition, None)
        elif entry["action"] == UNDONE:
            adopted.pop(edition, None)
            pending.pop(edition, None)
            adoptions.pop(edition, None)
    return Standing(tuple(adopted[key] for key in sorted(adopted)), pending, adoptions)


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
    if not identities(who):
        raise _refusal("no name", "the approver's name", "Give --approve NAME.")
    if strange_letters(who):
        raise _refusal(
            f"a name with {strange_letters(who)!a}",
            "Hangul, Latin letters or Chinese characters",
            "Write the name with these alone: of other letters too many look alike.",
        )
    state = standing(entries)
    edition = str(proposal["edition"])
    if edition in {str(done["edition"]) for done in state.adopted}:
        raise _refusal(
            f"edition {edition}, which is official already", "a new edition", "Take it back first."
        )
    first = state.pending.get(edition)
    same = first is not None and proposal_hash(first["proposal"]) == proposal_hash(proposal)
    if first is not None and same and same_person(first["who"], who):
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
    if not identities(who):
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
