"""Romanised names are cut where Korean syllables end, on tiles that are small."""

from __future__ import annotations

import pytest

from figures.words.syllables import lines, syllables


@pytest.mark.parametrize(
    ("korean", "romanised", "cut"),
    [
        ("청주", "Cheongju", ["Cheong", "ju"]),
        ("안동", "Andong", ["An", "dong"]),
        ("강릉", "Gangneung", ["Gang", "neung"]),
        ("양양", "Yangyang", ["Yang", "yang"]),
        ("의왕", "Uiwang", ["Ui", "wang"]),
        ("군위", "Gunwi", ["Gun", "wi"]),
        ("서귀포", "Seogwipo", ["Seo", "gwi", "po"]),
        ("중랑", "Jungnang", ["Jung", "nang"]),
        ("목포", "Mokpo", ["Mok", "po"]),
    ],
)
def test_a_name_is_cut_between_its_syllables(korean, romanised, cut):
    """No syllable is broken, and put together they are the name again."""
    assert syllables(korean, romanised) == cut
    assert "".join(syllables(korean, romanised)) == romanised


@pytest.mark.parametrize(("korean", "romanised"), [("", "Seoul"), ("A1", "A1"), ("서울", "Sl")])
def test_what_does_not_match_stays_whole(korean, romanised):
    """A name whose two scripts say different things is not cut by guess."""
    assert syllables(korean, romanised) == [romanised]


def test_every_place_keeps_its_name(atlas):
    """Over the whole register, pieces give the name back, and no piece is empty."""
    for row in atlas.register.on("2023-03-06").itertuples():
        stem, name = row.name_ko[:-1], row.name_en.rpartition("-")[0]
        parts = syllables(stem, name)
        assert "".join(parts) == name
        assert all(parts) or not name


def test_lines_are_as_few_as_make_the_letters_largest():
    """A short name stands on one line; a long one on lines that end in hyphens but the last."""
    assert lines(["An"]) == ["An"]
    long = lines(["Seo", "gwi", "po"])
    assert "".join(long).replace("-", "") == "Seogwipo"
    assert all(row.endswith("-") for row in long[:-1])
    assert not long[-1].endswith("-")
