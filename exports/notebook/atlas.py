"""The analyst's atlas, `from atlas import Atlas`: every question on one object, offline.

The questions are those of the command line and give the same numbers; `analysis.atlas.Atlas`, which
answers them without map and pictures, stays out of sight.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.access.asking import Reaching
from analysis.access.study import DEFAULT_PLACES
from analysis.atlas import Atlas as Book
from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import DEFAULT_RULE
from analysis.gaps.inequality import PLACES
from analysis.timeline import Timeline
from exports.notebook.dates import day_of, edition_of
from exports.notebook.joining import joined
from exports.notebook.showing import drawing, drawn, inline_map
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES
from store.errors import InputError
from store.folders import DATA
from store.schemas import SPECS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    import geopandas as gpd

    from analysis.access.study import Access
    from analysis.coverage.backtest import Backtest
    from analysis.coverage.compare import Comparison
    from analysis.coverage.counting import Coverage
    from analysis.coverage.forecast import Forecast
    from analysis.gaps.clusters import Clusters
    from analysis.regional import Regional
    from exports.notebook.showing import DrawnFrame
    from figures.web.inline_map import InlineMap

    When = str | int | dt.date

QUESTIONS = (
    "access",
    "clusters",
    "compare",
    "coverage",
    "editions",
    "forecast",
    "gaps",
    "history",
    "inequality",
    "join",
    "map",
    "places",
    "resolve",
    "table",
    "tables",
)
"""What the object is asked; `dir()` shows these and `load`."""


class Atlas:
    """The atlas for a notebook; offline, and the same numbers as the command line.

    Parameters
    ----------
    book
        What the questions are asked of; `Atlas.load()` reads it.

    Examples
    --------
    >>> atlas = Atlas.load()
    >>> atlas.coverage("2023").nation.designated
    195
    >>> atlas.coverage("2023", rule="strict").provinces["share"].isna().sum().item()
    2
    """

    def __init__(self, book: Book) -> None:
        self._book = book

    @classmethod
    def load(cls, root: Path = DATA) -> Atlas:
        """Read and check the data folder; return what the public may see now.

        Raises
        ------
        InputError
            With every fault of every table.
        """
        return cls(Book.load(root))

    def __dir__(self) -> list[str]:
        """Return the questions; what they stand on is private."""
        return sorted((*QUESTIONS, "load"))

    def __repr__(self) -> str:
        """Return three lines: what it is, what it reaches over, what to ask."""
        editions = self.editions
        return (
            f"Learning City Atlas, editions {editions[0]} to {editions[-1]}\n"
            f"data hash {self._book.data_hash}\n"
            f"ask: {', '.join(sorted(QUESTIONS))}"
        )

    @property
    def editions(self) -> list[str]:
        """The editions, oldest first."""
        return self._book.editions

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline.load(self._book)

    @cached_property
    def _reaching(self) -> Reaching:
        return Reaching.load(self._book)

    @cached_property
    def _regional(self) -> Regional:
        from exports.build.statistics import load_regional  # noqa: PLC0415  # geopandas is slow

        return load_regional(self._book)

    def coverage(self, when: When = DEFAULT_EDITION, rule: str = DEFAULT_RULE) -> Coverage:
        """Return coverage at an edition or on a day.

        `provinces` has a `share`, 0-1, missing where nothing stands below the line or while the
        count is open; `provinces.plot()` draws it.
        """
        found = self._book.coverage(date=day_of(self._book, when), rule=rule)

        def draw(**how: str) -> Any:
            return drawing(self._book, "province-bars", found, **how)

        return replace(found, provinces=drawn(found.provinces, draw))

    def places(self, when: When = DEFAULT_EDITION) -> gpd.GeoDataFrame:
        """Return the places of a day: EPSG:5179, index `unit_id`.

        Columns: names and province in both languages, `kind`, `status`, `since_from`,
        `since_to`, `confidence`, `people` (missing where no count fits the day), `geometry`.
        """
        import geopandas as gpd  # noqa: PLC0415  # slow to import

        from exports.build import bundle  # noqa: PLC0415  # the same
        from geo.shapes.by_date import cut_places, places_on, read_parts  # noqa: PLC0415  # only a few questions need it

        day = day_of(self._book, when)
        built = bundle.current() or bundle.build()
        whole = cut_places(gpd.read_parquet(built.places), self.table("pieces"), read_parts())
        shapes = places_on(whole, self.table("territory"), self._book.register, day)
        columns = ["name_ko", "name_en", "province_code", "province_ko", "province_en", "kind"]
        columns += ["status", "since_from", "since_to", "confidence"]
        frame = shapes[["geometry"]].join(self._book.states(day)[columns])
        return frame.assign(people=self._people(day).reindex(frame.index))[
            [*columns, "people", "geometry"]
        ]

    def _people(self, day: str) -> pd.Series:
        from analysis.places.people import TOTAL, nearest_population  # noqa: PLC0415  # only a few questions need it

        units = self._book.register.on(day).index
        try:
            return nearest_population(self._reaching.counts, units, day).people[TOTAL]
        except InputError:
            return pd.Series(dtype=float)

    def map(  # noqa: PLR0913  # the options are named, and each has its default
        self,
        when: When = DEFAULT_EDITION,
        *,
        layer: str = "status",
        rule: str = DEFAULT_RULE,
        lang: str = DEFAULT_LANGUAGE,
        province: str | None = None,
        theme: str = "light",
    ) -> InlineMap:
        """Return the folium map of an edition with everything inside; a notebook shows it.

        It asks no machine for anything, may be saved (`.save("map.html")`), and takes folium's
        markers and layers as any other folium map.

        Parameters
        ----------
        when
            An edition's year, or the day of its announcement.
        layer
            What it is coloured by, such as "status", "year", "coverage", "gap".
        rule, lang, theme
            The counting rule; "ko" or "en"; "light" or "dark".
        province
            Code of a province to look at, such as "37".

        Raises
        ------
        InputError
            If there is no such edition, layer, rule, language, province or theme.
        """
        from figures.style.tokens import THEMES  # noqa: PLC0415  # slow to import
        from figures.web.folium_map import MapState  # noqa: PLC0415  # the same
        from figures.web.layers import LAYERS  # noqa: PLC0415  # the same

        edition = edition_of(self._book, when)
        provinces = self._book.coverage(edition=edition, rule=rule).provinces
        known: dict[str, tuple[str | None, Iterable[str | None]]] = {
            "layer": (layer, LAYERS),
            "lang": (lang, LANGUAGES),
            "theme": (theme, THEMES),
            "province": (province, [None, *provinces.index]),
        }
        faults = [
            fault
            for name, (asked, there) in known.items()
            if asked not in list(there)
            for fault in _unknown(name, asked, there).faults
        ]
        if faults:
            raise InputError(faults)
        return inline_map(MapState(lang, edition, rule, layer, province, theme=theme))

    def gaps(self, when: When = DEFAULT_EDITION) -> pd.DataFrame:
        """Return the municipalities without a designation, with all that is known of them."""
        return self._regional.gaps(edition_of(self._book, when))

    def clusters(self, when: When = DEFAULT_EDITION) -> Clusters:
        """Return whether and where gaps cluster, under every null."""
        return self._regional.clusters(edition_of(self._book, when))

    def inequality(self, when: When = DEFAULT_EDITION, weighting: str = PLACES) -> pd.DataFrame:
        """Return the least and the most of each measure of inequality between provinces."""
        low, high = self._regional.inequality(edition_of(self._book, when), weighting)
        return pd.DataFrame({"low": low, "high": high}, dtype=float)

    def access(
        self, when: When = DEFAULT_EDITION, places: str = DEFAULT_PLACES, **more: Any
    ) -> Access:
        """Return how far people are from a place to learn; see `Reaching.access`."""
        return self._reaching.access(edition_of(self._book, when), places, **more)

    def compare(self, before: When, after: When, rule: str = DEFAULT_RULE) -> Comparison:
        """Return what joined and what left between two days."""
        first, last = (day_of(self._book, one) for one in (before, after))
        return self._timeline.compare(first, last, rule)

    def history(self, rule: str = DEFAULT_RULE) -> DrawnFrame:
        """Return coverage at every edition; `.plot()` draws the trend."""
        latest = self._book.coverage(edition=self.editions[-1], rule=rule)

        def draw(**how: str) -> Any:
            return drawing(self._book, "trend", latest, **how)

        return drawn(self._book.history(rule), draw)

    def forecast(self) -> tuple[Forecast, Backtest]:
        """Return when how many municipalities may be designated, and how it would have done."""
        return self._timeline.forecast()

    def resolve(self, name: str) -> str:
        """Return the `unit_id` of a place, by any of its names or codes.

        Raises
        ------
        NameError
            If it means no place, or more than one; says which come near.
        """
        return self._book.resolver.resolve(name)

    def join(
        self, frame: pd.DataFrame, on: str = "name", when: When = DEFAULT_EDITION
    ) -> pd.DataFrame:
        """Return a frame with `unit_id`, `status` and why a name could not be resolved."""
        return joined(self._book, frame, on, day_of(self._book, when))

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
        return self._book.table(name)


def _unknown(name: str, asked: object, there: Iterable[object]) -> InputError:
    """Return the error of a value that is none of those there are."""
    return InputError.one(
        "map",
        where=name,
        value=repr(asked),
        expected="one of " + ", ".join(str(one) for one in there if one is not None),
        next_step="Choose one of them.",
    )
