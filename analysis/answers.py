"""Answers that are asked for once and kept: the one way in which the atlas's objects do so."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Answers:
    """What an object that never changes was asked before, by question.

    An answer is read-only to whoever asks. Two threads that ask the same for the first time may
    both work it out; both get the one that was kept.

    Examples
    --------
    >>> kept = Answers()
    >>> kept.once("sum", lambda: 2 + 2)
    4
    >>> kept.once("sum", lambda: 1 / 0)
    4
    """

    def __init__(self) -> None:
        self._by_question: dict[Hashable, object] = {}

    def once(self, question: Hashable, make: Callable[[], T]) -> T:
        """Return the answer to a question, made when it is first asked for.

        Parameters
        ----------
        question
            What the answer depends on, besides the object itself.
        make
            Makes the answer.
        """
        if question not in self._by_question:
            self._by_question.setdefault(question, make())
        return cast("T", self._by_question[question])

    def forget(self, question: Hashable) -> None:
        """Let an answer go, so that it is made again."""
        self._by_question.pop(question, None)

    def keep(self, question: Hashable, answer: object) -> None:
        """Keep an answer that is known from elsewhere, such as a file."""
        self._by_question[question] = answer
