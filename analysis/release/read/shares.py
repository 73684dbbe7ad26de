"""What a percentage or a fraction is a share of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.release.measures import words as w
from analysis.release.model import CARRIED, FIRM, OPEN, Reading, When
from analysis.release.read.counts import _counting as counting_of
from analysis.release.read.dates.times import time_of
from analysis.release.read.numbers import BARE, POINTS, SHARE
from analysis.release.read.scopes import scope_of

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.counts import Figure
    from analysis.release.read.draft import Draft
    from analysis.release.read.numbers import Token

_ALIEN = re.compile(
    r"예산|국비|지방비|시비|매칭|대응|투자|여론|지지율|신뢰|만족|참여율|참여|인구|주민|시민|고령|상위|하위|재정|자립|취업|수료|이용률|출석|증가율|할인|이상\s*(?:참석|출석)"
    r"|budget|matching|poll|satisf|participa|residents|population|top\s|upper|people aged|attend",
    re.IGNORECASE,
)
_COVERAGE = re.compile(
    rf"지정률|지정\s*비율|기초\s*(?:자치단체|지자체|지방)|시·군·구|시군구|시·군|자치구|구·군|{w.CITY}|지자체|전국의?\s*(?:약\s*)?$|비율|비중|차지"
    r"|coverage|municipalit|local governments?|of (?:all|the country|korea|the nation)|learning cit|share",
    re.IGNORECASE,
)
_PERCENT_HEAD = re.compile(r"%|％|률|비율|\brate\b|\bshare\b|percent", re.IGNORECASE)
_ABOUT = re.compile(rf"{w.CITY}|{w.EN_CITY}", re.IGNORECASE)
_SINCE_A_YEAR = re.compile(
    r"(?:작년|지난해|전년|20\d\d년?)[^.]{0,24}(?:보다|에서|대비|비해)(?![^.]*전국)|than in 20\d\d|from 20\d\d|last year|a year earlier",
    re.IGNORECASE,
)
_FELL = re.compile(r"낮|줄|떨어|내[려린]|하락|감소|fell|down|drop|lower|declin", re.IGNORECASE)
_NEW = re.compile(r"신규|새로\s*지정|new(?:ly)? (?:cities|places)", re.IGNORECASE)


@dataclass(frozen=True)
class Share:
    """A share with what it may be of, and the counts of its sentence that it may divide."""

    token: Token
    slots: Slots
    readings: tuple[Reading, ...]
    beside: tuple[Figure, ...] = ()


def shares_of(draft: Draft, figures: list[Figure]) -> list[Share]:
    """Return every share of a draft."""
    return [
        _share(draft, t, figures)
        for t in draft.tokens
        if t.kind in {SHARE, POINTS} or share_cell(draft, t)
    ]


def share_cell(draft: Draft, token: Token) -> bool:
    """Return whether a bare number stands in a column of percentages."""
    if token.kind != BARE or not draft.page.in_row(token.start):
        return False
    row, column, _ = draft.page.cells(token.start)
    return bool(_PERCENT_HEAD.search(column) or _PERCENT_HEAD.search(row))


def _share(draft: Draft, token: Token, figures: list[Figure]) -> Share:
    slots = draft.slots(token.start, token.end)
    left, right = draft.page.sentence(token.start)
    line = draft.page.line(token.start)
    beside = tuple(
        f for f in figures
        if min(left, line.start) <= f.token.start < max(right, line.end) and f.best
    )  # fmt: skip
    lead = draft.plain[max(left, token.start - 40) : token.start]
    near = lead + draft.plain[token.end : min(right, token.end + 30)]
    row, column, _ = draft.page.cells(token.start)
    if token.kind == POINTS and not _ALIEN.search(near) and _SINCE_A_YEAR.search(lead):
        scopes, scope_strength, _ = scope_of(draft, token.start, token.end, slots)
        said = FIRM if _COVERAGE.search(draft.plain[left:right]) else CARRIED
        found = Reading(
            "rise", scopes, When(strength=CARRIED), said, "share.rise", "", counting_of(slots),
            scope_strength=scope_strength,
        )  # fmt: skip
        return Share(token, slots, () if _FELL.search(near) else (found,), beside)
    ranged = re.search(r"\d\s*[-–~∼]\s*$", lead) or re.match(
        r"\s*[-–~∼]\s*\d", draft.plain[token.end : token.end + 4]
    )
    if (
        ranged
        or re.search(r"[+±△▲-]\s*$", lead)  # a change
        or token.kind == POINTS
        or (_ALIEN.search(near) and not re.search(r"지정률|coverage", near))
    ):
        return Share(token, slots, ())
    row, column, _ = draft.page.cells(token.start)
    around = f"{draft.plain[left:right]} {row} {column}"
    carried = draft.page.before(left) + " " + slots.heading
    scopes, scope_strength, _ = scope_of(draft, token.start, token.end, slots)
    when = time_of(draft, token.start, token.end)
    undesignated = re.search(
        w.UNDESIGNATED, f"{slots.clause} {slots.own} {slots.topic} {slots.predicate[:16]}"
    ) or re.search(w.EN_UNDESIGNATED, near)
    measure = "undesignated" if undesignated else "total"
    counted = [
        f
        for f in beside
        if f.best and f.best.measure in {"total", "municipalities", "undesignated"}
    ]
    if _COVERAGE.search(around) and (
        counted
        or re.search(
            rf"지정|{w.CITY}|learning cit|coverage|covered|designat|기초",
            around + carried,
            re.IGNORECASE,
        )
    ):
        strength = FIRM if not (_NEW.search(near) and not counted) else CARRIED
    elif _COVERAGE.search(carried) or _ABOUT.search(draft.plain):
        strength = CARRIED  # share.in-force: nothing else is said, and the draft is of these cities
    else:
        strength = OPEN
    measures = ("undesignated", "total") if measure == "undesignated" else ("total",)
    readings = tuple(
        Reading(
            m,
            scopes,
            when,
            strength,
            "share.coverage",
            "",
            counting_of(slots),
            scope_strength=scope_strength,
        )
        for m in measures
    )
    return Share(token, slots, readings, beside)
