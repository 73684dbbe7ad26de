"""The briefing's tables as CSV, one file each, for Excel as for programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from exports.formats.format import DATA, File, Format
from exports.formats.sheets import BOM, safe_text
from exports.formats.xlsx import head

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.gallery import Gallery
    from exports.brief.tidy import Table


def build_csv(table: Table, content: Content) -> bytes:
    """Return a table as CSV with a byte order mark, its date and rule in every row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(head(column) for column in table.columns), "edition", "date", "rule"])
    state = [content.facts.edition, content.facts.date, content.facts.point.rule]
    for row in table.rows:
        writer.writerow(["" if value is None else safe_text(value) for value in row] + state)
    return (BOM + out.getvalue()).encode("utf-8")


def files(content: Content, _gallery: Gallery) -> list[File]:
    """Return every table of a briefing as a file."""
    return [
        File(f"-{table.key}.csv", f"{table.title} (CSV)", build_csv(table, content))
        for table in content.tables
    ]


CSV = Format("csv", DATA, "text/csv", files, on_site=True)
