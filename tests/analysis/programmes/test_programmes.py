"""Programmes and money: lists, bounds, totals, keys, command."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from analysis.atlas import Atlas
from analysis.programmes.grants import (
    CERTAINTIES,
    CITY_PROGRAMMES,
    CONSORTIUM,
    NEW,
    SPECIAL,
    of_place,
    select,
    total,
    totals,
)
from analysis.programmes.published_list import check_funding, funding_from_list
from analysis.renewals.map_classes import funded_places
from commands.programmes import programmes
from figures.words.language import words
from figures.words.won import money_text, won_range
from store.errors import InputError
from store.tables import read_table

MILLION = 1_000_000


@pytest.fixture(scope="module")
def atlas():
    return Atlas.load()


@pytest.fixture(scope="module")
def funding():
    return read_table("funding")


def money(funding, year, *programmes):
    rows = select(funding, year=year)
    found = total(rows[rows["programme"].isin(programmes)])
    return found.recipients, found.low / MILLION, found.high / MILLION


def test_the_money_of_2023_is_that_of_the_release(funding):
    """Seven at 90, seventeen at 502-510 and four provinces at 60 million won, 24 cities 1.13 bn."""
    assert money(funding, "2023", NEW) == (7, 630, 630)
    assert money(funding, "2023", SPECIAL) == (17, 502, 510)
    assert money(funding, "2023", CONSORTIUM) == (4, 240, 240)
    assert money(funding, "2023", *CITY_PROGRAMMES) == (24, 1132, 1140)


def test_the_stored_table_is_what_the_intake_makes_of_the_list(atlas, funding):
    """Nothing was changed by hand between the published list and the table with keys."""
    made = funding_from_list(read_table("programmes"), atlas.resolver, atlas.register.provinces)
    pd.testing.assert_frame_equal(made, funding)
    check_funding(funding, atlas.register)


def test_provinces_are_recipients_and_never_places(funding, atlas):
    """The four provinces of 2023 stand under their codes; Sejong's is the province's."""
    rows = select(funding, year="2023", programme=CONSORTIUM)
    assert sorted(rows["recipient_id"]) == ["21", "29", "32", "33"]
    assert set(rows["recipient_kind"]) == {"province"}
    reached = funded_places(funding[funding["year"] == "2023"], atlas.register, "2023-03-06")
    assert set(reached["32020"]["recipient_kind"]) == {"province"}
    assert set(reached["32020"]["programme"]) == {CONSORTIUM}


def test_an_amount_that_a_group_shares_counts_once(funding):
    """Chungju and Pyeongchang are one consortium of 2024: six amounts of 30-44 million."""
    assert money(funding, "2024", CONSORTIUM) == (7, 180, 264)


def test_a_total_with_unprinted_amounts_says_so(funding):
    """The new cities of 2026 have no printed amount, which is not zero won."""
    found = total(select(funding, year="2026", programme=NEW))
    assert found.open_ended
    assert money_text(words("en"), found) == "amount not printed"
    mixed = total(select(funding, year="2026", programme=SPECIAL))
    assert money_text(words("ko"), mixed) == "180백만 원 이상 (4곳은 금액 미공개)"


def test_certainty_is_worded_beside_every_amount(funding):
    """About, up to, a range and two sources that differ are told apart in words."""
    speak = words("en")
    rows = funding.set_index(["year", "programme", "recipient_id"])
    seo = rows.loc[("2023", SPECIAL, "21020")]
    assert won_range(speak, dict(seo)) == "22–30 million won (sources differ)"
    assert won_range(speak, dict(rows.loc[("2025", SPECIAL, "11050")])) == "up to 30 million won"
    assert won_range(speak, dict(rows.loc[("2021", CONSORTIUM, "21")])) == "about 40 million won"


def test_lists_before_2021_are_marked_partial(funding):
    """Only the lists of 2021 to 2026 claim to be complete, and each claim has its rows."""
    frame = totals(funding, read_table("programme_lists"))
    main = frame[frame["programme"].isin([NEW, SPECIAL, CONSORTIUM])]
    assert set(main[main["list"] == "complete"]["year"]) == {str(y) for y in range(2021, 2027)}
    assert set(main[main["list"] == "partial"]["year"]) == {
        "2004", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020"
    }  # fmt: skip


def test_new_money_goes_to_the_new_places_of_the_ledger(atlas, funding):
    """From 2021 on the funded new cities are exactly those the ledger awards that year."""
    for year in ("2021", "2022", "2023", "2024", "2025", "2026"):
        paid = select(funding, year=year, programme=NEW)["recipient_id"]
        assert sorted(paid) == atlas.new_in(year)


def test_a_place_card_lists_its_programmes_latest_first(funding):
    """Cheorwon was new in 2015 and specialised in 2019, 2022 and 2023."""
    mine = of_place(funding, "32360")
    assert list(mine["year"]) == ["2023", "2022", "2019", "2015"]


@pytest.mark.parametrize("wanted", [{"year": "1999"}, {"programme": "lottery"}])
def test_an_unknown_year_or_programme_is_one_clear_sentence(funding, wanted):
    """A choice that does not exist names those that do."""
    with pytest.raises(InputError, match="expected"):
        select(funding, **wanted)


def test_a_wrong_recipient_or_crossed_bounds_are_all_reported(atlas, funding):
    """Every bad row of the table is named at once."""
    bad = funding.copy()
    bad.loc[0, "recipient_id"] = "99999"
    bad.loc[1, "low_krw"] = "900000000000"
    with pytest.raises(InputError) as caught:
        check_funding(bad, atlas.register)
    assert [fault.where for fault in caught.value.faults] == ["row 2", "row 3"]


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(CERTAINTIES)),
        max_size=12,
    )
)
def test_a_total_is_bounded_and_keeps_the_weakest_certainty(parts):
    """Whatever the parts, low is at most high, and no part's doubt is lost."""
    rows = pd.DataFrame(
        [
            {
                "programme": NEW,
                "low_krw": "" if kind == "unknown" else str(min(a, b)),
                "high_krw": "" if kind == "unknown" else str(max(a, b)),
                "certainty": kind,
                "shared_by": "",
            }
            for a, b, kind in parts
        ],
        columns=["programme", "low_krw", "high_krw", "certainty", "shared_by"],
    )
    found = total(rows)
    assert found.low <= found.high
    assert found.unknown == sum(kind == "unknown" for *_, kind in parts)
    if parts:
        assert CERTAINTIES.index(found.certainty) == max(CERTAINTIES.index(k) for *_, k in parts)


def test_the_command_prints_the_same_figures_in_every_form():
    """Table, CSV and JSON carry the same rows, and the JSON says what is open."""
    run = CliRunner().invoke(programmes, ["--edition", "2023", "--format", "json"])
    facts = json.loads(run.output)
    assert facts["cities"]["recipients"] == 24
    assert (facts["cities"]["low_krw"], facts["cities"]["high_krw"]) == (1132000000, 1140000000)
    text = CliRunner().invoke(programmes, ["--edition", "2023", "--format", "csv"]).output
    assert len(text.splitlines()) == 1 + len(facts["rows"]) == 29
    table = CliRunner().invoke(programmes, ["--edition", "2023"]).output
    assert "24곳 합계: 1,132–1,140백만 원 (출처마다 다름)" in table
    open_year = CliRunner().invoke(programmes, ["--edition", "2026", "--format", "json"]).output
    assert json.loads(open_year)["all"]["high_krw"] is None
