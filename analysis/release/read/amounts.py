"""Whom an amount goes to, and whether to each or to all: the nearest payee in its part counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.release.measures import words as w
from analysis.release.model import CARRIED, FIRM, NATION, OPEN, Reading
from analysis.release.read.dates.times import time_of
from analysis.release.read.numbers import BARE, MONEY
from analysis.release.read.scopes import scope_of

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.counts import Figure
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.name_roles import ListReading
    from analysis.release.read.numbers import Token

EACH, TOTAL = "each", "total"
REACH = 420
"""Characters back to the list that "these places" are."""

PAYEES: dict[str, dict[str, re.Pattern[str]]] = {
    "ko": {
        "excellent": re.compile(r"우수(?!\s*사례)|성적이\s*뛰어난"),
        "linked": re.compile(w.LINKED),
        "courses": re.compile(w.COURSES),
        "special": re.compile(rf"{w.SPECIAL}(?!\s*프로그램)"),
        "consortium": re.compile(w.CONSORTIUM),
        "new": re.compile(
            rf"{w.NEW}[^,.\d]{{0,14}}(?:도시|지정|선정|뽑|시·군|지자체)|신규|처음\s*지정"
        ),
        "supported": re.compile(w.HELD),
    },
    "en": {
        "excellent": re.compile(r"excellen\w+|top[- ]rated", re.IGNORECASE),
        "special": re.compile(
            rf"{w.EN_SPECIAL}|\bspecial(?:ly)? support(?:ed)?\b|\bsingle (?:cities|municipalities|towns|places)\b",
            re.IGNORECASE,
        ),
        "consortium": re.compile(rf"{w.EN_CONSORTIUM}|\ba province\b", re.IGNORECASE),
        "new": re.compile(r"\bnew(?:ly|comers?)?\b", re.IGNORECASE),
        "supported": re.compile(rf"{w.EN_HELD}", re.IGNORECASE),
    },
}
"""Who is paid, by the words for it: named rules, one a payee and language."""

_EACH = re.compile(
    r"각각|각(?=\s|\d|$)|씩|저마다|(?<=[곳시군구])\s*당(?=\s)|[곳개]당|(?:곳|도시|지자체|체|군|구|시)마다|한\s*(?:곳|도시|지자체|개)|(?<!\d)1\s*(?:곳|개)|도시별|지자체별|지역별|하나에"
)
_EACH_EN = re.compile(r"\beach\b|apiece|\bper\b|\bevery\b|\bevery one\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"모두|총|소계|합계|합(?:쳐|치|하|계|해|한|산)|전체|통틀|더하면|더해|규모|올해\s*예산|몫은|전부|도합"
)
_TOTAL_EN = re.compile(
    r"\btotal\b|altogether|\bin all\b|combined|\ball told\b|together|sum of", re.IGNORECASE
)
_ALIEN = re.compile(
    r"시비|도비|군비|구비|지방비|자체\s*(?:예산|재원)|자부담|매칭|대응|년간|년\s*동안|수강료|지역화폐|상금|장학|건립|공사|사업비\s*\d+억"
)
_ALIEN_EN = re.compile(
    r"matching|own budget|local money|over (?:three|two|\d) years|prize|fees?", re.IGNORECASE
)
_THESE = re.compile(
    r"(?:도시|지자체|곳|시·군|지역)마다|이들(?:에게|에는|은|이)|(?:이들|해당|선정된|뽑힌|지정된|이)\s*(?:\S+\s*)?(?:지자체|도시|곳|시·군|지역|기초)|(?:두|세|네|다섯|여섯|일곱|여덟)\s*(?:지자체|도시|곳|시|군|지역)"
)


_SHARED = re.compile(r"^\s*(?:안팎|내외|가량|정도)?\s*(?:씩|each|apiece)")
_EACH_BEFORE = re.compile(r"^\s*(?:안팎|내외|가량|정도)?\s*(?:씩|each|apiece)")
SHORT = 8
"""Characters between an amount for each and the sum that it makes."""


_SCALES = {
    "천": 1e3, "만": 1e4, "백만": 1e6, "천만": 1e7, "억": 1e8,
    "thousand": 1e3, "million": 1e6, "billion": 1e9,
}  # fmt: skip
_CELL_UNIT = re.compile(rf"\(\s*(?:단위\s*:?\s*)?({'|'.join(_SCALES)})\s*(?:원|won)", re.IGNORECASE)
"""A head's unit: 한 곳당 국비(백만 원), Grant (million won)."""


@dataclass(frozen=True)
class Paid:
    """An amount with whom it may go to."""

    token: Token
    slots: Slots
    readings: tuple[Reading, ...]
    alien: bool = False


