"""The map page: layers, player, tiles, insets, search, keyboard, touch; one selection for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from through_time import TIMELINE

from analysis.renewals.map_classes import due_class
from figures.web.layers import LAYERS
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, WebSocketRoute
    from reader import Reader

    from analysis.atlas import Atlas

SAY = words("ko")
PHONE = (390, 844)

LEGEND = """() => [...document.querySelectorAll(".atlas-legend li")].map((row) => ({
  name: row.getAttribute("data-class"),
  count: Number(row.querySelector(".atlas-legend-count").textContent),
  marked: row.classList.contains("atlas-legend-selected"),
  text: row.querySelector(".atlas-legend-name").textContent }))"""

SHOWN = """() => ({
  edition: document.querySelector(".atlas").getAttribute("data-edition"),
  slider: document.querySelector(".atlas-player output").textContent,
  year: document.querySelector(".atlas-year").textContent,
  counts: document.querySelector(".atlas-counts").textContent,
  legend: [...document.querySelectorAll(".atlas-legend-count")]
    .reduce((sum, one) => sum + Number(one.textContent), 0) })"""

TILES = """() => [...document.querySelectorAll(".atlas-tiles rect[data-unit]")]
  .filter((one) => one.getBoundingClientRect().width > 0)
  .map((one) => { const box = one.getBoundingClientRect(); return {
    unit: one.getAttribute("data-unit"), look: one.getAttribute("data-class"),
    fill: one.getAttribute("fill"),
    box: [box.left, box.top, box.right, box.bottom] }; })"""

FOCUSED = "() => document.activeElement && document.activeElement.getAttribute('data-unit')"

MIDDLE = """(unit) => {
  const [lon, lat] = window.atlas.shapes.centres.get(unit);
  const at = window.map.latLngToContainerPoint([lat, lon]);
  return [at.x, at.y]; }"""
"""A finger is no needle: what it touches is found around the middle of a place."""

WATCH = """() => { window.steps = []; new MutationObserver(() => window.steps.push(%s()))
  .observe(document.querySelector(".atlas"), { attributeFilter: ["data-edition"] }); }"""


def places(atlas: Atlas, edition: str) -> set[str]:
    """Return the places of an edition."""
    return {str(unit) for unit in atlas.coverage(edition=edition).states.index}


def shown(reader: Reader) -> dict[str, Any]:
    """Return what the parts of the map's frame show."""
    found: dict[str, Any] = reader.frame().evaluate(SHOWN)
    return found


def asked(reader: Reader) -> list[str]:
    """Return what was asked for, without the parts that Streamlit fetches ahead when idle."""
    return [url for url in reader.asked if not url.startswith(f"{reader.url}/static/")]


def button(reader: Reader, name: str) -> Locator:
    """Return a button of the player."""
    return reader.map().get_by_role("button", name=SAY(f"map.player.{name}"), exact=True)


