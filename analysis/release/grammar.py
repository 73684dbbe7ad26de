"""What a figure is about: the words around it, in Korean and English, weighed.

Each role has its words. Words in the figure's own phrase weigh most, then those of its sentence,
then the heading, the table's heads and the sentence before. How far the figure is from what is
expected of a role only decides between roles that the words leave open; it never makes a role.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.release.page import Page
    from analysis.release.tokens import Token

NEW = "new"
SPECIAL = "special"
CONSORTIUM = "consortium"
INCENTIVE = "incentive"
FUNDED = "funded"
ALL = "all_funded"
TOTAL = "total"
BEFORE = "before"
GROWTH = "growth"
STRICT = "strict_total"
MUNICIPALITIES = "municipalities"
UNITS = "units"
REMAINING = "remaining"
PROVINCES = "provinces"

LIST_ROLES = (NEW, SPECIAL, CONSORTIUM, INCENTIVE)
"""The roles that places are named in."""

_FLAGS = re.IGNORECASE
WORDS: dict[str, list[tuple[re.Pattern[str], float]]] = {
    NEW: [
        (re.compile(r"신규|새\s*(?:평생)?\s*학습도시|새로\s*(?:지정|선정)|새롭게\s*지정|처음\s*(?:으로\s*)?지정|최초\s*지정된", _FLAGS), 1.0),
        (re.compile(r"\bnew(?:ly)?\b|first[- ]time|for the first time|newcomer|\bjoin(?:s|ed|ing)?\b", _FLAGS), 1.0),
    ],
    SPECIAL: [
        (re.compile(r"특성화", _FLAGS), 1.0),
        (re.compile(r"기존\s*(?:의\s*)?(?:평생\s*)?(?:학습)?도시", _FLAGS), 0.8),
        (re.compile(r"speciali[sz]", _FLAGS), 1.0),
        (re.compile(r"\bexisting\b|\bindependent\b", _FLAGS), 0.8),
    ],
    CONSORTIUM: [
        (re.compile(r"컨소시엄|광역\s*[-·ㆍ~]?\s*기초|연계|광역형|광역\s*(?:지자체|시도)", _FLAGS), 1.0),
        (re.compile(r"시\s*[·ㆍ]\s*도(?!시)|시도(?!시)", _FLAGS), 0.9),
        (re.compile(r"consorti", _FLAGS), 1.0),
        (re.compile(r"(?:cit(?:y|ies)|metropolitan \w+) and provinces?|\bprovinces?\b", _FLAGS), 0.9),
    ],
    INCENTIVE: [
        (re.compile(r"우수\s*(?:평생)?(?:학습)?도시|excellen(?:t|ce)", _FLAGS), 1.1),
    ],
    FUNDED: [
        (re.compile(r"총|합계|합쳐|합하여|합친|합한|더한|모두", _FLAGS), 0.5),
        (re.compile(r"신규[^,.]{0,12}(?:와|과|·|및)\s*(?:지역\s*)?특성화", _FLAGS), 0.9),
        (re.compile(r"\bnew (?:cities )?and (?:existing|speciali)|\btogether\b", _FLAGS), 0.8),
        (re.compile(r"\bin total\b|\btotal of\b|altogether|\bin all\b|combined|\ball told\b", _FLAGS), 0.5),
        (re.compile(r"including|포함|지원(?:받|한|을|하)|receiv|subsid|\bfund|support|선정", _FLAGS), 0.3),
        (re.compile(r"등\s*총|개와|곳과|와\s*특성화", _FLAGS), 0.3),
    ],
    TOTAL: [
        (re.compile(r"누적|누계|총|모두|전국(?:의|에)?\s*(?:평생)?학습도시|학습도시\s*(?:는|수|가)?\s*(?:$|총)", _FLAGS), 0.6),
        (re.compile(r"\btotal\b|nationwide|across (?:the country|korea)|\bnow\b|brings?(?:ing)?", _FLAGS), 0.6),
        (re.compile(r"number of (?:lifelong )?learning cities|currently|현재|전국", _FLAGS), 0.6),
        (re.compile(r"늘어|늘었|increase|grow|rise|rose|reach|됐|되었|된다|이\s*된다|\bto\s*$", _FLAGS), 0.4),
    ],
    BEFORE: [
        (re.compile(r"지난해|작년|전년|직전|종전|까지", _FLAGS), 0.9),
        (re.compile(r"last year|previous|year before|a year (?:ago|earlier)|up from|\bfrom\s*$", _FLAGS), 0.9),
        (re.compile(r"에서(?:$|\s)", _FLAGS), 0.5),
    ],
    GROWTH: [
        (re.compile(r"늘|증가|추가|확대", _FLAGS), 0.8),
        (re.compile(r"\bmore\b|additional|increase of|increased by|up by|rose by|grew by", _FLAGS), 0.8),
    ],
    MUNICIPALITIES: [
        (re.compile(r"기초\s*(?:자치단체|지자체|지방자치)|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구", _FLAGS), 0.7),
        (re.compile(r"municipalit|local governments?", _FLAGS), 0.7),
        (re.compile(r"\ball\s*$|\bof (?:all|the)\s*$|out of|전체\s*(?:시|기초)", _FLAGS), 0.9),
        (re.compile(r"전체|전국", _FLAGS), 0.5),
    ],
    UNITS: [(re.compile(r"(?:세종|제주|행정시)[^.]{0,20}(?:포함|합)|including (?:sejong|jeju)", _FLAGS), 1.4)],
    STRICT: [
        (re.compile(r"(?:세종|제주|행정시)[^.]{0,20}(?:제외|빼|뺀)|(?:excluding|without) (?:sejong|jeju)", _FLAGS), 1.4)
    ],
    REMAINING: [
        (re.compile(r"미지정|지정(?:되지|받지)|아직|남은|남아", _FLAGS), 1.3),
        (re.compile(r"undesignated|not (?:yet )?(?:been )?designat|remain|\byet to\b|without a", _FLAGS), 1.3),
    ],
    PROVINCES: [
        (re.compile(r"전국\s*\d*\s*(?:개\s*)?시\s*[·ㆍ]?\s*도|(?:all|korea's)\s*\d*\s*provinces", _FLAGS), 1.3),
        (re.compile(r"^\s*시\s*[·ㆍ]?\s*도(?!시)|^\s*provinces", _FLAGS), 0.7),
    ],
}  # fmt: skip

CITY_EN = (
    r"(?:cit(?:y|ies)|municipalit(?:y|ies)|local\s+governments?|provinces?|count(?:y|ies)|districts?"
    r"|places?|communit(?:y|ies)|regions?|areas?|localities)\b"
)
NOUN_EN = re.compile(
    rf"^[\s*]*(?:(?:[a-z][\w'-]*|Lifelong|Learning)[\s\n]+){{0,5}}?{CITY_EN}", re.IGNORECASE
)
CITY_KO = (
    r"(?:평생\s*학습\s*도시|학습도시|도시|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구|시\s*[·ㆍ]?\s*군|시\s*[·ㆍ]?\s*도|구\s*[·ㆍ]\s*군"
    r"|지자체|자치단체|지역|자치구|광역|기초|곳|컨소시엄|연합체|시군구)"
)
NOUN_KO = re.compile(
    rf"^\s*(?:의\s*)?(?:(?:신규|기존|특성화|광역|기초|전체|미지정|우수)\s*)*{CITY_KO}"
)
_PER_ONE = re.compile(r"\s*(?:곳|개소|도시|시도|지역)?\s*(?:당|마다)")
_BOTH_KO = re.compile(
    r"신규\s*(?:지정)?(?:와|과|·|및|,|\s)\s*(?:지역\s*)?특성화\s*(?:를|을)?\s*(?:합친|합한|등)?\s*(?:총|모두)?\s*$"
)
_BOTH_EN = re.compile(r"\s*new(?:ly designated)? and (?:\w+ )?(?:existing|speciali)", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:\bfrom|compared (?:with|to)|against|보다|(?:total|number|count)\b[^,.]{0,30}\bto)\s*$",
    re.IGNORECASE,
)
_OVER = re.compile(r"\s*(?:of|out of|/)\s*(?:the|all|korea's)?\s*\d+", re.IGNORECASE)
_UNDER = re.compile(r"\d\s*/\s*$")
_WITH_SHARE = re.compile(r"\s*(?:곳|개)?\s*\(\s*\d+(?:\.\d+)?\s*(?:%|per ?cent)")
GROWN_EN = re.compile(r"\s*more\b", re.IGNORECASE)
GROWN_KO = re.compile(r"\s*(?:가\s*|이\s*)?(?:더\s*)?(?:늘|증가|추가)")
LEFT_KO = re.compile(rf"{CITY_KO}|신규|특성화|지정|연계|시도|누계|누적|합계|전년|작년|지난해")
OPEN_KO = re.compile(
    r"^\s*(?:[(),.·:：|)→\]/*※†]|\n|$|로|가|이|을|를|의|에|에서|와|과|는|은|씩|나|등|중|뿐|까지|만|도\s|이며|이다|였|였다"
    r"|늘|증가|추가|신규|지정|선정|특성화|를\s|더)"
)

_NP_STOP = re.compile(
    r"[,;:()|\n→…]|(?:와|과|및|을|를|에|에서|에는|로|으로|은|는|이|가)\s|\s(?:will|are|is|was|were|has|have|to|in|that|which|who|receive[sd]?|each)\s",
    _FLAGS,
)
_LEFT_STOP = re.compile(r"[,;.|\n()→]|(?:와|과|및|을|를|하고|등)\s|\b(?:and|or)\s")
STRONG = 0.7
"""A word of this weight settles the phrase; the other side of the figure is then not asked."""
PRIOR = 0.8
PRIOR_CAP = 4.0
WEAK = 1.2
"""Below this weight of words a role is only believed when the figure is near what it should be."""
NEAR = 0.35
ABSURD = 1.5
"""A factor of four and a half: no slip of the pen, unless the figure's own phrase says so."""
SURE = 4.5


