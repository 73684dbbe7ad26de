"""재지정 Re-designation: whose review is due when, by which rule, and what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.rules import DEFAULT_RULE
from analysis.renewals.rules import REVIEW_GROUPS
from analysis.renewals.schedule import due_in
from exports.answers.renewal_calendar import calendar_ics, calendar_rows
from figures.charts.calendar_charts import class_map, due_chart
from figures.print.embargo import marks
from figures.style.palette import classes
from views.parts import pictures, shell
from views.parts.downloads import buttons, notes, table_behind
from views.reader import access, library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.renewals.schedule import Renewal
    from figures.words.language import Words

YEARS_SHOWN = 9
"""Years ahead that the chart and the choice of a year show."""

YEARS_APART = 4
"""Years of the next review that the map tells apart; the rest is one class."""


def by_year(found: dict[str, Renewal], first: int, say: Words) -> pd.DataFrame:
    """Draw how many reviews are due each year, by group, and return the numbers."""
    rows = [
        {"year": year, "group": say(f"renewal.group.{group}"), "places": count}
        for year in range(first, first + YEARS_SHOWN)
        for group in REVIEW_GROUPS
        if (count := sum(found[unit].group == group for unit in due_in(found, year)))
    ]
    due = pd.DataFrame(rows)
    st.markdown(f"##### {say('renewal.by_year')}")
    pictures.altair_chart(due_chart(due, say, shell.theme()))
    return due


def by_year_table(due: pd.DataFrame, say: Words) -> None:
    """Offer the numbers of the chart."""
    names = {
        "year": say("renewal.year"),
        "group": say("renewal.group"),
        "places": say("renewal.places"),
    }
    table_behind(due.rename(columns=names), _about(say), say, "reviews-by-year", kept_for="", of=())


def _about(say: Words) -> list[tuple[str, str]]:
    return [
        *notes(say, library.today(), library.timeline().last_edition),
        ("", say("renewal.intro")),
    ]


def due_list(found: dict[str, Renewal], year: int, say: Words) -> None:
    """List the places due in a year with the rules that say so, and offer the files."""
    timeline, date = library.timeline(), library.today()
    register = timeline.atlas.register
    state = session.state()
    within = f"{state.province} {state.edition}" if state.province else ""
    own = places_of_province()
    due, rows = once("calendar.due", lambda: _due_rows(found, own, year, say), year, within, of=())
    names = {unit: register.full_name(unit, date, say.lang) for unit in due}
    above = marks(access.embargoes(), say.lang)
    st.download_button(
        say("renewal.download.ics"),
        lambda: calendar_ics(due, [year], names, date, say, above),
        f"atlas-reviews-{year}-{say.lang}.ics",
        "text/calendar",
        key="ics_due",
        on_click="ignore",
    )
    name = f"reviews-{year}"
    buttons(rows, _about(say), say, name, f"atlas-{name}-{say.lang}")


def _due_rows(
    found: dict[str, Renewal], own: set[str] | None, year: int, say: Words
) -> tuple[dict[str, Renewal], pd.DataFrame]:
    """Draw the list of the places due in a year, of some or all; return them and their rows."""
    date = library.today()
    register = library.timeline().atlas.register
    due = {unit: found[unit] for unit in due_in(found, year)}
    due = {unit: one for unit, one in due.items() if own is None or unit in own}
    rows = calendar_rows(due, register, date, say).rename(columns={"unit_id": say("renewal.code")})
    st.markdown(f"##### {say('cli.calendar.title', year=year, date=say.date(date))}: {len(due)}")
    wanted = ("province", "place", "next", "last", "silent", "why")
    first = [say(f"renewal.{name}") for name in wanted]
    st.dataframe(rows[[*first, *rows.columns.difference(first, sort=False)]], hide_index=True)
    return due, rows


def places_of_province() -> set[str] | None:
    """Return the places of the chosen province, as it was at the edition shown; None for all.

    A province that was merged since is found all the same: its places live on.
    """
    state, atlas = session.state(), library.atlas()
    if not state.province:
        return None
    places = atlas.register.on(atlas.edition_date(state.edition))
    return set(places.index[places["province_code"] == state.province])


def by_province(found: dict[str, Renewal], year: int, say: Words) -> None:
    """Count the places due in a year by province."""
    places = library.timeline().atlas.register.on(library.today()).loc[due_in(found, year)]
    counts = places.groupby("province_short_ko" if say.lang == "ko" else "province_en").size()
    st.markdown(f"###### {say('renewal.by_province', year=year)}")
    st.dataframe(counts.rename(say("renewal.places")).rename_axis(say("renewal.province")))


def next_map(found: dict[str, Renewal], say: Words) -> None:
    """Draw the places by the year of their next review."""
    timeline, date = library.timeline(), library.today()
    register = timeline.atlas.register
    units = register.on(date).index
    states = timeline.status(date)["status"]
    years = sorted({one.next_review for one in found.values() if one.next_review})
    near = years[:YEARS_APART]
    later = say("trends.forecast.later", year=near[-1])
    # The nearer the review, the darker: one scale from the first year to the rest.
    inks = reversed(classes("coverage", YEARS_APART + 1, shell.theme()))
    styles = dict(zip([*map(str, near), later], inks, strict=True))
    styles |= {
        say("status.ruling_needed"): "ruling_needed",
        say("status.not_designated"): "not_designated",
    }

    def label(unit: str) -> str:
        if unit in found:
            year = found[unit].next_review
            return str(year) if year in near else later
        open_case = states[unit] == "ruling_needed"
        return say("status.ruling_needed" if open_case else "status.not_designated")

    shown = pd.DataFrame(
        {
            "label": [label(str(unit)) for unit in units],
            "name": [register.full_name(str(unit), date, say.lang) for unit in units],
        },
        index=units,
    )
    st.markdown(f"##### {say('renewal.next')}")
    address = library.outlines(date).address
    pictures.altair_chart(class_map(address, shown, styles, say("renewal.map_alt"), shell.theme()))


def agreement(say: Words) -> None:
    """Show published group sizes, outcomes and validities beside the rules."""
    sizes, record = library.timeline().review_agreement()
    yes_no = {True: say("answer.yes"), False: say("answer.no")}
    st.markdown(f"##### {say('renewal.sizes')}")
    shown = pd.DataFrame(
        {
            say("renewal.year"): sizes["year"].astype(str),
            say("renewal.group"): [say(f"renewal.group.{one}") for one in sizes["review_group"]],
            say("renewal.sizes.printed"): sizes["printed"],
            say("renewal.sizes.also"): sizes["also_printed"].str.replace(";", ", "),
            say("renewal.sizes.computed"): sizes["computed"],
            say("renewal.sizes.difference"): sizes["difference"],
            say("renewal.sizes.agrees"): sizes["agrees"].map(yes_no),
            say("renewal.sizes.skipped"): sizes["computed_if_always_skipped"],
        }
    )
    st.dataframe(shown, hide_index=True)
    st.caption(say("renewal.excellent.text"))
    st.markdown(f"##### {say('renewal.record')}")
    st.markdown(say("renewal.record.count", count=len(record), agree=int(record["agrees"].sum())))
    st.dataframe(_differences(record, say), hide_index=True)
    outcomes = int((record["what"] == "outcome").sum())
    st.caption(say("renewal.silent.text", found=outcomes))


def _differences(record: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return the rows where rule and record differ, in words."""
    atlas = library.atlas()
    apart = record[~record["agrees"]]

    def said(what: str, value: str) -> str:
        if what == "outcome":
            return say(f"renewal.outcome.{value}")
        return f"{say('renewal.record.validity')} {value}"

    def ruled(what: str, value: str) -> str:
        return say(f"renewal.record.{value}") if what == "outcome" else value

    pairs = list(zip(apart["what"], apart["record"], apart["rule"], strict=True))
    return pd.DataFrame(
        {
            say("renewal.place"): [
                atlas.register.full_name(unit, f"{year}-12-31", say.lang)
                for unit, year in zip(apart["unit_id"], apart["year"], strict=True)
            ],
            say("renewal.year"): apart["year"].astype(str).to_numpy(),
            say("renewal.record.what"): [said(what, value) for what, value, _ in pairs],
            say("renewal.record.rule"): [ruled(what, value) for what, _, value in pairs],
            say("renewal.record.reason"): [say(f"renewal.reason.{one}") for one in apart["reason"]],
            say("trends.source"): [
                atlas.publishers(cited, say.lang) for cited in apart["source_id"]
            ],
        }
    )


def page() -> None:
    """Draw the page."""
    say = shell.speak()
    date = library.today()
    found = library.timeline().calendar(date)
    this_year = int(date[:4])
    st.caption(say("renewal.intro"))
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        due = once("calendar.by_year", lambda: by_year(found, this_year, say), of=())
        by_year_table(due, say)
        years = [str(one) for one in range(this_year, this_year + YEARS_SHOWN)]
        wished = session.state().review
        st.session_state["review_year"] = wished if wished in years else years[1]
        st.selectbox(
            say("renewal.year"),
            years,
            key="review_year",
            on_change=session.bound,
            args=("review", "review_year"),
        )
        year = int(st.session_state["review_year"])
        due_list(found, year, say)
    with right:
        once("calendar.map", lambda: next_map(found, say), of=())
        if st.button(say("renewal.on_map"), key="calendar_map"):
            session.change(layer="review")
            st.switch_page("views/pages/map.py")
        once("calendar.by_province", lambda: by_province(found, year, say), year, of=())
    with st.container(key="screen_only_agreement"):  # the sheet of paper has no room for it
        once("calendar.agreement", lambda: agreement(say), of=())
    shell.footer_of(say.date(date), library.timeline().last_edition, DEFAULT_RULE)


page()
