"""The words of a release, in Korean and English: what they make a figure be about."""

from __future__ import annotations

import re

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
REMAINING_BEFORE = "remaining_before"
"""Who was left out at the edition before; no words of its own."""
PROVINCES = "provinces"

LIST_ROLES = (NEW, SPECIAL, CONSORTIUM, INCENTIVE)
"""The roles that places are named in."""

FLAGS = re.IGNORECASE

_CITY_LEFT_OUT = r"(?:세종|제주|행정시)[^.]{0,20}(?:제외|빼|뺀)"
_CITY_INCLUDED = r"(?:세종|제주|행정시)[^.]{0,20}(?:포함|합)"
_SIGUNGU = r"시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구"

_WORDS: dict[str, list[tuple[float, tuple[str, ...]]]] = {
    NEW: [
        (1.0, ("신규", r"새\s*(?:평생)?\s*학습도시", r"새로\s*(?:지정|선정)", r"새롭게\s*지정")),
        (1.0, (r"처음\s*(?:으로\s*)?지정", r"최초\s*지정된", "newcomer", r"\bjoin(?:s|ed|ing)?\b")),
        (1.0, (r"\bnew(?:ly)?\b", "first[- ]time", "for the first time")),
    ],
    SPECIAL: [
        (1.0, ("특성화", "speciali[sz]")),
        (0.8, (r"기존\s*(?:의\s*)?(?:평생\s*)?(?:학습)?도시", r"\bexisting\b", r"\bindependent\b")),
    ],
    CONSORTIUM: [
        (
            1.0,
            (
                "컨소시엄",
                r"광역\s*[-·ㆍ~]?\s*기초",
                "연계",
                "광역형",
                r"광역\s*(?:지자체|시도|자치단체)",
            ),
        ),
        (1.0, ("consorti", r"광역\s*(?:$|\d)")),
        (0.9, (r"시\s*[·ㆍ]\s*도(?!시)", "시도(?!시)", r"\bprovinces?\b")),
        (0.9, (r"(?:cit(?:y|ies)|metropolitan \w+) and provinces?",)),
    ],
    INCENTIVE: [(1.1, (r"우수\s*(?:평생)?(?:학습)?도시", "excellen(?:t|ce)"))],
    FUNDED: [
        (0.9, (r"신규[^,.]{0,12}(?:와|과|·|및)\s*(?:지역\s*)?특성화",)),
        (0.8, (r"\bnew (?:cities )?and (?:existing|speciali)", r"\btogether\b")),
        (0.5, ("총", "합계", "합쳐", "합하여", "합친", "합한", "더한", "모두", r"\bin total\b")),
        (0.5, (r"\btotal of\b", "altogether", r"\bin all\b", "combined", r"\ball told\b")),
        (
            0.3,
            ("including", "포함", "지원(?:받|한|을|하)", "receiv", "subsid", r"\bfund", "support"),
        ),
        (0.3, ("선정", r"등\s*총", "개와", "곳과", r"와\s*특성화")),
    ],
    TOTAL: [
        (0.6, ("누적", "누계", "총", "모두", r"전국(?:의|에)?\s*(?:평생)?학습도시")),
        (0.6, (r"학습도시\s*(?:는|수|가)?\s*(?:$|총)", "현재", "전국", "currently", r"\btotal\b")),
        (0.6, ("nationwide", "across (?:the country|korea)", r"\bnow\b", "brings?(?:ing)?")),
        (0.6, ("number of (?:lifelong )?learning cities",)),
        (0.4, ("늘어", "늘었", "increase", "grow", "rise", "rose", "reach", "됐", "되었", "된다")),
        (0.4, (r"\bto\s*$",)),
    ],
    BEFORE: [
        (0.9, ("지난해", "작년", "전년", "직전", "종전", "까지", "last year", "previous")),
        (0.9, ("year before", "a year (?:ago|earlier)", "up from", r"\bfrom\s*$")),
        (0.5, (r"에서(?:$|\s)",)),
    ],
    GROWTH: [
        (0.8, ("늘", "증가", "추가", "확대", r"\bmore\b", "additional", "increase of")),
        (0.8, ("increased by", "up by", "rose by", "grew by")),
    ],
    MUNICIPALITIES: [
        (0.9, (r"\ball\s*$", r"\bof (?:all|the)\s*$", "out of", r"전체\s*(?:시|기초)")),
        (
            0.7,
            (r"기초\s*(?:자치단체|지자체|지방자치)", _SIGUNGU, "municipalit", "local governments?"),
        ),
        (0.5, ("전체", "전국")),
    ],
    UNITS: [(1.4, (_CITY_INCLUDED, "including (?:sejong|jeju)"))],
    STRICT: [
        (1.4, (_CITY_LEFT_OUT, "(?:excluding|without) (?:sejong|jeju)")),
        (1.4, (r"(?:sejong|jeju)[^.]{0,40}(?:not counted|left out|excluded|left aside)",)),
    ],
    REMAINING: [
        (
            1.3,
            (
                "미지정",
                "지정(?:되지|받지)",
                "아직",
                r"(?<![가-힣])남[은아]",
                "undesignated",
                "remain",
            ),
        ),
        (1.3, (r"not (?:yet )?(?:been )?designat", r"\byet to\b", r"학습\s*도시가\s*아[닌니]")),
        (1.3, (r"\bnot (?:yet )?(?:a )?(?:part of|members? of|on the list|in the)\b",)),
        (1.3, (r"\boutside (?:the|a) (?:net|prog|sch|list)", r"still waiting")),
        (1.3, (r"\bwithout (?:an?|the|this|any)\b",)),
    ],
    PROVINCES: [
        (1.3, (r"전국\s*\d*\s*(?:개\s*)?시\s*[·ㆍ]?\s*도", r"(?:all|korea's)\s*\d*\s*provinces")),
        (0.7, (r"^\s*시\s*[·ㆍ]?\s*도(?!시)", r"^\s*provinces")),
    ],
}
WORDS: dict[str, list[tuple[re.Pattern[str], float]]] = {
    role: [(re.compile("|".join(forms), FLAGS), weight) for weight, forms in rows]
    for role, rows in _WORDS.items()
}
"""A role's words with their weight: 1 where the words name the role, less where they hint."""