def score(text: str, role: str) -> float:
    """Return the weight of a role's words in a text."""
    return max((weight for pattern, weight in WORDS[role] if pattern.search(text)), default=0.0)


def prior(value: float, expected: float | None) -> float:
    """Return how much a figure speaks against a role, from 0 for the expected figure."""
    if not expected or value <= 0:
        return PRIOR_CAP / 2
    return min(PRIOR_CAP, PRIOR * abs(math.log(value / expected)))


def phrases(page: Page, token: Token) -> tuple[str, str]:
    """Return the words of a figure's own phrase, before and after it.

    The phrase ends at the next mark, verb or figure; a bracket right before the figure belongs to
    what stands before it: "New cities (7)".
    """
    start, end = page.sentence(token.start)
    others = [
        t for t in page.tokens if t.kind in {"count", "bare", "share", "money", "year", "date"}
    ]
    left_edge = max([start, *(t.end for t in others if t.end <= token.start)])
    right_edge = min([end, *(t.start for t in others if t.start >= token.end)])
    left = page.plain[left_edge : token.start]
    opened = re.search(r"[(:：]\s*(?:총|약|total of|a total of)?\s*$", left)
    head = left[: opened.start()] if opened else left
    cut = [m.end() for m in _LEFT_STOP.finditer(head)]
    left = head[cut[-1] :] if cut else head
    stop = _NP_STOP.search(page.plain[token.end : right_edge] + " ")
    right = page.plain[token.end : right_edge]
    return left, right[: stop.start()] if stop else right


