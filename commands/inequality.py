"""`atlas.py inequality`: how unequal coverage is between provinces, on a date and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.atlas import Atlas
from analysis.gaps.inequality import MEASURES, PEOPLE, WEIGHTINGS
from commands.shared.options import EDITION, FORM, LANG
from commands.shared.printing import plain, say_csv, say_json, source_line
from exports.build.statistics import load_regional
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from analysis.regional import Regional
    from figures.words.language import Words

CONCENTRATED_BY = ("fiscal_independence", "share_65")


def between(low: float | None, high: float | None) -> Any:
    """Return a measure as JSON: a number, its two ends while it is open, or null."""
    return low if low == high else [low, high]


def inequality_json(regional: Regional, edition: str) -> dict[str, Any]:
    """Return inequality at an edition and over time as a JSON document."""
    population = regional.population_if_any(edition)
    ways = [one for one in WEIGHTINGS if one != PEOPLE or population]
    measured = {}
    leaning = []
    for weighting in ways:
        low, high = regional.inequality(edition, weighting)
        measured[weighting] = {name: between(low[name], high[name]) for name in MEASURES}
        for by in CONCENTRATED_BY:
            if regional.traits_by_name(edition)[by].empty:
                continue
            one = regional.concentration(edition, by, weighting)
            leaning.append({"by": by, "weighting": weighting, **vars(one)})
    course = [
        {key: row[key] for key in ("edition", "date", "weighting")}
        | {"population_date": row["population_date"] or None}
        | {
            name: between(plain(row[f"{name}_low"]), plain(row[f"{name}_high"]))
            for name in MEASURES
        }
        for row in regional.course().to_dict("records")
    ]
    ages = regional.population_if_any(edition, ages=True)
    return {
        "edition": edition,
        "date": regional.date(edition),
        "rule": "strict",
        "population_date": population.date if population else None,
        "age_date": ages.date if ages else None,
        "fiscal_year": regional.dates["fiscal_independence"],
        "measures": measured,
        "concentration": leaning,
        "course": course,
        "data_hash": regional.atlas.data_hash,
    }


@click.command()
@EDITION
@FORM
@LANG
def inequality(edition: str, form: str, lang: str) -> None:
    """Print how unequal coverage is between provinces, on a date and over time."""
    regional = load_regional(Atlas.load())
    if form == "csv":
        regional.date(edition)
        say_csv(regional.course())
        return
    document = inequality_json(regional, edition)
    if form == "json":
        say_json(document)
        return
    speak = words(lang)
    click.echo(speak("gaps.cli.inequality", date=speak.date(document["date"]), edition=edition))
    for weighting, measures in document["measures"].items():
        click.echo("\n" + speak(f"gaps.weighting.{weighting}"))
        for name, value in measures.items():
            click.echo(f"  {speak(f'gaps.measure.{name}')}: {measure_text(speak, value)}")
    for one in document["concentration"]:
        index = NO_VALUE if one["index"] is None else speak.number(one["index"], 3)
        click.echo(
            speak(
                "gaps.cli.concentration",
                by=speak(f"gaps.by.{one['by']}", year=document["fiscal_year"]),
                weighting=speak(f"gaps.weighting.{one['weighting']}"),
                index=index,
                corrected=speak.number(one["corrected"], 3),
            )
        )
    click.echo("\n" + source_line(regional, edition, speak))


def measure_text(speak: Words, value: Any) -> str:
    """Return a measure as text: a number, a range, or a dash."""
    if isinstance(value, list):
        return "–".join(NO_VALUE if one is None else speak.number(one, 4) for one in value)
    return NO_VALUE if value is None else speak.number(value, 4)
