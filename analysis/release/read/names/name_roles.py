"""What a list of names is a list of, and whether it is the whole list or a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.release.model import CARRIED, FIRM, NATION, OPEN, Reading, When
from analysis.release.read.counted import OTHER
from analysis.release.read.counts import Figure, readings_of

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.draft import Draft
    from analysis.release.read.names.places import Mention, NameList

NEAR, LABEL = 40, 60
"""Letters between a number and the names it counts: in brackets, and after a label's colon."""

REACH, MOST_IN_FORCE = 420, 3
"""Letters back to a figure that a list takes over from, and how many it may take."""
ROLES = frozenset({"new", "special", "consortium", "excellent", "linked", "courses", "supported"})
"""Measures that a list can be of by a figure before it."""

STANDING = frozenset({"total", "municipalities", "undesignated"})
"""Measures that a list of names is rarely of: they need words of its own clause."""
WHOLE, PART, REST = "whole", "part", "rest"

_AND_SO_ON = re.compile(
    r"^\s*(?:등|외(?=\s)|를\s*비롯|을\s*비롯|를\s*포함|을\s*포함|,?\s*(?:and others|among (?:others|them)|including))"
)
_JOIN = re.compile(
    r"^\s*(?:등|까지|이상|이렇게|모두|총|,|의|이|은|는|가|인|다|:|\(|전국|도내|관내|대|[*)]|\s)*\s*$"
)
_REST = re.compile(
    r"^\s*(?:외|이외|밖)|(?:함께|더불어|같이|나머지)[^.,]{0,12}(?:지정|선정|뽑|이름)|\bother|\balong with"
)
_LABEL = re.compile(r"[:：]\s*$|[▲△▶*※•]\s*$|[\])】>]\s*$")
_ITEM = re.compile(r"[^\S\n]*\n\s*[-•*ㅇ○·▪◦]\s+")
_ITEM_START = re.compile(r"\n\s*[-•*ㅇ○·▪◦]\s+$")
_IS = re.compile(r"^\s*(?:다|이다|였다|이었다|입니다|이며|이고|으로\s*정|등이다)?[.。]?\s*$")
_STARS = re.compile(r"\*{1,4}")


@dataclass(frozen=True)
class ListReading:
    """A list of names with what it may be a list of.

    Parameters
    ----------
    names
        The list.
    slots
        The words around it.
    readings
        Best first.
    extent
        `whole`, `part` or `rest` (all but those the text is about), empty where it is not said.
    stated
        The number that the text gives for the list, with what it counts.
    """

    names: NameList
    slots: Slots
    readings: tuple[Reading, ...]
    extent: str
    stated: Figure | None = None


def roles_of(draft: Draft, figures: list[Figure]) -> list[ListReading]:
    """Return every list of names with its role.

    Parameters
    ----------
    draft
        The draft.
    figures
        The numbers that were read already.
    """
    return [_role(draft, group, figures) for group in _items_joined(draft)]


def _items_joined(draft: Draft) -> list[NameList]:
    """Return the lists, those that are given one name a line taken together."""
    found: list[NameList] = []
    for group in draft.lists:
        last = found[-1] if found else None
        between = draft.plain[last.end : group.start] if last else ""
        alone = re.match(r"[^\S\n]*(?:\n|$)", draft.plain[group.end :])
        if (
            last
            and alone
            and _ITEM.fullmatch(between)
            and _ITEM_START.search(draft.plain[max(0, last.start - 8) : last.start])
        ):
            found[-1] = replace(last, mentions=(*last.mentions, *group.mentions))
        else:
            found.append(group)
    return found


def _year_row(draft: Draft, group: NameList, slots: Slots) -> Reading | None:
    """Return that names were new in the year that heads their row: `list.year-row`."""
    year = re.fullmatch(r"\s*(20[0-2]\d)\s*년?\s*", slots.row)
    if not year or not re.match(
        r"\W*(?:지정|선정|신규|designat|named|year of)", draft.page.head(group.start)
    ):
        return None
    when = When("year", int(year[1]), strength=FIRM, rule="time.row")
    return Reading("new", when=when, strength=FIRM, rule="list.year-row")


def _role(draft: Draft, group: NameList, figures: list[Figure]) -> ListReading:
    slots = draft.slots(group.start, group.end)
    of_year = _year_row(draft, group, slots)
    if of_year:
        return ListReading(group, slots, (of_year,), PART)
    stated = _stated(draft, group, figures)
    found = [
        r
        for r in readings_of(draft, group.start, group.end, slots)
        if r.strength == FIRM or r.measure not in STANDING
    ]
    if found and found[0].measure == "funded":
        # Who gets money is named elsewhere: that is what the list is of.
        found = [*_in_force(group, figures), replace(found[0], strength=CARRIED), *found[1:]]
    if found and found[0].strength == OPEN:
        found[0] = replace(found[0], strength=CARRIED)
    if not found and (stated is None or (stated.counts != OTHER and not stated.readings)):
        found = _in_force(group, figures)
    readings = tuple(_dated(draft, group, r) for r in found)
    if slots.whole and not stated:
        # 새로 뽑힌 8곳 가운데 태백시, …: some of what stands before.
        return ListReading(
            group,
            slots,
            readings_of(
                draft,
                group.start,
                group.end,
                replace(slots, own=slots.whole, whole="", head="", predicate="", topic=""),
            ),
            PART,
        )
    if stated and stated.counts == OTHER:
        readings = tuple(r for r in readings if r.measure == "other")
    elif stated and stated.best and stated.best.strength != OPEN:
        own = readings[0] if readings else None
        if (
            not own
            or own.strength == OPEN
            or stated.best.strength == "firm"
            or own.measure != stated.best.measure
        ):
            keep = tuple(r for r in readings if r.measure != stated.best.measure)
            readings = (stated.best, *keep)
    return ListReading(group, slots, readings, _extent(draft, group, slots, stated), stated)


