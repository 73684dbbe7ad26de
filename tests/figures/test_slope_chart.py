"""Slopes between two dates: shares as counted, labels that never lie on each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from through_time import TIMELINE

from figures.charts.slope_chart import LETTERS_PX, slope_chart, slope_rows, spread
from figures.words.language import LANGUAGES, words

FOUND = TIMELINE.compare("2018-06-25", "2023-03-06", "strict")


@given(st.lists(st.floats(0, 1), max_size=20), st.floats(0.01, 0.2))
def test_labels_keep_their_order_and_their_distance(values, gap):
    """No two labels are nearer than a line of letters, and a higher share never stands lower."""
    placed = spread(values, gap)
    order = sorted(range(len(values)), key=lambda i: (values[i], placed[i]))
    steps = [placed[b] - placed[a] for a, b in itertools.pairwise(order)]
    assert all(step >= gap - 1e-9 for step in steps)


def test_labels_with_room_stand_at_their_values():
    """A label is moved only where another is in its way."""
    assert spread([0.1, 0.5, 0.9], 0.2) == pytest.approx([0.1, 0.5, 0.9])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slopes_are_the_shares_of_both_days(lang):
    """Each province has its designated divided by its municipalities, then and later."""
    rows = slope_rows(FOUND, words(lang)).set_index("name")
    row = FOUND.provinces[FOUND.provinces["province_short_ko"] == "전남"].iloc[0]
    jeonnam = rows.loc["전남" if lang == "ko" else row["province_en"]]
    assert jeonnam["after"] == row["at_least_after"] / row["of_after"] == 15 / 22
    assert jeonnam["before"] == row["at_least_before"] / row["of_before"]
    assert rows["nation"].sum() == 1
    assert {"세종", "제주"} & set(rows.index) == set()


def test_the_chart_says_what_it_shows():
    """The text alternative has both days and the nation's shares, and labels have room."""
    chart = slope_chart(FOUND, words("en"), "light").to_dict()
    assert "25 June 2018" in chart["description"]
    assert "85.0%" in chart["description"]
    assert chart["height"] > LETTERS_PX * len(FOUND.provinces)
