"""Inequality between provinces on the gaps page, with its method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.gaps.chance import DEALS, verdicts
from analysis.gaps.chance import MEASURES as CHANCE_MEASURES
from analysis.gaps.chance import NULLS as CHANCE_NULLS
from analysis.gaps.inequality import MEASURES, PEOPLE, PLACES, WEIGHTINGS
from analysis.places.indicators.change import YEARS_BACK, edition_before
from figures.charts.gap_charts import course_chart
from figures.words.language import NO_VALUE
from views.pages.gaps_page.gap_groups import number
from views.pages.gaps_page.gap_parts import about, figures_table, files
from views.parts import pictures, shell
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

IN_POINTS = ("mean", "lowest", "highest", "fifth_bottom", "fifth_top")
"""Measures that are shares of coverage, shown in percent."""


def inequality(point: Coverage, say: Words) -> None:
    """Say how unequal coverage is between provinces, and how that went over the years."""
    regional = library.regional()
    population = regional.population_if_any(point.edition)
    st.markdown(
        f"#### {say('gaps.cli.inequality', date=say.date(point.date), edition=point.edition)}"
    )
    st.caption(say("gaps.inequality.what"))
    ways = [one for one in WEIGHTINGS if one == PLACES or population]
    columns: dict[str, list[str]] = {
        say("gaps.col.measure"): [say(f"gaps.measure.{name}") for name in MEASURES]
    }
    for way in ways:
        low, high = regional.inequality(point.edition, way)
        title = say(f"gaps.weighting.{way}")
        if way == PEOPLE and population:
            title += f" ({say.date(population.date)})"
        columns[title] = [_measure(name, low[name], high[name], say) for name in MEASURES]
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        frame = pd.DataFrame(columns)
        figures_table(frame, "inequality")
        st.caption(say("gaps.inequality.theil"))
        files(frame, point, say, "gap-inequality")
    with right:
        _course(say, point)
    _chance(point, say)
    _ranks(point, say)
    _leaning(point, ways, say)


def _chance(point: Coverage, say: Words) -> None:
    """Draw the measures beside what as many gaps dealt at random give, and what that shows."""
    frame = once("gaps.chance", lambda: _chance_table(point, say), of=("edition",))
    files(frame, point, say, "gap-chance")


def _chance_table(point: Coverage, say: Words) -> pd.DataFrame:
    """Draw the table of chance, and return it."""
    rows = library.regional().chance(point.edition)
    found = verdicts(rows)
    st.markdown(f"##### {say('gaps.chance.title')}")
    st.caption(say("gaps.chance.what", times=say.number(DEALS), looks=len(rows)))
    table = {
        say("gaps.col.measure"): [say(f"gaps.measure.{name}") for name in CHANCE_MEASURES],
        say("gaps.chance.verdict"): [say(f"gaps.chance.verdict.{one}") for one in found.values()],
    }
    by = rows.set_index(["null", "measure"])
    first = by.loc[CHANCE_NULLS[0]]["observed"]
    table[say("gaps.chance.observed")] = [
        _measure(name, first[name], first[name], say) for name in CHANCE_MEASURES
    ]
    for null in CHANCE_NULLS:
        table[say(f"gaps.null.{null}")] = [
            _by_chance(name, by.loc[(null, name)], say) for name in CHANCE_MEASURES
        ]
    frame = pd.DataFrame(table)
    figures_table(frame, "chance")
    return frame


def _by_chance(name: str, row: pd.Series, say: Words) -> str:
    """Return what a null gives for a measure: mean, middle 95 %, p."""
    return say(
        "gaps.chance.cell",
        mean=_measure(name, row["mean"], row["mean"], say),
        low=_measure(name, row["low"], row["low"], say),
        high=_measure(name, row["high"], row["high"], say),
        p=say.number(row["p_value"], 4),
    )


def _ranks(point: Coverage, say: Words) -> None:
    """Say whether provinces changed their rank, as sure as their counts are."""
    since = edition_before(library.atlas().editions, point.edition, YEARS_BACK)
    if since is None:
        return
    table = once("gaps.ranks", lambda: _ranks_table(since, point, say), of=("edition",))
    table_behind(table, about(point, say), say, "gap-ranks", kept_for="", of=("edition",))


def _ranks_table(since: str, point: Coverage, say: Words) -> pd.DataFrame:
    """Say how many provinces moved, and return their ranks."""
    rows = library.regional().ranks(since, point.edition).sort_values("after")
    moved = int(rows["moved"].sum())
    st.markdown(f"##### {say('gaps.ranks.title', since=since, edition=point.edition)}")
    st.markdown(say("gaps.ranks.some" if moved else "gaps.ranks.none", since=since, count=moved))
    st.caption(say("gaps.ranks.what"))
    column = "province_short_ko" if say.lang == "ko" else "province_en"
    names = point.provinces[column]
    table = pd.DataFrame({say("gaps.col.province"): names.reindex(rows.index).to_list()})
    for side, title in (("before", since), ("after", point.edition)):
        table[title] = [
            say(
                "gaps.ranks.cell",
                rank=say.number(row[side], 1),
                low=say.number(row[f"{side}_low"], 1),
                high=say.number(row[f"{side}_high"], 1),
            )
            for row in rows.to_dict("records")
        ]
    yes, no = say("gaps.yes"), say("gaps.no")
    table[say("gaps.ranks.moved")] = [yes if one else no for one in rows["moved"]]
    return table


def _measure(name: str, low: float | None, high: float | None, say: Words) -> str:
    """Return a measure; in percent where it is a share, in points where it is a difference."""
    if low is None or high is None:
        return NO_VALUE
    scale, digits, unit = 1, 3, ""
    if name in IN_POINTS:
        scale, digits, unit = 100, 1, "%"
    elif name.endswith("_points"):
        scale, digits = 100, 1
    ends = dict.fromkeys(say.number(one * scale, digits) for one in (low, high))
    text = "–".join(ends) + unit
    return say("gaps.unit.points", value=text) if name.endswith("_points") else text


def _course(say: Words, point: Coverage) -> None:
    course = library.regional().course()
    st.markdown(f"##### {say('gaps.inequality.course')}")
    st.session_state["gaps_measure"] = session.state().measure
    measure = st.selectbox(
        say("gaps.inequality.measure"),
        MEASURES,
        format_func=lambda name: say(f"gaps.measure.{name}"),
        key="gaps_measure",
        on_change=session.bound,
        args=("measure", "gaps_measure"),
    )
    names = {one: say(f"gaps.weighting.{one}") for one in WEIGHTINGS}
    once(
        "gaps.inequality.course",
        lambda: pictures.altair_chart(course_chart(course, measure, names, say, shell.theme())),
        measure,
        of=(),
    )
    weighted = course.loc[course["weighting"] == "people", "edition"]
    st.caption(say("gaps.inequality.course_how", first=plain(str(weighted.min()))))
    shown = course[["edition", "date", "weighting", "population_date"]].copy()
    shown["weighting"] = shown["weighting"].map(names)
    for end in ("low", "high"):
        arrow = {"low": "↓", "high": "↑"}[end]
        shown[f"{say(f'gaps.measure.{measure}')} {arrow}"] = course[f"{measure}_{end}"].astype(
            float
        )
    shown = shown.rename(
        columns={
            one: say(f"gaps.col.{one}")
            for one in ("edition", "date", "weighting", "population_date")
        }
    )
    table_behind(shown, about(point, say), say, "gap-course", kept_for=measure, of=())


def _leaning(point: Coverage, ways: list[str], say: Words) -> None:
    """Draw the concentration indices."""
    regional = library.regional()
    rows = []
    for by in ("fiscal_independence", "share_65"):
        if regional.traits_by_name(point.edition)[by].empty:
            continue
        for way in ways:
            one = regional.concentration(point.edition, by, way)
            rows.append(
                {
                    "by": say(f"gaps.by.{by}", year=regional.dates["fiscal_independence"]),
                    "weighting": say(f"gaps.weighting.{way}"),
                    "index": number(one.index, say, 3),
                    "corrected": number(one.corrected, say, 3),
                    "left_out": one.left_out,
                }
            )
    frame = pd.DataFrame(rows)
    frame.columns = [say(f"gaps.col.{one}") for one in frame.columns]
    st.caption(say("gaps.inequality.concentration"))
    ages = regional.population_if_any(point.edition, ages=True)
    if ages is not None:
        series = say(f"gaps.series.{ages.series}")
        st.caption(
            say(
                "gaps.inequality.dates",
                budget=say.when(regional.dates["fiscal_independence"]),
                date=say.date(ages.date),
                series=series,
            )
        )
    by, weighting = frame.columns[:2]
    shown = frame.astype(str).drop(columns=weighting)
    shown[by] = frame[by] + " · " + frame[weighting]
    figures_table(shown, "concentration")
    files(frame, point, say, "gap-concentration")
