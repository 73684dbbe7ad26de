"""Read a release: each figure with its role, each list with its role and stated length.

Reading needs only words and, to decide between roles that the words leave open, roughly what is
expected of each role. It is shared by the check, which expects the data's figures, and by the
intake of a new edition, which expects last year's.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from analysis.release import grammar, vocabulary
from analysis.release.amounts import paid
from analysis.release.anchors import listed, merged, roles_from_lists
from analysis.release.found import Counted, Expected, Reading
from analysis.release.namelists import lists_of
from analysis.release.page import Page
from analysis.release.tokens import BARE, COUNT, MONEY, SHARE, YEAR, Token

if TYPE_CHECKING:
    from analysis.release.naming import NameList, Names

COUNT_ROLES = tuple(vocabulary.WORDS)

_ARROW = re.compile(
    r"^\s*+(?:개소|개|곳|군데|cities|places)?\s*+(?:시|도시|지역)?\s*+"
    r"(?:\(\s*+(?:년)?\s*+\)|\b(?:in|as of)\b)?\s*+"
    r"(?:→|->|=>|⇒|➔|➡|에서|\bto\b|\|)\s*+(?:(?:총|약|\()\s*+)?$",
    re.IGNORECASE,
)


NEAR = 40
"""Characters between the two figures of a transition at most."""


def read_release(text: str, names: Names, expected: Expected) -> Reading:
    """Return what a release says.

    Parameters
    ----------
    text
        The release, from `documents.text_of` or `documents.clean`.
    names
        The places' names on the edition's day.
    expected
        Roughly what it will say.
    """
    page = Page(text)
    transitions = find_transitions(page)
    in_transition = {token for pair in transitions for token in pair}
    lists = merged(page, lists_of(page.plain, names))
    counts = [
        _counted(page, token, expected, lists)
        for token in page.tokens
        if token.kind in {COUNT, BARE} and token not in in_transition
        and grammar.counts_places(page, token)
    ]  # fmt: skip
    found = listed(page, lists, counts)
    counts = roles_from_lists(counts, found)
    amounts = [paid(page, token, counts, expected) for token in page.tokens if token.kind == MONEY]
    return Reading(page, counts, transitions, found, amounts)


def find_transitions(page: Page) -> list[tuple[Token, Token]]:
    """Return the pairs of figures that say "from … to …": 188 (2022) → 195 (2023)."""
    figures = [t for t in page.tokens if t.kind in {COUNT, BARE, SHARE}]
    years = [token for token in page.tokens if token.kind == YEAR]
    found = []
    for first, second in itertools.pairwise(figures):
        between = list(page.plain[first.end : second.start])
        for token in years:
            if first.end <= token.start and token.end <= second.start:
                for at in range(token.start - first.end, token.end - first.end):
                    between[at] = " "
        same = (first.kind == SHARE) == (second.kind == SHARE)
        written = "".join(between)
        row = "|" in written and not re.search(r"[→⇒➔]|->", written)
        if same and not row and len(between) < NEAR and _ARROW.match(written):  # pairs stand close
            found.append((first, second))
    return found


def year_beside(page: Page, token: Token) -> int:
    """Return the year written right beside a figure: 188 (2022), 2022년 188개."""
    for other in page.tokens:
        if other.kind != YEAR:
            continue
        after = page.plain[token.end : other.start] if other.start >= token.end else None
        if after is not None and re.fullmatch(
            r"\s*+(?:개소|개|곳|cities)?\s*+(?:\(|\bin\s|,\s*+as of\s)\s*+", after
        ):
            return int(other.value)
        before = page.plain[other.end : token.start] if other.end <= token.start else None
        if before is not None and re.fullmatch(
            r"\s*+(?:년)?(?:에|에는|의|:|\))?\s*+(?:총\s*+)?", before
        ):
            return int(other.value)
    return 0


def _counted(page: Page, token: Token, expected: Expected, lists: list[NameList]) -> Counted:
    weights = grammar.weigh(page, token, COUNT_ROLES)
    role, weight = grammar.choose(weights, token.value, expected.counts)
    return Counted(
        token, role, year_beside(page, token), _province_beside(page, token, lists), weight
    )


def _province_beside(page: Page, token: Token, lists: list[NameList]) -> str:
    """Return the province a figure is said of: "경기 31개 시군", "Gyeonggi: 31 cities"."""
    for names in lists:
        last = names.mentions[-1]
        if last.is_province and len(names.mentions) == 1 and last.end <= token.start:
            between = page.plain[last.end : token.start]
            if re.fullmatch(
                r"\s*+(?:[:：|]|은|는|의|has|with|,)?\s*+(?:총|all|모두)?\s*+", between
            ):
                return last.province
    return ""
