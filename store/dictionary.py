"""What every column of every table means: read from `data/dictionary`, one file a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from store.errors import Fault
from store.folders import DATA
from store.schemas import SPECS
from store.tables import read_text_table

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "dictionary"
COLUMNS = ["table", "column", "meaning_ko", "meaning_en", "unit"]


def read_dictionary(root: Path = DATA) -> pd.DataFrame:
    """Return the meaning of every column, tables in the order of their schemas.

    Raises
    ------
    InputError
        If a file of the dictionary cannot be read.
    """
    order = {name: at for at, name in enumerate(SPECS)}
    paths = sorted((root / FOLDER).glob("*.csv"), key=lambda path: order.get(path.stem, len(order)))
    parts = [read_text_table(path).assign(file=f"{FOLDER}/{path.name}") for path in paths]
    if not parts:
        return pd.DataFrame(columns=[*COLUMNS, "file"])
    return pd.concat(parts, ignore_index=True)


def dictionary_faults(rows: pd.DataFrame) -> list[Fault]:
    """Return where the dictionary and the schemas differ: columns, their order, blank meanings.

    Parameters
    ----------
    rows
        As from `read_dictionary`.
    """
    faults = []
    said = {
        str(table): list(group["column"])
        for table, group in rows.groupby("table", sort=False, dropna=False)
    }
    for name in [*SPECS, *(set(said) - set(SPECS))]:
        wanted = list(SPECS[name].columns) if name in SPECS else []
        if said.get(name, []) != wanted:
            faults.append(
                Fault(
                    f"{FOLDER}/{name}.csv",
                    "",
                    ", ".join(said.get(name, [])) or "no columns",
                    f"the columns of the schema, in order: {', '.join(wanted) or 'no such table'}",
                    "Say what each column means, in both languages.",
                )
            )
    faults += [
        Fault(
            row["file"],
            f"column {row['column']}",
            "a blank meaning",
            "a meaning in Korean and in English",
            "Fill it in.",
        )
        for row in rows.to_dict("records")
        if not (str(row["meaning_ko"]).strip() and str(row["meaning_en"]).strip())
    ]
    return faults
