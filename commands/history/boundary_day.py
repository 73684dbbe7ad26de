"""`atlas.py boundaries --date D`: which boundary file answers for a day, and what moved since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from commands.history.shared import load
from commands.shared.printing import say_json
from figures.words.language import words
from figures.words.territory import territory_texts
from store.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.timeline import Timeline
    from figures.words.language import Words

REDRAWN = 0.01
"""Share of a place's area from which a difference is told."""

LISTED = 10
"""Places listed in a table; JSON has them all."""


def boundary_facts(day: str, timeline: Timeline) -> dict[str, Any]:
    """Return which file answers for a day, what changed in law since, and what was only redrawn.

    Parameters
    ----------
    day
        ISO, from 2001 on.
    timeline
        The atlas through time.
    """
    from geo.shapes import vintages  # noqa: PLC0415  # geopandas is slow to import

    register, territory = timeline.atlas.register, timeline.territory
    found = vintages.answer_for(day, read_table("pieces"), territory, register)
    base = vintages.VINTAGES[vintages.BASE]
    near = vintages.nearest(day, leaving_out=vintages.BASE)
    law = vintages.changed_in_law(territory, register, near.day, base.day)
    table = read_table("differences")
    rows = table[(table["vintage"] == near.key) & ~table["unit_id"].isin(law)]
    rows = rows.assign(**{c: rows[c].astype(float) for c in ("area_km2", "share", "inland_km2")})
    rows = rows.sort_values(["share", "unit_id"], ascending=[False, True])

    def place(unit: str) -> dict[str, str]:
        names = {lang: register.full_name(unit, near.day, lang) for lang in ("ko", "en")}
        return {"unit_id": unit, "name": names["ko"], "name_en": names["en"]}

    def then(unit: str) -> dict[str, str]:
        names = {lang: register.full_name(unit, day, lang) for lang in ("ko", "en")}
        return {"unit_id": unit, "name": names["ko"], "name_en": names["en"]}

    return {
        "date": day,
        "base": {"file": base.key, "date": base.day, "places": found.places},
        "cut": [
            {"file": file, "places": [then(unit) for unit in units]}
            for file, units in found.cut.items()
        ],
        "approximate": [then(unit) for unit in found.approximate],
        "law": vintages.changes_between(register, day, base.day).to_dict("records"),
        "redrawn": {
            "file": near.key,
            "date": near.day,
            "compared": len(rows),
            "median_share": round(float(rows["share"].median()), 4),
            "places": [
                place(row["unit_id"])
                | {
                    "share": row["share"],
                    "inland_share": round(row["inland_km2"] / row["area_km2"], 4),
                }
                for row in rows[rows["share"] >= REDRAWN].to_dict("records")
            ],
        },
    }


def say_boundary_day(day: str, form: str, lang: str) -> None:
    """Print which file answers for a day.

    Parameters
    ----------
    day
        ISO.
    form
        "json" or "table".
    lang
        Of the words.
    """
    timeline = load()
    facts = boundary_facts(day, timeline)
    if form == "json":
        say_json(facts)
        return
    for line in _lines(facts, timeline, words(lang)):
        click.echo(line)


def _lines(facts: dict[str, Any], timeline: Timeline, speak: Words) -> Iterator[str]:
    key = "name" if speak.names == "ko" else "name_en"

    def named(places: list[dict[str, str]]) -> str:
        return ", ".join(one[key] for one in places)

    base, redrawn = facts["base"], facts["redrawn"]
    yield speak("cli.boundaries.title", date=speak.date(facts["date"]))
    yield "  " + speak(
        "cli.boundaries.base",
        file=base["file"],
        date=speak.date(base["date"]),
        places=base["places"],
    )
    for one in facts["cut"]:
        yield "  " + speak("cli.boundaries.cut", file=one["file"], places=named(one["places"]))
    if facts["approximate"]:
        yield "  " + speak("cli.boundaries.approximate", places=named(facts["approximate"]))
    yield speak(
        "cli.boundaries.law", first=speak.date(facts["date"]), last=speak.date(base["date"])
    )
    from geo.shapes.vintages import changes_between  # noqa: PLC0415  # geopandas is slow to import

    register = timeline.atlas.register
    texts = list(
        territory_texts(changes_between(register, facts["date"], base["date"]), register, speak)
    )
    yield from (f"  {text}" for text in texts or [speak("cli.boundaries.law.none")])
    yield speak(
        "cli.boundaries.redrawn",
        file=redrawn["file"],
        date=speak.date(redrawn["date"]),
        compared=redrawn["compared"],
        median=speak.percent(redrawn["median_share"]),
        count=len(redrawn["places"]),
        least=speak.percent(REDRAWN),
    )
    for one in redrawn["places"][:LISTED]:
        yield "  " + speak(
            "cli.boundaries.redrawn.place",
            place=one[key],
            share=speak.percent(one["share"]),
            inland=speak.percent(one["inland_share"]),
        )
    if len(redrawn["places"]) > LISTED:
        yield "  " + speak("cli.boundaries.more", count=len(redrawn["places"]) - LISTED)
