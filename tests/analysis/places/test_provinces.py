"""Provinces beside each other: the published counts, ranks, and changes counted as of then."""

from __future__ import annotations

import math

import pytest

from analysis.places.provinces import edition_before, province_summary, verdict

COUNTS_2023 = {
    "Seoul": (22, 25),
    "Busan": (16, 16),
    "Daegu": (5, 8),
    "Incheon": (8, 10),
    "Gwangju": (5, 5),
    "Daejeon": (4, 5),
    "Ulsan": (5, 5),
    "Gyeonggi": (31, 31),
    "Gangwon": (15, 18),
    "Chungbuk": (11, 11),
    "Chungnam": (15, 15),
    "Jeonbuk": (12, 14),
    "Jeonnam": (15, 22),
    "Gyeongbuk": (13, 23),
    "Gyeongnam": (15, 18),
}


@pytest.fixture(scope="module")
def strict(atlas):
    return province_summary(atlas, "2023", "strict")


@pytest.fixture(scope="module")
def official(atlas):
    return province_summary(atlas, "2023", "official")


def test_counts_of_2023(strict):
    """Each province has the counts of March 2023, and they add up to 192 of 226."""
    rows = strict[strict["of"] > 0]
    found = {row["name_en"]: (row["at_least"], row["of"]) for row in rows.to_dict("records")}
    assert found == COUNTS_2023
    assert (rows["at_least"].sum(), rows["of"].sum()) == (192, 226)
    assert rows["remaining"].sum() == 34
    assert rows["new"].sum() == 7


def test_provinces_without_municipalities_have_no_share(strict, official):
    """Sejong and Jeju show their count but no share, rank or distance, and stand last."""
    for summary, counts in ((strict, [0, 0]), (official, [1, 2])):
        last = summary.tail(2)
        assert list(last["name_en"]) == ["Sejong", "Jeju"]
        assert list(last["at_least"]) == counts
        assert last[["share", "rank", "against_nation"]].isna().all(axis=None)
        assert last.at["29", "trend"] == []
        assert len(last.at["39", "trend"]) == 5, "Jeju had municipalities until 2006"


def test_rank_is_shared_by_equals(strict):
    """Equal shares share a rank, and the next rank counts them all."""
    ranks = dict(zip(strict["name_en"], strict["rank"], strict=True))
    assert [name for name, rank in ranks.items() if rank == 1] == [
        "Busan",
        "Gwangju",
        "Ulsan",
        "Gyeonggi",
        "Chungbuk",
        "Chungnam",
    ]
    assert (ranks["Seoul"], ranks["Gangwon"], ranks["Gyeongnam"]) == (7, 9, 9)
    assert ranks["Gyeongbuk"] == 15


def test_distance_from_the_nation(official, strict):
    """North Gyeongsang lies 29.8 points below the nation by the Ministry's rule."""
    assert round(official.at["37", "against_nation"], 1) == -29.8
    assert round(strict.at["37", "against_nation"], 1) == -28.4
    assert strict.at["37", "against_nation"] == pytest.approx((13 / 23 - 192 / 226) * 100)


def test_changes_count_each_date_as_it_was(atlas):
    """Gunwi's move to Daegu in 2023 changes what both provinces' later shares are of."""
    later = province_summary(atlas, "2024", "strict")
    assert (later.at["22", "of"], later.at["37", "of"]) == (9, 22)
    before = 13 / 23
    now = later.at["37", "at_least"] / 22
    assert later.at["37", "change_edition"] == pytest.approx((now - before) * 100)
    assert later.at["22", "change_years"] == pytest.approx(
        (later.at["22", "at_least"] / 9 - 4 / 8) * 100
    )


def test_first_edition_has_nothing_to_compare(atlas):
    """In 2001 there is no change, only three provinces above zero, and a course of one point."""
    first = province_summary(atlas, "2001", "official")
    assert first[["change_edition", "change_years"]].isna().all(axis=None)
    assert list(first["name_en"][:3]) == ["Daejeon", "Jeonbuk", "Gyeonggi"]
    assert {len(course) for course in first["trend"]} <= {0, 1}


def test_course_ends_at_the_edition(strict):
    """A province's small trend ends with the share of the edition shown and never leaves 0-1."""
    for row in strict[strict["of"] > 0].to_dict("records"):
        assert row["trend"][-1] == pytest.approx(row["share"])
        assert all(0 <= share <= 1 for share in row["trend"])


def test_edition_five_years_before(atlas):
    """The longer comparison takes the edition in force then, and none before the first."""
    assert edition_before(atlas, "2023", 5) == "2018"
    assert edition_before(atlas, "2014", 5) == "2007"
    assert edition_before(atlas, "2003", 5) is None


@pytest.mark.parametrize("rule", ["official", "strict", "units"])
def test_summary_agrees_with_coverage(atlas, rule):
    """Every edition's rows add up to the nation's counts under every rule."""
    for edition in ("2001", "2007", "2014", "2021", "2026"):
        summary = province_summary(atlas, edition, rule)
        nation = atlas.coverage(edition=edition, rule=rule).nation
        assert summary["at_least"].sum() == nation.at_least
        assert summary["at_most"].sum() == nation.at_most
        assert summary["of"].sum() == nation.of


def test_verdict_says_what_is_printed():
    """A distance that prints as 0.0 is "the same"; the sign decides otherwise."""
    assert [verdict(value) for value in (0.04, -0.04, 0.06, -0.06)] == [
        "same",
        "same",
        "above",
        "below",
    ]
    assert verdict(math.nextafter(0.05, 1)) == "above"
