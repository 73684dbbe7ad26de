"""The site without a server in a browser without a network: from a disk and from a web server."""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from reader import SPOT, Reader, swipe
from test_every_page import RUN, findings

from exports.build import bundle
from exports.build.print_facts import gather
from exports.site.files import build_single, write_site
from exports.site.pages import Site
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from analysis.atlas import Atlas

PLACE = "38340"
"""Goseong-gun in South Gyeongsang, new in 2023; Gangwon has another Goseong-gun."""

NAMES = ("index", "provinces", "trends", "data", "downloads", f"place/{PLACE}")
DRAWN = ".atlas[data-drawn]"
ALONE = RUN.replace("iframes: false", "iframes: false, preload: false")
"""Axe without the style sheets it would fetch, which no page from a disk may."""

SHOWN = "() => document.querySelectorAll('article[hidden]').forEach((one) => one.remove())"
"""Leaves the page shown of those in the one file, so that axe need not look through all."""

SEEN = """() => [...document.querySelectorAll(".atlas path[data-unit]")].filter((path) => {
    const box = path.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && path.getAttribute("data-class");
  }).map((path) => path.getAttribute("data-unit"))"""
"""The places on the map or, where they are too small for it, on an enlarged part."""

OVER = "() => document.scrollingElement.scrollWidth - window.innerWidth"
FOCUS = """() => { const at = document.activeElement;
  return at === document.body ? null
    : [at.tagName, at.getAttribute("href") || "", at.className || ""]; }"""


class Quiet(SimpleHTTPRequestHandler):
    """A plain web server that keeps its log to itself."""

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(atlas: Atlas) -> Site:
    """Return what the site of 2023 is made from."""
    return Site(atlas, gather(atlas, "2023", "official"), bundle.current() or bundle.build())


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site somewhere below it, and the single file."""
    top = tmp_path_factory.mktemp("site")
    write_site(top / "any" / "path", site)
    (top / "one.html").write_bytes(build_single(site))
    return top


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """Serve the folder as any web server would; return its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a profile on a desktop."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def reader(context: BrowserContext, folder: Path) -> Iterator[Reader]:
    """Return a reader of the folder on a disk; afterwards nothing was asked beyond it."""
    made = Reader(context.new_page(), folder.as_uri())
    yield made
    made.page.close()
    assert_alone(made)


def assert_alone(reader: Reader) -> None:
    """Hold that a reader saw no error and asked nothing from anywhere else."""
    assert reader.said == []
    near = (reader.url + "/", "data:", "blob:")
    assert [url for url in reader.asked if not url.startswith(near)] == []


def goto(reader: Reader, path: str) -> Reader:
    """Open a page of the site and wait for its map, if it has one."""
    reader.page.goto(f"{reader.url}/{path}")
    if path.endswith(("index.html", "-overview")):
        reader.page.locator(DRAWN).wait_for()
    return reader


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_pages_from_a_disk_are_for_everyone(reader: Reader, lang: str, site: Site) -> None:
    """Every kind of page opens from a disk, axe finds nothing serious, no phone scrolls."""
    pages = [f"any/path/{lang}/{name}.html" for name in NAMES]
    pages.append(f"any/path/editions/{site.facts.date}/{site.facts.data_hash}/{lang}.html")
    for path in pages:
        goto(reader, path)
        assert reader.page.locator("html").get_attribute("lang") == lang
        assert findings(reader.page.main_frame, ALONE) == [], path
        reader.page.set_viewport_size({"width": 390, "height": 844})
        assert reader.page.evaluate(OVER) <= 0, path
        reader.page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_single_file_is_for_everyone(reader: Reader, lang: str) -> None:
    """The one file does the same for each kind of page, from a disk."""
    for name in ("overview", "trends", f"place-{PLACE}"):
        reader.page.goto("about:blank")
        goto(reader, f"one.html#{lang}-{name}")
        expect(reader.page.locator("html")).to_have_attribute("lang", lang)
        reader.page.evaluate(SHOWN)
        assert findings(reader.page.main_frame, ALONE) == [], name
        reader.page.set_viewport_size({"width": 390, "height": 844})
        assert reader.page.evaluate(OVER) <= 0, name
        reader.page.set_viewport_size({"width": 1280, "height": 800})


def test_any_web_server_under_any_path_will_do(context: BrowserContext, served: str) -> None:
    """A plain web server shows the same pages below any path, the one file too."""
    reader = Reader(context.new_page(), served)
    for lang in ("ko", "en"):
        for name in NAMES:
            goto(reader, f"any/path/{lang}/{name}.html")
    goto(reader, "one.html#en-overview")
    reader.page.goto(f"{served}/any/path/")
    reader.page.wait_for_url("**/any/path/ko/index.html")
    reader.page.locator(DRAWN).wait_for()
    reader.page.close()
    assert_alone(reader)


