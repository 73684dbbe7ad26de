"""Parts of pages that are kept for all readers who see the same."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

ASK = """
import streamlit as st
from views.reader import library, session
from views.reader.answers import once

session.begin(library.atlas(), "trends")
state = session.state()
st.session_state["count"] = st.session_state.get("count", 0)


def make():
    st.session_state["count"] += 1
    st.markdown(session.state().{read})


once("test.part {read}", make, of=("edition",))
"""


def draw(read, **asked):
    """Return the part as drawn for an address."""
    drawn = AppTest.from_string(ASK.format(read=read), default_timeout=60)
    for name, value in asked.items():
        drawn.query_params[name] = value
    return drawn.run()


def test_readers_who_differ_in_what_a_part_does_not_show_share_it():
    """A part of the edition is made once for all rules, and once more for another edition."""
    made = [
        (drawn.session_state["count"], drawn.markdown[0].value)
        for drawn in (
            draw("edition", edition="2023", rule="official", lang="ko"),
            draw("edition", edition="2023", rule="strict", lang="ko", province="31"),
            draw("edition", edition="2022", rule="official", lang="ko"),
            draw("edition", edition="2023", rule="official", lang="en"),
        )
    ]
    assert made == [(1, "2023"), (0, "2023"), (1, "2022"), (1, "2023")]


@pytest.mark.parametrize("read", ["rule", "province"])
def test_a_part_cannot_read_a_choice_that_it_is_not_kept_for(read):
    """Else the first reader's rule or province would stand on the pages of all others."""
    drawn = draw(read, edition="2023", rule="official", lang="ko")
    assert drawn.exception
    assert not drawn.markdown
