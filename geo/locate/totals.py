"""Totals of places over parts of a file, and what a run was asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq

from geo.locate.cells import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
from geo.locate.parts import TOTALS, Asked, Part, answer_name


@dataclass
class Sums:
    """What some points add up to.

    Parameters
    ----------
    points, weights
        Of each place.
    outside, outside_weight
        Of points in no place.
    invalid
        Points without a coordinate.
    weightless
        Points whose weight is no number; they count as points, with nothing.
    """

    points: NDArray[np.int64]
    weights: NDArray[np.float64]
    outside: int = 0
    outside_weight: float = 0.0
    invalid: int = 0
    weightless: int = 0

    @classmethod
    def none(cls, places: int) -> Sums:
        """Return the sums of no points."""
        return cls(np.zeros(places, dtype=np.int64), np.zeros(places))

    @property
    def rows(self) -> int:
        """How many points there were."""
        return int(self.points.sum()) + self.outside + self.invalid

    def add(
        self,
        found: NDArray[np.int16],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        weight: NDArray[np.float64] | None,
    ) -> None:
        """Add points."""
        inside = found != NOWHERE
        known = np.isfinite(x) & np.isfinite(y)
        self.points += np.bincount(found[inside], minlength=len(self.points))
        self.outside += int((~inside & known).sum())
        self.invalid += int((~known).sum())
        if weight is None:
            return
        usable = np.isfinite(weight)
        self.weightless += int((~usable).sum())
        counted = np.where(usable, weight, 0.0)
        size = len(self.weights)
        self.weights += np.bincount(found[inside], weights=counted[inside], minlength=size)
        self.outside_weight += float(counted[~inside & known].sum())

    def plain(self) -> dict[str, Any]:
        """Return the sums as JSON has them."""
        facts = asdict(self)
        return facts | {"points": self.points.tolist(), "weights": self.weights.tolist()}

    def take_in(self, other: dict[str, Any]) -> None:
        """Add the sums of a part."""
        self.points += np.asarray(other["points"], dtype=np.int64)
        self.weights += np.asarray(other["weights"])
        self.outside += other["outside"]
        self.outside_weight += other["outside_weight"]
        self.invalid += other["invalid"]
        self.weightless += other["weightless"]


def sums_of(parts: Iterable[Part], out: Path, places: int) -> Sums:
    """Return what all parts add up to, each once, from their own files."""
    total = Sums.none(places)
    for part in parts:
        found = pq.read_metadata(out / answer_name(part)).metadata
        total.take_in(json.loads(found[TOTALS]))
    return total


def plan_text(parts: Sequence[Part], asked: Asked, of: str) -> str:
    """Return what a folder of answers was made for; another plan is another folder.

    Parameters
    ----------
    parts, asked
        Which points, and what of them.
    of
        Hash of the places.
    """
    files = {part.file: _stamp(Path(part.file)) for part in parts}
    facts = {"files": files, "parts": len(parts), "asked": asdict(asked), "places": of}
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def shapes_hash(units: Sequence[str], shapes: Iterable[bytes], labels: Iterable[str]) -> str:
    """Return twelve digits that change when a place, its shape or its label does."""
    digest = hashlib.sha256("\n".join([*units, *labels]).encode())
    for shape in shapes:
        digest.update(shape)
    return digest.hexdigest()[:12]
