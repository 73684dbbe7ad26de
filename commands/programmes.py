"""`atlas.py programmes`: who is funded under what, how much, and how certain that is."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from analysis.atlas import Atlas
from analysis.programmes.grants import (
    CITY_PROGRAMMES,
    PROGRAMMES,
    Money,
    select,
    total,
    totals,
    with_names,
)
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words
from figures.words.won import money_text, won_range

if TYPE_CHECKING:
    import pandas as pd

    from figures.words.language import Words

COLUMNS = ["year", "programme", "recipient_kind", "recipient_id", "province_ko", "province_en"]
COLUMNS += ["name_ko", "name_en", "low_krw", "high_krw", "certainty", "shared_by", "source_id"]


def rows_of(
    atlas: Atlas, edition: str | None, programme: str | None, province: str | None
) -> pd.DataFrame:
    """Return the funding rows asked for, with names of the edition's day."""
    rows = select(atlas.book.funding, year=edition, programme=programme)
    date = atlas.edition_date(edition or atlas.editions[-1])
    named = with_names(rows, atlas.register, date)
    if province is not None:
        fits = named[["province_code", "province_ko", "province_en"]].isin([province]).any(axis=1)
        named = named[fits]
    return named


def _money(money: Money) -> dict[str, Any]:
    return {
        "recipients": money.recipients,
        "low_krw": money.low,
        "high_krw": None if money.open_ended else money.high,
        "unknown_amounts": money.unknown,
        "certainty": money.certainty,
    }


def as_json(atlas: Atlas, rows: pd.DataFrame, edition: str | None) -> dict[str, Any]:
    """Return the rows and their totals; an open total has no upper bound."""
    lists = atlas.book.lists
    cities = rows[rows["programme"].isin(CITY_PROGRAMMES)]
    return {
        "edition": edition,
        "totals": [
            {**row, "high_krw": None if row["unknown"] else row["high_krw"]}
            for row in totals(rows, lists).to_dict("records")
        ]
        if len(rows)
        else [],
        "cities": _money(total(cities)),
        "all": _money(total(rows)),
        "rows": [
            {
                **{column: row[column] for column in COLUMNS},
                "low_krw": int(row["low_krw"]) if row["low_krw"] else None,
                "high_krw": int(row["high_krw"]) if row["high_krw"] else None,
            }
            for row in rows.to_dict("records")
        ],
        "data_hash": atlas.data_hash,
    }


def as_csv(rows: pd.DataFrame) -> str:
    """Return the rows as CSV; an amount that was not printed is blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows.to_dict("records"))
    return out.getvalue()


def as_table(atlas: Atlas, rows: pd.DataFrame, speak: Words) -> str:
    """Return the rows by year and programme as text, each group with its total."""
    ko = speak.lang == "ko"
    state = atlas.book.lists.set_index(["year", "programme"])["state"]
    lines = []
    groups = dict(list(rows.groupby(["year", "programme"])))
    for year, programme in sorted(groups, key=lambda key: (key[0], PROGRAMMES.index(key[1]))):
        group = groups[year, programme]
        title = speak(f"programme.{programme}")
        note = speak(f"programmes.list.{state.get((year, programme), 'partial')}")
        lines.append(f"{year}  {title}  ({note})")
        for row in group.to_dict("records"):
            province, name = (
                (row["province_ko"], row["name_ko"]) if ko else (row["province_en"], row["name_en"])
            )
            full = name if row["recipient_kind"] == "province" else f"{province} {name}"
            lines.append(f"    {full}: {won_range(speak, row)}")
        lines += ["    " + speak("programmes.sum", money=money_text(speak, total(group))), ""]
    cities = rows[rows["programme"].isin(CITY_PROGRAMMES)]
    if len(set(rows["year"])) == 1 and len(cities):
        lines.append(
            speak("programmes.cities", count=len(cities), money=money_text(speak, total(cities)))
        )
    lines.append(speak("programmes.source", hash=atlas.data_hash))
    return "\n".join(lines)


@click.command()
@click.option("--edition", help="Year of the announcement; every year when left out.")
@click.option("--programme", help=" | ".join(PROGRAMMES))
@click.option("--province", help="A province's code or name, 강원 or Gangwon.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def programmes(
    edition: str | None, programme: str | None, province: str | None, form: str, lang: str
) -> None:
    """Print who is funded under what, by year and programme, with totals as ranges."""
    atlas = Atlas.load()
    rows = rows_of(atlas, edition, programme, province)
    if form == "json":
        click.echo(json.dumps(as_json(atlas, rows, edition), ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(as_csv(rows), nl=False)
    else:
        click.echo(as_table(atlas, rows, words(lang)))
