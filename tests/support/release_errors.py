"""Plant errors into labelled texts: figures, names and years exchanged, by seed.

A statement is mutated only where it is labelled right and the check agrees with it; what the check
says of the text is then known before and after.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.atlas import Atlas
from analysis.release.facts.places import members
from analysis.release.judge.drafts import check_draft, fact_book, names_on

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from analysis.release.model import Claim

CORPORA = Path(__file__).parents[1] / "corpora"
KINDS = ("other figure", "known figure", "other amount", "sibling", "other year")
YES, DOUBT = {"agrees", "rounded"}, {"differs", "ambiguous"}
EDITIONS = 8
"""Editions whose figures are well known: the last ones."""
_NUMBER = re.compile(r"\d[\d,]*")


@dataclass(frozen=True)
class Mutant:
    """A text with one error: its kind, where it stands, and the passage before and after."""

    kind: str
    case: str
    edition: str
    text: str
    start: int
    end: int
    was: str


@dataclass(frozen=True)
class Planter:
    """Plants errors into the texts of some corpora, which the check has read once."""

    corpora: tuple[str, ...]

    @cached_property
    def atlas(self) -> Atlas:
        """The atlas as it ships."""
        return Atlas.load()

    @cached_property
    def cases(self) -> list[dict[str, Any]]:
        """The labelled texts."""
        lines = [
            line
            for name in self.corpora
            for line in (CORPORA / name).read_text(encoding="utf-8").splitlines()
        ]
        return [json.loads(line) for line in lines]

    @cached_property
    def known(self) -> list[int]:
        """The well-known figures of the data: totals, newcomers, recipients, rounds, gaps."""
        book = fact_book(self.atlas, self.atlas.editions[-1])
        found = set()
        measures = ("total", "new", "special", "consortium", "municipalities", "undesignated",
                    "reviewed", "excellent")  # fmt: skip
        for year in book.editions[-EDITIONS:]:
            for measure in measures:
                for rule in ("official", "strict"):
                    answer = book.count(measure, "", year, rule)
                    found |= {int(answer.high)} if answer else set()
        return sorted(found)

    def check(self, text: str, edition: str) -> list[Claim]:
        """Return the claims of a text."""
        return check_draft(self.atlas, text, edition).claims

    @cached_property
    def statements(self) -> dict[str, list[tuple[dict[str, Any], Claim]]]:
        """The statements of each kind of mutation that are right and that the check agrees with."""
        found: dict[str, list[tuple[dict[str, Any], Claim]]] = {kind: [] for kind in KINDS}
        for case in self.cases:
            claims = self.check(case["text"], case["edition"])
            case["doubted"] = {(c.text, c.kind) for c in claims if c.verdict in DOUBT}
            for at in self._right(case):
                mine = [c for c in claims if c.verdict in YES and at[0] <= c.start < at[1]]
                for claim in mine:
                    for kind in _kinds_of(claim):
                        found[kind].append((case, claim))
        return found

    def _right(self, case: dict[str, Any]) -> Iterator[tuple[int, int]]:
        for label in case["gold"]:
            verdict = label["verdict"]
            if set([verdict] if isinstance(verdict, str) else verdict) <= YES:
                at = -1
                for _ in range(label["occurrence"]):
                    at = case["text"].index(label["span"], at + 1)
                yield at, at + len(label["span"])

    def plant(self, kind: str, rng: random.Random) -> Mutant | None:
        """Return a text with one error of a kind, or None where this statement has none."""
        case, claim = rng.choice(self.statements[kind])
        new = self._other(kind, case, claim, rng)
        if new is None or new == claim.text:
            return None
        text = case["text"][: claim.start] + new + case["text"][claim.end :]
        return Mutant(
            kind, case["id"], case["edition"], text, claim.start, claim.start + len(new), claim.text
        )

    def _other(
        self, kind: str, case: dict[str, Any], claim: Claim, rng: random.Random
    ) -> str | None:
        if kind == "sibling":
            return self._sibling(case, claim, rng)
        if kind == "other year":
            return _NUMBER.sub(rng.choice(self.atlas.editions), claim.text, count=1)
        number = _NUMBER.search(claim.text)
        if number is None:
            return None
        if kind == "known figure":
            return _put(claim.text, str(rng.choice(self.known)))
        beside = {c.text for k, c in self.statements[kind] if k is case and c.text != claim.text}
        if kind == "other amount":
            return rng.choice(sorted(beside)) if beside else None
        numbers = sorted({m[0] for text in beside if (m := _NUMBER.search(text))} - {number[0]})
        return _put(claim.text, rng.choice(numbers)) if numbers else None

    def _sibling(self, case: dict[str, Any], claim: Claim, rng: random.Random) -> str | None:
        """Return another place of the same province, written alike, that the text does not name."""
        found = names_on(self.atlas, self.atlas.edition_date(case["edition"])).find(claim.text)
        if len(found) != 1 or len(found[0].units) != 1:
            return None
        places = self.atlas.register.on(self.atlas.edition_date(case["edition"]))
        column = "name_ko" if re.search(r"[가-힣]", claim.text) else "name_en"
        mine = places.loc[found[0].units[0]]
        if not claim.text.endswith(str(mine[column])):
            return None
        near = places[places["province_code"] == mine["province_code"]]
        near = near[~near.index.isin(self._members(case, claim))]  # there it would stay true
        others = [n for n in near[column].astype(str) if n not in case["text"]]
        return (
            claim.text.removesuffix(str(mine[column])) + rng.choice(sorted(others))
            if others
            else None
        )

    def _members(self, case: dict[str, Any], claim: Claim) -> set[str]:
        """Return the places that a name could be replaced by without an error."""
        book = fact_book(self.atlas, case["edition"])
        year = re.search(r"\d{4}$", claim.formula)
        found = members(book, claim.reading, int(year[0])) if year else None
        return found[0] if found else set()

    def verdict(self, mutant: Mutant) -> str:
        """Return what became of an error: caught, agrees, or lost where nothing is said of it."""
        claims = self.check(mutant.text, mutant.edition)
        own = [c for c in claims if c.start < mutant.end and mutant.start < c.end]
        case = next(c for c in self.cases if c["id"] == mutant.case)
        if any(c.verdict in DOUBT for c in own):
            return "caught"
        if any(c.verdict in DOUBT and (c.text, c.kind) not in case["doubted"] for c in claims):
            return "caught"  # the error shows beside: another year makes the figure wrong
        return "agrees" if any(c.verdict in YES for c in own) else "lost"


def _put(text: str, number: str) -> str:
    return _NUMBER.sub(number, text, count=1)


def _kinds_of(claim: Claim) -> Iterator[str]:
    if claim.kind == "count" and _NUMBER.search(claim.text):
        yield from ("other figure", "known figure")
    elif claim.kind in {"amount", "sum"}:
        yield "other amount"
    elif claim.kind == "place":
        yield "sibling"
    elif claim.kind == "year" and re.search(r"20\d\d", claim.text):
        yield "other year"
