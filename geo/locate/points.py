"""Points in files: found out how they are told, cut into parts that any process can work through.

A part is a row group of a Parquet file or a stretch of a CSV file, some megabytes: memory depends
on it and not on how many points there are. A part's answer is a file of its own, written under
another name and renamed; what is there is done, so a run that was stopped goes on, and no point
is lost or counted twice.
"""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from pyproj import CRS

from geo.locate.cells import NOWHERE, PlaceGrid
from geo.locate.parts import TOTALS, Asked, Part, answer_name
from geo.locate.totals import Sums
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

KINDS = (".parquet", ".csv")
CSV_BYTES = 32_000_000
"""Length of a part of a CSV file."""

ROWS = 1_000_000
"""Rows of a Parquet file that are worked on together."""

LOOKED_AT = 100_000
"""Rows of the first part that say whether the columns are what they are said to be."""

KOREA_LON, KOREA_LAT = (124.0, 132.0), (33.0, 39.0)

PLAN = "plan.json"


def files_of(points: Path) -> list[Path]:
    """Return the files of points: the one, or those of a folder.

    Raises
    ------
    InputError
        If there is none.
    """
    found = sorted(points.rglob("*")) if points.is_dir() else [points]
    found = [path for path in found if path.is_file() and path.suffix.lower() in KINDS]
    if not found:
        raise InputError.one(
            str(points), value="no points", expected="a .parquet or .csv file, or a folder of them",
            next_step="Name the file or folder that holds them.",
        )  # fmt: skip
    return found


def parts_of(files: Iterable[Path]) -> list[Part]:
    """Return the parts of files of points, in order."""
    found: list[Part] = []
    for path in files:
        if path.suffix.lower() == ".parquet":
            ends = [(at, at + 1) for at in range(_parquet(path).num_row_groups)]
        else:
            size = path.stat().st_size
            ends = [(at, min(at + CSV_BYTES, size)) for at in range(0, size, CSV_BYTES)]
        found += [Part(len(found) + at, str(path), *pair) for at, pair in enumerate(ends)]
    return found


