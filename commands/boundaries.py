"""`atlas.py boundaries`: what a boundary file holds once it is read, and the cleaned file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.atlas import Atlas

if TYPE_CHECKING:
    from geo.files.boundary_set import BoundarySet, Options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--crs", help="Coordinate system to assume, e.g. EPSG:5174.")
@click.option("--encoding", help="Text encoding to assume, e.g. cp949.")
@click.option("--layer", help="The layer to read, where the file has several.")
@click.option(
    "--max-move",
    default="1%",
    help="Largest change of a place's area by cleaning, e.g. 3% (default 1%).",
)
@click.option("--close-gaps", is_flag=True, help="Close the strips between places.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def boundaries(  # noqa: PLR0913, PLR0917  # one parameter an option
    file: Path,
    crs: str | None,
    encoding: str | None,
    layer: str | None,
    max_move: str,
    close_gaps: bool,  # noqa: FBT001  # click passes it by name
    form: str,
) -> None:
    """Read a second-level boundary file and say what it holds, repaired and matched."""
    from geo.files.boundary_set import Options  # noqa: PLC0415  # geopandas is slow to import

    found = _load(file, Options(crs, encoding, layer, _share(max_move), close_gaps))
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
    for notice in found.notices:
        click.echo(f"warning: {notice.text}", err=True)


def _load(file: Path, options: Options | None = None) -> BoundarySet:
    """Load a file with the register and the official shapes."""
    from geo.files.boundaries import load_boundaries  # noqa: PLC0415  # see above
    from geo.files.whereabouts import read_reference  # noqa: PLC0415  # the same

    register = Atlas.load().register
    return load_boundaries(file, register, options, read_reference(register))


def _share(text: str) -> float:
    """Return "3%" or "0.03" as a share."""
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.BadParameter(
            f"{text!r} is no share; write 3% or 0.03.", param_hint="--max-move"
        )
    return value
