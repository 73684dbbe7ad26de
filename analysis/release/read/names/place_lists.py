"""Put the names of a text into lists, and carry a province over the names grouped under it."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.release.read.names.name_chains import chains, merged
from analysis.release.read.names.places import Mention, NameList, Names

BREAK = re.compile(r"\n\s*\n|\n\s*[-*•□○●◎ㅇ▶▸▹►▷➤‣※■▪◦◆◇✓✔]")

_UNKNOWN_KO = re.compile(r"(?:(?P<p>[가-힣]{2,7})[ \t]+)?(?P<n>[가-힣]{1,4}[시군구])(?![가-힣])")

_NO_NAME = re.compile(
    r"(?:도시|자치구|시군구?|군구|실시|동시|다시|즉시|표시|게시|제시|전시|연구|요구|친구|기구|지구|역시|반드시|일시|수시)$"
)
"""Words that end like a place's name."""

_UNKNOWN_EN = re.compile(r"(?:(?P<p>[A-Z][a-z]+)\s+)?(?P<n>[A-Z][a-z]+-(?:si|gun|gu))\b")


WIDEST_GAP = 60
"""Characters between two names of one list at most."""


def settled(lists: list[NameList]) -> list[NameList]:
    """Return lists in which a bare name means the one place that the text has named in full.

    "대구 서구가 지정됐다. … 서구는": only where no other place of that name is named.
    """
    named = {
        unit
        for group in lists
        for mention in group.mentions
        if mention.own_province and len(mention.units) == 1
        for unit in mention.units
    }
    return [
        NameList(tuple(_as_named(mention, named) for mention in group.mentions)) for group in lists
    ]


def _as_named(mention: Mention, named: set[str]) -> Mention:
    meant = named & set(mention.units)
    if len(mention.units) > 1 and len(meant) == 1:
        return replace(mention, units=tuple(meant))
    return mention


def lists_of(text: str, names: Names) -> list[NameList]:
    """Return the names of a text as lists; a name that stands alone is a list of one.

    Unknown names are found inside lists only, where what stands between two marks must be one.
    """
    mentions = merged(names.find(text), chains(text, names))
    lists: list[list[Mention]] = []
    for mention in mentions:
        counted = mention.is_province and _COUNTED.match(text, mention.end)
        between = text[lists[-1][-1].end : mention.start] if lists else ""
        alone = (
            "\n" in between
            and not re.search(r"[,·、]|\band\b", between)
            and _bare_name(text, mention)
        )
        if lists and not (counted and ")" in between) and not alone:
            gap = _gap(between, names)
            if gap is not None:
                last = lists[-1][-1]
                lists[-1] += [
                    replace(m, start=m.start + last.end, end=m.end + last.end) for m in gap
                ]
                lists[-1].append(mention)
                continue
        lists.append([mention])
    grown = [_carried(text, _trailing(text, group, names), names) for group in lists]
    return settled([NameList(tuple(group)) for group in grown if group])


def _bare_name(text: str, mention: Mention) -> bool:
    """Return whether a name stands without what says that it is a place: 동해, the sea on a map."""
    written = text[mention.start : mention.end]
    return not (
        mention.is_province or mention.own_province or re.search(r"[시군구]$|-\w+$", written)
    )


_COUNTED = re.compile(r"\s*\d+\s*(?:곳|개|군데|\()")
"""After a province that opens a list of its own: "강원 1곳(양양군), 충북 1곳(보은군)"."""

_NEXT = re.compile(r"\s?(?:[,、·ㆍ・/]|\band\b|및)\s*")

_AFTER_PROVINCE = re.compile(r"[ \t]+|\s?[,、·ㆍ・/]\s*")

_BARE_KO = re.compile(r"[가-힣]{2,4}(?![가-힣])")

_JOINT = re.compile(
    r"(?:[,，、·ㆍ・/;&:()（）\[\]|]|\band\b|및|그리고|[와과](?=\s)|\s"
    r"|[을를]\s*(?:비롯(?:해|하여|한)|포함(?:해|하여|한)))++",
    re.IGNORECASE,
)

_PARTICLE = re.compile(r"(?:시|군|구|은|는|이|가|을|를)?")


