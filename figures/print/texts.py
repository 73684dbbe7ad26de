"""The sentences of the pictures, written from the data in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.print.embargo import marks
from figures.words.language import Words, words

if TYPE_CHECKING:
    from analysis.coverage.counting import Count
    from figures.print.facts import Facts


@dataclass(frozen=True)
class Text:
    """What stands above a picture, and what it shows to who cannot see it.

    Parameters
    ----------
    title, subtitle, alt
        In the reader's language.
    rule
        The counting rule of what is drawn where it is not that of the facts, for the footer.
    """

    title: str
    subtitle: str
    alt: str
    rule: str = ""


def count_text(count: Count, say: Words) -> str:
    """Return a count, or a range where it is open."""
    return say.count_range(count.at_least, count.at_most)


def share_text(count: Count, say: Words) -> str:
    """Return a share as percent, a range where it is open, a dash where none applies."""
    return say.percent_range(count.share_at_least, count.share_at_most)


def nation(facts: Facts, say: Words) -> dict[str, str]:
    """Return the national figures as fields of a sentence."""
    count = facts.point.nation
    return {
        "date": say.date(facts.date),
        "year": facts.edition,
        "count": count_text(count, say),
        "of": say.number(count.of),
        "share": share_text(count, say),
    }


def names(facts: Facts, units: list[str] | tuple[str, ...], lang: str) -> str:
    """Return places by full name, or the word for none."""
    full = ", ".join(facts.name(unit, lang) for unit in units)
    return full or words(lang)("picture.none")


def footer(facts: Facts, lang: str, rule: str = "") -> list[str]:
    """Return the lines under every picture: source, date, counting rule, data hash.

    Before an edition's hour they begin with the embargo's mark and the three hours.

    Parameters
    ----------
    facts
        What is drawn.
    lang
        "ko" or "en".
    rule
        The counting rule where it is not that of the facts.
    """
    say = words(lang)
    state = {"date": say.date(facts.date), "rule": say(f"rule.{rule or facts.point.rule}")}
    return [
        *marks(facts.embargo, lang),
        say("picture.office.source", sources="; ".join(facts.sources[say.lang])),
        say("picture.footer.state", hash=facts.data_hash, **state)
        if facts.audience.fingerprint
        else say("picture.footer.plain", **state),
    ]


def province_line(facts: Facts, code: str, say: Words) -> str:
    """Return one province's figures as a phrase."""
    count = facts.point.province(code)
    fields = {
        "province": facts.province_name(code, say.lang),
        "count": count_text(count, say),
        "of": say.number(count.of),
        "share": share_text(count, say),
    }
    key = "picture.bars.row" if count.of else "picture.bars.row_alone"
    return say(key, **fields)
