"""The number that everything hangs on: designated over municipalities, on a date, under a rule."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_figures import BESIDE_2023, HEADLINES, PRINTED, PROVINCES_2023, TOTALS

from analysis.coverage.counting import (
    Count,
    check_date,
    count_places,
    count_provinces,
    coverage,
    edition_on,
    history,
    new_in,
)
from analysis.coverage.ledger import events_from_list
from analysis.coverage.rules import RULES
from geo.names.resolver import Resolver
from store.errors import InputError


@pytest.mark.parametrize("asked", HEADLINES)
def test_headline(atlas, asked):
    """Each rule gives the figure of the design, and the official one the figure in print."""
    edition, rule = asked
    nation = atlas.coverage(edition, rule=rule).nation
    assert (nation.designated, nation.of, round(100 * nation.share, 1)) == HEADLINES[asked]


def test_provinces_of_march_2023(atlas):
    """Each province has the counts of the design; Sejong and Jeju have no rate, never 0 %."""
    point = atlas.coverage("2023", rule="strict")
    rows = point.provinces.itertuples()
    assert {row.province_en: (row.at_least, row.of) for row in rows} == PROVINCES_2023
    official = atlas.coverage("2023")
    for code, name in (("29", "Sejong"), ("39", "Jeju")):
        assert official.province(code).designated == BESIDE_2023[name]
        assert official.province(code).share is None
        assert point.province(code).share is None


@pytest.mark.parametrize("edition", TOTALS)
def test_total_of_every_edition(atlas, edition):
    """Every printed or summed total comes out, exactly."""
    low, high = TOTALS[edition]
    nation = atlas.coverage(edition).nation
    assert (nation.at_least, nation.at_most) == (low, high)
    assert (nation.designated is None) == (low != high)
    assert (nation.share is None) == (low != high)


def test_printed_totals_lie_in_the_history(atlas):
    """What was printed for an edition is the total, or lies in its range."""
    for rule in RULES:
        assert list(atlas.history(rule)["edition"]) == list(TOTALS)
    printed = atlas.history().dropna(subset="total_printed")
    assert dict(zip(printed["edition"], printed["total_printed"], strict=True)) == PRINTED
    assert (printed["at_least"] <= printed["total_printed"]).all()
    assert (printed["total_printed"] <= printed["at_most"]).all()


def test_thirty_four_remain(atlas):
    """In March 2023 34 municipalities were left, not 226 less 195, whatever the rule."""
    left = [set(atlas.coverage("2023", rule=rule).remaining().index) for rule in RULES]
    assert len(left[0]) == 34
    assert left[0] == left[1] == left[2]


def test_gimcheon_is_not_counted_for_a_while_and_returns(atlas):
    """Gimcheon counts in 2021, not from 2022 to 2025, and is among the new ones of 2026."""
    status = {year: atlas.coverage(year).states.at["37030", "status"] for year in atlas.editions}
    assert status["2014"] == "not_designated"
    assert status["2015"] == status["2021"] == status["2026"] == "designated"
    assert {status[year] for year in ("2022", "2023", "2024", "2025")} == {"uncounted"}
    assert "37030" in atlas.new_in("2026")
    assert len(atlas.new_in("2023")) == 7
    assert len(atlas.new_in("2026")) == 5


def test_a_day_between_the_bounds_of_a_lapse_is_open(atlas):
    """Where nobody knows whether Gimcheon still held its title, the total is a range."""
    nation = atlas.coverage(date="2021-12-31").nation
    assert (nation.at_least, nation.at_most) == (180, 181)


def test_gunwi_moves_to_daegu(atlas):
    """Provinces are those of the day: Gunwi counts below Gyeongbuk until 30 June 2023."""
    before, after = atlas.coverage(date="2023-06-30"), atlas.coverage(date="2023-07-01")
    assert (before.province("37").of, before.province("22").of) == (23, 8)
    assert (after.province("37").of, after.province("22").of) == (22, 9)


def test_denominator_follows_the_date(atlas):
    """226 municipalities since July 2014, 227 since July 2026."""
    counts = [
        atlas.register.municipality_count(day)
        for day in ("2014-06-30", "2014-07-01", "2023-03-06", "2026-06-30", "2026-07-01")
    ]
    assert counts == [227, 226, 226, 226, 227]


def test_date_and_edition_must_agree(atlas):
    """A day of another edition is refused with the edition that was in force."""
    assert atlas.coverage("2023", "2023-12-31").edition == "2023"
    with pytest.raises(InputError, match="edition 2024 was"):
        atlas.coverage("2023", "2024-05-01")
    with pytest.raises(InputError, match="one of 2001"):
        atlas.coverage("2010", "2024-05-01")
    assert edition_on(atlas.tables.editions, "2010-01-01") == "2007"
    with pytest.raises(InputError, match="2001-11-15 or later"):
        atlas.coverage(date="2001-02-01")


@pytest.mark.parametrize("rule", ["Official", "", "all", "226"])
def test_unknown_rule_is_refused(atlas, rule):
    """A rule that does not exist is an error that lists those that do."""
    with pytest.raises(InputError, match=r"official \| strict \| units"):
        atlas.coverage("2023", rule=rule)


@pytest.mark.parametrize(
    "date", ["2023-3-6", "20230306", "2023-02-30", "6 March 2023", "", "nan", "2023-03-06T00:00"]
)
def test_date_in_the_wrong_form(date):
    """A date is written YYYY-MM-DD and exists; anything else is refused with an example."""
    with pytest.raises(InputError, match="2023-03-06"):
        check_date(date, "2026-11-23")


@pytest.mark.parametrize("date", ["2026-11-24", "2027-01-01", "2000-12-31", "9999-12-31"])
def test_date_nobody_can_know(date):
    """A day in the future or before the first award is refused."""
    with pytest.raises(InputError, match="2001-01-01 to today, 2026-11-23"):
        check_date(date, "2026-11-23")


def test_known_on_hides_what_was_learnt_later(atlas):
    """Coverage as it was known on a day leaves out what was announced after it."""
    tables = atlas.tables
    early = coverage(
        tables.events, atlas.register, tables.editions, date="2023-03-06", known_on="2023-03-05"
    )
    assert early.nation.at_least == 188


states = st.lists(
    st.tuples(
        st.sampled_from([(0, 0), (0, 1), (1, 1)]),
        st.booleans(),
        st.sampled_from(["11", "29", "31"]),
    ),
    max_size=40,
).map(
    lambda rows: pd.DataFrame(
        {
            "at_least": [row[0][0] for row in rows],
            "at_most": [row[0][1] for row in rows],
            "is_municipality": pd.Series([row[1] for row in rows], dtype=bool),
            "province_code": [row[2] for row in rows],
            "province_ko": "가",
            "province_short_ko": "가",
            "province_en": "A",
        }
    )
)


@given(states, st.sampled_from(["strict", "units"]))
def test_shares_of_like_over_like_lie_between_0_and_1(frame, rule):
    """Where the same kind of place stands above and below the line, no share leaves 0-1."""
    count = count_places(frame, rule)
    if count.of == 0:
        assert count.share is None
    else:
        assert 0 <= count.share_at_least <= count.share_at_most <= 1


def test_official_share_may_pass_one_and_is_not_clipped():
    """With all designated the official rule gives 229 of 226, shown as it is."""
    everyone = pd.DataFrame(
        {"at_least": 1, "at_most": 1, "is_municipality": [True] * 226 + [False] * 3}
    )
    count = count_places(everyone, "official")
    assert (count.at_least, count.of) == (229, 226)
    assert count.share == pytest.approx(229 / 226)
    assert count.share > 1


@given(states, st.sampled_from(list(RULES)), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(frame, rule, random):
    """Shuffled places give the same counts."""
    order = list(frame.index)
    random.shuffle(order)
    assert count_places(frame.loc[order], rule) == count_places(frame, rule)


@given(states.filter(lambda frame: len(frame) > 0), st.sampled_from(list(RULES)))
def test_provinces_sum_to_the_nation(frame, rule):
    """The counts of the provinces add up to the country's, above and below the line."""
    provinces = count_provinces(frame, rule)
    nation = count_places(frame, rule)
    sums = provinces[["at_least", "at_most", "of"]].sum()
    assert tuple(sums) == (nation.at_least, nation.at_most, nation.of)


