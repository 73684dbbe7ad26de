"""Which share, or which rule of re-designation, a figure of a release states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release import vocabulary
from analysis.release.compare import DIFFERS, compare
from analysis.release.facts import Value
from analysis.release.grammar import score
from analysis.release.pairs import pair_beside
from analysis.release.reading import year_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.release.facts import Facts
    from analysis.release.found import Counted, Reading
    from analysis.release.page import Page
    from analysis.release.tokens import Token

COUNTED = (
    vocabulary.MUNICIPALITIES,
    vocabulary.TOTAL,
    vocabulary.STRICT,
    vocabulary.UNITS,
    vocabulary.REMAINING,
)
"""What a figure in a share's sentence counts when the share is coverage."""

_LAST_YEAR = re.compile(
    r"(?:지난해|작년|전년)(?:도)?(?!\s*(?:보다|대비|에\s*비해|에\s*비하여|과\s*비교|와\s*비교))"
    r"|(?<!than )(?<!with )(?<!over )last year|(?<!than )(?<!with )a year (?:ago|earlier)",
    re.IGNORECASE,
)
"""The year before as the time of a figure, not as what another is compared with."""
_RISEN_TO = re.compile(r"에서\s*(?:약\s*)?$|\bto\s*(?:about\s*)?$", re.IGNORECASE)
"""Before the later of two shares."""
_YEAR_AGO = re.compile(r"\s*+(?:a year (?:ago|earlier|before)|last year|the year before)")
_THIS_YEAR = re.compile(r"올해|이로써|현재|now|this year|bring", re.IGNORECASE)
_CITIES = re.compile(r"학습도시|learning cit|지정|designat|lifelong|coverage", re.IGNORECASE)
_SHARE_WORDS = re.compile(
    r"지정률|지정\s*비율|기초\s*(?:자치단체|지자체)|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구"
    r"|coverage|of (?:all|the|korea)|municipalit|local governments?|share of",
    re.IGNORECASE,
)
_THAN_KOREA = re.compile(
    r"전국\s*(?:평균|지정률)?\s*(?:\d+(?:\.\d+)?\s*%\s*)?(?:보다|대비)"
    r"|than (?:the )?(?:nation|korea)|national average",
    re.IGNORECASE,
)
"""A difference in space, not in time."""
_KOREA = re.compile(r"전국|전체|nation|korea|country", re.IGNORECASE)
_CLOSES = re.compile(
    r"\s*+(?:개|곳|cities|places|municipalities)?\s*+(?:이었|였)?\s*+[(（,]\s*+(?:or\s+)?",
    re.IGNORECASE,
)
"""Between a count and its share."""
_WITHIN = re.compile(r"도내|관내|시내")
BESIDE = 24
"""Characters after a share in which the count may stand that it is the share of."""
_OTHER_SHARE = re.compile(
    r"나머지|\bthe rest\b|예산|국비|지방비|참여|만족|인구|주민의"
    r"|budget|participa|satisf|residents|population|matching",
    re.IGNORECASE,
)
_REDESIGNATION = re.compile(r"재지정|평가|re-?designat|renew|review|evaluat", re.IGNORECASE)
_EVERY_BEFORE = re.compile(r"(?:every|each)\s*$", re.IGNORECASE)
_EVERY_AFTER = re.compile(r"\s*(?:마다|주기|간격|단위|에\s*한\s*번|cycle|interval)|-?\s*cycle")
_THEN_BEFORE = re.compile(
    r"after\s*$|(?:최초\s*)?지정\s*(?:후|이후|뒤)\s*(?:만\s*)?$", re.IGNORECASE
)
_THEN_AFTER = re.compile(r"\s*(?:후|뒤|이\s*지|이\s*경과|경과|차|이\s*되|after|later|on\b|from)")


def span_text(value: Value) -> str:
    """Return a figure, or its two bounds."""
    if value.low == value.high:
        return f"{value.low:g}"
    return f"{value.low:g}-{value.high:g}"