def amounts_of(draft: Draft, figures: list[Figure], lists: list[ListReading]) -> list[Paid]:
    """Return every amount of a draft with its readings."""
    tokens = [
        found
        for t in draft.tokens
        for found in [t if t.kind == MONEY else money_cell(draft, t)]
        if found
    ]
    return [_paid(draft, t, figures, lists, tokens) for t in tokens]


def money_cell(draft: Draft, token: Token) -> Token | None:
    """Return a table's bare number as the amount that its row's or column's head makes it."""
    if token.kind != BARE or not draft.page.in_row(token.start):
        return None
    row, column, cell = draft.page.cells(token.start)
    unit = _CELL_UNIT.search(f"{row} {column}")
    if not unit or re.search(r"\d\s*[-–~∼]\s*\d", cell):
        return None
    scale = _SCALES[unit[1].lower()]
    return replace(
        token,
        kind=MONEY,
        value=token.value * scale,
        high=token.high * scale,
        step=token.step * scale,
    )


def _part(draft: Draft, token: Token, tokens: list[Token]) -> tuple[int, int]:
    """Return the stretch that an amount has for itself: from the amount before to the one after."""
    left, right = draft.page.sentence(token.start)
    before = [t.end for t in tokens if left <= t.end <= token.start]
    return (before[-1] if before else left), right


def _paid(
    draft: Draft, token: Token, figures: list[Figure], lists: list[ListReading], tokens: list[Token]
) -> Paid:
    slots = draft.slots(token.start, token.end)
    left, right = draft.page.sentence(token.start)
    part_from, _ = _part(draft, token, tokens)
    lang = draft.lang(token.start)
    part = _SHARED.sub("", draft.plain[part_from : token.start])
    label = f"{slots.column} {slots.row}" if draft.page.in_row(token.start) else ""
    if re.match(r"\s*[▶►➡→]", draft.plain[token.end : token.end + 3]):
        label = slots.row  # 9천만 원 ▶ 처음 지정된 도시 한 곳의 운영비
    behind = draft.plain[token.end : min(right, token.end + 40)]
    next_money = next((t.start for t in tokens if t.start >= token.end), right)
    behind = re.split(r",(?!\d)", behind[: max(0, next_money - token.end)])[0]
    alien = (_ALIEN if lang == "ko" else _ALIEN_EN).search(part[-40:] + behind[:5])
    if re.search(w.OTHER_SCHEME, draft.plain[left:right]):
        alien = re.search(w.OTHER_SCHEME, draft.plain[left:right])
    per = _per(lang, f"{label} {part}", behind, draft.plain[left : token.start])
    if (
        part_from > left
        and len(part.strip()) < SHORT
        and _EACH_BEFORE.search(draft.plain[part_from : part_from + 8])
    ):
        per = TOTAL  # 6곳에 7500만 원씩 4억5000만 원
    if re.match(r"[^\d]{0,3}[=＝]\s*(?:약|총|about)?\s*$", draft.plain[part_from : token.start]):
        per = TOTAL  # 8곳 × 90백만 원 = 720백만 원
    elif re.search(r"[×✕]\s*$", part):
        per = EACH
    found = _payees(draft, lang, token, (left, part_from), label, behind, figures, lists)
    scopes, scope_strength, _ = scope_of(draft, token.start, token.end, slots)
    when = time_of(draft, token.start, token.end)
    readings = tuple(
        Reading(
            m,
            scopes or (NATION,),
            when,
            strength,
            rule,
            words,
            per=per,
            scope_strength=scope_strength,
        )
        for m, strength, rule, words in found
    )
    return Paid(token, slots, readings, bool(alien))


def _per(lang: str, part: str, behind: str, sentence: str) -> str:
    """Return whether the words say each or total."""
    each, total = (_EACH, _TOTAL) if lang == "ko" else (_EACH_EN, _TOTAL_EN)
    one = each.search(part) or each.search(behind[:16] if lang == "ko" else behind)
    all_of = total.search(part[-30:]) or total.search(behind[:12])
    if one and not (all_of and part.rfind(all_of[0]) > part.rfind(one[0])):
        return EACH
    if all_of:
        return TOTAL
    return EACH if each.search(sentence) else ""


