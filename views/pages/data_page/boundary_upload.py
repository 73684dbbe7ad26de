"""A boundary file of the reader's own: read, cleaned, looked at before and after, taken along."""

from __future__ import annotations

import base64
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from exports.answers.boundary_upload import ReadUpload, read_upload
from store.errors import InputError
from views.parts.dropzone import dropzone_words
from views.parts.plain import plain
from views.parts.reading.faults import faults_markdown
from views.parts.uploads import forget, read_once
from views.reader import library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from figures.words.language import Words
    from geo.files.boundary_set import BoundarySet
    from geo.files.gaps import Gap
    from geo.files.moves import Move

KINDS = ("zip", "gpkg", "geojson", "json", "topojson", "parquet", "fgb", "kml", "csv")
"""Endings that are offered; a Shapefile comes as a .zip of its parts."""

MOVES = (0.01, 0.03, 0.1)
"""Largest changes that a reader may allow."""

FILE = "boundary_file"
"""The uploader's key."""

FILES = {
    ".gpkg": "application/geopackage+sqlite3",
    ".geojson": "application/geo+json",
    ".shp.zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
}
"""Endings of the cleaned file that are offered, and their types."""


def section(say: Words) -> None:
    """Draw the section: what it does, the place for the file, and what came of it.

    Parameters
    ----------
    say
        The words of the page.
    """
    st.markdown(f"#### {say('boundary.title')}")
    st.markdown(say("boundary.intro"))
    left, right = st.columns([1.4, 1], gap="large")
    file = left.file_uploader(say("boundary.upload"), type=list(KINDS), key=FILE)
    left.html(dropzone_words(say("release.upload.button"), say("boundary.upload.help")))
    most = right.selectbox(
        say("boundary.most"), MOVES, format_func=say.percent, key="boundary_most"
    )
    close = right.checkbox(say("boundary.close"), key="boundary_close")
    if file is None:
        forget(FILE)
        st.info(say("boundary.empty"))
        return
    try:
        read = _read(file, most, say, close=close)
    except InputError as error:
        _refused(error, say)
        return
    _shown(read, say)


def _read(file: UploadedFile, most: float, say: Words, *, close: bool) -> ReadUpload:
    """Return what a file holds; a rerun with the same file and options does not read it again."""
    from geo.files.boundary_set import Options  # noqa: PLC0415  # geopandas is slow to import

    def read(queued: Callable[[int], None]) -> ReadUpload:
        options = Options(max_move=most, close_gaps=close)
        with st.spinner(say("boundary.reading")):
            return read_upload(
                file.getvalue(), file.name, library.atlas().register, options, queued
            )

    return read_once(FILE, (file.file_id, most, close), say, read)


def _refused(error: InputError, say: Words) -> None:
    """Say why a file was not read, and offer the bad spots where there are any."""
    from geo.files.moves import MovedPlacesError  # noqa: PLC0415  # geopandas is slow to import

    st.error(f"{say('boundary.refused')}\n\n{faults_markdown(error, say)}")
    if isinstance(error, MovedPlacesError):
        st.markdown(f"**{say('boundary.moved')}**")
        st.dataframe(_moves(error.moves, say), hide_index=True)
        _faults(error.moves, (), say)


def _shown(read: ReadUpload, say: Words) -> None:
    """Draw what a file holds: figures, both pictures, warnings, files to take along."""
    found = read.found
    facts = {
        "features": say.number(found.features),
        "places": say.number(len(found.places)),
        "municipalities": say.number(found.municipalities),
        "valid": say(f"boundary.valid.{'yes' if found.coverage_valid else 'no'}"),
    }
    for column, (name, value) in zip(st.columns(len(facts)), facts.items(), strict=True):
        column.metric(say(f"boundary.fact.{name}"), value)
    st.caption(
        say(
            "boundary.read_as",
            crs=plain(str(found.crs)),
            codes=say(f"boundary.codes.{found.code_system}"),
            repaired=len(found.repaired),
        )
    )
    left, right = st.columns(2, gap="medium")
    for column, name, drawing in ((left, "before", read.before), (right, "after", read.after)):
        column.html(_image(drawing, say(f"boundary.{name}.alt", count=len(found.places))))
        column.caption(say(f"boundary.{name}"))
    _warnings(found, say)
    _downloads(found, say)


