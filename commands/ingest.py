"""`atlas.py ingest`, `audit`, `undo`: take an edition in, check the journal, take one back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.editions.editing import ADOPTED, verify
from analysis.intake.stamps import Stamps
from analysis.intake.taking_in import record, take_back, take_in
from commands.release import read_draft
from commands.shared.choices import OneOf
from commands.shared.printing import remark, say_json
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words
from figures.words.proposals import as_json, as_table
from store.errors import InputError
from store.folders import DATA
from store.journal import head, read_journal
from store.private import attempts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.journal import Entry

NEW_ANCHOR = "new"
"""What `--anchor` alone stands for."""


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
@click.option("--lang", type=OneOf(LANGUAGES), default=DEFAULT_LANGUAGE)
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
        say_json(as_json(proposal))
    else:
        click.echo(as_table(proposal, lang))
    if who is not None:
        entry = record(proposal, who, root)
        key = "ingest.adopted" if entry["action"] == ADOPTED else "ingest.approved"
        remark(words(lang)(key, who=who, hash=entry["hash"][:12]), err=True)


def seoul(text: str) -> str:
    """Return a time as it is stored: with seconds and Seoul's offset, which may be left out."""
    text = text.strip().replace(" ", "T")
    if not text or text.endswith("Z") or "+" in text:
        return text
    return text + (":00" if text.count(":") == 1 else "") + "+09:00"


@click.command()
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--attempts", "signed", is_flag=True, help="Who signed in or opened a link instead.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    default=attempts.LOG,
    help="The log of attempts, where the secrets name another.",
)
@click.option(
    "--anchor",
    is_flag=False,
    flag_value=NEW_ANCHOR,
    help="Print what to keep on paper or in a mail; or, given what was printed before, check it.",
)
def audit(root: Path, form: str, *, signed: bool, log: Path, anchor: str | None) -> None:
    """Verify the journal and print who changed what and when; exit 2 when it does not hold."""
    if signed:
        _print_attempts(log, form)
        return
    entries = read_journal(root)
    faults = verify(entries)
    if anchor is not None:
        if faults:
            raise InputError(faults)
        _anchor(entries, anchor)
        return
    shown = [
        {key: entry.get(key) for key in ("n", "at", "who", "action", "edition", "proposal_hash")}
        for entry in entries
    ]
    if form == "json":
        facts = {"entries": shown, "head": head(entries), "whole": not faults}
        say_json(facts)
    else:
        for entry in shown:
            click.echo("  ".join(as_plain(value) for value in entry.values() if value))
        click.echo(f"head {head(entries)}")
    if faults:
        raise InputError(faults)


def _anchor(entries: Sequence[Entry], anchor: str) -> None:
    """Print the anchor of the journal as it is, or hold the journal against one printed before.

    Raises
    ------
    InputError
        If the journal no longer holds what the anchor was printed from.
    """
    if anchor == NEW_ANCHOR:
        click.echo(f"{len(entries)}:{head(entries)}")
        return
    number, _, digest = anchor.strip().partition(":")
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1  # noqa: PLR2004  # more entries than there will be
    if known < 0 or known > len(entries) or head(entries[:known]) != digest.casefold():
        raise InputError.one(
            "the journal",
            value=f"{len(entries)} entries, which do not lead to the anchor {as_plain(anchor)!r}",
            expected="the entries from which it was printed, and new ones after them",
            next_step="Check the anchor's signs; if it is right, restore the journal from a copy.",
        )
    click.echo(f"the first {known} of {len(entries)} entries are those of the anchor")


def as_plain(value: object) -> str:
    """Return a value as a terminal may show it: nothing in it moves, colours or hides anything."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in str(value))


def _print_attempts(log: Path, form: str) -> None:
    """Print who signed in, was refused, made a link or opened one, oldest first."""
    entries = attempts.read(log)
    if form == "json":
        # JSON writes what a terminal would obey as \u001b and the like.
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1).replace("\x7f", "\\u007f"))
        return
    for entry in entries:
        click.echo("  ".join(as_plain(value) for value in entry.values() if value))


@click.command()
@click.argument("edition")
@click.option("--by", "who", required=True, help="Your name.")
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
def undo(edition: str, who: str, root: Path) -> None:
    """Take an edition back; it stays in the journal, with your name."""
    entry = take_back(edition, who, root)
    click.echo(f"{entry['n']}  {entry['at']}  {who}  {entry['action']}  {edition}")
