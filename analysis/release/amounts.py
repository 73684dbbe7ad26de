"""Whose an amount is, and whether it is one recipient's or all recipients'."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from analysis.release import grammar, vocabulary
from analysis.release.found import Counted, Expected, Paid
from analysis.release.vocabulary import CONSORTIUM, FUNDED, LIST_ROLES, NEW, SPECIAL

if TYPE_CHECKING:
    from analysis.release.page import Page
    from analysis.release.tokens import Token

_EACH = re.compile(
    r"각각|각\s*$|씩|당\s|개별|마다|별로?\s|\beach\b|\bper\b|apiece|every city|respectively",
    re.IGNORECASE,
)

_SUM = re.compile(
    r"총|합계|합하여|전체|모두|규모|\btotal|altogether|in all|combined|overall", re.IGNORECASE
)


_TOGETHER = re.compile(
    r"[0-9원]\s*(?:등|을|를)?\s*(?:합쳐|합하여|합해|더해)?\s*(?:모두|총|합계)\s*(?:약|대략)?\s*$"
)
"""Between the last part of a sum and the sum."""

_GOES_TO = re.compile(
    r"\s*(?:(?:is|are|will be|was|were)\s+)?(?:spent |goes |go |given |paid )?"
    r"(?:on|to|for|among|between)\s+(?:the\s+|all\s+|these\s+)?",
    re.IGNORECASE,
)
"""Between an amount and, in English after it, those who get it."""

PLAIN = 0.9
"""Weight of a word that names a role plainly."""


def paid(page: Page, token: Token, counts: list[Counted], expected: Expected) -> Paid:
    """Return what an amount is: whose, and one recipient's or all recipients'."""
    start, end = page.sentence(token.start)
    clause_start, clause_end = page.clause(token.start)
    near = page.plain[max(clause_start, token.start - 24) : min(clause_end, token.end + 14)]
    each, whole = bool(_EACH.search(near)), bool(_SUM.search(near))
    column = page.cells(token.start)[1]
    each, whole = each or bool(_EACH.search(column)), whole or bool(_SUM.search(column))
    if _TOGETHER.search(page.plain[clause_start : token.start]):
        # "신규 7곳에 6억, 특성화 17곳에 5억 원 등 모두 11억 원": more than the last of its parts.
        links = dict.fromkeys((FUNDED, vocabulary.ALL), 2.0)
    else:
        links = _links(page, token, counts, (start, end), (clause_start, clause_end))
    candidates: dict[tuple[str, bool], float] = {}
    for role, link in links.items():
        for one in (True, False):
            if (each and not whole and not one) or (whole and not each and one):
                continue
            wanted = (expected.each if one else expected.sums).get(role)
            if one and role in {FUNDED, vocabulary.ALL}:
                continue
            candidates[role, one] = link - grammar.prior(token.high, wanted)
    if not candidates:
        return Paid(token, "", each=each, firm=False)
    role, one = max(candidates, key=lambda key: (candidates[key], key))
    wanted = (expected.each if one else expected.sums).get(role)
    close = bool(wanted) and abs(math.log(max(token.high, 1) / (wanted or 1))) < 1.0
    return Paid(token, role, one, firm=links[role] >= 1.0 or close)


def _links(
    page: Page,
    token: Token,
    counts: list[Counted],
    sentence: tuple[int, int],
    clause: tuple[int, int],
) -> dict[str, float]:
    """Return how strongly an amount belongs to each role, by the counts and words near it."""
    inside = [c for c in counts if sentence[0] <= c.token.start < sentence[1]]
    payees = (*LIST_ROLES, FUNDED)
    links: dict[str, float] = {}
    nearest = [c for c in inside if clause[0] <= c.token.start < token.start and c.role in payees]
    for count in inside:
        if count.role not in payees:
            continue
        in_clause = count in nearest or clause[0] <= count.token.start < clause[1]
        link = 2.0 if nearest and count is nearest[-1] else 1.2 if in_clause else 1.0
        if _GOES_TO.fullmatch(page.plain[token.end : max(token.end, count.token.start)]):
            link = 3.0
        # A total names the whole sentence's subject; its parts stand between.
        link = max(link, 2.0 if count.role == FUNDED else 0.0)
        links[count.role] = max(links.get(count.role, 0.0), link)
    weights = grammar.weigh(page, token, LIST_ROLES)
    for role in (NEW, SPECIAL, CONSORTIUM, vocabulary.INCENTIVE):
        if weights[role] > 0:
            strength = min(1.8, weights[role] / 2)
            links[role] = max(links.get(role, 0.0), strength)
    _named_in_clause(page.plain[clause[0] : clause[1]], links)
    whole = page.plain[sentence[0] : sentence[1]]
    if FUNDED not in links and _SUM.search(whole):
        links[FUNDED] = 0.5
    if _SUM.search(page.plain[clause[0] : clause[1]]) and FUNDED not in {c.role for c in inside}:
        links[vocabulary.ALL] = 0.5
    return links


def _named_in_clause(said: str, links: dict[str, float]) -> None:
    """Strengthen the one role that an amount's own clause names: "each for consortia"."""
    named = [role for role in LIST_ROLES if grammar.score(said, role) >= PLAIN]
    if len(named) == 1:
        links[named[0]] = max(links.get(named[0], 0.0), 2.0)