def counts_places(page: Page, token: Token) -> bool:
    """Return whether a figure counts places, not programmes, people or pages."""
    left, right = phrases(page, token)
    if token.kind == "count" and token.word:
        if token.word in {"곳", "도시", "지역"} and _PER_ONE.match(
            page.plain[token.end : token.end + 8]
        ):
            return False
        if token.word in {"곳", "군데", "개소", "도시", "지역", "시도", "시·도"}:
            return True
        if token.word != "개":
            return False
        after = page.plain[token.end : token.end + 40]
        if _PER_ONE.match(after):
            return False
        if NOUN_KO.match(after) or GROWN_KO.match(after):
            return True
        _, column, own = page.cells(token.start)
        return bool(OPEN_KO.match(after)) and bool(
            LEFT_KO.search(left[-30:]) or LEFT_KO.search(column)
            or (own and LEFT_KO.search(page.cells(token.start)[0]))
        )  # fmt: skip
    if NOUN_EN.match(page.plain[token.end : token.end + 80]) and NOUN_EN.match(right + " "):
        return True
    if NOUN_KO.match(right):
        return True
    head, column, _ = page.cells(token.start)
    tabled = f"{head} {column}"
    if page.in_row(token.start) and token.kind in {"bare", "count"}:
        return bool(
            re.search(
                CITY_EN + "|" + CITY_KO + r"|신규|특성화|\bnew\b|\bnumber\b|개수", tabled, _FLAGS
            )
        )
    if _LEADS.search(left) or _in_ratio(page, token):
        start, end = page.sentence(token.start)
        around = page.plain[start:end] + page.before(token.start)
        return bool(
            re.search(
                r"learning cit|학습도시|지정|designat|coverage|municipalit|기초", around, _FLAGS
            )
        )
    label = bool(re.search(r"[(:：]\s*$", page.plain[: token.start][-3:]))
    return label and bool(re.search(CITY_EN + "|" + CITY_KO + "|신규|특성화", left, _FLAGS))


def _in_ratio(page: Page, token: Token) -> bool:
    """Return whether a figure stands in "195 of 226", "195/226" or before its share "195 (86 %)"."""
    after = page.plain[token.end : token.end + 30]
    before = page.plain[max(0, token.start - 6) : token.start]
    return bool(_OVER.match(after) or _UNDER.search(before) or _WITH_SHARE.match(after))


