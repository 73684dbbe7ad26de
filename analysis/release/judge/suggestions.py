"""How a passage that differs should read, written as the passage is."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.release.model import DIFFERS, Claim

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def with_suggestion(claim: Claim) -> Claim:
    """Return a claim that differs with the passage as it should read, where one figure does it."""
    if claim.verdict != DIFFERS or not isinstance(claim.computed, int | float):
        return claim
    numbers = FIGURE.findall(claim.text)
    if claim.kind not in {"count", "share", "year", "rule"} or len(numbers) != 1:
        return claim
    decimals = len(numbers[0].partition(".")[2])
    value = float(claim.computed)
    grouped = "," in numbers[0] or (value >= 1000 and claim.kind == "count")  # noqa: PLR2004  # a mark
    right = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    return replace(claim, suggestion=FIGURE.sub(right, claim.text))
