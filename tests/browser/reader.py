"""A reader in front of the atlas: opens it, points, picks, chooses; all it sends is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import (
        ConsoleMessage,
        Frame,
        FrameLocator,
        Locator,
        Page,
        Request,
        WebSocket,
    )

CHOSEN = '.st-key-bar [data-testid="stPopover"] button'
"""The line that says what is chosen; it opens on the controls."""

SECONDS = 30_000
"""Milliseconds that anything may take on a busy machine before a test gives up."""

SPOT = """(unit) => {
  for (const path of document.querySelectorAll(`.leaflet-overlay-pane path[data-unit="${unit}"]`)) {
    const box = path.getBoundingClientRect();
    for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
      const at = [box.x + box.width * i / 40, box.y + box.height * j / 40];
      if (document.elementFromPoint(...at) === path) return at;
    }
  }
  throw new Error(`nothing of ${unit} can be pointed at`);
}"""

CLASSES = """() => Object.fromEntries(
  [...document.querySelectorAll(".leaflet-overlay-pane path[data-unit]")]
    .map((path) => [path.getAttribute("data-unit"), path.getAttribute("data-class")]))"""

PAINTED = """() => [...document.querySelectorAll(".leaflet-overlay-pane path[data-unit]")]
  .filter((path) => {
    const box = path.getBoundingClientRect();
    const ink = getComputedStyle(path);
    return box.width > 0 && box.height > 0 && ink.fill !== "none" && ink.display !== "none" &&
      Number(ink.fillOpacity) > 0 && path.getAttribute("data-class");
  }).map((path) => path.getAttribute("data-unit"))"""


class Reader:
    """One page of the shared browser.

    Parameters
    ----------
    page
        Fresh; the reader closes it.
    url
        Of the server, no slash at the end.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.asked: list[str] = []
        self.said: list[str] = []
        self.sent: list[int] = []
        self.received: list[int] = []
        page.set_default_timeout(SECONDS)
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("websocket", self._socket)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"page error: {error}"))

    # ---- what is put on record ----
    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _failed(self, request: Request) -> None:
        # A request that a page change cut short is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}: {request.failure}")

    def _socket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framesent", lambda payload: self.sent.append(len(payload)))
        socket.on("framereceived", lambda payload: self.received.append(len(payload)))

    def _console(self, message: ConsoleMessage) -> None:
        # Warnings are Streamlit's own, about permissions that browsers no longer know.
        where = message.location.get("url", "")
        if message.type == "error":
            self.said.append(f"console: {message.text} ({where})")

    def strangers(self) -> list[str]:
        """Return every address asked that is not on this machine."""
        near = {"data", "blob", "about"}
        parts = [(url, urlsplit(url)) for url in self.asked]
        return [
            url for url, part in parts if part.scheme not in near and part.hostname != "localhost"
        ]

    def forget(self) -> None:
        """Start the record of bytes and addresses afresh."""
        for record in (self.sent, self.received):
            record.clear()
        self.asked.clear()

    # ---- what the reader does ----
    def open(self, path: str = "/") -> Reader:
        """Open an address and wait until its map, if it has one, is drawn."""
        self.page.goto(self.url + path, wait_until="commit")
        self.settled()
        return self

    def settled(self) -> None:
        """Wait until the server's run is over and its elements stand."""
        self.page.locator('[data-testid="stMainBlockContainer"]').wait_for()
        self.page.locator('[data-testid="stCaptionContainer"], .footer').last.wait_for()
        self.page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")
        expect(self.page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=SECONDS)

    def map(self) -> FrameLocator:
        """Return the map's frame, for finding things in it."""
        return self.page.frame_locator('iframe[title^="streamlit_folium"]')

    def frame(self) -> Frame:
        """Return the map's frame once the map is drawn, for asking things of it."""
        self.drawn()
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    def drawn(self, edition: str | None = None) -> None:
        """Wait until the map has drawn an edition, or any."""
        wanted = f'[data-edition="{edition}"]' if edition else ""
        self.map().locator(f".atlas[data-drawn]{wanted}").wait_for()

    def classes(self) -> dict[str, str]:
        """Return the class of every place on the map."""
        found: dict[str, str] = self.frame().evaluate(CLASSES)
        return found

    def painted(self) -> list[str]:
        """Return every place that has a visible shape on the map."""
        found: list[str] = self.frame().evaluate(PAINTED)
        return found

    def spot(self, unit: str) -> tuple[float, float]:
        """Return a point of the page at which the mouse is on a place of the map."""
        frame = self.frame()
        box = frame.frame_element().bounding_box()
        assert box, "the map has no box"
        x, y = frame.evaluate(SPOT, unit)
        return box["x"] + x, box["y"] + y

    def hover(self, unit: str) -> str:
        """Point at a place; return what its tooltip says."""
        self.page.mouse.move(*self.spot(unit), steps=2)
        tooltip = self.map().locator(".leaflet-tooltip.atlas-tooltip")
        tooltip.wait_for()
        return tooltip.inner_text()

    def pick(self, unit: str) -> None:
        """Click a place on the map."""
        self.page.mouse.click(*self.spot(unit))

    def control(self, label: str) -> Locator:
        """Return a control by its label, one of the line of what is chosen opened for it."""
        found = self.page.get_by_label(label, exact=True).first
        line = self.page.locator(CHOSEN)
        if not found.is_visible() and line.count():
            line.click()
        found.wait_for()
        return found

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a select box."""
        self.control(label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.fold()

    def fold(self) -> None:
        """Close the line of what is chosen, if it is open."""
        line = self.page.locator(CHOSEN)
        if line.count() and line.get_attribute("aria-expanded") == "true":
            line.click()

    def switch(self, option: str) -> None:
        """Choose a side of a segmented control."""
        found = self.page.get_by_role("radio", name=option, exact=True)
        if not found.is_visible() and self.page.locator(CHOSEN).count():
            self.page.locator(CHOSEN).click()
        found.click()
        self.fold()

    def pause(self, milliseconds: int) -> None:
        """Let the map's own timers of this length run out, told by a timer of the same frame."""
        self.frame().evaluate("(ms) => new Promise((done) => setTimeout(done, ms))", milliseconds)

    def until(self, truth: str, arg: object = None, *, of: Frame | None = None) -> None:
        """Wait until something is true of the page or a frame; the page's policy forbids eval."""
        where = of or self.page.main_frame
        for _ in range(SECONDS // 100):
            if where.evaluate(truth, arg):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never true: {truth}")

    def sizes(self) -> dict[str, Any]:
        """Return the sizes of the page and of its content."""
        found: dict[str, Any] = self.page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid="stMain"]');
              const root = document.scrollingElement;
              return { main: [main.scrollWidth, main.scrollHeight],
                main_box: [main.clientWidth, main.clientHeight],
                root: [root.scrollWidth, root.scrollHeight],
                window: [window.innerWidth, window.innerHeight] };
            }"""
        )
        return found


def swipe(
    reader: Reader, fingers: list[tuple[float, float]], by: list[tuple[float, float]]
) -> None:
    """Put fingers down, move each by so much in small steps, and lift them."""
    session = reader.page.context.new_cdp_session(reader.page)

    def send(kind: str, share: float) -> None:
        points = [
            {"x": x + dx * share, "y": y + dy * share, "id": i}
            for i, ((x, y), (dx, dy)) in enumerate(zip(fingers, by, strict=True))
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", 0.0)
    for step in range(1, 11):
        send("touchMove", step / 10)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
