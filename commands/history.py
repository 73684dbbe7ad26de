"""`atlas.py trend`, `status`, `compare`, `place`: what was true, and what was said, on any day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from analysis.atlas import Atlas, source_text
from analysis.clock import today
from analysis.compare import CARRIED_ON, ENDED, JOINED, LEFT, OPEN
from analysis.coverage import DEFAULT_RULE, RULES, check_date, count_places
from analysis.timeline import Timeline
from figures.language import DEFAULT_LANGUAGE, LANGUAGES, NO_VALUE, words

if TYPE_CHECKING:
    from analysis.compare import Comparison
    from analysis.coverage import Count
    from analysis.history import PlaceLife
    from figures.language import Words

FORMATS = click.Choice(["table", "csv", "json"])
SETTLED = ("designated", "not_designated")


def load() -> Timeline:
    """Return the atlas through time."""
    return Timeline.load(Atlas.load())


def say_json(document: Any) -> None:
    """Print a JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def say_csv(rows: list[dict[str, Any]] | pd.DataFrame) -> None:
    """Print rows as CSV."""
    click.echo(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n"), nl=False)


def count_json(count: Count) -> dict[str, Any]:
    """Return a count as JSON; an open figure is null and has its bounds beside it."""
    facts: dict[str, Any] = {
        "designated": count.designated,
        "municipalities": count.of,
        "share": count.share,
    }
    if count.designated is None:
        facts |= {"designated_min": count.at_least, "designated_max": count.at_most}
        facts |= {"share_min": count.share_at_least, "share_max": count.share_at_most}
    return facts


def count_text(count: Count, speak: Words) -> str:
    """Return a count as "195 / 226 = 86.3%"."""
    share = speak.percent_range(count.share_at_least, count.share_at_most)
    return f"{speak.count_range(count.at_least, count.at_most)} / {count.of} = {share}"


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
        click.echo(
            "\n" + speak("cli.source", sources=_sources(timeline, speak.lang), hash=_hash(timeline))
        )


def _hash(timeline: Timeline) -> str:
    return timeline.atlas.data_hash


def _sources(timeline: Timeline, lang: str, edition: str | None = None) -> str:
    """Return who stands behind an edition's figures; by default the latest one's."""
    found = timeline.atlas.sources_of(edition or timeline.last_edition)
    return "; ".join(source_text(source, lang) for source in found)


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
    for day in filter(None, (date, known_on)):
        check_date(day, today())
    timeline = load()
    states = timeline.status(date, known_on)
    counts = {rule: count_places(states, rule) for rule in RULES}
    edition = timeline.edition_in_force(date)
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
            "data_hash": _hash(timeline),
        }
        say_json(document)
        return
    speak = words(lang)
    key = "cli.status.title" if edition else "cli.status.before"
    click.echo(speak(key, date=speak.date(date), edition=edition))
    if known_on:
        click.echo(speak("cli.status.known", known_on=speak.date(known_on)))
    if date > last:
        click.echo(speak("cli.status.later", date=speak.date(date), edition=edition))
    for rule, count in counts.items():
        click.echo(f"  {speak(f'rule.{rule}')}: {count_text(count, speak)}")
    unsettled = states[~states["status"].isin(SETTLED)]
    if len(unsettled):
        click.echo(speak("cli.status.open"))
        for unit, row in unsettled.iterrows():
            said = f"status.{row['status']}"
            name = timeline.atlas.register.full_name(str(unit), date, lang)
            click.echo(f"  {name}: {speak(said)}")
    click.echo(
        speak("cli.source", sources=_sources(timeline, speak.lang, edition), hash=_hash(timeline))
    )


def _compare_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as the JSON that the command prints."""

    def named(change: str) -> list[dict[str, str]]:
        return [
            {
                "unit_id": str(unit),
                "province": row["province_short_ko"],
                "province_en": row["province_en"],
                "name": row["name_ko"],
                "name_en": row["name_en"],
            }
            for unit, row in found.of(change).iterrows()
        ]

    provinces = found.provinces.reset_index().astype(object)
    return {
        "before": found.before,
        "after": found.after,
        "rule": found.rule,
        "counts": {
            "before": count_json(found.count_before),
            "after": count_json(found.count_after),
        },
        **{change: named(change) for change in (JOINED, LEFT, CARRIED_ON, ENDED, OPEN)},
        "provinces": provinces.where(provinces.notna(), None).to_dict("records"),
    }


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--rule", type=click.Choice(RULES), default=DEFAULT_RULE)
@click.option("--format", "form", type=FORMATS, default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def compare(before: str, after: str, rule: str, form: str, lang: str) -> None:
    """Print what joined and what left between two editions or days (2018, 2018-06-25)."""
    timeline = load()
    first, second = (timeline.day_of(text, today()) for text in (before, after))
    found = timeline.compare(first, second, rule)
    if form == "json":
        say_json(_compare_json(found) | {"data_hash": _hash(timeline)})
        return
    if form == "csv":
        moved = found.places[found.places["change"].isin([JOINED, LEFT, CARRIED_ON, ENDED, OPEN])]
        say_csv(moved.reset_index().assign(before=first, after=second, rule=rule))
        return
    speak = words(lang)
    click.echo(
        speak("cli.compare.title", before=speak.date(first), after=speak.date(second))
        + f"\n  {count_text(found.count_before, speak)}  →  {count_text(found.count_after, speak)}"
    )
    for change in (JOINED, LEFT, CARRIED_ON, ENDED, OPEN):
        rows = found.of(change)
        names = [
            f"{row['province_short_ko']} {row['name_ko']}"
            if lang == "ko"
            else f"{row['province_en']} {row['name_en']}"
            for _, row in rows.iterrows()
        ]
        if names or change in {JOINED, LEFT}:
            click.echo(
                f"{speak(f'change.{change}')} ({len(names)}): {', '.join(names) or NO_VALUE}"
            )
    edition = timeline.edition_in_force(second)
    click.echo(
        speak("cli.source", sources=_sources(timeline, speak.lang, edition), hash=_hash(timeline))
    )


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
    day = date or today()
    check_date(day, today())
    timeline = load()
    life = timeline.life(timeline.atlas.resolver.resolve(text), day)
    if form == "json":
        say_json(_place_json(timeline, life, day))
        return
    speak = words(lang)
    label = timeline.atlas.resolver.label
    click.echo(label(life.unit_id))
    ended = speak.date(life.valid_to) if life.valid_to else speak("cli.place.open")
    click.echo(f"{speak('cli.place.life')}: {speak.date(life.valid_from)} – {ended}")
    for key, units in (("successors", life.successors), ("predecessors", life.predecessors)):
        if units:
            click.echo(f"{speak(f'cli.place.{key}')}: {', '.join(map(label, units))}")
    shown = speak(f"status.{life.status['status']}")
    click.echo(f"{speak('cli.place.status')} ({speak.date(life.day)}): {shown}")
    click.echo(speak("cli.place.events") + ":")
    for row in life.events.to_dict("records"):
        kind = row["kind"]
        said = f"territory.{kind}" if kind in TERRITORY_KINDS else f"event.{kind}"
        dates = " – ".join(dict.fromkeys([row["date_from"], row["date_to"]]))
        click.echo(f"  {dates}  {speak(said)}  {row['source_id']}")


TERRITORY_KINDS = frozenset({"created", "merged", "split", "renamed", "moved_province"})
