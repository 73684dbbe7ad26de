"""A checked draft as Word shows a corrected one: what differs struck out, what is right inserted.

The changes are tracked: whoever opens the file takes or refuses each by itself.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.release.model import DIFFERS

if TYPE_CHECKING:
    from analysis.release.model import Claim, Report

AUTHOR, AT = "Learning City Atlas", "2000-01-01T00:00:00Z"
"""Who changed the draft, and one moment for all, so that the file is alike every time."""
NEAR = 24
"""Characters of the draft that are shown around a finding."""


@dataclass(frozen=True)
class Finding:
    """One mistake, wherever the draft makes it.

    Parameters
    ----------
    claims
        What differs by it, in the order of the text.
    """

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Where the draft makes it first."""
        return self.claims[0]


def findings_of(report: Report) -> list[Finding]:
    """Return what differs grouped by mistake, the one made most often first.

    A figure that is wrong in the same way twice is one mistake; so is a list with the names that
    are wrong in it.
    """
    groups: dict[tuple[Any, ...], list[Claim]] = {}
    lists = [c for c in report.claims if c.verdict == DIFFERS and c.kind == "list"]
    for claim in report.claims:
        if claim.verdict != DIFFERS:
            continue
        around = next((x for x in lists if x.start <= claim.start and claim.end <= x.end), None)
        key = (
            ("list", around.start)
            if around
            else (claim.kind, claim.reading, str(claim.stated), str(claim.computed))
        )
        groups.setdefault(key, []).append(claim)
    found = [Finding(tuple(claims)) for claims in groups.values()]
    return sorted(found, key=lambda one: (-len(one.claims), one.first.start))


def neighbours(report: Report, claim: Claim) -> tuple[str, str]:
    """Return the words of its line before and after a claim."""
    left, right = _line(report, claim)
    left, right = max(left, claim.start - NEAR), min(right, claim.end + NEAR)
    return report.text[left : claim.start], report.text[claim.end : right]


def _line(report: Report, claim: Claim) -> tuple[int, int]:
    """Return where the line of a claim begins and ends."""
    end = report.text.find("\n", claim.end)
    return report.text.rfind("\n", 0, claim.start) + 1, len(report.text) if end < 0 else end


def corrected_sentence(report: Report, claim: Claim) -> str:
    """Return a claim's line as it should read, or nothing where no one passage does it."""
    if not claim.suggestion:
        return ""
    left, right = _line(report, claim)
    changes = [
        c
        for c in report.claims
        if c.verdict == DIFFERS and c.suggestion and left <= c.start and c.end <= right
    ]
    parts, at = [], left
    for change in changes:
        if change.start >= at:
            parts += [report.text[at : change.start], change.suggestion]
            at = change.end
    return "".join([*parts, report.text[at:right]]).strip()


def as_corrected(report: Report) -> bytes:
    """Return the draft as a Word file whose corrections are tracked changes."""
    from docx import Document  # noqa: PLC0415  # slow to import, needed only here

    document = Document()
    changes = [
        c for c in report.claims if c.verdict == DIFFERS and c.suggestion and c.kind != "list"
    ]
    at = 0
    for line in report.text.split("\n"):
        paragraph = document.add_paragraph()
        inside = [c for c in changes if at <= c.start and c.end <= at + len(line)]
        done = at
        for number, change in enumerate(inside):
            if change.start < done:
                continue
            paragraph.add_run(word_text(report.text[done : change.start]))
            _tracked(paragraph, "del", change.text, 2 * number + at)
            _tracked(paragraph, "ins", change.suggestion, 2 * number + at + 1)
            done = change.end
        paragraph.add_run(word_text(report.text[done : at + len(line)]))
        at += len(line) + 1
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_text(text: str) -> str:
    """Return a text without the signs that no Word file may hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _tracked(paragraph: Any, tag: str, text: str, number: int) -> None:
    """Add a passage as deleted or inserted."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  # slow to import, needed only here
    from docx.oxml.ns import qn  # noqa: PLC0415  # slow to import, needed only here

    change, run = OxmlElement(f"w:{tag}"), OxmlElement("w:r")
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), AT)
    said = OxmlElement("w:delText" if tag == "del" else "w:t")
    said.set(qn("xml:space"), "preserve")
    said.text = word_text(text)
    run.append(said)
    change.append(run)
    paragraph._p.append(change)  # noqa: SLF001  # the library has no other way in
