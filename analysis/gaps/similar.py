"""Whom to ask for advice: the learning cities most like a place that is none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

TRAITS = ("population", "share_65", "fiscal_independence", "kind")
"""What places are compared by: people (as a logarithm), share of 65 and over, fiscal
independence, and whether they are a si, gun or gu."""


def traits(states: pd.DataFrame, columns: dict[str, pd.Series]) -> pd.DataFrame:
    """Return the traits of the municipalities of a date.

    Parameters
    ----------
    states
        From `analysis.coverage.ledger.status_on`.
    columns
        `population`, `share_65` and `fiscal_independence` by `unit_id`; missing values stay.
    """
    inside = states[states["is_municipality"]]
    found = pd.DataFrame(
        {
            name: columns[name].reindex(inside.index).astype(float)
            for name in TRAITS
            if name != "kind"
        }
    )
    found["population"] = np.log(found["population"])
    found["kind"] = inside["kind"]
    return found[list(TRAITS)]


def similar(unit: str, known: pd.DataFrame, among: Sequence[str], count: int = 5) -> pd.DataFrame:
    """Return the places most like one, the likest first.

    The distance of Gower (1971, doi:10.2307/2528823): of each trait the difference as a share of
    the range that all places span, 0 or 1 for the kind, and their plain mean. A trait that is
    missing on either side is left out of the mean.

    Parameters
    ----------
    unit
        The place that seeks advice.
    known
        From `traits`, all municipalities: the ranges are theirs.
    among
        The places that may give it.
    count
        How many.

    Returns
    -------
    :
        Index `unit_id`: `distance` (0 alike, 1 unlike), `traits` (how many were compared), and
        the part of each trait, missing where it was left out. Equals are in code order; a place
        with which no trait can be compared is left out.
    """
    me = known.loc[unit]
    others = known.loc[[one for one in sorted(among) if one != unit]]
    parts = pd.DataFrame(index=others.index)
    for name in TRAITS:
        if name == "kind":
            parts[name] = (others[name] != me[name]).astype(float)
        else:
            span = float(known[name].max() - known[name].min())
            apart = (others[name] - me[name]).abs()
            parts[name] = apart / span if span > 0 else apart * 0.0
    found = pd.DataFrame(
        {"distance": parts.mean(axis=1), "traits": parts.notna().sum(axis=1)}
    ).join(parts)
    return found.dropna(subset=["distance"]).sort_values("distance", kind="stable").head(count)
