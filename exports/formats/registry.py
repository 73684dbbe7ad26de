"""The formats a briefing goes out in, one object each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.formats.csv_tables import CSV
from exports.formats.docx import DOCX
from exports.formats.geodata import GEOJSON, GEOPACKAGE, SHAPEFILE
from exports.formats.hwpx import HWPX
from exports.formats.pdf import PDF
from exports.formats.pptx import PPTX
from exports.formats.xlsx import XLSX
from store.registry import Registry

if TYPE_CHECKING:
    from exports.formats.format import Format

FORMATS: Registry[Format] = Registry(
    "format", (PPTX, HWPX, DOCX, PDF, CSV, XLSX, GEOJSON, GEOPACKAGE, SHAPEFILE)
)
"""What the press pack holds, in the order it is offered in on the screen."""
