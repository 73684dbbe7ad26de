"""Whether a number counts places at all: by its counter, the noun beside it, its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.draft import Draft
    from analysis.release.read.numbers import Token

MOST_LINES = 30
"""Numbered lines of a draft at most: behind a question more is its answer."""
PLACES, OTHER, UNSAID = "places", "other", "unsaid"

_PLACE_KO = r"(?:도시|지자체|자치단체|지방단체|기초단체|지방정부|시·군·구|시군구|시·군|시군|구·군|군·구|자치구|시·도|시도|광역|지역|곳|컨소시엄|연합체|단체|데|고장|고을|기초|시|군|구)"
_PLACE_KO_END = re.compile(
    rf"{_PLACE_KO}(?:은|는|이|가|을|를)?\s*(?:전부|모두|전체|모든|전역|중|가운데|등|뿐|만|씩|더|추가|지정|선정|신규|확정|탄생|합류)*\s*$"
)
_PLACE_KO_START = re.compile(
    rf"^(?:의\s*)?(?:(?:신규|기존|새|새로운|전|모든|전체|우수|특성화|기초|광역|평생학습|미지정|해당|지정|선정|후발)\s*)*{_PLACE_KO}"
)
_NEUTRAL_KO = re.compile(
    r"(?:[년해월]|신규|지정|선정|총|모두|누적|누계|전국|기존|특성화|특화|우수|미지정|나머지|올해|이번|현재|이제|아직|벌써|어느덧|이미|지난해|작년|전년|재작년|고작|딱|겨우|무려|전해|추가|지원|사업|대상|유형|합계|형|이름|명단|약|단|전체|전부|중|가운데|새|또|다른|확정|평가|도|시범|통과|이들|이|그|등|규모|재지정|첫해|형태)$"
)
_DENY_KO = re.compile(
    r"(?:기관|대학|학교|학습관|도서관|센터|교육청|교육지원청|강좌|과정|프로그램|사업|과제|팀|동아리|분야|지표|항목|영역|유형|단계|개국|국가|나라|기업|시설|공간|마을|읍·면·동|동네|부서|조건|지점|거점|배움터|학습터|강의실|교실|복지관|경로당|프로젝트|개사|업체|대회|행사|작품|부스)"
)
_CITY_EN = (
    r"(?:cit(?:y|ies)|municipalit(?:y|ies)|local\s+(?:governments?|authorit\w+)|provinces?|count(?:y|ies)|districts?|places?|communit(?:y|ies)"
    r"|regions?|areas?|localities|newcomers?|recipients?|governments?|authorities|consorti\w+|ones|holders|towns?|gu\b|gun\b|si\b|of\s+them|alliances?|additions?|entrants?)"
)
_PLACE_EN = re.compile(rf"^\W*(?:[\w'-]+\s+){{0,5}}?{_CITY_EN}\b", re.IGNORECASE)
_PRONOUN_EN = re.compile(
    r"^\s*$|^\s*(?:last year|this year|a year|the year before|today|more|others?|new|of|in|joined|were|was|are|have|had|remain\w*|now)\b",
    re.IGNORECASE,
)


_ONE_IN_TEN = re.compile(
    r"(?:10|열)\s*(?:곳|개)?\s*(?:시·?군·?구|지자체|기초\S{0,6}|도시)?\s*(?:중|가운데)\s"
)


def counts_places(draft: Draft, token: Token, slots: Slots) -> str:
    """Return whether a number counts places, something else, or does not say what."""
    plain = draft.plain
    if token.step < 1:
        return OTHER  # 86.3: a share whose sign stands elsewhere, an indicator
    if _ONE_IN_TEN.match(plain[token.start : token.start + 24]) or re.search(
        r"(?:(?<!\d)10|(?<![가-힣])열)\s*(?:곳|개)\s*$|(?<!\d)10\s*(?:개\s*)?(?:시·?군·?구|지자체|도시)\s*$",
        slots.whole,
    ):
        return OTHER  # 10곳 중 8곳: a manner of speaking
    if draft.page.in_row(token.start) and re.search(
        r"[-+±△▲]\s*$", plain[max(0, token.start - 2) : token.start]
    ):
        return OTHER  # a change, no count
    if not token.word and token.start not in draft.pairs and _bare_row(draft, token.start):
        return OTHER  # a table whose cells were lost: nothing says what its numbers are
    column = draft.page.cells(token.start)[1]
    if (
        draft.page.in_row(token.start)
        and not re.search(r"전국|nation|korea", column, re.IGNORECASE)
        and any(m.units for m in draft.mentions_in(draft.page.line(token.start).start, token.start))
    ):
        return OTHER  # a row of one place: its figures are that place's
    if draft.page.in_row(token.start):
        return _in_cell(token, slots)
    if not token.word and _numbers_a_line(draft, token):
        return OTHER  # 2. 시·도별 현황, #3
    if token.start in draft.pairs:
        return PLACES if token.word in COUNTERS else OTHER
    if slots.row:
        return _in_cell(token, slots)
    if re.match(r"(?:^|[^가-힣])제\s*$", plain[max(0, token.start - 3) : token.start]):
        return OTHER
    return (
        _korean(token, slots, plain)
        if draft.lang(token.start) == "ko"
        else _english(token, slots, plain)
    )


def _numbers_a_line(draft: Draft, token: Token) -> bool:
    """Return whether a number only numbers its line."""
    lead = draft.plain[draft.page.line(token.start).start : token.start]
    behind = draft.plain[token.end : token.end + 2]
    page = _PAGE.match(lead + draft.plain[token.start : token.end + 6])
    if page and page.end() > len(lead):
        return True  # 3/7, [2/6]: which post or slide it is
    lead = lead.lstrip(" >")
    asked = draft.page.before(draft.page.line(token.start).start).endswith(("?", "？"))
    return not (asked and token.value > MOST_LINES) and bool(
        re.fullmatch(r"\s*(?:[#(]|[QA문답])?", lead)
        and (lead.endswith("#") or re.match(r"[.)]\s", behind))
    )


_PAGE = re.compile(r"[\s>]*[\[(]?\d{1,2}/\d{1,2}(?:[\])]|(?=\s+[^\s\d÷/=,]))")
"""Which post of a thread or slide of a set a line is: 3/7 Whole provinces, [2/6] 새 식구."""


def _bare_row(draft: Draft, at: int) -> bool:
    """Return whether a line is a row of numbers without marks between its cells."""
    line = draft.page.line(at)
    if line.kind == "row":
        return False
    said = draft.page.dressed[line.start : line.end].split()
    numbers = sum(bool(re.fullmatch(r"[\d.,–~%+:-]+|—", part)) for part in said)
    return numbers >= 3 and numbers * 2 > len(said)  # noqa: PLR2004  # a row


_PAID_UNIT = re.compile(
    r"\(\s*(?:단위\s*:?\s*)?(?:천|만|백만|천만|억)\s*원|\b(?:million|billion|thousand)?\s*won\b|\bKRW\b",
    re.IGNORECASE,
)
"""A row's or column's head that says its numbers are money."""


def _in_cell(token: Token, slots: Slots) -> str:
    if token.word and token.word not in {
        "개",
        "곳",
        "군데",
        "개소",
        "도시",
        "지역",
        "시도",
        "지자체",
    }:
        return OTHER
    if re.search(
        r"까지|이웃|거리|걸리|\(m\)|km|neighbour|distance|nearest|minutes",
        slots.column,
        re.IGNORECASE,
    ):
        return OTHER
    if _PAID_UNIT.search(f"{slots.row} {slots.column}"):
        return OTHER  # Grant for a new city (million won) | 80: money, no count
    said = f"{slots.column} {slots.row} {slots.head} {slots.own}"
    if re.search(
        r"원|금액|예산|인구|명|강좌|과정|won|amount|people|population|%|율|률|share|rate|면적|area",
        slots.column,
    ):
        return OTHER
    return (
        PLACES
        if re.search(
            rf"{_PLACE_KO}|지정|신규|누적|{_CITY_EN}|\bnew\b|added|joined|designated|how many|total|수\b|현황|규모",
            said,
            re.IGNORECASE,
        )
        else UNSAID
    )


COUNTERS = frozenset(
    {
        "개",
        "곳",
        "군데",
        "개소",
        "도시",
        "지역",
        "시도",
        "시·도",
        "지자체",
        "시",
        "군",
        "구",
        "자치단체",
        "시·군·구",
        "시·군",
        "구·군",
        "군·구",
        "고을",
        "",
    }
)


def _korean(token: Token, slots: Slots, plain: str) -> str:
    if token.word not in COUNTERS:
        return OTHER
    head, own = slots.head.strip(), slots.own.strip()
    if token.word == "" and re.match(r"[가-힣A-Za-z]", plain[token.end : token.end + 1]):
        return OTHER  # 3급, 5060세대: glued to what it is no count of
    if head and not re.match(
        r"^(?:대비|기준|모두|전부|더|추가|중|가운데|등|모든|다|각각|씩|확정|선정|지정|안팎|내외|정도|남짓|가량|이상|이하|미만)",
        head,
    ):
        if _PLACE_KO_START.match(head) and not _DENY_KO.match(head):
            return PLACES
        if token.word in {"개", ""}:
            return OTHER
    last = re.findall(r"[가-힣·]+", re.sub(r"(?:\s*(?:등|총|모두|약|또|단))+\s*$", "", own))[
        -1:
    ] or [""]
    if token.value == 1 and re.match(
        r"\s*(?:곳|도시|지자체|개)\s*(?:당|에|마다|씩)", plain[token.end : token.end + 8]
    ):
        return OTHER  # 한 곳당: no count but a share for each
    if (
        _DENY_KO.search(last[0])
        and not last[0].endswith("형")
        and not re.search(r"^\S*(?:특성화|지원)\s*사업$|도시", own[-10:])
    ):
        return OTHER
    if token.word in {"곳", "군데", "도시", "지역", "시도", "시·도", "지자체", "자치단체", "고을"}:
        return PLACES
    if token.word in {"시", "군", "구"}:
        return PLACES if token.value < 40 else OTHER  # noqa: PLR2004  # a clock's hours do not get here
    if last[0]:
        if _PLACE_KO_END.search(last[0]) or _NEUTRAL_KO.search(last[0]):
            return PLACES if token.word else UNSAID
        if token.word == "개":
            return (
                OTHER
                if slots.own.rstrip().endswith(last[0])
                and not re.search(r"(?:된|은|는|한|인|던|을|의)$", last[0])
                else _by_topic(slots)
            )
        return UNSAID
    return _by_topic(slots) if token.word else UNSAID


def _by_topic(slots: Slots) -> str:
    """Return what a bare number counts by the subject of its clause."""
    topic = re.sub(r"(?:은|는|이|가|도)$", "", slots.topic.strip())
    last = re.findall(r"[가-힣·]+", topic)[-1:] or [""]
    if last[0].endswith("형"):
        return PLACES  # 지역특화 프로그램형이 11개다: a type counts its places
    if _DENY_KO.search(last[0]):
        return OTHER
    if _PLACE_KO_END.search(last[0]) or re.search(
        r"도시|지자체|자치단체|시·군|구·군|자치구|[곳군구]\s*$", slots.whole
    ):
        return PLACES
    if re.match(
        rf"^(?:던|었던|였던|이던|인|ㄴ)\s*(?:평생학습|학습)?{_PLACE_KO}", slots.predicate.strip()
    ):
        return PLACES
    return UNSAID


def _english(token: Token, slots: Slots, plain: str) -> str:
    head = slots.head.strip()
    head = head if re.match(r"[A-Za-z'’*]", head) else ""
    if re.search(
        r"\b(?:every|each|no|any|the only|not)\s*$",
        plain[max(0, token.start - 10) : token.start],
        re.IGNORECASE,
    ) or (re.match(r"\s+(?:of the|another|by one)\b", plain[token.end :]) and token.value == 1):
        return OTHER
    if re.match(r"[A-Za-z-]", plain[token.end : token.end + 1]) or re.match(
        r"\s*(?:st|nd|rd|th|years?|months?|days?|hours?|percent|million|billion|people|won)\b",
        plain[token.end :],
    ):
        return OTHER
    if _PLACE_EN.match(head):
        return PLACES
    if re.search(rf"{_CITY_EN}\s*$", slots.own.strip(), re.IGNORECASE) and not head:
        return PLACES
    if slots.whole and re.search(_CITY_EN, slots.whole, re.IGNORECASE):
        return PLACES
    verbal = re.match(r"[a-z]+(?<!s)\s+(?:the|their|its|a|an|with|courses|regional)\b", head)
    return UNSAID if _PRONOUN_EN.match(head) or verbal else OTHER
