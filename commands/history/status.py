"""`atlas.py status`: the list of a day, as it is known or as it was announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.clock import today
from analysis.coverage.counting import RULES, check_date, count_places
from analysis.coverage.ledger import LAPSED
from commands.history.shared import load
from commands.shared.options import FORMATS
from commands.shared.printing import count_json, count_text, edition_source_line, say_csv, say_json
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from analysis.timeline import Timeline
    from figures.words.language import Words


SETTLED = ("designated", "not_designated", "lapsed")


def place_rows(states: pd.DataFrame) -> list[dict[str, Any]]:
    """Return places' states as rows for JSON and CSV."""
    return [
        {
            "unit_id": unit,
            "province": row["province_ko"],
            "province_en": row["province_en"],
            "name": row["name_ko"],
            "name_en": row["name_en"],
            "status": row["status"],
            "since_from": row["since_from"] or None,
            "since_to": row["since_to"] or None,
            "confidence": row["confidence"] or None,
        }
        for unit, row in states.iterrows()
    ]


@click.command()
@click.option("--date", required=True, help="The day in question, YYYY-MM-DD.")
@click.option("--known-on", help="Only what was known on this day; by default all known today.")
@click.option("--format", "form", type=FORMATS, default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def status(date: str, known_on: str | None, form: str, lang: str) -> None:
    """Print the list of a day: as it is known today, or as it was announced then."""
    for day in (date, known_on):
        if day is not None:
            check_date(day, today())
    timeline = load()
    states = timeline.status(date, known_on)
    counts = {rule: count_places(states, rule) for rule in RULES}
    # What was known by a day comes from no later announcement.
    edition = timeline.edition_in_force(min(date, known_on or date))
    last = timeline.atlas.edition_date(timeline.last_edition)
    if form == "csv":
        say_csv([{"date": date, "known_on": known_on} | row for row in place_rows(states)])
        return
    if form == "json":
        document = {
            "date": date,
            "known_on": known_on,
            "edition": edition,
            "after_last_edition": date > last,
            "counts": {rule: count_json(count) for rule, count in counts.items()},
            "statuses": states["status"].value_counts().to_dict(),
            "places": place_rows(states),
            "data_hash": timeline.atlas.data_hash,
        }
        say_json(document)
        return
    for line in _status_lines(timeline, states, (date, known_on), edition, words(lang)):
        click.echo(line)


def _status_lines(
    timeline: Timeline,
    states: pd.DataFrame,
    days: tuple[str, str | None],
    edition: str | None,
    speak: Words,
) -> Iterator[str]:
    """Yield the list of a day as the command prints it: counts, what is open, the source."""
    date, known_on = days
    key = "cli.status.title" if edition else "cli.status.before"
    yield speak(key, date=speak.date(date), edition=edition)
    if known_on:
        yield speak("cli.status.known", known_on=speak.date(known_on))
    if date > timeline.atlas.edition_date(timeline.last_edition):
        yield speak("cli.status.later", date=speak.date(date), edition=edition)
    for rule in RULES:
        yield f"  {speak(f'rule.{rule}')}: {count_text(count_places(states, rule), speak)}"
    unsettled = states[~states["status"].isin(SETTLED)]
    for title, rows in (("lapsed", states[states["status"] == LAPSED]), ("open", unsettled)):
        if len(rows):
            yield speak(f"cli.status.{title}")
            for unit, row in rows.iterrows():
                name = timeline.atlas.register.full_name(str(unit), date, speak.lang)
                yield f"  {name}: {speak('status.' + row['status'])}"
    yield edition_source_line(timeline, speak, edition)
