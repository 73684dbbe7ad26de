"""Days as an analyst writes them: text, `date`, `datetime`, `Timestamp`, an edition's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import clock
from analysis.coverage.counting import check_date, iso_day
from store.errors import InputError

if TYPE_CHECKING:
    import datetime as dt

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
    text = str(when) if isinstance(when, int) else iso_day(when)
    if text.isdigit() and len(text) == YEAR_DIGITS:
        return atlas.edition_date(text)
    check_date(text, clock.today())
    return text


def edition_of(atlas: Atlas, when: str | int | dt.date) -> str:
    """Return the edition that a year or the day of an announcement means.

    Parameters
    ----------
    atlas
        Knows the editions.
    when
        As for `day_of`.

    Raises
    ------
    InputError
        As `day_of` does, and for a day on which nothing was announced: what is asked of editions
        has no answer for the days between.
    """
    day = day_of(atlas, when)
    announced = dict(zip(atlas.editions_dates(), atlas.editions, strict=True))
    if day not in announced:
        past = [edition for date, edition in announced.items() if date <= day]
        raise InputError.one(
            "when",
            value=day,
            expected="an edition's year, or the day of its announcement",
            next_step=f"Ask of {past[-1]}, the edition in force." if past else "Ask of 2001.",
        )
    return announced[day]
