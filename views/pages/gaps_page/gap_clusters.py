"""Clusters on the gaps page, with their method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.gaps.clusters import ALONE, CLUSTER, UNSTABLE
from analysis.gaps.join_counts import LEVEL
from exports.formats.null_lines import null_lines
from figures.charts.gap_charts import PICK, gap_map
from figures.style import palette
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

VERDICT_STEPS = {CLUSTER: 5, UNSTABLE: 4, ALONE: 2}
"""Class of the scale of gaps for each verdict: all are left out, the surer the more ink."""


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
    shown = pd.DataFrame(columns)
    table_behind(shown, about(point, say), say, "gap-clusters", kept_for="", of=("edition",))


def _cluster_map(found: Clusters, point: Coverage, say: Words) -> None:
    place = session.state().place
    key = f"gaps_cluster_map_{place}"
    if place in point.states.index:
        card(point, place, say)
    pictures.vega_lite_chart(
        spec=once(
            "gaps.clusters.map",
            lambda: _cluster_spec(found, point, place, say),
            of=("edition", "place"),
        ),
        on_select=lambda: take_map(key),
        selection_mode=PICK,
        key=key,
    )


def _cluster_spec(found: Clusters, point: Coverage, place: str, say: Words) -> dict[str, Any]:
    """Return the map of the verdicts, with the place whose card is open ringed."""
    classes, looks = classes_of(point, say)
    scale = palette.classes("gap", 6, shell.theme())
    styles = {say(f"gaps.map.{one}"): scale[step] for one, step in VERDICT_STEPS.items()} | looks
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
