"""Find every number, amount, share, date, time and duration of a text, in Korean and English.

Offsets are those of the text given. Each stretch of text belongs to one token at most: dates are
taken before years, amounts before counts, and what is left of the digits is a bare number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNT = "count"
SHARE = "share"
POINTS = "points"
MONEY = "money"
DATE = "date"
TIME = "time"
YEAR = "year"
DURATION = "duration"
CONTACT = "contact"
BARE = "bare"


@dataclass(frozen=True)
class Token:
    """A number with its meaning, or a date.

    Parameters
    ----------
    kind
        One of the constants of this module.
    start, end
        Offsets in the text.
    value
        Number, won, percent; years for a duration; 0 for contacts.
    high
        Upper bound where a range is written, else equal to `value`.
    step
        The size of the last digit written: 0.1 of "86.3", 100 million of "1.1 billion".
    about
        Whether a word says that the figure is round.
    iso
        Date as ISO text ("--03-06" without a year), or time "08:30".
    weekday
        Written weekday, 0 Monday to 6 Sunday, or -1.
    word
        What follows a count in the same word: the counter 개, 곳, 명; empty in English.
    """

    kind: str
    start: int
    end: int
    value: float = 0.0
    high: float = 0.0
    step: float = 1.0
    about: bool = False
    iso: str = ""
    weekday: int = -1
    word: str = ""


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
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905  # a list of words
KOREAN = "한 두 세 네 다섯 여섯 일곱 여덟 아홉".split()  # noqa: SIM905  # the same
KOREAN_TENS = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split()  # noqa: SIM905  # the same
MONTHS = "january february march april may june july august september october november december"
WEEKDAYS_EN = "mon tue wed thu fri sat sun".split()  # noqa: SIM905  # the same
WEEKDAYS_KO = "월화수목금토일"

NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(ENGLISH)}
for tens, word in enumerate(TENS, 2):
    NUMBER_WORDS[word] = tens * 10
    for ones in range(1, 10):
        NUMBER_WORDS[f"{word}-{ENGLISH[ones]}"] = tens * 10 + ones
KOREAN_WORDS: dict[str, int] = {word: value for value, word in enumerate(KOREAN, 1)}
for tens, word in enumerate(KOREAN_TENS, 1):
    KOREAN_WORDS[word] = tens * 10
    for ones, digit in enumerate(KOREAN, 1):
        KOREAN_WORDS[word + digit] = tens * 10 + ones
KOREAN_WORDS["스무"] = 20

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_EN_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_KO_WORD = "|".join(sorted(KOREAN_WORDS, key=len, reverse=True))
_GAP = r"[ \t]*\n?[ \t]*"
_DASH = r"[-–—~∼～]"
_ABOUT = re.compile(
    r"(?:약|대략|around|about|approximately|some|nearly|roughly|circa)\s*$", re.IGNORECASE
)
_ABOUT_AFTER = re.compile(r"\s*(?:원\s*)?(?:내외|안팎|여\s*(?:원|개|곳)|가량|정도|수준|or so)")

_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in MONTHS.split())
_DAY_EN = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WEEKDAY_AFTER = (
    rf"(?:[ \t]*[(,]?[ \t]*(?P<wd>{_DAY_EN}|[월화수목금토일](?:요일)?)\s*(?:\)|(?=[\s,.]|$)))?"
)

_DATES = [
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
    re.compile(r"(?<=[^\d월.\s]\s)(?P<d>3[01]|[12]\d|[1-9])일(?=\s*(?:밝혔|발표|공개|전했))"),
    # Monday, 08:30, March 6, 2023; March 6, 2023 (Mon); March 6
    re.compile(
        rf"\b(?:(?P<wd0>{_DAY_EN}),?\s+(?P<t>\d{{1,2}}:\d\d)?,?\s*)?(?P<m>{_MONTH})\s+"
        rf"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
        rf"{_WEEKDAY_AFTER}",
        re.IGNORECASE,
    ),
    # Monday 6 March 2023; 6 March
    re.compile(
        rf"\b(?:(?P<wd0>{_DAY_EN}),?\s+)?(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?"
        rf"(?P<m>{_MONTH})\b(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?{_WEEKDAY_AFTER}",
        re.IGNORECASE,
    ),
]

_TIMES = [
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

_CONTACT = re.compile(
    r"(?<![\d-])0\d{1,2}[-–)]\s?\d{3,4}[-–]\d{4}(?!\d)|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"
)
_BIG = {"조": 1e12, "억": 1e8, "만": 1e4}
_SMALL = {"천": 1e3, "백": 1e2, "십": 1e1}
_KO_BODY = rf"(?:{_N})(?:\s*[조억만천백십]+(?:\s*(?:{_N}))?)*"
_KO_MONEY = re.compile(
    rf"(?<![\d.,])(?:(?P<low>{_KO_BODY})\s*(?:원)?\s*(?:{_DASH}|에서)\s*)?(?P<body>{_KO_BODY})\s*원(?!주)"
)
_EN_UNIT = r"trillion|billion|million|thousand|bn|mn|m"
_EN_MONEY = re.compile(
    rf"(?:(?:KRW|₩|\bwon)\s?(?P<a>{_N})(?:\s*(?:{_DASH}|to)\s*(?P<b>{_N}))?{_GAP}"
    rf"(?P<u>{_EN_UNIT})?\b)"
    rf"|(?<![\d.,])(?P<a2>{_N})(?:\s*(?:{_DASH}|to)\s*(?P<b2>{_N}))?{_GAP}(?P<u2>{_EN_UNIT})?{_GAP}"
    r"(?:Korean\s+)?(?:won|KRW)\b",
    re.IGNORECASE,
)
_EN_SCALE = {"trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6}
_EN_SCALE |= {"thousand": 1e3, "": 1.0}
_EN_WORD_MONEY = re.compile(
    rf"\b(?P<w>{_EN_WORD})\s+(?P<u>billion|million)\s+(?:Korean\s+)?won\b", re.IGNORECASE
)

_PERCENT = re.compile(
    rf"(?<![\d.,])(?P<n>{_N})\s*(?:%|％|퍼센트|프로(?!그)|per\s?cent(?:age)?\b)"
    r"\s*(?P<p>p(?![a-z])|포인트|points?\b|p\b)?",
    re.IGNORECASE,
)
_YEAR_KO = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?:년도?판?|학년도)")
_YEAR_SHORT = re.compile(r"['’](?P<y>\d\d)(?!\d)\s*년?")
_YEAR_BARE = re.compile(
    r"(?<![\d.,:/-])(?P<y>(?:19|20)\d\d)(?![\d,.%:]\d|\d|\s*(?:개|곳|명|원|만|억))"
)
_DURATION = re.compile(
    rf"(?<![\d.,])(?P<n>\d{{1,2}})\s*(?:개\s*)?년(?!도)|\b(?P<w>\d{{1,2}}|{_EN_WORD})[- ]years?\b",
    re.IGNORECASE,
)
_COUNTERS = (
    "개소|군데|개|곳|명|건|회|차|호|종|팀|쪽|면|시간|가지|배|위|번|층|점|인|학점|기관|교|만|천|억"
)
_COUNT_KO = re.compile(rf"(?<![\d.,])(?P<n>{_N})\s*(?:여\s*)?(?P<c>{_COUNTERS})")
_COUNT_KO_WORD = re.compile(
    rf"(?<![가-힣])(?P<w>{_KO_WORD})\s*(?P<c>군데|곳|개|도시|지역|시도|시·도)"
)
_COUNT_EN = re.compile(rf"\b(?P<w>{_EN_WORD})\b(?!-)", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\d.,])(?:{_N})")


def _float(text: str) -> float:
    return float(text.replace(",", ""))


def _step(text: str) -> float:
    """Return the size of a number's last written digit."""
    _, dot, decimals = text.partition(".")
    return 10.0 ** -len(decimals) if dot else 1.0


