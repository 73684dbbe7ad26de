"""The patterns of numbers, amounts, shares, dates and durations, in Korean and English."""

from __future__ import annotations

import re

ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

KOREAN = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")

KOREAN_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")

MONTHS = "january february march april may june july august september october november december"

WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

WEEKDAYS_KO = "월화수목금토일"

NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(ENGLISH)}

for tens, word in enumerate(TENS, 2):
    NUMBER_WORDS[word] = tens * 10
    for ones in range(1, 10):
        NUMBER_WORDS[f"{word}-{ENGLISH[ones]}"] = tens * 10 + ones

for hundreds in range(1, 3):
    for rest, value in [("", 0), *list(NUMBER_WORDS.items())[1:]]:
        for joint in (" ", " and ") if rest else ("",):
            NUMBER_WORDS[f"{ENGLISH[hundreds]} hundred{joint}{rest}"] = 100 * hundreds + value

KOREAN_WORDS: dict[str, int] = {word: value for value, word in enumerate(KOREAN, 1)}

for tens, word in enumerate(KOREAN_TENS, 1):
    KOREAN_WORDS[word] = tens * 10
    for ones, digit in enumerate(KOREAN, 1):
        KOREAN_WORDS[word + digit] = tens * 10 + ones

KOREAN_WORDS["스무"] = 20
for word, value in list(KOREAN_WORDS.items()):
    KOREAN_WORDS |= {f"백{word}": 100 + value, f"이백{word}": 200 + value}

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

EN_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))

KO_WORD = "|".join(sorted(KOREAN_WORDS, key=len, reverse=True))

GAP = r"[ \t]*\n?[ \t]*"

DASH = r"[-–—~∼～]"

ABOUT = re.compile(
    r"(?:약|대략|around|about|approximately|some|nearly|roughly|circa)\s*$", re.IGNORECASE
)

ABOUT_AFTER = re.compile(r"\s*(?:원\s*)?(?:내외|안팎|여\s*(?:원|개|곳)|가량|정도|수준|or so)")

MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in MONTHS.split())

DAY_EN = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"

WEEKDAY_AFTER = (
    rf"(?:[ \t]*[(,]?[ \t]*(?P<wd>{DAY_EN}|[월화수목금토일](?:요일)?)\s*(?:\)|(?=[\s,.]|$)))?"
)

DATES = [
    # 2023년 3월 6일(월), 3월 6일(월)
    re.compile(
        r"(?:(?P<y>(?:19|20)\d\d|['’]\d\d)\s*년?\.?\s*)?(?<!\d)(?P<m>1[0-2]|0?[1-9])\s*월\s*"
        r"(?P<d>3[01]|[12]\d|0?[1-9])\s*일(?:\s*\(?\s*(?P<wd>[월화수목금토일])(?:요일)?\s*\))?"
    ),
    # 2023. 3. 6.(월), 2023-03-06, '23.3.6.
    re.compile(
        r"(?<![\d.-])(?P<y>(?:19|20)\d\d|['’]\d\d)\s*[.\-/]\s*(?P<m>1[0-2]|0?[1-9])\s*[.\-/]\s*"
        r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|-)\.?(?:\s*\(\s*(?P<wd>[월화수목금토일])(?:요일)?\s*\))?"
    ),
    # 3. 6.(월)
    re.compile(
        r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])\.\s?"
        r"\(\s*(?P<wd>[월화수목금토일])(?:요일)?\s*\)"
    ),
    # "6일 밝혔다": the day of this month
    re.compile(
        r"(?<![\d월.~∼-])(?<!월 )(?P<d>3[01]|[12]\d|[1-9])일(?!간|째|차|\s*간|\s*동안|\s*만에|자리)"
    ),
    # Monday, 08:30, March 6, 2023; March 6, 2023 (Mon); March 6
    re.compile(
        rf"\b(?:(?P<wd0>{DAY_EN}),?\s+(?P<t>\d{{1,2}}:\d\d)?,?\s*)?(?P<m>{MONTH})\s+"
        rf"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
        rf"{WEEKDAY_AFTER}",
        re.IGNORECASE,
    ),
    # Monday 6 March 2023; 6 March
    re.compile(
        rf"\b(?:(?P<wd0>{DAY_EN}),?\s+)?(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?"
        rf"(?P<m>{MONTH})\b(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?{WEEKDAY_AFTER}",
        re.IGNORECASE,
    ),
]

TIMES = [
    re.compile(
        r"(?<![\d:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)\s*(?P<ap>[ap]\.?m\b\.?)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<ap>오전|오후|낮|밤|새벽|정오)\s*(?:(?P<h>1[0-2]|0?\d)\s*시\s*(?:(?P<m>[0-5]?\d)\s*분|(?P<half>반))?)?"
    ),
    re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-4])\s*시\s*(?:(?P<m>[0-5]?\d)\s*분)?(?![가-힣·ㆍ・])"),
    re.compile(r"\b(?P<h>1[0-2]|0?[1-9])\s*(?P<ap>[ap]\.?m\b\.?)", re.IGNORECASE),
    re.compile(r"\b(?P<ap>noon)\b", re.IGNORECASE),
]

