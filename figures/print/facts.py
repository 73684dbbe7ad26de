"""What a picture may show: the numbers of one edition and the shapes to draw them on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shapely

from figures.print.audience import AUDIENCES, RESEARCH
from figures.style.palette import place_status
from figures.words.language import LANGUAGES, words
from geo.shapes.tiles import Cell, tile_layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    import geopandas as gpd

    from analysis.coverage.counting import Count, Coverage
    from figures.print.audience import Audience
    from figures.print.embargo import Embargo
    from geo.places.register import Register


@dataclass(frozen=True)
class Facts:
    """The numbers and shapes behind a picture or a document; nothing in it has a language.

    Parameters
    ----------
    point
        Coverage at the edition, under the counting rule shown.
    strict
        The same under the rule `strict`, which says who is left out.
    before
        The national count at the edition before, or None for the first.
    earlier
        Coverage ten years before, or at the first edition; None at the first itself.
    history
        Coverage at every edition up to this one, see `analysis.coverage.counting.history`.
    new
        The places awarded at the edition, as `unit_id`.
    register
        The places through time.
    shapes, country
        Index `unit_id`, EPSG:5179: fine for enlargements, coarse for the whole country.
    points
        `unit_id` to a point that stands for the place, EPSG:5179 metres.
    sources
        Publisher and date of each source of the edition's figures, by language.
    data_hash
        Of the tables.
    gaps
        What is known of each municipality left out, see `analysis.gaps.remainder.gap_table`.
    population_date
        The day its people were counted, ISO; empty where no count has the edition's places.
    funding
        Who was funded in the edition's year, with names, see
        `analysis.programmes.grants.with_names`.
    lists
        Programme to whether its list of that year is complete.
    embargo
        The editions whose hour has not come, for who may see them before; none for the public.
    audience
        For whom it is, see `figures.print.audience`.
    kept
        What was made from them once and is used again, by name: outlines as they are drawn.
    """

    point: Coverage
    strict: Coverage
    before: Count | None
    history: pd.DataFrame
    new: tuple[str, ...]
    register: Register
    shapes: gpd.GeoDataFrame
    country: gpd.GeoDataFrame
    points: Mapping[str, tuple[float, float]]
    sources: dict[str, tuple[str, ...]]
    data_hash: str
    gaps: pd.DataFrame
    population_date: str
    funding: pd.DataFrame
    lists: Mapping[str, str]
    earlier: Coverage | None = None
    embargo: tuple[Embargo, ...] = ()
    audience: Audience = RESEARCH
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def edition(self) -> str:
        """The edition's year."""
        return self.point.edition

    @property
    def date(self) -> str:
        """The day the state is for, ISO."""
        return self.point.date

    @cached_property
    def places(self) -> pd.DataFrame:
        """Every place of the date with its state, see `analysis.coverage.ledger.status_on`."""
        return self.point.states

    @cached_property
    def keys(self) -> dict[str, str]:
        """Each place's key in a theme's styles, `unit_id` to status; "weak" where it is doubted."""
        fresh = set(self.new)
        found = {}
        for unit, row in self.places.iterrows():
            key = place_status(
                str(row["status"]),
                is_new=unit in fresh,
                is_municipality=bool(row["is_municipality"]),
            )
            doubted = row["confidence"] == "low" and self.audience.evidence
            weak = key == "designated" and doubted
            found[str(unit)] = "weak" if weak else key
        return found

    @cached_property
    def shown_as(self) -> dict[str, str]:
        """Each shape's place on the date: itself, or the one that stood there before it."""
        shown: dict[str, str] = {}
        for shape in self.country.index:
            if shape in self.places.index:
                shown[shape] = shape
                continue
            kin = self.register.predecessors(shape) + self.register.successors(shape)
            living = [unit for unit in kin if unit in self.places.index]
            if living:
                shown[shape] = living[0]
        return shown

    @cached_property
    def hidden(self) -> list[str]:
        """The places of the date that have no shape of their own on the map."""
        return sorted(set(self.places.index) - set(self.shown_as.values()))

    @cached_property
    def tiles(self) -> dict[str, Cell]:
        """The tile layout of the date's places."""
        return tile_layout(self.places, self.points)

    @cached_property
    def province_of(self) -> dict[str, str]:
        """Each shape's province code on the date."""
        owner = self.places["province_code"].to_dict()
        return {shape: str(owner[unit]) for shape, unit in self.shown_as.items()}

    @cached_property
    def province_lines(self) -> shapely.Geometry:
        """The borders between provinces on the date, without any coast, EPSG:5179."""
        owned = self.country.loc[list(self.province_of)]
        merged = owned.dissolve(
            by=owned.index.map(self.province_of), method="coverage"
        ).geometry.boundary
        coast = owned.geometry.union_all(method="coverage").boundary
        return shapely.difference(shapely.union_all(merged.to_numpy()), coast)

    @cached_property
    def remaining(self) -> list[str]:
        """The municipalities that are not certainly learning cities, by province and code."""
        rest = self.point.remaining()
        return [str(unit) for unit in rest.sort_values(["province_code"], kind="stable").index]

    def name(self, unit: str, lang: str) -> str:
        """Return province and name of a place."""
        return self.register.full_name(unit, self.date, lang)

    def short_name(self, unit: str, lang: str) -> str:
        """Return a place's name without its province."""
        return str(self.places.loc[unit, "name_ko" if lang == "ko" else "name_en"])

    def province_name(self, code: str, lang: str) -> str:
        """Return a province's short name."""
        row = self.point.provinces.loc[code]
        return str(row["province_short_ko"] if lang == "ko" else row["province_en"])

    def of_province(self, code: str) -> list[str]:
        """Return the places of a province on the date."""
        mine = self.places[self.places["province_code"] == code]
        return [str(unit) for unit in mine.index]


def for_audience(facts: Facts, key: str) -> Facts:
    """Return facts as a kind of reader is shown them.

    Parameters
    ----------
    facts
        The edition's numbers and shapes.
    key
        In `figures.print.audience.AUDIENCES`.

    Raises
    ------
    InputError
        If there is no such audience.
    """
    audience = AUDIENCES.require(key)
    if audience.publishers:
        return replace(facts, audience=audience)
    say = {lang: words(lang) for lang in LANGUAGES}
    named: dict[str, tuple[str, ...]] = {
        lang: (one("brief.ministry", date=one.date(facts.date)),) for lang, one in say.items()
    }
    return replace(facts, audience=audience, sources=named)
