"""Every table of the atlas by its name; the dictionary and reports of faults keep this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.table_specs import (
    boundaries,
    context,
    designations,
    editions,
    municipalities,
    population,
)

if TYPE_CHECKING:
    from store.table_specs.patterns import TableSpec

FOLDERS = (municipalities, editions, designations, boundaries, population, context)
"""One file for each folder of data."""

SPECS: dict[str, TableSpec] = {
    name: spec for folder in FOLDERS for name, spec in folder.TABLES.items()
}