def _gap(between: str, names: Names) -> list[Mention] | None:
    """Return the unknown or suffixless names between two names of a list; None when it is no list.

    The stretch between may hold marks, and pieces that look like a place's name.
    """
    if BREAK.search(between) or len(between) > WIDEST_GAP:  # no list leaves such a gap
        return None
    found: list[Mention] = []
    at = 0
    while at < len(between):
        joint = _JOINT.match(between, at)
        if joint:
            at = joint.end()
            continue
        piece = _piece(between, at, names)
        if piece is None:
            return None
        found.append(piece)
        at = piece.end
    return found if (between.strip() or "\n" not in between) else None


def _piece(text: str, at: int, names: Names) -> Mention | None:
    """Return the place-like word at an offset: unknown with a suffix, or known without one."""
    for pattern in (_UNKNOWN_KO, _UNKNOWN_EN):
        match = pattern.match(text, at)
        if match and not _NO_NAME.search(match["n"]):
            codes = sorted(names.province_codes(match["p"])) if match["p"] else [""]
            if match["p"] and not codes:
                continue
            return Mention(at, match.end(), (), codes[0], own_province=bool(match["p"]))
    bare = _BARE_KO.match(text, at)
    if bare and names.units(bare[0]):
        return Mention(at, bare.end(), names.units(bare[0]))
    return None


def _trailing(text: str, group: list[Mention], names: Names) -> list[Mention]:
    """Return a list grown at both ends by unknown or suffixless names."""
    if len(group) > 1 or group[0].own_province or group[0].is_province:
        while True:
            last = group[-1]
            joint = (_AFTER_PROVINCE if last.is_province else _NEXT).match(text, last.end)
            piece = _piece(text, joint.end(), names) if joint else None
            if piece is None:
                break
            group = [*group, piece]
    return group


def _carried(text: str, group: list[Mention], names: Names) -> list[Mention]:
    """Return a list whose bare names took the province they stand under."""
    places = [m for m in group if not m.is_province]
    if not places:
        return group
    each_has_its_own = sum(m.own_province for m in places) * 3 >= len(places) * 2
    result: list[Mention] = []
    province = ""
    for index, mention in enumerate(group):
        if mention.is_province:
            heads = index + 1 < len(group) and _heads(
                text[mention.end : group[index + 1].start], group[index + 1]
            )
            province = mention.province if heads else ""
            if not heads and not _speaks_for(text, group[index:], names):
                result.append(mention)
            continue
        if mention.own_province:
            province = mention.province
            result.append(mention)
            continue
        headed = index > 0 and group[index - 1].is_province
        between = text[group[index - 1].end : mention.start] if index else ""
        if not headed and (")" in between or "\n" in between):
            province = ""
        tight = bool(re.fullmatch(r"\s*[·ㆍ・/(:：|]\s*", between))
        if mention.unknown and headed:
            start = group[index - 1].start
            result.append(replace(mention, start=start, province=province, own_province=True))
            continue
        name = mention.name or text[mention.start : mention.end]
        inside = names.units(name, province) if province else ()
        if inside and (tight or headed or not each_has_its_own or len(mention.units) == 1):
            result.append(replace(mention, units=inside, province=province))
        else:
            result.append(mention)
    return _led(text, result, names)


def _led(text: str, group: list[Mention], names: Names) -> list[Mention]:
    """Return a list in which a province named last goes back: "Jung-gu and Dong-gu in Incheon"."""
    result = list(group)
    for at in range(len(result) - 2, -1, -1):
        mention, following = result[at], result[at + 1]
        if mention.is_province or mention.own_province or len(mention.units) < 2:  # noqa: PLR2004  # two meanings
            continue
        behind = _IN.match(text, following.end) or _WITHIN.search(
            text[following.start : following.end]
        )
        if not following.province or not behind:
            continue
        inside = names.units(text[mention.start : mention.end], following.province)
        if inside:
            result[at] = replace(mention, units=inside, province=following.province)
    return result


_IN = re.compile(r"\s*(?:in|of)\b")
_WITHIN = re.compile(r"\b(?:in|of)\s|\(")


def _speaks_for(text: str, rest: list[Mention], names: Names) -> bool:
    """Return whether a province before a place only says whose it is: "경북도, 예천군 지정"."""
    if len(rest) < 2 or rest[1].is_province:  # noqa: PLR2004  # the province and the place
        return False
    return bool(names.units(text[rest[1].start : rest[1].end], rest[0].province))


def _heads(between: str, following: Mention) -> bool:
    """Return whether a province opens a group of bare names: "강원(양양군", "Busan: Seo-gu"."""
    return (
        not following.is_province
        and not following.own_province
        and bool(re.fullmatch(r"\s*+[)\]]?\s*+[(（:：\[|]?\s*+", between))
    )
