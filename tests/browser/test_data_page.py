"""The data page: rules, doubts, conflicts, sources, dictionary, version, download."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from boundary_fixtures import light_2018
from playwright.sync_api import expect

from figures.words.language import words
from store.version import version

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

    from analysis.atlas import Atlas

READING = 120_000
"""Milliseconds that a file may take to be read: its process stands back behind all others."""

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


def test_a_boundary_file_is_cleaned(page_at: Callable[..., Reader]) -> None:
    """An uploaded file is shown before and after, with its warnings, and comes back clean."""
    say = words("ko")
    frame = light_2018().iloc[:5]
    reader = page_at().open("/data?lang=ko&edition=2023")
    page = reader.page
    expect(page.get_by_text(say("boundary.empty"))).to_be_visible()
    given = {
        "name": "sigungu.geojson",
        "mimeType": "application/geo+json",
        "buffer": frame.to_crs(4326).to_json().encode(),
    }
    page.locator("input[type=file]").set_input_files(files=[given])
    for when in ("before", "after"):
        drawn = page.get_by_text(say(f"boundary.{when}"), exact=True)
        expect(drawn).to_be_visible(timeout=READING)
    shown = page.get_by_text(say("boundary.warnings"), exact=True)
    expect(shown).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("button", name=say("boundary.take.geojson"), exact=True).click()
    clean = json.loads(Path(found.value.path()).read_text(encoding="utf-8"))
    assert len(clean["features"]) == len(frame)
    assert {"unit_id", "mois_code", "name_en", "status"} <= set(clean["features"][0]["properties"])