def _round_step(value: float, step: float) -> float:
    """Return the size of the last digit that is not zero: 10 million of 90 million."""
    size = step
    while value and size < value and round(value / size) % 10 == 0:
        size *= 10
    return size


class _Sheet:
    """The text being read, and which of its characters are taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = bytearray(len(text))
        self.found: list[Token] = []

    def scan(self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Token | None]) -> None:
        for match in pattern.finditer(self.text):
            if any(self.taken[match.start() : match.end()]):
                continue
            token = make(match)
            if token is not None:
                token = self._trim(token)
                self.found.append(token)
                self.taken[token.start : token.end] = b"\x01" * (token.end - token.start)

    def _trim(self, token: Token) -> Token:
        """Return the token without white space at its end."""
        written = self.text[token.start : token.end]
        return replace(token, end=token.start + len(written.rstrip()))

    def about(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - 16) : start]
        return bool(_ABOUT.search(before) or _ABOUT_AFTER.match(self.text, end))


def lex(text: str) -> list[Token]:
    """Return the tokens of a text, in order."""
    sheet = _Sheet(text)
    sheet.scan(_CONTACT, lambda m: Token(CONTACT, m.start(), m.end()))
    for pattern in _DATES:
        sheet.scan(pattern, _date)
    for pattern in _TIMES:
        sheet.scan(pattern, _time)
    sheet.scan(_KO_MONEY, lambda m: _korean_money(sheet, m))
    sheet.scan(_EN_MONEY, lambda m: _english_money(sheet, m))
    sheet.scan(_EN_WORD_MONEY, _word_money)
    sheet.scan(_PERCENT, lambda m: _percent(sheet, m))
    for pattern in (_YEAR_KO, _YEAR_SHORT, _YEAR_BARE):
        sheet.scan(pattern, _year)
    sheet.scan(_DURATION, _duration)
    sheet.scan(_COUNT_KO, lambda m: _count(sheet, m))
    sheet.scan(_COUNT_KO_WORD, _korean_word)
    sheet.scan(_COUNT_EN, lambda m: _english_word(sheet, m))
    sheet.scan(_BARE, lambda m: _bare(sheet, m))
    found = list(_with_inner_times(sheet))
    return sorted(found, key=lambda token: (token.start, token.end))


def _with_inner_times(sheet: _Sheet) -> Iterator[Token]:
    """Yield the tokens, and the hour inside "Monday, 08:30, March 6" as one of its own."""
    for token in sheet.found:
        yield token
        if token.kind == DATE:
            inner = re.search(r"\d{1,2}:\d\d", sheet.text[token.start : token.end])
            if inner:
                start = token.start + inner.start()
                yield Token(TIME, start, start + len(inner[0]), iso=inner[0].zfill(5))


def _weekday(text: str | None) -> int:
    if not text:
        return -1
    if text[0] in WEEKDAYS_KO:
        return WEEKDAYS_KO.index(text[0])
    return WEEKDAYS_EN.index(text[:3].lower())


def _date(match: re.Match[str]) -> Token | None:
    fields = match.groupdict()
    month = fields.get("m") or "0"
    if not month.isdigit():
        names = [name[:3] for name in MONTHS.split()]
        month = str(names.index(month[:3].lower()) + 1)
    year = fields.get("y") or ""
    if year and not year.isdigit():
        year = "20" + year[1:]
    iso = f"{year or '-'}-{int(month):02d}-{int(fields['d']):02d}"
    weekday = _weekday(fields.get("wd") or fields.get("wd0"))
    return Token(DATE, match.start(), match.end(), iso=iso, weekday=weekday)


def _time(match: re.Match[str]) -> Token | None:
    fields = match.groupdict()
    half = (fields.get("ap") or "").lower().replace(".", "")
    if fields.get("h") is None:
        if half not in {"noon", "정오"}:
            return None
        return Token(TIME, match.start(), match.end(), iso="12:00")
    hour = int(fields["h"])
    minute = 30 if fields.get("half") else int(fields.get("m") or 0)
    late = half in {"오후", "밤", "pm"} and hour < 12  # noqa: PLR2004  # noon
    hour += 12 if late else 0
    return Token(TIME, match.start(), match.end(), iso=f"{hour:02d}:{minute:02d}")


def _won(body: str) -> tuple[float, float]:
    """Return the won that a Korean figure writes, and the size of its last digit: 11억 4천만."""
    total = section = number = 0.0
    step, waiting = 1.0, False
    for part in re.finditer(rf"({_N})|([조억만천백십])", body):
        if part[1]:
            number, step, waiting = _float(part[1]), _step(part[1]), True
            continue
        unit = _SMALL.get(part[2]) or _BIG[part[2]]
        step *= unit
        if part[2] in _SMALL:
            section += number * unit
        else:
            total += (section + number if waiting else section) * unit
            section = 0.0
        number, waiting = 0.0, False
    return round(total + section + number, 2), step


def _korean_money(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value, step = _won(match["body"])
    low = value
    if match["low"]:
        low, _ = _won(match["low"])
        if match["low"].replace(",", "").replace(".", "").isdigit():
            # "30~44백만 원" writes the unit once.
            unit, _ = _won("1" + re.sub(r"[\d.,\s]", "", match["body"]))
            low *= unit
    about = sheet.about(match.start(), match.end())
    return Token(MONEY, match.start(), match.end(), low, value, step, about=about)


def _english_money(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    first = match["a"] or match["a2"]
    second = match["b"] or match["b2"] or first
    scale = _EN_SCALE[(match["u"] or match["u2"] or "").lower()]
    about = sheet.about(match.start(), match.end())
    return Token(
        MONEY, match.start(), match.end(), round(_float(first) * scale),
        round(_float(second) * scale), _step(second) * scale, about=about,
    )  # fmt: skip


def _word_money(match: re.Match[str]) -> Token | None:
    scale = _EN_SCALE[match["u"].lower()]
    value = NUMBER_WORDS[match["w"].lower()] * scale
    return Token(MONEY, match.start(), match.end(), value, value, scale)


def _percent(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    kind = POINTS if match["p"] else SHARE
    value = _float(match["n"])
    about = sheet.about(match.start(), match.end())
    return Token(kind, match.start(), match.end(), value, value, _step(match["n"]), about=about)


def _year(match: re.Match[str]) -> Token | None:
    year = match["y"] if len(match["y"]) == 4 else "20" + match["y"]  # noqa: PLR2004  # digits
    return Token(YEAR, match.start(), match.end(), float(year), float(year))


def _duration(match: re.Match[str]) -> Token | None:
    text = match["n"] or match["w"]
    value = float(text) if text.isdigit() else float(NUMBER_WORDS[text.lower()])
    return Token(DURATION, match.start(), match.end(), value, value)


def _count(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = _float(match["n"])
    about = sheet.about(match.start(), match.end("n")) or "여" in match[0]
    return Token(
        COUNT, match.start(), match.end(), value, value, _step(match["n"]), about, word=match["c"]
    )


def _korean_word(match: re.Match[str]) -> Token | None:
    value = float(KOREAN_WORDS[match["w"]])
    return Token(COUNT, match.start(), match.end("w"), value, value, word=match["c"])


def _english_word(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = float(NUMBER_WORDS[match["w"].lower()])
    about = sheet.about(match.start(), match.end())
    return Token(COUNT, match.start(), match.end(), value, value, about=about)


def _bare(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = _float(match[0])
    about = sheet.about(match.start(), match.end())
    return Token(BARE, match.start(), match.end(), value, value, _step(match[0]), about)


def rounding_step(token: Token) -> float:
    """Return to what size a figure may have been rounded: its last digit, or, where a word says
    that it is round, its last digit that is not zero.
    """
    return _round_step(token.high, token.step) if token.about else token.step
