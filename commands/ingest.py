"""`atlas.py ingest`, `audit`, `undo`: take an edition in, check the journal, take one back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from analysis.editing import (
    ADOPTED,
    Book,
    apply,
    approve,
    head,
    proposal_hash,
    standing,
    verify,
)
from analysis.editing import undo as undo_entry
from analysis.ledger import check_events
from analysis.proposing import Proposal, Stamps, propose, require_answers
from commands.release import read_draft
from exports.journal import append
from figures.language import DEFAULT_LANGUAGE, LANGUAGES, words
from geo.errors import InputError
from geo.journal import read_journal
from geo.register import Register
from geo.tables import DATA, read_table, read_tables

if TYPE_CHECKING:
    from geo.journal import Entry

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> str:
    """Return this second in Seoul, ISO."""
    return dt.datetime.now(SEOUL).isoformat(timespec="seconds")


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

    def count(name: str, point: Any) -> str:
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
            f"  ? {q.text}: {speak('ingest.question.' + q.kind)} {q.detail} "
            f"[{q.key}={' | '.join(q.choices)}]"
            for q in proposal.questions
        ),
        speak("ingest.unreconciled", count=len(proposal.unreconciled)),
        *(f"  ✗ {c.text}: {c.stated} ≠ {c.computed}" for c in proposal.unreconciled),
    ]
    return "\n".join(lines)


def _answers(pairs: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        key, sign, value = pair.rpartition("=")
        if not sign or not key or not value:
            raise InputError.one(
                "--answer", value=repr(pair), expected="KEY=VALUE",
                next_step="Copy the key from the question.",
            )  # fmt: skip
        found[key.strip()] = value.strip()
    return found


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
    return append(approve(entries, proposal.content, who, now()), root)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", required=True, help="Day of the announcement, YYYY-MM-DD.")
@click.option("--online-at", required=True, help="When the public sees it, in Seoul time.")
@click.option("--briefed-at", default="", help="Hour of the briefing, in Seoul time.")
@click.option("--paper-on", default="", help="Day of the morning papers, YYYY-MM-DD.")
@click.option("--answer", "answers", multiple=True, help="KEY=VALUE; repeat for each question.")
@click.option("--approve", "who", help="Your name. A second, different name makes it official.")
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def ingest(  # noqa: PLR0913  # one parameter an option
    *,
    file: Path,
    date: str,
    online_at: str,
    briefed_at: str,
    paper_on: str,
    answers: tuple[str, ...],
    who: str | None,
    root: Path,
    form: str,
    lang: str,
) -> None:
    """Propose an edition from a release; write nothing without --approve NAME."""
    stamps = Stamps(date, seoul(online_at), seoul(briefed_at), paper_on)
    proposal = take_in(read_draft(file), stamps, _answers(answers), root)
    if form == "json":
        click.echo(json.dumps(as_json(proposal), ensure_ascii=False, indent=1))
    else:
        click.echo(as_table(proposal, lang))
    if who is not None:
        entry = record(proposal, who, root)
        key = "ingest.adopted" if entry["action"] == ADOPTED else "ingest.approved"
        click.echo(words(lang)(key, who=who, hash=entry["hash"][:12]), err=True)


def seoul(text: str) -> str:
    """Return a time as it is stored: with seconds and Seoul's offset, which may be left out."""
    text = text.strip().replace(" ", "T")
    if not text or text.endswith("Z") or "+" in text:
        return text
    return text + (":00" if text.count(":") == 1 else "") + "+09:00"


@click.command()
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def audit(root: Path, form: str) -> None:
    """Verify the journal's chain and print who changed what and when; exit 2 when it is broken."""
    entries = read_journal(root)
    faults = verify(entries)
    shown = [
        {key: entry.get(key) for key in ("n", "at", "who", "action", "edition", "proposal_hash")}
        for entry in entries
    ]
    if form == "json":
        facts = {"entries": shown, "head": head(entries), "whole": not faults}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        for entry in shown:
            click.echo("  ".join(str(value) for value in entry.values() if value))
        click.echo(f"head {head(entries)}")
    if faults:
        raise InputError(faults)


@click.command()
@click.argument("edition")
@click.option("--by", "who", required=True, help="Your name.")
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
def undo(edition: str, who: str, root: Path) -> None:
    """Take an edition back; it stays in the journal, with your name."""
    entries = read_journal(root)
    entry = append(undo_entry(entries, edition, who, now()), root)
    click.echo(f"{entry['n']}  {entry['at']}  {who}  {entry['action']}  {edition}")
