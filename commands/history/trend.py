"""`atlas.py trend`: the years since 2001, new and in all, printed and counted."""

from __future__ import annotations

import itertools

import click

from commands.history.shared import load
from commands.shared.options import FORMATS
from commands.shared.printing import say_csv, say_json
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, NO_VALUE, words


@click.command()
@click.option("--format", "form", type=FORMATS, default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def trend(form: str, lang: str) -> None:
    """Print new designations, running totals, printed totals and coverage, year by year."""
    timeline = load()
    rows = timeline.trend()
    if form == "json":
        say_json(rows)
    elif form == "csv":
        say_csv([row | {"printed": ";".join(map(str, row["printed"]))} for row in rows])
    else:
        speak = words(lang)
        click.echo(speak("cli.trend.title", first=rows[0]["year"], last=rows[-1]["year"]) + "\n")
        click.echo(" | ".join(speak("cli.trend.head").split()))
        for row in rows:
            shares = [
                speak.percent_range(
                    row.get(f"share_{rule}_min", row[f"share_{rule}"]),
                    row.get(f"share_{rule}_max", row[f"share_{rule}"]),
                )
                for rule in ("official", "strict")
            ]
            total = speak.count_range(row["total_min"], row["total_max"])
            printed = ",".join(map(str, row["printed"])) or NO_VALUE
            cells = [row["year"], row["new"], total, printed, row["municipalities"], *shares]
            click.echo(" | ".join(map(str, cells)))
        told = [timeline.atlas.publishers_of(one, lang) for one in timeline.atlas.editions]
        sources = ", ".join(dict.fromkeys(itertools.chain.from_iterable(told)))
        click.echo("\n" + speak("cli.source", sources=sources, hash=timeline.atlas.data_hash))
