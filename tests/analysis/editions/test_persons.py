"""Two approvals are two people's, however a name is written."""

from __future__ import annotations

import pytest

from analysis.editions.editing import approve, standing, verify
from analysis.editions.persons import same_person
from store.errors import InputError
from store.journal import GENESIS, seal

AT = "2024-03-11T09:00:00+09:00"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Minji", "kim  minji", True),
        ("Kim Minji", "ＫＩＭ MINJI", True),
        ("Kim Minji", "Kim\u200b Min\u00adji", True),
        ("Kim Minji", "Kіm Mіnjі", True),  # Ukrainian letters
        ("Kim Minji", "Κim Μinji", True),  # Greek capitals
        ("Kim Minji", "kim.minji@example.kr", True),
        ("kim@example.kr", "Kim Minji <KIM@example.kr>", True),
        ("kim@example.kr", "kim+two@example.kr", True),
        ("김민지", "김 민지", True),
        ("김민지", "김민지".encode().decode(), True),
        ("\u1100\u1175\u11b7", "김", True),  # its letters one by one
        ("José", "Jose", True),
        ("Kim", "Lee", False),
        ("김민지", "김민주", False),
        ("Kim Minji", "Kim Minju", False),
        ("kim@example.kr", "lee@example.kr", False),
    ],
)
def test_one_person_is_one_person_in_any_spelling(one, other, same):
    """Case, blanks, unseen signs, look-alikes, a name and its address do not make two people."""
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    "who",
    [
        "\u13e6im Minji",  # Cherokee
        "\u1d0bim Minji",  # a small capital
        "Kim \ua4dfinji",  # Lisu
        "김\u3164민지",  # a filler
        "김민지\uffa0",  # another
        "\u3131\u3163\u3141민지",  # letters by themselves
        "\U0001f17aim",  # a letter in a box
        "Kim\u200b Minji",
        "Kim\nMinji",
        "\u202eijniM miK",
    ],
)
def test_a_name_in_letters_that_look_like_others_approves_nothing(who):
    """Nobody approves twice by writing the name in letters that the comparison cannot know."""
    with pytest.raises(InputError, match="Hangul, Latin letters or Chinese characters"):
        approve([], {"edition": "2024"}, who, AT)


@pytest.mark.parametrize("who", ["김민지", "Kim Min-ji", "José Núñez", "金敏智", "kim@example.kr"])
def test_names_as_they_are_written_here_approve(who):
    """Korean, Latin and Chinese names and addresses are taken as they are."""
    assert approve([], {"edition": "2024"}, who, AT)["who"] == who


def chained(*entries):
    """Return entries with right numbers and hashes, as whoever can write the file would make."""
    made, before = [], GENESIS
    for number, entry in enumerate(entries, 1):
        made.append(seal({**entry, "n": number, "prev": before, "at": AT}))
        before = made[-1]["hash"]
    return made


def good():
    first = approve([], {"edition": "2024", "x": 1}, "Kim", AT)
    second = approve(chained(first), {"edition": "2024", "x": 1}, "Lee", AT)
    return first, second


def test_a_chain_of_right_hashes_is_not_enough():
    """A single entry, one person twice, another proposal or no proposal makes nothing official."""
    first, second = good()
    assert verify(chained(first, second)) == []
    other = approve([], {"edition": "2024", "x": 2}, "Park", AT)
    for forged, why in (
        ([second], "nobody had approved this proposal before"),
        ([first, {**second, "who": "kim@example.kr"}], "both approvals are one person's"),
        ([other, second], "nobody had approved this proposal before"),
        ([first, {**second, "proposal": {"edition": "2024", "x": 9}}], "not the one it names"),
        ([first, {**second, "edition": "2025"}], "holds no proposal of its edition"),
        ([first, {**second, "who": "\u200b"}], "nobody's name is on it"),
        ([first, second, second], "nobody had approved this proposal before"),
        ([{**first, "proposal": None}], "holds no proposal"),
    ):
        entries = chained(*forged)
        assert any(why in fault.value for fault in verify(entries)), why
        with pytest.raises(InputError, match=why):
            standing(entries)
