"""The sentences of a briefing, written from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.pictures import texts

if TYPE_CHECKING:
    from exports.content import Content

ELIMINATED = "2023"
"""The edition whose undesignated places were found by elimination, see undesignated_2023.csv."""


def headline_sentences(content: Content) -> tuple[str, ...]:
    """Return the few sentences everyone must get."""
    facts, say = content.facts, content.say
    fields = texts.nation(facts, say)
    strict = facts.strict.nation
    lines = [say("brief.headline.now", **fields)]
    if facts.new:
        named = texts.names(facts, facts.new, content.lang)
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
    if facts.point.rule == "official":
        lines.append(
            say(
                "brief.headline.strict",
                count=texts.count_text(strict, say),
                of=say.number(strict.of),
                share=texts.share_text(strict, say),
            )
        )
    return tuple(lines)


def method_sentences(content: Content) -> tuple[str, ...]:
    """Return how the numbers came to be, what they rest on, and how to cite them."""
    facts, say = content.facts, content.say
    fields = {"year": facts.edition, "date": say.date(facts.date), "hash": facts.data_hash}
    low, high = facts.history["at_least"], facts.history["at_most"]
    return (
        say("brief.method.date", **fields),
        say("brief.method.rule", sentence=say(f"rule.{facts.point.rule}.sentence")),
        *([say("brief.method.uncertain")] if bool((low != high).any()) else []),
        *([say("brief.method.elimination")] if facts.edition == ELIMINATED else []),
        *(say("brief.method.source", source=source) for source in facts.sources),
        say("brief.method.boundary"),
        say("brief.method.hash", **fields),
        say("brief.method.hancom"),
        say("brief.method.cite", **fields),
    )
