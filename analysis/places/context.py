"""What else is known of a place: depopulation, finances, area, facilities; each with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

DEPOPULATING, OF_INTEREST = "인구감소지역", "인구감소관심지역"

FACILITY_DATES = {"libraries": "2018-05/2024-04", "schools": "2025-03", "pharmacies": "2025-06"}
"""The month of each count, as `data/context/SOURCES.md` has it: the table itself does not say."""

TABLES = ("depopulating_areas", "fiscal_independence", "areas", "facilities")
"""The tables a context is made of."""

PER = 10_000
"""Facilities are counted for so many people."""


def numbers(cells: pd.Series) -> pd.Series:
    """Return text cells as numbers; a blank is missing, never zero."""
    return pd.to_numeric(cells.where(cells != ""), errors="raise").astype(float)


def dates(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the date of each figure: a day, a budget year, or the first and last of several.

    Parameters
    ----------
    tables
        The tables named in `TABLES`, all text.
    """
    listed = tables["depopulating_areas"]
    found = {
        "depopulating": listed.loc[listed["category"] == DEPOPULATING, "designation_date"],
        "of_interest": listed.loc[listed["category"] == OF_INTEREST, "designation_date"],
        "fiscal_independence": tables["fiscal_independence"]["budget_year"],
        "area_km2": tables["areas"]["ref_date"],
    }
    ends = {name: sorted({column.min(), column.max()}) for name, column in found.items()}
    return {name: "/".join(both) for name, both in ends.items()} | FACILITY_DATES


def context(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what is known of each place.

    Parameters
    ----------
    tables
        The tables named in `TABLES`, all text.

    Returns
    -------
    :
        Index `unit_id`: `depopulating` and `of_interest` (bool; missing for a place that the
        lists could not know), `fiscal_independence` (percent), `area_km2`, `libraries`,
        `schools`, `pharmacies` (counts; missing where none were reported).
    """
    facilities = tables["facilities"].set_index("unit_id")
    listed = tables["depopulating_areas"].set_index("unit_id")["category"]
    schools = ["schools_elementary", "schools_middle", "schools_high"]
    category = listed.reindex(facilities.index)
    return pd.DataFrame(
        {
            "depopulating": (category == DEPOPULATING).astype("boolean"),
            "of_interest": (category == OF_INTEREST).astype("boolean"),
            "fiscal_independence": numbers(
                tables["fiscal_independence"].set_index("unit_id")["fiscal_independence_pct"]
            ).reindex(facilities.index),
            "area_km2": numbers(tables["areas"].set_index("unit_id")["area_km2"]).reindex(
                facilities.index
            ),
            "libraries": numbers(facilities["libraries_all"]),
            "schools": facilities[schools].apply(numbers).sum(axis=1, min_count=len(schools)),
            "pharmacies": numbers(facilities["pharmacies"]),
        }
    ).sort_index()
