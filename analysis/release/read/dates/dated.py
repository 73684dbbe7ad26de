"""What a year, a day or a span in a draft is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.release.model import OPEN

if TYPE_CHECKING:
    from analysis.release.read.names.places import Mention
    from analysis.release.read.numbers import Token


FIRST, AWARD, VALID, NEXT, REVIEW, EDITION, OTHER = (
    "first",
    "award",
    "valid",
    "next",
    "review",
    "edition",
    "other",
)
ANNOUNCED, LABELLED = "announced", "labelled"
AFTER_AWARD, INTERVAL = "first_review_after_years", "interval_years"


REVIEWED = re.compile(r"재지정|평가|심사|re-?designat|review|evaluat|renew", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """A year, day or number of years with what it is said of.

    Parameters
    ----------
    token
        The figure.
    about
        One of the constants of this module.
    strength
        How clearly it is said.
    place
        The place that it is said of, where there is one.
    label
        The hour of release it is labelled with.
    """

    token: Token
    about: str
    strength: str = OPEN
    place: Mention | None = None
    label: str = ""
