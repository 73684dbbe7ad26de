"""The overview page in a real browser that can reach nothing but this machine."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import NAME
from PIL import Image, ImageChops
from playwright.sync_api import Error, expect

from benchmarks.driver import free_port, serve
from benchmarks.wire import tapped
from figures.web.folium_map import as_script
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Route
    from reader import Reader

    from analysis.atlas import Atlas
    from benchmarks.driver import Server

KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")

NEW_2023 = "강원특별자치도 양양군"
BYTES_PER_CHANGE = 10_000


def unit(atlas: Atlas, name: str) -> str:
    """Return the key of a place by its full name."""
    return str(atlas.resolver.resolve(name))


def picture(reader: Reader) -> Image.Image:
    """Return what the map looks like."""
    return Image.open(io.BytesIO(reader.map().locator(".atlas").screenshot())).convert("RGB")


def test_network_is_cut(browser: Browser) -> None:
    """The tests' browser reaches no other machine, by name or by number."""
    page = browser.new_page()
    for stranger in ("http://example.com/", "http://192.0.2.1/"):
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto(stranger)
    page.close()


def test_first_screen(page_at: Callable[..., Reader]) -> None:
    """The first screen asks this machine only, paints all 229 places and says 195 of 226."""
    reader = page_at().open()
    assert len(set(reader.painted())) >= 229
    headline = reader.page.locator(".headline")
    expect(headline).to_contain_text("86.3%")
    expect(headline).to_contain_text("195 / 226")
    expect(headline).to_contain_text("2023")
    assert reader.strangers() == []
    assert any("atlas.json" in url for url in reader.asked)
    assert any(url.startswith("ws://localhost") for url in reader.asked)


def test_hover_names_place_and_status(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """Pointing at a place shows its name with its province, and its status."""
    reader = page_at(locale="en-US").open("/?lang=en&edition=2023")
    text = reader.hover(unit(atlas, NEW_2023))
    assert "Gangwon Yangyang-gun" in text
    assert words("en")("map.class.new") in text


def test_click_opens_card(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """A click on a place opens the card of that place and of no other, and the address keeps it."""
    reader = page_at().open("/?lang=ko&edition=2023")
    place = unit(atlas, "경상남도 고성군")
    reader.pick(place)
    expect(reader.page.locator(".card h2")).to_have_text("경남 고성군")
    expect(reader.page).to_have_url(re.compile(f"place={place}"))
    assert reader.frame().evaluate("() => window.atlas.state.place") == place


def test_two_years_differ(page_at: Callable[..., Reader]) -> None:
    """Two editions are two maps: the classes of places differ, and so do the pixels."""
    reader = page_at().open("/?lang=ko&edition=2023")
    later, later_picture = reader.classes(), picture(reader)
    reader.choose(words("ko")("bar.edition"), "2017")
    reader.drawn("2017")
    reader.settled()
    earlier, earlier_picture = reader.classes(), picture(reader)
    changed = [place for place in later if later[place] != earlier[place]]
    assert len(changed) > 30
    assert earlier.keys() == later.keys()
    differing = ImageChops.difference(later_picture, earlier_picture).convert("L")
    share = sum(differing.histogram()[16:]) / (differing.width * differing.height)
    assert share > 0.01, "the classes changed but the picture did not"


def test_change_of_year_is_small(page_at: Callable[..., Reader], server: Server) -> None:
    """A change of year fetches no file again and moves no more than 10 KB over the wire."""
    with tapped(server.port) as tap:
        reader = page_at(url=tap.url).open("/?lang=ko&edition=2023")
        reader.drawn("2023")
        reader.forget()
        tap.read()
        reader.choose(words("ko")("bar.edition"), "2022")
        reader.drawn("2022")
        expect(reader.page.locator(".headline")).to_contain_text("188 / 226")
        reader.settled()
        assert [url for url in reader.asked if "/app/static/" in url] == []
        assert len(reader.sent) == 1
        assert 0 < tap.read() <= BYTES_PER_CHANGE
        reader.page.close()


def test_pan_and_zoom_cause_no_rerun(page_at: Callable[..., Reader]) -> None:
    """Dragging and zooming the map sends nothing to the server."""
    reader = page_at().open()
    frame = reader.frame()
    view = "() => [window.map.getZoom(), window.map.getCenter().lat]"
    before = frame.evaluate(view)
    box = frame.frame_element().bounding_box()
    assert box
    reader.forget()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    # The whole country cannot be dragged out of its frame: one comes nearer first.
    reader.map().locator("a.leaflet-control-zoom-in").click()
    reader.until("(before) => window.map.getZoom() > before", before[0], of=frame)
    reader.pause(600)  # the zoom's own motion is over
    nearer = frame.evaluate(view)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 80, y + 60, steps=5)
    reader.page.mouse.up()
    reader.pause(600)  # twice streamlit-folium's own 250 ms, after which it would have spoken
    dragged = frame.evaluate(view)
    assert dragged[1] != nearer[1]
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -300)
    reader.page.keyboard.up("Control")
    reader.until("(before) => window.map.getZoom() > before", dragged[0], of=frame)
    reader.pause(600)
    assert reader.sent == []
    assert reader.asked == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_fits_the_wall(page_at: Callable[..., Reader], lang: str) -> None:
    """At 1920×1080 the page stands without scrolling: it is the picture a press officer takes."""
    sizes = page_at().open(f"/?lang={lang}").sizes()
    assert sizes["root"] == sizes["window"]
    assert sizes["main"][1] <= sizes["main_box"][1]
    assert sizes["main"][0] <= sizes["main_box"][0]