def about_cities(page: Page, token: Token) -> bool:
    """Return whether a figure stands among words about learning cities."""
    start, end = page.sentence(token.start)
    parts = [page.plain[start:end], page.before(token.start), page.heading(token.start)]
    return bool(_CITIES.search(" ".join([*parts, *page.cells(token.start)])))


def names_strict(page: Page, token: Token) -> bool:
    """Return whether a sentence says that Sejong or Jeju are left out."""
    start, end = page.sentence(token.start)
    return score(page.plain[start:end], vocabulary.STRICT) > 0


def points_value(page: Page, token: Token, facts: Facts) -> Value | None:
    """Return by how many points coverage grew: the difference of the printed shares."""
    start, end = page.sentence(token.start)
    said = page.plain[start:end]
    about = about_cities(page, token) or _SHARE_WORDS.search(said + page.before(token.start))
    if "before" not in facts.shares or not about or _THAN_KOREA.search(said):
        return None
    now, then = facts.shares["official"], facts.shares["before"]
    grown = round(round(now.low, 1) - round(then.low, 1), 1)
    return Value(grown, grown, f"{now.low:.1f} - {then.low:.1f}")


def share_value(reading: Reading, token: Token, facts: Facts) -> Value | None:
    """Return the coverage that a percentage states, when its words are about coverage."""
    pair = pair_beside(reading, facts, token)
    if pair:
        part, whole = pair
        formula = f"{span_text(part)} / {span_text(whole)}"
        return Value(100 * part.low / whole.high, 100 * part.high / whole.high, formula)
    then = _beside_another_year(reading, token, facts)
    if then:
        return facts.shares.get("before") if then == facts.previous else None
    return _by_words(reading, token, facts) if _states_coverage(reading, token) else None


def _by_words(reading: Reading, token: Token, facts: Facts) -> Value | None:
    """Return the coverage that the words around a percentage say it is."""
    page = reading.page
    start, end = page.sentence(token.start)
    inside = [c for c in reading.counts if start <= c.token.start < end]
    several = provinces_of(reading, token)
    if len(several) > 1:
        values = [province_share(code, facts.provinces) for code in several]
        return values[0] if values[0] and len({v and v.low for v in values}) == 1 else None
    told = [c for c in inside if c.province]
    # The share follows its count: "전북은 12곳(85.7%), 전남은 15곳(68.2%)".
    nearest = [c for c in told if c.token.start < token.start][-1:]
    nearest = nearest or [c for c in told if _stands_beside(page, token, c.token)][:1]
    province = nearest[0].province if nearest else "".join(several)
    if province:
        before = _which(page, token, facts) == "before"
        return province_share(province, facts.provinces_before if before else facts.provinces)
    if _last_role(inside, token) == vocabulary.REMAINING and not page.in_row(token.start):
        left, of = facts.counts[vocabulary.REMAINING], facts.counts[vocabulary.MUNICIPALITIES]
        formula = f"{span_text(left)} / {span_text(of)}"
        return Value(100 * left.low / of.high, 100 * left.high / of.high, formula)
    name = _which(page, token, facts)
    if name == "official":
        sentence = page.plain[start:end]
        if names_strict(page, token) and not _agrees(token, facts.shares["official"]):
            name = "strict"
        elif score(sentence, vocabulary.UNITS) or vocabulary.UNITS in {c.role for c in inside}:
            name = "units"
    return facts.shares.get(name)


def _beside_another_year(reading: Reading, token: Token, facts: Facts) -> str:
    """Return the year of the count that a share stands behind: "2020년에는 175곳(77.4%)"."""
    plain = reading.page.plain
    for first, _ in reading.transitions:
        if first.kind != token.kind and _CLOSES.fullmatch(plain[first.end : token.start]):
            return facts.previous
    for count in reading.counts:
        if count.province or not _CLOSES.fullmatch(plain[count.token.end : token.start]):
            continue
        if count.role == vocabulary.BEFORE:
            return facts.previous
        if count.year and count.year != int(facts.edition):
            return str(count.year)
    return ""


def _stands_beside(page: Page, share: Token, count: Token) -> bool:
    """Return whether a count stands right behind its share, on the same line."""
    between = page.plain[share.end : count.start]
    return len(between) < BESIDE and "\n" not in between


