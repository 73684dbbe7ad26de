"""A proposal and an approved edition in words: for a terminal, a page and a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analysis.editions.editing import proposal_hash
from figures.words.language import words
from geo.places.register import Register
from store.folders import DATA
from store.tables import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.coverage.counting import Count
    from analysis.intake.proposal import Proposal


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
