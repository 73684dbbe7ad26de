"""`atlas.py resolve`: which place a text means."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis import clock
from analysis.atlas import Atlas
from commands.shared.printing import say_json
from exports.formats.sheets import safe_text
from geo.names.resolver import PLACE, Resolver
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST_COLUMNS = ("text", "kind", "unit_ids", "names")


@click.command()
@click.argument("text", required=False)
@click.option("--date", help="The day on which names count as current (ISO); today if not given.")
@click.option(
    "--file",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list, one name a line; answers as CSV.",
)
def resolve(text: str | None, date: str | None, listed: Path | None) -> None:
    """Print, as JSON, the place that a name, a former name or a code means.

    An ambiguous name is an error that lists its candidates: put the province before it. So is a
    code that means different places to Statistics Korea and to the Ministry of the Interior, and
    an administrative district, whose city is named.
    """
    if (text is None) == (listed is None):
        raise click.UsageError("Missing argument 'TEXT' (or give --file, not both).")
    resolver = Resolver(Atlas.load().register, date or clock.today())
    if listed is not None:
        _answer_list(resolver, listed)
        return
    facts = place_facts(resolver, resolver.resolve(str(text)))
    say_json(facts)


def place_facts(resolver: Resolver, unit: str) -> dict[str, Any]:
    """Return what the register says of a place on the day asked, or the nearest day of its life.

    Parameters
    ----------
    resolver
        Knows the register and the day.
    unit
        A `unit_id`.
    """
    register = resolver.register
    life = register.lives().loc[unit]
    day = max(resolver.date, life["valid_from"])
    day = min(day, life["valid_to"]) if life["valid_to"] else day
    row = register.on(day).loc[unit]
    return {
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
            {"unit_id": heir, "name": resolver.label(heir)} for heir in register.successors(unit)
        ],
    }


def _answer_list(resolver: Resolver, path: Path) -> None:
    """Print a row for each name of a list; one that is no place makes the exit code 2."""
    try:
        names = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError.one(
            path.name,
            where=f"byte {error.start}",
            value="bytes that are not UTF-8",
            expected="UTF-8 text, one name a line",
            next_step="Save the list as UTF-8.",
        ) from error
    click.echo(list_answers(resolver, names), nl=False)
    others = sum(resolver.read(name).kind != PLACE for name in names if name.strip())
    if others:
        click.echo(f"{others} of {len(names)} are no single place; see column kind.", err=True)
        raise SystemExit(2)


def list_answers(resolver: Resolver, names: Iterable[str]) -> str:
    """Return a CSV with what each name means: its kind, the places' keys and their names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LIST_COLUMNS)
    labels: dict[Any, str] = {}
    for name in names:
        if not name.strip():
            continue
        reading = resolver.read(name)
        if reading not in labels:
            labels[reading] = "; ".join(resolver.candidates(reading))
        writer.writerow((safe_text(name), reading.kind, ";".join(reading.units), labels[reading]))
    return out.getvalue()
