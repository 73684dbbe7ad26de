"""The time a figure is said of: a table of named rules, nearest words first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.release.model import CARRIED, FIRM, OPEN, When

if TYPE_CHECKING:
    from analysis.release.read.draft import Draft


@dataclass(frozen=True)
class TimeRule:
    """A named rule of time.

    Parameters
    ----------
    name
        Its name.
    pattern
        The words; group `y` holds a year where one is written.
    kind, offset
        What they make of the time; see `When`.
    example
        A passage that it serves, the figure in ⟦ ⟧.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    offset: int
    example: str


def _rule(name: str, pattern: str, kind: str, offset: int, example: str) -> TimeRule:
    return TimeRule(name, re.compile(pattern, re.IGNORECASE), kind, offset, example)


_NOT_SINCE = r"(?!\s*\d{0,2}월?\s*(?:부터|이후|이래|에?\s*(?:시작|출범|출발|도입|처음|첫)))"

BEFORE = (
    _rule(
        "time.year",
        rf"(?<!\d)(?P<y>20[0-2]\d)(?=\s*년|[.)\s,]|$)(?:\s*년도?)?+{_NOT_SINCE}(?!\s*(?:생|대\s|계획))",
        "year",
        0,
        "2022년 ⟦8곳⟧이 지정됐다.",
    ),
    _rule("time.short-year", r"['’](?P<y>\d\d)년", "year", 0, "’22년 ⟦8곳⟧이 지정됐다."),
    _rule(
        "time.last-year",
        r"(?:지난해|작년|전년도?)(?!\s*(?:보다|대비|에\s*비해))|(?<!than )(?<!over )\blast year\b(?!'s)|\ba year (?:ago|earlier)\b",
        "year",
        -1,
        "지난해 ⟦188곳⟧이던 도시",
    ),
    _rule(
        "time.year-before-last",
        r"재작년|지지난해|그\s?전해|\btwo years ago\b|\bthe year before last\b",
        "year",
        -2,
        "재작년 ⟦6곳⟧",
    ),
    _rule(
        "time.this-year",
        r"올해|이번|금년|이로써|이제|올\s|올봄|현재|어느덧|오늘날|지금은|\bthis year\b|\bnow\b|\btoday\b",
        "edition",
        0,
        "올해 ⟦7곳⟧이 새로 지정됐다.",
    ),
    _rule("time.so-far", r"그동안|그간", "so-far", 0, "그동안 도에서는 ⟦10개⟧ 시·군이 지정됐다."),
    _rule(
        "time.began-with",
        r"\b(?:began|started|launched|set out)\s+in\s+(?P<y>20[0-2]\d),?\s+with(?:\s+(?:only|just))?\s*$",
        "year",
        0,
        "It began in 2001 with ⟦three⟧ cities.",
    ),
    _rule(
        "time.earlier",
        r"직전|\b(?:before that|until then|before then)\b|(?:앞서|종전|그동안|먼저|이미)\s*(?:있던|지정된|뽑힌|운영)|종전(?:의)?|기존(?:의|에)?(?=\s*$|\s*평생학습도시\s*$)|\bpreviously\b",
        "before",
        0,
        "앞서 있던 ⟦57곳⟧",
    ),
    _rule(
        "time.adding-to",
        r"\b(?:add(?:s|ed|ing)? to|join(?:s|ed|ing)?|in addition to|on top of|besides?)\s+the(?:\s+(?:current|existing|present|previous|earlier))?\s*$",
        "before",
        0,
        "It chose 19 cities, adding to the current ⟦57⟧.",
    ),
)
"""Before the figure, in its clause: the nearest one counts."""

