"""Tables to take away: as CSV and XLSX with what a reader must know, made only when asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.atlas import publisher
from exports.formats.sheets import sheet_csv, sheet_xlsx
from figures.print.embargo import marks
from views.reader import access, library
from views.reader.answers import once

if TYPE_CHECKING:
    import pandas as pd

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words
    from views.reader.answers import Choices

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notes(say: Words, date: str, edition: str, rule: str = "") -> list[tuple[str, str]]:
    """Return what a file of figures must say of itself; the rule where one applies."""
    atlas = library.atlas()
    sources = "; ".join(
        f"{publisher(source, say.lang)}: {source['title']}" for source in atlas.sources_of(edition)
    )
    embargo = marks(access.embargoes(), say.lang)
    return [
        (say("note.date"), date),
        (say("note.edition"), edition),
        *([(say("note.rule"), say(f"rule.{rule}.sentence"))] if rule else []),
        (say("note.source"), sources),
        (say("note.hash"), atlas.data_hash),
        *([(say("note.embargo"), "; ".join(embargo))] if embargo else []),
    ]


def buttons(
    frame: pd.DataFrame, about: list[tuple[str, str]], say: Words, name: str, file: str
) -> None:
    """Offer a table as CSV and XLSX.

    Parameters
    ----------
    frame
        With the column names of the language.
    about
        From `notes`.
    say
        The words of the page.
    name
        Of the sheet and the widgets; unique on the page.
    file
        Name of the file without its ending.
    """
    left, right = st.columns(2)
    left.download_button(
        say("download.csv"),
        lambda: sheet_csv(frame, about),
        f"{file}.csv",
        "text/csv",
        key=f"csv_{name}",
        on_click="ignore",
        width="stretch",
    )
    right.download_button(
        say("download.xlsx"),
        lambda: sheet_xlsx(frame, about, name),
        f"{file}.xlsx",
        XLSX,
        key=f"xlsx_{name}",
        on_click="ignore",
        width="stretch",
    )


def downloads(frame: pd.DataFrame, point: Coverage, say: Words, name: str) -> None:
    """Offer a table of one edition under one rule."""
    about = notes(say, point.date, point.edition, point.rule)
    buttons(frame, about, say, name, f"atlas-{name}-{point.edition}-{point.rule}-{say.lang}")


def table_behind(  # noqa: PLR0913  # what a table needs
    frame: pd.DataFrame,
    about: list[tuple[str, str]],
    say: Words,
    name: str,
    title: str = "",
    *,
    kept_for: str | None = None,
    of: Choices | None = None,
) -> None:
    """Offer the table behind a chart, folded, with its downloads; named where there are several.

    Parameters
    ----------
    frame, about, say, name
        As `buttons` has them.
    title
        Which table it is, where a page has several.
    kept_for
        Where the table may be kept: what it depends on that neither the address nor the name says.
    of
        Of a kept table: the choices of the address it depends on, as `once` has them.
    """
    with st.expander(say("trends.table") + (f": {title}" if title else "")):
        if kept_for is None:
            st.dataframe(frame, hide_index=True)
        else:
            draw = partial(st.dataframe, frame, hide_index=True)
            once(f"behind.{name}", draw, kept_for, of=of)
        buttons(frame, about, say, name, f"atlas-{name}-{say.lang}")
