"""`atlas.py boundaries`: what a boundary file holds, the cleaned file, and the file of a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis import clock
from analysis.atlas import Atlas
from analysis.coverage.counting import check_date
from analysis.intake.boundary_files import read_boundaries
from analysis.timeline import Timeline
from commands.shared.options import LANG
from commands.shared.printing import say_json
from store.errors import InputError
from store.files import write_file

if TYPE_CHECKING:
    from geo.files.boundary_set import BoundarySet, Options

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=PATH, required=False)
@click.option("--crs", help="Coordinate system to assume, e.g. EPSG:5174.")
@click.option("--encoding", help="Text encoding to assume, e.g. cp949.")
@click.option("--layer", help="The layer to read, where the file has several.")
@click.option(
    "--max-move",
    default="1%",
    help="Largest change of a place's area by cleaning, e.g. 3% (default 1%).",
)
@click.option("--close-gaps", is_flag=True, help="Close the strips between places.")
@click.option("-o", "--out", type=PATH, help="Write the places: .gpkg .parquet .geojson .shp.zip.")
@click.option(
    "--date",
    help="Day of names and status in the written file (ISO); without FILE, the day whose "
    "boundary file is asked for.",
)
@click.option("--faults", type=PATH, help="Write the bad spots as a GeoPackage.")
@click.option("--picture", type=PATH, help="Draw the worst overlaps as a PNG.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@LANG
def boundaries(file: Path | None, form: str, lang: str, **asked: Any) -> None:
    """Read a second-level boundary file, say what it holds, and write it cleaned.

    The file is repaired, its features are matched with the register, and its shapes are held
    against the official ones. What was not as it should be is told as warnings.

    Without FILE, `--date` says which of the atlas's files answers for a day, what changed in law
    since, and what was only redrawn.
    """
    from exports.answers.cleaned_boundaries import ending_of  # noqa: PLC0415  # slow to import
    from geo.files.boundary_set import Options  # noqa: PLC0415  # the same

    if asked["date"] is not None:
        check_date(asked["date"], clock.today())
    if file is None:
        _answer_day(asked, form, lang)
        return
    ending = ending_of(asked["out"]) if asked["out"] is not None else ""
    options = Options(
        crs=asked["crs"],
        encoding=asked["encoding"],
        layer=asked["layer"],
        max_move=_share(asked["max_move"]),
        close_gaps=asked["close_gaps"],
    )
    found = _load_or_show(file, options, asked["faults"], asked["picture"])
    if asked["out"] is not None:
        _write(found, asked["out"], ending, asked["date"])
    _say(found, form)


def _answer_day(asked: dict[str, Any], form: str, lang: str) -> None:
    """Print which file answers for a day; what needs a file to read cannot be asked with it."""
    from commands.history.boundary_day import say_boundary_day  # noqa: PLC0415  # as above

    needs = [f"--{name}" for name in ("out", "faults", "picture") if asked[name] is not None]
    if asked["date"] is None or needs:
        raise click.UsageError(f"Missing argument 'FILE'{' of ' + needs[0] if needs else ''}.")
    say_boundary_day(asked["date"], form, lang)


def _say(found: BoundarySet, form: str) -> None:
    """Print the facts, and the warnings on standard error."""
    facts = found.summary()
    if form == "json":
        say_json(facts)
        return
    for key in ("features", "places", "municipalities", "crs", "encoding", "repaired"):
        click.echo(f"{key:16}{facts[key]}")
    click.echo(f"{'valid coverage':16}{'yes' if found.coverage_valid else 'no'}")
    click.echo(f"{'gaps':16}{len(found.coverage.gaps)}")
    click.echo(f"{'largest move':16}{found.moved:.2g} of a place's area")
    click.echo(f"{'unmatched':16}{len(facts['unmatched'])}")
    for row in facts["unmatched"]:
        click.echo(f"  {row['side']:9}{row['code']:12}{row['name']}")
    for notice in found.notices:
        click.echo(f"warning: {notice.text}", err=True)


def _load_or_show(
    file: Path, options: Options, faults: Path | None, picture: Path | None
) -> BoundarySet:
    """Load a file; where it is refused for its overlaps, write those that were asked for first."""
    from geo.files.moves import MovedPlacesError  # noqa: PLC0415  # geopandas is slow to import
    from geo.files.spots import faults_geopackage  # noqa: PLC0415  # the same

    try:
        found = read_boundaries(file, Atlas.load().register, options)
    except MovedPlacesError as error:
        if faults is not None:
            write_file(faults, faults_geopackage(error.moves, ()))
        if picture is not None:
            _draw(error.moves, picture)
        raise
    if faults is not None:
        write_file(faults, faults_geopackage(found.coverage.moves, found.coverage.gaps))
    if picture is not None:
        _draw(found.coverage.moves, picture)
    return found


def _draw(moves: Any, picture: Path) -> None:
    from figures.print.bad_spots import bad_spots_png  # noqa: PLC0415  # matplotlib is slow

    if not moves:
        raise InputError.one(
            "option --picture",
            value="a file in which no place overlaps another by more than 0.1 %",
            expected="an overlap to draw",
            next_step="Nothing needs correction: leave the option out.",
        )
    write_file(picture, bad_spots_png(moves))


def _write(found: BoundarySet, path: Path, ending: str, date: str | None) -> None:
    """Write the cleaned places with their names and status on a day within the file's period."""
    from exports.answers import cleaned_boundaries  # noqa: PLC0415  # geopandas is slow to import

    timeline = Timeline.load(Atlas.load())
    day = date or min(found.period.valid_to or clock.today(), clock.today())
    frame = cleaned_boundaries.cleaned_frame(found, timeline, day)
    write_file(path, cleaned_boundaries.cleaned_bytes(frame, ending))


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
