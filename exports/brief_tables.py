"""The tables of a briefing, each from the analysis, before any file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from exports.tidy import COUNT, SHARE, TEXT, Column, Table
from figures.language import words
from figures.pictures.charts import by_share, new_by_province

if TYPE_CHECKING:
    from exports.content import Content
    from exports.tidy import Value

OTHER = {"ko": "en", "en": "ko"}
PLACE_COLUMNS = (
    ("unit_id", "brief.column.unit_id", TEXT),
    ("province", "brief.column.province", TEXT),
    ("name", "brief.column.name", TEXT),
)


def _columns(lang: str, *keys: tuple[str, str, str]) -> tuple[Column, ...]:
    """Return columns from key, catalogue key and kind."""
    say, other = words(lang), words(OTHER[lang])
    return tuple(Column(key, say(label), other(label), kind) for key, label, kind in keys)


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