def test_counting_rules(page_at: Callable[..., Reader]) -> None:
    """Each counting rule shows its own two counts and share, from the same click."""
    say = words("ko")
    reader = page_at().open("/?lang=ko&edition=2023")
    headline = reader.page.locator(".headline")
    for rule, counts, share in (
        ("strict", "192 / 226", "85.0%"),
        ("units", "195 / 229", "85.2%"),
        ("official", "195 / 226", "86.3%"),
    ):
        reader.switch(say(f"rule.{rule}"))
        expect(headline).to_contain_text(counts)
        expect(headline).to_contain_text(share)
        expect(reader.page).to_have_url(re.compile(f"rule={rule}"))


def test_english_page_is_english(page_at: Callable[..., Reader]) -> None:
    """The English page holds no Korean but the name of the Korean language on its switch."""
    reader = page_at(locale="en-US").open("/?lang=en&edition=2023")
    body = reader.page.locator("body").inner_text() + reader.map().locator("body").inner_text()
    labels = reader.frame().evaluate(
        """() => [...document.querySelectorAll("[aria-label], [title]")]
          .map((one) => one.getAttribute("aria-label") + one.getAttribute("title")).join(" ")"""
    )
    assert set(KOREAN.findall(body + labels)) <= {words("ko")("language")}
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert reader.frame().evaluate("() => document.documentElement.lang") == "en"


def test_browser_language_decides(page_at: Callable[..., Reader]) -> None:
    """Without a language in the address the browser's own one is used."""
    korean, english = page_at(locale="ko-KR").open(), page_at(locale="en-GB").open()
    expect(korean.page.locator(".headline")).to_contain_text(words("ko")("headline.unit"))
    expect(english.page.locator(".headline")).to_contain_text(words("en")("headline.unit"))


def test_state_is_safe_in_a_script() -> None:
    """A value handed to the map's script can close neither the script nor a string in it."""
    text = as_script({"name": NAME, "end": "</script>", "line": "\u2028"})
    assert not re.search("[<>&`$'\u2028]", text)
    assert json.loads(text) == {"name": NAME, "end": "</script>", "line": "\u2028"}


def test_script_in_a_place_name_does_not_run(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """A place whose name is a script is shown as text, on the map, on its card and in lists."""
    place = unit(atlas, NEW_2023)
    port = free_port()
    script = str(Path(__file__).parent / "servers" / "hostile.py")
    with serve([script, str(port), place], port) as server:
        reader = page_at(url=server.url)
        reader.page.route("**/atlas.json", lambda route: _spoil(route, place))
        reader.open("/?lang=ko&edition=2023")
        expect(reader.page.locator("body")).to_contain_text(NAME)  # among the new ones
        assert NAME in reader.hover(place)
        assert NAME in reader.frame().evaluate(
            "(unit) => document.querySelector(`path[data-unit='${unit}']`).ariaLabel", place
        )
        reader.pick(place)
        expect(reader.page.locator(".card h2")).to_contain_text(NAME)
        assert reader.page.evaluate("() => window.ran") is None
        assert reader.page.locator("img[src=x]").count() == 0
        assert reader.map().locator("img[src=x]").count() == 0
        assert "Traceback" not in server.said(), server.said()
        reader.page.close()  # before its server goes, which it would miss


def _spoil(route: Route, place: str) -> None:
    """Put the name into what the map reads."""
    answer = route.fetch()
    book: dict[str, Any] = answer.json()
    for name in book["names"][place]:
        name |= {"ko": NAME, "en": NAME}
    route.fulfill(response=answer, json=book)
