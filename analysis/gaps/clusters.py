"""Whether gaps cluster, under all three ideas of neighbours or only some.

Everything here is decided by the data, the weights and one seed; the same input gives the same
bytes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.gaps.join_counts import (
    LEVEL,
    PERMUTATIONS,
    SEED,
    JoinCounts,
    global_joins,
    local_joins,
)
from analysis.gaps.nulls import BESIDE, PLAIN, Strata, joins_under
from analysis.gaps.power import powers
from analysis.gaps.scan import SHAPES, scan, windows
from geo.shapes.neighbours import WEIGHTS, neighbours

if TYPE_CHECKING:
    from geo.shapes.neighbours import Nearness, Neighbours

CLUSTER, UNSTABLE, ALONE = "cluster", "unstable", "alone"
VERDICTS = (CLUSTER, UNSTABLE, ALONE)
"""Part of a cluster under all three weights; under some of them; under none."""


@dataclass(frozen=True)
class Clusters:
    """Whether and where gaps cluster, under all three ideas of neighbours.

    Parameters
    ----------
    whole
        The global join counts, by `WEIGHTS`.
    places
        Index `unit_id`, the gaps: `verdict` (one of `VERDICTS`), and for each of the weights
        `<weights>_around`, `_of`, `_p`, `_q`.
    crossings
        By `WEIGHTS`, the links over water that were added.
    nulls
        The join counts under every null, from `analysis.gaps.nulls.joins_under`; empty for a
        scenario.
    scans
        The most likely clusters in circles and along borders, from `analysis.gaps.scan.scan`;
        empty likewise.
    power
        How often each test finds seven solid counties, from `analysis.gaps.power.powers`; empty
        likewise.
    """

    whole: dict[str, JoinCounts]
    places: pd.DataFrame
    crossings: dict[str, pd.DataFrame]
    nulls: pd.DataFrame = field(default_factory=pd.DataFrame)
    scans: pd.DataFrame = field(default_factory=pd.DataFrame)
    power: dict[str, float] = field(default_factory=dict)

    def left_under(self, null: str) -> bool:
        """Return whether gaps meet more often than by chance under one null, all weights."""
        if self.nulls.empty:
            return False
        values = self.nulls.loc[self.nulls["null"] == null, "p_value"]
        return bool(values.notna().all() and (values <= LEVEL).all())

    @property
    def scanned(self) -> bool:
        """Whether the scan is significant with gaps dealt freely: what `power["scan"]` is of."""
        return bool(len(self.scans) and (self.scans["p_plain"] <= LEVEL).any())

    @property
    def found(self) -> list[str]:
        """The places that are part of a cluster under all three weights."""
        return list(self.places.index[self.places["verdict"] == CLUSTER])

    @property
    def unstable(self) -> list[str]:
        """The places that are part of a cluster under some of the weights only."""
        return list(self.places.index[self.places["verdict"] == UNSTABLE])

    @property
    def whole_stable(self) -> bool:
        """Whether gaps meet more often than by chance under all three weights."""
        return all(one.p_value is not None and one.p_value <= LEVEL for one in self.whole.values())

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return {
            "whole": {name: asdict(one) for name, one in self.whole.items()},
            "places": self.places.reset_index().to_dict("records"),
            "crossings": {name: one.to_dict("records") for name, one in self.crossings.items()},
            "nulls": _records(self.nulls),
            "scans": _records(self.scans),
            "power": self.power,
        }

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Clusters:
        """Return what `as_dict` wrote."""
        columns = ["unit_id", "verdict", *_columns()]
        places = pd.DataFrame(found["places"], columns=columns).set_index("unit_id")
        ends = ["from", "to", "distance_m"]
        return cls(
            whole={name: JoinCounts(**found["whole"][name]) for name in WEIGHTS},
            places=places,
            crossings={
                name: pd.DataFrame(found["crossings"][name], columns=ends) for name in WEIGHTS
            },
            nulls=pd.DataFrame(found["nulls"]),
            scans=pd.DataFrame(found["scans"]),
            power=found["power"],
        )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as plain values; what is missing is None."""
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return rows


def _columns() -> list[str]:
    return [f"{name}_{part}" for name in WEIGHTS for part in ("around", "of", "p", "q")]


def clusters(
    gaps: pd.Series,
    near: Nearness,
    strata: Strata | None = None,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Clusters:
    """Return whether and where gaps cluster.

    A place counts as part of a cluster only where contiguity, the five and the eight nearest
    agree: a finding that hangs on one idea of neighbours is called unstable.

    Parameters
    ----------
    gaps
        Whether each place is a gap, on `near.units`: every place that could be a learning city
        takes part, Sejong, Jeju-si and Seogwipo-si included.
    near
        The distances of the same places.
    strata
        Within what gaps are dealt anew; without it there are no nulls and no scans.
    permutations, seed
        How chance is drawn.
    """
    ideas = {name: neighbours(near, name) for name in WEIGHTS}
    options = {"permutations": permutations, "seed": seed}
    whole = {name: global_joins(gaps, who, **options) for name, who in ideas.items()}
    local = {name: local_joins(gaps, who, **options) for name, who in ideas.items()}
    units = gaps.index[gaps.to_numpy().astype(bool)]
    agree = sum((one["found"].astype(int) for one in local.values()), pd.Series(0, index=units))
    verdict = agree.map(lambda count: {0: ALONE, len(WEIGHTS): CLUSTER}.get(count, UNSTABLE))
    places = pd.DataFrame({"verdict": verdict}, index=units)
    for name, one in local.items():
        short = one[["around", "of", "p_value", "q_value"]]
        places = places.join(
            short.set_axis([f"{name}_{c}" for c in ("around", "of", "p", "q")], axis=1)
        )
    return Clusters(
        whole=whole,
        places=places.rename_axis("unit_id"),
        crossings={name: who.crossings for name, who in ideas.items()},
        nulls=pd.DataFrame()
        if strata is None
        else joins_under(gaps, ideas, strata.on(near.units), seed=seed),
        scans=pd.DataFrame() if strata is None else _scans(gaps, near, ideas, strata),
        power={} if strata is None else powers(near, strata, int(gaps.sum())),
    )


def _scans(
    gaps: pd.Series, near: Nearness, ideas: dict[str, Neighbours], strata: Strata
) -> pd.DataFrame:
    """Return the most likely clusters in circles and along borders."""
    inside = strata.groups[PLAIN].reindex(near.units) != BESIDE
    land = ideas["contiguity"]
    return scan(gaps, [windows(shape, near, land, inside) for shape in SHAPES], strata)