PLACE_COUNTERS = frozenset({"곳", "군데", "개소", "도시", "지역", "시도", "시·도"})
"""Counters that count places by themselves."""

CITY_EN = (
    r"(?:cit(?:y|ies)|municipalit(?:y|ies)|local\s+governments?|provinces?|count(?:y|ies)|districts?"
    r"|ones|places?|communit(?:y|ies)|regions?|areas?|localities)\b"
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

PER_ONE = re.compile(r"\s*+(?:곳|개소|도시|시도|지역)?\s*+(?:당|마다)")

BOTH_KO = re.compile(
    r"신규\s*(?:지정)?(?:와|과|·|및|,|\s)\s*+(?:지역\s*+)?특성화\s*+(?:를|을)?\s*+(?:합친|합한|합하면|합치면|합해|합쳐|더하면|더한|더해|등)?\s*+(?:총|모두)?\s*+$"
)

PAID_TO = re.compile(r"\bwon\s+(?:on|for|to|among|between)\s+(?:the\s+)?$", re.IGNORECASE)
"""An amount right before whom it goes to."""

BOTH_EN = re.compile(r"\s*new(?:ly designated)? and (?:\w+ )?(?:existing|speciali)", re.IGNORECASE)

LEADS = re.compile(
    r"(?:\bfrom|compared (?:with|to)|against|보다|(?:total|number|count)\b[^,.]{0,30}\bto)\s*$",
    re.IGNORECASE,
)

OVER = re.compile(r"\s*(?:of|out of|/)\s*(?:the|all|korea's)?\s*\d+", re.IGNORECASE)

UNDER = re.compile(r"\d\s*/\s*$")

WITH_SHARE = re.compile(r"\s*+(?:곳|개)?\s*+\(\s*+\d+(?:\.\d+)?\s*+(?:%|per ?cent)")

GROWN_EN = re.compile(r"\s*more\b", re.IGNORECASE)

GROWN_KO = re.compile(r"\s*+(?:가\s*+|이\s*+)?(?:더\s*+)?(?:늘|증가|추가)")

LEFT_KO = re.compile(rf"{CITY_KO}|신규|특성화|지정|연계|시도|누계|누적|합계|전년|작년|지난해")

OPEN_KO = re.compile(
    r"^\s*(?:[(),.·:：|)→\]/*※†]|\n|$|로|가|이|을|를|의|에|에서|와|과|는|은|씩|나|등|중|뿐|까지|만|도\s|이며|이다|였|였다"
    r"|늘|증가|추가|신규|지정|선정|특성화|를\s|더)"
)

NP_STOP = re.compile(
    r"[,;:()|\n→…]|(?:와|과|및|을|를|에|에서|에는|로|으로|은|는|이|가)\s|\s(?:will|are|is|was|were|has|have|to|in|that|which|who|receive[sd]?|each)\s",
    FLAGS,
)

LEFT_STOP = re.compile(r"[,;.|\n()→]|(?:와|과|및|을|를|하고|등)\s|\b(?:and|or)\s")

WHOLE_KO = re.compile(r"(?:전국|전체|총)(?:의)?\s*$")

EVERY_KIND = re.compile(r"\s*cities,\s*counties,?\s*(?:and|or)\s*districts", re.IGNORECASE)
"""All municipalities, named by their three kinds."""
BECOME = re.compile(r"\s*+(?:이|가)\s*+(?:됐|되었|된다|됩니다|되면서|되어)")

GROWN_TO = re.compile(r"\s*+(?:으로|로)[ \t]*+(?:늘|확대|증가|\n|$)")

BASIC = re.compile(r"^\s*(?:의\s*)?(?:기초\s*(?:자치|지자|지방)|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구)")

CITY = re.compile(r"^\s*(?:lifelong )?learning cit|^\s*(?:평생)?\s*학습\s*도시", re.IGNORECASE)

CITY_LABEL = re.compile(f"{CITY_EN}|{CITY_KO}|신규|특성화", FLAGS)
CITY_HEAD = re.compile(
    rf"{CITY_EN}|{CITY_KO}|신규|특성화|지정|\bnew\b|\bnumber\b|개수|designated", FLAGS
)
"""What says of a label, or of a table's head, that its figures count places."""
ABOUT_CITIES = re.compile("learning cit|학습도시|지정|designat|coverage|municipalit|기초", FLAGS)
