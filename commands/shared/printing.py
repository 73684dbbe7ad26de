"""Ways to print an answer: JSON, CSV, counts, and the line that names the sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from analysis.atlas import source_text

if TYPE_CHECKING:
    from analysis.coverage.counting import Count
    from analysis.regional import Regional
    from analysis.timeline import Timeline
    from figures.words.language import Words


def say_json(document: Any) -> None:
    """Print a JSON document; what is not a number is null."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def say_csv(rows: list[dict[str, Any]] | pd.DataFrame) -> None:
    """Print rows as CSV."""
    click.echo(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n"), nl=False)


def whole(value: Any) -> int | None:
    """Return a number rounded to a whole one, or None where there is none."""
    return None if pd.isna(value) else round(float(value))


def plain(value: Any) -> Any:
    """Return a value as JSON has it: missing is None, NumPy's numbers are Python's."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def named(regional: Regional, edition: str, unit: str, lang: str) -> str:
    """Return a place's full name on the day of an edition."""
    return regional.atlas.register.full_name(unit, regional.date(edition), lang)


def source_line(regional: Regional, edition: str, speak: Words, *, people: bool = True) -> str:
    """Return the sources of the edition and, where people count, of them, and the data hash."""
    atlas = regional.atlas
    found = [source_text(one, speak.lang) for one in atlas.sources_of(edition)]
    population = regional.population_if_any(edition)
    if people and population:
        found.append(speak("gaps.source.population", date=speak.date(population.date)))
    return speak("cli.source", sources="; ".join(found), hash=atlas.data_hash)


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


def edition_source_line(timeline: Timeline, speak: Words, edition: str | None) -> str:
    """Return the line that names an edition's sources and the data's hash."""
    if edition is None:
        return speak("cli.nosource", hash=timeline.atlas.data_hash)
    sources = (source_text(one, speak.lang) for one in timeline.atlas.sources_of(edition))
    return speak("cli.source", sources="; ".join(sources), hash=timeline.atlas.data_hash)