def _in_force(group: NameList, figures: list[Figure]) -> list[Reading]:
    """Return what the figures before a list count: `list.in-force`, for one that says nothing."""
    found: dict[str, Reading] = {}
    for figure in reversed([f for f in figures if f.token.end <= group.start]):
        if group.start - figure.token.end > REACH or len(found) == MOST_IN_FORCE:
            break
        best = figure.best
        if best and best.strength == FIRM and best.measure in ROLES:
            taken = replace(best, strength=CARRIED, rule="list.in-force", scopes=(NATION,))
            found.setdefault(best.measure, taken)
    return list(found.values())


def _dated(draft: Draft, group: NameList, reading: Reading) -> Reading:
    """Return a reading with the year behind the names: 진안군은 2001년 처음 지정된 곳이다."""
    if reading.when.rule != "time.default":
        return reading
    _, right = draft.page.sentence(group.start)
    year = re.match(
        r"(?:[^.,]{0,12}[은는이가도]\s)?[^.]{0,12}?(?<!\d)(20[0-2]\d)년(?!까지)",
        draft.plain[group.end : right],
    )
    return (
        replace(reading, when=When("year", int(year[1]), strength=CARRIED, rule="time.behind"))
        if year
        else reading
    )


def _extent(draft: Draft, group: NameList, slots: Slots, stated: Figure | None) -> str:
    after = draft.plain[group.end : group.end + 30]
    before = draft.plain[max(0, group.start - 12) : group.start]
    near = f"{slots.clause} {slots.own} {after}"
    if _REST.search(after[:6]) or _REST.search(near):
        return REST
    if re.match(r"\s*\n\s*[시군구][,.·]", after):
        return REST  # a line's end cut the last name: others are named further on
    if _AND_SO_ON.match(after):
        return PART
    if stated is not None or (_LABEL.search(before.rstrip(" ")) and before.strip()):
        return WHOLE
    if slots.topic and _IS.match(after.split("\n")[0]):
        return WHOLE
    return ""


def _stated(draft: Draft, group: NameList, figures: list[Figure]) -> Figure | None:
    """Return the number that a list's own length is given as."""
    plain = draft.plain
    behind = next((f for f in figures if group.end <= f.token.start < group.end + 16), None)
    if behind and "\n" not in plain[group.end : behind.token.start]:
        between = plain[group.end : behind.token.start]
        if _JOIN.match(
            re.sub(r"기초(?:지자체|자치단체)|지자체|지역|시·군·구", "", between)
        ) and not re.search(r"(?:은|는)\s", between):
            return behind
    ahead = [f for f in figures if f.token.end <= group.start]
    if not ahead:
        return None
    near = ahead[-1]
    between = plain[near.token.end : group.start]
    if len(between) < NEAR and re.fullmatch(r"\s*[^\d.,()\n]{0,18}\(\s*", between):
        return near
    if len(between) < LABEL and re.fullmatch(r"[^\d.,\n]{0,24}[:：]\s*", between):
        return near
    if near.slots.row and re.fullmatch(r"[^\d\n*]{0,6}\n[^\S\n]*", between):
        return near  # a number on a line of its own, its names on the next
    if re.fullmatch(r"[^\d.,()\n]{0,40}\s[-–—]\s", between):
        return near
    if re.fullmatch(r"[ \t]*[^\d.,()\n]{0,12}(?:은|는|이|가)[ \t]*", between) or re.fullmatch(
        r"[ \t]*(?:cities|places|municipalities)?\s*(?:are|were|:|—|–)\s*", between
    ):
        return near
    noted = _footnote(draft, group, ahead)
    if noted is None and re.fullmatch(
        r"\s*[^\d\n*]{0,6}[)\]】:]*[^\S\n]*\n\s*[-•ㅇ○·▪◦]\s+", between
    ):
        return near
    return noted


def _footnote(draft: Draft, group: NameList, ahead: list[Figure]) -> Figure | None:
    """Return the number whose stars a footnote repeats: 7개* … * 강원 양양군, …."""
    line = draft.page.line(group.start)
    marks = _STARS.search(draft.page.dressed[line.start : group.start])
    raw = draft.text[line.start : group.start]
    found = re.match(r"\s*(?:\\?\*)+", raw)
    if not marks and not found:
        return None
    wanted = raw.count("*")
    for figure in reversed(ahead):
        tail = draft.text[figure.token.end : figure.token.end + 14]
        stars = re.match(r"[^\d*\n]{0,10}?((?:\\?\*)+)", tail)
        if stars and stars[1].count("*") == wanted:
            return figure
    return None


def single(mention: Mention) -> bool:
    """Return whether a name means one place or one province."""
    return mention.is_province or len(mention.units) == 1
