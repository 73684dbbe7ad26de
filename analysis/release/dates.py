"""Check the dates, hours and years of a release: weekday, hour of release, edition, rule."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from analysis.release.compare import AGREES, DIFFERS, UNDERIVABLE
from analysis.release.facts import TABLE_EDITIONS

if TYPE_CHECKING:
    from analysis.release.facts import Facts
    from analysis.release.page import Page
    from analysis.release.tokens import Token

TITLE_LINES = 3
"""A title stands in one of the first lines."""
SHORT_LINE = 60
"""Characters of a title or a dateline at most."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LABELS = {
    "online": re.compile(
        r"온라인|인터넷|방송|통신|보도\s*시점|online|internet|press date|embargo", re.IGNORECASE
    ),
    "paper": re.compile(r"지면|조간|신문|paper|morning edition|print", re.IGNORECASE),
    "briefed": re.compile(r"배포|브리핑|release date|briefing|distributed", re.IGNORECASE),
}
_ANNOUNCED = re.compile(r"교육부|발표|공개|밝혔|선정|ministry|announce", re.IGNORECASE)
_TITLE = re.compile(
    r"^\s*(?:년도?\s*)?(?:[「『<]\s*)?(?:지역\s*)?(?:평생\s*(?:학습\s*도시|교육\s*활성화)|신규\s*평생|활성화)"
    r"|^\s*(?:Regional\s+)?Lifelong|^\s*(?:new\s+)?learning cit",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\s*년?도?\s*평생학습도시\s*(?:신규\s*)?(?:선정|지정)\s*결과")
_PROJECT = re.compile(r"사업|project|programme|program", re.IGNORECASE)


def _label(page: Page, token: Token) -> str:
    """Return the hour of release that a date or hour is labelled with, nearest before it."""
    window = page.plain[max(0, token.start - 60) : token.start]
    near = {
        name: max((m.end() for m in pattern.finditer(window)), default=-1)
        for name, pattern in _LABELS.items()
    }
    best = max(near, key=lambda name: near[name])
    if near[best] < 0:
        return ""
    between = window[near[best] :]
    # Another sentence in between takes the label away.
    return "" if re.search(r"[.!?]\s+[A-Z가-힣]|다\.\s|\n\s*\n", between) else best


def _part(  # noqa: PLR0913, PLR0917  # one value a field of the claim
    kind: str, stated: Any, computed: Any, formula: str, verdict: str, edition: str = ""
) -> dict[str, Any]:
    rows = [{"table": TABLE_EDITIONS, "edition": edition}] if edition else []
    return {
        "kind": kind, "stated": stated, "computed": computed, "formula": formula,
        "verdict": verdict, "rows": rows,
    }  # fmt: skip


def date_claim(page: Page, token: Token, facts: Facts) -> dict[str, Any]:
    """Return the claim of a date: its weekday, and its place among the hours of release."""
    iso = token.iso if token.iso[0] != "-" else f"{facts.edition}{token.iso[1:]}"
    if iso[5:7] == "00":
        iso = facts.stamps["announced"][:8] + iso[8:]
    stated = iso if token.weekday < 0 else f"{iso} ({DAYS[token.weekday]})"
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return _part("date", stated, None, "no such day", DIFFERS)
    if token.weekday >= 0 and day.weekday() != token.weekday:
        return _part("date", stated, f"{iso} ({DAYS[day.weekday()]})", "calendar", DIFFERS)
    label = _label(page, token)
    wanted = facts.stamps.get(label, "") if label else ""
    if label == "online" and not wanted:
        wanted = facts.stamps["announced"]
    start, end = page.sentence(token.start)
    announcing = not label and _ANNOUNCED.search(page.plain[token.end : min(end, token.end + 90)])
    lead = page.plain[start : token.start]
    if _ANOTHER.search(lead):
        # "양양군은 … 7일 밝혔다": whoever was named says so on a day of its own.
        return _part("date", stated, None, "", UNDERIVABLE)
    said = token.iso[2:4] == "00" or token.iso[5:7] == "00"
    if said or (
        announcing
        and (not lead.strip() or re.fullmatch(r"[\s\S]{0,70}(?:은|는|on|On|이|가)?\s*", lead))
    ):
        wanted = facts.stamps["announced"]
        label = "announced"
    if not label and (re.search(_SAID, lead) or _dateline(page, token)):
        wanted, label = facts.stamps["announced"], "announced"
    if wanted:
        same = wanted == iso
        return _part("date", stated, wanted, label, AGREES if same else DIFFERS, facts.edition)
    weekday = "calendar" if token.weekday >= 0 else ""
    # The weekday was checked; the day itself is not in the data.
    return _part("date", stated, None, weekday, UNDERIVABLE)


_ANOTHER = re.compile(r"(?:^|\n)\s*[가-힣]+(?:시|군|구|도)(?:는|은)\s[^\n]*$")
"""A sentence whose subject is a local government."""

_SAID = re.compile(
    r"(?:announced|named|released|unveiled|published)[^.]{0,24}\bon\s*$", re.IGNORECASE
)


def _dateline(page: Page, token: Token) -> bool:
    """Return whether a full date stands in one of the release's first short lines."""
    if token.iso[0] == "-":
        return False
    above = [line for line in page.plain[: token.start].split("\n") if line.strip()]
    start, end = page.line(token.start)
    return len(above) <= TITLE_LINES and end - start <= SHORT_LINE  # title, place and date


def time_claim(page: Page, token: Token, facts: Facts) -> dict[str, Any]:
    """Return the claim of an hour: online or briefed, where the edition has it."""
    label = _label(page, token)
    wanted = facts.stamps.get(f"{label}_at", "") if label else ""
    if not wanted:
        return _part("date", token.iso, None, "", UNDERIVABLE)
    same = wanted == token.iso
    return _part("date", token.iso, wanted, label, AGREES if same else DIFFERS, facts.edition)


_OF_A_PLACE = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
    r"|[가-힣]{1,4}[시군구도])(?:은|는|이|가)\s*$"
)
"""Before the year since which something is so of one place, not of the country."""


