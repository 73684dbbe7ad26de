"""Provinces beside each other: counts, rank, change over time, and distance from the nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.places.cards import province_ranks

if TYPE_CHECKING:
    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage

YEARS_BACK = 5
"""The longer of the two comparisons looks this many years back."""


def edition_before(atlas: Atlas, edition: str, years: int) -> str | None:
    """Return the edition in force so many years earlier, or None before the first."""
    wanted = str(int(edition) - years)
    earlier = [known for known in atlas.editions if known <= wanted]
    return earlier[-1] if earlier else None


def _shares(point: Coverage | None) -> dict[str, float | None]:
    if point is None:
        return {}
    return {str(code): point.province(str(code)).share for code in point.provinces.index}


def _course(points: list[Coverage], code: str) -> list[float]:
    """Return a province's certain share at each edition at which it had one."""
    counts = [then.province(code) for then in points if code in then.provinces.index]
    return [share for share in (count.share_at_least for count in counts) if share is not None]


def _change(now: float | None, then: float | None) -> float | None:
    return None if now is None or then is None else (now - then) * 100


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
        Index `province_code`; `name_ko`, `short_ko`, `name_en`, `at_least`, `at_most`, `of`,
        `share` (0-1), `rank`, `against_nation`, `change_edition`, `change_years` (percentage
        points), `new`, `remaining` (municipalities without designation) and `trend` (list of
        certain shares 0-1 at each edition up to this one). Missing values are NaN: the figure
        does not apply or is a range. Each date counts a province as it was then.
    """
    point = atlas.coverage(edition=edition, rule=rule)
    before = atlas.previous(edition)
    back = edition_before(atlas, edition, YEARS_BACK)
    previous = _shares(atlas.coverage(edition=before, rule=rule) if before else None)
    earlier = _shares(atlas.coverage(edition=back, rule=rule) if back else None)
    course = [
        atlas.coverage(edition=known, rule=rule) for known in atlas.editions if known <= edition
    ]
    ranks = province_ranks(point)
    fresh = point.states.loc[atlas.new_in(edition), "province_code"].value_counts()
    left = point.remaining()["province_code"].value_counts()
    rows = []
    for key, row in point.provinces.iterrows():
        code = str(key)
        share = point.province(code).share
        rows.append(
            {
                "province_code": code,
                "name_ko": row["province_ko"],
                "short_ko": row["province_short_ko"],
                "name_en": row["province_en"],
                "at_least": int(row["at_least"]),
                "at_most": int(row["at_most"]),
                "of": int(row["of"]),
                "share": share,
                "rank": ranks.get(code),
                "against_nation": _change(share, point.nation.share),
                "change_edition": _change(share, previous.get(code)),
                "change_years": _change(share, earlier.get(code)),
                "new": int(fresh.get(code, 0)),
                "remaining": int(left.get(code, 0)),
                "trend": _course(course, code),
            }
        )
    rows.sort(key=lambda r: (r["share"] is None, -(r["share"] or 0.0), r["province_code"]))
    frame = pd.DataFrame(rows).set_index("province_code")
    numbers = ["share", "rank", "against_nation", "change_edition", "change_years"]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def verdict(against_nation: float, digits: int = 1) -> str:
    """Return "above", "below" or "same" for a distance from the nation, as it would be printed."""
    rounded = round(against_nation, digits)
    if rounded == 0:
        return "same"
    return "above" if rounded > 0 else "below"
