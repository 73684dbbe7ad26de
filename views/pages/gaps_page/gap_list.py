"""The list of the gaps page: all that is known of who is left out, and what of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from figures.words.language import NO_VALUE
from views.parts.reading.reading_table import Column
from views.reader import library

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

READ = (
    *("province", "kind", "population", "share_65", "depopulating"),
    *("fiscal_independence", "neighbours", "learning_neighbours"),
)
"""Columns of the list that are read on the page; all of them are in the table behind it."""

SHOWN = (
    *("province", "kind", "population", "people_65", "share_65", "depopulating"),
    *("fiscal_independence", "area_km2", "libraries_per_10k", "schools_per_10k"),
    *("pharmacies_per_10k", "neighbours", "learning_neighbours", "neighbours_since"),
    *("border_m", "centre_m", "confidence"),
)
"""Columns of the list, after the place and before the learning city that is nearest."""


def shown_table(table: pd.DataFrame, point: Coverage, say: Words) -> pd.DataFrame:
    """Return the remainder with the column names and words of the language."""
    register = library.atlas().register
    korean = say.lang == "ko"
    words = {
        "province": table["province_short_ko" if korean else "province_en"],
        "kind": [say(f"gaps.kind.{one}") for one in table["kind"]],
        "share_65": table["share_65"] * 100,
        "depopulating": [
            NO_VALUE if pd.isna(one) else say("gaps.yes" if one else "gaps.no")
            for one in table["depopulating"]
        ],
        "neighbours_since": table["neighbours_since"].str.replace(";", ", ").replace("", NO_VALUE),
        "confidence": [say(f"gaps.basis.{one}") for one in table["confidence"]],
    }
    columns: dict[str, Any] = {
        say("gaps.col.place"): table["name_ko" if korean else "name_en"],
        **{say(f"gaps.col.{name}"): words.get(name, table.get(name)) for name in SHOWN},
        say("gaps.col.nearest"): [
            register.full_name(unit, point.date, say.lang) if unit else NO_VALUE
            for unit in table["nearest_border"]
        ],
        say("gaps.col.status"): [say(f"map.class.{one}") for one in table["status"]],
    }
    return pd.DataFrame(columns, index=table.index)


DIGITS = {
    "share_65": 1,
    "fiscal_independence": 1,
    "area_km2": 1,
    **{f"{name}_per_10k": 2 for name in ("libraries", "schools", "pharmacies")},
    **dict.fromkeys(("population", "people_65", "border_m", "centre_m"), 0),
    **dict.fromkeys(("neighbours", "learning_neighbours"), 0),
}
"""Digits of each column of numbers."""


def styled(frame: pd.DataFrame, say: Words) -> Any:
    """Return a table with its numbers in the format of the page; missing ones are a dash."""
    formats = {say(f"gaps.col.{name}"): f"{{:,.{count}f}}" for name, count in DIGITS.items()}
    return frame.style.format(formats, na_rep=NO_VALUE)


def read_columns(frame: pd.DataFrame, say: Words) -> list[Column]:
    """Return the columns of the list that are read on the page, the place first."""
    place = say("gaps.col.place")
    columns = [Column("place", place, list(frame[place]))]
    for name in READ:
        title = say(f"gaps.col.{name}")
        values = list(frame[title])
        if name not in DIGITS:
            columns.append(Column(name, title, [str(one) for one in values]))
            continue
        texts = [
            NO_VALUE if pd.isna(one) else say.number(float(one), DIGITS[name]) for one in values
        ]
        columns.append(Column(name, title, texts, values, figures=True))
    return columns
