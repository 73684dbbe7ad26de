"""Clusters and inequality on the gaps page, each with its method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.gaps.clusters import ALONE, CLUSTER, UNSTABLE
from analysis.gaps.inequality import MEASURES, PEOPLE, PLACES, WEIGHTINGS
from analysis.gaps.join_counts import LEVEL
from exports.formats.null_lines import null_lines
from figures.charts.gap_charts import PICK, course_chart, gap_map
from figures.words.language import NO_VALUE
from views.pages.gaps_page.gap_groups import number
from views.pages.gaps_page.gap_parts import (
    about,
    classes_of,
    figures_table,
    files,
    names_of,
    take_map,
)
from views.parts import pictures, shell
from views.parts.card import card
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from analysis.gaps.clusters import Clusters
    from figures.words.language import Words

VERDICT_LOOKS = {CLUSTER: "new", UNSTABLE: "ruling_needed", ALONE: "not_designated"}
IN_POINTS = ("mean", "lowest", "highest", "fifth_bottom", "fifth_top")
"""Measures that are shares of coverage, shown in percent."""


def clusters(point: Coverage, say: Words) -> None:
    """Say whether and where gaps cluster, with the weights and the seed."""
    found = library.regional().clusters(point.edition)
    if found.found:
        names = plain(names_of(found.found, point, say))
        st.markdown(f"#### {say('gaps.clusters.found', names=names)}")
    else:
        st.markdown(f"#### {say('gaps.clusters.none')}")
    if found.unstable:
        names = plain(names_of(found.unstable, point, say))
        st.markdown(say("gaps.clusters.unstable", names=names))
    st.markdown(plain(_whole(found, say)))
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        st.caption(say("gaps.clusters.what"))
        _whole_table(found, point, say)
        st.markdown(f"##### {say('gaps.nulls.title')}")
        register = library.atlas().register
        lines = null_lines(found, say, lambda unit: register.full_name(unit, point.date, say.lang))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        st.markdown(f"##### {say('gaps.clusters.local')}")
        st.caption(say("gaps.clusters.local_how"))
        _local_table(found, point, say)
        first = next(iter(found.whole.values()))
        how = say("gaps.clusters.how", permutations=say.number(first.permutations))
        st.caption(f"{how} {say('gaps.clusters.seed', seed=first.seed)}")
        links = [
            f"{names_of([row['from'], row['to']], point, say).replace(', ', ' – ')}"
            f" ({say.number(row['distance_m'] / 1000, 1)} km)"
            for row in found.crossings["contiguity"].to_dict("records")
        ]
        st.caption(say("gaps.clusters.islands", links=plain("; ".join(links))))
    with right:
        _cluster_map(found, point, say)


def weights_name(name: str, setting: int, say: Words) -> str:
    """Return an idea of neighbours in words."""
    return say(f"gaps.weights.{name}", setting=setting)


def _whole(found: Clusters, say: Words) -> str:
    """Return what the three weights say of the country as one sentence."""
    some = [
        weights_name(one.weights, one.setting, say)
        for one in found.whole.values()
        if one.p_value is not None and one.p_value <= LEVEL
    ]
    if found.whole_stable:
        return say("gaps.clusters.whole_stable")
    if some:
        return say("gaps.clusters.whole_mixed", some=", ".join(some))
    return say("gaps.clusters.whole_none")


def _whole_table(found: Clusters, point: Coverage, say: Words) -> None:
    rows = [
        {
            "weights": weights_name(one.weights, one.setting, say),
            "joins": one.joins,
            "gap_gap": one.gap_gap,
            "expected": number(one.expected, say),
            "gap_other": one.gap_other,
            "other_other": one.other_other,
            "p": number(one.p_value, say, 4),
        }
        for one in found.whole.values()
    ]
    frame = pd.DataFrame(rows)
    frame.columns = [say(f"gaps.col.{one}") for one in frame.columns]
    shown = frame.copy()
    for name in frame.select_dtypes("number"):
        shown[name] = frame[name].map(say.number)
    # Lying down: a phone has room for three ideas of neighbours, not for six figures of each.
    first = frame.columns[0]
    figures_table(shown.set_index(first).T.rename_axis(first).reset_index(), "joins")
    files(frame, point, say, "gap-joins")


def _local_table(found: Clusters, point: Coverage, say: Words) -> None:
    """Draw each gap's surroundings under the three weights."""
    register = library.atlas().register
    columns = {
        say("gaps.col.place"): [
            register.full_name(unit, point.date, say.lang) for unit in found.places.index
        ],
        say("gaps.col.verdict"): [say(f"gaps.map.{one}") for one in found.places["verdict"]],
    }
    for name, one in found.whole.items():
        title = weights_name(name, one.setting, say)
        around, of = found.places[f"{name}_around"], found.places[f"{name}_of"]
        columns[f"{title}: {say('gaps.col.around')}"] = [
            f"{count}/{total}" for count, total in zip(around, of, strict=True)
        ]
        columns[f"{title}: p"] = list(found.places[f"{name}_p"].round(4))
        columns[f"{title}: q"] = list(found.places[f"{name}_q"].round(4))
    table_behind(pd.DataFrame(columns), about(point, say), say, "gap-clusters", kept_for="")


def _cluster_map(found: Clusters, point: Coverage, say: Words) -> None:
    place = session.state().place
    key = f"gaps_cluster_map_{place}"
    if place in point.states.index:
        card(point, place, say)
    pictures.vega_lite_chart(
        spec=once("gaps.clusters.map", lambda: _cluster_spec(found, point, place, say)),
        on_select=lambda: take_map(key),
        selection_mode=PICK,
        key=key,
    )


def _cluster_spec(found: Clusters, point: Coverage, place: str, say: Words) -> dict[str, Any]:
    """Return the map of the verdicts, with the place whose card is open ringed."""
    classes, _ = classes_of(point, say)
    looks = {"learning": "designated", "beside": "outside", "beside_left": "not_designated"}
    styles = {say(f"gaps.map.{one}"): look for one, look in {**VERDICT_LOOKS, **looks}.items()}
    verdicts = found.places["verdict"].map(lambda one: say(f"gaps.map.{one}"))
    classes.loc[verdicts.index, "label"] = verdicts
    return gap_map(
        library.outlines(point.date).address,
        classes,
        {label: look for label, look in styles.items() if label in set(classes["label"])},
        say("gaps.map.alt", date=say.date(point.date), count=len(found.places)),
        shell.theme(),
        picked=place,
    )


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
    _leaning(point, ways, say)


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
    table_behind(shown, about(point, say), say, "gap-course", kept_for=measure)


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
