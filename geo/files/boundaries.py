"""Load a boundary file as the places of the register: the one way in for every vintage.

Reading, coordinate system, codes and names, repair and dissolving are modules of their own; this
one puts them in order and holds the result against the register and the official shapes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

import geopandas as gpd

from geo.crs import METRIC, Placed, describe, place_frame, to_metric
from geo.files.boundary_set import BoundarySet, Options, Period, Unmatched
from geo.files.contradictions import contradictions, redrawn
from geo.files.matching import Matching, Notice, match_features
from geo.files.reading.readers import RawLayer, read_layers, several_layers
from geo.files.repair import Coverage, repair_coverage
from geo.files.signs import SYSTEMS
from geo.files.systems import PlacedLayer, only_inside, settled_system
from geo.files.whereabouts import read_reference
from store.errors import Fault, InputError, reason

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt
    import pandas as pd

    from geo.files.whereabouts import Reference
    from geo.places.register import Register

SHOWN_ROWS = 10

EXCHANGED = 0.1
"""Share of features in another place than their own from which shapes were exchanged, not moved."""


def load_boundaries(
    path: Path,
    register: Register,
    options: Options | None = None,
    reference: Reference | None = None,
) -> BoundarySet:
    """Load a second-level boundary file of any format, vintage, encoding and code system.

    Parameters
    ----------
    path
        A file, a folder or a .zip; nothing is written there.
    register
        The places and codes through time.
    options
        What the user says of the file.
    reference
        The official shapes; with them the shapes must lie where their codes and names say, and
        decide where those do not.

    Returns
    -------
    BoundarySet
        The places in EPSG:5179 as a valid coverage, with all that was found and repaired.

    Raises
    ------
    InputError
        If the file cannot be read, placed, matched or repaired; lists every fault of the step
        that failed.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> from analysis.atlas import Atlas
    >>> corners = [[128, 35], [128.2, 35], [128.2, 35.2], [128, 35.2], [128, 35]]
    >>> shape = {"type": "Polygon", "coordinates": [corners]}
    >>> named = {"SIGUNGU_CD": "38340", "SIGUNGU_NM": "고성군"}
    >>> one = {"type": "Feature", "properties": named, "geometry": shape}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "one.geojson"
    ...     content = json.dumps({"type": "FeatureCollection", "features": [one]})
    ...     _ = path.write_text(content, encoding="utf-8")
    ...     found = load_boundaries(path, Atlas.load().register)
    >>> list(found.places.index), found.crs, len(found.unmatched)
    (['38340'], 'EPSG:4326', 228)
    """
    options = options or Options()
    layers = read_layers(path, options.encoding, options.layer)
    chosen = _choose_layer(layers, register, options, reference)
    return _finish(chosen, register, options, reference)


def load_held_against_official(
    path: Path, register: Register, options: Options | None = None
) -> BoundarySet:
    """Load a boundary file and hold it against the official shapes; see `load_boundaries`.

    One function of a path, so that it can run in a process of its own.
    """
    return load_boundaries(path, register, options, read_reference(register))


@dataclass(frozen=True)
class _Matched:
    """A layer with its coordinate system and the place of each feature."""

    layer: RawLayer
    placed: Placed
    shapes: npt.NDArray[np.object_]
    matching: Matching
    homes: list[str]
    notices: tuple[Notice, ...]

    @property
    def fit(self) -> tuple[int, int]:
        """How well the layer is one of municipalities, for choosing among several."""
        units = self.matching.features["unit_id"]
        third = any("third level" in notice.text for notice in self.matching.notices)
        return units[units != ""].nunique(), -int(third) * len(units)


def _match(
    layer: RawLayer, register: Register, options: Options, reference: Reference | None
) -> _Matched:
    placed = place_frame(layer.frame, layer.name, options.crs)
    shapes = to_metric(layer.frame, placed.systems[0]).geometry.to_numpy()
    shapes = only_inside(shapes, placed)
    homes = [""] * len(shapes)
    if reference is not None:
        known = np.flatnonzero(placed.inside)
        for row, home in zip(known, reference.homes(shapes[known]), strict=True):
            homes[row] = home
    matching = match_features(layer, register, reference, homes if reference is not None else ())
    notices = () if placed.inside.all() else (_strays(placed),)
    return _Matched(layer, placed, shapes, matching, homes, notices)


def _strays(placed: Placed) -> Notice:
    rows = ", ".join(str(row + 1) for row in np.flatnonzero(~placed.inside)[:SHOWN_ROWS])
    return Notice("stray", f"{(~placed.inside).sum()} features outside Korea left out: {rows}.")


def _choose_layer(
    layers: list[RawLayer], register: Register, options: Options, reference: Reference | None
) -> _Matched:
    """Return the layer that fits the register best, matched; two that fit alike are asked about."""
    found: list[_Matched] = []
    faults: list[Fault] = []
    for layer in layers:
        try:
            found.append(_match(layer, register, options, reference))
        except InputError as error:
            faults += error.faults
    if not found:
        raise InputError(faults)
    found.sort(key=lambda one: one.fit, reverse=True)
    best = found[0]
    if len(found) > 1 and found[1].fit == best.fit:
        raise several_layers([one.layer for one in found if one.fit == best.fit])
    if len(layers) == 1:
        return best
    names = ", ".join(layer.layer for layer in layers)
    told = Notice("layer", f"Layer {best.layer.layer} of {names} is read: it fits best.")
    return replace(best, notices=(told, *best.notices))


def _finish(
    read: _Matched, register: Register, options: Options, reference: Reference | None
) -> BoundarySet:
    """Repair a matched layer and hold it against the register and the official shapes."""
    features = read.matching.features
    located = PlacedLayer(read.layer, read.placed, read.shapes, features["unit_id"])
    try:
        system, shapes, told = settled_system(located, reference)
    except InputError:
        # Where the shapes were exchanged they lie beside as a whole, too: say what happened.
        if reference is not None:
            faults = contradictions(features, read.shapes, read.homes, reference, read.layer.name)
            if len(faults) > EXCHANGED * len(features):
                raise InputError(faults) from None
        raise
    if reference is not None:
        faults = contradictions(features, shapes, read.homes, reference, read.layer.name)
        if faults:
            raise InputError(faults)
        moved = redrawn(features, shapes, read.homes, reference)
        told += _redrawn_notices(features, moved)
    frame = read.layer.frame[[]].assign(**{c: features[c].to_numpy() for c in features})
    used = read.placed.inside & (features["surplus"] == "").to_numpy()
    kept = gpd.GeoDataFrame(frame, geometry=shapes, crs=METRIC).loc[used]
    coverage = repair_coverage(
        kept.reset_index(drop=True),
        read.layer.name,
        max_move=options.max_move,
        close_gaps=options.close_gaps,
    )
    drawn = set(coverage.places.index)
    state, period = _apparent_state(drawn, register.places)
    unmatched = _unmatched(features[features["surplus"] == ""], state, drawn)
    if options.strict and unmatched:
        raise InputError(_unmatched_faults(unmatched, read.layer.name, read.matching.code_system))
    places = state.loc[state["unit_id"].isin(drawn)]
    return BoundarySet(
        places=coverage.places,
        file=read.layer.name,
        features=len(read.layer.frame),
        municipalities=int((places["is_municipality"] == "1").sum()),
        crs=describe(system),
        encoding=read.matching.encoding,
        code_system=read.matching.code_system,
        period=period,
        unmatched=unmatched,
        coverage=coverage,
        notices=(*read.notices, *told, *read.matching.notices, *_repair_notices(coverage)),
        drawn=kept.geometry if options.keep_drawn else None,
    )


def _redrawn_notices(features: pd.DataFrame, rows: list[int]) -> tuple[Notice, ...]:
    if not rows:
        return ()
    named = [
        f"{features['code'].iloc[row]} {features['name'].iloc[row]}".strip()
        for row in rows[:SHOWN_ROWS]
    ]
    text = (
        f"{len(rows)} parts lie in another place by more than half, as where a border was moved "
        f"since: {', '.join(named)}. They are given to the place that their code says."
    )
    return (Notice("redrawn", text),)


def _repair_notices(coverage: Coverage) -> list[Notice]:
    found = [Notice("moved", f"Cleaning changed place {move}.") for move in coverage.moves]
    if coverage.without_area:
        text = (
            f"{coverage.without_area} features without an area left out; their places have others."
        )
        found.append(Notice("empty", text))
    if coverage.closed:
        found.append(Notice("gaps", f"{coverage.closed} gaps between places were closed."))
    if coverage.gaps:
        length = sum(gap.length_m for gap in coverage.gaps) / 1000
        longest = coverage.gaps[0]
        text = (
            f"{len(coverage.gaps)} gaps between places, {length:.1f} km in all, the longest "
            f"between {' and '.join(longest.units)}; --close-gaps closes them."
        )
        found.append(Notice("gaps", text))
    return found


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
            reason(f"unmatched.{item.side}", code=item.code, name=item.name),
        )
        for item in unmatched
    ]
