"""안내 About: what a learning city is, how one is designated, what it does, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.programmes.kinds import PROGRAMMES
from figures.print.embargo import HOURS, hour_text
from views.parts import shell
from views.parts.plain import plain
from views.reader import library

if TYPE_CHECKING:
    from figures.words.language import Words

ACTIVITIES = ("courses", "places", "clubs", "staff")
JUDGED = ("staff", "institutions", "budget")
REVIEWED = ("first_review_after_years", "interval_years")
"""The rules of re-designation that the text tells: years to the first review, and between two."""

PRINTED_IN = "2023"
"""The edition whose release printed the outline, the division and its telephone."""

DIVISION_TELEPHONE = "044-203-6383"
"""As the release of 2023 prints it for the division; nabis-11723."""


def first(say: Words) -> None:
    """Say what a learning city is, and how many there are."""
    point = shell.point()
    nation = point.nation
    st.markdown(f"#### {say('about.what')}")
    st.markdown(say("about.what.text"))
    st.markdown(
        say(
            "about.count",
            date=say.date(point.date),
            count=say.count_range(nation.at_least, nation.at_most),
            of=say.number(nation.of),
            share=say.percent_range(nation.share_at_least, nation.share_at_most),
        )
    )
    st.markdown(f"#### {say('about.activities')}")
    st.markdown("\n".join(f"- {say(f'about.activity.{name}')}" for name in ACTIVITIES))


def designation(say: Words) -> None:
    """Say how a city becomes one and stays one, with the rules that the calendar uses."""
    editions = library.atlas().editions
    table = library.atlas().table("renewal_rules").sort_values("from_year")
    rules = table[table["rule"].isin(REVIEWED)].groupby("rule").last()
    st.markdown(f"#### {say('about.designation')}")
    st.markdown(say("about.designation.text", year=editions[0]))
    st.markdown("\n".join(f"- {say(f'about.judged.{name}')}" for name in JUDGED))
    first_after, interval = (rules.at[name, "value"] for name in REVIEWED)
    since = rules["from_year"].min()
    st.markdown(say("about.redesignation", first=first_after, then=interval, since=since))


def programmes(say: Words) -> None:
    """Say what each programme is for, and which cities may have it."""
    st.markdown(f"#### {say('about.programmes')}")
    rows = [
        {
            say("about.programme"): say(f"programme.{key}"),
            say("about.aim"): say(f"about.aim.{key}"),
            say("about.open_to"): say(f"about.open_to.{key}"),
        }
        for key in PROGRAMMES
    ]
    st.table(pd.DataFrame(rows).set_index(say("about.programme")))
    st.caption(say("about.alone"))


def release_hours(say: Words) -> None:
    """Say when each edition was told to whom, where that is known."""
    atlas = library.atlas()
    rows = atlas.tables.editions.set_index("edition").loc[list(reversed(atlas.editions))]
    shown = {
        say("bar.edition"): rows.index,
        say("about.announced"): [
            say.date(day) if day == since else f"{say.date(since)} – {say.date(day)}"
            for since, day in zip(rows["announced_from"], rows["announced_to"], strict=True)
        ],
    }
    for hour in HOURS:
        shown[say(f"about.hour.{hour}")] = [
            hour_text(value, say) if value else say("about.hour.unknown") for value in rows[hour]
        ]
    st.markdown(f"#### {say('about.hours')}")
    st.markdown(say("about.hours.text"))
    st.dataframe(pd.DataFrame(shown), hide_index=True, height=300)


def contact(say: Words) -> None:
    """Say whom to ask, as it was printed."""
    source = library.atlas().publishers_of(PRINTED_IN, say.lang)
    st.markdown(f"#### {say('about.contact')}")
    st.markdown(say("about.contact.text", telephone=DIVISION_TELEPHONE, edition=PRINTED_IN))
    st.caption(say("about.source", edition=PRINTED_IN, sources=plain("; ".join(source))))


def page() -> None:
    """Draw the page."""
    say = shell.speak()
    left, right = st.columns(2, gap="large")
    with left:
        first(say)
        designation(say)
    with right:
        programmes(say)
        contact(say)
    release_hours(say)
    shell.footer(shell.point())


page()