def test_layers_have_fixed_classes(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """Each layer's legend counts every place once, has no empty class and marks the chosen one."""
    place = "37100"
    reader = page_at().open(f"/map?lang=ko&edition=2023&place={place}")
    wanted = places(atlas, "2023")
    known = {name: SAY(f"map.layer.{name}") for name in LAYERS}
    for layer, title in known.items():
        if layer != "status":
            reader.choose(SAY("map_page.layer"), title)
        expect(reader.map().locator(".atlas-legend h2")).to_have_text(title)
        legend = reader.frame().evaluate(LEGEND)
        classes = reader.classes()
        assert wanted <= set(classes), layer
        counted = {row["name"]: row["count"] for row in legend}
        # A layer that tells of provinces counts these: 17, however many places they have.
        owner = (
            atlas.coverage(edition="2023").states["province_code"].to_dict()
            if LAYERS[layer].of_provinces
            else {unit: unit for unit in wanted}
        )
        assert counted == {
            name: len({owner[unit] for unit in wanted if classes[unit] == name}) for name in counted
        }, layer
        assert sum(counted.values()) == len(set(owner.values()))
        assert len(wanted) == 229
        assert min(counted.values()) > 0
        assert [row["name"] for row in legend if row["marked"]] == [classes[place]], layer
        assert all(row["text"] for row in legend)
    insets = reader.map().locator(".atlas-inset figcaption").all_inner_texts()
    assert insets == ["서울", "부산", "대구", "인천", "광주", "대전", "울산"]


def test_reviews_and_programmes_come_when_they_are_chosen(
    page_at: Callable[..., Reader], atlas: Atlas
) -> None:
    """A layer of second rank is fetched when first chosen, and says in words what it knows."""
    reader = page_at().open("/map?lang=ko&edition=2023")
    reader.drawn()
    assert not [url for url in reader.asked if "layers.json" in url]
    reader.choose(SAY("map_page.layer"), SAY("map.layer.programme"))
    expect(reader.map().locator(".atlas-legend h2")).to_have_text(SAY("map.layer.programme"))
    assert len([url for url in reader.asked if "layers.json" in url]) == 1
    look = reader.classes()
    assert sorted(u for u in look if look[u] == "fund_new") == sorted(atlas.new_in("2023"))
    reader = page_at().open("/map?lang=en&edition=2026&layer=review&view=map")
    assert "Next review 2027" in reader.hover("37100")
    counted = {row["text"]: row["count"] for row in reader.frame().evaluate(LEGEND)}
    reviews = TIMELINE.calendar(atlas.edition_date("2026")).values()
    assert counted["Due in 2026"] == sum(one.next_review == 2026 for one in reviews) > 0
    skipping = sum(due_class(one, 2026) == "review_skips" for one in reviews)
    assert counted["Excellent: skips its next turn"] == skipping > 0


def test_player_moves_everything_without_the_server(
    page_at: Callable[..., Reader], atlas: Atlas
) -> None:
    """While it plays, map, year, headline and counts move together and nothing is sent or asked.

    On pause one message goes out, and the page's edition follows.
    """
    reader = page_at().open("/map?lang=ko&edition=2019")
    frame = reader.frame()
    frame.evaluate(WATCH % SHOWN.replace("() =>", "(() =>", 1).join(["", ")"]))
    reader.forget()
    button(reader, "play").click()
    frame.wait_for_function("() => window.steps.length >= 2")
    assert (reader.sent, reader.received, asked(reader)) == ([], [], [])
    button(reader, "pause").click()
    stopped = shown(reader)["edition"]
    expect(reader.control(SAY("bar.edition"))).to_have_value(stopped)
    reader.settled()
    assert len(reader.sent) == 1
    assert asked(reader) == []
    for step in frame.evaluate("() => window.steps")[:2]:
        nation = atlas.coverage(edition=step["edition"]).nation
        assert step["slider"] == step["edition"]
        assert step["year"].startswith(step["edition"])
        assert step["counts"] == f"{nation.at_least} / {nation.of}"
        assert step["legend"] == len(places(atlas, step["edition"]))


def test_player_steps_by_keyboard(page_at: Callable[..., Reader]) -> None:
    """Arrow keys step through the editions; several quick steps make one trip to the server."""
    reader = page_at().open("/map?lang=ko&edition=2023")
    button(reader, "next").focus()
    reader.forget()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight"):
        reader.page.keyboard.press(key)
    assert shown(reader)["edition"] == "2022"
    assert reader.frame().evaluate("() => window.atlas.lastStepMs") < 500
    expect(reader.control(SAY("bar.edition"))).to_have_value("2022")
    assert len(reader.sent) == 1
    reader.map().get_by_role("slider").press("Home")
    assert shown(reader)["edition"] == "2001"
    expect(reader.page).to_have_url(re.compile("edition=2001"))


def test_tiles_are_the_places_of_the_year(page_at: Callable[..., Reader], atlas: Atlas) -> None:
    """The tile grid has one equal tile a place, none over another, in the map's colours."""
    reader = page_at().open("/map?lang=ko&edition=2023&view=tiles")
    tiles = reader.frame().evaluate(TILES)
    assert sorted(tile["unit"] for tile in tiles) == sorted(places(atlas, "2023"))
    classes = reader.classes()
    assert all(tile["look"] == classes[tile["unit"]] for tile in tiles)
    sizes = {(round(x1 - x0), round(y1 - y0)) for x0, y0, x1, y1 in (t["box"] for t in tiles)}
    assert len({side for size in sizes for side in size}) <= 2
    boxes = sorted(tile["box"] for tile in tiles)
    for i, (_, top, right, bottom) in enumerate(boxes):
        for left, other_top, _, other_bottom in boxes[i + 1 :]:
            assert left >= right or other_top >= bottom or other_bottom <= top
    reader.map().locator('.atlas-tiles rect[data-unit="38340"]').click()
    expect(reader.page.locator(".card h2")).to_have_text("경남 고성군")
    reader.choose(SAY("bar.edition"), "2005")
    reader.drawn("2005")
    before = reader.frame().evaluate(TILES)
    assert sorted(tile["unit"] for tile in before) == sorted(places(atlas, "2005"))


def test_search_finds_by_every_name(page_at: Callable[..., Reader]) -> None:
    """Korean, English, former name or code finds a place, always shown with its province.

    Both Goseong are offered; Nam-gu of Incheon, renamed in 2018, opens as Michuhol-gu.
    """
    reader = page_at().open("/map?lang=ko&edition=2023")
    # The first entry asks the server for what was typed; the others are places.
    options = reader.page.get_by_role("option").filter(has_not_text=SAY("frame.own.add"))
    both = ["강원 고성군", "경남 고성군"]
    for typed, offered in (("고성", both), ("Goseong", both), ("38340", ["경남 고성군"])):
        reader.page.get_by_label(SAY("picker.label")).first.fill(typed)
        expect(options.filter(has_text=offered[0]).first).to_be_visible()
        names = [text.split(" · ")[0] for text in options.all_inner_texts()]
        assert sorted(names[: len(offered)]) == offered, typed
    reader.page.get_by_label(SAY("picker.label")).first.fill("남구")
    found = options.filter(has_text="인천 미추홀구")
    expect(found).to_have_count(1)
    assert "(남구)" in found.inner_text()
    found.click()
    expect(reader.page.locator(".card h2")).to_have_text("인천 미추홀구")
    reader.drawn()
    assert reader.frame().evaluate("() => window.atlas.state.place") == "23090"


@pytest.mark.parametrize(
    ("way", "stop"), [("map", ".leaflet-overlay-pane path"), ("tiles", "rect")]
)
def test_every_place_by_keyboard(page_at: Callable[..., Reader], way: str, stop: str) -> None:
    """Arrows move the focus from place to place, Enter opens the card, and the view stays."""
    reader = page_at().open(f"/map?lang=ko&edition=2023&view={way}")
    frame = reader.frame()
    frame.locator(f'{stop}[tabindex="0"]').first.focus()
    visited = [frame.evaluate(FOCUSED)]
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        reader.page.keyboard.press(key)
        visited.append(frame.evaluate(FOCUSED))
    assert len(set(visited)) == 4
    assert all(visited)
    view = "() => [window.map.getZoom(), window.map.getCenter()]"
    before = frame.evaluate(view)
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile(f"place={visited[-1]}"))
    expect(reader.page.locator(".card h2")).to_be_visible()
    assert frame.evaluate(view) == before


