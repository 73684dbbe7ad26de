"""`atlas.py inequality`: how unequal coverage is between provinces, on a date and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.atlas import Atlas
from analysis.gaps.chance import verdicts
from analysis.gaps.inequality import MEASURES, PEOPLE, WEIGHTINGS
from analysis.places.indicators.change import YEARS_BACK, edition_before
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
    chance = regional.chance(edition)
    return {
        "edition": edition,
        "date": regional.date(edition),
        "rule": "strict",
        "population_date": population.date if population else None,
        "age_date": ages.date if ages else None,
        "fiscal_year": regional.dates["fiscal_independence"],
        "measures": measured,
        "chance": chance.to_dict("records"),
        "verdicts": verdicts(chance),
        "ranks": rank_rows(regional, edition),
        "concentration": leaning,
        "course": course,
        "data_hash": regional.atlas.data_hash,
    }


def rank_rows(regional: Regional, edition: str) -> list[dict[str, Any]]:
    """Return each province's rank now and some years back; none before the first edition."""
    since = edition_before(regional.atlas.editions, edition, YEARS_BACK)
    if since is None:
        return []
    found = regional.ranks(since, edition)
    names = regional.atlas.coverage(edition=edition, rule="strict").provinces["province_ko"]
    rows: list[dict[str, Any]] = (
        found.assign(province=names, since=since).reset_index().to_dict("records")
    )
    return rows


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
    for row in document["chance"]:
        click.echo(
            speak(
                "gaps.chance.row",
                measure=speak(f"gaps.measure.{row['measure']}"),
                null=speak(f"gaps.null.{row['null']}"),
                observed=speak.number(row["observed"], 3),
                mean=speak.number(row["mean"], 3),
                low=speak.number(row["low"], 3),
                high=speak.number(row["high"], 3),
                p=speak.number(row["p_value"], 3),
            )
        )
    for measure, verdict in document["verdicts"].items():
        named = speak(f"gaps.measure.{measure}")
        click.echo(f"{named}: {speak(f'gaps.chance.verdict.{verdict}')}")
    if document["ranks"]:
        click.echo(ranks_sentence(document["ranks"], speak))
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


def ranks_sentence(rows: list[dict[str, Any]], speak: Words) -> str:
    """Return how many provinces changed their rank beyond their intervals."""
    moved = sum(row["moved"] for row in rows)
    if not moved:
        return speak("gaps.ranks.none", since=rows[0]["since"])
    return speak("gaps.ranks.some", since=rows[0]["since"], count=moved)


def measure_text(speak: Words, value: Any) -> str:
    """Return a measure as text: a number, a range, or a dash."""
    if isinstance(value, list):
        return "–".join(NO_VALUE if one is None else speak.number(one, 4) for one in value)
    return NO_VALUE if value is None else speak.number(value, 4)
