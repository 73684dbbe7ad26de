"""Parts of the points' files, and what a run is asked for."""

from __future__ import annotations

from dataclasses import dataclass

TOTALS = b"atlas.totals"
"""In a part's own metadata: what it adds to the totals."""


@dataclass(frozen=True)
class Part:
    """What one process works on at a time.

    Parameters
    ----------
    number
        Its place in the plan; names its answer.
    file
        Of points.
    first, last
        Row group and the one after it, or first byte and the one after the last.
    """

    number: int
    file: str
    first: int
    last: int


@dataclass(frozen=True)
class Asked:
    """What is asked of points.

    Parameters
    ----------
    columns
        Names of the columns east and north.
    crs
        Their coordinate system.
    weight
        Name of the column to add up; empty for none.
    """

    columns: tuple[str, str]
    crs: str
    weight: str


def answer_name(part: Part) -> str:
    """Return the name of a part's answer."""
    return f"part-{part.number:06}.parquet"
