"""The browser and the server of the browser tests: nothing but this machine can be reached.

A machine without Chromium fails these tests, with a sentence that says what to do; they are
never skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reader import SECONDS, Reader

from benchmarks.driver import Server, chromium, closed_browser, serve_atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

HERE = Path(__file__).resolve().parent
DESKTOP = (1920, 1080)
LAPTOP = (1280, 800)
PHONE = (390, 844)

expect.set_options(timeout=SECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that opens a browser, and put them last.

    Afterwards the browser's event loop is there to stay, and others could not start their own.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Run the atlas as `make run` does, on a free port."""
    with serve_atlas() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open a Chromium with a fresh profile for which only localhost exists."""
    try:
        chromium()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
    with closed_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Callable[[str, bool], BrowserContext]]:
    """Hand out one profile a language and kind of device; each keeps its cache, as readers do."""
    known: dict[tuple[str, bool], BrowserContext] = {}

    def profile(locale: str, touch: bool) -> BrowserContext:  # noqa: FBT001  # a test's own helper
        if (locale, touch) not in known:
            known[locale, touch] = browser.new_context(locale=locale, has_touch=touch)
            known[locale, touch].new_page()  # keeps the window open: a new one for each page costs
        return known[locale, touch]

    yield profile
    for context in known.values():
        context.close()


@pytest.fixture
def page_at(
    server: Server, profiles: Callable[[str, bool], BrowserContext]
) -> Iterator[Callable[..., Reader]]:
    """Give readers of any screen and language; afterwards hold all they did against three rules.

    Nothing was asked of another machine, the browser reported no error, nor did the server.
    """
    readers: list[Reader] = []
    before = len(server.said())

    def reader(
        viewport: tuple[int, int] = DESKTOP, locale: str = "ko-KR", url: str | None = None
    ) -> Reader:
        page = profiles(locale, viewport == PHONE).new_page()
        page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        readers.append(Reader(page, url or server.url))
        return readers[-1]

    yield reader
    for opened in readers:
        opened.page.close()
    assert "Traceback" not in server.said()[before:], server.said()[before:]
    for opened in readers:
        assert opened.strangers() == [], "a request left this machine"
        assert opened.said == [], "the browser reported an error"
