"""What the figures of a draft must be to each other, whatever the data say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.model import (
    AGREES,
    AMBIGUOUS,
    DIFFERS,
    FIRM,
    NATION,
    OPEN,
    ROUNDED,
    UNDERIVABLE,
    Claim,
)
from analysis.release.read.names.name_roles import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.release.read.counts import Figure
    from analysis.release.read.draft import Draft
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
    every = entry.names.mentions
    names = [m for m in every if not m.is_province] or list(every)
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


Counted = tuple["Figure", Claim]


def held_together(draft: Draft, counts: list[Counted]) -> list[Claim]:
    """Return the counts' claims held against each other.

    `relation.borne-out`: the figures of a row, column or sentence that count the same, all but one
    of them right, bear out what the last one counts. `relation.difference`: what is left of two
    right figures of its sentence is no clear mistake. `relation.sum`: what was before and what is
    new must make what is after, where the data do not know it. `relation.twice`: one thing said
    twice with two figures.

    Parameters
    ----------
    draft
        The draft.
    counts
        Each number with its claim, in the order of the text.
    """
    rows: dict[tuple[object, ...], list[Counted]] = {}
    sentences: dict[tuple[int, int], list[Counted]] = {}
    for figure, claim in counts:
        sentences.setdefault(_sentence(draft, figure), []).append((figure, claim))
        if figure.best:
            rows.setdefault(_row_of(draft, figure), []).append((figure, claim))
    found = []
    for figure, claim in counts:
        beside = sentences[_sentence(draft, figure)]
        if claim.verdict == AMBIGUOUS and figure.best and claim.computed is not None:
            found.append(_borne_out(claim, rows[_row_of(draft, figure)]))
        elif claim.verdict == DIFFERS:
            found.append(_difference(figure, claim, beside))
        elif claim.verdict == UNDERIVABLE and figure.best:
            found.append(_twice(figure, _sum(figure, claim, beside), counts))
        else:
            found.append(claim)
    return found


def _sentence(draft: Draft, figure: Figure) -> tuple[int, int]:
    return draft.page.sentence(figure.token.start)


def _row_of(draft: Draft, figure: Figure) -> tuple[object, ...]:
    """Return what a figure stands in with its like: a column, or a sentence, and what it counts."""
    best = figure.best
    said = (best.measure, best.rule, best.strength) if best and best.strength != OPEN else ()
    if draft.page.in_row(figure.token.start):
        whole = best is not None and best.scopes[0] == NATION  # the row of the sum
        return ("column", figure.slots.column, whole, *said[:1])
    # Parallel figures stand alike: each behind its year or province, none in another's base.
    alike = bool(figure.slots.whole), figure.slots.particle, figure.token.start in draft.pairs
    return ("sentence", _sentence(draft, figure), *alike, *said)


def _borne_out(claim: Claim, row: list[Counted]) -> Claim:
    right = sum(one.verdict in {AGREES, ROUNDED} for _, one in row)
    firm = right >= LEAST - 1 and right >= len(row) - 1
    return replace(claim, verdict=DIFFERS) if firm else claim


def _difference(figure: Figure, claim: Claim, beside: list[Counted]) -> Claim:
    best = figure.best
    right = {
        f.best.measure: f.token.high for f, c in beside if f.best and c.verdict in {AGREES, ROUNDED}
    }
    left = right.get("municipalities", 0.0) - right.get("total", 0.0)
    made = best is not None and best.measure == "undesignated" and left == figure.token.high
    return replace(claim, verdict=AMBIGUOUS) if made else claim


def _sum(figure: Figure, claim: Claim, beside: list[Counted]) -> Claim:
    """Return what is after held against what was before and what is new."""
    parts = {"before": 0.0, "new": 0.0}
    for other, _ in beside:
        best = other.best
        if other is figure or best is None or best.strength != FIRM:
            continue
        if best.measure == "total" and best.when.kind == "before":
            parts["before"] = other.token.high
        elif best.measure in {"new", "growth"}:
            parts["new"] = other.token.high
    best = figure.best
    after = best is not None and best.measure == "total" and best.when.kind != "before"
    if not after or not all(parts.values()) or (best and best.strength != FIRM):
        return claim
    whole = parts["before"] + parts["new"]
    formula = f"{parts['before']:g} + {parts['new']:g}"
    verdict = AGREES if whole == figure.token.high else DIFFERS
    return replace(claim, verdict=verdict, computed=whole, formula=formula, strength=FIRM)


def _twice(figure: Figure, claim: Claim, counts: list[Counted]) -> Claim:
    """Return a figure that nothing is known of, doubted where the draft says another for it."""
    best = figure.best
    if claim.verdict != UNDERIVABLE or best is None or best.strength != FIRM:
        return claim
    same = (best.measure, best.scopes[:1], best.when.kind, best.when.year)
    for other, _ in counts:
        mine = other.best
        if mine and mine.strength == FIRM and other.token.high != figure.token.high and same == (
            mine.measure, mine.scopes[:1], mine.when.kind, mine.when.year
        ):  # fmt: skip
            formula = f"{other.token.high:g}, said elsewhere"
            return replace(claim, verdict=AMBIGUOUS, formula=formula)
    return claim
