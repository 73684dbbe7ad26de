"""Kinds of places on the gaps page: exact intervals and tested differences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis.gaps.remainder import GROUPINGS
from figures.charts.gap_charts import interval_chart
from figures.words.language import NO_VALUE
from views.pages.gaps_page.gap_parts import about, figures_table, files
from views.parts import pictures, shell
from views.parts.downloads import table_behind
from views.parts.plain import plain
from views.reader import library
from views.reader.answers import once

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

TENTH = 0.1
SMALL_P = 0.001
"""A p-value below this is shown as the bound."""


def number(value: Any, say: Words, digits: int = 1) -> str:
    """Return a number or a dash; an infinite one as its sign."""
    if value is None or pd.isna(value):
        return NO_VALUE
    return "∞" if value == float("inf") else say.number(float(value), digits)


def ratio(value: Any, say: Words) -> str:
    """Return a ratio with two digits that count: 3.2, 0.54, 0.078."""
    small = value is not None and not pd.isna(value) and 0 < value < 1
    return number(value, say, (2 if value >= TENTH else 3) if small else 1)


def ratios(low: Any, high: Any, say: Words) -> str:
    """Return an interval of ratios."""
    return f"{ratio(low, say)}–{ratio(high, say)}"


def p_text(value: Any, say: Words) -> str:
    """Return a p-value; a very small one as its bound."""
    if value is None or pd.isna(value):
        return NO_VALUE
    return "< 0.001" if value < SMALL_P else say.number(float(value), 3)


def p_sentence(value: Any, say: Words) -> str:
    """Return a p-value with its sign, as a sentence has it: = 0.021, < 0.001."""
    text = p_text(value, say)
    return text if text.startswith("<") else f"= {text}"


def span(low: Any, high: Any, say: Words, digits: int = 1) -> str:
    """Return an interval."""
    return f"{number(low, say, digits)}–{number(high, say, digits)}"


def groups(point: Coverage, say: Words) -> None:
    """Compare kinds of places: exact intervals and tested differences."""
    regional = library.regional()
    one = regional.depopulating_contrast(point.edition)
    counts = {
        "year": regional.dates["depopulating"][:4],
        "share": say.percent(one.share),
        "missing": one.missing,
        "of": one.of,
        "other_share": say.percent(one.other_share),
        "other_missing": one.other_missing,
        "other_of": one.other_of,
    }
    if one.p_value is None:
        st.info(say("gaps.groups.no_sentence"))
    elif one.ratio is None:
        st.info(say("gaps.groups.no_ratio", p=plain(p_sentence(one.p_value, say)), **counts))
    else:
        sentence = say(
            "gaps.groups.sentence",
            ratio=ratio(one.ratio, say),
            low=ratio(one.ratio_low, say),
            high=ratio(one.ratio_high, say),
            odds=ratio(one.odds_ratio, say),
            odds_low=ratio(one.odds_low, say),
            odds_high=ratio(one.odds_high, say),
            p=p_sentence(one.p_value, say),
            **counts,
        )
        st.markdown(f"#### {plain(sentence)}")
    _adjusted(point, say)
    st.caption(say("gaps.groups.how"))
    for column, grouping in zip(st.columns(len(GROUPINGS)), GROUPINGS, strict=True):
        with column:
            st.markdown(f"##### {say(f'gaps.groups.{grouping}')}")
            table = regional.coverage_by(point.edition, grouping)
            if not table["of"].sum():
                st.info(say("gaps.no_population"))
                continue
            draw = partial(_group, point, grouping, table, say)
            frame = once(f"gaps.groups.{grouping}", draw, of=("edition",))
            name = f"gap-groups-{grouping}"
            table_behind(frame, about(point, say), say, name, kept_for="", of=("edition",))
    st.caption(
        say("gaps.groups.dates", **{name: say.when(date) for name, date in regional.dates.items()})
    )


def _adjusted(point: Coverage, say: Words) -> None:
    """Say what is left of the difference once other traits are alike, model by model."""
    found = library.regional().depopulating_adjusted(point.edition)
    if not found:
        return
    sized = next((one for one in found if one.model == ("kind", "log_population")), found[0])
    open_ = sized.low <= 1 <= sized.high
    st.markdown(say("gaps.adjusted.open" if open_ else "gaps.adjusted.left"))
    frame = pd.DataFrame(
        {
            say("gaps.adjusted.alike"): [
                ", ".join(say(f"gaps.adjusted.{name}") for name in one.model)
                + (" *" if one.thin else "")
                for one in found
            ],
            say("gaps.col.odds_ratio"): [
                f"{ratio(one.odds_ratio, say)} ({ratios(one.low, one.high, say)})" for one in found
            ],
            say("gaps.adjusted.in"): [say.percent(one.chance_in) for one in found],
            say("gaps.adjusted.out"): [say.percent(one.chance_out) for one in found],
        }
    )
    figures_table(frame, "adjusted")
    st.caption(say("gaps.adjusted.how"))
    files(frame, point, say, "gap-adjusted")


def _group(point: Coverage, grouping: str, table: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Draw each group's coverage; return it with how the group differs from the others."""
    names = {one: say(f"gaps.group.{one}") for one in GROUPINGS[grouping]}
    pictures.altair_chart(interval_chart(table, names, say, shell.theme()))
    against = library.regional().contrasts(point.edition, grouping)
    rows = []
    for group, one in against.iterrows():
        share = table.loc[group]
        odds = f"{ratio(one['odds_ratio'], say)} ({ratios(one['odds_low'], one['odds_high'], say)})"
        rows.append(
            {
                "group": names[str(group)],
                "designated": int(share["designated"]),
                "of": int(share["of"]),
                "share": number(share["share"] * 100, say),
                "interval": span(share["low"] * 100, share["high"] * 100, say),
                "missing": int(one["missing"]),
                "ratio": ratio(one["ratio"], say),
                "ratio_interval": ratios(one["ratio_low"], one["ratio_high"], say),
                "odds_ratio": odds if pd.notna(one["odds_ratio"]) else NO_VALUE,
                "p_adjusted": p_text(one["p_adjusted"], say),
            }
        )
    frame = pd.DataFrame(rows)
    frame.columns = [say(f"gaps.col.{one}") for one in frame.columns]
    return frame
