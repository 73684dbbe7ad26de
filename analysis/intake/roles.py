"""What a draft lists in which role: new places, recipients, their numbers and amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.model import FIRM, OPEN
from analysis.release.read.names.name_roles import PART, REST

if TYPE_CHECKING:
    from analysis.release.read.names.name_roles import ListReading
    from analysis.release.read.names.places import Mention
    from analysis.release.read.reading import DraftReading


NEW = "new"


ROLES = (NEW, "special", "consortium", "excellent")
"""What a release may list, by the measures that a reading gives."""


def lists_in_role(reading: DraftReading, role: str) -> list[ListReading]:
    """Return the lists of a role, the longest first: none that is a part of another."""
    found = [
        entry for entry in reading.lists
        if entry.readings
        and _role(entry.readings[0].measure) == role
        and entry.readings[0].strength != OPEN
        and not entry.readings[0].when.year
        and entry.extent != REST
        and (
            len(entry.names.mentions) > 1
            or entry.stated is not None
            or entry.readings[0].strength == FIRM
        )
    ]  # fmt: skip
    return sorted(found, key=lambda e: (-len(e.names.mentions), e.names.start))


def _role(measure: str) -> str:
    """Return the role of a measure: both types of the specialised programme are one."""
    return {"linked": "special", "courses": "special", "supported": "special"}.get(measure, measure)


def mentions_in_role(reading: DraftReading, role: str) -> list[Mention]:
    """Return the names of a role: its longest list, or its lists together where they differ."""
    found: list[Mention] = []
    for entry in lists_in_role(reading, role):
        if entry.extent == PART and found:
            continue
        known = {(m.units, m.province) for m in found}
        new = [m for m in entry.names.mentions if (m.units, m.province) not in known]
        if not found or len(new) == len(entry.names.mentions):
            found += new
    return sorted(found, key=lambda m: m.start)


def stated_number(reading: DraftReading, role: str) -> int | None:
    """Return the number that the release prints for a role."""
    for entry in lists_in_role(reading, role):
        if entry.stated is not None and entry.stated.counts != "other":
            return int(entry.stated.token.high)
    for figure in reading.figures:
        best = figure.best
        if (
            best
            and _role(best.measure) == role
            and best.strength == FIRM
            and best.when.kind == "edition"
        ):
            return int(figure.token.high)
    return None


BESIDE = re.compile(
    r"(?<![\d.,])(\d{1,2})\s*(?:개\s*)?(?:곳|개|도시|시·?군·?구|지역|지자체)"
    r"|(?<![\d.,])(\d{1,2})\s+(?:(?:new|newly|designated|existing|more)\s+){0,2}"
    r"(?:lifelong\s+learning\s+)?(?:cities|places|municipalities)"
    r"|[가-힣]\s?\((\d{1,2})\)",
    re.IGNORECASE,
)
"""A small number of places as a release prints it: a count with its noun, or alone in brackets."""


def numbers_beside(reading: DraftReading, role: str) -> list[int]:
    """Return the numbers of places printed in the line of a role's list.

    For a list whose own number is not read: one of these should be as many as are named.
    """
    found: list[int] = []
    plain = reading.draft.plain
    for entry in lists_in_role(reading, role):
        start = plain.rfind("\n", 0, entry.names.start) + 1
        end = plain.find("\n", entry.names.end)
        beside = plain[start : end if end >= 0 else len(plain)]
        found += [int(next(filter(None, one.groups()))) for one in BESIDE.finditer(beside)]
    return found


def amount_of(reading: DraftReading, role: str) -> tuple[str, str, str]:
    """Return what one recipient of a role gets: bounds and certainty."""
    plain = reading.draft.plain
    for paid in reading.amounts:
        if paid.alien or not paid.readings:
            continue
        first = paid.readings[0]
        if _role(first.measure) != role or first.per == "total" or first.strength == OPEN:
            continue
        token = paid.token
        low, high = str(round(token.value)), str(round(token.high))
        lead, after = (
            plain[max(0, token.start - 12) : token.start],
            plain[token.end : token.end + 4],
        )
        if re.search(r"최대|up to|at most", lead) or re.match(r"\s*이내", after):
            return "0", high, "up_to"
        if low != high:
            return low, high, "range"
        return low, high, "about" if token.about else "exact"
    return "", "", "unknown"