def _agrees(token: Token, value: Value) -> bool:
    """Return whether a share is a value: a sentence may give both, with Sejong and without."""
    return compare(token, value)[0] != DIFFERS


def _last_role(inside: list[Counted], token: Token) -> str:
    """Return what the last figure before a share counts."""
    before = [count for count in inside if count.token.start < token.start]
    return before[-1].role if before else ""


def _states_coverage(reading: Reading, token: Token) -> bool:
    page = reading.page
    start, end = page.sentence(token.start)
    if _OTHER_SHARE.search(page.plain[max(start, token.start - 24) : token.end + 20]):
        return False
    around = page.plain[start:end] + " ".join(page.cells(token.start))
    counted = {c.role for c in reading.counts if start <= c.token.start < end}
    named = {*COUNTED, vocabulary.BEFORE} & counted
    if named or _SHARE_WORDS.search(around):
        return True
    paired = any(start <= first.start < end for first, _ in reading.transitions)
    return paired and about_cities(page, token)


def provinces_of(reading: Reading, token: Token) -> tuple[str, ...]:
    """Return the provinces a share is said of: the names nearest before it in its sentence.

    None where the country stands in between.
    """
    start, _ = reading.page.sentence(token.start)
    found: tuple[str, ...] = ()
    for entry in reading.lists:
        named = entry.names.mentions
        if not start <= named[0].start <= token.start:
            continue
        between = reading.page.plain[entry.names.end : token.start]
        if all(mention.is_province for mention in named) and not _KOREA.search(between):
            found = tuple(mention.province for mention in named)
        else:
            found = ()
    lead = reading.page.plain[max(start, token.start - BESIDE) : token.start]
    return found or (_first_province(reading, start, token) if _WITHIN.search(lead) else ())


def _first_province(reading: Reading, start: int, token: Token) -> tuple[str, ...]:
    """Return the province that a sentence is about: the first it names by itself."""
    named = (entry.names.mentions for entry in reading.lists)
    return next(
        (
            (mentions[0].province,)
            for mentions in named
            if start <= mentions[0].start < token.start
            and len(mentions) == 1
            and mentions[0].is_province
        ),
        (),
    )


def province_share(code: str, provinces: Mapping[str, tuple[Value, Value, Value]]) -> Value | None:
    """Return a province's share; None where it has no municipalities."""
    if code not in provinces:
        return None
    cities, of, _ = provinces[code]
    if not of.high:
        return None
    formula = f"{span_text(cities)} / {span_text(of)}"
    return Value(100 * cities.low / of.high, 100 * cities.high / of.high, formula)


def _which(page: Page, token: Token, facts: Facts) -> str:
    """Return whether a share is this edition's, the one's before, or of no known year."""
    year = year_beside(page, token)
    if year and year != int(facts.edition):
        return "before" if facts.previous == str(year) else ""
    if not year and _of_last_year(page, token):
        return "before"
    return "official"


def _of_last_year(page: Page, token: Token) -> bool:
    """Return whether a share is said of the year before: "(지난해 83.2%)", "83.2% a year ago"."""
    start, end = page.sentence(token.start)
    if _YEAR_AGO.match(page.plain[token.end : end]):
        return True
    lead = page.plain[start : token.start]
    if _RISEN_TO.search(lead):
        return False
    then = max((match.end() for match in _LAST_YEAR.finditer(lead)), default=-1)
    now = max((match.end() for match in _THIS_YEAR.finditer(lead)), default=-1)
    return then > now


def rule_value(page: Page, token: Token, facts: Facts) -> Value | None:
    """Return the re-designation rule that a duration states: when first, or how often."""
    start, end = page.sentence(token.start)
    if not _REDESIGNATION.search(page.plain[start:end]):
        return None
    before = page.plain[max(start, token.start - 14) : token.start]
    after = page.plain[token.end : min(end, token.end + 14)]
    if _EVERY_BEFORE.search(before) or _EVERY_AFTER.match(after):
        return facts.rules["interval"]
    if _THEN_AFTER.match(after) or _THEN_BEFORE.search(before):
        return facts.rules["first"]
    return None
