"""A reader's hands on the map: the first click counts, the page keeps its wheel and its finger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from reader import Reader, swipe

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

    from benchmarks.driver import Server

SAY = words("ko")
ANDONG = "37040"

SCREENS = {
    "1280x720": {"viewport": {"width": 1280, "height": 720}},
    "1366x768": {"viewport": {"width": 1366, "height": 768}},
    "1440x900": {"viewport": {"width": 1440, "height": 900}},
    "1920x1080": {"viewport": {"width": 1920, "height": 1080}},
    "390x844": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "Pixel 7": {
        "viewport": {"width": 412, "height": 839},
        "device_scale_factor": 2.625,
        "is_mobile": True,
        "has_touch": True,
    },
}

SCROLLED = """() => [window.scrollY, ...[...document.querySelectorAll("*")]
  .map((element) => element.scrollTop)].filter(Boolean)"""

VIEW = """() => { const { lat, lng } = window.map.getCenter();
  return [window.map.getZoom(), lat, lng].map((one) => one.toFixed(6)).join(); }"""

MIDDLE = """(unit) => {
  const [lon, lat] = window.atlas.shapes.centres.get(unit);
  const at = window.map.latLngToContainerPoint([lat, lon]);
  return [at.x, at.y]; }"""

ZOOM = "() => window.map.getZoom()"

COVERED = """() => {
  const boxes = [...document.querySelectorAll(
    ".atlas-legend, .atlas-headline, .atlas-inset, .atlas-player, .leaflet-control-zoom")]
    .map((element) => [element.className, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0);
  const found = [];
  for (const path of document.querySelectorAll(".leaflet-overlay-pane path[data-class]")) {
    const owner = path.closest("svg").getBoundingClientRect();
    const scale = path.getScreenCTM();
    for (const part of path.getAttribute("d").split("M").slice(1)) {
      const points = part.match(/-?[\\d.]+/g).map(Number);
      for (let i = 0; i + 1 < points.length; i += 2) {
        const x = points[i] * scale.a + scale.e;
        const y = points[i + 1] * scale.d + scale.f;
        const over = boxes.find(([, box]) => x > box.left && x < box.right && y > box.top &&
          y < box.bottom);
        if (over) { found.push([path.getAttribute("data-unit"), over[0]]); break; }
      }
    }
  }
  return found; }"""
"""Places of which some part lies under something that stands in the map's frame."""


@pytest.fixture(params=SCREENS)
def reader(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Reader]:
    """Return a reader at one of six screens, the last two held in a hand."""
    context: BrowserContext = browser.new_context(locale="ko-KR", **SCREENS[request.param])
    found = Reader(context.new_page(), server.url)
    yield found
    context.close()
    assert found.strangers() == []
    assert found.said == []


def middle(reader: Reader, unit: str) -> tuple[float, float]:
    """Return the point of the page at which the middle of a place is: a finger is no needle."""
    frame = reader.frame()
    box = frame.frame_element().bounding_box()
    assert box, "the map has no box"
    x, y = frame.evaluate(MIDDLE, unit)
    return box["x"] + x, box["y"] + y


def test_the_first_touch_selects_and_nothing_moves(reader: Reader) -> None:
    """On every screen one click or tap chooses a place, and neither the page nor the map moves."""
    page = reader.open("/map?lang=ko&edition=2023").page
    frame = reader.frame()
    frame.frame_element().scroll_into_view_if_needed()
    assert frame.evaluate(COVERED) == [], "something lies over land"
    labels = frame.locator(f'path.leaflet-interactive[data-unit="{ANDONG}"]')
    assert (labels.first.get_attribute("aria-label") or "").startswith("경북 안동시")
    touch = bool(page.evaluate("() => navigator.maxTouchPoints"))
    at = middle(reader, ANDONG) if touch else reader.spot(ANDONG)
    before = (page.evaluate(SCROLLED), frame.evaluate(SCROLLED), frame.evaluate(VIEW))
    if touch:
        page.touchscreen.tap(*at)
    else:
        page.mouse.click(*at)
    expect(page).to_have_url(re.compile(f"place={ANDONG}"))
    expect(page.locator(".card h2")).to_have_text("경북 안동시")
    after = (page.evaluate(SCROLLED), frame.evaluate(SCROLLED), frame.evaluate(VIEW))
    assert after == before
    named = reader.map().locator(f'.atlas-names [data-named="{ANDONG}"]')
    expect(named).to_have_text("안동시")
    if touch:
        fingers_belong_to_the_page(reader, at)
    else:
        the_wheel_belongs_to_the_page(reader, at)
    reader.map().get_by_role("button", name=SAY("map.zoom.home")).click()
    # The map glides home; what is asked is where it comes to rest.
    frame.wait_for_function(f"home => ({VIEW})() === home", arg=before[2])


def the_wheel_belongs_to_the_page(reader: Reader, at: tuple[float, float]) -> None:
    """Hold that the wheel alone leaves the map, that Ctrl zooms it, and that it cannot be lost."""
    page, frame = reader.page, reader.frame()
    view = frame.evaluate(VIEW)
    page.mouse.move(*at)
    room = page.evaluate(ROOM)
    page.mouse.wheel(0, 200)
    reader.until(f"(most) => ({MAIN}).scrollTop >= Math.min(most, 100) - 1", room)
    assert frame.evaluate(VIEW) == view
    page.mouse.wheel(0, -400)
    reader.until(f"() => ({MAIN}).scrollTop === 0")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    reader.until(f"(before) => ({ZOOM})() > before", float(view.split(",")[0]), of=frame)
    page.mouse.wheel(0, 2000)
    page.mouse.wheel(0, 2000)
    reader.until(f"(before) => ({VIEW})() === before", view, of=frame)
    page.keyboard.up("Control")
    assert page.evaluate(f"() => ({MAIN}).scrollTop") == 0
    page.mouse.down()
    page.mouse.move(at[0] + 600, at[1] + 300, steps=8)
    page.mouse.up()
    assert frame.evaluate(VIEW) == view, "the whole country stays in its frame"


MAIN = """document.querySelector('[data-testid="stMain"]')"""
AT_REST = f"""() => {{ const before = window.rolled; window.rolled = ({MAIN}).scrollTop;
  return before === window.rolled; }}"""
ROOM = f"() => {{ const main = {MAIN}; return main.scrollHeight - main.clientHeight; }}"


def fingers_belong_to_the_page(reader: Reader, at: tuple[float, float]) -> None:
    """Hold that one finger scrolls the page and two zoom the map."""
    page, frame = reader.page, reader.frame()
    view, top = frame.evaluate(VIEW), page.evaluate(f"() => ({MAIN}).scrollTop")
    swipe(reader, [at], [(0.0, -120.0)])
    reader.until(f"(top) => ({MAIN}).scrollTop > top + 40", top)
    assert frame.evaluate(VIEW) == view
    reader.until(AT_REST)  # fingers put down while it rolls on would only stop it
    x, y = middle(reader, ANDONG)
    swipe(reader, [(x - 20, y - 20), (x + 20, y + 20)], [(-60.0, -60.0), (60.0, 60.0)])
    reader.until(f"(before) => ({ZOOM})() > before", float(view.split(",")[0]), of=frame)


def test_enlarged_cities_are_whole(page_at: Callable[..., Reader], atlas: Any) -> None:
    """Each metropolitan city is drawn with all it has on the day, counties and islands too.

    Gunwi-gun came to Daegu on 1 July 2023, after the announcement of that year.
    """
    order = ["11", "21", "22", "23", "24", "25", "26"]
    drawn = """() => [...document.querySelectorAll(".atlas-inset svg")].map((svg) =>
      [...svg.querySelectorAll("path[data-unit]")].filter((path) => {
        const box = path.getBoundingClientRect(); const edge = svg.getBoundingClientRect();
        return box.width > 0 && box.left >= edge.left - 2 && box.right <= edge.right + 2 &&
          box.top >= edge.top - 2 && box.bottom <= edge.bottom + 2; })
      .map((path) => path.getAttribute("data-unit")).sort())"""
    for edition in ("2023", "2024"):
        reader = page_at().open(f"/map?lang=ko&edition={edition}")
        places = atlas.register.on(atlas.edition_date(edition))
        wanted = [sorted(places.index[places["province_code"] == code]) for code in order]
        assert reader.frame().evaluate(drawn) == wanted
    assert any("군위" in name for name in places.loc[wanted[2], "name_ko"])


def test_two_presses_at_once_are_two_steps(page_at: Callable[..., Reader]) -> None:
    """A press while the zoom glides is made afterwards; the way home drops what still waits."""
    reader = page_at().open("/map?lang=ko&edition=2023")
    reader.drawn()
    home = reader.frame().evaluate(ZOOM)
    step = reader.frame().evaluate("() => window.map.options.zoomDelta")
    nearer = reader.map().get_by_role("button", name=SAY("map.zoom.in"))
    nearer.dblclick()
    reader.frame().wait_for_function(f"(far) => ({ZOOM})() >= far - 0.01", arg=home + 2 * step)
    nearer.dblclick()
    reader.map().get_by_role("button", name=SAY("map.zoom.home")).click()
    reader.frame().wait_for_function(f"(home) => Math.abs(({ZOOM})() - home) < 0.01", arg=home)
    reader.page.wait_for_timeout(800)  # longer than a zoom: nothing comes after the way home
    assert abs(reader.frame().evaluate(ZOOM) - home) < 0.01
