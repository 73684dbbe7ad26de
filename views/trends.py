"""추이 Trends: new designations, totals, coverage, waiting times, the estimate, two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis import survival
from analysis.coverage import RULES
from analysis.forecast import BACKTEST_YEARS, HORIZON_YEARS, WINDOW
from analysis.trends import NO_YEAR
from figures.language import NO_VALUE
from figures.outlook_charts import forecast_chart, survival_chart
from figures.trend_charts import coverage_chart, new_chart, province_chart, total_chart
from views import library, session, shell
from views.downloads import notes, table_behind
from views.state import SECTIONS
from views.two_dates import two_dates

if TYPE_CHECKING:
    from figures.language import Words

KINDS = ("si", "gun", "gu", "special_city")


def _about(say: Words, rule: str = "") -> list[tuple[str, str]]:
    timeline = library.timeline()
    edition = timeline.last_edition
    return notes(say, timeline.atlas.edition_date(edition), edition, rule)


def new_and_totals(say: Words) -> None:
    """Draw new designations by kind or province, and the totals with what was printed."""
    timeline = library.timeline()
    st.markdown(f"##### {say('trends.new.title')}")
    by = st.segmented_control(
        say("trends.new.by"),
        ("kind", "province_code"),
        default="kind",
        format_func=lambda one: say(f"trends.new.by.{one}"),
        key="trends_by",
        label_visibility="collapsed",
    )
    by = by or "kind"
    new = timeline.new_by(by)
    names = {kind: say(f"kind.{kind}") for kind in KINDS}
    if by == "province_code":
        provinces = timeline.atlas.register.provinces_on(
            timeline.atlas.edition_date(timeline.last_edition)
        )
        names = provinces["short_ko" if say.lang == "ko" else "short_en"].to_dict()
    dated = new[new["year"] != NO_YEAR]
    st.altair_chart(new_chart(dated, names, say, shell.theme()))
    undated = int(new.loc[new["year"] == NO_YEAR, "new"].sum())
    st.caption(say("trends.new.no_year", count=undated))
    table = dated.assign(group=dated["group"].map(names)).pivot_table(
        index="year", columns="group", values="new", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[name for name in names.values() if name in table.columns])
    table = table.rename_axis(columns=None).reset_index()
    table_behind(table.rename(columns={"year": say("trends.year")}), _about(say), say, f"new-{by}")
    st.markdown(f"##### {say('trends.total.title')}")
    st.altair_chart(total_chart(timeline.trend(), timeline.marks(), say, shell.theme()))
    st.caption(say("trends.conflicts.note"))
    table_behind(_total_table(say), _about(say, "official"), say, "totals")


def _total_table(say: Words) -> pd.DataFrame:
    """Return the totals year by year with every printed figure and its explanation."""
    timeline = library.timeline()
    marks = timeline.marks()
    rows = []
    for row in timeline.trend():
        said = marks[marks["year"] == row["year"]]
        why = [text for text in said[f"explanation_{say.lang}"] if text]
        rows.append(
            {
                say("trends.year"): str(row["year"]),
                say("trend.new"): row["new"],
                say("trends.total.range"): say.count_range(row["total_min"], row["total_max"]),
                say("trends.total.printed"): ", ".join(map(str, row["printed"])) or NO_VALUE,
                say("table.of"): row["municipalities"],
                say("trends.total.why"): " ".join(why),
            }
        )
    return pd.DataFrame(rows)


def coverage_over_time(say: Words) -> None:
    """Draw coverage under each rule, and each province on one scale."""
    histories = {rule: library.history(rule) for rule in RULES}
    st.markdown(f"##### {say('trends.coverage.title')}")
    st.altair_chart(coverage_chart(histories, say, shell.theme()))
    table = pd.DataFrame({say("trends.year"): histories["official"]["edition"]})
    for rule, frame in histories.items():
        table[say(f"rule.{rule}")] = [
            f"{say.count_range(row.at_least, row.at_most)} / {row.of} = "
            + say.percent_range(row.at_least / row.of, row.at_most / row.of)
            for row in frame.itertuples()
        ]
    table_behind(table, _about(say), say, "coverage")
    st.markdown(f"##### {say('trends.provinces.title')}")
    rule = session.state().rule
    shares = library.timeline().by_province(rule)
    names = shares["province_short_ko" if say.lang == "ko" else "province_en"]
    shares = shares.assign(name=names)
    st.altair_chart(
        province_chart(shares, list(dict.fromkeys(names)), say, shell.theme()), width="content"
    )
    shares["cell"] = [
        f"{say.count_range(row.at_least, row.at_most)} / {row.of}" for row in shares.itertuples()
    ]
    wide = shares.pivot_table(index="edition", columns="name", values="cell", aggfunc="first")
    wide = wide[list(dict.fromkeys(names))].fillna(NO_VALUE).rename_axis(columns=None)
    table_behind(
        wide.reset_index().rename(columns={"edition": say("trends.year")}),
        _about(say, rule),
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
            st.altair_chart(survival_chart(survival.curves(times, by), names, say, shell.theme()))
            risk = survival.at_risk(times, by)
            wide = risk.pivot_table(index="group", columns="year", values="at_risk")
            wide = wide.loc[list(names)].astype(int).rename(index=names, columns=str)
            st.caption(say("trends.survival.at_risk"))
            st.dataframe(wide.rename_axis(index=say("trends.group"), columns=None))
            for group, years in survival.medians(times, by).items():
                text = say("trends.survival.median", years=say.number(years, 1))
                st.markdown(f"- {names[str(group)]}: {text}")
            statistic, p_value = survival.log_rank(times, by)
            shown = "< 0.001" if p_value < 0.001 else say.number(p_value, 3)  # noqa: PLR2004
            st.caption(say("trends.survival.test", statistic=say.number(statistic, 1), p=shown))
            curve = survival.curves(times, by).round(4)
            curve["group"] = curve["group"].map(names)
            table_behind(curve, _about(say, "strict"), say, f"waiting-{by}")


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
    st.markdown(f"**{answer}**")
    st.altair_chart(forecast_chart(library.history("strict"), ahead, say, shell.theme()))
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
    names = {
        "year": say("trends.year"),
        "low": f"{say('trends.forecast.interval')} ↓",
        "median": say("trends.forecast.estimate"),
        "high": f"{say('trends.forecast.interval')} ↑",
    }
    table_behind(
        ahead.paths[list(names)].rename(columns=names), _about(say, "strict"), say, "forecast"
    )
    points = past.points.rename(
        columns=names
        | {
            "fitted_to": say("trends.forecast.fitted"),
            "actual": say("trends.forecast.observed"),
            "hit": say("trends.forecast.hit"),
        }
    )
    table_behind(points, _about(say, "strict"), say, "backtest")


DRAW = {
    "new": new_and_totals,
    "coverage": coverage_over_time,
    "survival": waiting,
    "forecast": estimate,
    "compare": two_dates,
}


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
    DRAW[session.state().section](say)
    shell.footer(shell.point())


page()