def _image(drawing: str, alt: str) -> str:
    """Return an SVG as an image: the page lets no element of a drawing through."""
    data = base64.b64encode(drawing.encode()).decode()
    return (
        f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}" '
        'style="width: 100%; max-width: 560px; height: auto;">'
    )


def _warnings(found: BoundarySet, say: Words) -> None:
    """List what was not as it should be: each kind with its rows."""
    st.markdown(f"**{say('boundary.warnings')}**")
    moves, gaps = found.coverage.moves, found.coverage.gaps
    if not (found.notices or found.unmatched):
        st.success(say("boundary.warnings.none"))
        return
    if moves:
        st.markdown(say("boundary.moved"))
        st.dataframe(_moves(moves, say), hide_index=True)
    if gaps:
        km = say.number(sum(gap.length_m for gap in gaps) / 1000, 1)
        st.markdown(say.plural("boundary.gaps", len(gaps), km=km))
    if found.unmatched:
        st.markdown(say.plural("boundary.unmatched", len(found.unmatched)))
        rows = [
            {
                say("boundary.side"): say(f"boundary.side.{one.side}"),
                say("boundary.code"): one.code,
                say("table.place"): one.name,
            }
            for one in found.unmatched
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(300, 36 * (len(rows) + 1)))
    for notice in found.notices:
        if notice.kind not in {"moved", "gaps"}:
            st.markdown(f"- {say(f'boundary.warning.{notice.kind}')}")
            st.caption(plain(notice.text))
    if moves or gaps:
        _faults(moves, gaps, say)


def _moves(moves: Sequence[Move], say: Words) -> pd.DataFrame:
    """Return places that cleaning changes as a table: neighbour, change, spot."""
    rows = []
    for move in moves:
        east, north = move.lonlat
        rows.append(
            {
                say("table.place"): f"{move.unit_id} {move.name}".strip(),
                say("boundary.neighbour"): move.neighbour or "—",
                say("boundary.change"): say.percent(move.share, 2),
                say("boundary.spot"): f"{east:.4f}, {north:.4f}",
            }
        )
    return pd.DataFrame(rows)


def _faults(moves: tuple[Move, ...], gaps: tuple[Gap, ...], say: Words) -> None:
    """Offer the bad spots as a layer for the people who correct the file."""

    def layer() -> bytes:
        from geo.files.spots import faults_geopackage  # noqa: PLC0415  # geopandas is slow to import

        return faults_geopackage(moves, gaps)

    st.download_button(
        say("boundary.faults"),
        layer,
        "boundary-faults.gpkg",
        FILES[".gpkg"],
        key="boundary_faults",
        on_click="ignore",
    )


def _downloads(found: BoundarySet, say: Words) -> None:
    """Offer the cleaned file, with names and status on the last day on which it holds."""
    day = min(found.period.valid_to or library.today(), library.today())
    st.markdown(f"**{say('boundary.take')}**")
    st.caption(say("boundary.take.text", date=say.date(day)))

    def made(ending: str) -> bytes:
        from exports.answers import cleaned_boundaries  # noqa: PLC0415  # geopandas is slow to import

        frame = cleaned_boundaries.cleaned_frame(found, library.timeline(), day)
        return cleaned_boundaries.cleaned_bytes(frame, ending)

    for column, (ending, mime) in zip(st.columns(len(FILES)), FILES.items(), strict=True):
        column.download_button(
            say(f"boundary.take{ending}"),
            partial(made, ending),
            f"boundaries-clean{ending}",
            mime,
            key=f"boundary_take{ending}",
            on_click="ignore",
            width="stretch",
        )
