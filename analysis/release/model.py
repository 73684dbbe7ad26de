"""What the rooms of the release check hand on: mentions, readings, answers, claims, the report."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

FIRM = "firm"
CARRIED = "carried"
OPEN = "open"
STRENGTHS = (FIRM, CARRIED, OPEN)
"""Said in the same clause, heading or column; carried over by a named rule; not said."""

AGREES = "agrees"
ROUNDED = "rounded"
DIFFERS = "differs"
UNDERIVABLE = "underivable"
AMBIGUOUS = "ambiguous"
VERDICTS = (AGREES, ROUNDED, DIFFERS, UNDERIVABLE, AMBIGUOUS)
"""Agrees; agrees after rounding; differs; cannot be derived; ambiguous."""

Row = dict[str, Any]

NATION = ""
"""The scope of a figure that is said of the whole country; others are province codes."""


@dataclass(frozen=True)
class Slots:
    """The words around a figure or a list of names, by what they are to it.

    Parameters
    ----------
    own
        Its own phrase before it: modifiers, a relative clause, a label before a colon.
    head
        The noun it counts, after it.
    particle
        What follows the phrase: a Korean particle, or the preposition before it in English.
    predicate
        What is said of it, to the end of its clause.
    topic
        The subject or topic of its clause.
    clause
        The rest of its clause before it.
    whole
        The base of "n of m": the phrase it is a part of.
    sentence, previous, heading
        Its sentence, the sentence before in the same paragraph, the heading above.
    column, row
        The heads of a table's column and row.
    """

    own: str = ""
    head: str = ""
    particle: str = ""
    predicate: str = ""
    topic: str = ""
    clause: str = ""
    whole: str = ""
    sentence: str = ""
    previous: str = ""
    heading: str = ""
    column: str = ""
    row: str = ""


@dataclass(frozen=True)
class When:
    """The time a figure is said of.

    Parameters
    ----------
    kind
        `edition` for the announcement checked, `year` for a year's announcement or what stood
        after it, `before` for what stood before a year's announcement (0: the edition's).
    year
        The year; 0 for the edition's own.
    offset
        Years to add to the edition's: -1 for "last year".
    strength
        One of `STRENGTHS`.
    rule
        The name of the rule that says so.
    other
        Another time that the words may mean as well.
    """

    kind: str = "edition"
    year: int = 0
    offset: int = 0
    strength: str = OPEN
    rule: str = "time.default"
    other: When | None = None


@dataclass(frozen=True)
class Reading:
    """One way to understand a figure.

    Parameters
    ----------
    measure
        The key of a measure; see `analysis.release.measures`.
    scopes
        Province codes it may be said of, best first; `NATION` among them.
    when
        Its time.
    strength
        Of the measure and its scope together.
    rule
        The named rule that gives the measure.
    words
        The words that say so.
    counting
        The counting rule: official, strict or units.
    per
        "each" or "total" for an amount, empty where the words do not say.
    scope_strength
        One of `STRENGTHS`.
    """

    measure: str
    scopes: tuple[str, ...] = (NATION,)
    when: When = field(default_factory=When)
    strength: str = OPEN
    rule: str = ""
    words: str = ""
    counting: str = "official"
    per: str = ""
    scope_strength: str = FIRM


@dataclass(frozen=True)
class Answer:
    """What the data say to one question.

    Parameters
    ----------
    low, high
        The bounds of the figure, equal when nothing is open.
    formula
        How it was computed.
    rows
        The rows behind it.
    also
        Other figures that the Ministry printed for the same thing.
    doubtful
        Figures that others printed for it; to state one is no clear mistake.
    spans
        Ranges that single rows print.
    open
        Whether another figure may be as right: the data hold a part only.
    """

    low: float
    high: float
    formula: str
    rows: list[Row] = field(default_factory=list)
    also: frozenset[float] = frozenset()
    doubtful: frozenset[float] = frozenset()
    spans: frozenset[tuple[float, float]] = frozenset()
    open: bool = False


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
        count, share, list, place, amount, sum, date, year, rule, contact, or number for what was
        not understood.
    stated, computed
        The figure as printed and as computed; computed is None where nothing can be.
    formula
        How it was computed.
    verdict
        One of `VERDICTS`.
    rows
        The rows behind the computed figure.
    reading
        What it was read as, in a few words; empty where it was not understood.
    strength
        One of `STRENGTHS`.
    suggestion
        The passage as it should read, where that is known.
    """

    text: str
    start: int
    end: int
    kind: str
    stated: Any
    computed: Any
    formula: str
    verdict: str
    rows: list[Row] = field(default_factory=list)
    reading: str = ""
    strength: str = OPEN
    suggestion: str = ""


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
    assumed
        Why the edition was taken, and which others were possible: `edition`, `reason`, `others`.
    data_hash
        Of the data it was checked against.
    """

    edition: str
    text: str
    claims: list[Claim]
    assumed: dict[str, Any] = field(default_factory=dict)
    data_hash: str = ""

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        return {v: sum(claim.verdict == v for claim in self.claims) for v in VERDICTS}

    def as_json(self) -> dict[str, Any]:
        """Return the report as the documented JSON object."""
        return {
            "edition_assumed": self.assumed,
            "data_hash": self.data_hash,
            "summary": self.summary,
            "claims": [asdict(claim) for claim in self.claims],
        }
