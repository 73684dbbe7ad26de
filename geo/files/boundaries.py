"""Load a boundary file as the places of the register: the one way in for every vintage.

Reading, coordinate system, codes and names, repair and dissolving are modules of their own; this
one puts them in order and holds the result against the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.crs import describe, resolve_crs, to_metric
from geo.files.matching import SYSTEMS, match_features
from geo.files.readers import read_layer
from geo.files.repair import Repair, repair_coverage
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    import geopandas as gpd


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
        "kostat" or "mois".
    period
        When the register has these places.
    repaired
        The features whose shape was not valid.
    unmatched
        Features without a place and places without a feature.
    moved
        Largest share of a place's area that cleaning changed, 0-1.
    coverage_valid
        Whether every shape is valid and neighbours neither overlap nor gape.
    invalid_edges_km
        Border between features that stayed inconsistent after cleaning, kilometres; dissolving
        may have removed it since.
    """

    places: gpd.GeoDataFrame
    file: str
    features: int
    municipalities: int
    crs: str
    encoding: str | None
    code_system: str
    period: Period
    repaired: tuple[Repair, ...]
    unmatched: tuple[Unmatched, ...]
    moved: float
    coverage_valid: bool
    invalid_edges_km: float

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
        }


def load_boundaries(  # noqa: PLR0913  # three of the six are options, by keyword only
    path: Path,
    codes: pd.DataFrame,
    places: pd.DataFrame,
    *,
    crs: str | None = None,
    encoding: str | None = None,
    strict: bool = False,
) -> BoundarySet:
    """Load a second-level boundary file of any format, vintage, encoding and code system.

    Parameters
    ----------
    path
        A shapefile, GeoJSON, TopoJSON, GeoPackage or GeoParquet, a folder or a .zip with one of
        them; nothing is written there.
    codes
        The register's codes, all text: system, code, unit_id, level, name_ko.
    places
        The register's places through time, all text: unit_id, valid_from, valid_to, name_ko,
        is_municipality.
    crs
        The coordinate system, where the file does not say or says wrong, e.g. "EPSG:5186".
    encoding
        The encoding of the text, where it is known.
    strict
        Whether anything unmatched is an error.

    Returns
    -------
    BoundarySet
        The places in EPSG:5179 as a valid coverage, with all that was found and repaired.

    Raises
    ------
    InputError
        If the file cannot be read, placed, matched or repaired; lists every fault of the step
        that failed.
    """
    layer = read_layer(path, encoding)
    found = resolve_crs(layer.frame, layer.name, crs)
    matching = match_features(layer, codes, places)
    shapes = to_metric(layer.frame, found).geometry.to_numpy()
    features = layer.frame[[layer.frame.geometry.name]].set_axis(["geometry"], axis="columns")
    features = features.assign(**{c: matching.features[c].to_numpy() for c in matching.features})
    features = features.set_geometry(shapes, crs=None).set_crs("EPSG:5179", allow_override=True)
    coverage = repair_coverage(features.reset_index(drop=True), layer.name)
    state, period = _apparent_state(set(coverage.places.index), places)
    unmatched = _unmatched(matching.features, state, set(coverage.places.index))
    if strict and unmatched:
        raise InputError(_unmatched_faults(unmatched, layer.name, matching.code_system))
    drawn = state.loc[state["unit_id"].isin(coverage.places.index)]
    return BoundarySet(
        places=coverage.places,
        file=layer.name,
        features=len(layer.frame),
        municipalities=int((drawn["is_municipality"] == "1").sum()),
        crs=describe(found),
        encoding=matching.encoding,
        code_system=matching.code_system,
        period=period,
        repaired=coverage.repaired,
        unmatched=unmatched,
        moved=coverage.moved,
        coverage_valid=coverage.valid,
        invalid_edges_km=coverage.invalid_edges_km,
    )


def _apparent_state(units: set[str], places: pd.DataFrame) -> tuple[pd.DataFrame, Period]:
    """Return the register on the last day on which it agrees best with a set of places.

    A file's own date is missing or free text, and the places it draws say what it shows. Between
    days that agree equally well the latest counts.
    """
    after = {_shifted(day, 1) for day in places["valid_to"] if day}
    days = sorted(after | set(places["valid_from"]), reverse=True)
    states = [_on(places, day) for day in days]
    misses = [len(units.symmetric_difference(state["unit_id"])) for state in states]
    best = misses.index(min(misses))
    first = best
    while first + 1 < len(days) and misses[first + 1] == misses[best]:
        first += 1
    return states[best], Period(days[first], _shifted(days[best - 1], -1) if best else "")


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def _on(places: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the versions of places that are valid on a day; ISO dates compare as text."""
    started = places["valid_from"] <= day
    lasting = (places["valid_to"] == "") | (places["valid_to"] >= day)
    return places.loc[started & lasting]


def _unmatched(
    features: pd.DataFrame, state: pd.DataFrame, drawn: set[str]
) -> tuple[Unmatched, ...]:
    """Return both sides of what does not meet, the file's first, each by code."""
    unknown = features.loc[features["unit_id"] == ""].sort_values(["code", "name"])
    missing = state.loc[~state["unit_id"].isin(drawn)].sort_values("unit_id")
    return tuple(
        [Unmatched("file", c, n) for c, n in zip(unknown["code"], unknown["name"], strict=True)]
        + [
            Unmatched("register", u, n)
            for u, n in zip(missing["unit_id"], missing["name_ko"], strict=True)
        ]
    )


def _unmatched_faults(unmatched: tuple[Unmatched, ...], file: str, system: str) -> list[Fault]:
    """Return one fault for each thing unmatched."""
    expected = {
        "file": f"a code and name that the register has under {SYSTEMS[system]}",
        "register": "a feature for this place",
    }
    step = {
        "file": "Correct the code or name, or add them to the register.",
        "register": "Add the feature, or use a file that covers the whole country.",
    }
    return [
        Fault(
            file,
            f"{item.side} side",
            f"{item.code} {item.name} unmatched".strip(),
            expected[item.side],
            step[item.side],
        )
        for item in unmatched
    ]
