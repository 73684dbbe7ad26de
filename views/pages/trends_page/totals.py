"""What the trends page shows first: new designations, totals, and what was printed otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.coverage.trends import NO_YEAR
from figures.charts.trend_charts import new_chart, new_matrix, total_chart
from figures.words.language import NO_VALUE
from views.parts import pictures, shell
from views.parts.downloads import notes, table_behind
from views.reader import library
from views.reader.answers import once

if TYPE_CHECKING:
    from figures.words.language import Words

KINDS = ("si", "gun", "gu", "special_city")


def about_list(say: Words, rule: str = "") -> list[tuple[str, str]]:
    """Return what a file of the whole list must say of itself."""
    timeline = library.timeline()
    edition = timeline.last_edition
    return notes(say, timeline.atlas.edition_date(edition), edition, rule)


def new_and_totals(say: Words) -> None:
    """Draw new designations and the totals with what was printed, side by side on a desk."""
    left, right = st.columns(2, gap="medium")
    with left:
        _new(say)
    with right:
        _totals(say)
    st.markdown(f"###### {say('trends.total.differs')}")
    once("totals.differing", lambda: st.table(_differing(say), border="horizontal"), of=())
    st.caption(say("trends.conflicts.note"))


def _new(say: Words) -> None:
    """Draw new designations a year by kind or province."""
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
    table = once("totals.new", lambda: _new_chart(by, say), by, of=())
    table_behind(table, about_list(say), say, f"new-{by}", kept_for="", of=())


def _new_chart(by: str, say: Words) -> pd.DataFrame:
    """Draw new designations a year by kind or province; return them as a table."""
    timeline = library.timeline()
    new = timeline.new_by(by)
    names = {kind: say(f"kind.{kind}") for kind in KINDS}
    if by == "province_code":
        provinces = timeline.atlas.register.provinces_on(
            timeline.atlas.edition_date(timeline.last_edition)
        )
        names = provinces["short_ko" if say.lang == "ko" else "short_en"].to_dict()
    dated = new[new["year"] != NO_YEAR]
    if by == "kind":
        pictures.altair_chart(new_chart(dated, names, say, shell.theme()))
    else:
        pictures.altair_chart(new_matrix(dated, names, say, shell.theme()))
    undated = int(new.loc[new["year"] == NO_YEAR, "new"].sum())
    if undated:
        st.caption(say("trends.new.no_year", count=undated))
    table = dated.assign(group=dated["group"].map(names)).pivot_table(
        index="year", columns="group", values="new", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[name for name in names.values() if name in table.columns])
    table = table.rename_axis(columns=None).reset_index()
    return table.rename(columns={"year": say("trends.year")})


def _totals(say: Words) -> None:
    """Draw the running total and what was printed; what differs is explained in sight."""
    timeline = library.timeline()
    st.markdown(f"##### {say('trends.total.title')}")
    once(
        "totals.chart",
        lambda: pictures.altair_chart(
            total_chart(timeline.trend(), timeline.marks(), say, shell.theme())
        ),
        of=(),
    )
    st.caption(say("trends.total.note"))
    table = once("totals.table", lambda: _total_table(say), of=())
    table_behind(table, about_list(say, "official"), say, "totals", kept_for="", of=())


def _differing(say: Words) -> pd.DataFrame:
    """Return every printed total that differs, beside the total of the ledger, and why."""
    timeline = library.timeline()
    marks = timeline.marks()
    marks = marks[marks[f"explanation_{say.names}"] != ""]
    ledger = {
        row["year"]: say.count_range(row["total_min"], row["total_max"]) for row in timeline.trend()
    }
    return pd.DataFrame(
        {
            say("trends.year"): marks["year"].astype(str),
            f"{say('trends.total.printed')} / {say('trends.total.range')}": [
                f"{printed} / {ledger[year]}"
                for printed, year in zip(marks["total"], marks["year"], strict=True)
            ],
            say("trends.total.why"): [
                f"{say(f'counted_by.{who}')}: {why}"
                for who, why in zip(
                    marks["counted_by"], marks[f"explanation_{say.names}"], strict=True
                )
            ],
        }
    ).set_index(say("trends.year"))


def _total_table(say: Words) -> pd.DataFrame:
    """Return the totals year by year with every printed figure and its explanation."""
    timeline = library.timeline()
    marks = timeline.marks()
    rows = []
    for row in timeline.trend():
        said = marks[marks["year"] == row["year"]]
        why = [text for text in said[f"explanation_{say.names}"] if text]
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
