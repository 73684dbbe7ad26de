"""`atlas.py access`: how far people are from a place to learn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.access.asking import Reaching
from analysis.access.study import DEFAULT_PLACES, PLACES, lonlat_of
from analysis.atlas import Atlas
from commands.shared.options import EDITION, FORM, LANG
from commands.shared.printing import plain, say_csv
from exports.answers.access_table import BY, figures_by, limit_text, shown
from figures.words.language import words

if TYPE_CHECKING:
    from analysis.access.study import Access


def access_json(
    reaching: Reaching, found: Access, edition: str, kind: str, by: str
) -> dict[str, Any]:
    """Return access at an edition as a JSON document."""
    rows = figures_by(found, by).reset_index().to_dict("records")
    return {
        "edition": edition,
        "date": reaching.atlas.edition_date(edition),
        "places": kind,
        "measured": found.places,
        "without_coordinates": found.without_coordinates,
        "incomplete": sorted(found.incomplete),
        "population_date": reaching.population(edition).date,
        "areas": "2020",
        "cost": "minutes" if found.by_minutes else "straight_line_km",
        "limits": list(found.limits),
        "nation": {
            key: value if not isinstance(value, dict) else {f"{k:g}": v for k, v in value.items()}
            for key, value in found.summary().items()
        },
        "by": by,
        "rows": [{key: plain(value) for key, value in row.items()} for row in rows],
        "disagreements": [
            {"unit_id": unit, **{key: plain(value) for key, value in row.items()}}
            for unit, row in found.disagreements().to_dict("index").items()
        ],
        "data_hash": reaching.atlas.data_hash,
    }


@click.command()
@EDITION
@click.option("--places", type=click.Choice(list(PLACES)), default=DEFAULT_PLACES)
@click.option("--by", type=click.Choice(list(BY)), default="kind_status", help="Groups of people.")
@click.option(
    "--travel",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Travel times instead of straight lines: origin, destination, minutes (CSV or Parquet).",
)
@click.option("--add", multiple=True, help="A place assumed: longitude,latitude.")
@FORM
@LANG
def access(  # noqa: PLR0913, PLR0917  # one parameter an option
    edition: str,
    places: str,
    by: str,
    travel: Path | None,
    add: tuple[str, ...],
    form: str,
    lang: str,
) -> None:
    """Print how far people are from a place to learn, by where they live."""
    reaching = Reaching.load(Atlas.load())
    assumed = lonlat_of(add)
    found = reaching.access(edition, places, travel=travel, add=assumed)
    if form == "csv":
        say_csv(figures_by(found, by).reset_index())
        return
    if form == "json":
        document = access_json(reaching, found, edition, places, by)
        click.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))
        return
    speak, date = words(lang), reaching.atlas.edition_date(edition)
    kind = speak(f"access.kind.{places}")
    click.echo(speak("access.cli.title", date=speak.date(date), edition=edition, kind=kind))
    click.echo(speak("access.intro", population=speak.date(reaching.population(edition).date)))
    click.echo(
        speak(
            "access.missing",
            without=found.without_coordinates,
            places=found.places,
            units=len(found.incomplete),
        )
    )
    table = shown(found, by, reaching.atlas.register, date, speak)
    click.echo("\n" + " | ".join(table.columns))
    for row in table.itertuples(index=False):
        click.echo(" | ".join(row))
    if assumed and travel is None:
        for limit, people in reaching.gained(edition, places, assumed).items():
            near = limit_text(found, limit, speak)
            click.echo(speak("access.whatif.gained", limit=near, people=speak.number(people, 0)))
    click.echo("\n" + speak("access.method"))
    source = speak("access.source")
    click.echo(speak("cli.source", sources=source, hash=reaching.atlas.data_hash))
