"""Every page for everyone: axe, languages, phone, zoom and paper, in both languages.

Each page is opened once: first in English by a link that carries everything, then switched to
Korean on the spot; what is seen on the way is held against one rule a test.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pypdf
import pytest
from playwright.sync_api import expect
from reader import CHOSEN, Reader

from figures.words.language import words
from views.parts.page_list import PAGES, page_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Frame

    from benchmarks.driver import Server

AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
RUN = "() => axe.run(document, { iframes: false, resultTypes: ['violations'] })"
WORST = {"serious", "critical"}

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""Rule and a piece of the element's markup, to the reason why its finding is let pass: none is."""

LINK = {
    "lang": "en",
    "edition": "2021",
    "rule": "strict",
    "layer": "age",
    "province": "37",
    "place": "37100",
    "view": "tiles",
}
"""Gyeongsan in North Gyeongsang at the edition of 2021, as tiles coloured by age."""

FIRST = 90_000
"""Milliseconds for a page's first opening, which may compute what it then keeps."""

OVERFLOW = """(width) => {
  const main = document.querySelector('[data-testid="stMain"]');
  const over = Math.max(document.scrollingElement.scrollWidth - window.innerWidth,
    main.scrollWidth - main.clientWidth);
  const since = window.resizedAt ||= { [width]: performance.now() };
  since[width] ||= performance.now();
  if (window.innerWidth !== width) return null;
  return over <= 0 || performance.now() - since[width] > 4000 ? { over } : null;
}"""
"""Pixels beyond the right edge; charts and tables take a moment to follow a change of size."""

A4 = (842, 595)
MOST_SHEETS = 4

PAPER = """() => {
  const last = document.querySelector('.footer p');
  const box = last.getBoundingClientRect();
  const kinds = ".st-key-bar, .st-key-masthead, .st-key-search, .stButton, .stDownloadButton," +
    "header";
  const controls = [...document.querySelectorAll(kinds)]
    .filter((one) => one.getBoundingClientRect().height > 0).map((one) => one.className);
  return { bottom: box.bottom, right: box.right, height: box.height, controls }; }"""
"""Where the last line of a sheet stands, in CSS pixels of the paper, and which controls do."""


@dataclass
class Seen:
    """What was seen of one page."""

    address: dict[str, str]
    controls: dict[str, str]
    map_state: dict[str, str] | None
    langs: list[str]
    findings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    overflow: dict[str, int] = field(default_factory=dict)
    sheets: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    paper: dict[str, dict[str, Any]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def findings(frame: Frame, run: str = RUN) -> list[dict[str, Any]]:
    """Return what axe finds in a frame that is serious or critical."""
    # As a reader's tool would, not as the page: the page's own policy allows no such script.
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        {"rule": rule["id"], "html": node["html"], "why": node.get("failureSummary", "")}
        for rule in frame.evaluate(run)["violations"]
        for node in rule["nodes"]
        if rule["impact"] in WORST
    ]


STILL = """() => {
  const height = document.querySelector(".stMainBlockContainer").scrollHeight;
  if (!window.stood || window.stood[0] !== height) window.stood = [height, performance.now()];
  return performance.now() - window.stood[1] > 500;
}"""
"""Charts stand in their full height a moment after the page: who prints has seen them."""


