"""Who waited longer, other traits alike: the hazard ratios of the trends page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.economy import FIRST_EXPLAINED
from views.reader import library

if TYPE_CHECKING:
    from analysis.timeline import Timeline
    from figures.words.language import Words

LEAST_P = 0.001


def who_waited(say: Words) -> None:
    """Show what each trait does to the chance of an award, and how many tests this part makes."""
    timeline = library.timeline()
    ratios = timeline.hazard_ratios()
    st.markdown(f"##### {say('trends.hazard.title')}")
    rows = [
        {
            say("trends.hazard.trait"): say(f"trends.hazard.{trait}"),
            say("trends.hazard.ratio"): (
                f"{say.number(row['ratio'], 2)} "
                f"({say.number(row['low'], 2)}–{say.number(row['high'], 2)})"
            ),
            say("trends.hazard.p"): (
                f"< {say.number(LEAST_P, 3)}"
                if row["p_adjusted"] < LEAST_P
                else say.number(row["p_adjusted"], 3)
            ),
        }
        for trait, row in ratios.to_dict("index").items()
    ]
    st.table(pd.DataFrame(rows).set_index(say("trends.hazard.trait")), border="horizontal")
    waited = timeline.person_years()
    gone = timeline.incidence().iloc[-1]
    st.caption(
        say(
            "trends.hazard.note",
            rows=say.number(len(waited)),
            awards=say.number(int(waited["awarded"].sum())),
            merged=say.number(int(waited["merged_away"].sum())),
            share=say.percent(gone["merged_away_by"], 1),
        )
    )
    _with_product(timeline, say)
    st.caption(say("trends.hazard.tests", traits=len(ratios)))


def _with_product(timeline: Timeline, say: Words) -> None:
    """Say what a place's product, which changes from year to year, adds."""
    both = timeline.hazard_with_product()
    added, people = both.loc["log_product"], both.loc["log_people"]
    shown = {name: say.number(added[name], 2) for name in ("ratio", "low", "high")}
    shown |= {
        "people": say.number(people["ratio"], 2),
        "without": say.number(people["ratio_without"], 2),
    }
    st.caption(say("trends.hazard.product", first=FIRST_EXPLAINED, **shown))