AFTER = (
    _rule(
        "time.in-brackets",
        r"^\s*(?:곳|개|cities|places)?\s*\(\s*(?P<y>20[0-2]\d)\s*(?:년|\)|[.,])(?!\s*\d)",
        "year",
        0,
        "⟦188⟧ (2022)",
    ),
    _rule(
        "time.short-brackets",
        r"^\s*(?:곳|개)?\s*\(\s*['’](?P<y>\d\d)(?:년|\))(?!\s*\d)",
        "year",
        0,
        "⟦188곳⟧(’22년)",
    ),
    _rule(
        "time.in-year-behind",
        r"^(?:\s+[\w-]+){0,8}?\s+(?:in|by|during)\s+(?P<y>20[0-2]\d)\b",
        "year",
        0,
        "⟦eight⟧ joined in 2012",
    ),
    _rule(
        "time.last-year-behind",
        r"^[^.,;]{0,30}\b(?:last year|a year (?:ago|earlier)|the year before)\b(?!'s)",
        "year",
        -1,
        "⟦188⟧ last year",
    ),
    _rule(
        "time.grown-from",
        r"^\s*(?:곳|개|군데)?에서(?:\s|는)(?!\s*(?:시작|출발))(?:[^.]|\.\d){0,40}(?:으로|로|이|가|에)\s*(?:줄|감소|깎|축소|떨어|내려|늘|확대|증가|불어|됐|되|넓|많|껑충|이르|올[랐라]|상승|높아|뛰)",
        "before",
        0,
        "⟦188곳⟧에서 195곳으로 늘었다.",
    ),
    _rule(
        "time.was",
        r"^\s*(?:곳|개|군데)?\s*(?:이던|였던|이었던|이었으나|였으나|이었는데|였는데)",
        "before",
        0,
        "⟦188곳⟧이던 도시가",
    ),
    _rule(
        "time.started-with",
        r"^\s*(?:곳|개)?(?:으로|로)\s*(?:출발|시작)한\s*(?P<y>20[0-2]\d)년",
        "year",
        0,
        "⟦3곳⟧으로 출발한 2001년 이후",
    ),
    _rule(
        "time.earlier",
        r"^[^,.;]{0,24}\balready (?:in|named|designated|on|there)",
        "before",
        0,
        "With the ⟦57⟧ cities already in operation",
    ),
    _rule("time.arrow", r"^\s*(?:곳|개)?\s*(?:→|➔|⇒|->|~>)", "before", 0, "⟦188⟧ → 195"),
)
"""After the figure."""

FROM_BEHIND = re.compile(
    r"(?:\bup from|\bfrom|\bcompared with|\bagainst)\s*(?:the\s*)?$", re.IGNORECASE
)
_TO_BEHIND = re.compile(r"에서\s*(?:올해|이번에|총|모두)?\s*$|→\s*$|\bto\s*$")


_OWN_YEAR = re.compile(
    r"(?<!\d)(20[0-2]\d)년(?:에|도)?\s*(?:봄|여름|가을|겨울|\d{1,2}월|초|말|당시)?(?:의|에|까지)?\s*$"
)
"""A year right before a figure says more than what follows: 2001년 3곳이던 도시."""


