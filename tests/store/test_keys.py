"""The key that a table declares is the key its reader uses: what one allows the other can read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from analysis.atlas import Atlas
from analysis.checks.agreement import list_faults, remaining_faults, renewal_faults
from analysis.coverage.conflicts import conflicts
from analysis.coverage.ledger import check_events, events_from_list, status_on
from analysis.coverage.trends import printed_marks
from analysis.places import context, people
from analysis.programmes.grants import totals
from analysis.renewals.record import record_agreement, size_agreement
from analysis.renewals.rules import Rules
from geo.names.resolver import Resolver
from geo.places.lives import life_faults
from geo.shapes.by_date import territory_faults
from store.errors import AtlasError
from store.schemas import SPECS
from store.tables import CORE, check_table, read_table

DAY = "2026-03-10"
FRESH = {
    "year": "2027", "budget_year": "2027", "from_year": "2028", "ref_date": "2027-06-30",
    "valid_from": "2026-11-01", "date_from": "2026-11-01", "effective_date": "2026-11-01",
    "edition": "2027",
}  # fmt: skip
"""A value that no row of a dated key has yet; other parts of a key take another row's value."""


@cache
def whole():
    """Return the atlas as it is delivered."""
    return Atlas.whole()


def core(name, frame):
    """Return the atlas with another of its core tables."""
    one = whole()
    return replace(one, tables=replace(one.tables, **{name: frame}), register=one.register)


def read_core(name):
    """Return a reader of a core table: what every figure asks first."""

    def read(frame):
        changed = core(name, frame)
        tables = changed.tables
        states = status_on(tables.events, changed.register, DAY)
        assert states.index.is_unique
        assert changed.sources_of("2023")
        assert changed.publishers(tables.sources["source_id"].iloc[0], "ko")

    return read


def read_context(name):
    """Return a reader of a table of the context: one row a place."""

    def read(frame):
        tables = {one: read_table(one) for one in context.TABLES} | {name: frame}
        assert context.context(tables).index.is_unique
        assert context.dates(tables)

    return read


def read_people(name):
    """Return a reader of a count of people: one number a place and date."""

    def read(frame):
        tables = {one: read_table(one) for one in people.TABLES} | {name: frame}
        known = people.populations(tables, whole().tables.codes)
        assert not known.duplicated(["series", "date", "unit_id"]).any()

    return read


def unique(*columns):
    """Return a reader that looks rows up by columns, which must name one row each."""

    def read(frame):
        assert frame.set_index(list(columns)).index.is_unique

    return read


def rules():
    """Return the delivered rules of review."""
    return Rules.from_table(read_table("renewal_rules"))


READERS = {
    **{name: read_core(name) for name in ("editions", "sources")},
    "events": lambda f: check_events(f, whole().register),
    "places": lambda f: life_faults(f, whole().tables.changes),
    "changes": lambda f: life_faults(whole().tables.places, f),
    "provinces": lambda f: unique("province_code")(
        f[(f["valid_from"] <= DAY) & ((f["valid_to"] == "") | (f["valid_to"] >= DAY))]
    ),
    "codes": lambda f: unique("code")(f[f["system"] == "mois"]),
    "points": unique("unit_id"),
    "register_sources": unique("source_id"),
    "printed_totals": lambda f: (
        printed_marks(f, read_table("explanations")),
        conflicts(
            whole().tables.events,
            whole().register,
            whole().tables.editions,
            f,
            read_table("explanations"),
        ),
    ),
    "designations": lambda f: (
        events_from_list(f, whole().tables.editions, whole().resolver),
        list_faults(f, whole().tables.editions, whole().tables.events, whole().resolver),
    ),
    "undesignated_2023": lambda f: (
        core("undesignated_2023", f).undesignated_basis,
        remaining_faults(
            f, whole().tables.events, whole().register, whole().tables.editions, whole().resolver
        ),
    ),
    "doubts": unique("unit_id", "kind"),
    "redesignations": lambda f: renewal_faults(f, whole().tables.events, whole().resolver),
    "renewal_rules": Rules.from_table,
    "review_sizes": lambda f: size_agreement(whole().tables.events, whole().register, rules(), f),
    "validities": lambda f: record_agreement(whole().tables.events, whole().register, rules(), f),
    "explanations": lambda f: conflicts(
        whole().tables.events,
        whole().register,
        whole().tables.editions,
        whole().tables.printed_totals,
        f,
    ),
    "pieces": unique("piece"),
    "differences": unique("vintage", "unit_id"),
    "hanja": lambda f: Resolver(replace(whole().register, hanja=f), DAY).resolve("경남 고성군"),
    "census_areas": unique("area_code"),
    "libraries": unique("place_id"),
    "schools": unique("place_id"),
    "courses": unique("unit_id"),
    "economy": unique("year", "unit_id"),
    "territory": lambda f: territory_faults(f, whole().register),
    "programmes": lambda f: f.groupby(["year", "programme"]).size(),
    "funding": lambda f: totals(f, read_table("programme_lists")),
    "programme_lists": lambda f: totals(read_table("funding"), f),
    **{name: read_people(name) for name in people.TABLES},
    **{name: read_context(name) for name in context.TABLES},
}
"""What reads each table, as the atlas does; of a list that is gone through, how it is grouped."""

CASES = [(name, part) for name, spec in SPECS.items() for part in spec.key]


def test_every_table_has_a_reader():
    """No table is left out of these tests, and the tables of the atlas are among them."""
    assert set(READERS) == set(SPECS)
    assert set(CORE) <= set(SPECS)


def another(name, part):
    """Return a row that differs from one of the table's in one part of its key, or None."""
    frame, spec = read_table(name), SPECS[name]
    keys = set(frame[list(spec.key)].itertuples(index=False, name=None))
    row = frame.iloc[-1].to_dict()
    values = [FRESH[part]] if part in FRESH else sorted(set(frame[part]))
    for value in values:
        changed = row | {part: value}
        if tuple(changed[one] for one in spec.key) not in keys:
            return frame, changed
    return frame, None


@pytest.mark.parametrize(("name", "part"), CASES, ids=str)
def test_what_the_key_allows_the_reader_reads(name, part):
    """A second row that differs in one part of the key is read, or refused in words; no crash."""
    frame, row = another(name, part)
    spec = SPECS[name]
    if row is None:
        # Every value of the part is taken: what is left to say is that a second row is refused.
        doubled = pd.concat([frame, frame.tail(1)], ignore_index=True)
        expected = f"one row for each {' + '.join(spec.key)}"
        assert [fault.expected for fault in check_table(name, doubled, spec.path)] == [expected]
        READERS[name](frame)
        return
    more = pd.concat([frame, pd.DataFrame([row])], ignore_index=True)
    assert check_table(name, more, spec.path) == []
    with suppress(AtlasError):
        READERS[name](more)


def test_the_latest_year_of_a_place_counts():
    """A second budget year takes the place of the first; the other places keep theirs."""
    frame = read_table("fiscal_independence")
    row = frame.iloc[0].to_dict() | {"budget_year": "2027", "fiscal_independence_pct": "12.5"}
    more = pd.concat([pd.DataFrame([row]), frame], ignore_index=True)
    tables = {one: read_table(one) for one in context.TABLES} | {"fiscal_independence": more}
    before = context.context({one: read_table(one) for one in context.TABLES})
    after = context.context(tables)
    assert after.at[row["unit_id"], "fiscal_independence"] == 12.5
    others = after.index != row["unit_id"]
    pd.testing.assert_frame_equal(after[others], before[others])
