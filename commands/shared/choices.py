"""Options whose values are what a registry holds, read when the command runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


class OneOf(click.Choice[str]):
    """A choice among the keys that a registry holds at the time it is asked.

    Parameters
    ----------
    registry
        The registry, or any other collection of keys.
    """

    def __init__(self, registry: Iterable[str]) -> None:
        super().__init__(registry)
        self._registry = registry

    def __getattribute__(self, name: str) -> Any:
        """Return the keys of this moment where click asks for the choices."""
        if name == "choices":
            return tuple(self._registry)
        return super().__getattribute__(name)
