"""What frame and pages say alike of a province or a count: its name, both counts, its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.map_data import counts_text
from views.reader import library

if TYPE_CHECKING:
    from analysis.coverage.counting import Count
    from figures.words.language import Words


def province_name(code: str, date: str, say: Words) -> str:
    """Return a province's short name on a date; its code where the date does not have it."""
    provinces = library.atlas().register.provinces_on(date)
    if code not in provinces.index:
        return code
    return str(provinces.at[code, f"short_{say.names}"])


def counts(count: Count, say: Words) -> str:
    """Return both counts of a share, or the one where there is no second."""
    if not count.of:
        return say.count_range(count.at_least, count.at_most)
    return counts_text((count.at_least, count.at_most, count.of), say)


def share(count: Count, say: Words) -> str:
    """Return a share as percent; a range where it is one."""
    return say.percent_range(count.share_at_least, count.share_at_most)
