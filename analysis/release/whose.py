"""Which province a figure of a release is said of: beside its name, in its row, each of several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.release.namelists import settled
from analysis.release.naming import NameList

if TYPE_CHECKING:
    from analysis.release.naming import Mention, Names
    from analysis.release.page import Page
    from analysis.release.tokens import Token

_SAID_OF = re.compile(
    r"\s*+(?:[:：|]|은|는|이|가|의|에|에는|에만|으로|로|has|with|,"
    r"|(?:is|are) (?:complete|covered))?"
    r"\s*+(?:총|all|모두|\()?\s*+"
)

_IN_PROVINCE = re.compile(r"\s*+(?:municipalities|districts|counties)?\s*+in\s++", re.IGNORECASE)

_APIECE = re.compile(r"\s*씩")

_EACH_OF = re.compile(r"\s*+(?:은|는|이|가|에|에서|에는)?\s*+(?:각각|각기|각)\s*+")
"""Between several provinces and the figure that all of them share."""

_OF_ONE_PROVINCE = re.compile(
    r"\s*+(?:시\s*[·ㆍ]?\s*군(?!\s*[·ㆍ]?\s*구)|구\s*[·ㆍ]\s*군|군\s*[·ㆍ]\s*구|자치구)"
)
"""The country has all three kinds, a province two at most."""

_MUNICIPALITIES_OF = re.compile(
    r"\s*+(?:municipalities|local governments|districts|counties)\s++(?:of|in)\s++", re.IGNORECASE
)


def provinces_each(page: Page, token: Token, lists: list[NameList]) -> tuple[str, ...]:
    """Return the provinces that a figure is said of each: "서울·대구가 각각 3곳"."""
    for names in lists:
        named, last = names.mentions, names.mentions[-1]
        several = len(named) > 1 and all(mention.is_province for mention in named)
        beside = several and last.end <= token.start and page.plain[last.end : token.start]
        apiece = _APIECE.match(page.plain[token.end : token.end + 4])
        if beside and (_EACH_OF.fullmatch(beside) or (apiece and _SAID_OF.fullmatch(beside))):
            return tuple(mention.province for mention in named)
    return ()


def province_beside(page: Page, token: Token, lists: list[NameList]) -> str:
    """Return the province a figure is said of: "경기 31개 시군", "Gyeonggi: 31 cities"."""
    for names in lists:
        last = names.mentions[-1]
        if last.is_province and len(names.mentions) == 1 and last.end <= token.start:
            between = page.plain[last.end : token.start]
            if _SAID_OF.fullmatch(between):
                return last.province
        behind = len(names.mentions) == 1 and page.plain[token.end : names.start]
        if last.is_province and behind and _IN_PROVINCE.fullmatch(behind):
            return last.province
    return ""


def province_around(page: Page, token: Token, lists: list[NameList]) -> str:
    """Return the province whose municipalities a figure counts: "충남은 … 15개 시·군이 모두"."""
    start, end = page.sentence(token.start)
    of_one = bool(_OF_ONE_PROVINCE.match(page.plain[token.end : end]))
    found = ""
    for names in lists:
        only = names.mentions[0]
        if not (start <= only.start < end and only.is_province and len(names.mentions) == 1):
            continue
        if only.end <= token.start and of_one:
            found = only.province
        between = only.start >= token.end and page.plain[token.end : only.start]
        if between and _MUNICIPALITIES_OF.fullmatch(between):
            return only.province
    return found


def province_of_row(page: Page, token: Token, lists: list[NameList]) -> str:
    """Return the province that the first cell of a figure's table row names, if it does."""
    start, _ = page.line(token.start)
    for names in lists:
        only = names.mentions[0]
        if start <= only.start < token.start and only.is_province and len(names.mentions) == 1:
            first = not page.plain[start : only.start].strip(" |")
            if first and re.match(r"\s*+[|\t]", page.plain[only.end : token.start]):
                return only.province
    return ""


def under_subject(page: Page, lists: list[NameList], names: Names) -> list[NameList]:
    """Return lists in which a bare name lies in the province that its sentence is about.

    "부산광역시는 강서구가 지정됨에 따라": there is a Gangseo-gu in Seoul as well.
    """
    found = list(lists)
    for at, entry in enumerate(lists):
        start, _ = page.sentence(entry.start)
        subjects = [
            other.mentions[0].province
            for other in lists[:at]
            if other.start >= start
            and len(other.mentions) == 1
            and other.mentions[0].is_province
            and (
                _SUBJECT.match(page.plain, other.end) or not page.plain[start : other.start].strip()
            )
        ]
        if subjects:
            known = [_inside(page, mention, subjects[-1], names) for mention in entry.mentions]
            found[at] = NameList(tuple(known))
    return settled(found)


def _inside(page: Page, mention: Mention, province: str, names: Names) -> Mention:
    """Return a bare name as the place of a province, where there is one and others beside it."""
    if len(mention.units) < 2 or mention.own_province:  # noqa: PLR2004  # several places bear it
        return mention
    units = names.units(page.plain[mention.start : mention.end], province)
    if not units:
        return mention
    return replace(mention, units=units, province=province, own_province=True)


_SUBJECT = re.compile(
    r"(?:은|는|이|가|에서는|에서)(?![가-힣])|\s*(?:의\s*)?\d+\s*개\s*(?:자치구|시|군|구)"
)
