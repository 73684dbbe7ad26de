"""추이 Trends: new designations, totals, coverage, waiting times, the estimate, two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage import survival
from analysis.coverage.counting import RULES
from analysis.coverage.forecast import BACKTEST_YEARS, HORIZON_YEARS, WINDOW
from figures.charts.coverage_charts import apart_chart, coverage_chart, province_multiples
from figures.charts.outlook_charts import forecast_chart, survival_chart
from figures.words.language import NO_VALUE
from views.pages.trends_page.any_day import any_day
from views.pages.trends_page.totals import KINDS, about_list, new_and_totals
from views.pages.trends_page.two_dates import two_dates
from views.parts import pictures, shell
from views.parts.downloads import table_behind
from views.reader import library, session
from views.reader.state import SECTIONS

if TYPE_CHECKING:
    from analysis.coverage.forecast import Backtest, Forecast
    from figures.words.language import Words


def coverage_over_time(say: Words) -> None:
    """Draw coverage under each rule, and each province on one scale."""
    histories = {rule: library.history(rule) for rule in RULES}
    first = say(f"rule.{RULES[0]}")
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"##### {say('trends.coverage.title')}")
        pictures.altair_chart(coverage_chart(histories, say, shell.theme()))
    with right:
        st.markdown(f"##### {say('trends.apart.title', rule=first)}")
        pictures.altair_chart(apart_chart(histories, say, shell.theme()))
        st.caption(say("trends.apart.note"))
    table = pd.DataFrame({say("trends.year"): histories["official"]["edition"]})
    for rule, frame in histories.items():
        table[say(f"rule.{rule}")] = [
            f"{say.count_range(row.at_least, row.at_most)} / {row.of} = "
            + say.percent_range(row.at_least / row.of, row.at_most / row.of)
            for row in frame.itertuples()
        ]
    table_behind(table, about_list(say), say, "coverage")
    st.markdown(f"##### {say('trends.provinces.title')}")
    rule = session.state().rule
    shares = library.timeline().by_province(rule)
    names = shares["province_short_ko" if say.lang == "ko" else "province_en"]
    shares = shares.assign(name=names)
    st.html(
        province_multiples(
            shares, library.history(rule), say, shell.theme(), session.state().province
        )
    )
    st.caption(say("trends.provinces.note"))
    shares["cell"] = [
        f"{say.count_range(row.at_least, row.at_most)} / {row.of}" for row in shares.itertuples()
    ]
    wide = shares.pivot_table(index="edition", columns="name", values="cell", aggfunc="first")
    wide = wide[list(dict.fromkeys(names))].fillna(NO_VALUE).rename_axis(columns=None)
    table_behind(
        wide.reset_index().rename(columns={"edition": say("trends.year")}),
        about_list(say, rule),
        say,
        "provinces-over-time",
    )


def waiting(say: Words) -> None:
    """Draw how long municipalities waited, by kind and by province group."""
    times = library.timeline().waiting_times()
    groups = {
        "kind": {kind: say(f"kind.{kind}") for kind in KINDS[:3]},
        "province_group": {one: say(f"group.{one}") for one in survival.PROVINCE_GROUPS},
    }
    st.markdown(f"##### {say('trends.survival.title')}")
    st.caption(say("trends.survival.method"))
    for column, (by, names) in zip(st.columns(2), groups.items(), strict=True):
        with column:
            st.markdown(f"###### {say(f'trends.survival.by.{by}')}")
            pictures.altair_chart(
                survival_chart(survival.curves(times, by), names, say, shell.theme())
            )
            risk = survival.at_risk(times, by)
            wide = risk.pivot_table(index="group", columns="year", values="at_risk")
            wide = wide.loc[list(names)].astype(int).rename(index=names, columns=str)
            st.caption(say("trends.survival.at_risk"))
            st.table(wide.rename_axis(index=say("trends.group"), columns=None), border="horizontal")
            for group, years in survival.medians(times, by).items():
                text = say("trends.survival.median", years=say.number(years, 1))
                st.markdown(f"- {names[str(group)]}: {text}")
            statistic, p_value = survival.log_rank(times, by)
            shown = "< 0.001" if p_value < 0.001 else f"= {say.number(p_value, 3)}"  # noqa: PLR2004
            st.caption(say("trends.survival.test", statistic=say.number(statistic, 1), p=shown))
            curve = survival.curves(times, by).round(4)
            curve["group"] = curve["group"].map(names)
            table_behind(curve, about_list(say, "strict"), say, f"waiting-{by}")


def estimate(say: Words) -> None:
    """Draw the estimate of full coverage and how the method would have done before."""
    timeline = library.timeline()
    ahead, past = timeline.forecast()
    st.markdown(f"##### {say('trends.forecast.title')}")
    if not past.reliable:
        st.error(say("trends.forecast.unreliable"), icon="⚠️")
    last = ahead.base_year + HORIZON_YEARS
    if ahead.full_median is None:
        answer = say(
            "trends.forecast.answer.never", year=last, chance=say.percent(ahead.chance_full, 0)
        )
    else:
        late = ahead.full_high or say("trends.forecast.later", year=last)
        answer = say(
            "trends.forecast.answer.full",
            year=ahead.full_median,
            low=ahead.full_low,
            high=late,
        )
    drawn, told = st.columns([1.7, 1], gap="medium")
    with drawn:
        pictures.altair_chart(forecast_chart(library.history("strict"), ahead, say, shell.theme()))
    with told:
        st.markdown(f"**{answer}**")
        _pace(ahead, past, say)
    _forecast_tables(ahead, past, say)


def _pace(ahead: Forecast, past: Backtest, say: Words) -> None:
    """Say how fast it goes, how the method would have done before, and what the method is."""
    st.markdown(
        say(
            "trends.forecast.pace",
            years=WINDOW,
            pace=say.percent(ahead.pace, 0),
            low=say.percent(ahead.pace_low, 0),
            high=say.percent(ahead.pace_high, 0),
        )
    )
    st.markdown(
        say(
            "trends.forecast.backtest",
            years=", ".join(BACKTEST_YEARS),
            rate=say.percent(past.hit_rate, 0),
            hits=int(past.points["hit"].sum()),
            points=len(past.points),
        )
    )
    st.caption(say("trends.forecast.method"))


def _forecast_tables(ahead: Forecast, past: Backtest, say: Words) -> None:
    """Offer the estimate year by year and every point of the back-test."""
    names = {
        "year": say("trends.year"),
        "low": f"{say('trends.forecast.interval')} ↓",
        "median": say("trends.forecast.estimate"),
        "high": f"{say('trends.forecast.interval')} ↑",
    }
    table_behind(
        ahead.paths[list(names)].rename(columns=names),
        about_list(say, "strict"),
        say,
        "forecast",
        say("trends.forecast.estimate"),
    )
    points = past.points.rename(
        columns=names
        | {
            "fitted_to": say("trends.forecast.fitted"),
            "actual": say("trends.forecast.observed"),
            "hit": say("trends.forecast.hit"),
        }
    )
    title = say("trends.forecast.backtest.title")
    table_behind(points, about_list(say, "strict"), say, "backtest", title)


DRAW = {
    "new": new_and_totals,
    "coverage": coverage_over_time,
    "survival": waiting,
    "forecast": estimate,
    "compare": two_dates,
    "day": any_day,
}

SERIES = {"new": "official", "coverage": "", "survival": "strict", "forecast": "strict"}
"""The parts that show every edition, with the rule they count by; empty where it is the bar's."""


def page() -> None:
    """Draw the page."""
    say = shell.speak()
    st.session_state["trends_section"] = session.state().section
    st.segmented_control(
        say("page.trends"),
        SECTIONS,
        format_func=lambda one: say(f"trends.section.{one}"),
        key="trends_section",
        label_visibility="collapsed",
        on_change=session.bound,
        args=("section", "trends_section"),
    )
    section = session.state().section
    DRAW[section](say)
    if section in SERIES:
        editions = library.atlas().editions
        day = library.atlas().edition_date(editions[-1])
        rule = SERIES[section] or session.state().rule
        shell.footer_of(say.date(day), editions[-1], rule, since=editions[0])


page()
