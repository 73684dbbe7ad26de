"""`atlas.py statistics`: distances and clusters, made once for the regional analysis."""

from __future__ import annotations

import time

import click


def say_progress(done: int, of: int) -> None:
    """Print how many editions are done; the dashboard reads these lines while it waits."""
    click.echo(f"  clusters: {done} of {of} editions")


@click.command()
def statistics() -> None:
    """Make what the gaps page stands on: distances, and clusters of every edition.

    Takes about a minute the first time; afterwards only when the data or the methods change.
    """
    from analysis.atlas import Atlas  # noqa: PLC0415  # pandas is slow to import
    from exports.build.statistics import load_regional  # noqa: PLC0415  # geopandas and scipy are too

    start = time.perf_counter()
    load_regional(Atlas.load(), with_clusters=True, report=say_progress)
    click.echo(f"Regional statistics ready in {time.perf_counter() - start:.1f} s")
