"""When an edition was told: the hours of its release."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from store.errors import Fault, InputError


@dataclass(frozen=True)
class Stamps:
    """When an edition is briefed, online and on paper.

    Parameters
    ----------
    date
        The day of the announcement, ISO.
    online_at, briefed_at
        ISO times in Seoul with "+09:00"; the first is when the public sees the edition.
    paper_on
        ISO date, empty when unknown.
    """

    date: str
    online_at: str
    briefed_at: str = ""
    paper_on: str = ""


def check_stamps(stamps: Stamps) -> None:
    """Refuse times that are malformed, not Seoul's, or out of order.

    Raises
    ------
    InputError
        With every such time.
    """
    faults: list[Fault] = []
    for name in ("online_at", "briefed_at"):
        text = getattr(stamps, name)
        if name == "briefed_at" and not text:
            continue
        try:
            seoul = dt.datetime.fromisoformat(text).utcoffset() == dt.timedelta(hours=9)
        except ValueError:
            seoul = False
        if not seoul or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00", text):
            faults += _fault(name, text, "2024-03-12T12:00:00+09:00").faults
    for name in ("date", "paper_on"):
        text = getattr(stamps, name)
        if name == "paper_on" and not text:
            continue
        try:
            dt.date.fromisoformat(text)
        except ValueError:
            faults += _fault(name, text, "2024-03-12").faults
    if not faults and stamps.online_at[:10] < stamps.date:
        faults += _fault("online_at", stamps.online_at, f"not before {stamps.date}").faults
    if faults:
        raise InputError(faults)


def _fault(where: str, value: str, expected: str) -> InputError:
    return InputError.one(
        "the edition",
        where=where,
        value=repr(value),
        expected=expected,
        next_step="Give it in Seoul time.",
    )