def year_claim(page: Page, token: Token, facts: Facts) -> dict[str, Any]:
    """Return the claim of a year: the edition's, the first award's, the rule's, or none."""
    year = int(token.value)
    start, end = page.sentence(token.start)
    after = page.plain[token.end : token.end + 24]
    lead = page.plain[max(start, token.start - 24) : token.start]
    since = re.match(r"\s*(?:년)?\s*(?:~|∼|–|-\s*\)|부터|이후|이래)", after) or re.search(
        r"(?:since|from|starting in|introduced in)\s*$", lead, re.IGNORECASE
    )
    if since and _OF_A_PLACE.search(lead):
        return _part("year", year, None, "", UNDERIVABLE)
    if since:
        wanted = _since(page.plain[start:end], token.start - start, facts)
        if wanted:
            verdict = AGREES if wanted == year else DIFFERS
            return _part("year", year, wanted, "first year", verdict)
        return _part("year", year, None, "", UNDERIVABLE)
    if year == int(facts.edition):
        return _part("year", year, year, "edition", AGREES, facts.edition)
    if _names_edition(page, token):
        return _part("year", year, int(facts.edition), "edition", DIFFERS, facts.edition)
    return _part("year", year, None, "", UNDERIVABLE)


def _names_edition(page: Page, token: Token) -> bool:
    """Return whether a year is said of this release: in its title, its project or its result."""
    start, end = page.line(token.start)
    after = page.plain[token.end : end]
    if re.search(r"\d", re.sub(r"(?:19|20)\d\d", "", page.plain[start:end])) and not _RESULT.match(
        after
    ):
        # A line with other figures may speak of another year.
        return bool(_TITLE.match(after) and _PROJECT.search(after[:60]))
    opens = re.fullmatch(r"[#\s□■◆<「『\[]*", page.plain[start : token.start])
    if opens and _TITLE.match(after) and end - start <= SHORT_LINE:  # a heading is short
        return True
    above = [line for line in page.plain[:start].split("\n") if line.strip()]
    if len(above) < TITLE_LINES and re.search(
        r"학습\s*도시|learning cit", page.plain[start:end], re.IGNORECASE
    ):
        return True
    return bool(_RESULT.match(after) or (_TITLE.match(after) and _PROJECT.search(after[:60])))


_AWARD_WORDS = (
    r"(?<!재)지정|평생학습도시|first designat|(?<!re-)(?<!re)designat|learning cit|open call"
)


def _since(sentence: str, at: int, facts: Facts) -> int:
    """Return the year since which there are learning cities, or reviews, by the nearest words."""
    review = [
        m.start()
        for m in re.finditer(r"재지정|평가|re-?designat|renew|review", sentence, re.IGNORECASE)
    ]
    award = [
        m.start() for m in re.finditer(
            _AWARD_WORDS, sentence, re.IGNORECASE)
    ]  # fmt: skip
    far = len(sentence) + 1
    near_review = min((abs(at - m) for m in review), default=far)
    near_award = min((abs(at - m) for m in award), default=far)
    if min(near_review, near_award) == far:
        return 0
    # A sentence that speaks of reviews at all dates the rule, not the first award.
    return facts.rule_year if review else facts.first_year
