"""`atlas.py resolve`: which place a text means."""

from __future__ import annotations

import click

from analysis.atlas import Atlas
from commands.shared.printing import say_json


@click.command()
@click.argument("text")
def resolve(text: str) -> None:
    """Print, as JSON, the place that a name, a former name or a unit_id means.

    A name that several places bear is an error that lists them: put the province before it.
    """
    atlas = Atlas.load()
    unit = atlas.resolver.resolve(text)
    life = atlas.register.lives().loc[unit]
    day = life["valid_to"] or atlas.edition_date(atlas.editions[-1])
    row = atlas.register.on(day).loc[unit]
    facts = {
        "unit_id": unit,
        "name_ko": row["name_ko"],
        "name_en": row["name_en"],
        "province": row["province_ko"],
        "province_en": row["province_en"],
        "kind": row["kind"],
        "is_municipality": bool(row["is_municipality"]),
        "valid_from": life["valid_from"],
        "valid_to": life["valid_to"] or None,
        "successors": [
            {"unit_id": heir, "name": atlas.resolver.label(heir)}
            for heir in atlas.register.successors(unit)
        ],
    }
    say_json(facts)