def look(reader: Reader, seen: Seen, lang: str) -> None:
    """Take down what a page shows in the language it is in."""
    page = reader.page
    page.wait_for_function(STILL)
    has_map = seen.map_state is not None
    page.locator(".footer p").last.wait_for()  # it comes last of all
    frames = [page.main_frame, *([reader.frame()] if has_map else [])]
    seen.findings[lang] = [found for frame in frames for found in findings(frame)]
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(io.BytesIO(data)).pages
    seen.sheets[lang] = [(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets]
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    seen.paper[lang] = page.evaluate(PAPER)
    page.emulate_media(media="null")  # as it was: a PDF with media "screen" has no paper to it
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    for name, (width, height) in {"phone": (390, 844), "zoomed": (960, 540)}.items():
        page.set_viewport_size({"width": width, "height": height})
        found = page.wait_for_function(OVERFLOW, arg=width).json_value()
        seen.overflow[f"{lang} {name}"] = found["over"]
    page.evaluate("() => { window.resizedAt = undefined; }")
    page.set_viewport_size({"width": 1280, "height": 800})


def chosen(reader: Reader, address: str) -> dict[str, str]:
    """Return what the page's line of what is chosen says, and each control that it opens on."""
    controls = page_at(address).controls
    found = {}
    if controls:
        found["line"] = reader.page.locator(CHOSEN).inner_text()
    say = words("en")
    for name in set(controls) - {"rule"}:
        found[name] = reader.control(say(f"bar.{name}")).input_value()
    if "rule" in controls:
        reader.control(say("bar.rule"))
        found["rule"] = " ".join(reader.page.get_by_role("radio", checked=True).all_inner_texts())
    reader.fold()
    return found


def visit(context: BrowserContext, url: str, address: str) -> Seen:
    """Open a page by a full link, look at it, switch the language and look again."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    reader = Reader(page, url)
    page.set_default_timeout(FIRST)
    reader.open(f"/{address}?{urlencode(LINK)}")
    has_map = address in {"", "map"}
    seen = Seen(
        address={k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()},
        controls=chosen(reader, address),
        map_state=reader.frame().evaluate("() => window.atlas.state") if has_map else None,
        langs=[str(page.locator("html").get_attribute("lang"))],
    )
    look(reader, seen, "en")
    reader.switch(words("ko")("language"))
    expect(page).to_have_url(re.compile("lang=ko"))
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    reader.settled()
    seen.langs.append(str(page.locator("html").get_attribute("lang")))
    look(reader, seen, "ko")
    seen.said, seen.strangers = reader.said, reader.strangers()
    page.close()
    return seen


@pytest.fixture(scope="module", params=[page.address for page in PAGES.values()])
def seen(
    request: pytest.FixtureRequest,
    server: Server,
    profiles: Callable[[str, bool], BrowserContext],
) -> Seen:
    """Return what was seen on a page; each is opened once for all the rules."""
    before = len(server.said())
    found = visit(profiles("en-US", touch=False), server.url, request.param)
    assert "Traceback" not in server.said()[before:], server.said()[before:]
    return found


def test_every_page_opens_in_peace(seen: Seen) -> None:
    """No page reports an error in the browser or asks another machine for anything."""
    assert seen.said == []
    assert seen.strangers == []


def test_link_restores_every_page(seen: Seen) -> None:
    """A copied link shows the same edition, rule, language, province, place, layer and view."""
    assert seen.address == LINK
    wanted = {"edition": "2021", "rule": "Municipalities only", "province": "Gyeongbuk"}
    for name, value in wanted.items():
        if name in seen.controls:
            assert value in seen.controls[name]
            assert value in seen.controls["line"]
    assert seen.langs[0] == LINK["lang"]
    if seen.map_state is not None:
        assert {name: seen.map_state[name] for name in LINK} == LINK


def test_declared_language_is_the_language_shown(seen: Seen) -> None:
    """`<html lang>` is English on an English page and Korean after switching, on every page."""
    assert seen.langs == ["en", "ko"]


def test_axe_finds_nothing_serious(seen: Seen) -> None:
    """Axe finds nothing serious or critical on any page or map, contrast included."""
    left = [
        (lang, found)
        for lang, all_found in seen.findings.items()
        for found in all_found
        if not any(found["rule"] == r and piece in found["html"] for r, piece in EXCEPTIONS)
    ]
    assert left == []


def test_nothing_stands_beyond_the_edge(seen: Seen) -> None:
    """No page scrolls sideways on a phone or at 200 % zoom."""
    for where, overflow in seen.overflow.items():
        assert overflow <= 0, where


def test_one_sheet_of_paper(seen: Seen) -> None:
    """Each page prints on A4, landscape, down to its last line: date, rule, source.

    It is one sheet, unless that would make it too small to be read.
    """
    for lang, sheets in seen.sheets.items():
        assert set(sheets) == {A4}, lang
        if len(sheets) > 1:
            assert len(sheets) <= MOST_SHEETS, lang
            continue
        paper = seen.paper[lang]
        assert paper["height"] > 0, lang
        assert 0 < paper["bottom"] <= 718, lang
        assert 0 < paper["right"] <= 1048, lang


def test_paper_has_no_controls(seen: Seen) -> None:
    """On paper there is no bar and no button."""
    for lang, paper in seen.paper.items():
        assert paper["controls"] == [], lang
