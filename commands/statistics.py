"""`atlas.py statistics`: distances and clusters, made once for the regional analysis."""

from __future__ import annotations

import time

import click


def say_progress(done: int, of: int) -> None:
    """Print how many editions are done; the dashboard reads these lines while it waits."""
    from commands.shared.printing import remark  # noqa: PLC0415  # pandas is slow to import

    remark(f"  clusters: {done} of {of} editions")


@click.command()
def statistics() -> None:
    """Make what the gaps and trends pages stand on: distances, clusters, tests, the forecast.

    Takes about a minute the first time; afterwards only when the data or the methods change.
    """
    from analysis.atlas import Atlas  # noqa: PLC0415  # pandas is slow to import
    from commands.shared.printing import remark  # noqa: PLC0415  # the same
    from exports.build.statistics import load_regional, load_timeline  # noqa: PLC0415  # scipy too

    start = time.perf_counter()
    atlas = Atlas.load()
    load_regional(atlas, with_clusters=True, report=say_progress)
    load_timeline(atlas, with_answers=True)
    remark(f"Regional statistics ready in {time.perf_counter() - start:.1f} s")
