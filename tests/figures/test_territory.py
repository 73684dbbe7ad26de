"""Changes of territory as sentences."""

from __future__ import annotations

from figures.words.language import LANGUAGES, words
from figures.words.territory import METROPOLITAN, territory_texts


def test_a_merger_names_both_that_merged_and_what_came_of_it(atlas):
    """Cheongju and Cheongwon became Cheongju on 1 July 2014: day, kind, before and after."""
    changes = atlas.register.changes
    merger = changes[(changes["effective_date"] == "2014-07-01") & (changes["kind"] == "merged")]
    korean = list(territory_texts(merger, atlas.register, words("ko")))
    english = list(territory_texts(merger, atlas.register, words("en")))
    assert len(korean) == len(merger) == len(english)
    assert any(
        all(name in line for name in ("2014년 7월 1일", "청주시", "청원군")) for line in korean
    )
    assert any(all(name in line for name in ("1 July 2014", "Cheongwon-gun")) for line in english)


def test_every_change_has_its_line_in_every_language(atlas):
    """No kind of change lacks its word, and no name is missing."""
    changes = atlas.register.changes
    for lang in LANGUAGES:
        found = list(territory_texts(changes, atlas.register, words(lang)))
        assert len(found) == len(changes)
        assert not [line for line in found if "territory." in line or "nan" in line.split()]


def test_enlarged_cities_are_the_metropolitan_ones_in_official_order(atlas):
    """The list is all cities of province rank with municipalities of their own, and no other."""
    on = atlas.register.on("2023-03-06")
    districts = on[on["kind"] == "gu"]["province_code"].unique()
    assert list(METROPOLITAN) == sorted(districts)