CONTACT = re.compile(
    r"(?<![\d-])0\d{1,2}[-–)]\s?\d{3,4}[-–]\d{4}(?!\d)|https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
)

BIG = {"조": 1e12, "억": 1e8, "만": 1e4}

SMALL = {"천": 1e3, "백": 1e2, "십": 1e1}

# Possessive: a run of units must not be tried in every way it can be cut.
KO_BODY = rf"(?:{NUMBER})(?:\s*+[조억만천백십]++(?:\s*+(?:{NUMBER}))?+){{0,6}}+"

KO_MONEY = re.compile(
    rf"(?<![\d.,])(?:(?P<low>{KO_BODY})\s*(?:원)?\s*(?:{DASH}|에서)\s*)?(?P<body>{KO_BODY})\s*원(?!주)"
)

SINO_MONEY = re.compile(
    r"(?<![가-힣\d])(?P<body>[일이삼사오육칠팔구십백천]{1,7}[만억](?:\s?[일이삼사오육칠팔구십백천]{1,7}만)?)\s*원(?![가-힣]{2})"
)

EN_UNIT = r"trillion|billion|million|thousand|bn|mn|m"

EN_MONEY = re.compile(
    rf"(?:(?:KRW|₩|\bwon)\s?(?P<a>{NUMBER})(?:\s*(?:{DASH}|to)\s*(?P<b>{NUMBER}))?{GAP}"
    rf"(?P<u>{EN_UNIT})?\b)"
    rf"|(?<![\d.,])(?P<a2>{NUMBER})(?:\s*(?:{DASH}|to)\s*(?P<b2>{NUMBER}))?{GAP}(?P<u2>{EN_UNIT})?{GAP}"
    r"(?:Korean\s+)?(?:won|KRW)\b",
    re.IGNORECASE,
)

EN_SCALE = {"trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6}

EN_SCALE |= {"thousand": 1e3, "": 1.0}

EN_WORD_MONEY = re.compile(
    rf"\b(?P<w>{EN_WORD})\s+(?P<u>billion|million)\s+(?:Korean\s+)?won\b", re.IGNORECASE
)

PERCENT = re.compile(
    rf"(?<![\d.,])(?P<n>{NUMBER})\s*(?:%|％|퍼센트|프로(?!그)|per\s?cent(?:age)?\b)"
    r"\s*(?P<p>p(?![a-z])|포인트|points?\b|p\b)?",
    re.IGNORECASE,
)

FRACTION_EN = re.compile(
    r"\b(?P<n>one|a|two|three)[- ](?P<d>third|quarter|half)s?\b(?!\s+(?:of\s+)?(?:time|year|party|term|round|place))",
    re.IGNORECASE,
)

FRACTION = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\s*분의\s*(?P<n>\d{1,2})")

YEAR_KO = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?:년도?판?|학년도)")

YEAR_SHORT = re.compile(r"['’](?P<y>\d\d)(?!\d)\s*년?")

YEAR_BARE = re.compile(
    r"(?<![\d.,:/-])(?P<y>(?:19|20)\d\d)(?![\d,.%:]\d|\d|\s*(?:개|곳|명|원|만|억))"
)

DURATION = re.compile(
    rf"(?<![\d.,])(?P<n>\d{{1,2}})\s*(?:개\s*)?년(?!도)|\b(?P<w>\d{{1,2}}|{EN_WORD})[- ]years?\b",
    re.IGNORECASE,
)

COUNTERS = (
    "개소|군데|개|곳|명|건|회|차|호|종|팀|쪽|면|시간|가지|배|위|번|층|점|인|학점|기관|교|만|천|억"
)

RANK = re.compile(rf"(?<![\d.,가-힣])(?:(?P<n>\d{{1,3}})|(?P<w>{KO_WORD}))\s*번째")

COUNT_KO = re.compile(rf"(?<![\d.,])(?P<n>{NUMBER})\s*(?:여\s*)?(?P<c>{COUNTERS})")

COUNT_KO_WORD = re.compile(
    rf"(?<![가-힣])(?P<w>{KO_WORD})\s*(?P<c>군데|곳|개|도시|지역|시도|시·도|지자체|자치단체|자치구|시·군·구|시·군|구·군|군·구|시(?![가-힣])|시(?=[는가에와를의])|군(?=[은이에과을의\s])|구(?=[는가에와를의\s]))"
)

COUNT_EN = re.compile(rf"\b(?P<w>{EN_WORD})\b(?!-)", re.IGNORECASE)

BARE = re.compile(rf"(?<![\d.,])(?:{NUMBER})")