def _payees(  # noqa: PLR0913, PLR0917  # each is one place to look
    draft: Draft, lang: str, token: Token, span: tuple[int, int], label: str, behind: str,
    figures: list[Figure], lists: list[ListReading],
) -> list[tuple[str, str, str, str]]:  # fmt: skip
    """Return whom an amount may go to: measure, strength, rule, words; nearest first."""
    left, part_from = span
    found: list[tuple[str, str, str, str]] = []
    if label:
        found += _named(lang, label, FIRM, "payee.label")
    part = draft.plain[part_from : token.start]
    onward = lang == "en" and re.match(
        r"\s*(?:each\s+)?(?:on|for|to|among|between|goes? to|went to)\s", behind
    )
    if onward:
        found += _named(lang, behind, FIRM, "payee.onward")
    if not found:
        found += _named(lang, part, FIRM, "payee.part")
    if not found:
        counted = [f for f in figures if part_from <= f.token.start < token.start and f.best]
        for figure in counted[-1:]:
            best = figure.best
            if best and best.measure in _PAID:
                found.append((best.measure, best.strength, "payee.counted", figure.slots.own))
    named = [
        entry for entry in lists if part_from <= entry.names.start < token.start and entry.readings
    ]
    if not found and named:
        best = next((r for r in named[-1].readings if r.measure != "funded"), named[-1].readings[0])
        if best.measure in _PAID:
            found.append((best.measure, best.strength, "payee.named", ""))
    if not found or re.match(r"\s*(?:을|를|이|씩)?\s*(?:각각\s*)?[^.,]{0,10}(?:에|에게)\s", behind):
        found += _named(lang, behind, FIRM if not found else OPEN, "payee.behind")
    earlier = draft.plain[left:part_from]
    alone = (
        len({m for m, *_ in _named(lang, earlier, CARRIED, "payee.sentence")}) == 1 and not found
    )
    found += _named(lang, earlier, FIRM if alone else CARRIED, "payee.sentence")
    previous = draft.page.before(left)
    these = _THESE.search(part)
    one = len({m for m, *_ in _named(lang, previous, CARRIED, "payee.sentence-before")}) == 1
    lone = (
        not found
        and one
        and re.match(
            r"^[\s\W]*(?:한\s*(?:곳|도시|지자체)|[곳개]당|각|이들|they|each|every)",
            draft.plain[left : token.start],
            re.IGNORECASE,
        )
    )
    found += _named(
        lang,
        previous,
        FIRM if lone else CARRIED if not found or these else OPEN,
        "payee.these" if these and one else "payee.sentence-before",
    )
    if lang == "ko" and draft.home[1] and re.search(r"국비|운영비", part[-14:]):
        found.append(("new", CARRIED, "payee.national-money", "국비"))
    if not found and these:
        near = [
            e
            for e in lists
            if e.names.end <= token.start and token.start - e.names.end < REACH and e.readings
        ]
        found += [
            (r.measure, CARRIED, "payee.these", these[0])
            for e in near[-1:]
            for r in e.readings[:1]
            if r.measure in _PAID
        ]
    if not found and not behind.strip().startswith(("→", "->")):
        found += _in_force(token, figures, lists)
    heading = draft.page.heading(token.start)
    found += _named(lang, heading, OPEN, "payee.heading")
    first: dict[str, tuple[str, str, str, str]] = {}
    for item in found:
        first.setdefault(item[0], item)
    return list(first.values())


def _in_force(
    token: Token, figures: list[Figure], lists: list[ListReading]
) -> list[tuple[str, str, str, str]]:
    """Return what the last figure or list before an amount counts: `payee.in-force`."""
    said = [(f.token.end, f.best) for f in figures if f.best]
    said += [(e.names.end, e.readings[0]) for e in lists if e.readings]
    near = [
        (at, best) for at, best in said
        if at <= token.start and token.start - at < REACH and best.strength != OPEN
        and best.measure in _PAID
    ]  # fmt: skip
    return [
        (best.measure, CARRIED, "payee.in-force", "")
        for _, best in sorted(near, key=lambda item: item[0])[-1:]
    ]


_PAID = frozenset(
    {"new", "special", "consortium", "excellent", "linked", "courses", "supported", "funded"}
)


def _named(lang: str, text: str, strength: str, rule: str) -> list[tuple[str, str, str, str]]:
    """Return the payees that a stretch names, the last first."""
    hits = [
        (match.end(), measure, match[0])
        for measure, pattern in PAYEES[lang].items()
        for match in pattern.finditer(text)
    ]
    hits.sort(reverse=True)
    if any(measure == "special" for _, measure, _ in hits):
        hits = [hit for hit in hits if hit[1] != "supported"]
    if rule not in {"payee.part", "payee.label"}:
        hits = [hit for hit in hits if not (hit[1] == "consortium" and hit[2] in {"시·도", "시도"})]
    several = len({measure for _, measure, _ in hits}) > 1 and rule != "payee.part"
    return [(measure, CARRIED if several else strength, rule, words) for _, measure, words in hits]
