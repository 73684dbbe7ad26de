"""Work through points, alone or with several processes; what is done stays done."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import shapely

from geo.crs import METRIC
from geo.locate.cells import PlaceGrid
from geo.locate.parts import Asked, Part, answer_name
from geo.locate.points import PLAN, locate_part
from geo.locate.totals import Sums, plan_text, shapes_hash, sums_of
from store.errors import InputError
from store.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd

GRIDS_KEPT = 4


@dataclass(frozen=True)
class Country:
    """The places of a day with what is said of each, and the grid over them in a file.

    Parameters
    ----------
    units
        The places, sorted.
    shapes
        Their shapes as WKB, EPSG:5179.
    labels
        Columns to add beside `unit_id`.
    """

    units: tuple[str, ...]
    shapes: tuple[bytes, ...]
    labels: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, places: gpd.GeoDataFrame, labels: dict[str, dict[str, str]]) -> Country:
        """Return the country of some places; labels by column and `unit_id`."""
        ordered = places.sort_index()
        units = tuple(str(unit) for unit in ordered.index)
        return cls(
            units,
            tuple(shapely.to_wkb(ordered.geometry.to_numpy())),
            {name: tuple(of[unit] for unit in units) for name, of in labels.items()},
        )

    @property
    def name(self) -> str:
        """Twelve digits that change with the places, their shapes or what is said of them."""
        said = (value for values in self.labels.values() for value in values)
        return shapes_hash(self.units, self.shapes, said)

    def grid(self, crs: str, folder: Path) -> PlaceGrid:
        """Return the grid for points of a coordinate system, made once and kept in a folder."""
        shapes = shapely.from_wkb(np.array(self.shapes, dtype=object))
        of = shapes_hash(self.units, self.shapes, [crs])
        cells, frame = folder / f"grid-{of}.npy", folder / f"grid-{of}.json"
        if not (cells.exists() and frame.exists()):
            import geopandas as gpd  # noqa: PLC0415  # slow to import, and needed once

            places = gpd.GeoDataFrame(geometry=shapes, index=list(self.units), crs=METRIC)
            made = PlaceGrid.of(places, crs)
            folder.mkdir(parents=True, exist_ok=True)
            beside = folder / f".grid-{of}.npy"
            np.save(beside, made.cells)
            beside.replace(cells)
            write_file(frame, json.dumps([made.corner, made.size]).encode())
            for old in sorted(folder.glob("grid-*"), key=lambda one: one.stat().st_mtime)[
                : -2 * GRIDS_KEPT
            ]:
                old.unlink(missing_ok=True)
        corner, size = json.loads(frame.read_text(encoding="utf-8"))
        shapely.prepare(shapes)
        # Mapped, not read: all processes share one copy.
        return PlaceGrid(
            self.units, shapes, crs, tuple(corner), tuple(size), np.load(cells, mmap_mode="r")
        )


def prepare_folder(out: Path, parts: Sequence[Part], asked: Asked, country: Country) -> None:
    """Make the folder of answers, or find that it is of the same plan.

    Raises
    ------
    InputError
        If it holds anything else.
    """
    plan = plan_text(parts, asked, country.name)
    if (out / PLAN).exists():
        if (out / PLAN).read_text(encoding="utf-8") != plan:
            raise InputError.one(
                str(out), value="answers to other points, places or columns",
                expected="a new or empty folder, or one of the same question",
                next_step="Name another folder, or remove this one.",
            )  # fmt: skip
        return
    if out.exists() and any(out.iterdir()):
        raise InputError.one(
            str(out), value="a folder with other files", expected="a new or empty folder",
            next_step="Name another folder.",
        )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    write_file(out / PLAN, plan.encode())


_worker: dict[str, tuple[Asked, PlaceGrid, dict[str, tuple[str, ...]], Path]] = {}


def _begin(asked: Asked, country: Country, grids: Path, out: Path) -> None:
    """Make a worker process ready: it opens the grid once."""
    _worker["ready"] = (asked, country.grid(asked.crs, grids), country.labels, out)


def _work(part: Part) -> int:
    asked, grid, labels, out = _worker["ready"]
    return locate_part(part, asked, grid, dict(labels), out)


def locate_all(  # noqa: PLR0913  # what, where and how
    parts: Sequence[Part],
    asked: Asked,
    country: Country,
    out: Path,
    grids: Path,
    *,
    workers: int = 1,
    say: Callable[[int, int], None] = lambda _done, _of: None,
) -> Sums:
    """Answer every part that has no answer yet; return what all points add up to.

    Parameters
    ----------
    parts, asked
        Which points, and what of them.
    country
        The places.
    out
        Folder of the answers, from `prepare_folder`.
    grids
        Folder in which grids are kept.
    workers
        Processes to work with.
    say
        Told after each part how many are done, of how many.

    Raises
    ------
    InputError
        If points cannot be read, or a process was ended; the same command goes on from there.
    """
    open_parts = [part for part in parts if not (out / answer_name(part)).exists()]
    done = len(parts) - len(open_parts)
    for old in out.glob(".part-*"):  # of a run that was stopped
        old.unlink(missing_ok=True)
    country.grid(asked.crs, grids)
    if workers == 1:
        _begin(asked, country, grids, out)
        for part in open_parts:
            _work(part)
            done += 1
            say(done, len(parts))
        return sums_of(parts, out, len(country.units))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, context, initializer=_begin, initargs=(asked, country, grids, out)
    ) as pool:
        try:
            for answered in as_completed([pool.submit(_work, part) for part in open_parts]):
                answered.result()
                done += 1
                say(done, len(parts))
        except BrokenProcessPool:
            raise InputError.one(
                str(out), value=f"{done} of {len(parts)} parts, then a process was ended",
                expected="processes that are left to work",
                next_step="Run the same command again: it goes on from there.",
            ) from None  # fmt: skip
    return sums_of(parts, out, len(country.units))