def test_province_zooms_to_finer_shapes(page_at: Callable[..., Reader]) -> None:
    """Choosing a province zooms to it, fetches finer shapes once each and dims the others."""
    reader = page_at().open("/map?lang=ko&edition=2023")
    frame = reader.frame()
    zoom = frame.evaluate("() => window.map.getZoom()")
    reader.forget()
    with reader.page.expect_response(re.compile("fine-38.json")):
        reader.choose(SAY("bar.province"), "경상남도")
    frame.wait_for_function("() => window.atlas.shapes.fine.size > 0")
    assert frame.evaluate("() => window.map.getZoom()") > zoom + 0.5
    finer = [url.rsplit("/", 1)[-1] for url in reader.asked if "fine-" in url]
    assert finer[0] == "fine-38.json"  # its neighbours' may follow, which are as near now
    assert len(finer) == len(set(finer))
    opacity = "(unit) => window.atlas.shapes.path(unit).getAttribute('fill-opacity')"
    assert frame.evaluate(opacity, "38340") == "1"
    assert float(frame.evaluate(opacity, "32400")) < 1


def test_touch_picks_a_place(page_at: Callable[..., Reader]) -> None:
    """On a phone a tap on the map opens the place's card."""
    reader = page_at(viewport=PHONE).open("/map?lang=ko&edition=2023")
    frame = reader.frame()
    frame.frame_element().scroll_into_view_if_needed()
    box = frame.frame_element().bounding_box()
    assert box
    x, y = frame.evaluate(MIDDLE, "32010")
    reader.page.touchscreen.tap(box["x"] + x, box["y"] + y)
    expect(reader.page.locator(".card h2")).to_have_text("강원 춘천시")


def test_the_map_shows_the_chosen_year_before_the_server_answers(
    page_at: Callable[..., Reader],
) -> None:
    """Map, slider and year stand at once; a box left with Esc takes them back."""
    reader = page_at()
    held: list[str | bytes] = []
    holding = False

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: held.append(message) if holding else server.send(message))
        server.on_message(socket.send)

    reader.page.route_web_socket(re.compile("_stcore/stream"), connect)
    reader.open("/map?lang=ko&edition=2023").drawn("2023")
    holding = True
    box = reader.control(SAY("bar.edition"))
    box.click()
    box.fill("2013")
    reader.drawn("2013")
    box.press("Escape")
    reader.drawn("2023")
    assert not held
    reader.choose(SAY("bar.edition"), "2017")
    reader.drawn("2017")
    now = shown(reader)
    assert held, "the server was asked"
    assert now["slider"] == "2017"
    assert now["year"].startswith("2017")
    assert "153" in now["counts"]
