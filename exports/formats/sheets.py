"""One table as a file: CSV that Korean Excel opens, and XLSX with a sheet of notes.

Text that a spreadsheet would take for a formula is written so that it stays text.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Time stamp inside an XLSX, so that equal tables make equal bytes."""


def safe_text(value: Any) -> Any:
    """Return a text that no spreadsheet runs as a formula; other values as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS) and not _is_number(value):
        return "'" + value
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def sheet_csv(frame: pd.DataFrame, notes: Sequence[tuple[str, str]]) -> bytes:
    """Return a table as UTF-8 CSV with a byte order mark; each row repeats the notes.

    Parameters
    ----------
    frame
        The table; its index is left out.
    notes
        Label and text of what a reader must know: date, rule, source. They become columns, so
        that the table stays one table.
    """
    out = frame.map(safe_text)
    for label, text in notes:
        out[label] = safe_text(text)
    out.columns = [safe_text(name) for name in out.columns]
    body: str = out.to_csv(index=False, lineterminator="\r\n")
    return (BOM + body).encode("utf-8")


def sheet_xlsx(frame: pd.DataFrame, notes: Sequence[tuple[str, str]], title: str) -> bytes:
    """Return a table as an XLSX workbook: the table with a frozen header, then its notes.

    Parameters
    ----------
    frame
        The table; its index is left out.
    notes
        Label and text of what a reader must know.
    title
        Name of the first sheet, at most 31 characters.
    """
    import xlsxwriter  # noqa: PLC0415  # only a download needs it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": pd.Timestamp(*FIXED_TIME[:3]).to_pydatetime()})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(title[:31])
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), bold)
        for row, value in enumerate(frame[name], start=1):
            _write(sheet, row, column, value)
        width = max([len(str(name)), *(len(str(value)) for value in frame[name])])
        sheet.set_column(column, column, min(48, width * 1.6 + 2))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(frame)), max(0, len(frame.columns) - 1))
    about = book.add_worksheet("notes")
    about.set_column(0, 0, 22)
    about.set_column(1, 1, 110)
    for row, (label, text) in enumerate(notes):
        about.write_string(row, 0, label, bold)
        about.write_string(row, 1, text)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        sheet.write_blank(row, column, None)
    elif isinstance(value, bool | str):
        sheet.write_string(row, column, str(value))
    else:
        sheet.write_number(row, column, float(value))
