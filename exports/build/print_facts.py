"""Gather what pictures and documents stand on: one edition's numbers and the print shapes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd

from analysis.atlas import publisher
from analysis.programmes.grants import with_names
from exports.build.statistics import load_regional
from figures.print.facts import Facts
from figures.words.language import LANGUAGES
from geo.files.boundaries import load_boundaries
from store.files import written_beside
from store.folders import BOUNDARIES, BUILD

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage
    from analysis.regional import Regional
    from figures.print.embargo import Embargo

STORE = BUILD / "print"
FINE_M, COUNTRY_M = 60, 300
"""Tolerances in metres, EPSG:5179: a city across a hand's breadth of paper, a country on A4."""

YEARS = 10
"""Between the two dates of a comparison, where there are so many."""


def gather(
    atlas: Atlas,
    edition: str,
    rule: str,
    regional: Regional | None = None,
    embargo: tuple[Embargo, ...] = (),
) -> Facts:
    """Return the facts of an edition under a counting rule.

    Parameters
    ----------
    atlas
        The atlas; what it does not hold (an edition under embargo) cannot be drawn.
    edition
        The announcement's year.
    rule
        A key of `analysis.coverage.rules.RULES`.
    regional
        The same atlas's regional analysis where it is at hand; else it is read.
    embargo
        The editions of the atlas whose hour has not come; every picture then carries the mark.

    Raises
    ------
    InputError
        If the edition or rule is unknown.
    """
    point = atlas.coverage(edition=edition, rule=rule)
    before = atlas.previous(edition)
    history = atlas.history(rule)
    fine, country = print_shapes(atlas)
    points = atlas.table("points")
    regional = regional or load_regional(atlas)
    population = regional.population_if_any(edition)
    book = atlas.book
    funding = book.funding[book.funding["year"] == edition]
    lists = book.lists[book.lists["year"] == edition]
    return Facts(
        point=point,
        strict=atlas.coverage(edition=edition, rule="strict"),
        before=atlas.coverage(edition=before, rule=rule).nation if before else None,
        history=history[history["edition"] <= edition].reset_index(drop=True),
        new=tuple(atlas.new_in(edition)),
        register=atlas.register,
        shapes=fine,
        country=country,
        points={
            str(unit): (float(x), float(y))
            for unit, x, y in points[["unit_id", "x_m", "y_m"]].itertuples(index=False)
        },
        sources={
            lang: tuple(
                f"{publisher(source, lang)}, {source['date']}"
                for source in atlas.sources_of(edition)
            )
            for lang in LANGUAGES
        },
        data_hash=atlas.data_hash,
        gaps=regional.gaps(edition),
        population_date=population.date if population else "",
        funding=with_names(funding, atlas.register, point.date),
        lists=dict(zip(lists["programme"], lists["state"], strict=True)),
        earlier=_earlier(atlas, edition, rule),
        embargo=embargo,
    )


def _earlier(atlas: Atlas, edition: str, rule: str) -> Coverage | None:
    """Return coverage at the last edition ten years back or more, else at the first."""
    past = [str(one) for one in atlas.history(rule)["edition"] if str(one) < edition]
    if not past:
        return None
    long_ago = [one for one in past if int(edition) - int(one) >= YEARS]
    return atlas.coverage(edition=(long_ago or past[:1])[-1], rule=rule)


def print_shapes(atlas: Atlas) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the fine and the coarse print shapes, EPSG:5179, made once for each boundary file.

    Raises
    ------
    InputError
        If the boundary file is not what it should be.
    """
    digest = hashlib.sha256(f"{FINE_M} {COUNTRY_M}".encode())
    for path in sorted(BOUNDARIES.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    for table in (atlas.tables.codes, atlas.tables.places):
        digest.update(table.to_csv(index=False).encode())
    name = digest.hexdigest()[:16]
    files = [STORE / f"{name}-{level}.parquet" for level in ("fine", "country")]
    if not all(path.exists() for path in files):
        places = load_boundaries(BOUNDARIES, atlas.register).places
        STORE.mkdir(parents=True, exist_ok=True)
        for path, tolerance in zip(files, (FINE_M, COUNTRY_M), strict=True):
            drawn = places[["geometry"]].copy()
            drawn["geometry"] = drawn.geometry.simplify_coverage(tolerance)
            with written_beside(path) as beside:
                drawn.to_parquet(beside)
    return _read(*files)


@lru_cache(maxsize=1)
def _read(fine: Path, country: Path) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Read the shapes; a file never changes under its name."""
    return gpd.read_parquet(fine), gpd.read_parquet(country)
