"""Find every number, amount, share, date, time and duration of a text, in Korean and English.

Offsets are those of the text given. Each stretch of text belongs to one token at most: dates are
taken before years, amounts before counts, and what is left of the digits is a bare number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.release.read import number_patterns as patterns

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
NTH = "번째"
"""The counter of a rank."""
FRACTION = "fraction"
"""The word of a share that is written as a fraction."""


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
        return bool(patterns.ABOUT.search(before) or patterns.ABOUT_AFTER.match(self.text, end))


def lex(text: str) -> list[Token]:
    """Return the tokens of a text, in order."""
    sheet = _Sheet(text)
    sheet.scan(patterns.CONTACT, lambda m: Token(CONTACT, m.start(), m.end()))
    for pattern in patterns.DATES:
        sheet.scan(pattern, _date)
    for pattern in patterns.TIMES:
        sheet.scan(pattern, _time)
    sheet.scan(patterns.KO_MONEY, lambda m: _korean_money(sheet, m))
    sheet.scan(patterns.SINO_MONEY, _sino_money)
    sheet.scan(patterns.EN_MONEY, lambda m: _english_money(sheet, m))
    sheet.scan(patterns.EN_WORD_MONEY, _word_money)
    sheet.scan(patterns.PERCENT, lambda m: _percent(sheet, m))
    sheet.scan(patterns.FRACTION, _fraction)
    sheet.scan(patterns.FRACTION_EN, _english_fraction)
    for pattern in (patterns.YEAR_KO, patterns.YEAR_SHORT, patterns.YEAR_BARE):
        sheet.scan(pattern, _year)
    sheet.scan(patterns.DURATION, _duration)
    sheet.scan(patterns.RANK, _rank)
    sheet.scan(patterns.COUNT_KO, lambda m: _count(sheet, m))
    sheet.scan(patterns.COUNT_KO_WORD, _korean_word)
    sheet.scan(patterns.COUNT_EN, lambda m: _english_word(sheet, m))
    sheet.scan(patterns.BARE, lambda m: _bare(sheet, m))
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
    if text[0] in patterns.WEEKDAYS_KO:
        return patterns.WEEKDAYS_KO.index(text[0])
    return patterns.WEEKDAYS_EN.index(text[:3].lower())


def _date(match: re.Match[str]) -> Token | None:
    fields = match.groupdict()
    month = fields.get("m") or "0"
    if not month.isdigit():
        names = [name[:3] for name in patterns.MONTHS.split()]
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
    for part in re.finditer(rf"({patterns.NUMBER})|([조억만천백십])", body):
        if part[1]:
            number, step, waiting = _float(part[1]), _step(part[1]), True
            continue
        unit = patterns.SMALL.get(part[2]) or patterns.BIG[part[2]]
        step *= unit
        if part[2] in patterns.SMALL:
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


def _sino_money(match: re.Match[str]) -> Token:
    """Return an amount that is written out: 칠천오백만 원."""
    digits = {sign: str(value) for value, sign in enumerate("일이삼사오육칠팔구", 1)}
    body = re.sub(r"(?<![일이삼사오육칠팔구])(?=[십백천])", "1", match["body"])
    value, step = _won("".join(digits.get(sign, sign) for sign in body))
    return Token(MONEY, match.start(), match.end(), value, value, step)


def _english_money(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    first = match["a"] or match["a2"]
    second = match["b"] or match["b2"] or first
    scale = patterns.EN_SCALE[(match["u"] or match["u2"] or "").lower()]
    about = sheet.about(match.start(), match.end())
    return Token(
        MONEY, match.start(), match.end(), round(_float(first) * scale),
        round(_float(second) * scale), _step(second) * scale, about=about,
    )  # fmt: skip


def _word_money(match: re.Match[str]) -> Token | None:
    scale = patterns.EN_SCALE[match["u"].lower()]
    value = patterns.NUMBER_WORDS[match["w"].lower()] * scale
    return Token(MONEY, match.start(), match.end(), value, value, scale)


def _percent(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    kind = POINTS if match["p"] else SHARE
    value = _float(match["n"])
    about = sheet.about(match.start(), match.end())
    return Token(kind, match.start(), match.end(), value, value, _step(match["n"]), about=about)


def _fraction(match: re.Match[str]) -> Token | None:
    """Return a fraction as a share: a third is 33.3 percent."""
    if int(match["d"]) < 2:  # noqa: PLR2004  # a whole is no fraction
        return None
    value = 100 * int(match["n"]) / int(match["d"])
    return Token(SHARE, match.start(), match.end(), value, value, word=FRACTION)


def _english_fraction(match: re.Match[str]) -> Token:
    parts = {"third": 3, "quarter": 4, "half": 2}[match["d"].lower()]
    value = 100 * {"one": 1, "a": 1, "two": 2, "three": 3}[match["n"].lower()] / parts
    return Token(SHARE, match.start(), match.end(), value, value, word=FRACTION)


def _year(match: re.Match[str]) -> Token | None:
    year = match["y"] if len(match["y"]) == 4 else "20" + match["y"]  # noqa: PLR2004  # digits
    return Token(YEAR, match.start(), match.end(), float(year), float(year))


def _duration(match: re.Match[str]) -> Token | None:
    text = match["n"] or match["w"]
    value = float(text) if text.isdigit() else float(patterns.NUMBER_WORDS[text.lower()])
    return Token(DURATION, match.start(), match.end(), value, value)


def _count(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = _float(match["n"])
    about = sheet.about(match.start(), match.end("n")) or "여" in match[0]
    return Token(
        COUNT, match.start(), match.end(), value, value, _step(match["n"]), about, word=match["c"]
    )


def _rank(match: re.Match[str]) -> Token:
    value = float(match["n"] or patterns.KOREAN_WORDS[match["w"]])
    return Token(COUNT, match.start(), match.end(), value, value, word=NTH)


def _korean_word(match: re.Match[str]) -> Token | None:
    value = float(patterns.KOREAN_WORDS[match["w"]])
    return Token(COUNT, match.start(), match.end("w"), value, value, word=match["c"])


def _english_word(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = float(patterns.NUMBER_WORDS[match["w"].lower()])
    about = sheet.about(match.start(), match.end())
    return Token(COUNT, match.start(), match.end(), value, value, about=about)


def _bare(sheet: _Sheet, match: re.Match[str]) -> Token | None:
    value = _float(match[0])
    about = sheet.about(match.start(), match.end())
    return Token(BARE, match.start(), match.end(), value, value, _step(match[0]), about)


def rounding_step(token: Token) -> float:
    """Return to what size a figure may have been rounded.

    That is its last digit or, where a word says that it is round, its last that is not zero.
    """
    return _round_step(token.high, token.step) if token.about else token.step
