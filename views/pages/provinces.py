"""시도 Provinces: a sortable table, bars with the national line, a sentence and the places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.places.indicators import INDICATORS
from analysis.places.indicators.indicator import COURSE, POINTS, RANK, SHARE
from analysis.places.provinces import province_summary, verdict
from figures.charts.province_bars import province_bars
from figures.charts.small_trend import course_img
from figures.words.language import NO_VALUE
from views.pages.provinces_page.province_brief import brief
from views.parts import pictures, shell
from views.parts.card import card, status_of
from views.parts.downloads import downloads
from views.parts.plain import plain
from views.parts.reading.reading_table import Choice, Column, reading_table
from views.reader import library, session
from views.reader.answers import once

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.coverage.counting import Coverage
    from analysis.places.indicators.indicator import Indicator
    from figures.words.language import Words

PLACE_COLUMNS = ("place", "status", "since", "confidence")
"""Of a province's places, as the address names them."""

KEPT = 64
"""Summaries kept for all readers together."""


@st.cache_data(show_spinner=False, max_entries=KEPT)
def summary_of(edition: str, rule: str, data_hash: str) -> pd.DataFrame:  # noqa: ARG001  # the key
    """Return the province summary; kept by edition, rule and data hash."""
    return province_summary(library.atlas(), edition, rule)


def sentence(row: pd.Series, point: Coverage, say: Words) -> str:
    """Return a province's figure against the nation as one sentence.

    Where one of the two is a range there is no distance to name, and the sentence says so.
    """
    name = plain(row["short_ko"] if say.lang == "ko" else row["name_en"])
    counts = say.count_range(row["at_least"], row["at_most"])
    if not row["of"]:
        return say("provinces.no_share", name=name, counts=counts)
    if pd.isna(row["against_nation"]):
        nation = point.nation
        return say(
            "provinces.sentence.open",
            name=name,
            counts=f"{counts}/{int(row['of'])}",
            share=say.percent_range(row["at_least"] / row["of"], row["at_most"] / row["of"]),
            nation=say.percent_range(nation.share_at_least, nation.share_at_most),
        )
    distance = verdict(row["against_nation"])
    return say(
        f"provinces.sentence.{distance}",
        name=name,
        counts=f"{counts}/{int(row['of'])}",
        share=say.percent(row["share"]),
        points=say.number(abs(row["against_nation"]), 1),
    )


def points_text(value: float) -> str:
    """Return a change in points with its sign; none where nothing changed."""
    text = f"{value:+.1f}"
    return text[1:] if text[1:] == "0.0" else text


FORMATS: dict[str, str | Callable[[float], str]] = {
    RANK: "{:.0f}",
    SHARE: "{:.1f}%",
    POINTS: points_text,
}
"""How a number is written, by what it means; any other stands as it is."""


def label(indicator: Indicator, say: Words) -> str:
    """Return the name of an indicator's column."""
    return say(f"table.{indicator.key}", **indicator.fields)


def _cells(summary: pd.DataFrame, indicator: Indicator) -> Any:
    """Return an indicator's column as it is shown: shares as percent, a course as a line."""
    values = summary[indicator.key]
    if indicator.form == SHARE:
        return values * 100
    if indicator.form == COURSE:
        return [[share * 100 for share in course] if len(course) > 1 else None for course in values]
    return values


