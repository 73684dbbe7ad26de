"""Provinces beside each other: counts, rank, change over time, and distance from the nation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.places.indicators import INDICATORS
from analysis.places.indicators.indicator import COUNT, MAY_MISS, ProvinceFacts

if TYPE_CHECKING:
    from analysis.atlas import Atlas


def province_summary(atlas: Atlas, edition: str, rule: str) -> pd.DataFrame:
    """Return one row a province of an edition, highest share first, those without one last.

    Parameters
    ----------
    atlas
        The atlas.
    edition, rule
        What is shown.

    Returns
    -------
    :
        Index `province_code`; `name_ko`, `short_ko`, `name_en`, `at_least`, `at_most`, `of`, and
        a column for each of `analysis.places.indicators.INDICATORS`: `share` (0-1), `rank`,
        `against_nation`, `change_edition`, `change_years` (percentage points), `new`,
        `remaining` (municipalities without designation) and `trend` (list of certain shares 0-1
        at each edition up to this one). Missing values are NaN: the figure does not apply or is
        a range. Each date counts a province as it was then.

    Examples
    --------
    >>> from analysis.atlas import Atlas
    >>> rows = province_summary(Atlas.load(), "2023", "strict")
    >>> rows.loc["37", ["at_least", "of", "remaining"]].tolist()
    [13, 23, 10]
    """
    facts = ProvinceFacts(atlas, edition, rule)
    figures = {key: one.of(facts) for key, one in INDICATORS.items()}
    nothing = {key: 0 if one.form == COUNT else None for key, one in INDICATORS.items()}
    rows: list[dict[str, Any]] = []
    for code, row in facts.point.provinces.iterrows():
        rows.append(
            {
                "province_code": str(code),
                "name_ko": row["province_ko"],
                "short_ko": row["province_short_ko"],
                "name_en": row["province_en"],
                **{name: int(row[name]) for name in ("at_least", "at_most", "of")},
                **{key: found.get(str(code), nothing[key]) for key, found in figures.items()},
            }
        )
    rows.sort(key=lambda r: (r["share"] is None, -(r["share"] or 0.0), r["province_code"]))
    frame = pd.DataFrame(rows).set_index("province_code")
    numbers = [key for key, one in INDICATORS.items() if one.form in MAY_MISS]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def verdict(against_nation: float, digits: int = 1) -> str:
    """Return "above", "below" or "same" for a distance from the nation, as it would be printed."""
    rounded = round(against_nation, digits)
    if rounded == 0:
        return "same"
    return "above" if rounded > 0 else "below"
