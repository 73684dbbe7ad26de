"""Read a release: each figure with its role, each list with its role and stated length.

Reading needs only words and, to decide between roles that the words leave open, roughly what is
expected of each role. It is shared by the check, which expects the data's figures, and by the
intake of a new edition, which expects last year's.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.release import grammar
from analysis.release.grammar import CONSORTIUM, FUNDED, LIST_ROLES, NEW, SPECIAL
from analysis.release.naming import NameList, Names, lists_of
from analysis.release.page import BULLET, Page
from analysis.release.tokens import BARE, COUNT, MONEY, SHARE, YEAR, Token

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT_ROLES = tuple(grammar.WORDS)

_ARROW = re.compile(
    r"^\s*(?:개소|개|곳|군데|cities|places)?\s*(?:시|도시|지역)?\s*(?:\(\s*(?:년)?\s*\)|\b(?:in|as of)\b)?\s*"
    r"(?:→|->|=>|⇒|➔|➡|에서|\bto\b|\|)\s*(?:(?:총|약|\()\s*)?$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^\s*[)\]]?\s*(?:등|의|,)?\s*(?:총|모두)?\s*[(（]?\s*(?:총|모두|a total of|in all)?\s*$",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"such as\s*$|including\s*$|e\.g\.,?\s*$|for example,?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Expected:
    """Roughly what a release will say; only decides what its words leave open.

    Parameters
    ----------
    counts
        Role to count.
    each, sums
        Role to the won that one recipient and all recipients get.
    """

    counts: Mapping[str, float] = field(default_factory=dict)
    each: Mapping[str, float] = field(default_factory=dict)
    sums: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """A figure that counts places.

    Parameters
    ----------
    token
        The figure.
    role
        A role of `grammar`, empty when the words name none.
    year
        The year written beside it, 0 when there is none.
    province
        The province written beside it, empty when there is none.
    weight
        Of the words for the role.
    """

    token: Token
    role: str
    year: int = 0
    province: str = ""
    weight: float = 0.0


@dataclass(frozen=True)
class Listed:
    """A list of places.

    Parameters
    ----------
    names
        The list.
    role
        One of `LIST_ROLES`, empty when the words name none.
    stated
        The figure that says how long the list is, or None.
    partial
        Whether the list only gives examples.
    """

    names: NameList
    role: str
    stated: Token | None
    partial: bool = False


@dataclass(frozen=True)
class Paid:
    """An amount: what one recipient gets, or all recipients together.

    Parameters
    ----------
    token
        The amount.
    role
        Of the recipients; empty when the words name none.
    each
        Whether it is one recipient's.
    firm
        Whether a word or the only fitting count says so, so that a wrong figure is wrong.
    """

    token: Token
    role: str
    each: bool
    firm: bool


@dataclass(frozen=True)
class Reading:
    """Everything that was found in a release."""

    page: Page
    counts: list[Counted]
    transitions: list[tuple[Token, Token]]
    lists: list[Listed]
    amounts: list[Paid]


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
    lists = _merged(page, lists_of(page.plain, names))
    counts = [
        _counted(page, token, expected, lists)
        for token in page.tokens
        if token.kind in {COUNT, BARE} and token not in in_transition
        and grammar.counts_places(page, token)
    ]  # fmt: skip
    listed = _listed(page, lists, counts)
    counts = _roles_from_lists(counts, listed)
    amounts = [_paid(page, token, counts, expected) for token in page.tokens if token.kind == MONEY]
    return Reading(page, counts, transitions, listed, amounts)


def find_transitions(page: Page) -> list[tuple[Token, Token]]:
    """Return the pairs of figures that say "from … to …": 188 (2022) → 195 (2023)."""
    figures = [t for t in page.tokens if t.kind in {COUNT, BARE, SHARE}]
    found = []
    for first, second in zip(figures, figures[1:], strict=False):
        between = list(page.plain[first.end : second.start])
        for token in page.tokens:
            if token.kind == YEAR and first.end <= token.start and token.end <= second.start:
                for at in range(token.start - first.end, token.end - first.end):
                    between[at] = " "
        same = (first.kind == SHARE) == (second.kind == SHARE)
        written = "".join(between)
        row = "|" in written and not re.search(r"[→⇒➔]|->", written)
        if same and not row and len(between) < 40 and _ARROW.match(written):  # noqa: PLR2004  # pairs stand close
            found.append((first, second))
    return found


def year_beside(page: Page, token: Token) -> int:
    """Return the year written right beside a figure: 188 (2022), 2022년 188개."""
    for other in page.tokens:
        if other.kind != YEAR:
            continue
        after = page.plain[token.end : other.start] if other.start >= token.end else None
        if after is not None and re.fullmatch(
            r"\s*(?:개소|개|곳|cities)?\s*(?:\(|\bin\s|,\s*as of\s)\s*", after
        ):
            return int(other.value)
        before = page.plain[other.end : token.start] if other.end <= token.start else None
        if before is not None and re.fullmatch(
            r"\s*(?:년)?(?:에|에는|의|:|\))?\s*(?:총\s*)?", before
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
            if re.fullmatch(r"\s*(?:[:：|]|은|는|의|has|with|,)?\s*(?:총|all|모두)?\s*", between):
                return last.province
    return ""


_ROW_HEAD = r"(?:[^\n|\d.]{1,12}\|\s*)?"
_OWN_BULLET = re.compile(rf"[ \t]*(?P<b>(?:{BULLET})?)\s*(?:\|\s*)?{_ROW_HEAD}")


def _merged(page: Page, lists: list[NameList]) -> list[NameList]:
    """Return lists in which names that stand on lines of their own make one list.

    Their lines follow each other and begin alike; a footnote ** does not go on from one *.
    """
    joint = re.compile(rf"[ \t|]*\n\s*(?:(?:{BULLET})\s*)?(?:\|\s*)?{_ROW_HEAD}")
    merged: list[NameList] = []
    for names in lists:
        if merged and joint.fullmatch(page.plain[merged[-1].end : names.start]):
            leads = []
            for start in (merged[-1].mentions[-1].start, names.start):
                line = page.plain[page.line(start)[0] : start]
                leads.append(_OWN_BULLET.match(line))
            first, second = leads
            whole = page.plain[page.line(merged[-1].start)[0] : merged[-1].start]
            alone = _OWN_BULLET.fullmatch(whole)
            if first and second and alone and _mark(first["b"]) == _mark(second["b"]):
                merged[-1] = NameList(merged[-1].mentions + names.mentions)
                continue
        merged.append(names)
    return merged


def _mark(bullet: str) -> str:
    """Return a bullet without its number: 1. and 2. are alike."""
    return re.sub(r"\d+|[가-하](?=[.)])|[①-⑳]", "0", bullet.strip())


def _listed(page: Page, lists: list[NameList], counts: list[Counted]) -> list[Listed]:
    """Return each list with its role and the figure that states its length."""
    found = []
    taken: set[Token] = set()
    for names in lists:
        stated = _anchor(page, names, counts, taken)
        if stated is not None and len(names.mentions) > 1:
            taken.add(stated.token)
        role = _list_role(page, names, stated)
        lead = page.plain[max(0, names.start - 14) : names.start]
        after = page.plain[names.end : names.end + 6]
        examples = bool(_PARTIAL.search(lead)) or bool(re.match(r"\s*등", after))
        length = stated.token.value if stated else math.inf
        partial = examples and len(names.mentions) * 2 <= length
        found.append(Listed(names, role, stated.token if stated else None, partial))
    return found


def _anchor(
    page: Page, names: NameList, counts: list[Counted], taken: set[Token]
) -> Counted | None:
    """Return the figure that says how many names a list has."""
    plain = page.plain
    free = [c for c in counts if c.token not in taken]
    for count in free:
        between = plain[names.end : count.token.start]
        if count.token.start >= names.end and _FOLLOWS.match(between) and "\n\n" not in between:
            return count
    line_start, _ = page.line(names.start)
    lead = plain[line_start : names.start]
    mark = re.match(r"\s*(?:>\s*)?(\*{1,3}|※|†|‡)", lead)
    earlier = [c for c in free if c.token.end <= names.start]
    if mark:
        noted = re.compile(rf"^[^.;\d()]{{0,40}}?(?<!\*){re.escape(mark[1])}(?!\*)")
        for count in reversed(earlier):
            if noted.match(plain[count.token.end : line_start]):
                return count
    for count in reversed(earlier):
        between = plain[count.token.end : names.start]
        if len(between) < 60 and re.match(
            r"^[^.;\d\n]*[(:：—–-]\s*(?:\*\s*|i\.e\.,?\s*|namely,?\s*)?$|^[^.;\d\n,]*\|\s*$",
            between,
        ):  # noqa: PLR2004  # close by
            return count
        above = re.match(
            r"^[^.;\d\n]{0,40}\n\s*$", re.sub(rf"\n\s*(?:{BULLET})?\s*$", "\n", between)
        )
        footnoted = mark and "*" in between.split("\n")[0]
        if above and len(names.mentions) > 1 and not footnoted:
            return count
    if page.in_row(names.start):
        start, end = page.line(names.start)
        inside = [c for c in free if start <= c.token.start < end]
        if len(inside) == 1:
            return inside[0]
    return None


def _list_role(page: Page, names: NameList, stated: Counted | None) -> str:
    """Return the role that the words around a list, or its stated length, give it."""
    if stated is not None and stated.role in LIST_ROLES:
        return stated.role
    provinces = all(m.is_province for m in names.mentions)
    probe = Token(BARE, names.start, names.end)
    weights = grammar.weigh(page, probe, LIST_ROLES)
    if provinces:
        weights = {CONSORTIUM: weights[CONSORTIUM]}
    best = max(weights, key=lambda role: (weights[role], role))
    rest = sorted(weights.values(), reverse=True)
    clear = weights[best] >= 1.0 and (len(rest) == 1 or rest[0] - rest[1] > 0.3)  # noqa: PLR2004  # a margin
    return best if clear else ""


def _roles_from_lists(counts: list[Counted], lists: list[Listed]) -> list[Counted]:
    """Return counts that took the role of the list whose length they state."""
    roles = {entry.stated: entry.role for entry in lists if entry.stated and entry.role}
    return [
        Counted(c.token, roles[c.token], c.year, c.province, grammar.WEAK)
        if not c.role and c.token in roles
        else c
        for c in counts
    ]


_EACH = re.compile(
    r"각각|각\s*$|씩|당\s|개별|마다|별로?\s|\beach\b|\bper\b|apiece|every city|respectively",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"총|합계|합하여|전체|규모|\btotal|altogether|in all|combined|overall", re.IGNORECASE
)


def _paid(page: Page, token: Token, counts: list[Counted], expected: Expected) -> Paid:
    """Return what an amount is: whose, and one recipient's or all recipients'."""
    start, end = page.sentence(token.start)
    clause_start, clause_end = page.clause(token.start)
    near = page.plain[max(clause_start, token.start - 24) : min(clause_end, token.end + 14)]
    each, whole = bool(_EACH.search(near)), bool(_SUM.search(near))
    column = page.cells(token.start)[1]
    each, whole = each or bool(_EACH.search(column)), whole or bool(_SUM.search(column))
    links = _links(page, token, counts, (start, end), (clause_start, clause_end))
    candidates: dict[tuple[str, bool], float] = {}
    for role, link in links.items():
        for one in (True, False):
            if (each and not whole and not one) or (whole and not each and one):
                continue
            wanted = (expected.each if one else expected.sums).get(role)
            if one and role in {FUNDED, grammar.ALL}:
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
        link = 1.0
        if nearest and count is nearest[-1]:
            link = 2.0
        elif count in nearest or clause[0] <= count.token.start < clause[1]:
            link = 1.2
        if count.role == FUNDED:
            # A total names the whole sentence's subject; its parts stand between.
            link = max(link, 2.0)
        links[count.role] = max(links.get(count.role, 0.0), link)
    weights = grammar.weigh(page, token, LIST_ROLES)
    for role in (NEW, SPECIAL, CONSORTIUM, grammar.INCENTIVE):
        if weights[role] > 0:
            strength = min(1.8, weights[role] / 2)
            links[role] = max(links.get(role, 0.0), strength)
    whole = page.plain[sentence[0] : sentence[1]]
    if FUNDED not in links and _SUM.search(whole):
        links[FUNDED] = 0.5
    if _SUM.search(page.plain[clause[0] : clause[1]]) and FUNDED not in {c.role for c in inside}:
        links[grammar.ALL] = 0.5
    return links
