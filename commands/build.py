"""`atlas.py build`: files to what the screens use."""

from __future__ import annotations

import time

import click


@click.command()
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
def build(*, force: bool) -> None:
    """Build the bundle the dashboard serves; same input, same bytes."""
    from exports.build import bundle  # noqa: PLC0415  # geopandas takes a second to import

    found = None if force else bundle.current()
    if found is not None:
        click.echo(f"Up to date: static/built/{found.bundle}")
        return
    start = time.perf_counter()
    made = bundle.build(lambda step: click.echo(f"  {step} …"))
    click.echo(f"Built static/built/{made.bundle} in {time.perf_counter() - start:.1f} s")
