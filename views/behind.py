"""The table behind a chart: what was drawn, to read and to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from exports.sheets import sheet_csv, sheet_xlsx
from views import library

if TYPE_CHECKING:
    import pandas as pd

    from figures.language import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notes(say: Words, date: str, edition: str, rule: str = "") -> list[tuple[str, str]]:
    """Return what a file of figures must say of itself; the rule where one applies."""
    atlas = library.atlas()
    sources = "; ".join(
        f"{source['publisher']}: {source['title']}" for source in atlas.sources_of(edition)
    )
    return [
        (say("note.date"), date),
        *([(say("note.rule"), say(f"rule.{rule}.sentence"))] if rule else []),
        (say("note.source"), sources),
        (say("note.hash"), atlas.data_hash),
    ]


def table_behind(frame: pd.DataFrame, about: list[tuple[str, str]], say: Words, name: str) -> None:
    """Offer the table behind a chart, folded, with its downloads.

    Parameters
    ----------
    frame
        With the column names of the language.
    about
        From `notes`.
    say
        The words of the page.
    name
        Of the file and the widgets; unique on the page.
    """
    with st.expander(say("trends.table")):
        st.dataframe(frame, hide_index=True)
        left, right = st.columns(2)
        left.download_button(
            say("download.csv"),
            lambda: sheet_csv(frame, about),
            f"atlas-{name}-{say.lang}.csv",
            "text/csv",
            key=f"csv_{name}",
            width="stretch",
        )
        right.download_button(
            say("download.xlsx"),
            lambda: sheet_xlsx(frame, about, name),
            f"atlas-{name}-{say.lang}.xlsx",
            XLSX,
            key=f"xlsx_{name}",
            width="stretch",
        )