@settings(max_examples=8)
@given(seed=st.integers(0, 2**16), rule=st.sampled_from(list(RULES)))
def test_shuffled_ledger_gives_the_same_coverage(atlas, seed, rule):
    """The order of rows in the ledger and in the register carries no meaning."""
    events = atlas.tables.events.sample(frac=1, random_state=seed)
    shuffled = coverage(events, atlas.register, atlas.tables.editions, edition="2023", rule=rule)
    point = atlas.coverage("2023", rule=rule)
    assert shuffled.nation == point.nation
    pd.testing.assert_frame_equal(shuffled.provinces, point.provinces)


def test_every_edition_sums_over_provinces(atlas):
    """At every edition and under every rule the provinces add up to the country."""
    for rule in RULES:
        for edition in atlas.editions:
            point = atlas.coverage(edition, rule=rule)
            sums = point.provinces[["at_least", "at_most", "of"]].sum()
            assert Count(*map(int, sums)) == point.nation


def test_list_becomes_the_ledger(atlas):
    """All 206 names of the published list resolve to a place each, Sejong as 세종시 included."""
    tables = atlas.tables
    resolver = Resolver(atlas.register, "2026-03-10")
    awards = events_from_list(tables.designations, tables.editions, resolver)
    assert len(awards) == awards["unit_id"].nunique() == 206
    assert "29010" in set(awards["unit_id"])
    assert set(awards["unit_id"]) <= set(atlas.register.on("2026-03-10").index)
    assert sorted(new_in(awards, tables.editions, "2023")) == atlas.new_in("2023")


def test_history_agrees_with_coverage(atlas):
    """The trend and the headline are the same numbers."""
    frame = history(atlas.tables.events, atlas.register, atlas.tables.editions, "strict")
    row = frame.set_index("edition").loc["2023"]
    nation = atlas.coverage("2023", rule="strict").nation
    assert (
        (row["at_least"], row["at_most"], row["of"])
        == (192, 192, 226)
        == (
            nation.at_least,
            nation.at_most,
            nation.of,
        )
    )


def test_what_is_counted_beside_the_municipalities_depends_on_the_day(atlas):
    """None until 2005, the two of Jeju from 2006, Sejong from 2019: texts name those of the day."""
    found = {year: len(atlas.coverage(year).beside()) for year in ("2005", "2006", "2018", "2019")}
    assert found == {"2005": 0, "2006": 2, "2018": 2, "2019": 3}
    point = atlas.coverage("2018")
    assert (
        point.nation.designated - len(point.beside())
        == atlas.coverage("2018", rule="strict").nation.designated
    )
