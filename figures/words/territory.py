"""Changes of territory in words: "1 July 2014, merged: Cheongju-si, Cheongwon-gun → …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.places.lives import day_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from figures.words.language import Words
    from geo.places.register import Register


def territory_texts(changes: pd.DataFrame, register: Register, speak: Words) -> Iterator[str]:
    """Yield a line for each change of territory.

    Parameters
    ----------
    changes
        Rows of the `changes` table.
    register
        Names each place as it was called the day before, and on the day.
    speak
        The words.
    """
    for row in changes.to_dict("records"):
        day = row["effective_date"]
        eve = day_before(day)
        before = [register.full_name(u, eve, speak.lang) for u in row["from_units"].split(";")]
        after = [register.full_name(u, day, speak.lang) for u in row["to_units"].split(";")]
        yield speak(
            "territory.line",
            date=speak.date(day),
            kind=speak(f"territory.{row['kind']}"),
            before=", ".join(before),
            after=", ".join(after),
        )
