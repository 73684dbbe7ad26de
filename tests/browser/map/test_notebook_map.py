"""The map of a notebook: everything inside, no machine asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas import Atlas

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_notebook_draws_the_map_without_a_network(browser: Browser) -> None:
    """With the network cut, a cell's map draws places, legend and insets, and asks nothing."""
    atlas = Atlas.load()
    context = browser.new_context(offline=True, locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    # A cell's output is a part of a page, the map a frame in it.
    page.set_content(atlas.map("2023", layer="gap", lang="en")._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator(".atlas[data-drawn]").wait_for()
    assert frame.locator(".atlas").get_attribute("data-edition") == "2023"
    assert frame.locator("path.leaflet-interactive").count() >= len(atlas.places("2023"))
    assert frame.locator(".atlas-legend").is_visible()
    assert frame.locator(".atlas-insets").is_visible()
    # An older year needs the shapes of its time, and they are inside, too.
    frame.locator(".atlas").evaluate("() => window.atlas.show('2007')")
    frame.locator(".atlas[data-edition='2007']").wait_for()
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith(("about:", "data:"))] == []
    assert faults == []
    context.close()
