"""Editors really sign in, through a provider on this machine; nobody else sees what waits."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from editors_office import EDITOR, LINK_SECRET, STRANGER, office
from future_edition import EDITION
from playwright.sync_api import expect

from analysis.editions.editing import standing
from analysis.editions.previews import Preview, preview_token
from store.journal import read_journal
from store.private.links import Link, note_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from benchmarks.driver import Server

BANNER = ".st-key-embargo"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the editors' copy of the atlas."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Server]:
    """Run the editors' copy of the atlas and its provider."""
    with office(folder) as server:
        yield server


@pytest.fixture
def visitor(desk: Server, browser: Browser) -> Iterator[Callable[[], Page]]:
    """Give pages of readers who share nothing with each other."""
    contexts = []

    def fresh() -> Page:
        contexts.append(browser.new_context(locale="en-GB"))
        return contexts[-1].new_page()

    yield fresh
    for context in contexts:
        context.close()
    assert "Traceback" not in desk.said()


def make_link(folder: Path) -> str:
    """Return the token of a link that opens for an hour, with its line in the office's list."""
    made = dt.datetime.now(dt.UTC)
    until = made + dt.timedelta(hours=1)
    adoption = standing(read_journal(folder / "data")).adoptions[EDITION]
    link = Link("a1", EDITION, EDITOR, made.isoformat(), until.isoformat(), adoption)
    note_made(link, folder / "log" / "links.jsonl")
    return preview_token(LINK_SECRET, Preview("a1", EDITION, EDITOR, made, until))


def sign_in(page: Page, desk: Server, mail: str) -> None:
    """Sign in as a reader does: the button, the provider's page, and back."""
    page.goto(f"{desk.url}/release?lang=en")
    page.get_by_role("button", name="Editors sign in").click()
    page.get_by_label("mail").fill(mail)
    page.get_by_role("button", name="go").click()


def test_an_editor_signs_in_and_sees_what_waits(
    desk: Server, visitor: Callable[[], Page], folder: Path
) -> None:
    """The provider sends the editor back to a page with the banner; the log has one line of it."""
    page = visitor()
    sign_in(page, desk, EDITOR)
    expect(page.locator(BANNER)).to_contain_text("online 9 March 2127 12:00")
    lines = (folder / "log" / "editors.jsonl").read_text(encoding="utf-8").splitlines()
    mine = [line for line in map(json.loads, lines) if line["who"] == EDITOR]
    assert [line["what"] for line in mine] == ["signed in"]


def test_a_stranger_is_refused(desk: Server, visitor: Callable[[], Page]) -> None:
    """Signed in and not on the list: a sentence, no banner, no edition to choose."""
    page = visitor()
    sign_in(page, desk, STRANGER)
    expect(page.get_by_text("is not on the editors' list")).to_be_visible()
    expect(page.locator(BANNER)).to_have_count(0)
    assert EDITION not in page.content()


def test_a_link_opens_for_its_holder_and_leaves_no_trace(
    desk: Server, visitor: Callable[[], Page], folder: Path
) -> None:
    """The token is in no address, history, script's cookie, copied link, output or log."""
    page = visitor()
    token = make_link(folder)
    page.goto(f"{desk.url}/?lang=en&edition={EDITION}&preview={token}")
    expect(page.locator(BANNER)).to_contain_text("Preview link of")
    assert "preview" not in page.url
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert f"edition={EDITION}" in copied
    assert token not in copied
    assert token not in page.content()
    assert token not in str(page.evaluate("document.cookie"))
    while page.url != "about:blank":
        assert token not in page.url
        page.go_back(wait_until="commit")
    assert token not in desk.said()
    assert token not in (folder / "log" / "editors.jsonl").read_text(encoding="utf-8")
