"""`atlas.py rehearse`: go through a publication before it comes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.ingest import as_plain
from store.folders import DATA

NOT_READY = 1
"""Exit code when something stands in the way."""


@click.command()
@click.option("--edition", required=True, help="The edition that is to be published.")
@click.option("--data", "root", type=click.Path(path_type=Path), default=DATA, hidden=True)
def rehearse(edition: str, root: Path) -> None:
    """Publish an edition on a copy and print a list to sign; exit 1 if something is in the way."""
    from exports.build.rehearsal import rehearse as go_through  # noqa: PLC0415  # geopandas is slow

    points = go_through(edition, root)
    click.echo(f"Rehearsal of edition {edition}")
    for point in points:
        click.echo(f"  [{'x' if point.well else ' '}] {point.what:18}{as_plain(point.said)}")
    ready = all(point.well for point in points)
    click.echo("Nothing stands in the way." if ready else "What is not ticked stands in the way.")
    click.echo("\nSigned: ______________________  Date and time: ______________________")
    if not ready:
        sys.exit(NOT_READY)
