"""Access as one object: the questions of the access page, asked of the atlas.

The command line, the screens and the Python API ask here, so that they show the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.access import study
from analysis.access.travel import read_travel
from analysis.answers import Answers
from analysis.places import people as living

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analysis.atlas import Atlas
    from analysis.places.people import Population


@dataclass(frozen=True)
class Reaching:
    """The atlas with where people live and where places to learn are.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    counts
        Every population; see `analysis.places.people.populations`.
    tables
        Those of `analysis.access.study.TABLES`.
    """

    atlas: Atlas
    counts: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    _answers: Answers = field(default_factory=Answers, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, atlas: Atlas) -> Reaching:
        """Read and check the tables it needs besides the atlas's own.

        Raises
        ------
        InputError
            With every fault of a table.
        """
        counted = {name: atlas.table(name) for name in living.TABLES}
        return cls(
            atlas=atlas,
            counts=living.populations(counted, atlas.tables.codes),
            tables={name: atlas.table(name) for name in study.TABLES},
        )

    def population(self, edition: str) -> Population:
        """Return the population nearest to an edition on exactly its places.

        Raises
        ------
        InputError
            If none has them all.
        """
        units = self.atlas.coverage(edition=edition).states.index
        return living.nearest_population(self.counts, units, self.atlas.edition_date(edition))

    def access(
        self,
        edition: str,
        kind: str = study.DEFAULT_PLACES,
        *,
        travel: Path | None = None,
        add: Sequence[tuple[float, float]] = (),
    ) -> study.Access:
        """Return how far people are from a kind of place; kept where nothing is assumed.

        Parameters
        ----------
        edition
            Its day gives people and status.
        kind
            One of `analysis.access.study.PLACES`.
        travel
            A travel matrix that replaces straight lines.
        add
            Longitude and latitude of places that are assumed.
        """

        def ask() -> study.Access:
            areas = self.tables["census_areas"]
            places, without = study.learning_places(self.tables, kind)
            if add:
                places = study.added(places, areas, list(add))
            people = study.people_of(
                areas,
                self.atlas.coverage(edition=edition).states,
                self.population(edition).people[living.TOTAL],
            )
            links = None
            if travel:
                links = read_travel(travel, list(areas["area_code"]), list(places["place_id"]))
            return study.measure(people, areas, places, without, links)

        if travel or add:
            return ask()
        return self._answers.once(("access", edition, kind), ask)

    def gained(
        self, edition: str, kind: str, add: Sequence[tuple[float, float]]
    ) -> dict[float, float]:
        """Return how many more people come within each limit with some places added."""
        now = self.access(edition, kind)
        then = self.access(edition, kind, add=add)
        return {
            limit: float(
                then.areas.loc[then.areas["cost"] <= limit, "people"].sum()
                - now.areas.loc[now.areas["cost"] <= limit, "people"].sum()
            )
            for limit in now.limits
        }

    def courses(self, edition: str) -> pd.Series:
        """Return lifelong courses for 10,000 people by place; missing where none are known."""
        known = self.tables["courses"].set_index("unit_id")["courses_total"].astype(float)
        people = self.population(edition).people[living.TOTAL]
        return (known.reindex(people.index) / people * 10_000).rename("courses_per_10k")
