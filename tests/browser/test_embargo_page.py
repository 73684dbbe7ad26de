"""Before the hour nothing of an edition reaches a browser; at the hour open pages show it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reader import Reader

from benchmarks.driver import ROOT, Server, free_port, serve
from figures.words.language import words
from views.parts.page_list import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Response

EDITION = "2027"
MARKS = [text.encode() for text in ("2027-03-09", "2027년 3월 9일", "9 March 2027", "2027-03-10")]
"""The day it was announced, as files and both languages write it, and its paper's day."""

LEFT_OUT = (".venv", ".git", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache")
SAY = words("ko")


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Serve a copy of the project into which an edition was taken whose hour has not come."""
    copy = tmp_path_factory.mktemp("embargo") / "atlas"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "__pycache__"))
    port = free_port()
    script = str(copy / "tests" / "browser" / "servers" / "embargoed.py")
    with serve([script, str(port)], port, cwd=copy) as server:
        yield server, copy


class Listener:
    """Keeps every byte that a page receives: answers and websocket frames."""

    def __init__(self, page: Page) -> None:
        self.heard: list[bytes] = []
        self._answers: list[Response] = []
        page.on("response", lambda answer: self._answers.append(answer))  # noqa: PLW0108  # needed
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))

    def _frame(self, frame: str | bytes) -> None:
        self.heard.append(frame.encode() if isinstance(frame, str) else frame)

    def bytes(self) -> bytes:
        """Return all of it; scripts and fonts of others hold no figures and are left out."""
        for answer in self._answers:
            if answer.ok and not answer.url.endswith((".woff2", ".js", ".css")):
                self.heard.append(answer.body())
        self._answers.clear()
        return b"\n".join(self.heard)


def test_nothing_before_and_everything_at_the_hour(
    waiting: tuple[Server, Path], profiles: Callable[[str, bool], BrowserContext]
) -> None:
    """No frame, answer or option tells of it before; then a page that stayed open offers it."""
    server, folder = waiting
    context = profiles("ko-KR", touch=False)
    page = context.new_page()
    listener = Listener(page)
    reader = Reader(page, server.url)
    for address in [one.address for one in PAGES.values()]:
        reader.open(f"/{address}?lang=ko&edition={EDITION}")
        reader.settled()
        expect(page.get_by_test_id("stAlert").first).to_contain_text(EDITION)
        heard = listener.bytes()  # an answer is gone once the page is
    assert len(heard) > 500_000
    assert [mark for mark in MARKS if mark in heard] == []
    reader.open("/?lang=ko")
    reader.control(SAY("bar.edition")).click()
    expect(page.get_by_role("option", name="2026", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name=EDITION, exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    reader.fold()
    so_far = len(listener.heard)
    (folder / "struck").touch()
    for _ in range(120):  # the server makes the new bundle first; the page is not touched
        if any(EDITION.encode() in frame for frame in listener.heard[so_far:]):
            break
        page.wait_for_timeout(500)
    reader.settled()
    reader.control(SAY("bar.edition")).click()
    page.get_by_role("option", name=EDITION, exact=True).click()
    reader.fold()
    expect(page.locator(".headline-date")).to_contain_text("2027년 3월 9일")
    assert MARKS[1] in listener.bytes()
    page.close()
    assert "Traceback" not in server.said(), server.said()
