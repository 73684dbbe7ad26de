"""`atlas.py calendar`: whose re-designation is reviewed in a year, and by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.clock import today
from analysis.renewals.schedule import due_in
from commands.history.shared import load
from commands.shared.printing import say_csv, say_json
from exports.formats.renewal_calendar import calendar_ics, calendar_rows, last_outcome, trace_text
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words

if TYPE_CHECKING:
    from analysis.renewals.schedule import Renewal
    from analysis.timeline import Timeline
    from figures.words.language import Words


def _rows(
    timeline: Timeline, found: dict[str, Renewal], date: str, speak: Words
) -> list[dict[str, Any]]:
    """Return the places due as JSON objects."""
    places = timeline.atlas.register.on(date)
    return [
        {
            "unit_id": unit,
            "province": places.loc[unit, "province_ko"],
            "province_en": places.loc[unit, "province_en"],
            "name": places.loc[unit, "name_ko"],
            "name_en": places.loc[unit, "name_en"],
            "group": one.group,
            "designated_from": one.award_from,
            "designated_to": one.award_to,
            "last_outcome": one.outcomes[-1][1] if one.outcomes else None,
            "last_outcome_year": one.outcomes[-1][0] if one.outcomes else None,
            "silent": list(one.silent),
            "next_review": one.next_review,
            "next_review_if_excellent": one.or_later,
            "trace": [{"rule": rule, **facts} for rule, facts in one.trace],
            "why": trace_text(one, speak),
        }
        for unit, one in found.items()
    ]


@click.command()
@click.option("--year", type=int, required=True, help="Year of the reviews.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ics"]), default="table"
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def calendar(year: int, form: str, lang: str) -> None:
    """Print the learning cities that the rules give a review in a year.

    Computed from the published rules and the outcomes found; not an official schedule.
    """
    timeline = load()
    timeline.check_review_year(year)
    # Who was due in a past year is a question to the list, and the names, of that year.
    this_year = int(today()[:4])
    date = today() if year >= this_year else f"{year}-01-01"
    everyone = timeline.calendar(date, this_year)
    found = {unit: everyone[unit] for unit in due_in(everyone, year)}
    speak = words(lang)
    sizes, _ = timeline.review_agreement()
    published = sizes[sizes["year"] == year].to_dict("records")
    names = {unit: timeline.atlas.register.full_name(unit, date, lang) for unit in found}
    if form == "ics":
        click.echo(calendar_ics(found, [year], names, date, speak), nl=False)
    elif form == "csv":
        say_csv(calendar_rows(found, timeline.atlas.register, date, speak))
    elif form == "json":
        places = timeline.atlas.register.on(date).loc[list(found)]
        say_json(
            {
                "year": year,
                "as_of": date,
                "due": len(found),
                "printed": [row["printed"] for row in published],
                "provinces": places["province_ko"].value_counts(sort=False).to_dict(),
                "places": _rows(timeline, found, date, speak),
                "data_hash": timeline.atlas.data_hash,
            }
        )
    else:
        title = speak("cli.calendar.title", year=year, date=speak.date(date))
        click.echo(f"{title}: {speak.number(len(found))}")
        for row in published:
            said = ", ".join(filter(None, [str(row["printed"]), *row["also_printed"].split(";")]))
            sources = timeline.atlas.publishers(row["source_id"], lang)
            click.echo(speak("cli.calendar.printed", printed=said, sources=sources))
        click.echo(speak("cli.calendar.rule"))
        for unit, one in found.items():
            click.echo(f"  {names[unit]}: {last_outcome(one, speak)}. {trace_text(one, speak)}")
