"""`atlas.py check`: hold every data file against its rules and against the others."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.checks.data_folder import inspect
from analysis.clock import today
from store.folders import DATA

if TYPE_CHECKING:
    from analysis.checks.data_folder import Outcome

BAD_DATA = 2
"""Exit code when a check finds a fault."""


def as_text(outcomes: list[Outcome]) -> str:
    """Return the report for a reader."""
    mark = {"ok": "ok", "faults": "FAULT", "not_run": "not run"}
    lines = []
    for outcome in outcomes:
        told = outcome.looked_at
        if outcome.waits_for:
            told = f"needs sound tables: {', '.join(outcome.waits_for)}"
        lines.append(f"{mark[outcome.status]:9}{outcome.check:14}{told}")
        lines += [f"         - {fault}" for fault in outcome.faults]
    count = sum(len(outcome.faults) for outcome in outcomes)
    lines += ["", f"{count} faults" if count else "All is well."]
    return "\n".join(lines)


def as_json(outcomes: list[Outcome]) -> dict[str, Any]:
    """Return the report as the documented JSON object."""
    return {
        "ok": all(outcome.status == "ok" for outcome in outcomes),
        "checks": [
            {
                "check": outcome.check,
                "status": outcome.status,
                "looked_at": outcome.looked_at,
                "waits_for": list(outcome.waits_for),
                "faults": [asdict(fault) for fault in outcome.faults],
            }
            for outcome in outcomes
        ],
    }


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=DATA,
    help="Another data folder of the same layout.",
)
def check(form: str, data: Path) -> None:
    """Check every data file; exit 0 when all is well, 2 with every fault listed."""
    outcomes = inspect(data, today())
    if form == "json":
        click.echo(json.dumps(as_json(outcomes), ensure_ascii=False, indent=1))
    else:
        click.echo(as_text(outcomes))
    if any(outcome.status != "ok" for outcome in outcomes):
        sys.exit(BAD_DATA)
