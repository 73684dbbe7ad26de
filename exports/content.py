"""One content, many documents: what a briefing says, before any file format.

Slides, notes, sheets and data files are all made from this, so that a number cannot differ
between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from exports.tidy import COUNT, SHARE, TEXT, Column, Table, reader_table
from figures.language import Words, words
from figures.pictures import texts
from figures.pictures.charts import by_share, new_by_province

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exports.tidy import Value
    from figures.pictures.facts import Facts

ELIMINATED = "2023"
"""The edition whose undesignated places were found by elimination, see undesignated_2023.csv."""

OTHER = {"ko": "en", "en": "ko"}


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
class Content:
    """All that a briefing says, in one language.

    Parameters
    ----------
    facts
        Where every number comes from.
    lang
        The language.
    """

    facts: Facts
    lang: str

    @property
    def say(self) -> Words:
        """The words of the language."""
        return words(self.lang)

    @property
    def title(self) -> str:
        """The briefing's title."""
        return self.say("brief.title", year=self.facts.edition)

    @property
    def subtitle(self) -> str:
        """The line under it."""
        return self.say("brief.subtitle", date=self.say.date(self.facts.date))

    @property
    def footer(self) -> list[str]:
        """Source, date, counting rule and data hash."""
        return texts.footer(self.facts, self.lang)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts, in order."""
        say = self.say
        return (
            Section("headline", say("brief.headline"), headline_sentences(self)),
            Section("map", say("brief.map"), picture="national-status"),
            Section("provinces", say("brief.provinces"), table=province_table(self)),
            Section("new", say("brief.new"), table=new_table(self), picture="new-cities"),
            Section("trend", say("brief.trend"), table=trend_table(self), picture="trend"),
            Section("gaps", say("brief.gaps"), table=gap_table(self), picture="gap-map"),
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


def _columns(lang: str, *keys: tuple[str, str, str]) -> tuple[Column, ...]:
    """Return columns from key, catalogue key and kind."""
    say, other = words(lang), words(OTHER[lang])
    return tuple(Column(key, say(label), other(label), kind) for key, label, kind in keys)


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


def province_table(content: Content) -> Table:
    """Return the provinces, highest share first, the nation last."""
    facts, lang = content.facts, content.lang
    columns = _columns(
        lang,
        ("province", "brief.column.province", TEXT),
        ("designated_min", "brief.column.designated_min", COUNT),
        ("designated_max", "brief.column.designated_max", COUNT),
        ("municipalities", "brief.column.of", COUNT),
        ("share_min", "brief.column.share_min", SHARE),
        ("share_max", "brief.column.share_max", SHARE),
        ("new", "brief.column.new", COUNT),
        ("not_designated", "brief.column.rest", COUNT),
    )
    fresh = new_by_province(facts)
    left = facts.places.loc[facts.remaining].groupby("province_code").size().to_dict()
    rows: list[tuple[Value, ...]] = []
    for code in by_share(facts):
        count = facts.point.province(code)
        alone = count.of == 0
        rows.append(
            (
                facts.province_name(code, lang),
                count.at_least,
                count.at_most,
                None if alone else count.of,
                count.share_at_least,
                count.share_at_most,
                fresh.get(code, 0),
                None if alone else int(left.get(code, 0)),
            )
        )
    nation = facts.point.nation
    rows.append(
        (
            content.say("nation"),
            nation.at_least,
            nation.at_most,
            nation.of,
            nation.share_at_least,
            nation.share_at_most,
            len(facts.new),
            len(facts.remaining),
        )
    )
    return Table("provinces", content.say("brief.provinces"), columns, tuple(rows))


def _named(content: Content, unit: str) -> tuple[str, str, str]:
    """Return a place's key, province and name."""
    row = content.facts.places.loc[unit]
    ko = content.lang == "ko"
    return (
        unit,
        str(row["province_ko" if ko else "province_name_en"]),
        str(row["name_ko" if ko else "name_en"]),
    )


PLACE_COLUMNS = (
    ("unit_id", "brief.column.unit_id", TEXT),
    ("province", "brief.column.province", TEXT),
    ("name", "brief.column.name", TEXT),
)


def new_table(content: Content) -> Table:
    """Return the places new at the edition."""
    rows = tuple(_named(content, unit) for unit in content.facts.new)
    columns = _columns(content.lang, *PLACE_COLUMNS)
    return Table("new", content.say("brief.new"), columns, rows)


def trend_table(content: Content) -> Table:
    """Return coverage at every edition up to this one."""
    columns = _columns(
        content.lang,
        ("edition", "brief.column.edition", TEXT),
        ("date", "brief.column.date", TEXT),
        ("new", "brief.column.new", COUNT),
        ("total_min", "brief.column.total_min", COUNT),
        ("total_max", "brief.column.total_max", COUNT),
        ("municipalities", "brief.column.of", COUNT),
        ("share_min", "brief.column.share_min", SHARE),
        ("share_max", "brief.column.share_max", SHARE),
        ("total_printed", "brief.column.printed", COUNT),
    )
    rows = []
    for row in content.facts.history.to_dict("records"):
        low, high, of = int(row["at_least"]), int(row["at_most"]), int(row["of"])
        printed = row["total_printed"]
        rows.append(
            (
                str(row["edition"]),
                str(row["date"]),
                int(row["new"]),
                low,
                high,
                of,
                low / of,
                high / of,
                None if pd.isna(printed) else int(printed),
            )
        )
    return Table("trend", content.say("brief.trend"), columns, tuple(rows))


def gap_table(content: Content) -> Table:
    """Return the municipalities that are not certainly learning cities, with their state."""
    facts, say = content.facts, content.say
    columns = _columns(content.lang, *PLACE_COLUMNS, ("status", "brief.column.status", TEXT))
    rows = tuple(
        (*_named(content, unit), say(f"brief.status.{facts.keys[unit]}"))
        for unit in facts.remaining
    )
    return Table("gaps", say("brief.gaps"), columns, rows)


def place_table(content: Content) -> Table:
    """Return every place of the date with its state, year and confidence."""
    facts, say = content.facts, content.say
    columns = _columns(
        content.lang,
        *PLACE_COLUMNS,
        ("is_municipality", "brief.column.is_municipality", TEXT),
        ("status", "brief.column.status", TEXT),
        ("designated_from", "brief.column.since", TEXT),
        ("confidence", "brief.column.confidence", TEXT),
    )
    rows = []
    for unit, row in facts.places.iterrows():
        rows.append(
            (
                *_named(content, str(unit)),
                say("brief.yes" if row["is_municipality"] else "brief.no"),
                say(f"brief.status.{facts.keys[str(unit)]}"),
                _since(str(row["since_from"]), str(row["since_to"])),
                str(row["confidence"]) if row["status"] == "designated" else "",
            )
        )
    return Table("places", say("brief.places"), columns, tuple(rows))


def _since(first: str, last: str) -> str:
    """Return the day of a designation, or the two days between which it lies."""
    return first if first == last else f"{first}/{last}"


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
