"""`atlas.py boundaries`: what a boundary file holds once it is read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from analysis.atlas import Atlas


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--crs", help="Coordinate system to assume, e.g. EPSG:5174.")
@click.option("--encoding", help="Text encoding to assume, e.g. cp949.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def boundaries(file: Path, crs: str | None, encoding: str | None, form: str) -> None:
    """Read a second-level boundary file and say what it holds, repaired and matched."""
    from geo.files.boundaries import load_boundaries  # noqa: PLC0415  # geopandas is slow to import

    tables = Atlas.load().tables
    found = load_boundaries(file, tables.codes, tables.places, crs=crs, encoding=encoding)
    facts = found.summary()
    if form == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    for key in ("features", "places", "municipalities", "crs", "encoding", "repaired"):
        click.echo(f"{key:16}{facts[key]}")
    click.echo(f"{'valid coverage':16}{'yes' if found.coverage_valid else 'no'}")
    click.echo(f"{'largest move':16}{found.moved:.2g} of a place's area")
    click.echo(f"{'unmatched':16}{len(facts['unmatched'])}")
    for row in facts["unmatched"]:
        click.echo(f"  {row['side']:9}{row['code']:12}{row['name']}")
