"""The atlas through time as one object: the questions of the trends and calendar pages.

The command line, the screens and the Python API ask here, so that they show the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.answers import Answers
from analysis.coverage import backtest as past
from analysis.coverage import conflicts as printed
from analysis.coverage import economy, hazard, survival, trends
from analysis.coverage import forecast as ahead
from analysis.coverage.compare import Comparison, compare
from analysis.coverage.counting import check_date, edition_date, edition_on
from analysis.coverage.ledger import status_on
from analysis.coverage.person_years import Ledger, person_years, with_size
from analysis.coverage.rules import RULES
from analysis.places import people as living
from analysis.places.context import DEPOPULATING
from analysis.places.history import PlaceLife, full_ledger, place_life
from analysis.renewals import record, schedule
from analysis.renewals.rules import HORIZON, Rules
from geo.shapes.by_date import territory_faults
from store.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.atlas import Atlas

FIRST_REVIEW = 2020
"""The first year a review was due; the rules are of that year."""


@dataclass(frozen=True)
class Timeline:
    """The ledger, the places and the rules of review, ready for questions about any day.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    explanations
        What is known about printed figures.
    rules
        The rules of review.
    review_sizes, validities
        Published sizes of review groups, and printed validity.
    territory
        Who held each piece of the country when.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> timeline = Timeline.load(Atlas.load())
    >>> timeline.last_edition
    '2026'
    >>> timeline.status("2021-12-31").loc["37030", "status"]
    'uncertain'
    >>> timeline.trend()[0]["new"]
    3
    >>> timeline.compare("2022-12-31", "2023-03-06").count_after.designated
    195
    >>> len(timeline.calendar("2023-03-06"))
    195
    >>> timeline.life("37030", "2023-03-06").status["status"]
    'uncounted'
    """

    atlas: Atlas
    explanations: pd.DataFrame
    rules: Rules
    review_sizes: pd.DataFrame
    validities: pd.DataFrame
    territory: pd.DataFrame
    _answers: Answers = field(default_factory=Answers, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, atlas: Atlas) -> Timeline:
        """Read and check the tables it needs besides the atlas's own.

        Raises
        ------
        InputError
            With every fault of a table, or of who held which piece.
        """
        territory = atlas.table("territory")
        faults = territory_faults(territory, atlas.register)
        if faults:
            raise InputError(faults)
        return cls(
            atlas=atlas,
            explanations=atlas.table("explanations"),
            rules=Rules.from_table(atlas.table("renewal_rules"), atlas.table("review_sizes")),
            review_sizes=atlas.table("review_sizes"),
            validities=atlas.table("validities"),
            territory=territory,
        )

    @property
    def last_edition(self) -> str:
        """The latest announcement known."""
        return self.atlas.editions[-1]

    def day_of(self, text: str, today: str) -> str:
        """Return the day that an edition's year or an ISO date means.

        Raises
        ------
        InputError
            If it is no edition, malformed, before 2001 or in the future.
        """
        if text.isdigit() and len(text) == len("2023"):
            return edition_date(self.atlas.tables.editions, text)
        check_date(text, today)
        return text

    def edition_in_force(self, date: str) -> str | None:
        """Return the latest edition announced by a date; None before the first."""
        editions = self.atlas.tables.editions
        if date < editions["announced_to"].min():
            return None
        return edition_on(editions, date)

    def status(self, date: str, known_on: str | None = None) -> pd.DataFrame:
        """Return every place's state on a date; see `analysis.coverage.ledger.status_on`."""
        return status_on(self.atlas.tables.events, self.atlas.register, date, known_on)

    def trend(self) -> list[dict[str, Any]]:
        """Return the list year by year; see `analysis.coverage.trends.trend`."""
        tables = self.atlas.tables
        rows: list[dict[str, Any]] = self._answers.once(
            "trend",
            lambda: trends.trend(
                tables.events,
                self.atlas.register,
                tables.editions,
                tables.printed_totals,
                self.explanations,
            ),
        )
        return rows

    def marks(self) -> pd.DataFrame:
        """Return the printed totals; see `analysis.coverage.trends.printed_marks`."""
        totals = self.atlas.tables.printed_totals
        frame: pd.DataFrame = self._answers.once(
            "marks", lambda: trends.printed_marks(totals, self.explanations)
        )
        return frame

    def conflicts(self) -> pd.DataFrame:
        """Return the printed figures that the ledger does not give."""
        tables = self.atlas.tables
        frame: pd.DataFrame = self._answers.once(
            "conflicts",
            lambda: printed.conflicts(
                tables.events,
                self.atlas.register,
                tables.editions,
                tables.printed_totals,
                self.explanations,
            ),
        )
        return frame

    def new_by(self, by: str) -> pd.DataFrame:
        """Return awards a year by province or kind; see `analysis.coverage.trends.new_by`."""
        tables = self.atlas.tables
        return trends.new_by(tables.events, self.atlas.register, tables.editions, by)

    def by_province(self, rule: str) -> pd.DataFrame:
        """Return each province's counts at every announcement."""
        editions = self.atlas.tables.editions
        frame: pd.DataFrame = self._answers.once(
            f"by_province {rule}",
            lambda: trends.by_province(self.atlas.states, editions, rule),
        )
        return frame

    def compare(self, before: str, after: str, rule: str = "official") -> Comparison:
        """Return what changed between two dates, ISO."""
        states = self.atlas.states if {before, after} <= set(self.atlas.editions_dates()) else None
        tables, register = self.atlas.tables, self.atlas.register
        return compare(tables.events, register, before, after, rule, states_of=states)

    def life(self, unit_id: str, date: str) -> PlaceLife:
        """Return the life and the status of a place on a date."""
        return place_life(self.atlas.tables.events, self.atlas.register, unit_id, date)

    def ledger(self) -> pd.DataFrame:
        """Return every event of every place; see `analysis.places.history.full_ledger`."""
        return full_ledger(self.atlas.tables.events, self.atlas.register)

    def calendar(self, date: str, year: int | None = None) -> dict[str, schedule.Renewal]:
        """Return the review calendar of the learning cities of a date, as seen in a year."""
        found: dict[str, schedule.Renewal] = self._answers.once(
            ("calendar", date, year),
            lambda: schedule.calendar(
                self.atlas.tables.events, self.atlas.register, self.rules, date, year
            ),
        )
        return found

    def review_agreement(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return published group sizes, and outcomes and validities, beside the rules."""
        events, register = self.atlas.tables.events, self.atlas.register
        pair: tuple[pd.DataFrame, pd.DataFrame] = self._answers.once(
            "agreement",
            lambda: (
                record.size_agreement(events, register, self.rules, self.review_sizes),
                record.record_agreement(events, register, self.rules, self.validities),
            ),
        )
        return pair

    def waiting_times(self) -> pd.DataFrame:
        """Return how long each municipality waited, as of the latest edition."""
        tables, register = self.atlas.tables, self.atlas.register
        date = self.atlas.edition_date(self.last_edition)
        frame: pd.DataFrame = self._answers.once(
            "waiting", lambda: survival.waiting_times(tables.events, register, date)
        )
        return frame

    @property
    def waits(self) -> Ledger:
        """Return the states of any day as they were known on any other, for who waited when."""
        tables = self.atlas.tables
        return self._answers.once(
            "ledger", lambda: Ledger(tables.events, self.atlas.register, tables.editions)
        )

    def _counts(self) -> pd.DataFrame:
        """Return the registered population of every place and year."""
        counted = {name: self.atlas.table(name) for name in living.TABLES}
        counts = living.populations(counted, self.atlas.tables.codes)
        return counts[counts["series"] == living.REGISTERED]

    def forecast(self) -> tuple[ahead.Forecast, past.Backtest]:
        """Return the forecast of `strict` from the latest edition, and its back-test."""
        pair: tuple[ahead.Forecast, past.Backtest] = self._answers.once(
            "forecast", lambda: (ahead.forecast(self.waits), past.backtest(self.waits))
        )
        return pair

    def forecast_with_traits(self) -> past.Backtest:
        """Return the back-test of a forecast by size and kind: to be compared, not used."""
        return self._answers.once(
            "with_traits", lambda: past.backtest(self.waits, counts=self._counts())
        )

    def losses(self) -> ahead.Losses:
        """Return how often a municipality lost its title."""
        return self._answers.once("losses", lambda: ahead.losses(self.waits))

    def person_years(self) -> pd.DataFrame:
        """Return who waited at which announcement; see `person_years` and `with_size`."""
        frame: pd.DataFrame = self._answers.once(
            "person_years",
            lambda: with_size(person_years(self.waits, self.last_edition), self._counts()),
        )
        return frame

    def hazard_ratios(self) -> pd.DataFrame:
        """Return what size, kind, province and depopulation do to the chance of an award."""
        return self._answers.once(
            "hazard_ratios", lambda: hazard.hazard_ratios(self.person_years(), self.traits())
        )

    def hazard_with_product(self) -> pd.DataFrame:
        """Return the ratios with gross regional product a head and without it; see `economy`."""

        def ask() -> pd.DataFrame:
            rows = economy.with_economy(self.person_years(), self.atlas.table("economy"))
            return economy.with_and_without(rows, self.traits(), "log_product")

        return self._answers.once("hazard_with_product", ask)

    def traits(self) -> pd.DataFrame:
        """Return the traits of `person_years` as numbers; see `hazard.design`."""
        listed = self.atlas.table("depopulating_areas")
        units = frozenset(listed.loc[listed["category"] == DEPOPULATING, "unit_id"])
        return hazard.design(self.person_years(), units)

    def incidence(self) -> pd.DataFrame:
        """Return the chance to have been awarded, or merged away before, by announcement."""
        return hazard.incidence(self.person_years())

    def slow_answers(self) -> dict[str, Any]:
        """Return the answers that depend on the data alone and take long, by question."""
        return {
            "trend": self.trend(),
            "conflicts": self.conflicts(),
            "agreement": self.review_agreement(),
            "waiting": self.waiting_times(),
            "forecast": self.forecast(),
            "losses": self.losses(),
            "person_years": self.person_years(),
            "hazard_ratios": self.hazard_ratios(),
            "hazard_with_product": self.hazard_with_product(),
            **{f"by_province {rule}": self.by_province(rule) for rule in RULES},
        }

    def remember(self, found: dict[str, Any]) -> None:
        """Take in what `slow_answers` gave before, of the same data."""
        for question, answer in found.items():
            self._answers.keep(question, answer)

    def check_review_year(self, year: int) -> None:
        """Refuse a year outside the calendar.

        Raises
        ------
        InputError
            Saying which years there are.
        """
        if not FIRST_REVIEW <= year <= HORIZON:
            raise InputError.one(
                "--year",
                value=str(year),
                expected=f"a year from {FIRST_REVIEW} to {HORIZON}",
                next_step="Reviews began in 2020; later years are not computed.",
            )
