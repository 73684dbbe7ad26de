"""Which place was made of which."""

from __future__ import annotations

from analysis.coverage.succession import origins_on, territory_moves

CHEONGJU, CHEONGWON = "청주시", "청원군"


def unit(register, name, date):
    """Return the code of a place by its Korean name on a day."""
    on = register.on(date)
    return on.index[on["name_ko"] == name][0]


def test_nothing_was_made_before_its_day(atlas):
    """On 30 June 2014 Cheongju is as it was; a day later it is made of itself and Cheongwon."""
    moves = territory_moves(atlas.register)
    heir = unit(atlas.register, CHEONGJU, "2014-07-01")
    swallowed = unit(atlas.register, CHEONGWON, "2014-06-30")
    assert heir not in origins_on(moves, "2014-06-30")
    made = origins_on(moves, "2014-07-01")[heir]
    assert swallowed in made.parents
    assert made.date == "2014-07-01"


def test_two_rows_of_a_day_are_one_change(atlas):
    """Whoever was made on a day has each parent once, and none of a later day."""
    moves = territory_moves(atlas.register)
    assert [row["effective_date"] for row in moves] == sorted(r["effective_date"] for r in moves)
    today = origins_on(moves, "2026-11-30")
    assert today
    for heir, made in today.items():
        assert len(set(made.parents)) == len(made.parents), heir
        assert made.carries_on == (heir in made.parents)


def test_later_changes_replace_earlier_ones():
    """A place that was enlarged twice says what the last change made it of."""
    first = {"effective_date": "2001-01-01", "inherits": "c", "from_units": "a;b", "to_units": "c"}
    later = {"effective_date": "2010-01-01", "inherits": "", "from_units": "c;d", "to_units": "c"}
    made = origins_on([first, later], "2009-12-31")["c"]
    assert (made.parents, made.inherits, made.carries_on) == (("a", "b"), True, False)
    made = origins_on([first, later], "2010-01-01")["c"]
    assert (made.parents, made.inherits, made.carries_on) == (("c", "d"), False, True)
