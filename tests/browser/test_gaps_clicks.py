"""The gaps page under a reader's hand: list, filters, map, scenario and files."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from test_provinces_page import download, expect_ticked, tick

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

SAY, ENGLISH = words("ko"), words("en")
GANGBUK, GANGHWA, ONGJIN = "11090", "23310", "23320"
CITIES = ["속초시", "김천시", "사천시"]

ON_IT = """(path) => {
  const box = path.getBoundingClientRect();
  for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
    const at = [box.x + box.width * i / 40, box.y + box.height * j / 40];
    if (document.elementFromPoint(...at) === path) return at;
  }
  throw new Error("nothing of it can be pointed at");
}"""


def press(reader: Reader, name: str) -> None:
    """Click a place of the page's map."""
    path = reader.page.locator(f".vega-embed path[aria-label^='{name}:']")
    path.scroll_into_view_if_needed()
    x, y = path.evaluate(ON_IT)
    reader.page.mouse.click(float(x), float(y))


def expect_rows(reader: Reader, count: int) -> None:
    """Expect the list to hold so many places below its head."""
    expect(reader.page.locator("table.reading").first.locator("tbody tr")).to_have_count(count)


def table_of(text: bytes) -> list[dict[str, str]]:
    """Return the rows of a downloaded CSV."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_a_row_opens_the_card_and_the_way_back_closes_it(
    page_at: Callable[..., Reader],
) -> None:
    """A row opens its place's card and names it in the address; the back button closes it."""
    reader = page_at().open("/gaps?lang=ko&edition=2023")
    reader.settled()
    tick(reader, 0, 1)
    expect(reader.page.locator(".card h2")).to_have_text("서울 강북구")
    expect(reader.page).to_have_url(re.compile(f"place={GANGBUK}"))
    expect_ticked(reader, 0, 1)
    reader.page.go_back()
    expect(reader.page.locator(".card")).to_have_count(0)


def test_a_place_of_the_map_is_marked_in_the_list(page_at: Callable[..., Reader]) -> None:
    """A click on the map opens the same card and ticks the same row."""
    reader = page_at().open("/gaps?lang=ko&edition=2023")
    press(reader, "인천 강화군")
    expect(reader.page.locator(".card h2")).to_have_text("인천 강화군")
    expect(reader.page).to_have_url(re.compile(f"place={GANGHWA}"))
    expect_ticked(reader, 0, 6)


def test_filters_narrow_list_and_file_and_are_taken_back(page_at: Callable[..., Reader]) -> None:
    """Kind and depopulating status narrow the list and its file; pressed again they let go."""
    reader = page_at().open("/gaps?lang=ko&edition=2023")
    expect_rows(reader, 34)
    kind = reader.page.get_by_role("button", name=SAY("gaps.kind.si"), exact=True)
    kind.click()
    expect_rows(reader, 3)
    reader.settled()
    name, text = download(reader, "download.csv")
    assert name == "atlas-gaps-ko.csv"
    assert [row[SAY("gaps.col.place")] for row in table_of(text)] == CITIES
    kind.click()
    expect_rows(reader, 34)
    only = reader.page.get_by_text(SAY("gaps.filter.depopulating"), exact=True)
    only.click()
    expect_rows(reader, 23)
    only.click()
    expect_rows(reader, 34)
    reader.settled()
    assert len(table_of(download(reader, "download.csv")[1])) == 34


def test_a_scenario_by_map_by_name_and_cleared(page_at: Callable[..., Reader]) -> None:
    """A click puts a place into the scenario and takes it out; names join it; clear empties it."""
    reader = page_at().open("/gaps?lang=en&edition=2023&gap=whatif&rule=strict")
    before = reader.page.get_by_text(ENGLISH("gaps.whatif.empty"))
    expect(before).to_be_visible()
    press(reader, "Incheon Ongjin-gun")
    expect(reader.page).to_have_url(re.compile(rf"whatif={ONGJIN}(&|$)"))
    expect(before).to_have_count(0)
    reader.settled()
    shape = reader.page.locator(".vega-embed path[aria-label^='Incheon Ongjin-gun:']")
    expect(shape).to_have_attribute("stroke-dasharray", re.compile(r"5\s*,?\s*3"))
    expect(shape).to_have_attribute(
        "aria-label", f"Incheon Ongjin-gun: {ENGLISH('gaps.map.assumed')}"
    )
    names = reader.page.get_by_label(ENGLISH("gaps.whatif.paste"), exact=True)
    names.fill("서울 강북구")
    names.press("Control+Enter")
    reader.page.get_by_role("button", name=ENGLISH("gaps.whatif.add"), exact=True).click()
    expect(reader.page).to_have_url(re.compile(rf"whatif={GANGBUK}\.{ONGJIN}"))
    reader.settled()
    press(reader, "Incheon Ongjin-gun")
    expect(reader.page).to_have_url(re.compile(rf"whatif={GANGBUK}(&|$)"))
    reader.page.get_by_role("button", name=ENGLISH("gaps.whatif.clear"), exact=True).click()
    expect(before).to_be_visible()


def test_the_footer_names_the_rule_the_page_counts_by(page_at: Callable[..., Reader]) -> None:
    """The remainder counts municipalities only, whatever the bar says, and its footer says so."""
    reader = page_at().open("/gaps?lang=en&edition=2023&rule=official")
    footer = reader.page.locator(".footer")
    expect(footer).to_contain_text(f"Rule: {ENGLISH('rule.strict')}")
