"""A proposal of an edition, the questions it leaves open, and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.errors import InputError

if TYPE_CHECKING:
    from analysis.coverage.counting import Count
    from analysis.release.model import Claim


AWARD = "award"


SKIP = "skip"


NAMES = "names"


@dataclass(frozen=True)
class Question:
    """Something only a person can decide.

    Parameters
    ----------
    key
        What to answer to: the passage, or a `unit_id`.
    kind
        `ambiguous`, `unknown`, `again` for a place that was designated before, `length` for a
        list whose printed number is another, or `role` for one whose role is not said firmly.
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
        How many places stay learning cities, those that carry on a title after a change of
        territory included, and which are no longer. A place that ended is not among them.
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
