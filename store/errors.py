"""The few errors the atlas raises; each is also the built-in a caller would expect.

They live in a module of their own so that every room can import them without a loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN_FAULTS = 20
"""How many faults a message spells out; the rest is counted."""


@dataclass(frozen=True)
class Reason:
    """What is wrong, for a screen that says it in its reader's language.

    Parameters
    ----------
    key
        The catalogues name the sentence `fault.<key>`.
    values
        Name and text of each value in it.
    """

    key: str
    values: tuple[tuple[str, str], ...] = ()


def reason(key: str, **values: object) -> Reason:
    """Return a reason with its values as text.

    Examples
    --------
    >>> reason("many_layers", count=3).values
    (('count', '3'),)
    """
    return Reason(key, tuple((name, str(value)) for name, value in values.items()))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input.

    Parameters
    ----------
    file
        The input's name as the user gave it.
    where
        Row, feature, column or option, in words ("row 12, column year"); may be empty.
    value
        The offending value, as found.
    expected
        What would have been right.
    next_step
        What the user can do about it.
    reason
        The same for a screen; None where no screen shows it.
    """

    file: str
    where: str
    value: str
    expected: str
    next_step: str
    reason: Reason | None = None

    def __str__(self) -> str:
        """Return the fault as one sentence."""
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: found {self.value}; expected {self.expected}. {self.next_step}"


class AtlasError(Exception):
    """Base of everything the atlas raises on purpose."""


class InputError(AtlasError, ValueError):
    """An input is wrong; lists all faults at once.

    Parameters
    ----------
    faults
        Every fault found, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        shown = [str(fault) for fault in self.faults[:SHOWN_FAULTS]]
        if len(self.faults) > SHOWN_FAULTS:
            shown.append(f"… and {len(self.faults) - SHOWN_FAULTS} more.")
        super().__init__("\n".join(shown))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Fault, ...]]]:
        """Return what makes it again in another process."""
        return type(self), (self.faults,)

    @classmethod
    def one(  # noqa: PLR0913  # what a fault needs
        cls,
        file: str,
        *,
        where: str = "",
        value: str,
        expected: str,
        next_step: str,
        reason: Reason | None = None,
    ) -> Self:
        """Return the error for a single fault.

        Examples
        --------
        >>> error = InputError.one(
        ...     "places.csv",
        ...     where="row 3",
        ...     value="1",
        ...     expected="two digits",
        ...     next_step="Add a zero.",
        ... )
        >>> str(error)
        'places.csv, row 3: found 1; expected two digits. Add a zero.'
        """
        return cls([Fault(file, where, value, expected, next_step, reason)])


class UnknownPlaceError(AtlasError, LookupError):
    """No place goes by this name or code on this date."""

    def __init__(self, text: str, hint: str = "") -> None:
        self.text = text
        super().__init__(
            f"No place is called {text!r}. "
            + (hint or "Give a province and a name, e.g. '경남 고성군' or 'Gyeongnam Goseong-gun'.")
        )


class AmbiguousPlaceError(AtlasError, LookupError):
    """Several places go by this name; the province decides.

    Parameters
    ----------
    text
        What was asked for.
    candidates
        The full names it may mean.
    """

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        super().__init__(
            f"{text!r} is ambiguous: it may mean {', '.join(self.candidates)}. "
            "Put the province before the name."
        )
