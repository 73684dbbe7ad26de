"""`atlas.py locate`: the place, province and status of points, by the hundred million."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.atlas import Atlas
from analysis.clock import today
from commands.shared.printing import remark, say_json

if TYPE_CHECKING:
    from geo.locate.run import Country
    from geo.locate.totals import Sums

DEGREES = "EPSG:4326"


@click.command()
@click.argument("points", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@click.option(
    "--columns", default="lon,lat", show_default=True, help="Of the coordinates: EAST,NORTH."
)
@click.option("--crs", default=DEGREES, show_default=True, help="Coordinate system of the points.")
@click.option("--date", help="Places and status of a day, YYYY-MM-DD; today when it is not given.")
@click.option("--weight", default="", help="Column to add up for each place.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def locate(  # noqa: PLR0913, PLR0917  # one argument an option
    points: Path, output: Path, columns: str, crs: str, date: str | None, weight: str, workers: int
) -> None:
    """Write each point with the place it lies in, the place's province and its status.

    POINTS is a .parquet or .csv file, or a folder of them. OUTPUT is a new or empty folder; it
    gets parts in Parquet, and totals.csv. A run that was stopped goes on when the same command
    is given again. A point on a border belongs to the place with the lowest unit_id of those it
    touches; a point in no place, or without coordinates, is kept, with nothing beside it.
    """
    from geo.locate import points as told  # noqa: PLC0415  # pyarrow and shapely are slow to import
    from geo.locate.parts import Asked  # noqa: PLC0415  # the same
    from geo.locate.run import locate_all, prepare_folder  # noqa: PLC0415  # the same
    from store.folders import BUILD  # noqa: PLC0415  # beside the two that need it

    asked = Asked(_pair(columns), _system(crs), weight)
    files = told.files_of(points)
    told.check_columns(files, asked)
    parts = told.parts_of(files)
    for part in parts[:1]:
        told.check_coordinates(part, asked)
    country = _country(date or today())
    prepare_folder(output, parts, asked, country)
    sums = locate_all(
        parts, asked, country, output, BUILD / "locate", workers=workers,
        say=lambda done, of: remark(f"  {done} of {of} parts", err=True),
    )  # fmt: skip
    _write_totals(output / "totals.csv", country, sums, weighted=bool(weight))
    facts = {
        "points": sums.rows,
        "located": int(sums.points.sum()),
        "outside": sums.outside,
        "invalid": sums.invalid,
    }
    say_json(facts | ({"without_weight": sums.weightless} if weight else {}))


def _pair(columns: str) -> tuple[str, str]:
    """Return the two names of `--columns`."""
    names = [name.strip() for name in columns.split(",")]
    if len(names) != 2 or not all(names):  # noqa: PLR2004  # east and north
        raise click.BadParameter(
            f"{columns!r}: expected two names, EAST,NORTH", param_hint="--columns"
        )
    return names[0], names[1]


def _system(crs: str) -> str:
    """Return a coordinate system's name, when there is one of it."""
    from geo.crs import parse_crs  # noqa: PLC0415  # slow to import

    return str(parse_crs(crs, "the points").to_string())


def _country(date: str) -> Country:
    """Return the places of a day at full resolution, with province and status."""
    import geopandas as gpd  # noqa: PLC0415  # slow to import

    from analysis.coverage.counting import check_date  # noqa: PLC0415  # the same
    from analysis.timeline import Timeline  # noqa: PLC0415  # the same
    from exports.build import bundle  # noqa: PLC0415  # the same
    from geo.locate.run import Country  # noqa: PLC0415  # the same
    from geo.shapes.by_date import cut_places, places_on, read_parts  # noqa: PLC0415  # the same
    from store.tables import read_table  # noqa: PLC0415  # the same

    check_date(date, today())
    timeline = Timeline.load(Atlas.load())
    register = timeline.atlas.register
    built = bundle.current() or bundle.build()
    whole = cut_places(gpd.read_parquet(built.places), read_table("pieces"), read_parts())
    places = places_on(whole, timeline.territory, register, date)
    labels = {
        "province": register.on(date)["province_ko"].to_dict(),
        "status": timeline.status(date)["status"].to_dict(),
    }
    return Country.of(places, labels)


def _write_totals(path: Path, country: Country, sums: Sums, *, weighted: bool) -> None:
    """Write what each place adds up to, and what lies in none."""
    from store.files import write_file  # noqa: PLC0415  # beside its use

    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["unit_id", *country.labels, "points", *(["weight"] if weighted else [])])
    for at, unit in enumerate(country.units):
        said = [values[at] for values in country.labels.values()]
        added = [float(sums.weights[at])] if weighted else []
        table.writerow([unit, *said, int(sums.points[at]), *added])
    blanks = [""] * (len(country.labels) - 1)
    outside = [sums.outside_weight] if weighted else []
    table.writerow(["", *blanks, "outside", sums.outside, *outside])
    table.writerow(["", *blanks, "invalid", sums.invalid, *([""] if weighted else [])])
    write_file(path, out.getvalue().encode())
