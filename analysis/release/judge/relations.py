"""What the figures of a draft must be to each other, whatever the data say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.model import AGREES, DIFFERS, FIRM, Claim
from analysis.release.read.names.name_roles import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.release.read.names.name_roles import ListReading

LEAST = 3
"""Names from which a list is one that a number is set behind."""


def length_of(claim: Claim, entry: ListReading, found: Sequence[Claim]) -> Claim:
    """Return a count's claim held against the length of the list that it is the number of.

    Only a list that says it is whole, whose names are all right and none is missing, can make
    its number wrong.
    """
    stated = entry.stated
    if (
        stated is None
        or entry.extent != WHOLE
        or (claim.start, claim.kind) != (stated.token.start, "count")
    ):
        return claim
    names = entry.names.mentions
    whole = bool(found) and found[0].kind == "list" and found[0].verdict == AGREES
    if (
        not whole
        or len(names) < LEAST
        or any(m.unknown for m in names)
        or len(names) == stated.token.high
    ):
        return claim
    if found[0].computed["missing"] or claim.verdict == DIFFERS:
        return claim
    return replace(
        claim,
        verdict=DIFFERS,
        computed=len(names),
        formula="names listed",
        strength=FIRM,
        rows=found[0].rows,
    )
