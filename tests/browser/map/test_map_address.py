"""Where the reader looks on the map stands in the address, and a link leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

SAY = words("ko")
VIEW = """() => {
  const { lat, lng } = map.getCenter();
  return [lat.toFixed(2), lng.toFixed(2), map.getZoom().toFixed(1)];
}"""
AT_REST = """() => {
  const { view } = window.atlas;
  return map.getZoom() > view.home.zoom + 0.95 && view.aimed() &&
    window.parent.location.hash.endsWith(view.aimed());
}"""
"""The zoom glided to its end, and the address has heard of it."""

LOOKED = re.compile(r"#at=\d+\.\d+,\d+\.\d+,\d+\.\d+")


def test_a_link_leads_to_what_the_reader_looks_at(page_at: Callable[..., Reader]) -> None:
    """Zoomed in, the address says where; opened anew it shows the same; home takes it out again."""
    reader = page_at().open("/map?lang=ko&edition=2023")
    box = reader.frame().frame_element().bounding_box()
    assert box
    reader.map().get_by_role("button", name=SAY("map.zoom.in")).click()
    reader.map().get_by_role("button", name=SAY("map.zoom.in")).click()
    expect(reader.page).to_have_url(LOOKED)
    reader.frame().wait_for_function(AT_REST)
    shown, link = reader.frame().evaluate(VIEW), reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(link)
    reader.drawn()
    reader.frame().wait_for_function(f"(asked) => String(({VIEW})()) === String(asked)", arg=shown)
    expect(reader.page).to_have_url(LOOKED)
    reader.map().get_by_role("button", name=SAY("map.zoom.home")).click()
    expect(reader.page).not_to_have_url(LOOKED)
