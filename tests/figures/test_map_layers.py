"""The map's layers of second rank: whose review is due when, and who is funded under what."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from analysis.clock import SEOUL
from analysis.renewals.map_classes import due_class, programme_class
from analysis.renewals.schedule import Rules, renewal
from figures.web.map_data import LAYERS
from figures.web.map_layers import LETTERS, layer_book
from figures.web.map_style import web_palette
from store.tables import read_table

RULES = Rules.from_table(read_table("renewal_rules"))


def book_of(atlas):
    """Return the layers of an atlas for every place there ever was."""
    units = sorted(atlas.register.lives().index)
    return units, layer_book(atlas.book, atlas.register, units, RULES)


@pytest.fixture(scope="module")
def made(atlas):
    """Return the places and the layers of the whole atlas."""
    return book_of(atlas)


def classes(made, layer, edition):
    """Return each place's class on a layer."""
    units, book = made
    names = book[layer]["classes"]
    letters = book[layer]["editions"][edition]["letters"]
    return {unit: names[one] for unit, one in zip(units, letters, strict=True) if one != " "}


def lines(made, layer, edition, unit, lang="en"):
    """Return what a layer says of a place."""
    book = made[1]
    numbers = book[layer]["editions"][edition]["lines"].get(unit, [])
    return [book["texts"][lang][one] for one in numbers]


@pytest.mark.parametrize("layer", LETTERS)
def test_every_place_of_every_edition_has_one_class(made, atlas, layer):
    """Each place that exists has a class with a look of its own letter; no other place has one."""
    assert layer in LAYERS
    drawn = web_palette()["light"]["classes"]
    assert len(set(LETTERS[layer].values())) == len(LETTERS[layer])
    for edition in atlas.editions:
        found = classes(made, layer, edition)
        assert set(found) == set(atlas.register.on(atlas.edition_date(edition)).index)
        assert set(found.values()) <= set(drawn)
        # Told apart without colour: no two classes of one legend share fill, hatch and outline.
        looks = [str(drawn[name]) for name in set(found.values())]
        assert len(set(looks)) == len(looks)


def test_reviews_of_2023_are_those_published(made):
    """Of 195 learning cities 55 are due in 2023 and 64 in 2024, the published group sizes."""
    count = Counter(classes(made, "review", "2023").values())
    assert (count["review_now"], count["review_next"]) == (55, 64)
    assert sum(count[name] for name in count if name.startswith("review_")) == 195
    assert count["lapsed"] == 1
    assert count["not_designated"] == 33


def test_excellent_cities_skip_and_an_outcome_is_told_only_once_it_is_known(made):
    """Before 2020 there were no rules; 12 cities skip in 2026; 2023 knows no outcome of 2023."""
    assert set(classes(made, "review", "2019").values()) == {"review_no_rule", "not_designated"}
    assert list(classes(made, "review", "2026").values()).count("review_skips") == 12
    said = [one for unit in made[0] for one in lines(made, "review", "2023", unit)]
    assert not [one for one in said if one.startswith("Last outcome found: 2023")]
    assert [one for one in said if one == "2022: no outcome found"]


def test_due_class_follows_the_calendar():
    """An excellent outcome moves a city to the class that skips; a deferred one has no year."""

    def at(year, *outcomes):
        return due_class(renewal("x", "metropolitan", (2004, 2004), outcomes, RULES, year), year)

    assert at(2023) == "review_now"
    assert at(2022) == "review_next"
    assert at(2024) == "review_later"
    assert at(2025, (2023, "redesignated_excellent")) == "review_skips"
    assert at(2027, (2023, "redesignated_excellent")) == "review_later"
    assert at(2024, (2023, "deferred")) == "review_open"


def test_programmes_of_2023_are_those_of_the_release(made):
    """Seven new cities, 17 specialised, the places of four provinces; the rest is not funded."""
    count = Counter(classes(made, "programme", "2023").values())
    assert (count["fund_new"], count["fund_special"]) == (7, 17)
    assert sum(count.values()) == 229
    assert lines(made, "programme", "2023", "32020") == [
        "Consortium (province): about 60 million won"
    ]
    assert classes(made, "programme", "2023")["32020"] == "fund_province"


def test_a_year_of_incomplete_lists_calls_nobody_unfunded(made):
    """Before 2021, and in a year without any list, a place that is not listed is not told of."""
    for edition in ("2007", "2019", "2020"):
        assert "fund_none" not in classes(made, "programme", edition).values()
    assert "fund_unknown" not in classes(made, "programme", "2021").values()


def test_a_mixture_of_programmes_has_a_class():
    """Two programmes of one place are told as both, an unforeseen mixture by its first."""
    assert programme_class(["new_designation", "regional_specialization"]) == "fund_both"
    assert programme_class(["excellent_city_incentive", "consortium"]) == "fund_incentive"
    assert programme_class([]) == "fund_province"


def test_nothing_under_embargo_is_in_the_layers(atlas):
    """Before its hour the layers know no edition of 2023, no money of it, no later outcome."""
    before = dt.datetime(2023, 3, 6, 11, 59, tzinfo=SEOUL)
    book = book_of(atlas.public(before))[1]
    for layer in LETTERS:
        assert max(book[layer]["editions"]) == "2022"
    assert not [one for one in book["texts"]["en"] if one.startswith("Last outcome found: 2023")]
