"""A stranger's draft costs other readers nothing, whatever it is made of."""

from __future__ import annotations

import time
from dataclasses import replace

import hostile_files as hostile
import pytest

from analysis.intake import drafts
from analysis.intake.drafts import draft_text
from analysis.release.documents import MAX_FIGURES, MAX_TEXT, clean
from store.errors import InputError

SECONDS = 15.0
"""On a busy machine; what these files cost before was minutes."""

FILES = {
    **{f"{name}.html": content for name, content in hostile.OPEN_MARKS.items()},
    "elements.docx": hostile.many_elements(59),
    "text.docx": hostile.much_text(30),
    "section.hwpx": hostile.long_section_name(5_000),
    "stream.pdf": hostile.one_stream(200, 300),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_small_file_cannot_take_long(name):
    """Marks left open, elements without number and long names end in one sentence, soon."""
    start = time.monotonic()
    with pytest.raises(InputError) as refused:
        draft_text(FILES[name], name)
    assert time.monotonic() - start < SECONDS
    assert len(refused.value.faults) == 1
    assert str(refused.value).startswith(f"{name}: found ")


def test_a_file_that_would_take_minutes_is_given_up(monkeypatch):
    """Two hundred pages on one long stream are given up at the limit, with a sentence."""
    monkeypatch.setattr(drafts, "LIMITS", replace(drafts.LIMITS, seconds=1.0))
    with pytest.raises(InputError, match="longer than 1 s to read"):
        draft_text(hostile.one_stream(200, 60_000), "stream.pdf")
    assert draft_text("총 195개".encode(), "a.txt") == "총 195개"


def test_a_good_draft_reads_the_same_in_the_other_process():
    """What a draft says does not depend on where it is read."""
    page = "<table><tr><th>구분<th>수</tr><tr><td>신규<td>7</tr></table><p>총 195개</p>"
    assert draft_text(page.encode(), "a.html").split("\n") == [
        "구분 | 수",
        "신규 | 7",
        "",
        "총 195개",
    ]


def test_a_text_of_nothing_but_figures_is_refused():
    """Twenty thousand figures are no release; drawing a note for each would take a minute."""
    with pytest.raises(InputError, match=f"found 20,000 figures; expected at most {MAX_FIGURES:,}"):
        clean("1 " * (MAX_TEXT // 2))
