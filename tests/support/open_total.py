"""An edition whose total is open: the tables' own are settled, a day between two may not be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.atlas import Atlas

LAST_DAY = "2021-12-31"
"""Some place stopped being counted between the editions of 2021 and 2022; nobody knows when."""


def with_open_total(atlas: Atlas) -> Atlas:
    """Return an atlas whose edition of 2021 counts on the last day of that year: 180 or 181."""
    editions = atlas.tables.editions.copy()
    editions.loc[editions["edition"] == "2021", "announced_to"] = LAST_DAY
    return replace(atlas, tables=replace(atlas.tables, editions=editions))