def time_of(draft: Draft, start: int, end: int) -> When:
    """Return the time that a figure is said of.

    Parameters
    ----------
    draft
        The draft.
    start, end
        The figure's offsets.
    """
    row, column, _ = draft.page.cells(start)
    for name, label in (("time.row", row), ("time.column", column)):
        found = re.search(r"(?<!\d)(20[0-2]\d)(?!\d)", label)
        if found:
            return When("year", int(found[1]), strength=FIRM, rule=name)
    left, right = draft.page.sentence(start)
    lead, rest = draft.plain[left:start], draft.plain[end:right]
    for rule in AFTER:
        match = rule.pattern.search(rest)
        own = _OWN_YEAR.search(lead) if match and rule.kind == "before" else None
        if own:
            return When("year", int(own[1]), strength=FIRM, rule="time.year")
        if match:
            return _when(rule, match, FIRM)
    if FROM_BEHIND.search(lead) and re.search(
        r"\bto\b|\bcount|\btotal|\bnumber|\bup\b", lead + rest
    ):
        return When("before", strength=FIRM, rule="time.from-behind")
    if _TO_BEHIND.search(lead):
        return When("edition", strength=FIRM, rule="time.grown-to")
    that = _that_year(draft.plain, left, start)
    if that:
        return When("year", that, strength=FIRM, rule="time.that-year")
    labelled = _LINE_YEAR.match(draft.plain[draft.page.line(start).start : start])
    near = _nearest(lead)
    if labelled and (not near or near[1].start("y" if "y" in near[1].re.groupindex else 0) <= 0):
        return When("year", int(labelled[1]), strength=FIRM, rule="time.line-label")
    if near:
        rule, match = near
        between = lead[match.end() :]
        if rule.name == "time.earlier" and re.search(r"\d", between):
            return When(strength=CARRIED)
        # Another clause stands between: the words reach over it, but do not bind.
        far = re.search(
            r"[다요]고\s|며\s|으며|지만|는데|면서|[;:]|\d+\s*(?:곳|개|%)[^,]{0,6},|,\s+(?:and|while|but|which)\s|,\s+(?=\d)",
            between,
        )
        if rule.kind != "edition" and re.search(r"\d\s*(?:곳|개|군데)", between):
            far = far or re.search(r"\d", between)
        if "," in between and not re.search(r"[가-힣]", lead):
            far = far or re.search(r",\s+[a-zA-Z]", between)
        if far and rule.kind != "edition":
            return When(strength=OPEN, rule="time.far", other=_when(rule, match, CARRIED))
        return _when(rule, match, FIRM)
    over = _HEAD_YEAR.fullmatch(draft.page.heading(start))
    if over:
        return When("year", int(over[1]), strength=FIRM, rule="time.heading")
    return When(strength=CARRIED)


_HEAD_YEAR = re.compile(r"[\W_]*(20[0-2]\d)년?도?[\W_]*")
"""A heading that is a year: all below it is of that year."""
_THAT = re.compile(
    r"(?P<same>그\s?해|같은\s해|\b(?:that|(?:the )?same) year\b)|(?P<next>이듬해|다음\s?해|\bthe (?:following|next) year\b)",
    re.IGNORECASE,
)


def _that_year(plain: str, left: int, start: int) -> int:
    """Return the year that "that year" or "the following year" before a figure means, or 0."""
    said = [
        m
        for m in _THAT.finditer(plain, left, start)
        if not re.search(r"\d[곳개년]", plain[m.end() : start])
    ]
    years = (
        re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain[max(0, left - 300) : said[-1].start()])
        if said
        else []
    )
    return int(years[-1]) + bool(said[-1]["next"]) if years else 0


_LINE_YEAR = re.compile(
    r"\s*(?:[-*•□○●◎ㅇ·▪◦▶]\s*)?['’]?(20[0-2]\d)(?:\.\s?\d{1,2}\.)?\s*년?도?\s*[:：–—-]\s"
)
"""A year that leads a line of a chronicle, which is all of that year: 2006년: 24곳 추가."""

_STARTS = re.compile(
    r"(?:since|from|began in|started in|launched in|introduced in|back in|dates? back to)\s*$",
    re.IGNORECASE,
)


def _nearest(lead: str) -> tuple[TimeRule, re.Match[str]] | None:
    found = [(m.start(), rule, m) for rule in BEFORE for m in rule.pattern.finditer(lead)]
    found = [item for item in found if not _STARTS.search(lead[: item[0]])]
    if not found:
        return None
    _, rule, match = max(found, key=lambda item: item[0])
    return rule, match


def _when(rule: TimeRule, match: re.Match[str], strength: str) -> When:
    year = 0
    if "y" in rule.pattern.groupindex and match["y"]:
        year = int(match["y"]) if len(match["y"]) > 2 else 2000 + int(match["y"])  # noqa: PLR2004  # digits
    if rule.kind == "so-far":
        return When(
            strength=CARRIED, rule=rule.name, other=When("before", strength=CARRIED, rule=rule.name)
        )
    return When(rule.kind, year, rule.offset, strength, rule.name)
