"""One content, many documents: what a briefing says, before any file format.

Slides, notes, sheets and data files are all made from this, so that a number cannot differ
between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from exports.brief.brief_tables import (
    gap_table,
    new_table,
    place_table,
    programme_table,
    province_table,
    trend_table,
)
from exports.brief.brief_texts import (
    gap_sentences,
    headline_sentences,
    method_sentences,
    programme_sentences,
    trend_sentences,
)
from exports.brief.city_list import city_table
from exports.brief.subject import Subject
from exports.brief.tidy import reader_table
from figures.print import texts
from figures.print.embargo import watermark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exports.brief.tidy import Table


@dataclass(frozen=True)
class Section:
    """One part of a briefing.

    Parameters
    ----------
    key, title
        What it is.
    paragraphs
        Sentences.
    table
        Its table, if any.
    picture
        The template of its picture, if any.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    picture: str = ""


@dataclass(frozen=True)
class Content(Subject):
    """All that a briefing says, in one language."""

    @property
    def title(self) -> str:
        """The briefing's title."""
        return self.say("brief.title", year=self.facts.edition)

    @property
    def subtitle(self) -> str:
        """The line under it."""
        plain = self.say("brief.subtitle", date=self.say.date(self.facts.date))
        mark = watermark(self.facts.embargo, self.say)
        return f"{mark} · {plain}" if mark else plain

    @property
    def footer(self) -> list[str]:
        """Source, date, counting rule and data hash."""
        return texts.footer(self.facts, self.lang)

    @property
    def fingerprint(self) -> str:
        """The data's hash, where its audience is shown one."""
        return self.facts.data_hash if self.facts.audience.fingerprint else ""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts, in order."""
        say = self.say
        return (
            Section("headline", say("brief.headline"), headline_sentences(self)),
            Section("map", say("brief.map"), picture="national-status"),
            Section("provinces", say("brief.provinces"), table=province_table(self)),
            Section("new", say("brief.new"), table=new_table(self), picture="new-cities"),
            Section("trend", say("brief.trend"), trend_sentences(self), trend_table(self), "trend"),
            Section("gaps", say("brief.gaps"), gap_sentences(self), gap_table(self), "gap-map"),
            Section(
                "programmes",
                say("brief.programmes"),
                programme_sentences(self),
                programme_table(self),
            ),
            Section("cities", say("brief.cities"), table=city_table(self)),
            Section("method", say("brief.method"), method_sentences(self)),
        )

    def section(self, key: str) -> Section:
        """Return one part."""
        return next(section for section in self.sections if section.key == key)

    @cached_property
    def places(self) -> Table:
        """Every place with its state, for the data files."""
        return place_table(self)

    @property
    def tables(self) -> list[Table]:
        """Every table, the places last."""
        return [s.table for s in self.sections if s.table is not None] + [self.places]


def stem(content: Content) -> str:
    """Return the file name that all of a briefing's documents share, without its ending."""
    return f"learning-cities-{content.facts.edition}-{content.lang}"


def all_texts(content: Content) -> Iterable[str]:
    """Return every text of a briefing, as tests and searches need them."""
    yield content.title
    yield content.subtitle
    for section in content.sections:
        yield section.title
        yield from section.paragraphs
        if section.table is not None:
            heads, rows, _ = reader_table(section.table, content.lang)
            yield from heads
            for row in rows:
                yield from row
