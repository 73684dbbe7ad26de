"""`atlas.py compare`: what joined and what left between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analysis.clock import today
from analysis.coverage.compare import CARRIED_ON, ENDED, JOINED, LEFT, OPEN
from analysis.coverage.counting import DEFAULT_RULE, RULES
from commands.history.shared import load
from commands.shared.options import FORMATS
from commands.shared.printing import count_json, count_text, edition_source_line, say_csv, say_json
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, NO_VALUE, words
from figures.words.territory import territory_texts

if TYPE_CHECKING:
    from analysis.coverage.compare import Comparison


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
        say_json(_compare_json(found) | {"data_hash": timeline.atlas.data_hash})
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
    click.echo(edition_source_line(timeline, speak, timeline.edition_in_force(second)))
