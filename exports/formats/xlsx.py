"""The briefing's tables as a workbook, one tidy sheet each."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from exports.brief.tidy import COUNT, SHARE, letters
from exports.formats.format import OFFICE, Format
from exports.formats.sheets import CellFormats, safe_text
from figures.style.palette import INKS, STATUS_STYLES
from figures.style.tokens import TOKENS
from store.archive import settled

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.tidy import Column, Table, Value

WIDEST = 44
A4 = 9
LINE = 16
"""Of a line of text, points."""

HEAD_LINES = 3
"""A header takes so many where a column is narrow."""

TOP = 3
"""Row of a table's head, from 0: the title, the source and the date stand over it."""

STYLE = "Table Style Light 1"
NOTE = 120
"""Width of the notes, in letters."""
HEAD: str = TOKENS["document"]["head"]
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
    strong = book.add_format({"bold": True, "bg_color": HEAD, "border": 1, "text_wrap": True})
    cells = CellFormats.of(book)
    formats = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    _cover(book, content)
    big = book.add_format({"bold": True, "font_size": 14})
    for table in content.tables:
        sheet = book.add_worksheet(table.title[:31])
        sheet.write_string(0, 0, str(safe_text(table.title)), big)
        for i, line in enumerate(_under(content), start=1):
            sheet.write_string(i, 0, str(safe_text(line)))
        sheet.set_row(TOP, HEAD_LINES * LINE)
        for j, column in enumerate(table.columns):
            sheet.write_string(TOP, j, head(column), strong)
            texts = [letters(str(value)) for value in table.column(column.key) if value is not None]
            widest = max(texts if column.kind not in FORMATS else [], default=0)
            sheet.set_column(j, j, min(WIDEST, max(14, widest + 2)))
        for i, row in enumerate(table.rows, start=TOP + 1):
            for j, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                shown = int(str(value)) if column.key == "edition" else value
                _write(sheet, i, j, shown, formats.get(column.kind), cells)
        sheet.freeze_panes(TOP + 1, 0)
        if table.rows:
            heads = [{"header": head(column), "header_format": strong} for column in table.columns]
            named: dict[str, Any] = {"name": f"atlas_{table.key}", "columns": heads, "style": STYLE}
            sheet.add_table(TOP, 0, TOP + len(table.rows), len(heads) - 1, named)
            _print_on_a4(sheet, pages=1 if table.key in CHARTED else 0)
            sheet.repeat_rows(TOP)
        if table.key in CHARTED and table.rows:
            sheet.insert_chart(TOP + len(table.rows) + 2, 0, CHARTED[table.key](book, sheet, table))
    book.close()
    return settled(out.getvalue())


def _under(content: Content) -> list[str]:
    """Return the lines under a sheet's title: source, and date with rule and hash."""
    return list(content.footer)[-2:]


def _cover(book: Any, content: Content) -> None:
    """Add the first sheet: what the workbook is, what is on which sheet, how to read it."""
    notes = book.add_worksheet(content.say("brief.notes"))
    notes.set_column(0, 0, NOTE)
    _print_on_a4(notes)
    big = book.add_format({"bold": True, "font_size": 16})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.get_default_url_format()
    notes.write_string(0, 0, str(safe_text(content.title)), big)
    at = 1
    for line in (content.subtitle, *content.section("method").paragraphs, *content.footer):
        notes.set_row(at, -(-letters(line) // (NOTE - 5)) * LINE)
        notes.write_string(at, 0, str(safe_text(line)), wrapped)
        at += 1
    for table in content.tables:
        name = table.title[:31].replace("'", "''")
        notes.write_url(at, 0, f"internal:'{name}'!A1", link, table.title)
        at += 1


def _print_on_a4(sheet: Any, pages: int = 0) -> None:
    """Set a sheet to print as wide as the paper, on so many pages."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, pages)


def _chart(
    book: Any, sheet: Any, table: Table, form: dict[str, str], across: str, *ups: str
) -> Any:
    """Return a native chart of a table's columns, its cells the numbers it shows."""
    at = {column.key: j for j, column in enumerate(table.columns)}
    chart = book.add_chart(form)
    first, last = TOP + 1, TOP + len(table.rows)
    for key, colour in zip(ups, COLOURS, strict=False):
        name = table.columns[at[key]]
        chart.add_series(
            {
                "name": name.label,
                "categories": [sheet.name, first, at[across], last, at[across]],
                "values": [sheet.name, first, at[key], last, at[key]],
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
    chart = _chart(book, sheet, table, {"type": "line"}, "date", *ups)
    # Two editions stand as far apart as their days do.
    axis = {"date_axis": True, "num_format": "yyyy", "major_unit": 5, "major_unit_type": "years"}
    chart.set_x_axis(axis)
    return chart


CHARTED = {"provinces": _province_chart, "trend": _trend_chart}


def _write(  # noqa: PLR0913, PLR0917  # a cell's place, its value and its look
    sheet: Any, row: int, column: int, value: Value, form: Any, texts: CellFormats
) -> None:
    """Write a value: a number as a number, a text as a text, what is missing as an empty cell."""
    if value is None:
        sheet.write_blank(row, column, None)
    elif isinstance(value, str):
        texts.write_text(sheet, row, column, str(safe_text(value)))
    else:
        sheet.write_number(row, column, value, form)


XLSX = Format.of_document(
    "xlsx",
    f"{OFFICE}.spreadsheetml.sheet",
    lambda content, _gallery: build_xlsx(content),
    on_site=True,
)
