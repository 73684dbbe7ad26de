"""The briefing's tables as a workbook, one tidy sheet each, and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from exports.archive import settled
from exports.sheets import safe_text
from exports.tidy import COUNT, SHARE

if TYPE_CHECKING:
    from exports.content import Content
    from exports.tidy import Column, Table, Value

BOM = "\ufeff"
WIDEST = 44
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
        for j, column in enumerate(table.columns):
            sheet.write_string(0, j, head(column), strong)
            texts = [str(value) for value in table.column(column.key) if value is not None]
            widest = max([len(text) for text in texts if column.kind not in FORMATS], default=8)
            sheet.set_column(j, j, min(WIDEST, max(12, widest * 1.6)))
        for i, row in enumerate(table.rows, start=1):
            for j, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                _write(sheet, i, j, value, formats.get(column.kind))
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    notes = book.add_worksheet(content.say("brief.notes"))
    notes.set_column(0, 0, 120)
    for i, line in enumerate([*content.section("method").paragraphs, *content.footer]):
        notes.write_string(i, 0, str(safe_text(line)))
    book.close()
    return settled(out.getvalue())


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
