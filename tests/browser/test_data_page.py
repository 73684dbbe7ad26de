"""The data page: rules, doubts, conflicts, sources, dictionary, version, download."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from figures.words.language import words
from store.version import version

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

    from analysis.atlas import Atlas

SECTIONS = ("rules", "uncertain", "conflicts", "sources", "dictionary", "version")


def test_page_says_what_counts_and_from_where(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """Rules with their counts, sources with licences, doubts, dictionary and hash stand there."""
    say = words("en")
    reader = page_at(locale="en-US").open("/data?lang=en&edition=2023")
    main = reader.page.get_by_test_id("stMain")
    for name in SECTIONS:
        expect(main.get_by_role("heading", name=say(f"data.{name}"), exact=True)).to_be_visible()
    tables = " ".join(reader.page.get_by_test_id("stTable").all_inner_texts())
    for count in ("195 / 226", "192 / 226", "195 / 229", "86.3%", "85.0%", "85.2%"):
        assert count in tables
    for licence in ("licence.kogl1", "licence.facts"):
        assert say(licence) in tables
    expect(main).to_contain_text("34 municipalities without designation, not 226 − 195 = 31")
    expect(main).to_contain_text(atlas.data_hash)
    expect(main).to_contain_text(f"Atlas {version()}")
    assert reader.page.get_by_test_id("stDataFrame").count() >= 3


def test_every_place_can_be_taken_along(page_at: Callable[..., Reader]) -> None:
    """The download of the data page is the state of all 229 places of the edition."""
    say = words("ko")
    reader = page_at().open("/data?lang=ko&edition=2023")
    with reader.page.expect_download() as found:
        reader.page.get_by_role("button", name=say("download.csv"), exact=True).first.click()
    text = Path(found.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 229
    assert sum(row["status"] == "designated" for row in rows) == 195
    assert {row[say("note.date")] for row in rows} == {"2023-03-06"}
