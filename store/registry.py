"""A registry: everything there is of one kind, by key, in the order it is offered in.

What people add to the atlas (a map layer, a counting rule, an export format, …) is one small
object in a file of its own, and stands in the registry of its kind. Screens, commands, exports,
documents and tests read the registry; nothing else has a list of its own. `docs/changing.md`
says where each registry is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Keyed(Protocol):
    """An object that has a key."""

    @property
    def key(self) -> str:
        """What it is called in addresses, options and files."""


Entry = TypeVar("Entry", bound=Keyed)


class Registry(Mapping[str, Entry]):
    """Everything there is of one kind.

    Parameters
    ----------
    kind
        What an entry is, as an error names it: "rule", "template".
    entries
        In the order they are offered in.

    Raises
    ------
    ValueError
        If two entries have one key.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Fruit:
    ...     key: str
    >>> fruits = Registry("fruit", [Fruit("apple"), Fruit("pear")])
    >>> list(fruits)
    ['apple', 'pear']
    >>> with fruits.having(Fruit("quince")):
    ...     list(fruits)
    ['apple', 'pear', 'quince']
    >>> "quince" in fruits
    False
    """

    def __init__(self, kind: str, entries: Iterable[Entry]) -> None:
        self.kind = kind
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            self._add(entry)

    def __getitem__(self, key: str) -> Entry:
        """Return an entry by its key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        """Return the keys, in order."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._entries)

    def __repr__(self) -> str:
        """Return the kind and the keys."""
        return f"Registry({self.kind!r}: {', '.join(self)})"

    def require(self, key: str) -> Entry:
        """Return an entry by its key, as a reader gave it.

        Raises
        ------
        InputError
            If there is none of that key; lists those there are.
        """
        if key not in self._entries:
            raise InputError.one(
                self.kind,
                value=repr(key),
                expected=" | ".join(self),
                next_step="Choose one of them.",
            )
        return self._entries[key]

    @contextmanager
    def having(self, entry: Entry) -> Iterator[None]:
        """Hold one more entry for the time of a block, as a trial or a test needs it."""
        self._add(entry)
        try:
            yield
        finally:
            del self._entries[entry.key]

    def _add(self, entry: Entry) -> None:
        if entry.key in self._entries:
            raise ValueError(f"two entries of the kind {self.kind} have the key {entry.key!r}")
        self._entries[entry.key] = entry
