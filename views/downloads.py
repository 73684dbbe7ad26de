"""Download buttons: a table as CSV and XLSX, made only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from exports.sheets import sheet_csv, sheet_xlsx
from views import library

if TYPE_CHECKING:
    import pandas as pd

    from analysis.coverage import Coverage
    from figures.language import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notes(point: Coverage, say: Words) -> list[tuple[str, str]]:
    """Return what a file of figures must say of itself."""
    atlas = library.atlas()
    sources = "; ".join(
        f"{source['publisher']}: {source['title']}" for source in atlas.sources_of(point.edition)
    )
    return [
        (say("note.date"), point.date),
        (say("note.edition"), point.edition),
        (say("note.rule"), say(f"rule.{point.rule}.sentence")),
        (say("note.source"), sources),
        (say("note.hash"), atlas.data_hash),
    ]


def downloads(frame: pd.DataFrame, point: Coverage, say: Words, name: str) -> None:
    """Offer a table as CSV and XLSX; the files are made when asked for."""
    about = notes(point, say)
    file = f"atlas-{name}-{point.edition}-{point.rule}-{say.lang}"
    left, right = st.columns(2)
    left.download_button(
        say("download.csv"),
        lambda: sheet_csv(frame, about),
        f"{file}.csv",
        "text/csv",
        key=f"csv_{name}",
        width="stretch",
    )
    right.download_button(
        say("download.xlsx"),
        lambda: sheet_xlsx(frame, about, name),
        f"{file}.xlsx",
        XLSX,
        key=f"xlsx_{name}",
        width="stretch",
    )
