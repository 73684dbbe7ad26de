"""추이 Trends: new designations, totals, coverage, waiting times, the estimate, two dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage import survival
from analysis.coverage.backtest import FIRST_ORIGIN, FIRST_TRIED
from analysis.coverage.forecast import HORIZON_YEARS, LEVEL, NEARLY, WINDOW
from analysis.coverage.rules import DEFAULT_RULE, RULES
from figures.charts.coverage_charts import apart_chart, coverage_chart, province_multiples
from figures.charts.outlook_charts import forecast_chart, survival_chart
from figures.words.language import NO_VALUE
from views.pages.trends_page.any_day import any_day
from views.pages.trends_page.hazard import who_waited
from views.pages.trends_page.totals import KINDS, about_list, new_and_totals
from views.pages.trends_page.two_dates import two_dates
from views.parts import pictures, shell
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.reader import library, session
from views.reader.answers import once
from views.reader.state import SECTIONS

if TYPE_CHECKING:
    from analysis.coverage.backtest import Backtest
    from analysis.coverage.forecast import Forecast, Reached
    from figures.words.language import Words


def coverage_over_time(say: Words) -> None:
    """Draw coverage under each rule, and each province on one scale."""
    table = once("coverage.rules", lambda: _by_rule(say), of=())
    table_behind(table, about_list(say), say, "coverage", kept_for="", of=())
    table = once("coverage.provinces", lambda: _by_province(say), of=("rule", "province"))
    about = about_list(say, session.state().rule)
    table_behind(table, about, say, "provinces-over-time", kept_for="", of=("rule",))


def _by_rule(say: Words) -> pd.DataFrame:
    """Draw coverage under each rule; return it as a table."""
    histories = {rule: library.history(rule) for rule in RULES}
    first = say(f"rule.{DEFAULT_RULE}")
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
    return table


def _by_province(say: Words) -> pd.DataFrame:
    """Draw each province on one scale; return its counts over the years."""
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
    return wide.reset_index().rename(columns={"edition": say("trends.year")})


def waiting(say: Words) -> None:
    """Draw how long municipalities waited, by kind and by province group."""
    groups = {
        "kind": {kind: say(f"kind.{kind}") for kind in KINDS[:3]},
        "province_group": {one: say(f"group.{one}") for one in survival.PROVINCE_GROUPS},
    }
    st.markdown(f"##### {say('trends.survival.title')}")
    st.caption(say("trends.survival.method"))
    for column, (by, names) in zip(st.columns(2), groups.items(), strict=True):
        with column:
            curve = once(f"waiting.{by}", partial(_waited, by, names, say), of=())
            about = about_list(say, "strict")
            table_behind(curve, about, say, f"waiting-{by}", kept_for="", of=())
    once("waiting.ratios", lambda: who_waited(say), of=())


def _waited(by: str, names: dict[str, str], say: Words) -> pd.DataFrame:
    """Draw how long each group waited, with its test; return the curves."""
    times = library.timeline().waiting_times()
    st.markdown(f"###### {say(f'trends.survival.by.{by}')}")
    pictures.altair_chart(survival_chart(survival.curves(times, by), names, say, shell.theme()))
    risk = survival.at_risk(times, by)
    wide = risk.pivot_table(index="group", columns="year", values="at_risk")
    wide = wide.loc[list(names)].astype(int).rename(index=names, columns=str)
    st.caption(say("trends.survival.at_risk"))
    st.table(wide.rename_axis(index=say("trends.group"), columns=None), border="horizontal")
    for group, years in survival.medians(times, by).items():
        text = say("trends.survival.median", years=say.number(years, 1))
        st.markdown(f"- {plain(names[str(group)])}: {text}")
    statistic, p_value = survival.log_rank(times, by)
    shown = "< 0.001" if p_value < 0.001 else f"= {say.number(p_value, 3)}"  # noqa: PLR2004  # as usual
    st.caption(say("trends.survival.test", statistic=say.number(statistic, 1), p=shown))
    curve = survival.curves(times, by).round(4)
    curve["group"] = curve["group"].map(names)
    return curve


def estimate(say: Words) -> None:
    """Draw the estimate of full coverage and how the method would have done before."""
    timeline = library.timeline()
    ahead, past = timeline.forecast()
    st.markdown(f"##### {say('trends.forecast.title')}")
    if not past.reliable:
        st.error(say("trends.forecast.unreliable"), icon="⚠️")
    last = ahead.base_year + HORIZON_YEARS
    if ahead.full.median is None:
        answer = say(
            "trends.forecast.answer.never", year=last, chance=say.percent(ahead.full.chance, 0)
        )
    else:
        answer = say("trends.forecast.answer.full", **_years(ahead.full, last, say))
    once("forecast.drawn", lambda: _foreseen(ahead, past, answer, say), of=())
    _forecast_tables(ahead, past, say)


def _years(reached: Reached, last: int, say: Words) -> dict[str, object]:
    """Return the year in which a share is reached with its interval, as the page says it."""
    late = say("trends.forecast.later", year=last)
    return {"year": reached.median, "low": reached.low or late, "high": reached.high or late}


def _foreseen(ahead: Forecast, past: Backtest, answer: str, say: Words) -> None:
    """Draw the estimate, and what it rests on beside it."""
    drawn, told = st.columns([1.7, 1], gap="medium")
    with drawn:
        pictures.altair_chart(forecast_chart(library.history("strict"), ahead, say, shell.theme()))
    with told:
        st.markdown(f"**{plain(answer)}**")
        if ahead.nearly.median is not None:
            last = ahead.base_year + HORIZON_YEARS
            share = say.percent(NEARLY, 0)
            years = _years(ahead.nearly, last, say)
            st.markdown(say("trends.forecast.answer.nearly", share=share, **years))
        _pace(ahead, past, say)


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
            first=FIRST_ORIGIN,
            tried=FIRST_TRIED,
            chosen=int(FIRST_ORIGIN) - 1,
            last=int(past.points["fitted_to"].max()),
            rate=say.percent(past.hit_rate, 0),
            hits=int(past.points["hit"].sum()),
            points=len(past.points),
            next=int(past.next_year["hit"].sum()),
            origins=len(past.next_year),
        )
    )
    if past.wider_than_said:
        st.markdown(say("trends.forecast.wide", level=say.percent(LEVEL, 0)))
    st.markdown(
        say(
            "trends.forecast.scores",
            score=say.number(past.score, 1),
            bias=say.number(past.bias, 1),
            fifths=" · ".join(say.number(count) for count in past.pit),
        )
    )
    lost = library.timeline().losses()
    st.markdown(
        say(
            "trends.forecast.losses",
            lost=say.number(lost.lost),
            years=say.number(lost.place_years),
            rate=say.percent(lost.rate, 2),
            low=say.percent(lost.low, 2),
            high=say.percent(lost.high, 2),
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
        kept_for="",
        of=(),
    )
    points = past.points.round(3).rename(
        columns=names
        | {
            "fitted_to": say("trends.forecast.fitted"),
            "actual": say("trends.forecast.observed"),
            "hit": say("trends.forecast.hit"),
            "pit": say("trends.forecast.pit"),
            "score": say("trends.forecast.score"),
        }
    )
    title = say("trends.forecast.backtest.title")
    table_behind(points, about_list(say, "strict"), say, "backtest", title, kept_for="", of=())


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
    if section == SECTIONS[0]:
        pictures.png_button("trend", say)
    if section in SERIES:
        editions = library.atlas().editions
        day = library.atlas().edition_date(editions[-1])
        rule = SERIES[section] or session.state().rule
        shell.footer_of(say.date(day), editions[-1], rule, since=editions[0])


page()