@pytest.mark.parametrize("path", ["any/path/en/index.html", "one.html#en-overview"])
def test_the_map_plays_through_time_and_leads_to_places(reader: Reader, path: str) -> None:
    """All 229 places are painted; a step back shows the year before; a click opens the place."""
    page = goto(reader, path).page
    assert len(set(page.evaluate(SEEN))) == 229
    page.locator(".atlas-player button").first.click()
    page.locator(f'{DRAWN}[data-edition="2022"]').wait_for()
    page.get_by_label(words("en")("map_page.layer")).locator("visible=true").select_option("year")
    page.wait_for_function("() => window.atlas.state.layer === 'year'")
    page.locator("#map_atlas").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(SPOT, PLACE))
    page.wait_for_url(re.compile(rf"en(/place/|-place-){PLACE}"))
    expect(page.get_by_role("heading", level=1).locator("visible=true")).to_contain_text("Goseong")


def test_the_keyboard_reaches_every_place(reader: Reader, site: Site) -> None:
    """With Tab and Enter alone a reader comes to each of the 229 places and can open it."""
    page = goto(reader, "any/path/ko/index.html").page
    found: set[str] = set()
    for _ in range(600):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None or (found and at[2] == "skip"):
            break
        if at[0] == "SUMMARY":
            page.keyboard.press("Enter")
        found |= set(re.findall(r"place/(\d{5})\.html", at[1]))
    assert found == set(site.facts.places.index)
    page.locator(f'a[href$="{PLACE}.html"]').last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("경남 고성군")


def test_the_single_file_keeps_its_place_when_the_language_changes(reader: Reader) -> None:
    """In one file the other language shows the same page, and the menu says where one is."""
    page = goto(reader, f"one.html#ko-place-{PLACE}").page
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    heading = page.get_by_role("heading", level=1).locator("visible=true")
    expect(heading).to_have_text("Gyeongnam Goseong-gun")
    page.get_by_role("link", name=words("en")("page.trends"), exact=True).click()
    expect(page.locator("header.site a[aria-current]").locator("visible=true")).to_have_text(
        words("en")("page.trends")
    )
    page.get_by_role("link", name=words("en")("page.overview"), exact=True).click()
    page.locator(DRAWN).wait_for()
    chosen = page.locator("select[data-state=layer]").locator("visible=true")
    expect(chosen.locator("option:checked")).to_have_text(words("en")("map.layer.status"))


def test_the_single_file_draws_the_same_shapes(reader: Reader, site: Site) -> None:
    """What the one file holds in short form is, number for number, what the dashboard draws."""
    page = goto(reader, "one.html#ko-overview").page
    for name in ("shapes.json", "epochs.json"):
        found = page.evaluate(f"() => window.Atlas.fetchJson('x/{name}').then(JSON.stringify)")
        assert json.loads(found) == json.loads((site.built / name).read_bytes()), name


def test_an_old_page_leads_to_the_revised_one(
    reader: Reader, site: Site, folder: Path, tmp_path: Path
) -> None:
    """A page of figures since revised says so and links to the newer; a current one is silent."""
    shutil.copytree(folder / "any" / "path", tmp_path / "site")
    day = tmp_path / "site" / "editions" / site.facts.date
    page, notice = reader.page, reader.page.locator("#revised")
    reader.url = tmp_path.as_uri()
    page.goto((day / site.facts.data_hash / "ko.html").as_uri())
    expect(notice).to_be_hidden()
    later = "0" * 12
    shutil.copytree(day / site.facts.data_hash, day / later)
    for one in (day / later).iterdir():
        old = one.read_text(encoding="utf-8")
        one.write_text(old.replace(site.facts.data_hash, later), encoding="utf-8")
    (day / "current.js").write_text(f'window.AtlasCurrent="{later}";\n', encoding="utf-8")
    page.goto((day / site.facts.data_hash / "ko.html").as_uri())
    expect(notice).to_be_visible()
    notice.locator("a").click()
    page.wait_for_url(f"**/{later}/ko.html")
    expect(notice).to_be_hidden()


SCROLLED = "() => window.scrollY"


@pytest.mark.parametrize("path", ["any/path/ko/index.html", "one.html#ko-overview"])
def test_a_page_with_a_map_scrolls(
    reader: Reader, browser: Browser, path: str, tmp_path: Path
) -> None:
    """By wheel over the map, by key, by finger and on paper one comes to the end of the page."""
    page = goto(reader, path).page
    page.locator("#map_atlas").hover()
    before = page.evaluate(SCROLLED)
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"(before) => ({SCROLLED})() > before", arg=before)
    page.keyboard.press("End")
    page.wait_for_function(
        "() => window.scrollY > document.documentElement.scrollHeight - innerHeight - 4"
    )
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed)
    text = [sheet.extract_text() for sheet in PdfReader(printed).pages]
    assert len(text) > 1
    assert reader.page.locator("footer").locator("visible=true").inner_text()[:8] in text[-1]
    hand = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    held = Reader(hand.new_page(), reader.url)
    page = goto(held, path).page
    swipe(held, [(195.0, 700.0)], [(0.0, -500.0)])
    page.wait_for_function(f"() => ({SCROLLED})() > 100")
    hand.close()
    assert_alone(held)
