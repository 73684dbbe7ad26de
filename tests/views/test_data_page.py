"""The data page: what it says of the counting rules is true on the day it is asked of."""

from __future__ import annotations

import pytest
from test_trends_page import draw, text


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2023", "not municipalities (Sejong-si, Jeju-si, Seogwipo-si)"),
        ("2013", "not municipalities (Jeju-si, Seogwipo-si)"),
        ("2005", "every learning city was a municipality"),
    ],
)
def test_the_rules_name_the_places_of_the_day(edition, said):
    """Sejong is named only from its award on, and nobody is where nobody was."""
    assert said in text(draw("data", "en", edition=edition))
