"""What takes long and depends on the data alone, made once: distances, clusters, tests, forecast.

Each is kept under a name that is the hash of all it is made from, as a file beside the built
bundle; a command that finds none makes them.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.coverage.backtest import Backtest
from analysis.coverage.forecast import Forecast, Losses, Reached
from analysis.gaps.adjusted import Adjusted
from analysis.gaps.clusters import Clusters
from analysis.gaps.contrasts import Contrast
from analysis.gaps.remainder import GROUPINGS
from analysis.regional import Regional
from analysis.timeline import Timeline
from geo.shapes.neighbours import Nearness, measure
from store.code import import_closure
from store.files import PRIVATE, PUBLIC, oldest_first, require_place, written_beside
from store.folders import BOUNDARIES, BUILD, DATA
from store.tables import read_table
from store.values import as_json, from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from pathlib import Path

    import geopandas as gpd

    from analysis.atlas import Atlas

STORE = BUILD / "regional"

MEASURED_FROM = ("geo.files.boundaries", "geo.shapes.by_date", "geo.shapes.neighbours")
"""The modules that make a distance; what they import decides with them."""

CLUSTERED_FROM = ("analysis.regional",)
"""The module that makes a cluster; what it imports decides with it."""


def _silent(_done: int, _of: int) -> None:
    """Say nothing of what is done."""


FORETOLD_FROM = ("analysis.timeline",)
"""The module that makes the slow answers of the trends page; what it imports decides with it."""

LAST = 2
"""Files of a kind kept besides the newest: the public's own, while an edition waits."""


