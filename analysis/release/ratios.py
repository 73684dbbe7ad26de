"""A part of a whole: "226개 시군구 가운데 195곳", "22 of Seoul's 25", and who a part leaves out."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.release.page import Page
    from analysis.release.tokens import Token

_MUNICIPAL = (
    r"(?:기초\s*(?:자치단체|지자체|지방자치단체)|시\s*[·ㆍ]?\s*군(?:\s*[·ㆍ]?\s*구)?|자치구"
    r"|구\s*[·ㆍ]?\s*군|군\s*[·ㆍ]?\s*구|구|군|지방자치단체|지자체|자치단체)"
)
_AMONG = re.compile(
    rf"\s*+(?:곳|개)?+\s*+(?:의\s*+)?(?P<noun>{_MUNICIPAL})?\s*+(?:중에서는|중에서|중에는|중에|중|가운데에서|가운데서|가운데)\s*+"
    r",?\s*+(?:총|모두)?\s*+"
)
_PLAIN_WHOLE = re.compile(
    r"(?:^|[\n(（,.:：>])\s*+(?:(?:전국|전체|총|모두)(?:의)?\s*+)?$|(?:전국|전체)\s*+$"
    r"|(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)[가-힣]{0,6}\s*+$"
)
"""What may stand before a whole without a noun.

Anything else makes it a group of its own, as in "인구감소지역 89곳".
"""

_GROUP = re.compile(
    r"(?:인구\s*감소\s*(?:관심\s*)?지역|관심\s*지역|농(?:산)?어촌|도서\s*지역|접경\s*지역|소멸\s*위기\s*지역)\S{0,2}\s*$"
)
"""Groups that the data of a release do not hold."""

_OF = re.compile(
    r"(?:\s++(?:members|places|(?:learning )?cities|municipalities))?"
    r"(?:\s*+/\s*+|\s*+(?:of|out of|among)\s++)"
    r"(?:all\s++)?(?:(?:the|its|their|korea's)\s++)?",
    re.IGNORECASE,
)
_REST = re.compile(
    r"미지정|지정(?:되지|받지)|(?<![가-힣])남[은아]|undesignated|\bremain\w*"
    r"|not (?:yet )?(?:a )?(?:part|member)|still waiting|학습\s*도시가\s*아[닌니]"
    r"|not (?:yet )?(?:been )?designat\w*|\byet to (?:be )?\w*"
    r"|\bwithout (?:an?|the|this|any)\b|\bleft out\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"지정(?:되어|되었|된|됐|했|한|하|을|률)|신규|(?:모두|전부)(?!\s*\d)|designated|named|\bnew\b|\ball\b",
    re.IGNORECASE,
)
_CITIES = re.compile(r"학습\s*도시|learning cit", re.IGNORECASE)
"""Who is designated, where nothing else says who is left out."""

LOOK_BACK = 3
"""Sentences of a paragraph in which it may have been said whom its figures count."""


def part_and_whole(page: Page, token: Token) -> tuple[Token, Token] | None:
    """Return the part and the whole that a figure is one of, when its words say municipalities."""
    figures, starts = page.numbers
    at = bisect_left(starts, token.start)
    for first, second in zip(figures[max(0, at - 1) : at + 1], figures[at : at + 2], strict=False):
        if token not in {first, second}:
            continue
        between = page.plain[first.end : second.start]
        among = _AMONG.fullmatch(between)
        if among and (among["noun"] or _stands_alone(page, first)):
            return second, first
        if _OF.fullmatch(between):
            return first, second
    return None


def of_a_group(page: Page, token: Token) -> bool:
    """Return whether a figure is of a group of its own: "인구감소지역 89곳 중 23곳"."""
    figures, starts = page.numbers
    at = bisect_left(starts, token.start)
    for first, second in zip(figures[max(0, at - 1) : at + 1], figures[at : at + 2], strict=False):
        if token not in {first, second}:
            continue
        named = _GROUP.search(page.plain[max(0, first.start - 16) : first.start])
        if named and _AMONG.fullmatch(page.plain[first.end : second.start]):
            return True
    return False


def _stands_alone(page: Page, token: Token) -> bool:
    """Return whether nothing before a whole makes it a group of its own."""
    return bool(_PLAIN_WHOLE.search(page.plain[max(0, token.start - 16) : token.start]))


def counts_the_rest(page: Page, token: Token) -> bool:
    """Return whether a province's figure counts who is left out.

    The nearest words decide that say whom a figure counts: behind it in its sentence, where
    Korean has its verbs, then before it, then in the sentences before of the same paragraph: "Who
    is not yet designated? 34. Gyeongbuk has 10 of them."
    """
    start, end = page.sentence(token.start)
    behind = _markers(page.plain[token.end : end])
    if behind:
        return behind[0]
    texts = [page.plain[start : token.start]]
    if _CITIES.search(page.plain[start:end]) and not _markers(texts[0]):
        return False
    at = start
    for _ in range(LOOK_BACK):
        before = page.before(at)
        if not before:
            break
        texts.append(before)
        at, _ = page.sentence(at - 1)
    return next((found[-1] for text in texts if (found := _markers(text))), False)


def counts_the_rest_before(page: Page, token: Token) -> bool:
    """Return whether the words before a figure in its own sentence say: who is left out."""
    start, _ = page.sentence(token.start)
    found = _markers(page.plain[start : token.start])
    return bool(found) and found[-1]


def _markers(text: str) -> list[bool]:
    """Return, in order, whether each word that says whom a figure counts says: who is left out."""
    rest = [match.span() for match in _REST.finditer(text)]
    blanked = list(text)
    for start, end in rest:
        blanked[start:end] = " " * (end - start)
    said = [match.start() for match in _SAID.finditer("".join(blanked))]
    marked = [(start, True) for start, _ in rest] + [(start, False) for start in said]
    return [left_out for _, left_out in sorted(marked)]
