"""The briefing's tables as a workbook, one tidy sheet each, and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from exports.brief.tidy import COUNT, SHARE, letters
from exports.formats.sheets import safe_text
from figures.style.palette import INKS, STATUS_STYLES
from store.archive import settled

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.tidy import Column, Table, Value

BOM = "\ufeff"
WIDEST = 44
A4 = 9
LINE = 16
"""Of a line of text, points."""

HEAD_LINES = 3
"""A header takes so many where a column is narrow."""

NOTE = 120
"""Width of the notes, in letters."""
COLOURS = (STATUS_STYLES["light"]["designated"].fill, INKS["light"].accent)
FORMATS = {COUNT: "#,##0", SHARE: "0.0%"}


def head(column: Column) -> str:
    """Return a column's name with the other language's beside it."""
    return f"{column.label} ({column.other_label})"


def build_xlsx(content: Content) -> bytes:
    """Return the workbook; the same content gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": content.title, "subject": content.subtitle})
    strong = book.add_format({"bold": True, "bg_color": "#E4F0FA", "border": 1, "text_wrap": True})
    formats = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    for table in content.tables:
        sheet = book.add_worksheet(table.title[:31])
        sheet.set_row(0, HEAD_LINES * LINE)
        for j, column in enumerate(table.columns):
            sheet.write_string(0, j, head(column), strong)
            texts = [letters(str(value)) for value in table.column(column.key) if value is not None]
            widest = max(texts if column.kind not in FORMATS else [], default=0)
            sheet.set_column(j, j, min(WIDEST, max(14, widest + 2)))
        for i, row in enumerate(table.rows, start=1):
            for j, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                _write(sheet, i, j, value, formats.get(column.kind))
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
            _print_on_a4(sheet, pages=1 if table.key in CHARTED else 0)
        if table.key in CHARTED and table.rows:
            sheet.insert_chart(len(table.rows) + 2, 0, CHARTED[table.key](book, sheet, table))
    notes = book.add_worksheet(content.say("brief.notes"))
    notes.set_column(0, 0, NOTE)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _print_on_a4(notes)
    for i, line in enumerate([*content.section("method").paragraphs, *content.footer]):
        notes.set_row(i, -(-letters(line) // (NOTE - 5)) * LINE)
        notes.write_string(i, 0, str(safe_text(line)), wrapped)
    book.close()
    return settled(out.getvalue())


def _print_on_a4(sheet: Any, pages: int = 0) -> None:
    """Set a sheet to print as wide as the paper, on so many pages, its head on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, pages)
    if not pages:
        sheet.repeat_rows(0)


def _chart(
    book: Any, sheet: Any, table: Table, form: dict[str, str], across: str, *ups: str
) -> Any:
    """Return a native chart of a table's columns, its cells the numbers it shows."""
    at = {column.key: j for j, column in enumerate(table.columns)}
    chart = book.add_chart(form)
    last = len(table.rows)
    for key, colour in zip(ups, COLOURS, strict=False):
        name = table.columns[at[key]]
        chart.add_series(
            {
                "name": name.label,
                "categories": [sheet.name, 1, at[across], last, at[across]],
                "values": [sheet.name, 1, at[key], last, at[key]],
                "fill": {"color": colour},
                "line": {"color": colour, "width": 2.25},
                "gap": 40,
            }
        )
    chart.set_title({"name": table.title, "overlay": False})
    chart.set_legend({"none": True} if len(ups) == 1 else {"position": "bottom"})
    chart.set_size({"width": 760, "height": 460})
    return chart


def _province_chart(book: Any, sheet: Any, table: Table) -> Any:
    """Return the provinces' shares as bars, the first on top."""
    chart = _chart(book, sheet, table, {"type": "bar"}, "province", "share_min")
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%"})
    return chart


def _trend_chart(book: Any, sheet: Any, table: Table) -> Any:
    """Return the running total as lines, least and most where they differ."""
    ups = ["total_min"]
    if table.column("total_min") != table.column("total_max"):
        ups.append("total_max")
    return _chart(book, sheet, table, {"type": "line"}, "edition", *ups)


CHARTED = {"provinces": _province_chart, "trend": _trend_chart}


def _write(sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
    """Write a value: a number as a number, a text as a text, what is missing as an empty cell."""
    if value is None:
        sheet.write_blank(row, column, None)
    elif isinstance(value, str):
        sheet.write_string(row, column, str(safe_text(value)))
    else:
        sheet.write_number(row, column, value, form)


def build_csv(table: Table, content: Content) -> bytes:
    """Return a table as CSV with a byte order mark, its date and rule in every row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(head(column) for column in table.columns), "edition", "date", "rule"])
    state = [content.facts.edition, content.facts.date, content.facts.point.rule]
    for row in table.rows:
        writer.writerow(["" if value is None else safe_text(value) for value in row] + state)
    return (BOM + out.getvalue()).encode("utf-8")
