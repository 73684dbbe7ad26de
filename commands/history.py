"""`atlas.py trend`, `status`, `compare`, `place`: what was true, and what was said, on any day."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from analysis.atlas import Atlas, source_text
from analysis.clock import today
from analysis.coverage.compare import CARRIED_ON, ENDED, JOINED, LEFT, OPEN
from analysis.coverage.counting import DEFAULT_RULE, RULES, check_date, count_places
from analysis.coverage.ledger import LAPSED
from analysis.timeline import Timeline
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, NO_VALUE, words
from figures.words.territory import territory_texts
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.coverage.compare import Comparison
    from analysis.coverage.counting import Count
    from analysis.places.history import PlaceLife
    from figures.words.language import Words

FORMATS = click.Choice(["table", "csv", "json"])
SETTLED = ("designated", "not_designated", "lapsed")


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
        told = [timeline.atlas.publishers_of(one, lang) for one in timeline.atlas.editions]
        sources = ", ".join(dict.fromkeys(itertools.chain.from_iterable(told)))
        click.echo("\n" + speak("cli.source", sources=sources, hash=_hash(timeline)))


def _hash(timeline: Timeline) -> str:
    return timeline.atlas.data_hash


def _source_line(timeline: Timeline, speak: Words, edition: str | None) -> str:
    """Return the line that names an edition's sources and the data's hash."""
    if edition is None:
        return speak("cli.nosource", hash=_hash(timeline))
    sources = (source_text(one, speak.lang) for one in timeline.atlas.sources_of(edition))
    return speak("cli.source", sources="; ".join(sources), hash=_hash(timeline))


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
            "data_hash": _hash(timeline),
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
    yield _source_line(timeline, speak, edition)


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
        "territory": found.territory.to_dict("records"),
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
    if len(found.territory):
        click.echo(speak("territory.title"))
        for line in territory_texts(found.territory, timeline.atlas.register, speak):
            click.echo(f"  {line}")
    click.echo(_source_line(timeline, speak, timeline.edition_in_force(second)))


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
