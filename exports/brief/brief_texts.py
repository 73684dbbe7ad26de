"""The sentences of a briefing, written from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.gaps.remainder import BASES, INFERRED, WEAK
from analysis.programmes.grants import total
from analysis.programmes.kinds import PROGRAMMES, city_programmes
from figures.print import texts
from figures.print.templates.trend import MILESTONE, milestone
from figures.words.won import money_text

if TYPE_CHECKING:
    from exports.brief.subject import Subject

ELIMINATED = "2023"
"""The edition whose undesignated places were found by elimination, see undesignated_2023.csv."""


def headline_sentences(subject: Subject) -> tuple[str, ...]:
    """Return the few sentences everyone must get."""
    facts, say = subject.facts, subject.say
    fields = texts.nation(facts, say)
    strict = facts.strict.nation
    lines = [say("brief.headline.now", **fields)]
    if facts.new:
        named = texts.names(facts, facts.new, subject.lang)
        lines.append(say.plural("brief.headline.new", len(facts.new), names=named))
    else:
        lines.append(say("brief.headline.new_none"))
    before = facts.before
    nation = facts.point.nation
    if before is not None and before.designated is not None and nation.designated is not None:
        change = say.number(nation.designated - before.designated)
        lines.append(
            say("brief.headline.before", count=texts.count_text(before, say), change=change)
        )
    rest = len(facts.remaining)
    lines.append(say.plural("brief.headline.rest", rest, of=say.number(strict.of)))
    beside = facts.point.beside()
    if facts.point.rule == "official" and beside:
        lines.append(
            say(
                "brief.headline.strict",
                names=", ".join(facts.short_name(unit, subject.lang) for unit in beside),
                count=texts.count_text(strict, say),
                of=say.number(strict.of),
                share=texts.share_text(strict, say),
            )
        )
    return tuple(lines)


def trend_sentences(subject: Subject) -> tuple[str, ...]:
    """Return from where to where the total went, and when it passed the milestone."""
    facts, say = subject.facts, subject.say
    first = facts.history.iloc[0]
    if first["edition"] == facts.edition:
        return ()
    start = say.count_range(int(first["at_least"]), int(first["at_most"]))
    fields = texts.nation(facts, say)
    lines = [say("brief.trend.from_to", first=first["edition"], start=start, **fields)]
    passed = milestone(facts)
    if passed is not None:
        mark = say.number(MILESTONE)
        lines.append(say("brief.trend.milestone", mark=mark, year=passed["edition"]))
    return tuple(lines)


def gap_sentences(subject: Subject) -> tuple[str, ...]:
    """Return how many people the rest has, how many adjoin a learning city, and how it is known."""
    facts, say = subject.facts, subject.say
    gaps = facts.gaps
    if gaps.empty:
        return ()
    lines = []
    people = gaps["population"].sum(min_count=len(gaps))
    if people > 0:
        day = say.date(facts.population_date)
        lines.append(say("brief.gaps.people", people=say.number(round(people)), date=day))
    beside = int((gaps["learning_neighbours"] > 0).sum())
    lines.append(say.plural("brief.gaps.beside", beside, of=say.number(len(gaps))))
    counted = gaps["confidence"].value_counts()
    known = ", ".join(
        f"{say(f'gaps.basis.{basis}')} {say.number(int(counted[basis]))}"
        for basis in BASES
        if basis in counted
    )
    if facts.audience.evidence:
        lines.append(say("brief.gaps.basis", known=known))
    return tuple(lines)


def programme_sentences(subject: Subject) -> tuple[str, ...]:
    """Return what each programme comes to, as sure as it is known, and the totals."""
    facts, say = subject.facts, subject.say
    rows = facts.funding
    if rows.empty:
        return (say("programmes.none"),)
    lines = []
    for name in PROGRAMMES:
        mine = rows[rows["programme"] == name]
        if len(mine):
            state = say(f"programmes.list.{facts.lists.get(name, 'partial')}")
            named, money = say(f"programme.{name}"), money_text(say, total(mine))
            line = {"programme": named, "money": money, "state": state}
            lines.append(say.plural("brief.programmes.line", len(mine), **line))
    cities = rows[rows["programme"].isin(city_programmes())]
    if len(cities):
        money = money_text(say, total(cities))
        lines.append(say("programmes.cities", count=len(cities), money=money))
    lines.append(say("programmes.all", money=money_text(say, total(rows))))
    return tuple(lines)


def method_sentences(subject: Subject) -> tuple[str, ...]:
    """Return how the numbers came to be, what they rest on, and how to cite them."""
    facts, say = subject.facts, subject.say
    fields = {"year": facts.edition, "date": say.date(facts.date), "hash": facts.data_hash}
    history = facts.history
    ranges = history.loc[history["at_least"] != history["at_most"], "edition"]
    return (
        say("brief.method.date", **fields),
        say("brief.method.rule", sentence=say(f"rule.{facts.point.rule}.sentence")),
        *(
            [say("brief.method.uncertain", first=ranges.iloc[0], last=ranges.iloc[-1])]
            if len(ranges)
            else []
        ),
        *(
            [say("brief.method.elimination", **_eliminated(subject))]
            if facts.edition == ELIMINATED and facts.audience.evidence
            else []
        ),
        *(say("brief.method.source", source=source) for source in facts.sources[say.lang]),
        *(
            [
                say(
                    "brief.method.source",
                    source=say("gaps.source.population", date=say.date(facts.population_date)),
                )
            ]
            if facts.population_date
            else []
        ),
        say("brief.method.boundary"),
        *(
            (say("brief.method.hash", **fields), say("brief.method.hancom"))
            if facts.audience.fingerprint
            else ()
        ),
        say("brief.method.cite", **fields)
        if facts.audience.fingerprint
        else say("brief.method.cite.press", **fields),
    )


def _eliminated(subject: Subject) -> dict[str, str]:
    """Return how many places are left out, and of how many only because no list names them."""
    say, known = subject.say, subject.facts.gaps["confidence"]
    found = int(known.isin([INFERRED, WEAK]).sum())
    return {"count": say.number(len(known)), "inferred": say.number(found)}
