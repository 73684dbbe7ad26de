"""The places of a boundary file with all that was found, and what a user may say of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.files.repair import MAX_MOVE, Coverage, Repair

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.files.matching import Notice


@dataclass(frozen=True)
class Unmatched:
    """A feature the register does not know, or a place the file does not draw.

    Parameters
    ----------
    side
        "file" for a feature, "register" for a place.
    code
        The feature's code, or the place's `unit_id`.
    name
        The Korean name, as in the file or the register.
    """

    side: str
    code: str
    name: str


@dataclass(frozen=True)
class Period:
    """The days for which the register has the places of a file.

    Parameters
    ----------
    valid_from
        First day, ISO.
    valid_to
        Last day, ISO; blank while it lasts.
    """

    valid_from: str
    valid_to: str


@dataclass(frozen=True)
class Options:
    """What a user may say of a file.

    Parameters
    ----------
    crs
        The coordinate system, where the file does not say or says wrong, e.g. "EPSG:5186".
    encoding
        The encoding of the text, where it is known.
    layer
        The layer to read, where there are several.
    max_move
        Largest share of a place's area by which cleaning may change it, 0-1.
    close_gaps
        Whether strips between places are closed.
    strict
        Whether anything unmatched is an error.
    keep_drawn
        Whether the shapes as drawn are kept beside the cleaned ones, for a picture.
    """

    crs: str | None = None
    encoding: str | None = None
    layer: str | None = None
    max_move: float = MAX_MOVE
    close_gaps: bool = False
    strict: bool = False
    keep_drawn: bool = False


@dataclass(frozen=True)
class BoundarySet:
    """The places of a boundary file, and what it took to get them.

    Parameters
    ----------
    places
        One row for each place: index `unit_id`, geometry in EPSG:5179, sorted.
    file
        The file's name.
    features
        Number of features in the file.
    municipalities
        Number of places that are municipalities in the period.
    crs
        The coordinate system as found, e.g. "EPSG:5179".
    encoding
        The encoding in which the names are the register's.
    code_system
        "kostat", "mois", or "names" where only names were read.
    period
        When the register has these places.
    unmatched
        Features without a place and places without a feature.
    coverage
        What repair found: changes, gaps, validity.
    notices
        What was not as it should be, for the user.
    drawn
        The shapes as the file has them, EPSG:5179, where they were to be kept.
    """

    places: gpd.GeoDataFrame
    file: str
    features: int
    municipalities: int
    crs: str
    encoding: str | None
    code_system: str
    period: Period
    unmatched: tuple[Unmatched, ...]
    coverage: Coverage
    notices: tuple[Notice, ...] = ()
    drawn: gpd.GeoSeries | None = None

    @property
    def repaired(self) -> tuple[Repair, ...]:
        """The features whose shape was not valid."""
        return self.coverage.repaired

    @property
    def moved(self) -> float:
        """Largest share of a place's area that cleaning changed, 0-1."""
        return self.coverage.moved

    @property
    def coverage_valid(self) -> bool:
        """Whether every shape is valid and neighbours neither overlap nor gape."""
        return self.coverage.valid

    @property
    def invalid_edges_km(self) -> float:
        """Border between features that stayed inconsistent after cleaning, kilometres."""
        return self.coverage.invalid_edges_km

    def summary(self) -> dict[str, Any]:
        """Return the facts that the command line prints."""
        return {
            "features": self.features,
            "places": len(self.places),
            "municipalities": self.municipalities,
            "crs": self.crs,
            "encoding": self.encoding,
            "repaired": len(self.repaired),
            "unmatched": [vars(item) for item in self.unmatched],
            "warnings": [vars(item) for item in self.notices],
        }
