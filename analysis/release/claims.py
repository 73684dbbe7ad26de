"""Claims of a release with their verdicts, and the report of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from analysis.release.compare import VERDICTS


@dataclass(frozen=True)
class Claim:
    """Something a release says, and what the data say to it.

    Parameters
    ----------
    text
        The passage.
    start, end
        Its offsets in the text that was checked.
    kind
        count, transition, share, list, place, amount, sum, date, year, rule, or number for what
        was not understood.
    stated, computed
        The figure as printed and as computed; computed is None where nothing can be.
    formula
        How it was computed.
    verdict
        One of `analysis.release.compare.VERDICTS`.
    rows
        The rows behind the computed figure.
    """

    text: str
    start: int
    end: int
    kind: str
    stated: Any
    computed: Any
    formula: str
    verdict: str
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """A checked release.

    Parameters
    ----------
    edition
        The edition it was checked against.
    text
        The text that offsets refer to.
    claims
        In the order of the text; every figure found has one.
    """

    edition: str
    text: str
    claims: list[Claim]

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        return {v: sum(claim.verdict == v for claim in self.claims) for v in VERDICTS}

    def as_json(self) -> dict[str, Any]:
        """Return the report as the documented JSON object."""
        return {"summary": self.summary, "claims": [asdict(claim) for claim in self.claims]}
