"""Give every claim of a release its verdict, with the computed figure and the rows behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.release.claims import Claim, Report
from analysis.release.compare import (
    AGREES,
    AMBIGUOUS,
    DIFFERS,
    ROUNDED,
    UNDERIVABLE,
    compare,
    plain,
)
from analysis.release.counting import count_value, transition_values
from analysis.release.dates import date_claim, time_claim, year_claim
from analysis.release.lists import list_claims
from analysis.release.reading import read_release, year_beside
from analysis.release.shares import (
    about_cities,
    points_value,
    rule_value,
    share_value,
    span_text,
)
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
from store.errors import InputError

if TYPE_CHECKING:
    from analysis.release.facts import Facts, Value
    from analysis.release.found import Counted, Paid, Reading
    from analysis.release.naming import Names


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
        return self._claim(count.token, "count", count_value(self.reading, count, self.facts))

    def _transition(self, first: Token, second: Token) -> Claim:
        """Return the claim of "188 (2022) → 195 (2023)": both ends, against their years."""
        self.done |= {first, second}
        text = self.page.text[first.start : second.end]
        theirs = transition_values(self.reading, (first, second), self.facts)
        if theirs:
            before, after = theirs
        elif first.kind == SHARE:
            before, after = self.facts.shares.get("before"), self.facts.shares.get("official")
        else:
            before, after = self._end(first, "before"), self._end(second, "total")
        self._years_done(first.start, second.end + 10)
        if not about_cities(self.page, first):
            before = after = None
        verdicts = [compare(first, before)[0], compare(second, after)[0]]
        if before and after and self._later(first, second):
            verdicts.append(DIFFERS)
        verdict = max(verdicts, key=_SEVERITY.index)
        computed = None
        if before and after:
            computed = f"{span_text(before)} → {span_text(after)}"
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

    def _paid(self, paid: Paid) -> Claim:
        values = self.facts.each if paid.each else self.facts.sums
        value = values.get(paid.role)
        kind = "amount" if paid.each else "sum"
        if not paid.firm:
            value = None
        return self._claim(paid.token, kind, value)

    def _other(self, token: Token) -> Claim:
        if token.kind == SHARE:
            return self._claim(token, "share", share_value(self.reading, token, self.facts))
        if token.kind == POINTS:
            return self._claim(token, "share", points_value(self.page, token, self.facts))
        if token.kind in {DATE, TIME, YEAR}:
            self.done.add(token)
            maker = {DATE: date_claim, TIME: time_claim, YEAR: year_claim}[token.kind]
            part = maker(self.page, token, self.facts)
            text = self.page.text[token.start : token.end]
            return Claim(text, token.start, token.end, **part)
        if token.kind == DURATION:
            return self._claim(token, "rule", rule_value(self.page, token, self.facts))
        kind = {CONTACT: "contact", COUNT: "number", BARE: "number", MONEY: "sum"}[token.kind]
        return self._claim(token, kind, None, stated=self.page.text[token.start : token.end])


_SEVERITY = [AGREES, ROUNDED, UNDERIVABLE, AMBIGUOUS, DIFFERS]
