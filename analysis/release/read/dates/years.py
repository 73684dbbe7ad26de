"""What a year, a day or a number of years is said of: a table of named rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.measures import words as w
from analysis.release.model import CARRIED, FIRM, OPEN
from analysis.release.read.dates.dated import (
    AWARD,
    EDITION,
    FIRST,
    NEXT,
    OTHER,
    REVIEW,
    REVIEWED,
    VALID,
    Dated,
)
from analysis.release.read.dates.days import MINISTRY, day, hour
from analysis.release.read.dates.durations import duration
from analysis.release.read.numbers import DATE, DURATION, TIME, YEAR

if TYPE_CHECKING:
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.places import Mention
    from analysis.release.read.numbers import Token

_SCHEME = re.compile(
    rf"사업|제도|{w.CITY}|교육부|정부|(?<!재)지정|scheme|programme|program|ministry|{w.EN_CITY}|project|initiative|designat",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"박람회|축제|협의회|유네스코|UNESCO|GNLC|네트워크|대학|학교|센터|도서관|조례|헌장|법(?=[이은을\s])|계획|코로나|행복\s*학습|망(?=을|이)|fair|festival|council|network|association|centre|center|library|museum|law|act\b",
    re.IGNORECASE,
)
_SINCE_KO = re.compile(
    r"^(?:년)?\s*\d{0,2}월?\s*(?:부터|이후|이래|이래로|에?\s*(?:처음|첫|시작|도입|출범|출발)|~)|^년에?\s*(?:사업|제도)[^.]{0,8}시작"
)
_STARTED = re.compile(
    r"시작|출발|도입|처음|첫(?=\s|해)|출범|닻|막을\s*올|began|started|launched|introduced|first|dates? (?:back|from)|inception|inaugurated",
    re.IGNORECASE,
)
_SINCE_EN = re.compile(
    r"(?:since|from|beginning in|starting in|began in|started in|launched in|introduced in|dates? (?:back )?to|first [^,.]{0,40} in|begun in|back in)\s*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"^(?:년)?\s*(?:말\s*)?까지")
_KEEPS = re.compile(
    r"자격|지위|유지|이어|잇[는게]|남는|남게|지킨|지키|유효|연장|평생학습도시로|평생학습도시\s*자리|평생학습도시\s*$|재지정|valid|keeps?|until|through",
    re.IGNORECASE,
)
_NEXT = re.compile(r"다음|차기|2주기|3주기|재평가|next", re.IGNORECASE)
_AWARDED = re.compile(
    rf"(?<!재)지정|이름을\s*올|선정|{w.CITY}(?:가|로|이)|{w.CITY}\s*(?:됐|되)|합류|(?<!re-)(?<!re)designat|{w.EN_CITY}|named|title|joined|came in|status",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"^(?:년)?\s*(?:부터|~|∼|-|–|to\b)[^.,]{0,12}(?:20\d\d)|실적|성과를|기간|period|covering",
    re.IGNORECASE,
)


def dated_of(draft: Draft) -> list[Dated]:
    """Return every year, day, hour and number of years of a draft."""
    makers = {YEAR: _year, DATE: day, TIME: hour, DURATION: duration}
    return [makers[t.kind](draft, t) for t in draft.tokens if t.kind in makers]


def _subject(draft: Draft, start: int, end: int, at: int) -> Mention | None:
    """Return the place that a year is said of: the nearest named before it, else behind it."""
    clause_from = start
    for match in re.finditer(
        r"(?:[다요]고|며|지만|는데|으나|고)[,\s]|[;(]|,\s(?=[^,]{0,14}(?:은|는|이|가)\s)",
        draft.plain[start:at],
    ):
        clause_from = start + match.end()
    inside = [m for m in draft.mentions_in(clause_from, at) if m.units or m.is_province]
    if inside:
        return inside[-1]
    behind = [m for m in draft.mentions_in(at, end) if m.units]
    if behind and re.match(
        r"^(?:년)?(?:에)?\s*(?:처음\s*|첫\s*)?(?:지정|선정|이름을\s*올린|평생학습도시)[^,.]{0,14}$",
        draft.plain[at + 4 : behind[0].start],
    ):
        return behind[0]
    return None


_HOME_AWARD = re.compile(
    rf"^(?:년)?(?:도)?(?:에)?\s*(?:처음\s*|첫\s*|최초(?:로)?\s*|신규\s*)?(?:(?:교육부\s*)?{w.CITY}(?:로|가)?\s*)?(?:처음\s*)?(?:지정|선정|이름을\s*올|됐|되었)"
)
_IN_TURN_EN = re.compile(
    r"\b(?:(?:was|were|came|being)\s+(?:the\s+)?(?:very\s+)?(?:first|last|next|second|third)[^.;]{0,14}|followed(?:\s+by\s+[\w-]+)?[^.;]{0,10}|joined|designated|named)[,\s]+in\s*$",
    re.IGNORECASE,
)
_HOME_AWARD_EN = re.compile(
    r"(?:learning city|title|designated|named)[^.,;]{0,30}(?:since|in)\s*$", re.IGNORECASE
)
"""The year of the place that a draft speaks of itself."""


def _first_named(draft: Draft, token: Token, lead: str) -> Mention | None:
    """Return the place whose year is given before it: 처음 지정된 곳은 2003년 안동시다."""
    if not re.search(r"지정된\s*(?:곳|도시|지자체|시·군|시|군)(?:은|는)\s*$", lead):
        return None
    found = draft.mentions_in(token.end, token.end + 3)
    return found[0] if found and found[0].units else None


def _year(draft: Draft, token: Token) -> Dated:
    start, end = draft.page.sentence(token.start)
    plain = draft.plain
    lead, after = plain[start : token.start], plain[token.end : end]
    tail = (
        plain[token.end - 1 : token.end] + after
        if plain[token.end - 1 : token.end] == "년"
        else after
    )
    row = draft.year_rows.get(token.start) or _place_of_row(draft, token)
    if row is not None:
        return Dated(token, AWARD, FIRM, row)
    near = plain[max(start, token.start - 50) : min(end, token.end + 50)]
    subject = _subject(draft, start, end, token.start)
    home = draft.home[1]
    if _PERIOD.search(tail) or re.search(r"20\d\d년?\s*(?:부터|~|∼|-|–)\s*$", lead):
        return Dated(token, OTHER)
    if _UNTIL.match(tail) or re.search(r"\buntil\s*(?:the end of\s*)?$|\bthrough\s*$", lead):
        if _KEEPS.search(near) and not re.search(r"계획|목표|늘|확대|사업비", near):
            return Dated(token, VALID, FIRM if subject or home else OPEN, subject)
        return Dated(token, OTHER)
    behind = draft.mentions_in(token.end, token.end + 3)
    if (
        behind
        and behind[0].units
        and not plain[token.end : behind[0].start].strip()
        and re.search(r"이름을\s*올|(?<!재)지정|선정|합류|차례|앞서", after)
    ):
        named = len(behind[0].units) == 1 and re.search(r"(?<!재)지정|이름을\s*올", after)
        return Dated(token, AWARD, FIRM if named else CARRIED, behind[0])
    if (
        home
        and subject is None
        and (_HOME_AWARD.match(tail) or (_HOME_AWARD_EN.search(lead) and not MINISTRY.search(lead)))
    ):
        line = draft.page.line(token.start)
        near_by = [m for m in draft.mentions_in(line.start, token.start) if m.units]
        other = near_by and home not in near_by[0].units  # a line on somebody else
        return Dated(token, AWARD, CARRIED if other else FIRM, near_by[0] if other else None)
    first = _first_named(draft, token, lead)
    if first is not None:
        return Dated(token, AWARD, FIRM, first)
    if subject is not None and subject.units and _IN_TURN_EN.search(lead):
        return Dated(token, AWARD, FIRM, subject)
    if _NEXT.search(lead[-40:] + after[:10]) and REVIEWED.search(lead + after):
        return Dated(token, NEXT, CARRIED, subject)
    reviewed = REVIEWED.search(after[:14]) or REVIEWED.search(lead[-20:])
    since = _SINCE_KO.match(tail) or _SINCE_EN.search(lead)
    started = _STARTED.search(after[:30]) or _STARTED.search(lead[-24:])
    if (
        subject is not None
        and not subject.is_province
        and _AWARDED.search(after[:44] if draft.lang(token.start) == "ko" else lead + after)
        and not (reviewed and not re.search(r"(?<!재)지정|learning cit", after[:20]))
    ):
        strong = re.match(
            r"^(?:년)?(?:도)?(?:에|부터|,)?\s*(?:[가-힣]+(?:와|과)\s*(?:함께|나란히)\s*)?[^,.]{0,20}(?:(?<!재)지정|선정|이름을\s*올|"
            + w.CITY
            + ")",
            after if tail is after else tail,
        )
        beside = re.match(r"(?:은|는|이|가)?\s*$", plain[subject.end : token.start])
        strong = strong or (
            beside
            and re.match(r"^(?:년)?(?:에)?,\s", tail)
            and re.search(r"\d\d년(?:에)?\s*(?:각각\s*)?(?:(?<!재)지정|이름을\s*올|선정|뽑)", after)
        )
        english = re.search(
            r"(?:learning cit\w+|title|designated|named|status|joined)[^.]{0,30}(?:since|in)\s*$",
            lead,
        )
        return Dated(token, AWARD, FIRM if strong or english else CARRIED, subject)
    if (
        subject is not None
        and subject.units
        and _OWN_YEAR_BEFORE.match(plain[subject.end : token.start])
    ):
        named_after = _OWN_YEAR_AFTER.match(tail)
        around = plain[start:end] + draft.page.before(start) + draft.page.heading(start)
        if named_after and _AWARDED.search(around):
            return Dated(token, AWARD, FIRM if named_after["v"] else CARRIED, subject)
    if reviewed and not re.match(r"^(?:년)?부터", tail):
        return Dated(token, REVIEW, CARRIED, subject)
    if (
        (since or started)
        and not _ELSEWHERE.search(lead[-28:] + after[:8])
        and (_SCHEME.search(plain[start:end]) or re.search(r"\d", after))
    ):
        if subject is None and not (
            home
            and not re.search(
                r"사업|제도|교육부|정부|국가|scheme|ministry|programme|전국|korea",
                plain[start:end],
                re.IGNORECASE,
            )
        ):
            scheme = re.search(
                r"(?:사업|제도|교육부|정부|scheme|programme|program|ministry|전국|korea|학습도시는|도시를|도시\s*지정)",
                plain[start:end],
                re.IGNORECASE,
            )
            return Dated(
                token, FIRST, FIRM if scheme and (since or _STARTED.search(after[:30])) else CARRIED
            )
        if subject is not None and not subject.is_province:
            return Dated(token, AWARD, CARRIED, subject)
        return Dated(token, OTHER)
    if _NAMES_EDITION.match(tail):
        return Dated(token, EDITION, FIRM, subject)
    close = plain[max(start, token.start - 24) : min(end, token.end + 24)]
    scheme_near = _SCHEME.search(close) and not _ELSEWHERE.search(close)
    return Dated(token, EDITION, CARRIED if scheme_near else OPEN, subject)


def _place_of_row(draft: Draft, token: Token) -> Mention | None:
    """Return the one place of a table's row whose column gives years of the title."""
    if not _AWARD_COLUMN.search(draft.page.cells(token.start)[1]):
        return None
    line = draft.page.line(token.start)
    found = [m for m in draft.mentions_in(line.start, line.end) if m.units]
    return found[0] if len(found) == 1 else None


_AWARD_COLUMN = re.compile(
    r"(?<!재)지정\s*(?:연도|년도|년|해)|최초\s*지정|designated in|year of (?:the )?(?:title|designation)|since",
    re.IGNORECASE,
)
_OWN_YEAR_BEFORE = re.compile(r"\s*(?:은|는|이|가|도)\s+(?:\S{1,4}\s)?$")
_OWN_YEAR_AFTER = re.compile(
    r"^(?:년)?(?P<v>(?:에)?\s*(?:됐|되었|돼|이고|이며|이다|이었|이에요|입니다|였|뒤를\s*이|합류|이름))|^(?:년)?(?:에)?\s*(?:,|$|\.)"
)
"""A place, then its year: 통영은 2004년이고, 영암군은 2007년에 됐다."""


_NAMES_EDITION = re.compile(
    rf"^(?:년)?(?:도)?\s*(?:지역\s*평생교육|신규\s*{w.CITY}|{w.CITY}\s*(?:신규|선정|지정|특성화)|regional lifelong|lifelong learning cit|support for regional)",
    re.IGNORECASE,
)
"""Behind a year that names an announcement: 2023년 지역 평생교육 활성화 지원 사업."""
