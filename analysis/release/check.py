"""Give every claim of a release its verdict, with the computed figure and the rows behind it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.release import grammar
from analysis.release.compare import (
    AGREES,
    AMBIGUOUS,
    DIFFERS,
    ROUNDED,
    UNDERIVABLE,
    VERDICTS,
    compare,
    plain,
)
from analysis.release.dates import date_claim, time_claim, year_claim
from analysis.release.facts import CONSORTIA, Facts, Value
from analysis.release.lists import list_claims
from analysis.release.reading import Reading, read_release, year_beside
from analysis.release.tokens import (
    BARE,
    CONTACT,
    COUNT,
    DATE,
    DURATION,
    MONEY,
    POINTS,
    SHARE,
    TIME,
    YEAR,
    Token,
)
from geo.errors import InputError

if TYPE_CHECKING:
    from analysis.release.naming import Names
    from analysis.release.reading import Counted, Paid


@dataclass(frozen=True)
class Claim:
    """Something a release says, and what the data say to it.

    Parameters
    ----------
    text
        The passage.
    start, end
        Its offsets in the text that was checked.
    kind
        count, transition, share, list, place, amount, sum, date, year, rule, or number for what
        was not understood.
    stated, computed
        The figure as printed and as computed; computed is None where nothing can be.
    formula
        How it was computed.
    verdict
        One of `analysis.release.compare.VERDICTS`.
    rows
        The rows behind the computed figure.
    """

    text: str
    start: int
    end: int
    kind: str
    stated: Any
    computed: Any
    formula: str
    verdict: str
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """A checked release.

    Parameters
    ----------
    edition
        The edition it was checked against.
    text
        The text that offsets refer to.
    claims
        In the order of the text; every figure found has one.
    """

    edition: str
    text: str
    claims: list[Claim]

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        return {v: sum(claim.verdict == v for claim in self.claims) for v in VERDICTS}

    def as_json(self) -> dict[str, Any]:
        """Return the report as the documented JSON object."""
        return {"summary": self.summary, "claims": [asdict(claim) for claim in self.claims]}


def check_release(text: str, facts: Facts, names: Names) -> Report:
    """Check a release against an edition.

    Parameters
    ----------
    text
        The release, from `documents.text_of` or `documents.clean`.
    facts
        What the data say about the edition.
    names
        The places' names on the edition's day.

    Raises
    ------
    InputError
        If the release is clearly of another year.
    """
    reading = read_release(text, names, facts.expected())
    check_year(reading, facts)
    claims = _Checker(reading, facts).claims()
    return Report(facts.edition, text, claims)


def release_year(reading: Reading) -> tuple[int, dict[int, int]]:
    """Return the year a release is most likely of, and how often each year speaks for itself.

    Full dates and years in the first lines count more than years in the text.
    """
    votes: dict[int, int] = {}
    first = len(reading.page.plain[:1_500])
    for token in reading.page.tokens:
        if token.kind == DATE and token.iso[:4].isdigit():
            year, weight = int(token.iso[:4]), 3
        elif token.kind == YEAR:
            year, weight = int(token.value), 2 if token.start < first / 3 else 1
        else:
            continue
        votes[year] = votes.get(year, 0) + weight
    best = max(votes, key=lambda year: (votes[year], year), default=0)
    return best, votes


def check_year(reading: Reading, facts: Facts) -> None:
    """Refuse a release of another year.

    Raises
    ------
    InputError
        If another year speaks at least three times as loudly as the edition's.
    """
    best, votes = release_year(reading)
    mine = votes.get(int(facts.edition), 0)
    if best and best != int(facts.edition) and votes[best] >= max(3, 3 * mine):
        raise InputError.one(
            "the release",
            value=f"a release of {best}",
            expected=f"one of {facts.edition}",
            next_step=f"Choose edition {best}, or the right file.",
        )


class _Checker:
    """Turn a reading into claims."""

    def __init__(self, reading: Reading, facts: Facts) -> None:
        self.reading, self.facts, self.page = reading, facts, reading.page
        self.done: set[Token] = set()

    def claims(self) -> list[Claim]:
        """Return the claims in the order of the text."""
        found = [self._transition(first, second) for first, second in self.reading.transitions]
        found += [self._count(count) for count in self.reading.counts]
        found += [self._paid(paid) for paid in self.reading.amounts]
        for token in self.page.tokens:
            if token in self.done:
                continue
            found.append(self._other(token))
        for part in list_claims(self.reading, self.facts):
            found.append(Claim(self.page.text[part["start"] : part["end"]], **part))
        return sorted(found, key=lambda claim: (claim.start, -claim.end, claim.kind))

    def _claim(self, token: Token, kind: str, value: Value | None, *, stated: Any = None) -> Claim:
        """Return a figure's claim against a value of the data."""
        self.done.add(token)
        verdict, computed = compare(token, value)
        return Claim(
            self.page.text[token.start : token.end], token.start, token.end, kind,
            plain(token) if stated is None else stated, computed,
            value.formula if value else "", verdict, value.rows if value else [],
        )  # fmt: skip

    def _count(self, count: Counted) -> Claim:
        return self._claim(count.token, "count", self._count_value(count))

    def _count_value(self, count: Counted) -> Value | None:
        counts, role = self.facts.counts, count.role
        year = count.year
        if year and year != int(self.facts.edition):
            both = self.facts.totals(year)
            if both is None or role not in {"", grammar.TOTAL, grammar.BEFORE, grammar.NEW}:
                return None
            return both[1] if role == grammar.NEW else both[0]
        if count.province and role not in {grammar.CONSORTIUM, grammar.PROVINCES}:
            return self._of_province(count)
        if role == grammar.TOTAL:
            role = self._rule(count.token) or role
        if role == grammar.CONSORTIUM and CONSORTIA in counts:
            near = self.page.plain[count.token.start - 14 : count.token.end + 14]
            if re.search(r"컨소시엄|연합체|consorti", near, re.IGNORECASE) and not re.search(
                r"시\s*[·ㆍ]?\s*도|provinc", near
            ):
                return counts[CONSORTIA]
        return counts.get(role)

    def _of_province(self, count: Counted) -> Value | None:
        """Return a province's learning cities, or its municipalities where the words say all."""
        cities, of = self.facts.provinces.get(count.province, (None, None))
        if cities is None or of is None:
            return None
        if count.role == grammar.NEW:
            return None
        if count.role == grammar.MUNICIPALITIES or not of.high:
            return of if of.high else cities
        return cities

    def _rule(self, token: Token) -> str:
        """Return the other counting rule that a sentence names, if any."""
        start, end = self.page.sentence(token.start)
        sentence = self.page.plain[start:end]
        if grammar.score(sentence, grammar.STRICT):
            return grammar.STRICT
        return ""

    def _transition(self, first: Token, second: Token) -> Claim:
        """Return the claim of "188 (2022) → 195 (2023)": both ends, against their years."""
        self.done |= {first, second}
        text = self.page.text[first.start : second.end]
        if first.kind == SHARE:
            before, after = self.facts.shares.get("before"), self.facts.shares.get("official")
        else:
            before, after = self._end(first, "before"), self._end(second, "total")
        self._years_done(first.start, second.end + 10)
        if not self._about_cities(first):
            before = after = None
        verdicts = [compare(first, before)[0], compare(second, after)[0]]
        if before and after and self._later(first, second):
            verdicts.append(DIFFERS)
        verdict = max(verdicts, key=_SEVERITY.index)
        computed = None
        if before and after:
            computed = f"{_number(before)} → {_number(after)}"
        return Claim(
            text, first.start, second.end, "transition", f"{plain(first)} → {plain(second)}",
            computed, " → ".join(v.formula for v in (before, after) if v), verdict,
            after.rows if after else [],
        )  # fmt: skip

    def _later(self, *ends: Token) -> bool:
        """Return whether an end stands beside a year without an announcement up to now."""
        years = [year_beside(self.page, end) for end in ends]
        return any(year and self.facts.totals(year) is None for year in years)

    def _years_done(self, start: int, end: int) -> None:
        """Take years inside a passage as part of its claim."""
        self.done |= {
            t for t in self.page.tokens if t.kind == YEAR and start <= t.start and t.end <= end
        }

    def _end(self, token: Token, role: str) -> Value | None:
        year = year_beside(self.page, token)
        if year and year != int(self.facts.edition):
            both = self.facts.totals(year)
            return both[0] if both else self.facts.counts.get(role)
        if year and role == "before":
            role = "total"
        return self.facts.counts.get(role)

    def _about_cities(self, token: Token) -> bool:
        start, end = self.page.sentence(token.start)
        around = " ".join(
            (self.page.plain[start:end], self.page.before(token.start),
             self.page.heading(token.start), *self.page.cells(token.start))
        )  # fmt: skip
        return bool(re.search(_CITIES, around, re.IGNORECASE))

    def _paid(self, paid: Paid) -> Claim:
        values = self.facts.each if paid.each else self.facts.sums
        value = values.get(paid.role)
        kind = "amount" if paid.each else "sum"
        if not paid.firm:
            value = None
        return self._claim(paid.token, kind, value)

    def _other(self, token: Token) -> Claim:
        if token.kind == SHARE:
            return self._claim(token, "share", self._share_value(token))
        if token.kind == POINTS:
            shares = self.facts.shares
            grown = None
            if "before" in shares and self._about_cities(token):
                now, then = shares["official"], shares["before"]
                # Printed points are the difference of the printed shares.
                step = round(now.low, 1) - round(then.low, 1)
                grown = Value(step, step, f"{now.low:.1f} - {then.low:.1f}")
            return self._claim(token, "share", grown)
        if token.kind in {DATE, TIME, YEAR}:
            self.done.add(token)
            maker = {DATE: date_claim, TIME: time_claim, YEAR: year_claim}[token.kind]
            part = maker(self.page, token, self.facts)
            text = self.page.text[token.start : token.end]
            return Claim(text, token.start, token.end, **part)
        if token.kind == DURATION:
            return self._claim(token, "rule", self._rule_value(token))
        kind = {CONTACT: "contact", COUNT: "number", BARE: "number", MONEY: "sum"}[token.kind]
        return self._claim(token, kind, None, stated=self.page.text[token.start : token.end])

    def _share_value(self, token: Token) -> Value | None:
        """Return the coverage that a percentage states, when its words are about coverage."""
        start, end = self.page.sentence(token.start)
        sentence = self.page.plain[start:end]
        around = sentence + " ".join(self.page.cells(token.start))
        counted = [c.role for c in self.reading.counts if start <= c.token.start < end]
        about = re.search(_SHARE_WORDS, around, re.IGNORECASE) or (
            {grammar.MUNICIPALITIES, grammar.TOTAL} & set(counted)
        )
        about = about or {grammar.BEFORE} & set(counted)
        paired = any(start <= a.start < end for a, _ in self.reading.transitions)
        if not about and not (paired and self._about_cities(token)):
            return None
        if re.search(_OTHER_SHARE, self.page.plain[max(start, token.start - 24) : token.end + 20]):
            return None
        provinces = [c for c in self.reading.counts if c.province and start <= c.token.start < end]
        if provinces:
            cities, of = self.facts.provinces.get(provinces[0].province, (None, None))
            if cities is None or of is None or not of.high:
                return None
            return Value(
                100 * cities.low / of.high, 100 * cities.high / of.high,
                f"{_number(cities)} / {_number(of)}",
            )  # fmt: skip
        year = year_beside(self.page, token)
        lead = self.page.plain[start : token.start]
        if (
            not year
            and re.search(_LAST_YEAR, lead, re.IGNORECASE)
            and not re.search(_THIS_YEAR, lead, re.IGNORECASE)
        ):
            return self.facts.shares.get("before")
        if year and year != int(self.facts.edition):
            before = self.facts.shares.get("before")
            return before if self.facts.previous == str(year) else None
        if self._rule(token):
            return self.facts.shares.get("strict")
        if grammar.score(sentence, grammar.UNITS) or grammar.UNITS in counted:
            return self.facts.shares.get("units")
        return self.facts.shares.get("official")

    def _rule_value(self, token: Token) -> Value | None:
        """Return the re-designation rule that a duration states."""
        start, end = self.page.sentence(token.start)
        if not re.search(_REDESIGNATION, self.page.plain[start:end], re.IGNORECASE):
            return None
        before = self.page.plain[max(start, token.start - 14) : token.start]
        after = self.page.plain[token.end : min(end, token.end + 14)]
        if re.search(r"every\s*$|each\s*$", before, re.IGNORECASE) or re.match(
            r"\s*(?:마다|주기|간격|단위|에\s*한\s*번|cycle|interval)|-?\s*cycle", after
        ):
            return self.facts.rules["interval"]
        if re.match(
            r"\s*(?:후|뒤|이\s*지|이\s*경과|경과|차|이\s*되|after|later|on\b|from)", after
        ) or re.search(
            r"after\s*$|(?:최초\s*)?지정\s*(?:후|이후|뒤)\s*(?:만\s*)?$", before, re.IGNORECASE
        ):
            return self.facts.rules["first"]
        return None


_SEVERITY = [AGREES, ROUNDED, UNDERIVABLE, AMBIGUOUS, DIFFERS]
_LAST_YEAR = r"지난해|작년|전년|last year|a year (?:ago|earlier)"
_THIS_YEAR = r"올해|이로써|현재|now|this year|bring"
_CITIES = r"학습도시|learning cit|지정|designat|lifelong|coverage"
_SHARE_WORDS = (
    r"지정률|지정\s*비율|기초\s*(?:자치단체|지자체)|시\s*[·ㆍ]?\s*군\s*[·ㆍ]?\s*구|coverage|of (?:all|the|korea)"
    r"|municipalit|local governments?|share of"
)
_OTHER_SHARE = re.compile(
    r"예산|국비|지방비|참여|만족|인구|주민의|budget|participa|satisf|residents|population|matching",
    re.IGNORECASE,
)
_REDESIGNATION = r"재지정|평가|re-?designat|renew|review|evaluat"


def _number(value: Value) -> str:
    if value.low == value.high:
        return f"{value.low:g}"
    return f"{value.low:g}-{value.high:g}"


def weekday_of(iso: str) -> int:
    """Return a date's weekday, 0 Monday to 6 Sunday."""
    return dt.date.fromisoformat(iso).weekday()
