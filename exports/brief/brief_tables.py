"""The tables of a briefing, each from the analysis, before any file format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.programmes.kinds import PROGRAMMES
from exports.brief.tidy import COUNT, SHARE, TEXT, Column, Table
from figures.print.province_order import by_share, new_by_province
from figures.words.language import LANGUAGES, words
from figures.words.won import won_range

if TYPE_CHECKING:
    from exports.brief.subject import Subject
    from exports.brief.tidy import Value

PLACE_COLUMNS = (
    ("unit_id", "brief.column.unit_id", TEXT),
    ("province", "brief.column.province", TEXT),
    ("name", "brief.column.name", TEXT),
)


def _columns(lang: str, *keys: tuple[str, str, str]) -> tuple[Column, ...]:
    """Return columns from key, catalogue key and kind."""
    say, other = words(lang), words(LANGUAGES[lang].beside)
    return tuple(Column(key, say(label), other(label), kind) for key, label, kind in keys)


def province_table(subject: Subject) -> Table:
    """Return the provinces, highest share first, the nation last."""
    facts, lang = subject.facts, subject.lang
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
            subject.say("nation"),
            nation.at_least,
            nation.at_most,
            nation.of,
            nation.share_at_least,
            nation.share_at_most,
            len(facts.new),
            len(facts.remaining),
        )
    )
    return Table("provinces", subject.say("brief.provinces"), columns, tuple(rows))


def _named(subject: Subject, unit: str) -> tuple[str, str, str]:
    """Return a place's key, its province's official name and its own."""
    row = subject.facts.places.loc[unit]
    province = str(row["province_ko" if subject.lang == "ko" else "province_name_en"])
    return unit, province, subject.facts.short_name(unit, subject.lang)


def _listed(subject: Subject, unit: str) -> tuple[str, str, str]:
    """Return a place's key, its province's short name and its own, for tables on a page."""
    facts, lang = subject.facts, subject.lang
    province = facts.province_name(str(facts.places.loc[unit, "province_code"]), lang)
    return unit, province, facts.short_name(unit, lang)


def new_table(subject: Subject) -> Table:
    """Return the places new at the edition."""
    rows = tuple(_listed(subject, unit) for unit in subject.facts.new)
    columns = _columns(subject.lang, *PLACE_COLUMNS)
    return Table("new", subject.say("brief.new"), columns, rows)


def trend_table(subject: Subject) -> Table:
    """Return coverage at every edition up to this one."""
    columns = _columns(
        subject.lang,
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
    for row in subject.facts.history.to_dict("records"):
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
    return Table("trend", subject.say("brief.trend"), columns, tuple(rows))


def gap_table(subject: Subject) -> Table:
    """Return the municipalities that are not certainly learning cities, and what is known."""
    facts, say = subject.facts, subject.say
    columns = _columns(
        subject.lang,
        *PLACE_COLUMNS,
        ("status", "brief.column.status", TEXT),
        ("population", "brief.column.population", COUNT),
        ("neighbours", "brief.column.neighbours", COUNT),
        ("learning_neighbours", "brief.column.learning_neighbours", COUNT),
        ("distance_m", "brief.column.distance", COUNT),
        ("depopulating", "brief.column.depopulating", TEXT),
        ("basis", "brief.column.basis", TEXT),
    )
    rows: list[tuple[Value, ...]] = []
    for unit in facts.remaining:
        row = facts.gaps.loc[unit]
        depopulating = row["depopulating"]
        rows.append(
            (
                *_listed(subject, unit),
                say(f"brief.status.{facts.keys[unit]}"),
                _whole(row["population"]),
                int(row["neighbours"]),
                int(row["learning_neighbours"]),
                _whole(row["border_m"]),
                None if pd.isna(depopulating) else say(f"brief.{'yes' if depopulating else 'no'}"),
                say(f"brief.basis.{row['confidence']}"),
            )
        )
    return _shown(Table("gaps", say("brief.gaps"), columns, tuple(rows)), subject)


def _whole(value: float) -> int | None:
    """Return a number as a whole one, or None where there is none."""
    return None if pd.isna(value) else round(value)


def programme_table(subject: Subject) -> Table:
    """Return who was funded in the edition's year: in words for a page, as bounds for data."""
    facts, say = subject.facts, subject.say
    columns = _columns(
        subject.lang,
        ("programme", "programmes.programme", TEXT),
        ("recipient_id", "brief.column.recipient_id", TEXT),
        ("province", "brief.column.province", TEXT),
        ("recipient", "programmes.recipient", TEXT),
        ("amount", "programmes.amount", TEXT),
        ("low_krw", "brief.column.low_krw", COUNT),
        ("high_krw", "brief.column.high_krw", COUNT),
        ("shared_by", "brief.column.shared_by", TEXT),
    )
    lang = "ko" if subject.lang == "ko" else "en"
    rows: list[tuple[Value, ...]] = [
        (
            say(f"programme.{row['programme']}"),
            row["recipient_id"],
            row[f"province_{lang}"],
            row[f"name_{lang}"],
            won_range(say, row),
            int(row["low_krw"]) if row["low_krw"] else None,
            int(row["high_krw"]) if row["high_krw"] else None,
            row["shared_by"],
        )
        for name in PROGRAMMES
        for row in facts.funding[facts.funding["programme"] == name].to_dict("records")
    ]
    return Table("programmes", say("brief.programmes"), columns, tuple(rows))


def place_table(subject: Subject) -> Table:
    """Return every place of the date with its state, year and confidence."""
    facts, say = subject.facts, subject.say
    columns = _columns(
        subject.lang,
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
                *_named(subject, str(unit)),
                say("brief.yes" if row["is_municipality"] else "brief.no"),
                say(f"brief.status.{facts.keys[str(unit)]}"),
                _since(str(row["since_from"]), str(row["since_to"])),
                say(f"confidence.{row['confidence']}") if row["status"] == "designated" else "",
            )
        )
    return _shown(Table("places", say("brief.places"), columns, tuple(rows)), subject)


def _shown(table: Table, subject: Subject) -> Table:
    """Return a table without what its audience is not shown."""
    hidden = () if subject.facts.audience.evidence else ("basis", "confidence")
    kept = [at for at, column in enumerate(table.columns) if column.key not in hidden]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )


def _since(first: str, last: str) -> str:
    """Return the day of a designation, or the two days between which it lies."""
    return first if first == last else f"{first}/{last}"
