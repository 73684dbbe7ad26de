"""The programmes, one file each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.programmes.kinds.consortium import CONSORTIUM
from analysis.programmes.kinds.excellent_city_incentive import EXCELLENT_CITY_INCENTIVE
from analysis.programmes.kinds.kind import Mixture, OnMap, Programme
from analysis.programmes.kinds.new_designation import NEW_DESIGNATION
from analysis.programmes.kinds.regional_specialization import REGIONAL_SPECIALIZATION
from store.errors import Fault
from store.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

PROGRAMMES: Registry[Programme] = Registry(
    "programme",
    (NEW_DESIGNATION, REGIONAL_SPECIALIZATION, CONSORTIUM, EXCELLENT_CITY_INCENTIVE),
)
"""What places are funded under, in the order a release names it."""

MIXTURES = (
    Mixture(
        frozenset({NEW_DESIGNATION.key, REGIONAL_SPECIALIZATION.key}),
        OnMap("fund_both", "B", "outside", 3),
    ),
)
"""Programmes of one place that the map tells of together."""


def city_programmes() -> list[str]:
    """Return the programmes whose recipients a release adds up as "learning cities"."""
    return [key for key, one in PROGRAMMES.items() if one.of_cities]


def map_classes() -> list[OnMap]:
    """Return the classes of funded places, in the order of the legend."""
    found = [one.on_map for one in PROGRAMMES.values()] + [one.on_map for one in MIXTURES]
    return sorted(found, key=lambda one: one.order)


def programme_faults(rows: pd.DataFrame, file: str) -> list[Fault]:
    """Return a fault for each row of a table whose programme there is not.

    Parameters
    ----------
    rows
        A table with a column `programme`, all text.
    file
        The name to report.
    """
    return [
        Fault(
            file,
            f"row {position + 2}, column programme",
            repr(value),
            " | ".join(PROGRAMMES),
            "Correct it, or add the programme as docs/changing.md says.",
        )
        for position, value in enumerate(rows["programme"])
        if value not in PROGRAMMES
    ]
