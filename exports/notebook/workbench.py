"""The analyst's atlas: places as a GeoDataFrame, and every question on one object."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.access.asking import Reaching
from analysis.access.study import DEFAULT_PLACES
from analysis.atlas import Atlas
from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import DEFAULT_RULE
from analysis.gaps.inequality import PLACES
from analysis.timeline import Timeline
from exports.notebook.dates import day_of
from exports.notebook.joining import joined
from store.errors import InputError
from store.folders import DATA
from store.schemas import SPECS

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import geopandas as gpd

    from analysis.access.study import Access
    from analysis.coverage.compare import Comparison
    from analysis.coverage.counting import Coverage
    from analysis.gaps.clusters import Clusters
    from analysis.regional import Regional

    When = str | int | dt.date

QUESTIONS = (
    "access",
    "clusters",
    "compare",
    "coverage",
    "editions",
    "gaps",
    "history",
    "inequality",
    "join",
    "places",
    "table",
    "tables",
)
"""What the object is asked; `dir()` shows these."""


class Workbench:
    """The atlas for a notebook; offline, and the same numbers as the command line.

    Parameters
    ----------
    root
        The data folder.

    Examples
    --------
    >>> atlas = Workbench()
    >>> atlas.coverage("2023").nation.designated
    195
    >>> atlas.coverage("2023", rule="strict").provinces["share"].isna().sum().item()
    2
    """

    def __init__(self, root: Path = DATA) -> None:
        self._atlas = Atlas.load(root)

    def __dir__(self) -> list[str]:
        """Return the questions; what they stand on is private."""
        return sorted(QUESTIONS)

    def __repr__(self) -> str:
        """Return three lines: what it is, what it reaches over, what to ask."""
        editions = self.editions
        return (
            f"Learning City Atlas, editions {editions[0]} to {editions[-1]}\n"
            f"data hash {self._atlas.data_hash}\n"
            f"ask: {', '.join(sorted(QUESTIONS))}"
        )

    @property
    def editions(self) -> list[str]:
        """The editions, oldest first."""
        return self._atlas.editions

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline.load(self._atlas)

    @cached_property
    def _reaching(self) -> Reaching:
        return Reaching.load(self._atlas)

    @cached_property
    def _regional(self) -> Regional:
        from exports.build.statistics import load_regional  # noqa: PLC0415  # geopandas is slow

        return load_regional(self._atlas)

    def coverage(self, when: When = DEFAULT_EDITION, rule: str = DEFAULT_RULE) -> Coverage:
        """Return coverage at an edition or on a day; `provinces` has a `share`, 0-1.

        A share is missing where nothing stands below the line, or while it is open.
        """
        day = day_of(self._atlas, when)
        found = self._atlas.coverage(date=day, rule=rule)
        share = found.provinces["at_least"] / found.provinces["of"].astype(float).replace(
            0.0, float("nan")
        )
        settled = found.provinces["at_least"] == found.provinces["at_most"]
        provinces = found.provinces.assign(share=share.where(settled))
        return type(found)(**{**vars(found), "provinces": provinces})

    def places(self, when: When = DEFAULT_EDITION) -> gpd.GeoDataFrame:
        """Return the places of a day: EPSG:5179, index `unit_id`.

        Columns: names and province in both languages, `kind`, `status`, `since_from`,
        `since_to`, `confidence`, `people` (missing where no count fits the day), `geometry`.
        """
        import geopandas as gpd  # noqa: PLC0415  # slow to import

        from exports.build import bundle  # noqa: PLC0415  # the same
        from geo.shapes.by_date import cut_places, places_on, read_parts  # noqa: PLC0415  # only a few questions need it

        day = day_of(self._atlas, when)
        built = bundle.current() or bundle.build()
        whole = cut_places(gpd.read_parquet(built.places), self.table("pieces"), read_parts())
        shapes = places_on(whole, self.table("territory"), self._atlas.register, day)
        columns = ["name_ko", "name_en", "province_code", "province_ko", "province_en", "kind"]
        columns += ["status", "since_from", "since_to", "confidence"]
        frame = shapes[["geometry"]].join(self._atlas.states(day)[columns])
        return frame.assign(people=self._people(day).reindex(frame.index))[
            [*columns, "people", "geometry"]
        ]

    def _people(self, day: str) -> pd.Series:
        from analysis.places.people import TOTAL, nearest_population  # noqa: PLC0415  # only a few questions need it

        units = self._atlas.register.on(day).index
        try:
            return nearest_population(self._reaching.counts, units, day).people[TOTAL]
        except InputError:
            return pd.Series(dtype=float)

    def gaps(self, edition: str = DEFAULT_EDITION) -> pd.DataFrame:
        """Return the municipalities without a designation, with all that is known of them."""
        return self._regional.gaps(str(edition))

    def clusters(self, edition: str = DEFAULT_EDITION) -> Clusters:
        """Return whether and where gaps cluster, under every null."""
        return self._regional.clusters(str(edition))

    def inequality(self, edition: str = DEFAULT_EDITION, weighting: str = PLACES) -> pd.DataFrame:
        """Return the least and the most of each measure of inequality between provinces."""
        low, high = self._regional.inequality(str(edition), weighting)
        return pd.DataFrame({"low": low, "high": high}, dtype=float)

    def access(
        self, edition: str = DEFAULT_EDITION, places: str = DEFAULT_PLACES, **more: Any
    ) -> Access:
        """Return how far people are from a place to learn; see `Reaching.access`."""
        return self._reaching.access(str(edition), places, **more)

    def compare(self, before: When, after: When, rule: str = DEFAULT_RULE) -> Comparison:
        """Return what joined and what left between two days."""
        first, last = (day_of(self._atlas, one) for one in (before, after))
        return self._timeline.compare(first, last, rule)

    def history(self, rule: str = DEFAULT_RULE) -> pd.DataFrame:
        """Return coverage at every edition."""
        return self._atlas.history(rule)

    def join(
        self, frame: pd.DataFrame, on: str = "name", when: When = DEFAULT_EDITION
    ) -> pd.DataFrame:
        """Return a frame with `unit_id`, `status` and why a name could not be resolved."""
        return joined(self._atlas, frame, on, day_of(self._atlas, when))

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(sorted(SPECS))

    def table(self, name: str) -> pd.DataFrame:
        """Return one table, all text.

        Raises
        ------
        InputError
            If there is none of that name; says which there are.
        """
        if name not in SPECS:
            raise InputError.one(
                "table",
                value=repr(name),
                expected="one of " + ", ".join(self.tables),
                next_step="Choose one of them.",
            )
        return self._atlas.table(name)
