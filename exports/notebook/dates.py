"""Days as an analyst writes them: text, `date`, `datetime`, `Timestamp`, an edition's year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analysis import clock
from analysis.coverage.counting import check_date

if TYPE_CHECKING:
    from analysis.atlas import Atlas

YEAR_DIGITS = 4


def day_of(atlas: Atlas, when: str | int | dt.date) -> str:
    """Return the ISO day that an edition's year or a date means.

    Parameters
    ----------
    atlas
        Knows the editions.
    when
        "2023" or 2023 for the edition; else an ISO date, or a `date`, `datetime` or pandas
        `Timestamp`, whose day counts as it stands.

    Raises
    ------
    InputError
        If it is no edition and no date, lies before 2001, or in the future.
    """
    if isinstance(when, dt.date):
        text = when.strftime("%Y-%m-%d")
    else:
        text = str(when)
        if text.isdigit() and len(text) == YEAR_DIGITS:
            return atlas.edition_date(text)
    check_date(text, clock.today())
    return text
