"""What the parts of the gaps page share: notes, the classes of the map, and what a click does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.ledger import LEFT_THE_LIST
from figures.charts.gap_charts import PICK
from figures.words.language import NO_VALUE
from views.parts.downloads import buttons, notes
from views.reader import library, session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words


def names_of(units: Iterable[str], point: Coverage, say: Words) -> str:
    """Return the full names of some places, or a dash."""
    register = library.atlas().register
    return ", ".join(register.full_name(unit, point.date, say.lang) for unit in units) or NO_VALUE


def about(point: Coverage, say: Words) -> list[tuple[str, str]]:
    """Return what a file of the page's figures must say of itself."""
    return [
        *notes(say, point.date, point.edition, "strict"),
        (say("gaps.more.methods"), dates_line(point.edition, say)),
    ]


def dates_line(edition: str, say: Words) -> str:
    """Return the date of everything the list shows beside designations."""
    regional = library.regional()
    people = regional.population_if_any(edition)
    ages = regional.population_if_any(edition, ages=True)
    if people is None or ages is None:
        return say("gaps.no_population")
    return say(
        "gaps.remainder.dates",
        population=say.date(people.date),
        ages=say.date(ages.date),
        series=say(f"gaps.series.{ages.series}"),
        **{name: say.when(date) for name, date in regional.dates.items()},
    )


def classes_of(point: Coverage, say: Words) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the class of each place on the map, and the style of each class there is."""
    states = point.states
    kind = pd.Series("learning", index=states.index)
    kind[~states["is_municipality"]] = "beside"
    none = states["at_most"] == 0
    kind[~states["is_municipality"] & none] = "beside_left"  # Sejong until 2019
    left = (states["at_least"] == 0) & states["is_municipality"]
    kind[left] = "not_designated"
    for status in LEFT_THE_LIST:
        kind[left & (states["status"] == status)] = status
    kind[left & (states["at_most"] == 1)] = "open"
    looks = {
        "not_designated": "left_out",
        "lapsed": "lapsed",
        "uncounted": "uncounted",
        "open": "uncertain",
        "learning": "held",
        "beside": "outside",
        "beside_left": "does_not_apply",
    }
    register = library.atlas().register
    frame = pd.DataFrame(
        {
            "label": [say(f"gaps.map.{one}") for one in kind],
            "name": [register.full_name(unit, point.date, say.lang) for unit in states.index],
            "note": "",
        },
        index=states.index,
    )
    there = set(kind)
    return frame, {say(f"gaps.map.{one}"): look for one, look in looks.items() if one in there}


def take_map(key: str) -> None:
    """Open the card of the place clicked on a map, or close it; the map's callback."""
    picked = st.session_state[key].selection.get(PICK) or []
    unit = picked[0]["unit_id"] if picked else ""
    session.change(place="" if unit == session.state().place else unit)


def figures_table(frame: pd.DataFrame, key: str) -> None:
    """Draw a few rows of figures as a plain table, whose text wraps where a screen is narrow.

    Parameters
    ----------
    frame
        The first column names the rows; the other columns are figures as text, no name among
        them: a plain table would read Markdown in it.
    key
        Of the table, unlike any other of the page.
    """
    with st.container(key=f"figures-{key}"):
        st.table(frame.set_index(frame.columns[0]), border="horizontal")


def files(frame: pd.DataFrame, point: Coverage, say: Words, name: str) -> None:
    """Offer a table that is on the page already as files."""
    buttons(frame, about(point, say), say, name, f"atlas-{name}-{say.lang}")
