"""`atlas.py boundaries`: what a boundary file holds once it is read."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.atlas import Atlas
from analysis.intake.boundary_files import read_boundaries
from commands.shared.printing import say_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--crs", help="Coordinate system to assume, e.g. EPSG:5174.")
@click.option("--encoding", help="Text encoding to assume, e.g. cp949.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def boundaries(file: Path, crs: str | None, encoding: str | None, form: str) -> None:
    """Read a second-level boundary file and say what it holds, repaired and matched."""
    tables = Atlas.load().tables
    found = read_boundaries(file, tables.codes, tables.places, crs=crs, encoding=encoding)
    facts = found.summary()
    if form == "json":
        say_json(facts)
        return
    for key in ("features", "places", "municipalities", "crs", "encoding", "repaired"):
        click.echo(f"{key:16}{facts[key]}")
    click.echo(f"{'valid coverage':16}{'yes' if found.coverage_valid else 'no'}")
    click.echo(f"{'largest move':16}{found.moved:.2g} of a place's area")
    click.echo(f"{'unmatched':16}{len(facts['unmatched'])}")
    for row in facts["unmatched"]:
        click.echo(f"  {row['side']:9}{row['code']:12}{row['name']}")
