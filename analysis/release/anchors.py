"""Which figure states a list's length, and what role its words give a list."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from analysis.release import grammar
from analysis.release.found import Counted, Listed
from analysis.release.naming import NameList
from analysis.release.page import BULLET, Page
from analysis.release.tokens import BARE, Token
from analysis.release.vocabulary import CONSORTIUM, LIST_ROLES

_FOLLOWS = re.compile(
    r"^\s*+[)\]]?\s*+(?:등|의|,)?\s*+(?:총|모두)?\s*+[(（]?\s*+(?:총|모두|a total of|in all)?\s*+$",
    re.IGNORECASE,
)

_OPENED = re.compile(r"\s*+(?:곳|개|군데)?\s*+[(（]\s*+")
"""Between a count and the bracket that lists it: "강원 1곳(양양군)"."""
_PARTIAL = re.compile(
    r"such as\s*$|including\s*$|e\.g\.,?\s*$|for example,?\s*$"
    r"|(?:together|along) with\s*$|alongside\s*$|as well as\s*$|besides\s*$",
    re.IGNORECASE,
)

_ROW_HEAD = r"(?:[^\n|\d.]{1,12}\|\s*)?"

_OWN_BULLET = re.compile(rf"[ \t]*(?P<b>(?:{BULLET})?)\s*+(?:\|\s*+)?{_ROW_HEAD}")


def merged(page: Page, lists: list[NameList]) -> list[NameList]:
    """Return lists in which names that stand on lines of their own make one list.

    Their lines follow each other and begin alike; a footnote ** does not go on from one *.
    """
    joint = re.compile(rf"[ \t|]*\n\s*+(?:(?:{BULLET})\s*+)?(?:\|\s*+)?{_ROW_HEAD}")
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


def listed(page: Page, lists: list[NameList], counts: list[Counted]) -> list[Listed]:
    """Return each list with its role and the figure that states its length."""
    found = []
    taken: set[Token] = set()
    for names in lists:
        alone = len(names.mentions) == 1 and names.mentions[0].is_province
        # A figure beside one province counts its places, not the provinces of a list.
        stated = None if alone else _anchor(page, names, counts, taken)
        if stated is not None and len(names.mentions) > 1:
            taken.add(stated.token)
        role = _list_role(page, names, stated)
        lead = page.plain[max(0, names.start - 18) : names.start]
        after = page.plain[names.end : names.end + 6]
        examples = bool(_PARTIAL.search(lead)) or bool(re.match(r"\s*등", after))
        length = stated.token.value if stated else math.inf
        partial = examples and len(names.mentions) * 2 <= length
        province = stated.province if stated else ""
        found.append(Listed(names, role, stated.token if stated else None, partial, province))
    return found


def _anchor(
    page: Page, names: NameList, counts: list[Counted], taken: set[Token]
) -> Counted | None:
    """Return the figure that says how many names a list has."""
    plain = page.plain
    free = [c for c in counts if c.token not in taken]
    for count in free:
        if _OPENED.fullmatch(plain[count.token.end : max(count.token.end, names.start)]):
            return count
    for count in free:
        between = plain[names.end : count.token.start]
        if count.token.start >= names.end and _FOLLOWS.match(between) and "\n\n" not in between:
            return count
    earlier = [c for c in reversed(free) if c.token.end <= names.start]
    line_start, _ = page.line(names.start)
    mark = _FOOTNOTE.match(plain[line_start : names.start])
    if mark:
        noted = re.compile(rf"^[^.;\d()]{{0,40}}?(?<!\*){re.escape(mark[1])}(?!\*)")
        for count in earlier:
            if noted.match(plain[count.token.end : line_start]):
                return count
    for count in earlier:
        if _leads_to(plain[count.token.end : names.start], names, footnote=bool(mark)):
            return count
    return _only_one_in_row(page, names, free)


_FOOTNOTE = re.compile(r"\s*(?:>\s*)?(\*{1,3}|※|†|‡)")
_OPENS = re.compile(
    r"^[^.;\d\n]*[(:：—–-]\s*(?:\*\s*|i\.e\.,?\s*|namely,?\s*)?$|^[^.;\d\n,]*\|\s*$"
)
_LINE_ABOVE = re.compile(r"^[^.;\d\n]{0,40}\n\s*$")
CLOSE = 60
"""Characters between a figure and the list it opens."""
FAR = 240
"""Characters between a figure and a list, blank lines counted, beyond which neither knows of the
other."""


def _leads_to(between: str, names: NameList, *, footnote: bool) -> bool:
    """Return whether the words between a figure and a list open the list: a bracket, a line."""
    if len(between) < CLOSE and _OPENS.match(between):
        return True
    if len(between) > FAR:
        return False
    above = _LINE_ABOVE.match(re.sub(rf"\n\s*(?:{BULLET})?\s*$", "\n", between))
    footnoted = footnote and "*" in between.partition("\n")[0]
    return bool(above) and len(names.mentions) > 1 and not footnoted


def _only_one_in_row(page: Page, names: NameList, free: list[Counted]) -> Counted | None:
    """Return the figure of a table row that has only one."""
    if not page.in_row(names.start):
        return None
    start, end = page.line(names.start)
    inside = [c for c in free if start <= c.token.start < end]
    return inside[0] if len(inside) == 1 else None


MARGIN = 0.3
"""By how much the words for one role must outweigh those for the next."""


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
    clear = weights[best] >= 1.0 and (len(rest) == 1 or rest[0] - rest[1] > MARGIN)
    return best if clear else ""


def roles_from_lists(counts: list[Counted], lists: list[Listed]) -> list[Counted]:
    """Return counts that took the role of the list whose length they state."""
    roles = {entry.stated: entry.role for entry in lists if entry.stated and entry.role}
    return [
        replace(c, role=roles[c.token], weight=grammar.WEAK)
        if not c.role and c.token in roles
        else c
        for c in counts
    ]
