"""What a figure takes over from the text before it: two named rules, only ever carried."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.model import CARRIED, FIRM, OPEN
from analysis.release.read.counted import OTHER, PLACES
from analysis.release.read.dates.times import time_of
from analysis.release.read.names.name_roles import ROLES
from analysis.release.read.scopes import scope_of

if TYPE_CHECKING:
    from analysis.release.read.counts import Figure
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.name_roles import ListReading

_THESE = re.compile(r"(?:이들|해당|이|그|이번|위)\s*$|\b(?:these|those|the)\s*$", re.IGNORECASE)
_NATIVE = re.compile(r"^(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열)$")
_ELLIPSIS = re.compile(r"^(?:이|이다|였|는|)$")
REACH, SHORT = 420, 30
"""Characters back to what a figure may take over."""


def carried(draft: Draft, figures: list[Figure], lists: list[ListReading]) -> list[Figure]:
    """Return the figures, those that say nothing of their own with what they take over.

    `carried.these`: "이 세 지자체" counts the list before it. `carried.same-subject`: a figure
    without a subject, "지난해까지는 21개였다", counts what the figure before it counts.
    """
    found: list[Figure] = []
    for figure in figures:
        found.append(_with(draft, figure, found, lists))
    return found


_ONLY_A_YEAR = re.compile(
    r"^[\s(,]*(?:in|by)?\s*(?:['’]?(?:20)?\d\d년?|지난해|작년|재작년|올해|last year|this year)\s*(?:에는|에)?\s*$",
    re.IGNORECASE,
)


def _is_base(figure: Figure) -> bool:
    """Return whether a figure is only what another is a part of: 전국 226곳."""
    return figure.best is not None and figure.best.measure == "municipalities"


_YEAR_BEHIND = re.compile(r"^(?:in 20\d\d|last year|the year before)\b[^a-z]*$", re.IGNORECASE)


def _series(draft: Draft, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return a figure that has only a year with what the one before it counts: in 2022: 6."""
    last = next((f for f in reversed(before) if not _is_base(f)), None)
    if not last or not last.best or last.counts == OTHER or figure.readings or figure.slots.head:
        return None
    between = draft.plain[last.token.end : figure.token.start]
    own = figure.slots.own or figure.slots.clause
    behind = re.fullmatch(r"(?:and|only|just|[\s,])*", own) and _YEAR_BEHIND.match(
        figure.slots.predicate
    )
    if "\n" in between or len(between) > SHORT or not (behind or _ONLY_A_YEAR.match(own)):
        return None
    when = time_of(draft, figure.token.start, figure.token.end)
    return replace(
        figure,
        counts=last.counts,
        readings=tuple(replace(r, when=when, rule="carried.series") for r in last.readings[:2]),
    )


def _with(draft: Draft, figure: Figure, before: list[Figure], lists: list[ListReading]) -> Figure:
    if figure.counts == OTHER or (figure.best and figure.best.strength == FIRM):
        return figure
    token = figure.token
    written = draft.text[token.start : token.end]
    if _THESE.search(figure.slots.own) or _NATIVE.match(written):
        near = [
            e
            for e in lists
            if e.names.end <= token.start
            and token.start - e.names.end < REACH
            and len(e.names.mentions) > 1
        ]
        if near:
            entry = near[-1]
            taken = tuple(
                replace(r, strength=CARRIED, rule="carried.these") for r in entry.readings[:1]
            )
            return replace(
                figure, readings=(*taken, *figure.readings), listed=len(entry.names.mentions)
            )
    series = _series(draft, figure, before)
    if series:
        return series
    bare = not figure.slots.own.strip() and not figure.slots.topic.strip() and not figure.readings
    said = figure.slots.predicate
    if (
        bare
        and before
        and _ELLIPSIS.match(figure.slots.particle)
        and (said == "" or re.match(r"^(?:다|였|었|이|[.\s]|에서)", said))
    ):
        last = before[-1]
        if (
            last.best
            and last.counts != OTHER
            and token.start - last.token.end < REACH
            and last.best.strength != OPEN
        ):
            when = time_of(draft, token.start, token.end)
            taken = tuple(
                replace(r, strength=CARRIED, when=when, rule="carried.same-subject")
                for r in last.readings[:2]
            )
            return replace(figure, readings=taken)
    return _in_force(draft, figure, before)


def _in_force(draft: Draft, figure: Figure, before: list[Figure]) -> Figure:
    """Return a figure that says nothing with what the last firm one counts: `carried.in-force`."""
    if figure.readings or figure.counts != PLACES:
        return figure
    start, end = figure.token.start, figure.token.end
    for last in reversed(before):
        if start - last.token.end > REACH:
            break
        best = last.best
        if best and best.strength == FIRM and best.measure in ROLES:
            scopes, strength, _ = scope_of(draft, start, end, figure.slots)
            taken = replace(
                best, strength=CARRIED, rule="carried.in-force", when=time_of(draft, start, end),
                scopes=scopes or best.scopes, scope_strength=strength,
            )  # fmt: skip
            return replace(figure, readings=(taken,))
    return figure
