"""The provinces page: table, bars, sentences, drill-down, downloads; one selection for all."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from playwright.sync_api import expect
from reader import CHOSEN

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

SAY = words("ko")
GYEONGBUK = "경북 13/23 (56.5%): 전국보다 29.8%p 낮음"
LEAD = ".lead p >> nth=0"
"""The first sentence of a page, under its title."""


def tick(reader: Reader, table: int, row: int) -> None:
    """Press the name of a row of a table."""
    reader.page.locator("table.reading").nth(table).locator("tbody a").nth(row).click()


def expect_ticked(reader: Reader, table: int, row: int) -> None:
    """Expect one row of a table to be marked as chosen, as a screen reader is told."""
    rows = reader.page.locator("table.reading").nth(table).locator("tbody tr")
    expect(rows.and_(reader.page.locator("[aria-current]"))).to_have_count(1)
    expect(rows.nth(row)).to_have_attribute("aria-current", "true")


def download(reader: Reader, label: str) -> tuple[str, bytes]:
    """Press a download button; return the file's name and bytes."""
    with reader.page.expect_download() as found:
        reader.page.get_by_role("button", name=SAY(label), exact=True).first.click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_sentences_are_written_from_the_data(page_at: Callable[..., Reader]) -> None:
    """Without a province each has its sentence; those without a rate say so, none shows 0 %."""
    reader = page_at().open("/provinces?lang=ko&edition=2023&rule=official")
    sentences = reader.page.locator("[data-testid=stMarkdownContainer] li").all_inner_texts()
    assert len(sentences) == 17
    assert GYEONGBUK in sentences
    for name in ("세종 1", "제주 2"):
        assert any(line.startswith(name) and "%" not in line for line in sentences)


def test_one_selection_for_bars_table_card_and_map(page_at: Callable[..., Reader]) -> None:
    """A bar chooses a province, a row its place; bar control, card and map show the same."""
    reader = page_at().open("/provinces?lang=ko&edition=2023&rule=official")
    bar = reader.page.locator("path[aria-label*='시도: 경북']")
    bar.click()
    expect(reader.page.locator(LEAD)).to_contain_text("경북 13 / 23 = 56.5%")
    expect(reader.page).to_have_url(re.compile("province=37"))
    expect(reader.page.locator(CHOSEN)).to_contain_text("경북")
    reader.settled()
    expect_ticked(reader, 0, 14)
    tick(reader, 1, 0)
    expect(reader.page.locator(".card h2")).to_have_text("경북 고령군")
    expect(reader.page).to_have_url(re.compile("place=37"))
    expect_ticked(reader, 0, 14)
    expect_ticked(reader, 1, 0)
    place = re.findall(r"place=(\d+)", reader.page.url)[0]
    reader.page.get_by_role("button", name=SAY("card.show_on_map")).click()
    expect(reader.page).to_have_url(re.compile(rf"/map\?.*place={place}"))
    reader.drawn()
    state = reader.frame().evaluate("() => window.atlas.state")
    assert (state["province"], state["place"]) == ("37", place)
    pressed = reader.map().locator('.leaflet-overlay-pane path[aria-pressed="true"]')
    assert set(pressed.evaluate_all("all => all.map((one) => one.dataset.unit)")) == {place}
    expect(reader.page.locator(".crumbs")).to_contain_text("고령군")


def test_row_of_the_table_chooses_a_province(page_at: Callable[..., Reader]) -> None:
    """A name in the table opens that province; the mark moves with its row over the editions."""
    reader = page_at().open("/provinces?lang=ko&edition=2023&rule=official")
    tick(reader, 0, 6)
    expect(reader.page.locator(LEAD)).to_contain_text("서울 22 / 25")
    expect(reader.page.locator(CHOSEN)).to_contain_text("서울")
    reader.choose(SAY("bar.edition"), "2026")
    expect(reader.page.locator(LEAD)).to_contain_text("서울 23 / 25")
    expect(reader.page.locator(CHOSEN)).to_contain_text("서울")
    expect_ticked(reader, 0, 8)  # Seoul's row moved, and the tick with it
    reader.choose(SAY("bar.edition"), "2012")
    expect(reader.page.locator(LEAD)).to_contain_text("서울 8 / 25")


def test_a_press_on_a_head_sorts_and_the_link_keeps_it(page_at: Callable[..., Reader]) -> None:
    """Sorted by what is left, Gyeongbuk leads; in the address, after a choice and when reopened."""
    reader = page_at().open("/provinces?lang=ko&edition=2023&rule=official")
    names = reader.page.locator("table.reading").first.locator("tbody th")
    expect(names.first).to_have_text("부산")
    head = reader.page.get_by_role("button", name=SAY("table.remaining"), exact=True)
    head.click()
    expect(names.first).to_have_text("경북")
    expect(reader.page).to_have_url(re.compile("#sort=provinces:remaining:down"))
    expect(names.last).to_have_text("제주")
    tick(reader, 0, 0)
    expect(reader.page.locator(LEAD)).to_contain_text("경북 13 / 23")
    expect(names.first).to_have_text("경북")
    reader.settled()
    reader.page.reload()
    expect(names.first).to_have_text("경북")
    head.click()
    expect(names.first).not_to_have_text("경북")


def test_table_downloads_as_csv_and_xlsx(page_at: Callable[..., Reader]) -> None:
    """Both files hold the 17 provinces with date, rule, source and hash; the CSV for Excel too."""
    reader = page_at().open("/provinces?lang=ko&edition=2023&rule=official")
    name, data = download(reader, "download.csv")
    assert re.fullmatch(r"atlas-provinces-2023-official-ko\.csv", name)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 17
    gyeongbuk = next(row for row in rows if row[SAY("table.province")] == "경상북도")
    assert gyeongbuk[SAY("table.designated")] == "13"
    assert gyeongbuk[SAY("note.date")] == "2023-03-06"
    assert all(gyeongbuk[SAY(key)] for key in ("note.rule", "note.source", "note.hash"))
    name, data = download(reader, "download.xlsx")
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.worksheets[0].max_row == 18
    notes = {row[0].value: row[1].value for row in book["notes"].rows}
    assert notes[SAY("note.date")] == "2023-03-06"
    assert notes[SAY("note.hash")] == gyeongbuk[SAY("note.hash")]