def _hash(paths: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _distances_file(atlas: Atlas) -> Path:
    """Return where the distances are kept."""
    data = [path for folder in ("kostat_2018", "pieces") for path in _files(folder)]
    tables = [table.to_csv(index=False) for table in (atlas.tables.codes, atlas.tables.places)]
    return STORE / f"distances-{_hash([*data, *import_closure(*MEASURED_FROM)], *tables)}.parquet"


def _files(folder: str) -> list[Path]:
    return [path for path in sorted((DATA / "boundaries" / folder).iterdir()) if path.is_file()]


def _clusters_file(atlas: Atlas, distances: Path) -> Path:
    """Return where the clusters are kept."""
    made_by = _hash(import_closure(*CLUSTERED_FROM), atlas.data_hash, distances.stem)
    return STORE / f"clusters-{made_by}.json"


def _differences_file(clusters: Path) -> Path:
    """Return where the tests of groups are kept: they are made from what clusters are made from."""
    return clusters.with_name(clusters.name.replace("clusters-", "differences-"))


def _timeline_file(atlas: Atlas) -> Path:
    """Return where the slow answers of the trends page are kept."""
    made_by = _hash(import_closure(*FORETOLD_FROM), atlas.data_hash)
    return STORE / f"timeline-{made_by}.json"


def _kept(path: Path, write: Callable[[Path], None], *, private: bool = False) -> None:
    """Write a file beside its place, then rename it; all but the last few of its kind go."""
    require_place(path)
    # Two servers make the same one at the same moment, ten minutes before an hour.
    with written_beside(path, PRIVATE if private else PUBLIC) as beside:
        write(beside)
    kind = STORE.glob(f"{path.name.split('-', maxsplit=1)[0]}-*")
    for old in oldest_first(old for old in kind if old != path)[:-LAST]:
        old.unlink(missing_ok=True)


def distances(atlas: Atlas, pieces: gpd.GeoDataFrame | None = None) -> Nearness:
    """Return the distances between the pieces of the country, measured at most once.

    Parameters
    ----------
    atlas
        Knows the places.
    pieces
        From `geo.shapes.by_date.cut_places`, where they are at hand; else the boundary file is
        read.
    """
    path = _distances_file(atlas)
    if not path.exists():
        found = measure(_pieces(atlas) if pieces is None else pieces)
        _kept(path, found.write)
    return Nearness.read(path)


def _pieces(atlas: Atlas) -> gpd.GeoDataFrame:
    from geo.files.boundaries import load_boundaries  # noqa: PLC0415  # slow to import
    from geo.files.boundary_set import Options  # noqa: PLC0415  # the same
    from geo.files.repair import BUILD_MOVE  # noqa: PLC0415  # the same
    from geo.shapes.by_date import cut_places, read_parts  # noqa: PLC0415  # the same

    read = load_boundaries(BOUNDARIES, atlas.register, Options(strict=True, max_move=BUILD_MOVE))
    return cut_places(read.places, read_table("pieces"), read_parts())


def cluster_bytes(regional: Regional, report: Callable[[int, int], None] = _silent) -> bytes:
    """Return the clusters of every edition as JSON; the same input gives the same bytes.

    Parameters
    ----------
    regional
        The regional analysis.
    report
        Told after each edition how many are done, of how many.
    """
    found = {}
    for done, one in enumerate(regional.atlas.editions):
        report(done, len(regional.atlas.editions))
        found[one] = regional.clusters(one).as_dict()
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def is_ready(atlas: Atlas) -> bool:
    """Return whether distances and clusters are kept for the atlas as it is now."""
    path = _distances_file(atlas)
    clusters = _clusters_file(atlas, path)
    return all(one.exists() for one in (path, clusters, _differences_file(clusters)))


def load_regional(
    atlas: Atlas,
    pieces: gpd.GeoDataFrame | None = None,
    *,
    with_clusters: bool = False,
    private: bool = False,
    report: Callable[[int, int], None] = _silent,
) -> Regional:
    """Return the regional analysis of the atlas.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    pieces
        As for `distances`.
    with_clusters
        Whether the clusters of every edition and the tests of its groups are read in too, and
        computed first where they are not kept: what the build and the screens need, and a single
        command does not.
    private
        Whether the atlas holds what is not public yet: what is written is its owner's alone then,
        until somebody asks for the same without saying so.
    report
        As for `cluster_bytes`.
    """
    regional = Regional.load(atlas, distances(atlas, pieces))
    path = _clusters_file(atlas, _distances_file(atlas))
    if with_clusters and not path.exists():
        made = cluster_bytes(regional, report)
        _kept(path, lambda beside: _write(beside, made), private=private)
    if path.exists():
        found = json.loads(_read(path, private=private))
        regional.remember({("clusters", e): Clusters.from_dict(one) for e, one in found.items()})
    if with_clusters:
        regional.remember(_differences(regional, _differences_file(path), private=private))
    return regional


def _differences(regional: Regional, path: Path, *, private: bool) -> dict[Hashable, object]:
    """Return the tests of every edition's groups by question, made first where none are kept."""
    if not path.exists():
        made: dict[Hashable, object] = {}
        for one in regional.atlas.editions:
            made["adjusted", one] = regional.depopulating_adjusted(one)
            made["depopulating", one] = regional.depopulating_contrast(one)
            for by in GROUPINGS:
                made["contrasts", one, by] = regional.contrasts(one, by)
        _kept(path, lambda beside: _write(beside, as_json(made)), private=private)
    found: dict[Hashable, object] = from_json(_read(path, private=private), (Adjusted, Contrast))
    return found


def load_timeline(atlas: Atlas, *, with_answers: bool = False, private: bool = False) -> Timeline:
    """Return the atlas through time, with the slow answers that are kept.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    with_answers
        Whether they are made first where they are not kept: what the build needs, and a page or a
        single command does not.
    private
        As for `load_regional`.
    """
    timeline = Timeline.load(atlas)
    path = _timeline_file(atlas)
    if with_answers and not path.exists():
        made = as_json(timeline.slow_answers())
        _kept(path, lambda beside: _write(beside, made), private=private)
    if path.exists():
        timeline.remember(
            from_json(_read(path, private=private), (Backtest, Forecast, Losses, Reached))
        )
    return timeline


def _read(path: Path, *, private: bool) -> bytes:
    """Return what is kept; what the public may ask for now, others may read from now on."""
    if not private and path.stat().st_mode & 0o777 == PRIVATE:
        with suppress(OSError):  # another account's: it opens it itself
            path.chmod(PUBLIC)
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
