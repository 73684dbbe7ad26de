"""The scope a figure is said of, nation or province: named rules, nearest words first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.model import CARRIED, FIRM, NATION

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.draft import Draft

BESIDE = frozenset({"29", "39"})
"""Sejong and Jeju: named for the rule of counting."""
LEADS = 12
"""Characters from a line's start within which a place leads it."""
NOWHERE = "?"
"""A scope that no question can be asked of."""
Scopes = tuple[tuple[str, ...], str, str]
"""Codes, best first; the strength; the rule's name."""

NATIONAL = re.compile(
    r"전국|국내|우리나라|대한민국|나라\s*전체|나라\s*안|\bnation\w*|\bthe country|\bcountry's|\bKorea\b|\bKorea's|교육부(?:는|가)|\bMinistry\b",
    re.IGNORECASE,
)
LOCAL = re.compile(
    r"도내|관내|시내에서|지역\s*내|도\s*전체|도에서(?:는)?|시\s*전체|우리\s*(?:도|시)(?=\s)|(?<![가-힣·])(?:도|시)(?:는|에는|가)\s|\bthe province\b|\bprovince's\b|\bthe city's\b|\bits (?:districts|counties|cities|municipalities)",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"^(?:은|는|이|가|에서|에선|에서는|에는|엔|에만|에|의|도|내|지역|시|만|[.!?]|으?로는?\s|으?론|'s|’s|[,:|]|\s|$|\(|청은|청이)"
)
_PLAIN_NOUNS = re.compile(
    r"[\s(]*(?:(?:of|the|its|\d+|lifelong|learning|local|governments?|municipalities|cities|and|districts|counties|places|undesignated|remaining|other|new|all|in|from|are|districts?)\s*)*",
    re.IGNORECASE,
)
"""What may stand between a figure and the province it is said of."""
_ALL_TOLD = re.compile(
    r"\ball in all\b|\bin all\b|\baltogether\b|\boverall\b|\bin total\b|합계|총계|전체적으로",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(r"\d\s*(?:곳|개|군데)?\s*(?:\(|,|·|\))")
"""Behind a province that has a figure of its own: 경북 1곳(봉화군), 경남 1곳(고성군) 등 모두 7곳."""
_THAN = re.compile(r"^\s*(?:보다|에\s*이어|에\s*이은|다음)")


def scope_of(draft: Draft, start: int, end: int, slots: Slots) -> Scopes:
    """Return the scopes that a figure may be said of.

    Parameters
    ----------
    draft
        The draft.
    start, end
        The figure's offsets.
    slots
        The words around it.
    """
    if start in draft.pairs:
        return (draft.pairs[start][0],), FIRM, "scope.pair"
    home, _ = draft.home
    row, column, _ = draft.page.cells(start)
    if re.fullmatch(
        r"\s*(?:합계|총계|계|전국|전체|total|sum|all|korea|nation\w*)\s*", row, re.IGNORECASE
    ):
        return (NATION,), FIRM, "scope.total-row"
    labelled = _in_label(draft, row) or _in_label(draft, column)
    if labelled:
        return (labelled,), FIRM, "scope.label"
    left, right = draft.page.sentence(start)
    clause_from = max(
        left, draft.plain.rfind(slots.clause[:12], left, start) if slots.clause[:12] else start
    )
    own_from = max(clause_from, start - len(slots.own) - 2)
    if _ALL_TOLD.search(draft.plain[max(left, start - 40) : start]):
        return (NATION,), FIRM, "scope.all-told"
    if _several(draft, clause_from, start):
        return (NOWHERE,), FIRM, "scope.several-provinces"
    own = _province(draft, own_from, start) or _bracketed(draft, start)
    if own:
        return (own,), FIRM, "scope.own-phrase"
    if NATIONAL.search(slots.own + slots.head):
        return (NATION,), FIRM, "scope.nation"
    behind = _behind(draft, end, right)
    if behind:
        return (behind,), FIRM, "scope.behind"
    said = _province(draft, clause_from, start)
    national = NATIONAL.search(draft.plain[clause_from:start])
    if said and not (
        national
        and draft.plain.rfind(national[0], clause_from, start) > _last_at(draft, clause_from, start)
    ):
        return (said,), FIRM, "scope.clause"
    if LOCAL.search(f"{slots.clause} {slots.own}"):
        line = draft.page.line(start)
        own_line = [
            m for m in draft.mentions_in(line.start, min(start, line.start + LEADS))
            if len(m.units) == 1
        ]  # fmt: skip
        near_by = draft.names.homes(own_line[0].units[0]) if own_line else ""
        about = near_by or home or draft.province
        return ((about,) if about else (NOWHERE,)), FIRM, "scope.local-words"
    if national:
        return (NATION,), FIRM, "scope.nation"
    wide = re.search(
        r"전국(?:은|이|으로는?|으론)\s|\bcountry's\b|\bthe country\b|\bnationwide\b",
        draft.plain[left:start],
    )
    if wide and not any(m.is_province for m in draft.mentions_in(left + wide.end(), start)):
        return (NATION,), FIRM, "scope.nation-topic"
    if re.search(r"전국(?:에서|에는|적으로|의)", draft.plain[left:start]):
        return (NATION,), CARRIED, "scope.nation-sentence"
    earlier = _province(draft, left, start)
    if earlier:
        return (earlier, NATION), CARRIED, "scope.sentence"
    if home:
        place = draft.home[1]
        order = (NATION, home) if place else (home, NATION)
        return order, CARRIED, "scope.speaker"
    if draft.province and LOCAL.search(draft.page.before(left)):
        return (draft.province, NATION), CARRIED, "scope.local-before"
    before = _previous(draft, left)
    if before:
        return (NATION, before), CARRIED, "scope.sentence-before"
    alone = [g.mentions[0] for g in draft.lists if left <= g.start < start and len(g.mentions) == 1]
    if any(m.is_province and m.province not in BESIDE for m in alone):
        return (NATION,), CARRIED, "scope.beside-provinces"
    homes = {draft.names.homes(m.units[0]) for g in draft.lists for m in g.mentions
             if left <= g.start < start and len(g.mentions) == 1 and len(m.units) == 1}  # fmt: skip
    if len(homes) == 1 and "" not in homes and not national:
        return (NATION, *homes), CARRIED, "scope.beside-place"
    return (NATION,), FIRM, "scope.default"


def _bracketed(draft: Draft, start: int) -> str:
    """Return the province that a figure stands in brackets behind: 경기(31곳)."""
    if draft.plain[start - 1 : start] != "(":
        return ""
    found = draft.mentions_in(max(0, start - 12), start)
    near = found[-1] if found else None
    return near.province if near and near.is_province and near.end >= start - 2 else ""


def _several(draft: Draft, start: int, end: int) -> bool:
    """Return whether several provinces together are what a figure is said of."""
    for group in draft.lists:
        if (
            start <= group.start < end
            and len(group.mentions) > 1
            and all(m.is_province for m in group.mentions)
        ):
            if {m.province for m in group.mentions} <= BESIDE:
                continue
            after = draft.plain[group.end : end]
            if re.match(
                r"\s*(?:등\s*)?(?:\d+개\s*(?:시·도|광역)\S*\s*)?(?:은|는|이|가|에서|의|각|에|모두|,)",
                after,
            ):
                return True
    return False


def _in_label(draft: Draft, label: str) -> str:
    """Return the province that a row's or column's head names."""
    if not label:
        return ""
    found = draft.names.find(label)
    return found[0].province if len(found) == 1 and found[0].is_province else ""


def _last_at(draft: Draft, start: int, end: int) -> int:
    places = [m for m in draft.mentions_in(start, end) if m.is_province]
    return places[-1].start if places else -1


def _province(draft: Draft, start: int, end: int) -> str:
    """Return the last province that a stretch names by itself: no part of a list, no place's."""
    found = ""
    for group in draft.lists:
        if group.start >= end:
            break
        if group.start < start or len(group.mentions) != 1 or not group.mentions[0].is_province:
            continue
        mention = group.mentions[0]
        after = draft.plain[mention.end : mention.end + 6]
        counted = _OWN_NUMBER.search(draft.plain[mention.end : end])
        if _BINDS.match(after) and not _THAN.match(after) and not counted:
            found = mention.province
    return found


def _behind(draft: Draft, end: int, right: int) -> str:
    """Return the province named right behind a figure: "15 cities of Jeonnam", "10곳(경북)"."""
    rest = re.split(r"[,;.]", draft.plain[end : min(right, end + 70)])[0]
    starts = {end + m.end() for m in re.finditer(r"\b(?:in|of|from)\s+|^\s*\(|^\s+(?=[A-Z])", rest)}
    for group in draft.lists:
        if group.start in starts and len(group.mentions) == 1 and group.mentions[0].is_province:
            between = draft.plain[end : group.start]
            return group.mentions[0].province if _PLAIN_NOUNS.fullmatch(between) else ""
    return ""


def _previous(draft: Draft, left: int) -> str:
    lead = draft.plain[:left].rstrip()
    if not lead:
        return ""
    start, _ = draft.page.sentence(len(lead) - 1)
    if "\n\n" in draft.plain[start:left]:
        return ""
    return _province(draft, start, left)
