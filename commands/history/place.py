"""`atlas.py place`: all that happened to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.clock import today
from analysis.coverage.counting import check_date
from commands.history.shared import load
from commands.shared.printing import say_json
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words
from figures.words.territory import territory_texts
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.places.history import PlaceLife
    from analysis.timeline import Timeline
    from figures.words.language import Words


def _place_json(timeline: Timeline, life: PlaceLife, day: str) -> dict[str, Any]:
    """Return a place's life as the JSON that the command prints, heirs with their status."""
    label = timeline.atlas.resolver.label
    now = timeline.status(day)["status"]
    row = life.status
    columns = ["kind", "date_from", "date_to", "known_since", "confidence", "source_id", "note"]
    return {
        "unit_id": life.unit_id,
        "name": row["name_ko"],
        "name_en": row["name_en"],
        "province": row["province_ko"],
        "province_en": row["province_en"],
        "valid_from": life.valid_from,
        "valid_to": life.valid_to or None,
        "predecessors": [{"unit_id": u, "name": label(u)} for u in life.predecessors],
        "successors": [
            {"unit_id": u, "name": label(u), "status": now.get(u)} for u in life.successors
        ],
        "date": life.day,
        "carried_on_from": list(life.carried_on_from),
        "status": row["status"],
        "since_from": row["since_from"] or None,
        "since_to": row["since_to"] or None,
        "confidence": row["confidence"] or None,
        "states": life.states.to_dict("records"),
        "events": life.events[columns].to_dict("records"),
    }


@click.command()
@click.argument("text")
@click.option("--date", help="Status on a day, YYYY-MM-DD; by default today.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="json")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def place(text: str, date: str | None, form: str, lang: str) -> None:
    """Print a place's life, its successors, its status and all that happened to it."""
    day = today() if date is None else date
    check_date(day, today())
    timeline = load()
    label = timeline.atlas.resolver.label
    life = timeline.life(timeline.atlas.resolver.resolve(text), day)
    if day < life.valid_from:
        raise InputError.one(
            "date",
            value=day,
            expected=f"{life.valid_from} or later, when {label(life.unit_id)} began",
            next_step=f"Ask for what was there before: {', '.join(map(label, life.predecessors))}.",
        )
    if form == "json":
        say_json(_place_json(timeline, life, day))
        return
    for line in _life_lines(timeline, life, words(lang)):
        click.echo(line)


def _life_lines(timeline: Timeline, life: PlaceLife, speak: Words) -> Iterator[str]:
    """Yield a place's life as the command prints it."""
    register, label = timeline.atlas.register, timeline.atlas.resolver.label
    korean, english = (register.full_name(life.unit_id, life.day, one) for one in LANGUAGES)
    yield f"{korean} ({english})"
    ended = speak.date(life.valid_to) if life.valid_to else speak("cli.place.open")
    yield f"{speak('cli.place.life')}: {speak.date(life.valid_from)} – {ended}"
    for key, units in (("successors", life.successors), ("predecessors", life.predecessors)):
        if units:
            yield f"{speak(f'cli.place.{key}')}: {', '.join(map(label, units))}"
    shown = speak(f"status.{life.status['status']}")
    yield f"{speak('cli.place.status')} ({speak.date(life.day)}): {shown}"
    if life.status["since_from"]:
        since = _days(life.status["since_from"], life.status["since_to"])
        names = ", ".join(map(label, life.carried_on_from))
        carried = f" ({speak('cli.place.carried', names=names)})" if names else ""
        yield f"{speak('cli.place.since')}: {since}{carried}"
    yield speak("cli.place.events") + ":"
    changes = territory_texts(life.changes, register, speak)
    lines = list(zip(life.changes["effective_date"], changes, strict=True))
    for row in life.events[~life.events["kind"].isin(TERRITORY_KINDS)].to_dict("records"):
        days = _days(row["date_from"], row["date_to"])
        kind = speak(f"event.{row['kind']}")
        lines.append((row["date_from"], f"{days}  {kind}  {row['source_id']}"))
    yield from (f"  {line}" for _, line in sorted(lines))


def _days(first: str, last: str) -> str:
    """Return one day, or the first and last of an interval."""
    return " – ".join(dict.fromkeys([first, last]))


TERRITORY_KINDS = frozenset({"created", "merged", "split", "renamed", "moved_province"})
