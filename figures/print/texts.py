"""The sentences of the pictures, written from the data in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.print.embargo import marks
from figures.words.language import Words, words

if TYPE_CHECKING:
    from collections.abc import Callable

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
    return [
        *marks(facts.embargo, lang),
        say("picture.office.source", sources="; ".join(facts.sources[say.lang])),
        say(
            "picture.footer.state",
            date=say.date(facts.date),
            rule=say(f"rule.{rule or facts.point.rule}"),
            hash=facts.data_hash,
        ),
    ]


def status(facts: Facts, lang: str) -> Text:
    """Return the text of the national map."""
    say = words(lang)
    rest = {"rest": say.number(len(facts.remaining)), "names": names(facts, facts.remaining, lang)}
    fields = nation(facts, say)
    return Text(
        say("picture.status.title"),
        say("picture.status.subtitle", **fields),
        say("picture.status.alt", **fields, **rest),
    )


def new_cities(facts: Facts, lang: str) -> Text:
    """Return the text of the map of the new cities."""
    say = words(lang)
    fields = nation(facts, say)
    title = (
        say.plural("picture.new.title", len(facts.new), year=facts.edition)
        if facts.new
        else say("picture.new.none", year=facts.edition)
    )
    return Text(
        title,
        say("picture.new.subtitle", **fields),
        say("picture.new.alt", names=names(facts, facts.new, lang)),
    )


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


def bars(facts: Facts, lang: str) -> Text:
    """Return the text of the chart of the provinces."""
    say = words(lang)
    rows = "; ".join(province_line(facts, str(code), say) for code in facts.point.provinces.index)
    return Text(
        say("picture.bars.title"),
        say("picture.bars.subtitle", **nation(facts, say)),
        say("picture.bars.alt", rows=rows),
    )


def table(facts: Facts, lang: str) -> Text:
    """Return the text of the table of the provinces."""
    say = words(lang)
    return Text(
        say("picture.table.title"),
        say("picture.table.subtitle", **nation(facts, say)),
        bars(facts, lang).alt,
    )


def tile_map(facts: Facts, lang: str) -> Text:
    """Return the text of the tile map."""
    say = words(lang)
    fields = nation(facts, say)
    return Text(
        say("picture.tiles.title"),
        say("picture.tiles.subtitle", **fields),
        say(
            "picture.tiles.alt",
            **fields,
            places=say.number(len(facts.places)),
            rest=say.number(len(facts.remaining)),
            names=names(facts, facts.remaining, lang),
        ),
    )


def trend(facts: Facts, lang: str) -> Text:
    """Return the text of the chart over time."""
    say = words(lang)
    fields = nation(facts, say)
    first = facts.history.iloc[0]
    title = say("picture.trend.title_first", **fields)
    if first["edition"] != facts.edition:
        start = say.count_range(int(first["at_least"]), int(first["at_most"]))
        title = say("picture.trend.title", first=first["edition"], from_count=start, **fields)
    rows = "; ".join(
        say(
            "picture.trend.row",
            year=row["edition"],
            count=say.count_range(int(row["at_least"]), int(row["at_most"])),
        )
        for row in facts.history.to_dict("records")
    )
    return Text(title, say("picture.trend.subtitle", **fields), say("picture.trend.alt", rows=rows))


def gap(facts: Facts, lang: str) -> Text:
    """Return the text of the map of who is left out."""
    say = words(lang)
    count = len(facts.remaining)
    fields = {
        "date": say.date(facts.date),
        "count": say.number(count),
        "of": say.number(facts.strict.nation.of),
    }
    alt = say("picture.gap.alt", count=fields["count"], names=names(facts, facts.remaining, lang))
    return Text(
        say.plural("picture.gap.title", count),
        say("picture.gap.subtitle", **fields),
        alt,
        rule="strict",
    )


def province(facts: Facts, code: str, lang: str) -> Text:
    """Return the text of one province's picture."""
    say = words(lang)
    count = facts.point.province(code)
    fields = {
        "date": say.date(facts.date),
        "count": count_text(count, say),
        "of": say.number(count.of),
        "share": share_text(count, say),
        "nation": share_text(facts.point.nation, say),
    }
    key = "picture.province.subtitle" if count.of else "picture.province.subtitle_alone"
    name = facts.province_name(code, lang)
    mine = facts.of_province(code)
    held = [unit for unit in mine if facts.places.loc[unit, "at_least"] == 1]
    rest = [unit for unit in mine if unit not in held]
    return Text(
        say("picture.province.title", province=name),
        say(key, **fields),
        say(
            "picture.province.alt",
            province=name,
            names=", ".join(facts.short_name(u, lang) for u in held) or say("picture.none"),
            rest=", ".join(facts.short_name(u, lang) for u in rest) or say("picture.none"),
        ),
    )


def headline(facts: Facts, lang: str) -> Text:
    """Return the text of the card with the one number."""
    say = words(lang)
    fields = nation(facts, say)
    alt = say(
        "picture.headline.alt",
        **fields,
        new=say.number(len(facts.new)),
        rest=say.number(len(facts.remaining)),
    )
    return Text(say("picture.headline.title"), say("picture.headline.subtitle", **fields), alt)


WRITERS: dict[str, Callable[[Facts, str], Text]] = {
    "national-status": status,
    "new-cities": new_cities,
    "province-bars": bars,
    "tile-map": tile_map,
    "trend": trend,
    "gap-map": gap,
    "headline": headline,
    "table": table,
}
"""Template to its writer; `province` needs to know which one and has its own."""
