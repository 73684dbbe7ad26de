"""The regional analysis as one object: the questions of the gaps page, asked of the atlas.

The command line, the screens and the Python API ask here, so that they show the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from analysis.answers import Answers
from analysis.coverage.ledger import DESIGNATED
from analysis.coverage.rules import DEFAULT_RULE
from analysis.gaps import best_next as choosing
from analysis.gaps import clusters as clustering
from analysis.gaps import inequality as unequal
from analysis.gaps import remainder
from analysis.gaps.adjusted import depopulating_models
from analysis.gaps.chance import under_chance
from analysis.gaps.contrasts import contrast, contrasts, coverage_by
from analysis.gaps.nulls import Strata
from analysis.gaps.ranks import rank_mobility
from analysis.gaps.similar import similar, traits
from analysis.gaps.whatif import Scenario, assume, what_if
from analysis.places import context as surroundings
from analysis.places import people as living
from geo.shapes.by_date import holders_on
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage
    from analysis.gaps.adjusted import Adjusted
    from analysis.gaps.best_next import BestNext
    from analysis.gaps.clusters import Clusters
    from analysis.gaps.contrasts import Contrast
    from analysis.gaps.inequality import Concentration
    from analysis.places.people import Population, Reach
    from geo.shapes.neighbours import Nearness


@dataclass(frozen=True)
class Regional:
    """The atlas with what is known of places besides designations.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    pieces
        The distances between the pieces of the country.
    territory
        Who held each piece when.
    counts
        Every population; see `analysis.places.people.populations`.
    about
        What else is known of places; see `analysis.places.context.context`.
    dates
        The date of each figure of it; see `analysis.places.context.dates`.
    listed
        How the list of 2023 knows each undesignated place.
    """

    atlas: Atlas
    pieces: Nearness
    territory: pd.DataFrame
    counts: pd.DataFrame
    about: pd.DataFrame
    dates: dict[str, str]
    listed: pd.Series
    _answers: Answers = field(default_factory=Answers, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, atlas: Atlas, pieces: Nearness) -> Regional:
        """Read and check the tables it needs besides the atlas's own.

        Raises
        ------
        InputError
            With every fault of a table.
        """
        around = {name: atlas.table(name) for name in surroundings.TABLES}
        return cls(
            atlas=atlas,
            pieces=pieces,
            territory=atlas.table("territory"),
            counts=living.populations(
                {name: atlas.table(name) for name in living.TABLES}, atlas.tables.codes
            ),
            about=surroundings.context(around),
            dates=surroundings.dates(around),
            listed=remainder.listed_bases(atlas.tables.undesignated_2023, atlas.resolver),
        )

    def states(self, edition: str) -> pd.DataFrame:
        """Return every place's state at an edition."""
        return self.atlas.coverage(edition=edition).states

    def date(self, edition: str) -> str:
        """Return the day of an edition, ISO."""
        return self.atlas.edition_date(edition)

    def near(self, edition: str) -> Nearness:
        """Return the distances of the places of an edition."""
        holders = holders_on(self.territory, self.atlas.register, self.date(edition))["unit_id"]
        return self._answers.once(("near", tuple(holders)), lambda: self.pieces.on(holders))

    def population(self, edition: str, *, ages: bool = False) -> Population:
        """Return the nearest population on the places of an edition.

        Raises
        ------
        InputError
            If none has them all.
        """
        units = self.states(edition).index
        return self._answers.once(
            ("population", edition, ages),
            lambda: living.nearest_population(self.counts, units, self.date(edition), ages=ages),
        )

    def population_if_any(self, edition: str, *, ages: bool = False) -> Population | None:
        """Return the nearest population, or None where none has the places of the edition."""
        try:
            return self.population(edition, ages=ages)
        except InputError:
            return None

    def gaps(self, edition: str) -> pd.DataFrame:
        """Return the remainder; see `analysis.gaps.remainder.gap_table`."""

        def ask() -> pd.DataFrame:
            states = self.states(edition)
            return remainder.gap_table(
                states,
                self.near(edition),
                remainder.bases(states, self.date(edition), self.atlas.tables.events, self.listed),
                self.about,
                population=self.population_if_any(edition),
                ages=self.population_if_any(edition, ages=True),
            )

        return self._answers.once(("gaps", edition), ask)

    def people(self, edition: str, *, ages: bool = False) -> pd.DataFrame:
        """Return how many people live where; see `analysis.places.people.people`."""
        return self._answers.once(
            ("people", edition, ages),
            lambda: living.people(self.states(edition), self.population(edition, ages=ages)),
        )

    def reach(
        self, edition: str, age: str = living.TOTAL, province: str = "", *, ages: bool = False
    ) -> Reach:
        """Return the people of an age, of a province or the nation, as `people.reach` does."""
        return self._answers.once(
            ("reach", edition, age, province, ages),
            lambda: living.reach(self.people(edition, ages=ages), age, province),
        )

    def _municipalities(self, edition: str) -> pd.DataFrame:
        """Return the municipalities whose state is certain, with their groups."""

        def ask() -> pd.DataFrame:
            population = self.population_if_any(edition)
            total = population.people[living.TOTAL] if population else pd.Series(dtype=float)
            return remainder.grouped(self.states(edition), self.about, total)

        return self._answers.once(("municipalities", edition), ask)

    def coverage_by(self, edition: str, grouping: str) -> pd.DataFrame:
        """Return coverage of each group of `GROUPINGS` with exact intervals."""
        frame = self._municipalities(edition)
        return self._answers.once(
            ("coverage_by", edition, grouping),
            lambda: coverage_by(
                frame["status"] == DESIGNATED, frame[grouping], remainder.GROUPINGS[grouping]
            ),
        )

    def contrasts(self, edition: str, grouping: str) -> pd.DataFrame:
        """Return each group of `GROUPINGS` against the others."""
        frame = self._municipalities(edition)
        return self._answers.once(
            ("contrasts", edition, grouping),
            lambda: contrasts(
                frame["status"] != DESIGNATED, frame[grouping], remainder.GROUPINGS[grouping]
            ),
        )

    def depopulating_contrast(self, edition: str) -> Contrast:
        """Return how much more often depopulating areas are left out than the others."""
        frame = self._municipalities(edition)
        return self._answers.once(
            ("depopulating", edition),
            lambda: contrast(frame["status"] != DESIGNATED, frame["depopulating"]),
        )

    def depopulating_adjusted(self, edition: str) -> list[Adjusted]:
        """Return the same with other traits held alike; see `analysis.gaps.adjusted.models`."""
        known = self._municipalities(edition), self.traits_by_name(edition)
        return self._answers.once(("adjusted", edition), lambda: depopulating_models(*known))

    def clusters(self, edition: str, assumed: Sequence[str] = ()) -> Clusters:
        """Return whether and where gaps cluster, also with some places assumed designated.

        Only the answer of the facts is kept; there are more scenarios than memory.
        """

        def ask() -> Clusters:
            real = self.states(edition)
            states = assume(real, list(assumed), self.date(edition)) if assumed else real
            near = self.near(edition)
            gaps = remainder.undesignated(states).reindex(near.units)
            strata = None if assumed else Strata.of(states, self.population_if_any(edition))
            return clustering.clusters(gaps, near, strata)

        return ask() if assumed else self._answers.once(("clusters", edition), ask)

    def remember(self, found: Mapping[Hashable, object]) -> None:
        """Take in answers that were given before, of the same data, by question."""
        for question, answer in found.items():
            self._answers.keep(question, answer)

    def weights(self, edition: str, weighting: str) -> pd.Series | None:
        """Return what every place counts: its people, or nothing where each counts once."""
        if weighting == unequal.PLACES:
            return None
        return self.population(edition).people[living.TOTAL]

    def inequality(
        self, edition: str, weighting: str
    ) -> tuple[dict[str, float | None], dict[str, float | None]]:
        """Return the least and the most of each measure at an edition."""
        weights = self.weights(edition, weighting)
        return self._answers.once(
            ("inequality", edition, weighting),
            lambda: unequal.inequality_range(self.states(edition), weights),
        )

    def concentration(self, edition: str, by: str, weighting: str) -> Concentration:
        """Return whether coverage leans to one end of `fiscal_independence` or `share_65`.

        Places whose state is open are left out.
        """

        def ask() -> Concentration:
            frame = self._municipalities(edition)
            weights = self.weights(edition, weighting)
            return unequal.concentration(
                (frame["status"] == DESIGNATED).astype(float),
                self.traits_by_name(edition)[by].reindex(frame.index),
                None if weights is None else weights.reindex(frame.index),
            )

        return self._answers.once(("concentration", edition, by, weighting), ask)

    def chance(self, edition: str) -> pd.DataFrame:
        """Return inequality beside what as many gaps at random give; see `chance.under_chance`."""
        states = self.states(edition)
        strata = Strata.of(states, self.population_if_any(edition))
        return self._answers.once(("chance", edition), lambda: under_chance(states, strata))

    def ranks(self, since: str, edition: str) -> pd.DataFrame:
        """Return provinces' ranks at two editions, rule `strict`; see `ranks.rank_mobility`."""
        two = [
            self.atlas.coverage(edition=one, rule="strict").provinces for one in (since, edition)
        ]
        return self._answers.once(("ranks", since, edition), lambda: rank_mobility(*two))

    def course(self) -> pd.DataFrame:
        """Return inequality over the editions, one `analysis.gaps.inequality.course_row` each."""

        def ask() -> pd.DataFrame:
            rows = []
            for edition in self.atlas.editions:
                for weighting in unequal.WEIGHTINGS:
                    population = self.population_if_any(edition)
                    if weighting == unequal.PEOPLE and population is None:
                        continue
                    on = population.date if population and weighting == unequal.PEOPLE else ""
                    ends = self.inequality(edition, weighting)
                    rows.append(
                        unequal.course_row(edition, self.date(edition), weighting, on, ends)
                    )
            return pd.DataFrame(rows)

        return self._answers.once("course", ask)

    def what_if(self, units: Sequence[str], edition: str, rule: str = DEFAULT_RULE) -> Scenario:
        """Return what would be if some places were designated, as `whatif.what_if` does."""
        return what_if(
            self.states(edition),
            units,
            date=self.date(edition),
            rule=rule,
            population=self.population_if_any(edition),
        )

    def best_next(
        self, edition: str, k: int, goal: str, within_km: float = choosing.WITHIN_KM
    ) -> BestNext:
        """Return the best next places; see `analysis.gaps.best_next.best_next`.

        Raises
        ------
        InputError
            Also where no population fits the edition.
        """
        point: Coverage = self.atlas.coverage(edition=edition, rule="strict")
        states = point.states
        free = states["is_municipality"] & (states["at_most"] == 0)
        people = self.population(edition).people[living.TOTAL]
        question = choosing.Question(
            people=people[free.reindex(people.index)],
            province=states.loc[free, "province_code"],
            counts=point.provinces,
            near=self.near(edition),
            learning=tuple(states.index[states["at_least"] == 1]),
        )
        return choosing.best_next(question, k, goal, within_km=within_km)

    def traits_by_name(self, edition: str) -> dict[str, pd.Series]:
        """Return what places are compared and ranked by, missing where nothing is known."""
        total = self.population_if_any(edition)
        ages = self.population_if_any(edition, ages=True)
        none = pd.Series(dtype=float)
        return {
            "population": total.people[living.TOTAL] if total else none,
            "share_65": (ages.people["age_65_up"] / ages.people[living.TOTAL] if ages else none),
            "fiscal_independence": self.about["fiscal_independence"],
        }

    def similar(self, unit: str, edition: str, count: int = 5) -> pd.DataFrame:
        """Return the learning cities most like a place; see `analysis.gaps.similar.similar`."""
        states = self.states(edition)
        known = traits(states, self.traits_by_name(edition))
        if unit not in known.index:
            raise InputError.one(
                "similar",
                value=unit,
                expected=f"a municipality of {self.date(edition)}",
                next_step="Choose one of the remainder.",
            )
        learning = known.index[states.loc[known.index, "at_least"] == 1]
        return similar(unit, known, list(learning), count)