def _parquet(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise InputError.one(
            str(path), value=str(fault).splitlines()[0], expected="a Parquet file",
            next_step="Write the file again.",
        ) from None  # fmt: skip


def names_of(path: Path) -> list[str]:
    """Return the names of a file's columns."""
    if path.suffix.lower() == ".parquet":
        return list(_parquet(path).schema_arrow.names)
    with path.open("rb") as file:
        head = file.readline()
    return list(pa_csv.read_csv(io.BytesIO(head)).column_names) if head.strip() else []


def check_columns(files: Iterable[Path], asked: Asked) -> None:
    """Refuse files that lack a column that is asked for.

    Raises
    ------
    InputError
        With every such file and column.
    """
    wanted = [*asked.columns, *([asked.weight] if asked.weight else [])]
    faults: list[Fault] = []
    for path in files:
        there = names_of(path)
        for name in wanted:
            if name not in there:
                faults += InputError.one(
                    str(path), where="header", value=f"no column {name}",
                    expected=f"one of {', '.join(there) or 'none'}",
                    next_step="Name the columns with --columns EAST,NORTH and --weight COLUMN.",
                ).faults  # fmt: skip
    if faults:
        raise InputError(faults)


def check_coordinates(part: Part, asked: Asked) -> None:
    """Refuse points whose columns are swapped, or in another coordinate system than said.

    Raises
    ------
    InputError
        If that is plain from the first rows.
    """
    table = next(iter(_tables(part)), None)
    if table is None:
        return
    x, y = (_numbers(table, name)[:LOOKED_AT] for name in asked.columns)
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return
    east, north = float(np.median(x[known])), float(np.median(y[known]))
    said = f"{asked.columns[0]} about {east:.6g}, {asked.columns[1]} about {north:.6g}"
    if not CRS.from_user_input(asked.crs).is_geographic:
        if abs(east) <= 180 and abs(north) <= 180:  # noqa: PLR2004  # degrees
            _refuse(part, said, f"metres, as {asked.crs} has them", "Give --crs EPSG:4326.")
        return
    if abs(east) > 360 or abs(north) > 360:  # noqa: PLR2004  # degrees
        _refuse(part, said, "degrees", "Name their system, such as --crs EPSG:5179.")
    swapped = KOREA_LAT[0] <= east <= KOREA_LAT[1] and KOREA_LON[0] <= north <= KOREA_LON[1]
    if swapped:
        _refuse(
            part, said, "longitude first, then latitude",
            f"Swap them: --columns {asked.columns[1]},{asked.columns[0]}.",
        )  # fmt: skip


def _refuse(part: Part, value: str, expected: str, next_step: str) -> None:
    raise InputError.one(part.file, value=value, expected=expected, next_step=next_step)


def _tables(part: Part) -> Iterable[pa.Table]:
    """Yield a part's rows, some at a time."""
    path = Path(part.file)
    if path.suffix.lower() == ".parquet":
        batches = _parquet(path).iter_batches(ROWS, row_groups=list(range(part.first, part.last)))
        for batch in batches:
            yield pa.Table.from_batches([batch])
        return
    with path.open("rb") as file:
        head = file.readline()
        start = max(part.first, len(head))
        # A row belongs to the part in which it begins.
        file.seek(start - 1)
        if start > len(head):
            start += len(file.readline()) - 1
        file.seek(part.last - 1)
        end = part.last - 1 + len(file.readline())
        if end <= start:
            return
        file.seek(start)
        rows = file.read(end - start)
    try:
        # As text, so that every part has the same kinds and nothing is written otherwise than read.
        kinds = dict.fromkeys(names_of(path), pa.string())
        options = pa_csv.ConvertOptions(column_types=kinds, strings_can_be_null=False)
        yield pa_csv.read_csv(io.BytesIO(head + rows), convert_options=options)
    except pa.ArrowInvalid as fault:
        raise InputError.one(
            part.file, where=f"bytes {start} to {end}", value=str(fault).splitlines()[0],
            expected="one value a column in each row, and no line break inside a value",
            next_step="Mend the row, or write the points as Parquet.",
        ) from None  # fmt: skip


def _numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    """Return a column as numbers; what is none is NaN."""
    column = table[name]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        text = pc.utf8_trim_whitespace(column)
        plain = pc.match_substring_regex(text, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
        column = pc.cast(pc.if_else(plain, text, None), pa.float64())
    elif pa.types.is_null(column.type):
        return np.full(len(table), np.nan)
    else:
        column = pc.cast(column, pa.float64(), safe=False)
    return np.asarray(column.to_numpy(), dtype=np.float64)


def locate_part(
    part: Part, asked: Asked, grid: PlaceGrid, labels: dict[str, Sequence[str]], out: Path
) -> int:
    """Write a part's points with their places; return how many they were.

    Parameters
    ----------
    part, asked
        Which points, and what of them.
    grid
        Where the places are.
    labels
        Columns to add beside `unit_id`, one value a place in the grid's order.
    out
        Folder of the answers.
    """
    beside = out / f".{answer_name(part)}.{os.getpid()}"
    sums = Sums.none(len(grid.units))
    writer = None
    try:
        for table in _tables(part):
            x, y = (_numbers(table, name) for name in asked.columns)
            found = grid.locate(x, y)
            sums.add(found, x, y, _numbers(table, asked.weight) if asked.weight else None)
            answer = with_places(table, found, grid.units, labels)
            writer = writer or pq.ParquetWriter(beside, answer.schema, compression="lz4")
            writer.write_table(answer)
        if writer is None:  # a stretch in which no row begins
            writer = pq.ParquetWriter(beside, pa.schema([]))
        writer.add_key_value_metadata({TOTALS: json.dumps(sums.plain()).encode()})
    except BaseException:
        if writer is not None:
            writer.close()
        beside.unlink(missing_ok=True)
        raise
    writer.close()
    beside.replace(out / answer_name(part))
    return sums.rows


def with_places(
    table: pa.Table,
    found: NDArray[np.int16],
    units: Sequence[str],
    labels: dict[str, Sequence[str]],
) -> pa.Table:
    """Return points with the columns of their places; null where there is none."""
    index = pa.array(found, type=pa.int16(), mask=found == NOWHERE)
    for name, values in {"unit_id": units, **labels}.items():
        column = pa.DictionaryArray.from_arrays(index, pa.array(values, type=pa.string()))
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, column)
    return table
