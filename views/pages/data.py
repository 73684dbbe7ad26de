"""자료 Data & method: what counts, what every column means, sources, doubts and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.atlas import publisher
from analysis.coverage.rules import RULES
from store.folders import DATA
from store.tables import read_text_table
from store.version import version
from views.pages.data_page import boundary_upload
from views.parts import shell
from views.parts.downloads import downloads
from views.parts.plain import plain
from views.reader import library
from views.reader.answers import once
from views.reader.publication import KEPT

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

DATASETS = (
    ("boundaries", "kogl1"),
    ("designations", "facts"),
    ("programmes", "facts"),
    ("register", "kogl1"),
    ("population", "kogl1"),
    ("depopulating", "notice"),
    ("fiscal", "unread"),
    ("area", "free"),
    ("facilities", "unread"),
)
"""Data set and licence; the catalogue names both, and the publisher."""


@st.cache_data(show_spinner=False)
def dictionary(lang: str) -> pd.DataFrame:
    """Return the data dictionary in one language."""
    parts = [read_text_table(path) for path in sorted((DATA / "dictionary").glob("*.csv"))]
    rows = pd.concat(parts, ignore_index=True)
    return rows[["table", "column", f"meaning_{lang}", "unit"]]


@st.cache_data(show_spinner=False, max_entries=KEPT)
def doubts(data_hash: str) -> pd.DataFrame:  # noqa: ARG001  # the key
    """Return why rows are doubted, in both languages."""
    return library.atlas().table("doubts")


def rules(say: Words) -> None:
    """Explain the counting rules with their figures for the edition shown."""
    state_edition = shell.point().edition
    st.markdown(f"#### {say('data.rules')}")
    printed = library.atlas().coverage(edition=state_edition, rule="official")
    least = printed.nation.at_least
    beside = printed.beside()
    column = "name_ko" if say.lang == "ko" else "name_en"
    st.markdown(
        say(
            "data.rules.text" if beside else "data.rules.text.same",
            names=plain(", ".join(printed.states.loc[beside, column])),
            date=say.date(printed.date),
            of=printed.nation.of,
            designated=least,
            difference=printed.nation.of - least,
            left=len(printed.remaining()),
        )
    )
    rows = []
    for rule in RULES:
        nation = library.atlas().coverage(edition=state_edition, rule=rule).nation
        rows.append(
            {
                say("bar.rule"): say(f"rule.{rule}"),
                say("table.counts"): f"{say.count_range(nation.at_least, nation.at_most)}"
                f" / {nation.of}",
                say("table.share"): say.percent_range(nation.share_at_least, nation.share_at_most),
                say("data.rule_meaning"): say(f"rule.{rule}.sentence"),
            }
        )
    st.table(pd.DataFrame(rows).set_index(say("bar.rule")))


def uncertain(point: Coverage, say: Words) -> pd.DataFrame:
    """Return the rows a reader should doubt: weak designations and inferred absences."""
    atlas = library.atlas()
    events = atlas.tables.events
    doubtful = events[events["confidence"].isin(["low", "inferred"])]
    reasons = doubts(atlas.data_hash).set_index(["unit_id", "kind"])[f"reason_{say.names}"]
    rows = [
        {
            say("table.place"): atlas.register.full_name(row["unit_id"], point.date, say.lang),
            say("data.what"): say(f"event.{row['kind']}"),
            say("data.when"): f"{row['date_from'][:4]}–{row['date_to'][:4]}"
            if row["date_from"][:4] != row["date_to"][:4]
            else row["date_from"][:4],
            say("card.confidence"): say(f"confidence.{row['confidence']}"),
            say("data.reason"): reasons.get((row["unit_id"], row["kind"]), ""),
        }
        for row in doubtful.to_dict("records")
        if row["unit_id"] in point.states.index
    ]
    return pd.DataFrame(rows)


def conflict_table(rows: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return the conflicts in words: the printed figure beside the computed one."""
    return pd.DataFrame(
        {
            say("conflict.year"): rows["year"],
            say("conflict.measure"): [say(f"conflict.{name}") for name in rows["measure"]],
            say("conflict.printed"): rows["printed"],
            say("conflict.computed"): [
                say.number(low, 2 if low % 1 else 0)
                if low == high
                else f"{say.number(low)}–{say.number(high)}"
                for low, high in zip(rows["computed_min"], rows["computed_max"], strict=True)
            ],
            say("conflict.counted_by"): [say(f"counted_by.{name}") for name in rows["counted_by"]],
            say("conflict.explanation"): rows[f"explanation_{say.names}"],
        }
    )


def sources(say: Words) -> None:
    """List the data sets with publisher and licence, and every source of the designations."""
    st.markdown(f"#### {say('data.sources')}")
    rows = [
        {
            say("data.set"): say(f"data.set.{name}"),
            say("data.publisher"): say(f"data.set.{name}.publisher"),
            say("data.licence"): say(f"licence.{licence}"),
        }
        for name, licence in DATASETS
    ]
    st.table(pd.DataFrame(rows).set_index(say("data.set")))
    with st.expander(say("data.sources.all")):
        st.dataframe(cited(say), hide_index=True, height=360)


def cited(say: Words) -> pd.DataFrame:
    """Return every source of the designation records, with the column names of the language."""
    table = library.atlas().tables.sources
    columns = {
        "source": table["source_id"],
        "publisher": [publisher(row, say.lang) for row in table.to_dict("records")],
        "title": table["title"],
        "date": table["date"],
        "url": table["url"],
    }
    return pd.DataFrame({say(f"data.cited.{name}"): column for name, column in columns.items()})


def _conflicts(say: Words) -> None:
    rows = library.timeline().conflicts()
    st.dataframe(conflict_table(rows, say), hide_index=True, height=300)


def _dictionary(say: Words) -> None:
    st.markdown(f"#### {say('data.dictionary')}")
    st.dataframe(
        dictionary(say.names).rename(
            columns={
                "table": say("data.table"),
                "column": say("data.column"),
                f"meaning_{say.names}": say("data.meaning"),
                "unit": say("data.unit"),
            }
        ),
        hide_index=True,
        height=360,
    )


def page() -> None:
    """Draw the page."""
    say, point = shell.speak(), shell.point()
    atlas = library.atlas()
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        once("data.rules", lambda: rules(say), of=("edition", "rule"))
        st.markdown(f"#### {say('data.uncertain')}")
        st.markdown(say("data.uncertain.text"))
        once(
            "data.uncertain",
            lambda: st.dataframe(uncertain(point, say), hide_index=True),
            of=("edition",),
        )
        st.markdown(f"#### {say('data.conflicts')}")
        st.markdown(say("data.conflicts.text"))
        once("data.conflicts", lambda: _conflicts(say), of=())
    with right:
        once("data.sources", lambda: sources(say), of=())
        once("data.dictionary", lambda: _dictionary(say), of=())
        st.markdown(f"#### {say('data.version')}")
        st.markdown(
            say(
                "data.version.text",
                version=version(),
                hash=atlas.data_hash,
                bundle=library.built().bundle,
            )
        )
        downloads(states_table(point), point, say, "places")
    boundary_upload.section(say)
    shell.footer(point)


def states_table(point: Coverage) -> pd.DataFrame:
    """Return every place's state at the edition as a tidy table."""
    columns = ["province_ko", "province_en", "name_ko", "name_en", "kind", "is_municipality"]
    columns += ["status", "since_from", "since_to", "confidence"]
    return point.states[columns].reset_index()


page()
