"""추이 Trends: new designations, totals, coverage, waiting times, the estimate, two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis import survival
from analysis.compare import CARRIED_ON, CHANGES, ENDED, JOINED, LEFT, OPEN
from analysis.coverage import RULES
from analysis.forecast import BACKTEST_YEARS, HORIZON_YEARS, WINDOW
from analysis.trends import NO_YEAR
from figures.calendar_charts import CHANGE_STATUS, class_map
from figures.language import NO_VALUE
from figures.outlook_charts import forecast_chart, survival_chart
from figures.trend_charts import coverage_chart, new_chart, province_chart, total_chart
from geo.history import places_on
from views import library, session, shell
from views.behind import notes, table_behind

if TYPE_CHECKING:
    from analysis.compare import Comparison
    from figures.language import Words

KINDS = ("si", "gun", "gu", "special_city")
SECTIONS = ("new", "coverage", "survival", "forecast", "compare")


def _theme() -> str:
    return st.context.theme.type or "light"


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
    st.altair_chart(new_chart(dated, names, say, _theme()))
    undated = int(new.loc[new["year"] == NO_YEAR, "new"].sum())
    st.caption(say("trends.new.no_year", count=undated))
    table = dated.assign(group=dated["group"].map(names)).pivot_table(
        index="year", columns="group", values="new", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[name for name in names.values() if name in table.columns])
    table = table.rename_axis(columns=None).reset_index()
    table_behind(table.rename(columns={"year": say("trends.year")}), _about(say), say, f"new-{by}")
    st.markdown(f"##### {say('trends.total.title')}")
    st.altair_chart(total_chart(timeline.trend(), timeline.marks(), say, _theme()))
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
    st.altair_chart(coverage_chart(histories, say, _theme()))
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
        province_chart(shares, list(dict.fromkeys(names)), say, _theme()), width="content"
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
            st.altair_chart(survival_chart(survival.curves(times, by), names, say, _theme()))
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
    st.altair_chart(forecast_chart(library.history("strict"), ahead, say, _theme()))
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


def two_dates(say: Words) -> None:
    """Compare two editions: lists, provinces and the map of the change."""
    timeline = library.timeline()
    editions = timeline.atlas.editions
    current = session.state().edition
    st.markdown(f"##### {say('trends.compare.title')}")
    left, right = st.columns(2)
    start = editions.index(timeline.atlas.previous(current) or current)
    before = left.selectbox(
        say("trends.compare.before"), editions, index=start, key="compare_before"
    )
    after = right.selectbox(
        say("trends.compare.after"), editions, index=editions.index(current), key="compare_after"
    )
    if editions.index(before) >= editions.index(after):
        st.info(say("trends.compare.order"))
        return
    dates = [timeline.atlas.edition_date(one) for one in (before, after)]
    found = timeline.compare(dates[0], dates[1], session.state().rule)
    lists, picture = st.columns([1, 1.1], gap="medium")
    with lists:
        _moved(found, say)
        table_behind(
            _change_table(found, say),
            notes(say, f"{dates[0]} → {dates[1]}", after, found.rule),
            say,
            f"compare-{before}-{after}",
        )
    with picture:
        _change_map(found, say)


def _moved(found: Comparison, say: Words) -> None:
    """Name what joined, left, carried a title on or is open."""
    for change in (JOINED, LEFT):
        st.markdown(f"**{say.plural(f'trends.compare.{change}', len(found.of(change)))}**")
        st.markdown(_names(found, change, say) or NO_VALUE)
    for change in (CARRIED_ON, ENDED, OPEN):
        if len(found.of(change)):
            st.markdown(f"**{say(f'change.{change}')}**: {_names(found, change, say)}")


def _names(found: Comparison, change: str, say: Words) -> str:
    rows = found.of(change)
    if say.lang == "ko":
        return ", ".join(rows["province_short_ko"] + " " + rows["name_ko"])
    return ", ".join(rows["province_en"] + " " + rows["name_en"])


def _change_table(found: Comparison, say: Words) -> pd.DataFrame:
    """Return each province's counts on both dates and what joined and left."""
    rows = found.provinces

    def counts(which: str) -> list[str]:
        return [
            NO_VALUE if pd.isna(of) else f"{say.count_range(int(low), int(high))} / {of}"
            for low, high, of in zip(
                rows[f"at_least_{which}"],
                rows[f"at_most_{which}"],
                rows[f"of_{which}"],
                strict=True,
            )
        ]

    return pd.DataFrame(
        {
            say("table.province"): rows["province_short_ko" if say.lang == "ko" else "province_en"],
            say("trends.compare.before"): counts("before"),
            say("trends.compare.after"): counts("after"),
            say("change.joined"): rows["joined"],
            say("change.left"): rows["left"],
        }
    )


def _change_map(found: Comparison, say: Words) -> None:
    """Draw the places of the later date in the class of their change."""
    timeline = library.timeline()
    register = timeline.atlas.register
    shapes = places_on(library.pieces(), timeline.territory, register, found.after)
    rows = found.places.loc[shapes.index]
    shown = [change for change in CHANGES if change in set(rows["change"])]
    classes = pd.DataFrame(
        {
            "label": [say(f"change.{change}") for change in rows["change"]],
            "name": [register.full_name(unit, found.after, say.lang) for unit in rows.index],
        },
        index=rows.index,
    )
    st.altair_chart(
        class_map(
            shapes,
            classes,
            {say(f"change.{change}"): CHANGE_STATUS[change] for change in shown},
            say(
                "trends.compare.map_alt",
                before=say.date(found.before),
                after=say.date(found.after),
            ),
            _theme(),
        )
    )
    rough = shapes.index[shapes["accuracy"] == "approximate"]
    if len(rough):
        names = ", ".join(register.full_name(unit, found.after, say.lang) for unit in rough)
        st.caption(say("trends.boundary.approximate", names=names))


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
    section = st.segmented_control(
        say("page.trends"),
        SECTIONS,
        default=SECTIONS[0],
        format_func=lambda one: say(f"trends.section.{one}"),
        key="trends_section",
        label_visibility="collapsed",
    )
    DRAW[section or SECTIONS[0]](say)
    shell.footer(shell.point())


page()