def shown(summary: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return the table with the column names of the language."""
    indicators = [one for one in INDICATORS.values() if one.in_table]
    return pd.DataFrame(
        {
            **{label(one, say): _cells(summary, one) for one in indicators if one.leads},
            say("table.province"): summary["name_ko" if say.lang == "ko" else "name_en"],
            say("table.designated"): [
                say.count_range(low, high)
                for low, high in zip(summary["at_least"], summary["at_most"], strict=True)
            ],
            say("table.of"): summary["of"],
            **{label(one, say): _cells(summary, one) for one in indicators if not one.leads},
        },
        index=summary.index,
    )


def _courses(say: Words) -> list[str]:
    """Return the names of the columns that hold a line."""
    return [label(one, say) for one in INDICATORS.values() if one.in_table and one.form == COURSE]


def table(summary: pd.DataFrame, say: Words) -> None:
    """Draw the sortable table; a chosen row is the chosen province."""
    korean = say.names == "ko"
    counts = [
        say.count_range(low, high)
        for low, high in zip(summary["at_least"], summary["at_most"], strict=True)
    ]
    columns = [
        Column(
            "province",
            say("table.province"),
            list(summary["short_ko" if korean else "name_en"]),
        ),
        Column(
            "designated",
            say("table.designated"),
            counts,
            list(summary["at_least"]),
            figures=True,
        ),
        Column("of", say("table.of"), [say.number(one) for one in summary["of"]], figures=True),
        *(_column(summary, one, say) for one in INDICATORS.values() if one.in_table),
    ]
    chosen = Choice("province", [str(code) for code in summary.index], session.state().province)
    reading_table(columns, "provinces", f"{say('page.provinces')}: {say('data.table')}", chosen)


def _column(summary: pd.DataFrame, indicator: Indicator, say: Words) -> Column:
    """Return an indicator's column; a course is a small line."""
    values = list(_cells(summary, indicator))
    title = label(indicator, say)
    if indicator.form == COURSE:
        drawn = [course_img(one or [], shell.theme()) for one in values]
        last = [one[-1] if one else None for one in values]
        return Column(indicator.key, title, drawn, last, markup=True)
    form = FORMATS.get(indicator.form, "{}")
    texts = [
        NO_VALUE if pd.isna(one) else form(one) if callable(form) else form.format(one)
        for one in values
    ]
    return Column(indicator.key, title, texts, values, figures=True)


def _take_bar() -> None:
    picked = st.session_state["provinces_bars"].selection.get("pick") or []
    session.change(province=picked[0]["province_code"] if picked else "", place="")


def places_of(point: Coverage, code: str, say: Words) -> pd.DataFrame:
    """Return a province's places with their status, undesignated first."""
    states = point.states[point.states["province_code"] == code]
    frame = pd.DataFrame(
        {
            say("table.place"): states["name_ko" if say.lang == "ko" else "name_en"],
            say("table.status"): [
                say(f"map.class.{status_of(point, str(unit))}") for unit in states.index
            ],
            say("table.since"): [
                (
                    row["since_from"][:4]
                    if row["since_from"][:4] == row["since_to"][:4]
                    else f"{row['since_from'][:4]}–{row['since_to'][:4]}"
                )
                if row["since_from"]
                else NO_VALUE
                for row in states.to_dict("records")
            ],
            say("card.confidence"): [
                say(f"confidence.{row}").split(":")[0] if row else NO_VALUE
                for row in states["confidence"]
            ],
        },
        index=states.index,
    )
    order = states["at_least"].astype(str) + states["name_ko"]
    return frame.loc[order.sort_values().index]


def _sentences(point: Coverage, summary: pd.DataFrame, say: Words) -> None:
    st.markdown(f"##### {say('provinces.all_sentences')}")
    columns = st.columns(3)
    for i, (_, row) in enumerate(summary.iterrows()):
        columns[i % 3].markdown("- " + sentence(row, point, say))


def drill_down(point: Coverage, summary: pd.DataFrame, say: Words) -> None:
    """Draw the chosen province: its sentence, its places and a chosen place's card."""
    state = session.state()
    if state.province not in summary.index:
        once(
            "provinces.sentences",
            lambda: _sentences(point, summary, say),
            of=("edition", "rule"),
        )
        st.info(say("provinces.hint"), icon=":material/touch_app:")
        return
    st.markdown(f"#### {say('provinces.places')}")
    left, right = st.columns([1.5, 1], gap="medium")
    frame = places_of(point, state.province, say)
    with left:
        reading_table(
            [
                Column(key, title, [str(one) for one in frame[title]])
                for key, title in zip(PLACE_COLUMNS, frame, strict=True)
            ],
            "places",
            say("provinces.places"),
            Choice("place", [str(unit) for unit in frame.index], state.place),
        )
        downloads(frame, point, say, "places")
    with right:
        if state.place:
            card(point, state.place, say)
        else:
            st.info(say("provinces.hint_place"), icon=":material/touch_app:")


def page() -> None:
    """Draw the page."""
    say, point, state = shell.speak(), shell.point(), session.state()
    summary = summary_of(state.edition, state.rule, library.atlas().data_hash)
    theme = shell.theme()
    if state.province in summary.index:
        counted = str(library.regional_ready())  # until then nobody counts people
        once(
            "provinces.brief",
            lambda: brief(point, state.province, say, theme),
            counted,
            of=("edition", "rule", "province"),
        )
    whole = st.container(key="provinces_all")
    left, right = whole.columns([1.5, 1], gap="medium")
    with left:
        table(summary, say)
        frame = once("provinces.table", lambda: shown(summary, say), of=("edition", "rule"))
        downloads(frame.drop(columns=_courses(say)), point, say, "provinces")
    with right:
        bars = once(
            "provinces.bars",
            lambda: province_bars(summary, point.nation.share, say, theme, state.province).to_dict(
                validate=False
            ),
            of=("edition", "rule", "province"),
        )
        pictures.vega_lite_chart(
            spec=bars,
            on_select=_take_bar,
            selection_mode="pick",
            key="provinces_bars",
        )
        with_place = state.province in summary.index
        pictures.png_button(
            "province" if with_place else "province-bars", say, state.province if with_place else ""
        )
    drill_down(point, summary, say)
    shell.footer(point)


page()
