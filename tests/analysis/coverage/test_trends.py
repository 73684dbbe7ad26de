"""Trends: the list year by year, what was printed, and where the two differ."""

from __future__ import annotations

import pytest
from through_time import EDITIONS, EVENTS, REGISTER, TIMELINE

from analysis.coverage.trends import NO_YEAR, award_years, new_by


@pytest.fixture(scope="module")
def rows():
    """Return the trend by year."""
    return {row["year"]: row for row in TIMELINE.trend()}


def test_every_year_since_2001_has_a_row(rows):
    """The years without an announcement are there too, with nothing new."""
    assert list(rows) == list(range(2001, 2027))
    assert [rows[year]["new"] for year in (2008, 2009, 2010)] == [0, 0, 0]
    assert rows[2009]["total_min"] == rows[2007]["total_min"] == 75


def test_the_row_of_a_year_has_the_documented_keys(rows):
    """A settled year has exactly the documented keys; an open one adds the bounds of its shares."""
    keys = ["year", "new", "total_min", "total_max", "printed", "municipalities"]
    keys += ["share_official", "share_strict"]
    assert list(rows[2023]) == keys
    assert set(rows[2007]) - set(keys) == {
        "share_official_min",
        "share_official_max",
        "share_strict_min",
        "share_strict_max",
    }
    assert rows[2007]["share_official"] is None


def test_shares_carry_both_rules(rows):
    """In 2023 195 of 226 and 192 of 226, in 2026 206 of 226 and 203 of 226."""
    assert rows[2023]["share_official"] == pytest.approx(195 / 226)
    assert rows[2023]["share_strict"] == pytest.approx(192 / 226)
    assert rows[2026]["share_official"] == pytest.approx(206 / 226)
    assert rows[2026]["share_strict"] == pytest.approx(203 / 226)


def test_contradictory_totals_stand_side_by_side(rows):
    """181 and the later 180 both stand under 2021, the Ministry's figures first."""
    assert rows[2021]["printed"][:2] == [181, 180]
    assert set(rows[2021]["printed"]) == {181, 180, 177, 183}
    assert rows[2023]["printed"] == [195, 196]


def test_new_designations_add_up_by_every_grouping():
    """By province and by kind the same awards are counted; three have no year."""
    by_kind, by_province = (
        new_by(EVENTS, REGISTER, EDITIONS, by) for by in ("kind", "province_code")
    )
    assert by_kind["new"].sum() == by_province["new"].sum() == 207
    for frame in (by_kind, by_province):
        assert frame.loc[frame["year"] == NO_YEAR, "new"].sum() == 3
        assert frame.loc[frame["year"] == "2023", "new"].sum() == 7
    assert not award_years(EVENTS, EDITIONS).query("unit_id == '37030'")["first"].all()
    with pytest.raises(ValueError, match="by must be one of"):
        new_by(EVENTS, REGISTER, EDITIONS, "colour")


def test_provinces_over_time_sum_to_the_nation(rows):
    """At every announcement the provinces add up to the national range."""
    frame = TIMELINE.by_province("official").groupby("edition")[["at_least", "at_most", "of"]].sum()
    for edition, row in frame.iterrows():
        year = rows[int(edition)]
        assert (row["at_least"], row["at_most"]) == (year["total_min"], year["total_max"])
        assert row["of"] == year["municipalities"]


def test_conflicts_are_listed_and_not_forced():
    """The printed 232 stands beside the computed 230 with its likely explanation."""
    found = TIMELINE.conflicts().set_index(["year", "measure", "printed"])
    denominator = found.loc[("2007", "municipalities", "232")]
    assert (denominator["computed_min"], denominator["found"]) == (230, "likely")
    assert "230" in denominator["explanation_ko"]
    assert found.loc[("2022", "cumulative_total", "180"), "concerns_year"] == "2021"
    assert ("2023", "cumulative_total", "195") not in found.index
    assert ("2025", "rate_percent", "88.9") not in found.index
    assert ("2025", "rate_percent", "88.98") in found.index
    assert len(found) == 16


def test_every_conflict_is_explained_or_said_not_to_be():
    """No row of the conflicts is without a text in both languages."""
    found = TIMELINE.conflicts()
    assert (found["explanation_ko"] != "").all()
    assert (found["explanation_en"] != "").all()
    assert set(found["found"]) == {"yes", "likely", "no"}
