"""`atlas.py ingest`, `audit`, `undo`: take an edition in, check the journal, take one back."""

from __future__ import annotations

import json
from pathlib import Path

import click

from analysis.editions.editing import ADOPTED, verify
from analysis.intake.proposing import Stamps
from analysis.intake.taking_in import record, take_back, take_in
from commands.release import read_draft
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words
from figures.words.proposals import as_json, as_table
from store import attempts
from store.errors import InputError
from store.folders import DATA
from store.journal import head, read_journal


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
@click.option("--attempts", "signed", is_flag=True, help="Who signed in or opened a link instead.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    default=attempts.LOG,
    help="The log of attempts, where the secrets name another.",
)
def audit(root: Path, form: str, *, signed: bool, log: Path) -> None:
    """Verify the journal's chain and print who changed what and when; exit 2 when it is broken."""
    if signed:
        _print_attempts(log, form)
        return
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


def _print_attempts(log: Path, form: str) -> None:
    """Print who signed in, was refused, made a link or opened one, oldest first."""
    entries = attempts.read(log)
    if form == "json":
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1))
        return
    for entry in entries:
        click.echo("  ".join(str(value) for value in entry.values() if value))


@click.command()
@click.argument("edition")
@click.option("--by", "who", required=True, help="Your name.")
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
def undo(edition: str, who: str, root: Path) -> None:
    """Take an edition back; it stays in the journal, with your name."""
    entry = take_back(edition, who, root)
    click.echo(f"{entry['n']}  {entry['at']}  {who}  {entry['action']}  {edition}")
