"""What a counting rule is: which places count above the line, and which below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(frozen=True)
class Rule:
    """A way to count coverage.

    Parameters
    ----------
    key
        Its name in addresses, options and files; the catalogues name it `rule.<key>` and say it
        in a sentence under `rule.<key>.sentence`.
    above, below
        Give which places may count above the line, where they hold a designation, and which
        count below it, as a truth value a row of a frame with a column `is_municipality`.
    """

    key: str
    above: Callable[[pd.DataFrame], pd.Series]
    below: Callable[[pd.DataFrame], pd.Series]


def municipalities(states: pd.DataFrame) -> pd.Series:
    """Return which rows are municipalities."""
    return states["is_municipality"].astype(bool)


def every_place(states: pd.DataFrame) -> pd.Series:
    """Return every row: Sejong, Jeju-si and Seogwipo-si count like a municipality."""
    return states["is_municipality"].notna()