def weigh(page: Page, token: Token, roles: tuple[str, ...]) -> dict[str, float]:
    """Return, for each role, the weight of the words around a figure."""
    left, right = phrases(page, token)
    start, end = page.sentence(token.start)
    clause_start, clause_end = page.clause(token.start)
    clause = page.plain[clause_start:clause_end]
    sentence = page.plain[start:end]
    before = page.before(token.start)
    heading = page.heading(token.start)
    head, column, own = page.cells(token.start)
    korean = bool(re.search("[가-힣]", page.plain[max(0, token.start - 3) : token.end + 3]))
    near, far = (left[-40:], right) if korean else (right, left[-40:])
    first = {role: score(near, role) for role in roles}
    # English says what it counts behind the figure, Korean mostly before it.
    second = {role: 0.0 if max(first.values()) > STRONG else score(far, role) for role in roles}
    weights = {}
    for role in roles:
        weights[role] = (
            3.0 * max(first[role], second[role])
            + 1.0 * score(clause, role)
            + 1.0 * _nearness(sentence, token.start - start, token.end - start, role)
            + 0.6 * score(before, role)
            + 0.8 * score(heading, role)
            + 2.5 * max(score(head, role), score(column, role), score(own, role))
        )
    if FUNDED in weights and (
        _BOTH_KO.search(page.plain[max(start, token.start - 30) : token.start])
        or _BOTH_EN.match(page.plain[token.end : token.end + 50])
    ):
        # "신규와 특성화 24개", "the 24 new and specialised cities": neither alone.
        weights[FUNDED] += 4.0
    _weigh_ratio(page, token, weights, (left, right))
    follows = page.plain[token.end : token.end + 12]
    if GROWTH in weights and (GROWN_KO.match(follows) or GROWN_EN.match(follows)):
        # "7개 늘어", "seven more": what grew by it, whatever stands before.
        weights[GROWTH] += 3.0
    return weights


_WHOLE_KO = re.compile(r"(?:전국|전체|총)(?:의)?\s*$")
_BASIC = re.compile(r"^\s*(?:의\s*)?(?:기초\s*(?:자치|지자|지방)|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구)")
_CITY = re.compile(r"^\s*(?:lifelong )?learning cit|^\s*(?:평생)?\s*학습\s*도시", re.IGNORECASE)


def _weigh_ratio(
    page: Page, token: Token, weights: dict[str, float], beside: tuple[str, str]
) -> None:
    """Add what only the two sides of a figure together say: a whole, or a part of one."""
    left, right = beside
    if MUNICIPALITIES not in weights:
        return
    if _WHOLE_KO.search(left) and _BASIC.match(right):
        weights[MUNICIPALITIES] += 3.0
    if _CITY.match(right) or re.search(r"학습\s*도시\s*(?:는|가|수|총)*\s*$", left):
        weights[MUNICIPALITIES] = 0.0
    after = page.plain[token.end : token.end + 30]
    before = page.plain[max(0, token.start - 6) : token.start]
    if _OVER.match(after) or _WITH_SHARE.match(after):
        weights[TOTAL] += 2.0
    if _UNDER.search(before):
        weights[MUNICIPALITIES] += 2.0


def _nearness(sentence: str, start: int, end: int, role: str) -> float:
    """Return the weight of a role's nearest word in a sentence, less for each step away."""
    best = 0.0
    for pattern, weight in WORDS[role]:
        for match in pattern.finditer(sentence):
            away = max(start - match.end(), match.start() - end, 0)
            # What a clause says of its subject follows it; the next subject's words come later.
            best = max(best, weight * max(0.3, 1.5 - away / 60))
    return best


def _absurd(value: float, expected: float | None) -> bool:
    """Return whether a figure is so far from a role's that it must be about something else."""
    return bool(expected) and value > 0 and abs(math.log(value / (expected or 1))) > ABSURD


def choose(
    weights: Mapping[str, float], value: float, expected: Mapping[str, float]
) -> tuple[str, float]:
    """Return the role that a figure most likely has, and the weight of the words for it.

    Returns
    -------
    :
        An empty role when the words name none, or name one so faintly that a figure far from
        what that role would have is more likely about something else.
    """
    found = {
        role: weight - prior(value, expected.get(role))
        for role, weight in weights.items()
        if weight > 0 and (weight >= SURE or not _absurd(value, expected.get(role)))
    }
    if not found:
        return "", 0.0
    role = max(found, key=lambda name: (found[name], name))
    weight = weights[role]
    wanted = expected.get(role)
    far = not wanted or value <= 0 or abs(math.log(value / wanted)) > NEAR
    if weight < WEAK and far:
        return "", weight
    return role, weight
