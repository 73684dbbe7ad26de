"""What a reader is told of one place: state, since when, how that is known, rank, history."""

from __future__ import annotations

import pytest

from analysis.places.cards import place_card, province_ranks


def test_card_of_a_designated_place(atlas):
    """A card gives the year, the confidence, the province's count and the sources."""
    card = place_card(atlas, atlas.coverage("2023"), "31060")
    assert card.status == "designated"
    assert card.since_from[:4] == card.since_to[:4] == "2001"
    assert card.confidence == "high"
    assert (card.province.designated, card.province.of) == (31, 31)
    assert card.rank == 1
    assert card.ranked == 15
    assert card.history[0].kind == "designated"
    assert card.history[0].sources
    assert card.not_designated_basis == ""


def test_card_of_a_place_without_designation(atlas):
    """A card says how it is known that a place was not designated."""
    card = place_card(atlas, atlas.coverage("2023"), "11020")
    assert (card.status, card.not_designated_basis) == ("not_designated", "inferred")
    assert card.history == ()
    assert card.since_from == ""


def test_card_of_gimcheon_keeps_four_states_apart(atlas):
    """Designated, lapsed and designated again are different words, each with its evidence."""
    cards = {
        year: place_card(atlas, atlas.coverage(year), "37030") for year in ("2021", "2023", "2026")
    }
    assert [card.status for card in cards.values()] == ["designated", "lapsed", "designated"]
    assert cards["2023"].confidence == "inferred"
    assert cards["2023"].not_designated_basis == "inferred_strong"
    assert cards["2026"].is_new
    assert [event.kind for event in cards["2026"].history] == ["designated", "lapsed", "designated"]
    assert [event.kind for event in cards["2021"].history] == ["designated"]


def test_card_shows_a_range_where_the_year_is_unknown(atlas):
    """A designation whose year no source gives shows its bounds."""
    card = place_card(atlas, atlas.coverage("2023"), "34370")
    assert (card.since_from[:4], card.since_to[:4], card.confidence) == ("2006", "2014", "low")
    assert place_card(atlas, atlas.coverage("2012"), "34370").status == "uncertain"


def test_sejong_has_a_count_but_no_rank(atlas):
    """Sejong's card counts one learning city, without a rate and so without a rank."""
    card = place_card(atlas, atlas.coverage("2023"), "29010")
    assert not card.is_municipality
    assert (card.province.designated, card.province.of, card.province.share) == (1, 0, None)
    assert card.rank is None


@pytest.mark.parametrize("rule", ["official", "strict", "units"])
def test_ranks_follow_the_share(atlas, rule):
    """The highest share has rank 1, ties share the better rank, at every edition."""
    for edition in atlas.editions:
        point = atlas.coverage(edition, rule=rule)
        ranks = province_ranks(point)
        shares = {code: point.province(code).share for code in ranks}
        assert None not in shares.values()
        for code, rank in ranks.items():
            assert rank == 1 + sum(share > shares[code] for share in shares.values())


def test_basis_of_the_undesignated(atlas):
    """34 municipalities carry how it is known that they were not designated in March 2023."""
    basis = atlas.undesignated_basis
    assert len(basis) == 34
    assert sorted(basis.values()).count("confirmed") == 11
    assert set(basis) == set(atlas.coverage("2023").remaining().index)


def test_every_place_has_a_card(atlas):
    """Each of the 229 places of an edition has a card that agrees with the map's state."""
    point = atlas.coverage("2023")
    for unit in point.states.index[::6]:
        card = place_card(atlas, point, unit)
        assert card.status == point.states.at[unit, "status"]
        assert bool(card.since_from) == (card.status == "designated")
