"""The picture templates, one file each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print.templates.gap_list import GAP_LIST
from figures.print.templates.gap_map import GAP_MAP
from figures.print.templates.headline import HEADLINE
from figures.print.templates.national_status import NATIONAL_STATUS
from figures.print.templates.new_cities import NEW_CITIES
from figures.print.templates.province import PROVINCE
from figures.print.templates.province_bars import PROVINCE_BARS
from figures.print.templates.slope import SLOPE
from figures.print.templates.table import TABLE
from figures.print.templates.tile_map import TILE_MAP
from figures.print.templates.trend import TREND
from store.registry import Registry

if TYPE_CHECKING:
    from figures.print.template import Template

TEMPLATES: Registry[Template] = Registry(
    "template",
    (
        *(NATIONAL_STATUS, NEW_CITIES, PROVINCE_BARS, TILE_MAP, TREND, GAP_MAP, HEADLINE, TABLE),
        *(SLOPE, GAP_LIST, PROVINCE),
    ),
)
"""What can be drawn, in the order it is offered in."""
